"""How a summary of a period is made from the day that ends it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from commitments.ledger import Ledger, Observation
from commitments.periods import ONE_DAY
from monitor.digest.day import Digest
from monitor.digest.history import moves_known
from monitor.digest.lines import Line
from monitor.digest.periods import Period
from monitor.digest.summary import Shift, Summary, due_within


def build_summary(
    ledger: Ledger, digest: Digest, period: Period, *, moment: datetime, until: datetime | None
) -> Summary:
    """What a period brought.

    Args:
        ledger: the store of record.
        digest: its last day; told as it was known at its end, that day is over as well.
        period: the period, up to that day.
        moment: aware; when it began.
        until: aware; what was recorded from then on was not known yet. None for all that is known now.
    """
    known = until if digest.as_known else None
    through = period.last if digest.as_known else period.last - ONE_DAY
    lines = digest.open_lines + digest.closed
    by_id = {line.entry.id: line for line in lines}
    trails: dict[int, tuple[Observation, ...]] = {}
    for one in ledger.evidence_accepted(moment, known):
        trails[one.target_id] = (*trails.get(one.target_id, ()), one)
    moves = moves_known(ledger, known) if known else (move for move in ledger.extensions() if not move.struck)
    shifts = [
        Shift(by_id[move.target_id], replace(move, struck=False))
        for move in moves
        if move.target_id in by_id and moment <= move.recorded_at
    ]
    before = period.before
    coming = (line for line in lines if not line.entry.closed)
    return Summary(
        period=period,
        through=through,
        came=_due(lines, period.first, through),
        came_before=_due(lines, before.first, before.last),
        ahead=_due(coming, through + ONE_DAY, period.after.last),
        shifts=tuple(shifts),
        heard=tuple(by_id[number] for number in sorted(trails) if number in by_id),
        trails=trails,
    )


def _due(lines: Iterable[Line], first: date, last: date) -> tuple[Line, ...]:
    found = [line for line in lines if due_within(line, first, last)]
    return tuple(sorted(found, key=lambda line: (line.entry.due or date.max, line.entry.id)))
