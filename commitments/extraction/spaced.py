"""Spaced tables: indicator tables whose cells nothing but single blanks part, as a converted PDF leaves them."""

from collections.abc import Iterator, Sequence

from commitments.document import Span
from commitments.extraction import later as re
from commitments.extraction.cell_values import figure_in
from commitments.extraction.stacks import COUNTING, LONGEST_HEAD, NAME, WIDEST, YEAR
from commitments.extraction.tables import FEWEST, LINE, REMARK, Row, separator

NAMED = re.compile(r"指标|名称|项目")
IN_HEAD = re.compile(r"20\d\d ?年\S*|\S+")
IN_ROW = re.compile(r"[〔\[（(][^〔〕\[\]（()）\n]{1,12}[〕\]）)](?!\S)|[<>＜＞≥≤]\s?\d\S*|\S+")
TO_ONE = re.compile(r"[〔\[（(]")  # goes on with the name of the column before
EMPTY = re.compile(r"[-—–－/／*]{1,3}")
PAGE = re.compile(r"[-—–\s\d]+|第\s?\d+\s?页.*")
WHOLE = re.compile(r"预期性|约束性")
GROUP = re.compile(r"(?:[（(]?[一二三四五六七八九十]{1,2}[)）]?[、.．]?)?[一-鿿]{2,12}")
COUNTER = re.compile(r"\d{1,3}[.、．]?")
LABELLED = re.compile(r"[（(]?\d{1,2}[.、．)）]\D")
LONGEST_LINE = 100  # characters of a head


def spaced(text: str) -> Iterator[tuple[Row, ...]]:
    """The tables below heads that name indicators and years with single blanks between; each row has all its cells."""
    end = -1
    for found in NAMED.finditer(text):
        if found.start() < end:
            continue
        start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
        end = len(text) if end < 0 else end
        head = head_in(text, Span(start, end)) if end - start <= LONGEST_LINE else None
        if head:
            rows = [head, *rows_below(text, end, head)]
            end = rows[-1].span.end
            if len(rows) > 1:
                yield tuple(rows)


def head_in(text: str, line: Span) -> Row | None:
    """The head that a line is: among its names one of the indicators and, behind it, a year."""
    words = line.of(text)
    if separator(words.strip()) is not None or YEAR.search(words) is None or any(sign in words for sign in "。，；：:"):
        return None
    cells: list[Span] = []
    for found in IN_HEAD.finditer(text, *line):
        if cells and TO_ONE.match(found.group()):
            cells[-1] = Span(cells[-1].start, found.end())
        else:
            cells.append(Span(*found.span()))
    names = [cell.of(text) for cell in cells]
    if not FEWEST <= len(cells) <= WIDEST or any(len(name) > LONGEST_HEAD for name in names):
        return None
    name = next((n for n, words in enumerate(names) if NAME.search(words)), None)
    dated = name is not None and any(YEAR.search(words) for words in names[name + 1 :])
    return Row(line, tuple(cells)) if dated else None


def rows_below(text: str, end: int, head: Row) -> Iterator[Row]:
    """The rows below a head; the name of an indicator may be broken over two lines, and groups stand between."""
    names = [cell.of(text) for cell in head.cells]
    name = next(n for n, words in enumerate(names) if NAME.search(words))
    years = [n for n in range(name + 1, len(names)) if YEAR.search(names[n])]
    above: Span | None = None
    for found in LINE.finditer(text, end):
        words = found.group().strip()
        if not words or PAGE.fullmatch(words):
            continue
        cells = [Span(*each.span()) for each in IN_ROW.finditer(text, *found.span())]
        row = row_of(text, cells, names, name, years, above)
        if row:
            yield row
            above = None
        elif WHOLE.fullmatch(cells[-1].of(text)):  # a row whose years hold words
            above = None
        elif above is None and not REMARK.match(words) and "。" not in words:
            above = None if GROUP.fullmatch(words) else Span(cells[0].start, cells[-1].end)
        else:
            return


def row_of(
    text: str, cells: Sequence[Span], names: Sequence[str], name: int, years: Sequence[int], above: Span | None
) -> Row | None:
    """A row by its right edge: behind the name each column has a cell, and those of the years hold figures."""
    behind = len(names) - name - 1
    own = cells[: len(cells) - behind]
    if len(cells) < behind or not (own or above):
        return None
    tail = cells[len(cells) - behind :]
    figures = [tail[year - name - 1].of(text) for year in years]
    if not all(figure_in(words) or EMPTY.fullmatch(words) for words in figures):
        return None
    first = above.start if above else own[0].start
    last = own[-1].end if own else above.end if above else first
    opening = IN_ROW.match(text, first, last)
    before = [Span(first, first)] * name
    if opening and name and opening.end() < last and opens(opening.group(), text[opening.end() : last], names[0]):
        before = [Span(*opening.span()), *before[1:]]
        first = opening.end() + len(text[opening.end() : last]) - len(text[opening.end() : last].lstrip())
    return Row(Span(before[0].start if before else first, tail[-1].end), (*before, Span(first, last), *tail))


def opens(word: str, rest: str, column: str) -> bool:
    """Whether the first word of a row is its counter, or the group that stands before the name of an indicator."""
    if COUNTING.fullmatch(column):
        return COUNTER.fullmatch(word) is not None
    return GROUP.fullmatch(word) is not None and (LABELLED.match(rest.strip()) is not None or " " not in rest.strip())
