"""Heads of indicator tables: where the names, the units and the years to come stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from commitments.document import Document
from commitments.extraction import later as re
from commitments.extraction.grid_heads import BODIES, STAGES, Column, Head, sort_of
from commitments.extraction.stacks import NAME, YEAR
from commitments.extraction.tables import FEWEST, Row

UNIT = re.compile(r"^(?:计量|指标|度量)?\s?单位$")
NATURE = re.compile(r"属性|性质|类型|类别$")
RATE = re.compile(r"年均|增速|增长|累计|变化")
AIM = re.compile(r"目标|预期|计划|规划|力争|任务")
SPAN = re.compile(r"20\d\d年?\s?[-—–~～至]{1,2}\s?20\d\d|比20\d\d")  # of several years
STATE = re.compile(r"完成|现状|基期|基数|实际|实绩|预计|基准")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table stand; `aims` pairs a column with its year, `head` says what each one holds."""

    head: Head
    width: int
    name: int
    unit: int | None
    nature: int | None
    base: int | None
    aims: tuple[tuple[int, date, str], ...]
    rates: tuple[tuple[int, str], ...] = ()  # what a whole period adds, or how it lets a measure grow
    yearly: tuple[tuple[int, date, str], ...] = ()  # by how much a measure is to grow in a year to come


def columns_of(document: Document, row: Row) -> Columns | None:
    """The columns a head names: a measure and at least one year that is to come."""
    words = [cell.of(document.text) for cell in row.cells]
    name = next((n for n, word in enumerate(words) if NAME.search(word) and not YEAR.search(word)), None)
    years = [(n, int(found[1]), word) for n, word in enumerate(words) if (found := YEAR.search(word))]
    years = [(n, year, word) for n, year, word in years if not RATE.search(word)]
    if name is None and len(words) >= FEWEST and any(AIM.search(word) for _, _, word in years) and not of_works(words):
        name = next((n for n, word in enumerate(words) if names_measures(word)), None)
    if name is None or not years:
        return None
    today = document.imprint.reference.day
    least = today.year if today else min(year for _, year, _ in years) + (len(years) > 1)
    aims = [
        (n, date(year, 12, 31), word.strip("（()） "))
        for n, year, word in years
        if not STATE.search(word) and (AIM.search(word) or (year >= least and year > years[0][1]) or len(years) == 1)
    ]
    aims = [aim for aim in aims if today and aim[1].year >= today.year] or aims  # the aims of years gone by are none
    aimed = {n for n, _, _ in aims}
    base = next((n for n, _, _ in years if n not in aimed), None)
    unit = next((n for n, word in enumerate(words) if UNIT.search(word)), None)
    nature = next((n for n, word in enumerate(words) if NATURE.search(word) and n > name), None)
    head = Head(tuple(sort_of(word) or Column.REMARK for word in words), 1, row.span)
    grown = [(n, word) for n, word in enumerate(words) if n > name and RATE.search(word) and not STATE.search(word)]
    rates = tuple((n, word) for n, word in grown if not YEAR.search(word) or SPAN.search(word))
    days = {day.year: day for _, day, _ in aims}
    yearly = tuple((n, days[y], word) for n, word in grown if (n, word) not in rates and (y := year_in(word)) in days)
    return Columns(head, len(words), name, unit, nature, base, tuple(aims), rates, yearly) if aims else None


def year_in(word: str) -> int:
    """The year that a column is named after; 0 if it is none."""
    found = YEAR.search(word)
    return int(found[1]) if found else 0


def names_measures(word: str) -> bool:
    """Whether a column without the word 指标 names what is measured: no counter, unit, year or body."""
    told = YEAR.search(word) or UNIT.search(word) or sort_of(word) in (Column.COUNT, *BODIES)
    return bool(word.strip()) and not told


def of_works(words: Sequence[str]) -> bool:
    """Whether a table is one of projects: its years say what is invested, and how far the work is to come."""
    return any(sort_of(word) in (Column.PROJECT, Column.SIZE, Column.OUTCOME, *STAGES) for word in words)
