"""What is new since an earlier report: how the figures moved, and which targets moved them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from commitments.evidence import Review, Verdict
from commitments.ledger import Counts, Entry, Ledger
from commitments.timing import Timing
from monitor.digest.changes import Move, News
from monitor.digest.day import Digest
from monitor.digest.history import changed_since
from monitor.digest.lines import Line


def build_news(ledger: Ledger, digest: Digest, *, since: date, moment: datetime) -> News:
    """Compare the day with an earlier one.

    Args:
        ledger: the store of record.
        digest: the day.
        since: the earlier day.
        moment: aware; what was recorded from then on is new.
    """
    earlier = changed_since(ledger, moment)
    lines = digest.open_lines + digest.closed
    was = {line.entry.id: earlier.get(line.entry.id, line.entry) for line in lines}
    sent_back = [entry for number, entry in earlier.items() if number not in was]
    then = {**was, **earlier}
    closed = [line for line in digest.closed if (old := was[line.entry.id]) is None or not old.closed]
    return News(
        since=since,
        before=_counts([*was.values(), *sent_back], since, digest.near_days),
        overdue=tuple(line for line in digest.overdue if not _was_overdue(was[line.entry.id] or line.entry, since)),
        met=_judged(closed, Verdict.MET),
        met_late=_judged(closed, Verdict.MET_LATE),
        settled=tuple(line for line in closed if line.entry.verdict not in {Verdict.MET, Verdict.MET_LATE}),
        moved=tuple(_moves(lines, was)),
        arrived=tuple(line for line in lines if was[line.entry.id] is None),
        revisit_before=sum(_is_told_of(then.get(number)) for number in ledger.revisits(moment)),
    )


def _is_told_of(entry: Entry | None) -> bool:
    """Whether an entry counted in a report of its day."""
    return entry is not None and entry.review is not Review.REJECTED


def _moves(lines: Iterable[Line], was: Mapping[int, Entry | None]) -> Iterable[Move]:
    for line in lines:
        old = was[line.entry.id]
        if old is not None and old.due != line.entry.due and old.times_moved != line.entry.times_moved:
            yield Move(line, old.due)


def _was_overdue(entry: Entry, day: date) -> bool:
    """A target that is new in the ledger was overdue that day if its date had passed."""
    return not entry.closed and entry.due is not None and entry.due < day


def _judged(lines: Iterable[Line], verdict: Verdict) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.entry.verdict is verdict)


def _counts(entries: Iterable[Entry | None], day: date, near_days: int) -> Counts:
    known = [entry for entry in entries if entry is not None and _is_told_of(entry)]
    timings = Counter(entry.timing(day, near_days) for entry in known)
    candidates = sum(entry.review is Review.CANDIDATE for entry in known)
    return Counts({timing: timings[timing] for timing in Timing}, candidates, len(known) - candidates, 0)
