"""Standards: assessment sheets, whose numbered standards are one task each, owned by the body of their row or group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from commitments.document import Document, Section, Span
from commitments.extraction import later as re
from commitments.extraction.naming import BODY, Naming, closing_namings, is_bodies, line_naming
from commitments.extraction.tables import merged_rows, tables_of, trimmed
from commitments.extraction.zh.bodies import split_units
from commitments.target import Due, Owners

Standard = tuple[Span, Owners, Span, str, Due]

LINE = re.compile(r"[^\n]+")
POINTS = re.compile(r"[（(]\s*\d{1,3}\s*分?\s*[)）]|^[\s\d.、．一二三四五六七八九十（）()]+|[:：\s]+$")
NUMBERED = re.compile(
    r"\s*(?:(?:\d{1,2}\s*[.．、](?!\d)|[（(]\d{1,2}[)）]|[①-⑳])\s*(?=[^\s\d])|\d{1,2}[.．](?=\d{1,2}月))"
)
WITHIN = re.compile(r"(?<=[;；。)）])\s*(?=\d{1,2}\s*[.．、](?:(?!\d)\s*[^\s\d]|\d{1,2}月)|[①-⑳])")
SCORED = re.compile(r"[（(]\s*\d{1,3}(?:\.\d)?\s*分\s*[)）]|[得扣加记计减]\s*\d|。")
HEAD = re.compile(r"分值|得分|评分|分数|计分|考核标准|考评")
GIVEN = re.compile(r"[得扣加记计减奖][\d一二三四五]{1,3}(?:\.\d)?\s*分|[（(]\s*\d{1,3}(?:\.\d)?\s*分\s*[)）]")
EXTRA = re.compile(r"加分|扣分|减分|否决|奖惩")
CASE = re.compile(
    r"否则|出现[^，。；]{2,20}不得|(?:获|发生|出现|被|未|因|受到|荣获|对|凡)[^，。；]{2,40}的|[^，。；]{2,30}的[,，]?(?:得|加|扣|计|不得)"
)
WORTH = re.compile(r"[（(][^（()）]{0,12}\d{1,3}(?:\.\d)?\s*分[^（()）]{0,16}[)）]\s*[。；;，,]?\s*\Z")
EVERYBODY = re.compile(r"[（(](?P<who>[一-鿿]{2,10}(?:单位|部门)|各[一-鿿、]{1,10})[)）]")
WITH = re.compile(
    r"(?:与|会同|联合|协同|协助|配合)(?P<who>[一-鿿、]{2,40}?)(?:共同|一起|一道|联合|(?<=[局委办厅站部院会])(?=推进|开展|做好|加强|抓好|完成|对))"
)
EDGE = "；;，,。 \t\n"
FEWEST_POINTS = 3  # a paper that gives points so often is a sheet
TOKEN = re.compile(r"[^\s|｜]+")
SHORTEST = 5
LOWEST_HEADING = 2
WIDEST_GAP = 30  # lines without cells that may stand between two rows of one sheet
LAST_HEAD = 3  # the head of a sheet may stand below its title and its total


@dataclass(slots=True)
class Line:
    """One row of a sheet: its cells, of which a broken one runs over several lines."""

    cells: list[Span] = field(default_factory=list)


class Sheets(NamedTuple):
    """The standards of all sheets, the stretches of text that the sheets take up, and whether one gives points."""

    found: list[Standard]
    spans: list[Span]
    scored: bool


def standards_of(document: Document) -> Sheets:
    """The standards of the sheets with a cell per column.

    Row numbers, scores and the names of groups are none. A cell may run over several lines, and a standard with it.
    """
    found: list[Standard] = []
    spans: list[Span] = []
    scored = False
    for region in regions(document.text):
        rows = list(rows_of(document.text, region))
        points = is_scored(document.text, rows)
        if points or any(numbered(document.text, cell) for row in rows for cell in row.cells):
            scored |= points
            spans.append(region)
            found += standards_in(document.text, rows)
    return Sheets(found, spans, scored)


def regions(text: str) -> list[Span]:
    """The stretches from the first row with cells to the last one, with the broken lines between and behind."""
    found: list[Span] = []
    for block in tables_of(text):
        start, end = block[0].span.start, block[-1].span.end
        if found and text.count("\n", found[-1].end, start) <= WIDEST_GAP:
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
    limits = [*(region.start for region in found), len(text)][1:]
    return [Span(region.start, run_on(text, region.end, limit)) for region, limit in zip(found, limits, strict=True)]


def run_on(text: str, end: int, limit: int) -> int:
    """Where the last cell of a sheet ends: with the numbered lines and the broken ones right below the last row."""
    for line in LINE.finditer(text, end, limit):
        words = line.group().strip()
        closed = text[:end].rstrip()[-1:] in "。）)"
        if text.count("\n", end, line.start()) > 1 or (closed and not NUMBERED.match(words)):
            break
        end = line.end()
    return end


def rows_of(text: str, region: Span) -> Iterator[Line]:
    """The rows of a sheet without their empty cells."""
    for row in merged_rows(text, region):
        yield Line([cell for cell in row.cells if cell.start < cell.end])


def is_scored(text: str, rows: Sequence[Line]) -> bool:
    """Whether the head of a sheet names points or standards, and a row below it gives points."""
    named = any(HEAD.search(cell.of(text)) for row in rows[:LAST_HEAD] for cell in row.cells)
    return named and any(GIVEN.search(text, cell.start, cell.end) for row in rows[1:] for cell in row.cells)


def standards_in(text: str, rows: Sequence[Line]) -> list[Standard]:
    """The standards of the rows, each with the body that the last cell or heading above named."""
    found: list[Standard] = []
    owner: tuple[tuple[str, ...], Span] | None = None
    owned = any(bodies_of(text, cell) for row in rows for cell in row.cells)
    for number, row in enumerate(rows):
        bodies = [(names, cell) for cell in row.cells if (names := bodies_of(text, cell))]
        owner = bodies[-1] if bodies else owner
        extra = any(EXTRA.search(cell.of(text)) for cell in row.cells[:2])
        if extra or (owned and owner is None):
            continue
        for span in stated(text, row, headed=number == 0):
            names, named = owner or ((), Span(span.start, span.start))
            beside = WITH.match(text, span.start, span.end)
            helpers = tuple(name for name in split_units(beside["who"]) if BODY.fullmatch(name)) if beside else ()
            found.append((span, Owners(names[:1], (*names[1:], *helpers)), named, "standard of a sheet", Due()))
    return found


def bodies_of(text: str, cell: Span) -> tuple[str, ...]:
    """The bodies a cell names: alone, or in a bracket behind the name of a group (通用项目（各责任单位）)."""
    words = cell.of(text)
    if names := is_bodies(words):
        return names
    group = EVERYBODY.search(words) if len(words) <= 2 * LONGEST_GROUP else None
    return (group["who"],) if group else ()


LONGEST_GROUP = 15


def stated(text: str, row: Line, *, headed: bool) -> list[Span]:
    """The standards a row states: its numbered pieces, else its longest cell if it gives points or ends a sentence."""
    if not row.cells:
        return []
    pieces = [piece for cell in row.cells for piece in parted(text, cell)]
    standards = [piece for piece in pieces if numbered(text, piece)]
    if not standards and not headed:
        longest = max(row.cells, key=lambda cell: cell.end - cell.start)
        standards = [longest] if SCORED.search(text, longest.start, longest.end) else []
    spans = [bare(text, piece) for piece in standards]
    return [span for span in spans if span.end - span.start >= SHORTEST and not CASE.match(text, span.start, span.end)]


def numbered(text: str, piece: Span) -> bool:
    """Whether a piece is a numbered standard."""
    return NUMBERED.match(text, piece.start, piece.end) is not None and piece.end - piece.start > SHORTEST


def parted(text: str, cell: Span) -> Iterator[Span]:
    """The numbered standards that stand in one cell without a line break between them."""
    start = cell.start
    for cut in [*WITHIN.finditer(text, cell.start, cell.end), None]:
        end = cut.start() if cut else cell.end
        yield trimmed(text, start, end)
        start = end


def bare(text: str, piece: Span) -> Span:
    """A standard without its number and without what it is worth."""
    start, end = piece.start, piece.end
    if counter := NUMBERED.match(text, start, end):
        start = counter.end()
    while worth := WORTH.search(text, start, end):
        end = worth.start()
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return Span(start, end)


def fallen_apart(document: Document) -> list[Standard]:
    """The standards of a sheet that lost its rows: every word or line is a cell, and only points tell standards."""
    text = document.text
    if len(GIVEN.findall(text)) < FEWEST_POINTS or HEAD.search(text) is None:
        return []
    row = Line()
    for found in TOKEN.finditer(text):
        cell = Span(*found.span())
        last = row.cells[-1] if row.cells else None
        broken = last is not None and open_ended(text, last) and not NUMBERED.match(text, cell.start)
        if broken and last is not None:
            row.cells[-1] = Span(last.start, cell.end)
        else:
            row.cells.append(cell)
    rows = [Line([cell]) for cell in row.cells]
    return standards_in(text, [Line(), *rows])


def open_ended(text: str, cell: Span) -> bool:
    """Whether a cell is a standard that goes on in the next line."""
    return NUMBERED.match(text, cell.start) is not None and text[cell.end - 1] not in "。；;）)"


def groups_of(document: Document) -> list[Standard]:
    """The numbered standards below a line that names nothing but a body, or that give points below any heading."""
    rows: list[Standard] = []
    owners: tuple[tuple[str, ...], Span] | None = None
    starts = {section.span.start: section for section in document.sections[1:]}
    for number, paragraph in enumerate(document.paragraphs):
        words = POINTS.sub("", POINTS.sub("", paragraph.span.of(document.text)))
        names = is_bodies(words)
        section = starts.get(paragraph.span.start)
        if names:
            owners = (names, paragraph.span)
        elif owners and section and section.rank > LOWEST_HEADING:
            span = Span(section.heading.start, paragraph.span.end)
            rows.append((span, Owners(owners[0][:1], owners[0][1:]), owners[1], "group of a sheet", Due()))
        elif section and section.rank > LOWEST_HEADING and gives_points(document, section, paragraph.span):
            start, named = section.heading.start, naming_behind(document, number)
            owned = (named.owners, named.span) if named else (Owners(), Span(start, start))
            rows.append((Span(start, paragraph.span.end), *owned, "standard of a sheet", Due()))
    return rows


def naming_behind(document: Document, number: int) -> Naming | None:
    """Who answers for a standard: named at the end of its paragraph, or in a line of its own right below."""
    own = [each for each in closing_namings(document.text, document.paragraphs[number]) if not each.for_all]
    below = number + 1 < len(document.paragraphs) and not own
    return own[-1] if own else line_naming(document, number + 1) if below else None


def gives_points(document: Document, section: Section, span: Span) -> bool:
    """Whether a numbered part is a standard with points of its own, and no list of extra points."""
    text = document.text
    above = document.sections[section.parent or 0].heading.of(text)
    return (
        GIVEN.search(text, span.start, span.end) is not None
        and EXTRA.search(above) is None
        and CASE.match(text, section.heading.start, span.end) is None
    )
