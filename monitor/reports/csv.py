"""The report of the day as CSV: one row for every open target, ready for a spreadsheet and harmless in it."""

import csv
import io
from collections.abc import Iterator

from commitments.i18n import _
from monitor.digest import Digest, Line
from monitor.reports.phrases import recurrence_words
from monitor.safe_text import cell
from monitor.words import quantity_words, word

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the local code page


def render(digest: Digest) -> str:
    """The open lines of the digest, most urgent first, under a heading row; lines end as RFC 4180 has it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_headings())
    writer.writerows(list(_row(line)) for line in digest.open_lines)
    return BYTE_ORDER_MARK + text.getvalue()


def _headings() -> list[str]:
    return [
        _("编号"),
        _("状态"),
        _("完成时限"),
        _("剩余天数"),
        _("时限原文"),
        _("时限依据"),
        _("周期"),
        _("类型"),
        _("约束强度"),
        _("指标"),
        _("要求"),
        _("原文"),
        _("牵头单位"),
        _("责任/配合单位"),
        _("文件"),
        _("文号"),
        _("发文单位"),
        _("核查"),
        _("最新进展日期"),
        _("最新进展值"),
        _("最新进展说明"),
    ]


def _row(line: Line) -> Iterator[str]:
    """The cells of one line; numbers and dates of ours stay numbers and dates, words are neutralised."""
    entry, target, document = line.entry, line.entry.target, line.entry.document
    yield entry.code
    yield word(line.timing)
    yield entry.due.isoformat() if entry.due else ""
    yield "" if line.days is None else str(line.days)
    yield cell(target.due.text or "")
    yield word(target.due.basis)
    yield recurrence_words(target.due.recurrence)
    yield word(target.kind)
    yield word(target.strength)
    yield cell(target.metric or "")
    yield cell(quantity_words(target.quantity)) if target.quantity else ""
    yield cell(target.quote)
    yield cell("、".join(target.owners.lead))
    yield cell("、".join(target.owners.support))
    yield cell(document.label)
    yield cell(document.number or "")
    yield cell(document.issuer or "")
    yield word(entry.review)
    yield from _evidence_cells(line)


def _evidence_cells(line: Line) -> Iterator[str]:
    latest = line.entry.latest
    if latest is None:
        yield from ("", "", "")
        return
    yield latest.observed_on.isoformat()
    yield "" if latest.value is None else f"{latest.value:f}"
    yield cell(" ".join(part for part in (latest.note, latest.link) if part))
