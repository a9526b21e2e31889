"""The log as a sheet: for those who keep or check it outside."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from commitments.codes import code_of
from commitments.i18n import _
from commitments.ledger import Ledger
from commitments.ledger.browsing_values import Logged
from monitor.reports.columns import Column, Words
from monitor.reports.sheets import Row, Sheet
from monitor.tui.log_words import action_words, change_words, subject_words

AT_ONCE = 500  # lines in one read


def log_sheet(ledger: Ledger, ids: Sequence[int], zone: tzinfo) -> Sheet:
    """Lines of the log, read while they are written; moments are those of a time zone."""
    columns = (
        Column(_("记录"), 10),
        Column(_("时间"), 20),
        Column(_("人"), 14),
        Column(_("动作"), 12),
        Column(_("目标"), 40),
        Column(_("文件"), 36),
        Column(_("变化"), 50),
        Column(_("理由"), 40),
    )
    return Sheet(_("日志"), columns, _rows(ledger, ids, zone))


def _rows(ledger: Ledger, ids: Sequence[int], zone: tzinfo) -> Iterator[Row]:
    for start in range(0, len(ids), AT_ONCE):
        for line in ledger.lines(ids[start : start + AT_ONCE]):
            yield _row(line, zone)


def _row(line: Logged, zone: tzinfo) -> Row:
    event = line.event
    at = event.at.astimezone(zone)
    cells = (
        event.id,
        f"{at:%Y-%m-%d %H:%M:%S}",
        Words(event.actor),
        action_words(event.action),
        Words(subject_words(line) if event.target_id is not None else ""),
        Words(line.document),
        Words(change_words(event.before, event.after)),
        Words(event.reason),
    )
    record = {
        "id": event.id,
        "at": at.isoformat(),
        "actor": event.actor,
        "action": event.action,
        "target": None if event.target_id is None else code_of(event.target_id),
        "document": line.document or None,
        "before": dict(event.before),
        "after": dict(event.after),
        "reason": event.reason,
        "undone": line.undone,
    }
    return Row(cells, record)
