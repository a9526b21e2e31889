"""Web pages: the words of the document without the page around them; a table stays a row a line, a cell a column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from commitments.errors import ReadError
from commitments.i18n import _
from commitments.reading.articles import articles_of, title_of
from commitments.reading.content import SEPARATOR, Content, Hints, Upload
from commitments.reading.imprint import TITLE_END, TITLE_OPEN
from commitments.reading.plain import clean, decode
from commitments.reading.prose import (
    BLOCKS,
    CELLS,
    FEWEST_LABELS,
    HAN,
    HEADINGS,
    LABEL,
    SHORT_CELL,
    Weight,
    fields_of,
    is_navigation,
    main_of,
    weigh,
)

CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
SILENT = (
    "script, style, select, option, noscript, iframe, template, svg, object, embed, button, input, textarea, nav, head"
)
SPACE = re.compile(r"[ \t\r\n\f]+")
WORDED = re.compile(r"[\w]")
WANTED = re.compile(r"索引号|发文字号|文号|文件编号|发文机关|发文单位|发文日期|成文|生成|发布|公开日期|签发人")
ISSUER_FIELD = re.compile(r"发文机关|发文单位|发布机构|发布机关|发布单位|制发机关|公开主体")
TITLE_FIELD = re.compile(r"标题|名称")
# What a page counts about itself changes with every visit and is no change of the document.
COUNTED = re.compile(r".{0,40}(?:浏览|点击|阅读|访问|查看)(?:次数|量|数)?\s*[:：]?\s*\[?\s*\d*\s*\]?\s*次?.{0,4}")
SITE = re.compile(r"\s*[-_—|｜–].*$")
DAY = re.compile(r"((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")
SHORTEST_TITLE = 6  # Han characters: less is the name of a template
LONGEST_CAPTION = 120  # characters of the line that tells when a page was published
NEAR, FIRST = 8, 3  # lines above the text, and of the text, among which that line stands
CAPTION = re.compile(r"来源|发布|日期|时间|作者|浏览|阅读|字号|字体")
# What stands beside a text to be clicked, and round it on every page of a site.
TOOLS = re.compile(
    r"(?:分享到?|字\s*[号体]\s*[:：]|【?\s*字体\s*[:：]|扫一扫|[上下]一[篇条]\s*[:：]|相关(?:稿件|阅读|解读|新闻|链接)\s*$|责任编辑|【?\s*我要纠错|"
    r"您?(?:现在|当前|所在)?的?(?:位置|当前位置)是?\s*[:：]|返回顶部|网站标识码|版权所有|\d*\s*人点赞|[【\[]?\s*(?:打印|关闭)(?:本页|内容|窗口)?\s*[】\]]?\s*(?:$|[【\[|]))"
    r".{0,60}"
)


def links_of(upload: Upload, selector: str) -> list[tuple[str, str]]:
    """Address as written and words of every link that a CSS selector finds, in the order of the page."""
    found = parsed(upload).css(selector)
    links = [node if node.tag == "a" else node.css_first("a") for node in found]
    return [
        (node.attributes.get("href") or "", SPACE.sub(" ", node.text()).strip())
        for node in links
        if node is not None and node.attributes.get("href")
    ]


def read_html(upload: Upload) -> tuple[Content, ...]:
    """The document of one web page, or the several articles and summaries that stand on it.

    Raises:
        ReadError: the page holds no words, as where a script would fetch them.
    """
    tree = parsed(upload)
    hints = labels_of(tree)
    tree.strip_tags(SILENT.split(", "))
    body = tree.body
    weights = {} if body is None else weigh(body)
    if body is None or not weights[body.mem_id].all:
        remedy = _("请在浏览器中打开后另存为完整网页，或复制正文存为 .txt")
        raise ReadError(_("网页里没有正文"), where=upload.where, remedy=remedy)
    main = main_of(body, weights)
    if articles := articles_of(body, main, weights):
        papers = [article(f"{upload.name}{SEPARATOR}{at}", node, weights) for at, node in enumerate(articles, 1)]
        return tuple(papers)
    told = len(LABEL.findall(main.text()[:400])) >= FEWEST_LABELS
    fields = [] if told else fields_of(body.css("table, dl, ul, div"))
    form = [f"{label}：{value}" for label, value in fields if WANTED.search(label)]
    lines = list(lines_of(main, weights))
    hints = with_head(hints, fields, head_of(body, main), lines)
    return (Content(upload.name, "\n".join([*form, *lines]), hints=hints),)


def article(name: str, node: LexborNode, weights: dict[int, Weight]) -> Content:
    """One of several articles on a page, its title above its words."""
    title = title_of(node)
    lines = list(lines_of(node, weights))
    if title and not any(title in line for line in lines[:FIRST]):
        lines.insert(0, title)
    return Content(name, "\n".join(lines), hints=with_head(Hints(title=title), [], [], lines))


def head_of(body: LexborNode, main: LexborNode) -> list[tuple[bool, str]]:
    """The lines of a page above its text, nearest first; and whether each is marked as a heading."""
    lines: list[tuple[bool, str]] = []
    gathered: list[str] = []
    heading = False
    stack: list[LexborNode | None] = [body]
    while stack:
        node = stack.pop()
        if node is not None and node.mem_id == main.mem_id:
            break
        if node is None or node.tag in BLOCKS:
            lines.append((heading, SPACE.sub(" ", "".join(gathered)).strip(" ")))
            gathered.clear()
            heading = False
        if node is None:
            continue
        heading = heading or node.tag in HEADINGS
        if node.tag == "-text":
            gathered.append(node.text(deep=False))
        else:
            stack += [None] if node.tag in BLOCKS else []
            stack += reversed(list(node.iter(include_text=True)))
    return [line for line in reversed(lines) if line[1]]


def with_head(
    hints: Hints, fields: Sequence[tuple[str, str]], head: Sequence[tuple[bool, str]], lines: Sequence[str]
) -> Hints:
    """Labels of a page with what its form says, and the lines above and at the beginning of its text."""
    named = [value for label, value in fields if TITLE_FIELD.fullmatch(label)]
    named += [words for heading, words in head if heading and len(HAN.findall(words)) >= SHORTEST_TITLE]
    named += [words for _heading, words in head if TITLE_OPEN.search(words) and TITLE_END.search(words)]
    captions = [*(words for _heading, words in head[:NEAR]), *lines[:FIRST]]
    days = [day_of(found) for words in captions if (found := DAY.search(words)) and _is_caption(words, found)]
    issuers = [value for label, value in fields if ISSUER_FIELD.fullmatch(label)]
    return replace(
        hints,
        issuer=next(iter(issuers), hints.issuer),
        title=(hints.title if TITLE_END.search(hints.title or "") else None) or next(iter(named), hints.title),
        published=hints.published or next((day for day in days if day is not None), None),
    )


def _is_caption(words: str, found: re.Match[str]) -> bool:
    """Whether a line is there to tell the day on which it stands."""
    if len(words) > LONGEST_CAPTION or words.endswith("。") or "今天" in words:
        return False
    return CAPTION.search(words) is not None or len(words) - len(found.group()) <= len("日 10:00:00")


def parsed(upload: Upload) -> LexborHTMLParser:
    """The tree of a page."""
    words = words_of(upload)
    try:
        return LexborHTMLParser(words)
    except SelectolaxError as error:  # any bytes are a page; only the room for its tree can be missing
        raise MemoryError from error


def words_of(upload: Upload) -> str:
    """The page decoded by its byte order mark, its own label where that is true, else by trial."""
    label = CHARSET.search(upload.data[:4096])
    if label and not upload.data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = label.group(1).decode("ascii").lower()
        try:
            return clean(upload.data.decode(WIDER.get(name, name)))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(upload.data, where=upload.where)


def labels_of(tree: LexborHTMLParser) -> Hints:
    """What the page's own meta tags say (those of the standard for government sites), and its title."""
    said: dict[str, str] = {}
    for meta in tree.css("meta"):
        name, content = (meta.attributes.get("name") or "").lower(), (meta.attributes.get("content") or "").strip()
        if content:
            said.setdefault(name, content)
    title = tree.css_first("title")
    named = said.get("articletitle") or (SITE.sub("", title.text().strip()) if title else "")
    day = DAY.search(said.get("pubdate", "") or said.get("publishdate", ""))
    title_words = SPACE.sub(" ", named) if len(HAN.findall(named)) >= SHORTEST_TITLE else None
    return Hints(title=title_words, issuer=said.get("contentsource"), published=day_of(day))


def day_of(found: re.Match[str] | None) -> date | None:
    """A date as numbers; None for one the calendar does not have."""
    if found is None:
        return None
    try:
        return date(*(int(figure) for figure in found.groups()))
    except ValueError:
        return None


def lines_of(node: LexborNode, weights: dict[int, Weight]) -> Iterator[str]:
    """The paragraphs of a stretch, a line each; blocks that are mostly links are left out."""
    gathered: list[str] = []
    for kind, words in pieces_of(node, weights):
        if kind == "break":
            line = SPACE.sub(" ", "".join(gathered)).strip(" ")
            gathered.clear()
            if WORDED.search(line) and not COUNTED.fullmatch(line) and not TOOLS.fullmatch(line):
                yield line
        elif kind == "row":
            yield words
        else:
            gathered.append(words)
    line = SPACE.sub(" ", "".join(gathered)).strip(" ")
    if WORDED.search(line):
        yield line


def pieces_of(root: LexborNode, weights: dict[int, Weight]) -> Iterator[tuple[str, str]]:
    """Text, breaks and rows in the order of the page."""
    stack: list[LexborNode | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield "break", ""
            continue
        if node.tag == "-text":
            yield "text", node.text(deep=False)
            continue
        block = node.tag in BLOCKS
        if node.tag == "br" or block:
            yield "break", ""
        if node is not root and block and is_navigation(node, weights):
            continue
        if node.tag == "tr" and (row := row_of(node)):
            yield "row", row
            continue
        if block:
            stack.append("break")
        stack += reversed(list(node.iter(include_text=True)))


def row_of(row: LexborNode) -> str | None:
    """The cells of a row of data, a tab between them; None for a row that lays out the page."""
    cells = [cell for cell in row.iter(include_text=False) if cell.tag in CELLS]
    words = [SPACE.sub(" ", cell.text(separator=" ")).strip() for cell in cells]
    if len(cells) < 2 or any(len(one) > SHORT_CELL for one in words) or any(cell.css_first("table") for cell in cells):  # noqa: PLR2004  one cell is a frame
        return None
    return "\t".join(tight(one) for one in words) if any(words) else ""


def tight(words: str) -> str:
    """Words without the blanks that markup leaves between Han characters."""
    return re.sub(r"(?<=[㐀-鿿，。；：、]) (?=[㐀-鿿\d])|(?<=\d) (?=[㐀-鿿])", "", words)
