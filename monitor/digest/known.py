"""What was known at an earlier moment: the entries as they stood then, and what is counted of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime

from commitments.document import ReferenceBasis
from commitments.evidence import Review, Verdict
from commitments.filter import EVERYTHING
from commitments.ledger import DocumentEntry, Entry, Extension, Ledger, Overview, Standing, UnitLoad, UnitSlip
from commitments.ledger.browsing_values import LogFilter
from monitor.digest.history import changed_since
from monitor.digest.lines import Line


def anything_known(ledger: Ledger, moment: datetime) -> bool:
    """Whether the ledger had begun before a moment."""
    return bool(ledger.line_ids(LogFilter(before=moment), limit=1))


def entries_known(ledger: Ledger, moment: datetime, *, day: date, near_days: int) -> tuple[Entry, ...]:
    """Every target that was in the ledger at a moment and was not sent back then, as it stood, by id."""
    changed = changed_since(ledger, moment)
    now = ledger.entries(EVERYTHING, day=day, near_days=near_days)
    everything = {**{entry.id: entry for entry in now}, **changed}
    known = (everything[number] for number in sorted(everything))
    return tuple(entry for entry in known if entry is not None and entry.review is not Review.REJECTED)


def overview_known(entries: Sequence[Entry], moves: Iterable[Extension], *, day: date, silent_day: date) -> Overview:
    """What `Ledger.overview` counts, of entries as they stood; `moves` are the extensions that counted then."""
    lines = [entry for entry in entries if not entry.closed]
    closings = [entry.closing for entry in entries if entry.closed and entry.closing is not None]
    closed = Counter((one.confirmed_at or one.proposed_at).astimezone(UTC).date() for one in closings)
    return Overview(
        standings=_standings(entries),
        promised=tuple(sorted(Counter(one.original_due for one in entries if one.original_due).items())),
        closed=tuple(sorted(closed.items())),
        answering=_loads(lines, _answering, day),
        helping=_loads(lines, _helping, day),
        slips=_slips(entries, tuple(moves)),
        waiting=sum(entry.waiting is not None for entry in lines),
        silent=sum(is_silent(entry, silent_day) for entry in lines),
        unheard=sum(entry.latest is None for entry in lines),
    )


def is_silent(entry: Entry, day: date) -> bool:
    """Whether nothing was heard of an entry on a day or later, and it is old enough to have been heard of."""
    if entry.latest is not None:
        return entry.latest.observed_on < day
    promised = _promised_on(entry.document)
    return promised is not None and promised < day


def _promised_on(document: DocumentEntry) -> date | None:
    weak = document.reference_basis == ReferenceBasis.NUMBER
    return document.signed or document.published or (None if weak else document.reference)


def _standings(entries: Iterable[Entry]) -> tuple[Standing, ...]:
    numbers: Counter[tuple[date | None, Verdict]] = Counter()
    moved: Counter[tuple[date | None, Verdict]] = Counter()
    for entry in entries:
        numbers[entry.due, entry.verdict] += 1
        moved[entry.due, entry.verdict] += entry.times_moved > 0
    found = [Standing(due, verdict, number, moved[due, verdict]) for (due, verdict), number in numbers.items()]
    return tuple(sorted(found, key=lambda one: (one.due is None, one.due or date.min, one.verdict)))


def _answering(entry: Entry) -> tuple[str, ...]:
    return Line(entry, entry.timing(date.min, 0), None).units or ("",)


def _helping(entry: Entry) -> tuple[str, ...]:
    owners = entry.target.owners
    return owners.support if owners.lead else ()


def _loads(lines: Iterable[Entry], units: Callable[[Entry], tuple[str, ...]], day: date) -> tuple[UnitLoad, ...]:
    numbers: Counter[str] = Counter()
    late: dict[str, list[date]] = {}
    for entry in lines:
        for unit in units(entry):
            numbers[unit] += 1
            if entry.due is not None and entry.due < day:
                late.setdefault(unit, []).append(entry.due)
    found = [
        UnitLoad(unit, number, len(late.get(unit, ())), min(late.get(unit, ()), default=None))
        for unit, number in numbers.items()
    ]
    return tuple(sorted(found, key=lambda load: (-load.overdue, -load.open, load.unit)))


def _slips(entries: Iterable[Entry], moves: Sequence[Extension]) -> tuple[UnitSlip, ...]:
    number = Counter(move.target_id for move in moves)
    days: Counter[int] = Counter()
    for move in moves:
        days[move.target_id] += move.days or 0
    found: dict[str, UnitSlip] = {}
    for entry in entries:
        for unit in _answering(entry) if entry.id in number else ():
            was = found.get(unit, UnitSlip(unit, 0, 0, 0))
            moved, shifted = was.moves + number[entry.id], was.days + days[entry.id]
            found[unit] = UnitSlip(unit, was.targets + 1, moved, shifted)
    return tuple(sorted(found.values(), key=lambda slip: (-slip.days, slip.unit)))
