"""Word documents: paragraphs with their drawn numbers, tables as rows, tracked changes as finally accepted."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from commitments.document import Place, PlaceKind
from commitments.errors import ReadError
from commitments.i18n import _
from commitments.reading.content import Content, Upload
from commitments.reading.grid import one_cell, with_shared
from commitments.reading.numbering import Counter, Level
from commitments.reading.zipped import open_zip

WORDS = {qn("w:t"): None, qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# What was taken out or moved away, what is computed, and the second drawing of the same box.
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
UNSAID = frozenset((*map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:rPr", "w:pPr")), FALLBACK))
P, TABLE, ROW, CELL, BOX = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:txbxContent")
VALUE = qn("w:val")
WIDEST = 200  # columns of a table
DEEPEST_STYLE = 20  # styles may be based on each other in a circle


@dataclass(slots=True)
class Sheet:
    """What has been read so far: lines, and the places of table rows by line."""

    numbering: "Numbering"
    lines: list[str] = field(default_factory=list)
    rows: list[tuple[int, str]] = field(default_factory=list)  # line and label
    tables: int = 0


def read_docx(upload: Upload) -> tuple[Content, ...]:
    """The document of one .docx file.

    Raises:
        ReadError: it is damaged, locked, or too large when unfolded.
    """
    open_zip(upload.data, where=upload.where).close()
    try:
        package = docx.Document(io.BytesIO(upload.data))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        remedy = _("请用原软件打开后另存，再导入")
        raise ReadError(_("文件已损坏，或不是它所称的格式"), where=upload.where, remedy=remedy) from error
    sheet = Sheet(Numbering(package))
    for element in blocks_of(package.element.body):
        add_block(sheet, element)
    starts = [0]
    for line in sheet.lines:
        starts.append(starts[-1] + len(line) + 1)
    places = tuple(Place(starts[line], PlaceKind.TABLE, label) for line, label in sheet.rows)
    return (Content(upload.name, "\n".join(sheet.lines), places=places),)


def blocks_of(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, out of the wrappers (content controls, insertions) around them."""
    for element in parent.iterchildren():
        if element.tag in (P, TABLE):
            yield element
        elif element.tag not in UNSAID:
            yield from blocks_of(element)


def add_block(sheet: Sheet, element: Any) -> None:
    """Add a paragraph or the rows of a table."""
    if element.tag == TABLE:
        sheet.tables += 1
        add_table(sheet, element, sheet.tables)
        return
    words = paragraph_words(sheet.numbering, element)
    sheet.lines += [line.rstrip() for line in words.split("\n")]
    for box in element.iter(BOX):
        for inner in blocks_of(box):
            if not within_unsaid(inner, element):
                add_block(sheet, inner)


def within_unsaid(element: Any, top: Any) -> bool:
    """Whether an element stands in something taken out, below `top`."""
    while element is not top:
        if element.tag in UNSAID:
            return True
        element = element.getparent()
    return False


def paragraph_words(numbering: "Numbering", paragraph: Any) -> str:
    """The words of a paragraph with its drawn number before them; boxes inside it are not part of it."""
    words = "".join(_words(paragraph))
    return numbering.mark(paragraph) + words if words.strip() else ""


def _words(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag in UNSAID or child.tag == BOX:
            continue
        if child.tag in WORDS:
            yield WORDS[child.tag] or child.text or ""
        else:
            yield from _words(child)


def add_table(sheet: Sheet, table: Any, number: int) -> None:
    """Add a line a row, a tab between the cells; tables within cells follow the whole of it."""
    rows, merged = grid_of(sheet.numbering, table)
    for count, cells in with_shared(rows, merged):
        if any(cells):
            sheet.rows.append((len(sheet.lines), f"{number}:{count}"))
            sheet.lines.append("\t".join(cells).rstrip())
    for inner in table.iter(TABLE):
        if inner is not table and next(inner.iterancestors(TABLE)) is table and not within_unsaid(inner, table):
            sheet.tables += 1
            add_table(sheet, inner, sheet.tables)


def grid_of(numbering: "Numbering", table: Any) -> tuple[list[tuple[int, list[str]]], dict[tuple[int, int], str]]:
    """Number from 1 and cells of each row, and the words of cells merged downwards where they are not written."""
    rows: list[tuple[int, list[str]]] = []
    merged: dict[tuple[int, int], str] = {}
    open_cells: dict[int, str] = {}  # by column: the words of the merged cell that may go on below
    for count, row in enumerate(blocks(table, ROW), 1):
        cells: list[str] = []
        for cell in blocks(row, CELL):
            words, at = cell_words(numbering, cell), len(cells)
            joined = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if joined is not None and joined.get(VALUE) != "restart":
                merged[count, at] = open_cells.get(at, "")
            open_cells[at] = merged.get((count, at), words) if joined is not None else ""
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            wide = int(span.get(VALUE, "1")) if span is not None and span.get(VALUE, "1").isdecimal() else 1
            cells += [words, *[""] * (min(wide, WIDEST) - 1)]
        rows.append((count, cells))
    return rows, merged


def blocks(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, out of the wrappers around them; those removed are left out."""
    for element in parent.iterchildren():
        if element.tag == tag:
            if tag != ROW or element.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
                yield element
        elif element.tag not in UNSAID and element.tag not in (TABLE, P):
            yield from blocks(element, tag)


def cell_words(numbering: "Numbering", cell: Any) -> str:
    """The paragraphs of a cell in one line."""
    parts = [paragraph_words(numbering, block) for block in blocks_of(cell) if block.tag == P]
    return one_cell(" ".join(part for part in parts if part.strip()))


class Numbering:
    """The numbers a document draws before its paragraphs, counted as they are asked for in order."""

    def __init__(self, package: Any) -> None:
        """Read the lists and which paragraph styles belong to them."""
        part = next((rel.target_part for rel in package.part.rels.values() if rel.reltype.endswith("/numbering")), None)
        root = part.element if part is not None else None
        self._levels = _lists(root) if root is not None else {}
        self._styles = {style.style_id: style.element for style in package.styles}
        self._counters: dict[str, Counter] = {}

    def mark(self, paragraph: Any) -> str:
        """The number drawn before a paragraph, "" for none; the count goes on."""
        found = self._list_of(paragraph)
        if found is None or found[0] not in self._levels:
            return ""
        number, depth = found
        shared, levels = self._levels[number]
        counter = self._counters.setdefault(shared, Counter(levels))
        words = counter.next(depth)
        return f"{words} " if words and words[-1].isalnum() else words

    def _list_of(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and level of a paragraph: its own word, else its style's and that of the styles it is based on."""
        depth = None
        for properties in self._properties(paragraph):
            told = properties.find(qn("w:numPr"))
            if told is None:
                continue
            level, number = told.find(qn("w:ilvl")), told.find(qn("w:numId"))
            if depth is None and level is not None:
                depth = int(level.get(VALUE))
            if number is not None:
                return number.get(VALUE), depth or 0
        return None

    def _properties(self, paragraph: Any) -> Iterator[Any]:
        """What a paragraph says of itself, then what its style says, and the styles that one is based on in turn."""
        said = paragraph.find(qn("w:pPr"))
        if said is None:
            return
        yield said
        style = said.find(qn("w:pStyle"))
        for _turn in range(DEEPEST_STYLE):
            element = self._styles.get(style.get(VALUE)) if style is not None else None
            if element is None:
                return
            if (said := element.find(qn("w:pPr"))) is not None:
                yield said
            style = element.find(qn("w:basedOn"))


def _lists(root: Any) -> dict[str, tuple[str, dict[int, Level]]]:
    """Per list id: the counter it shares with the lists of the same kind, and its levels."""
    abstract = {
        kind.get(qn("w:abstractNumId")): {
            int(level.get(qn("w:ilvl"))): _level(level) for level in kind.findall(qn("w:lvl"))
        }
        for kind in root.findall(qn("w:abstractNum"))
    }
    found: dict[str, tuple[str, dict[int, Level]]] = {}
    for one in root.findall(qn("w:num")):
        number, base = one.get(qn("w:numId")), one.find(qn("w:abstractNumId")).get(VALUE)
        levels = dict(abstract.get(base, {}))
        shared = base
        for override in one.findall(qn("w:lvlOverride")):
            depth = int(override.get(qn("w:ilvl")))
            own, start = override.find(qn("w:lvl")), override.find(qn("w:startOverride"))
            if own is not None:
                levels[depth] = _level(own)
            if start is not None and depth in levels:
                known = levels[depth]
                levels[depth] = Level(known.numeral, known.text, int(start.get(VALUE)))
                shared = f"{base}/{number}"  # a list that starts anew counts alone
        found[number] = (shared, levels)
    return found


def _level(element: Any) -> Level:
    def said(name: str, default: str) -> str:
        child = element.find(qn(name))
        return default if child is None else child.get(VALUE, default)

    return Level(said("w:numFmt", "decimal"), said("w:lvlText", ""), int(said("w:start", "1")))
