"""An office's own list (督办台账) as targets: columns by a mapping, and every cell that cannot be read named."""

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from commitments import periods
from commitments.document import Document, Imprint, Paragraph, Section, Span
from commitments.i18n import _
from commitments.target import Basis, Comparator, Due, Extraction, Kind, Owners, Quantity, Strength, Target
from monitor.exchange import ExchangeError
from monitor.exchange.workbook import opened

FIELDS = ("quote", "lead", "support", "due", "metric", "value", "unit")
HEADING_ROWS = 10  # within which the row of headings must stand: titles come first
_SEPARATORS = re.compile(r"[、,，;；\n/]+")
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:前)?")
_MONTH = re.compile(r"(\d{4})[-./年](\d{1,2})月?(?:底|末)?(?:前)?")
_YEAR = re.compile(r"(\d{4})年?(?:底|末|年底)?(?:前)?")
_NUMBER = re.compile(r"([<>≥≤=]{0,2}|不少于|不低于|超过)\s*(-?[\d,]+(?:\.\d+)?)\s*(.*)")
_COMPARATORS = {
    "": Comparator.AT_LEAST,
    "≥": Comparator.AT_LEAST,
    ">=": Comparator.AT_LEAST,
    "不少于": Comparator.AT_LEAST,
    "不低于": Comparator.AT_LEAST,
    ">": Comparator.ABOVE,
    "超过": Comparator.ABOVE,
    "≤": Comparator.AT_MOST,
    "<=": Comparator.AT_MOST,
    "<": Comparator.BELOW,
    "=": Comparator.EQUAL,
}


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that cannot be read, where a person finds it."""

    row: int
    column: str  # A, B … as spreadsheets name them
    heading: str
    text: str
    why: str  # and what to write instead
    sheet: str = ""  # the name of the worksheet; none in a CSV file

    @property
    def cell(self) -> str:
        """The cell as spreadsheets call it: E3."""
        return f"{self.column}{self.row}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was found in a list."""

    document: Document
    extraction: Extraction
    bad: tuple[BadCell, ...]
    skipped: int  # rows left out because one of their cells is bad


def read_sheet(path: Path, mapping: Mapping[str, str]) -> Sheet:
    """The targets of a list.

    Args:
        path: an XLSX or CSV file with one row of headings.
        mapping: heading → field, one of `FIELDS`; `quote` must be among them.

    Raises:
        ExchangeError: no such heading or field, or a file that cannot be read.
    """
    _check_mapping(mapping)
    sheet, lines = _lines(path)
    top, columns = _headings(lines, mapping, path)
    quotes, items, bad, skipped = list[str](), list[Target](), list[BadCell](), 0
    start = 0
    for number, cells in lines[top + 1 :]:
        row = _Row(sheet, number, cells, columns)
        if not any(row.text(field) for field in columns):
            continue
        item = row.target(start)
        bad += row.bad
        if row.bad:
            skipped += 1
            continue
        items.append(item)
        quotes.append(item.quote)
        start += len(item.quote) + 1
    return Sheet(_document(path, "\n".join(quotes)), Extraction(tuple(items)), tuple(bad), skipped)


def _check_mapping(mapping: Mapping[str, str]) -> None:
    for field in mapping.values():
        if field not in FIELDS:
            remedy = _("可用的字段：{fields}").format(fields=" ".join(FIELDS))
            raise ExchangeError(_("没有字段 {field}").format(field=field), where="--map", remedy=remedy)
    if "quote" not in mapping.values():
        raise ExchangeError(_("没有说事项在哪一列"), where="--map", remedy=_("加上 --map 列名=quote"))


Line = tuple[int, Sequence[Any]]  # number of the row, its cells


def _lines(path: Path) -> tuple[str, list[Line]]:
    """The name of the first worksheet, "" for a CSV file, and its lines."""
    if path.suffix.lower() == ".xlsx":
        book = opened(path)
        try:
            first = book.worksheets[0]
            return first.title, list(enumerate(first.iter_rows(values_only=True), start=1))
        finally:
            book.close()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return "", list(enumerate(csv.reader(file), start=1))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ExchangeError(
            _("读不了：{why}").format(why=error), where=str(path), remedy=_("存为 .xlsx，或 UTF-8 的 .csv")
        ) from error


def _headings(lines: Sequence[Line], mapping: Mapping[str, str], path: Path) -> tuple[int, dict[str, tuple[int, str]]]:
    """Where the headings stand, and field → column and heading."""
    best: set[str] = set()
    for top, (_number, cells) in enumerate(lines[:HEADING_ROWS]):
        found = {"".join(str(cell).split()): at for at, cell in enumerate(cells) if cell is not None}
        if all("".join(heading.split()) in found for heading in mapping):
            return top, {field: (found["".join(heading.split())], heading) for heading, field in mapping.items()}
        best |= set(found)
    missing = [heading for heading in mapping if "".join(heading.split()) not in best]
    raise ExchangeError(
        _("表里没有这些列：{columns}").format(columns="、".join(missing or mapping)),
        where=str(path),
        remedy=_("核对列名；有的列是：{columns}").format(columns="、".join(sorted(best)[:20])),
    )


class _Row:
    """One row on its way to a target; collects what is wrong with it."""

    def __init__(self, sheet: str, number: int, cells: Sequence[Any], columns: Mapping[str, tuple[int, str]]) -> None:
        self._sheet, self._number, self._cells, self._columns = sheet, number, cells, columns
        self.bad: list[BadCell] = []

    def _cell(self, field: str) -> Any:
        if field not in self._columns or self._columns[field][0] >= len(self._cells):
            return None
        return self._cells[self._columns[field][0]]

    def text(self, field: str) -> str:
        """A cell as text without blanks around it."""
        value = self._cell(field)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n").strip()

    def _complain(self, field: str, why: str) -> None:
        at, heading = self._columns[field]
        self.bad.append(BadCell(self._number, _letter(at), heading, self.text(field), why, self._sheet))

    def target(self, start: int) -> Target:
        """The target of this row, placed at `start`."""
        quote = self.text("quote")
        if not quote:
            self._complain("quote", _("事项是空的；写上事项，或删去这一行"))
        due, quantity = self._due(), self._quantity()
        owners = Owners(self._names("lead"), self._names("support"))
        kind = Kind.QUANTIFIED if quantity else Kind.MILESTONE if due.day else Kind.TASK if owners else Kind.PLEDGE
        return Target(
            document="",
            commitment=str(self._number),
            kind=kind,
            quote=quote,
            start=start,
            end=start + len(quote),
            strength=Strength.PLANNED,
            metric=self.text("metric") or None,
            quantity=quantity,
            due=due,
            owners=owners,
            confidence=1.0,
        )

    def _names(self, field: str) -> tuple[str, ...]:
        names = (name.strip() for name in _SEPARATORS.split(self.text(field)))
        return tuple(dict.fromkeys(name for name in names if name))

    def _due(self) -> Due:
        value, text = self._cell("due"), self.text("due")
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            return Due(value, value.isoformat(), Basis.EXPLICIT)
        if not text:
            return Due()
        day = day_of(text)
        if day is None:
            self._complain("due", _("看不懂这个日期；写成 2025-12-31、2025年12月 或 2025年底"))
            return Due()
        return Due(day, text, Basis.EXPLICIT)

    def _quantity(self) -> Quantity | None:
        text = self.text("value")
        if not text:
            return None
        match = _NUMBER.fullmatch(text)
        sign = _COMPARATORS.get(match[1]) if match else None
        if match is None or sign is None:
            self._complain("value", _("不是数；写成 4500、≥4500 或 4500家"))
            return None
        try:
            number = Decimal(match[2].replace(",", ""))
        except InvalidOperation:
            self._complain("value", _("不是数；写成 4500、≥4500 或 4500家"))
            return None
        return Quantity(sign, number, self.text("unit") or match[3].strip() or None)


def day_of(text: str) -> date | None:
    """The last day a written date allows; None for what is no date."""
    plain = "".join(text.split())
    try:
        if match := _DAY.fullmatch(plain):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _MONTH.fullmatch(plain):
            return periods.month(int(match[1]), int(match[2])).last
        if match := _YEAR.fullmatch(plain):
            return periods.year(int(match[1])).last
    except ValueError:
        return None
    return None


def _letter(at: int) -> str:
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _document(path: Path, text: str) -> Document:
    return Document(
        name=path.name,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        imprint=Imprint(title=path.stem),
        sections=(Section(0, "", Span(0, 0), Span(0, len(text)), None),),
        paragraphs=tuple(_paragraphs(text)),
    )


def _paragraphs(text: str) -> Iterator[Paragraph]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield Paragraph(Span(start, start + len(line)), 0)
        start += len(line) + 1
