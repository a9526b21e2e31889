"""Web pages: the words of the document without the page around them; a table stays a row a line, a cell a column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from commitments.errors import ReadError
from commitments.i18n import _
from commitments.reading.content import Content, Hints, Upload
from commitments.reading.plain import clean, decode

CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
SILENT = (
    "script, style, select, option, noscript, iframe, template, svg, object, embed, button, input, textarea, nav, head"
)
_PARTS = (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form header hr"
)
_LISTED = "html legend li main ol p pre section summary table tbody td tfoot th thead tr ul h1 h2 h3 h4 h5 h6"
BLOCKS = frozenset((*_PARTS.split(), *_LISTED.split(), "ucapcontent", "founder-content"))
INLINE = frozenset(("b", "font", "span", "strong"))  # old pages put whole texts into them
CELLS = frozenset(("td", "th"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
HAN = re.compile(r"[㐀-鿿]")
SPACE = re.compile(r"[ \t\r\n\f]+")
WORDED = re.compile(r"[\w]")
LABEL = re.compile(
    r"(索\s*引\s*号|发文字号|文\s*号|发文机关|发布机构|公开主体|成文日期|成文时间|发布日期|发布时间|公开日期|签发人|主题分类|标\s*题|名\s*称|文件名称|有\s*效\s*性)\s*[:：]?\s*"
)
WANTED = re.compile(r"发文字号|文\s*号|发文机关|成文|发布|公开日期|签发人")
# What a page counts about itself changes with every visit and is no change of the document.
COUNTED = re.compile(r".{0,40}(?:浏览|点击|阅读|访问|查看)(?:次数|量|数)?\s*[:：]?\s*\[?\s*\d*\s*\]?\s*次?.{0,4}")
SITE = re.compile(r"\s*[-_—|｜–].*$")
DAY = re.compile(r"((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")
SHARE = 0.75  # of the score of its parent: a child with so much of it is where the words are
LINK_WEIGHT = 4
LINKED = 0.6  # of a block's characters: with more in links it is navigation
SHORTEST_TITLE = 6  # Han characters: less is the name of a template
SHORT_CELL = 400  # characters: a longer cell is a layout table's, and its paragraphs stand alone


@dataclass(slots=True)
class Weight:
    """The Han characters of a stretch of the tree, and those of them in links."""

    all: int = 0
    linked: int = 0

    @property
    def score(self) -> int:
        """How much the stretch looks like prose."""
        return self.all - LINK_WEIGHT * self.linked


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
    """The document of one web page.

    Raises:
        ReadError: the page holds no words, as where a script would fetch them.
    """
    tree = parsed(upload)
    hints = labels_of(tree)
    tree.strip_tags(SILENT.split(", "))
    body = tree.body
    weights: dict[int, Weight] = {}
    if body is None or not weigh(body, weights).all:
        remedy = _("请在浏览器中打开后另存为完整网页，或复制正文存为 .txt")
        raise ReadError(_("网页里没有正文"), where=upload.where, remedy=remedy)
    main = main_of(body, weights)
    text = "\n".join([*form_lines(body, main), *lines_of(main, weights)])
    return (Content(upload.name, text, hints=hints),)


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


def weigh(root: LexborNode, weights: dict[int, Weight]) -> Weight:
    """Weigh every element below `root`, by its memory id. No recursion: a page may be a thousand deep."""
    stack: list[tuple[LexborNode, bool, bool]] = [(root, root.tag == "a", False)]
    while stack:
        node, in_link, done = stack.pop()
        if done:
            weight = weights[node.mem_id]
            for child in node.iter(include_text=False):
                below = weights[child.mem_id]
                weight.all += below.all
                weight.linked += below.linked
            continue
        own = sum(
            len(HAN.findall(child.text(deep=False))) for child in node.iter(include_text=True) if child.tag == "-text"
        )
        weights[node.mem_id] = Weight(own, own if in_link else 0)
        stack.append((node, in_link, True))
        stack += [(child, in_link or child.tag == "a", False) for child in node.iter(include_text=False)]
    return weights[root.mem_id]


def main_of(body: LexborNode, weights: dict[int, Weight]) -> LexborNode:
    """The innermost block that still holds nearly all of the prose."""
    node = body
    while True:
        within = [child for child in node.iter(include_text=False) if child.tag in BLOCKS or child.tag in INLINE]
        best = max(within, key=lambda child: weights[child.mem_id].score, default=None)
        share = SHARE * weights[node.mem_id].score
        if best is None or share <= 0 or weights[best.mem_id].score < share or best.tag == "p":
            return node
        if best.tag == "table" and is_data(best):
            return node
        node = best


def is_data(table: LexborNode) -> bool:
    """Whether a table holds rows of short cells, rather than the layout of a page."""
    rows = table.css("tr")
    short = [
        row
        for row in rows
        if len(cells := row.css("td, th")) > 1 and all(len(cell.text()) <= SHORT_CELL for cell in cells)
    ]
    return len(rows) > 1 and len(short) * 2 > len(rows)


def lines_of(node: LexborNode, weights: dict[int, Weight]) -> Iterator[str]:
    """The paragraphs of a stretch, a line each; blocks that are mostly links are left out."""
    gathered: list[str] = []
    for kind, words in pieces_of(node, weights):
        if kind == "break":
            line = SPACE.sub(" ", "".join(gathered)).strip(" ")
            gathered.clear()
            if WORDED.search(line) and not COUNTED.fullmatch(line):
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


def is_navigation(node: LexborNode, weights: dict[int, Weight]) -> bool:
    """Whether a block is there to be clicked, not read."""
    weight = weights.get(node.mem_id)
    return weight is not None and weight.all > 0 and weight.linked > LINKED * weight.all and node.tag not in HEADINGS


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


def form_lines(body: LexborNode, main: LexborNode) -> Iterator[str]:
    """Number, date and office from the form above the text (索引号 …), a line each, where the text lacks them."""
    if LABEL.search(main.text()[:400]):
        return
    for form in body.css("table, dl, ul, div"):
        words = SPACE.sub(" ", form.text(separator=" ")).strip()
        if len(words) < 600 and len(LABEL.findall(words)) > 2:  # noqa: PLR2004  two labels are a caption
            parts = LABEL.split(words)
            for label, value in zip(parts[1::2], parts[2::2], strict=False):
                if WANTED.search(label) and value.strip():
                    yield f"{SPACE.sub('', label)}：{value.strip()}"
            return
