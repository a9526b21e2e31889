"""The lines of a text: trimmed spans, told apart into words of the author and page furniture."""

import re
from dataclasses import dataclass

from commitments.document import Span

# A line ends at a newline; two ideographic spaces in a row are the indent of a new paragraph (flattened web pages).
# Within a label (文　　号：) they only make it as wide as the others.
BREAK = re.compile(r"\n|\u3000{2,}(?!(?:号|题|称|期|送|报|人)\s*[:：])")
EDGE = " \t\u3000\u00a0\ufeff\u200b\r\x0b\x0c"

PAGE_NUMBER = re.compile(r"[-—–－\s]*\d{1,4}[-—–－\s]*|第\s*\d+\s*页.{0,12}")
FURNITURE = re.compile(
    r"(?:"
    r"(?:来源|发布人|发布者|供稿|编辑|责任编辑|责编|作者|记者|审核|浏览次数|点击数|阅读|字号|字体|分享到?|打印|关闭|下载|附件下载|扫一扫|"
    r"上一篇|下一篇|当前位置|您的位置|首页|相关链接|相关阅读|政策解读|"
    r"索引号|索 引 号|主题词|主 题 词|主题分类|发文机关|发文单位|发布机构|发布机关|"
    r"发布单位|制发机关|发文字号|文号|成文日期|生成日期|发文日期|"
    r"发布日期|发布时间|印发日期|公开方式|信息来源|联系人|联系电话|联系方式|抄送|抄报|签发人|版权所有|主办单位|承办单位|网站标识码|"
    r"留言主题|留言时间|答复时间|请选择\S{0,6}|PDF)\s*[:：】\]].*"
    r"|[\[【（(]\s*(?:同意公开|打印|关闭|字体|大\s*中\s*小|纠错|收藏|此件\S{0,8}公开\S{0,6}|本文有删减).{0,12}"
    r"|(?:打印|关闭|关闭窗口|返回顶部|分享|收藏|纠错|首页|目\s*录|扫一扫.{0,16}|ICP备.*|.{0,8}公网安备.*)"
    r"|首页\s*[>＞›»].*|[^。，]{0,30}[>＞›»]\s*[^。，]{0,20}[>＞›»][^。，]{0,30}"  # where on the site a page stands
    r"|[^，。]{2,40}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印发"  # the foot of a notice
    r"|.{2,50}[\s\u3000]\S{2,4}\s*[摄/](?:影)?"  # a caption under a picture: "… 王某 摄"
    r")"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One trimmed, non-empty line; `gap` counts the newlines between it and the line before."""

    span: Span
    gap: int
    furniture: bool  # page numbers, navigation, captions, labels: printed by the page, not said by the author


def find_lines(text: str) -> tuple[Line, ...]:
    """All lines of a text that hold more than white space, in order."""
    lines = []
    start = gap = 0
    for cut in [*BREAK.finditer(text), None]:
        end = cut.start() if cut else len(text)
        span = trim(text, start, end)
        if span.start < span.end:
            lines.append(Line(span, gap, is_furniture(span.of(text))))
            gap = 0
        gap += 1
        start = cut.end() if cut else end
    return tuple(lines)


def trim(text: str, start: int, end: int) -> Span:
    """The span without white space at its edges."""
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return Span(start, end)


def is_furniture(words: str) -> bool:
    """Whether a line is a page number, a link, a label or a caption."""
    return len(words) < 120 and any(form.fullmatch(words) for form in (PAGE_NUMBER, FURNITURE))  # noqa: PLR2004  longer lines are prose
