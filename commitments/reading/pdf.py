"""PDF: text in reading order, paragraphs put together over lines and pages, ruled tables as rows; scans by OCR."""

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as native

from commitments.errors import Problem, ReadError
from commitments.i18n import _
from commitments.reading import ocr
from commitments.reading.content import Content, Hints, Upload
from commitments.reading.grid import one_cell, with_shared
from commitments.reading.layout import PageLine, text_of
from commitments.reading.ruled import Box, Grid, grids_of

FEWEST_CHARACTERS = 20  # a page with a picture and less text than that is a scan
MOST_PAGES = 6_000
MOST_SHAPES = 20_000  # of one page: more are a drawing, not a table
SCAN_DPI = 200
FIRST_WIDE = 0x2E80  # from here on Unicode's characters are Han, kana and marks of their width


class Glyph(NamedTuple):
    """One character on a page; points from the left and from the top."""

    character: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


def read_pdf(upload: Upload) -> tuple[Content, ...]:
    """The document of one PDF file.

    Raises:
        ReadError: it is damaged or locked, has too many pages, or is a scan and nothing here reads pictures.
    """
    try:
        book = pdfium.PdfDocument(upload.data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        message = _("文件设有密码") if locked else _("文件已损坏，或不是它所称的格式")
        raise ReadError(message, where=upload.where, remedy=_("请用原软件打开后另存，再导入")) from error
    if len(book) > MOST_PAGES:
        message = _("超过 {limit} 页").format(limit=MOST_PAGES)
        raise ReadError(message, where=upload.where, remedy=_("请拆分后再导入"))
    lines: list[PageLine] = []
    scans: list[int] = []
    for number in range(len(book)):
        found = lines_of(book, number)
        if found is None:
            scans.append(number)
            found = scanned(book, number) if ocr.installed() else []
        lines += found
    text, places = text_of(lines)
    problems = unread(upload, scans, text)
    title = (book.get_metadata_value("Title") or "").strip()
    return (Content(upload.name, text, places, Hints(title=title if len(title) > 5 else None), problems),)  # noqa: PLR2004


def unread(upload: Upload, scans: list[int], text: str) -> tuple[Problem, ...]:
    """What to tell of pages that are pictures; a refusal where nothing else is in the file."""
    if not scans:
        return ()
    if ocr.installed():
        message = _("{count} 页是扫描件，文字由识别得来，请核对原件").format(count=len(scans))
        return (Problem(upload.where, message, _("核对日期和数字")),)
    if not text.strip():
        raise ReadError(_("这是扫描件，没有文字"), where=upload.where, remedy=ocr.remedy())
    pages = "、".join(str(number + 1) for number in scans[:10]) + ("…" if len(scans) > 10 else "")  # noqa: PLR2004
    return (Problem(upload.where, _("第 {pages} 页是扫描件，没有读取").format(pages=pages), ocr.remedy()),)


def lines_of(book: pdfium.PdfDocument, number: int) -> list[PageLine] | None:
    """The lines and table rows of one page, in reading order; None for a scan."""
    page = book[number]
    try:
        height = page.get_height()
        text_page = page.get_textpage()
        glyphs = list(glyphs_of(text_page, height))
        visible = sum(not glyph.character.isspace() for glyph in glyphs)
        text_page.close()
        if visible < FEWEST_CHARACTERS and has_picture(page):
            return None
        return list(arranged(glyphs, grids_of(shapes_of(page, height)), number + 1, height))
    finally:
        page.close()


def glyphs_of(text_page: pdfium.PdfTextPage, height: float) -> Iterator[Glyph]:
    """The characters of a page in PDFium's reading order, with the line breaks it puts between them."""
    box = native.FS_RECTF()
    for at in range(text_page.count_chars()):
        code = native.FPDFText_GetUnicode(text_page, at)
        native.FPDFText_GetLooseCharBox(text_page, at, ctypes.byref(box))
        character = chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"  # noqa: PLR2004
        if character == " " and native.FPDFText_IsGenerated(text_page, at) == 1 and beside_han(text_page, at):
            continue  # PDFium takes the air that typesetters leave between Han characters and figures for a space
        size = native.FPDFText_GetFontSize(text_page, at)
        yield Glyph(character, box.left, box.right, height - box.top, height - box.bottom, size)


def beside_han(text_page: pdfium.PdfTextPage, at: int) -> bool:
    """Whether a Han character, or a mark of its width, stands directly before or after a character."""
    return any(
        native.FPDFText_GetUnicode(text_page, beside) >= FIRST_WIDE for beside in (at - 1, at + 1) if beside >= 0
    )


def has_picture(page: pdfium.PdfPage) -> bool:
    """Whether a page shows an image."""
    return any(thing.type == native.FPDF_PAGEOBJ_IMAGE for thing in page.get_objects(max_depth=3))


def shapes_of(page: pdfium.PdfPage, height: float) -> list[Box]:
    """The drawn lines and boxes of a page; none where it is full of drawings."""
    found = []
    for thing in page.get_objects(filter=[native.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        found.append(Box(left, height - top, right, height - bottom))
        if len(found) > MOST_SHAPES:
            return []
    return found


def arranged(glyphs: list[Glyph], grids: list[Grid], page: int, height: float) -> Iterator[PageLine]:
    """Lines of running text, and each table's rows where its first character stands."""
    line: list[Glyph] = []
    tables: list[dict[tuple[int, int], list[str]]] = [{} for _grid in grids]
    homes = [table_of(glyph, grids) for glyph in glyphs] if grids else [None] * len(glyphs)
    for at, glyph in enumerate(glyphs):
        home = homes[at]
        if home is not None:
            table, cell = home
            tables[table].setdefault(cell, []).append(glyph.character)
    told: set[int] = set()
    for glyph, home in zip(glyphs, homes, strict=True):
        if home is not None and home[0] not in told:
            yield from whole(line, page, height)
            line = []
            told.add(home[0])
            yield from rows_of(grids[home[0]], tables[home[0]], page, height, glyph.size)
        elif home is None and glyph.character == "\n":
            yield from whole(line, page, height)
            line = []
        elif home is None and glyph.character != "\r":
            line.append(glyph)
    yield from whole(line, page, height)


def table_of(glyph: Glyph, grids: list[Grid]) -> tuple[int, tuple[int, int]] | None:
    """The table and the cell, the first of a merged one, in which a character stands."""
    for number, grid in enumerate(grids):
        cell = grid.cell_of((glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2)
        if cell is not None:
            return number, (grid.first_row(*cell), cell[1])
    return None


def whole(line: list[Glyph], page: int, height: float) -> Iterator[PageLine]:
    """A line of running text, if it holds words."""
    words = "".join(glyph.character for glyph in line).strip()
    inked = [glyph for glyph in line if not glyph.character.isspace()]
    if inked:
        size = max(glyph.size for glyph in inked) or inked[0].bottom - inked[0].top
        left, right = min(glyph.left for glyph in inked), max(glyph.right for glyph in inked)
        yield PageLine(page, words, left, right, min(glyph.top for glyph in inked), size, height)


def rows_of(
    grid: Grid, cells: dict[tuple[int, int], list[str]], page: int, height: float, size: float
) -> Iterator[PageLine]:
    """The rows of a table, a tab between the cells; lines broken within a cell are joined."""
    words = {cell: one_cell("".join(found).replace("\r\n", "").replace("\n", "")) for cell, found in cells.items()}
    count, columns = len(grid.ys) - 1, len(grid.xs) - 1
    spread = {
        (row + 1, column): words.get((first, column), "")
        for row in range(count)
        for column in range(columns)
        if (first := grid.first_row(row, column)) != row
    }
    rows = ((row + 1, [words.get((row, column), "") for column in range(columns)]) for row in range(count))
    for number, row in with_shared(rows, spread):
        if any(row):
            line = "\t".join(row).rstrip()
            yield PageLine(page, line, grid.xs[0], grid.xs[-1], grid.ys[number - 1], size, height, row=True)


def scanned(book: pdfium.PdfDocument, number: int) -> list[PageLine]:
    """The lines that are recognised on the picture of one page."""
    page = book[number]
    try:
        picture = page.render(scale=SCAN_DPI / 72, grayscale=True).to_numpy()
        return ocr.lines_of(picture, number + 1)
    finally:
        page.close()
