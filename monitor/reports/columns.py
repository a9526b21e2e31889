"""The columns of a list of targets, for the formats that are tables: CSV and the workbook show the same ones."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from commitments.i18n import _
from monitor.digest import Line
from monitor.reports.phrases import next_words, recurrence_words
from monitor.words import quantity_words, revisit_words, word


class Words(str):
    """Text that is not ours, out of a document or of somebody's keyboard: hostile until it is neutralised."""

    __slots__ = ()


Cell = str | Words | int | date | Decimal | None


class Column(NamedTuple):
    """One column: its heading, and how wide it is where width can be said, in characters of Latin script."""

    heading: str
    width: int


def columns() -> tuple[Column, ...]:
    """Every column, in order."""
    return (
        Column(_("编号"), 10),
        Column(_("状态"), 10),
        Column(_("完成时限"), 12),
        Column(_("剩余天数"), 10),
        Column(_("时限原文"), 16),
        Column(_("时限依据"), 14),
        Column(_("周期"), 10),
        Column(_("类型"), 10),
        Column(_("约束强度"), 10),
        Column(_("指标"), 24),
        Column(_("要求"), 18),
        Column(_("原文"), 60),
        Column(_("牵头单位"), 24),
        Column(_("责任/配合单位"), 24),
        Column(_("文件"), 36),
        Column(_("文号"), 22),
        Column(_("发文单位"), 22),
        Column(_("核查"), 8),
        Column(_("最新进展日期"), 14),
        Column(_("最新进展值"), 14),
        Column(_("最新进展说明"), 30),
        Column(_("待复查"), 24),
        Column(_("下一步"), 30),
    )


def cells(line: Line) -> Iterator[Cell]:
    """The cells of one line, as many as there are columns."""
    entry, target, document = line.entry, line.entry.target, line.entry.document
    yield entry.code
    yield word(line.timing)
    yield entry.due
    yield line.days
    yield Words(target.due.text or "")
    yield word(target.due.basis)
    yield recurrence_words(target.due.recurrence)
    yield word(target.kind)
    yield word(target.strength)
    yield Words(target.metric or "")
    yield Words(quantity_words(target.quantity)) if target.quantity else ""
    yield Words(target.quote)
    yield Words("、".join(target.owners.lead))
    yield Words("、".join(target.owners.support))
    yield Words(document.label)
    yield Words(document.number or "")
    yield Words(document.issuer or "")
    yield word(entry.review)
    yield from _evidence_cells(line)
    yield revisit_words(line.revisit)
    yield next_words(line)


def _evidence_cells(line: Line) -> Iterator[Cell]:
    latest = line.entry.latest
    if latest is None:
        yield from (None, None, "")
        return
    yield latest.observed_on
    yield latest.value
    yield Words(" ".join(part for part in (latest.note, latest.link) if part))
