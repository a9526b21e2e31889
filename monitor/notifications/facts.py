"""The day as far as notices speak of it: what is late, due or comes within reach; not the whole ledger."""

from datetime import date, timedelta

from commitments.evidence import Review
from commitments.filter import parse_filter
from commitments.ledger import Ledger
from commitments.timing import Timing
from monitor.config import Settings
from monitor.digest import Digest, Line, to_look_at_again
from monitor.notice_settings import LadderSettings

LOOKING_BACK = timedelta(days=31)  # for the end of what was reminded of: longer than digests are ever apart
CALENDAR_DAYS = 3  # to a working day, at the most: further off no counting can reach


def day_for_notices(ledger: Ledger, settings: Settings, day: date) -> Digest:
    """The lines of a day that notices may speak of, most urgent first; what lies further ahead is not even read.

    Args:
        ledger: the store of record.
        settings: the warning window, the ladders, and whether candidates are told of.
        day: the day.
    """
    near_days = settings.review.near_days
    review = "review:tracked" if settings.notify.include == "tracked" else "-review:rejected"
    upcoming = [days for ladder in (LadderSettings(), *settings.ladder) for days in ladder.upcoming]
    limit = day + timedelta(days=max(near_days, CALENDAR_DAYS * max(upcoming, default=1)) + 1)
    entries = [
        entry
        for words in ([f"due<{limit.isoformat()}"], [f"due>={limit.isoformat()}", f"closed>={day - LOOKING_BACK}"])
        for entry in ledger.entries(parse_filter([review, *words], today=day), day=day, near_days=near_days)
    ]  # what was moved far off and then closed has an end to be told of as well
    lines = [Line(entry, entry.timing(day, near_days), entry.days_left(day)) for entry in entries]
    lines.sort(key=lambda line: (line.days is None, line.days, line.entry.id))

    def those(timing: Timing) -> tuple[Line, ...]:
        return tuple(line for line in lines if line.timing is timing)

    return Digest(
        day=day,
        near_days=near_days,
        counts=ledger.counts(day=day, near_days=near_days),
        documents=(),
        overdue=those(Timing.OVERDUE),
        due=those(Timing.DUE),
        near=those(Timing.NEAR),
        undated=(),
        unreviewed=(),
        closed=those(Timing.CLOSED),
        recent=(),
        problems=(),
        ahead=those(Timing.AHEAD),
        revisit=_to_look_at_again(ledger, settings, day),
    )


def _to_look_at_again(ledger: Ledger, settings: Settings, day: date) -> tuple[Line, ...]:
    """The verdicts to look at again, however long ago they were given."""
    found, near_days = ledger.revisits(), settings.review.near_days
    told = {Review.TRACKED} if settings.notify.include == "tracked" else {Review.TRACKED, Review.CANDIDATE}
    entries = [entry for entry in ledger.rows(sorted(found)) if entry.review in told]
    return to_look_at_again(
        Line(entry, entry.timing(day, near_days), entry.days_left(day), found[entry.id]) for entry in entries
    )
