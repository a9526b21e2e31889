"""The ladder of reminding: U30 U7 U1 before a due date, D on it, E1 E2 E3 after it, then W1 W2 … every week.

Counted in working days. Each stage is recorded once for each due date; what was slept over is recorded and not told.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from commitments.i18n import _
from commitments.ledger import Ledger, NewStage, Stage
from monitor.config import Settings
from monitor.digest import Digest, Line
from monitor.notice_settings import LadderSettings, words_of

LOG = logging.getLogger(__name__)
MANAGER = 3  # the highest level; weekly stages are on it
REQUESTER = 2
WEEKLY_RANK = 1000


@dataclass(frozen=True, slots=True)
class Rung:
    """One stage by name. Later ones rank higher; its level says who hears of it: 1 owner, 2 requester, 3 manager."""

    name: str

    @property
    def rank(self) -> int:
        """Where it stands among the others."""
        number = int(self.name[1:] or 0)
        return {"U": -number, "D": 0, "E": number, "W": WEEKLY_RANK + number}[self.name[0]]

    @property
    def level(self) -> int:
        """Who hears of it: 0 nobody in particular."""
        return MANAGER if self.name[0] == "W" else min(int(self.name[1:]), MANAGER) if self.name[0] == "E" else 0

    @property
    def words(self) -> str:
        """What a notice calls it."""
        match self.name[0]:
            case "U":
                return _("【提醒】")
            case "D":
                return _("【今日到期】")
            case "E":
                return _("【第 {n} 次催办】").format(n=self.name[1:])
            case _:
                return _("【逾期周报 {n}】").format(n=self.name[1:])


def rungs(ladder: LadderSettings, late: int, *, is_due: bool, slowed: bool) -> Iterator[Rung]:
    """The stages reached, lowest first.

    Args:
        ladder: the numbers of working days.
        late: working days from the due date to today, negative before it.
        is_due: whether the due date is today or has passed.
        slowed: somebody took note of it: only the last stage before the date, and half the pace after it.
    """
    upcoming = sorted(set(ladder.upcoming), reverse=True)
    pace = 2 if slowed else 1
    if not is_due:
        yield from (Rung(f"U{days}") for days in (upcoming[-1:] if slowed else upcoming) if -late <= days)
        return
    yield Rung("D")
    overdue = [days * pace for days in sorted(set(ladder.overdue))]
    yield from (Rung(f"E{n}") for n, days in enumerate(overdue, start=1) if late >= days)
    every, last = ladder.every * pace, overdue[-1] if overdue else 0
    if every and late >= last + every:
        yield Rung(f"W{(late - last) // every}")


def climb(
    ledger: Ledger, settings: Settings, digest: Digest, slot: date, *, muted: frozenset[int] = frozenset()
) -> int:
    """Record the stages that targets in care have newly reached; how many. Running it twice changes nothing.

    Of several stages reached at once only the highest is to be told, the others are recorded as skipped. A target whose
    reminders rest or that is muted reaches none, and one over which the counting stumbles is logged and left out.
    """
    lines = [
        line
        for line in _dated(digest)
        if line.reviewed and line.entry.id not in muted and not line.entry.resting(digest.day)
    ]
    if not lines:
        return 0
    ladder_of, late = _ladders(ledger, settings, digest), settings.workdays.counter(digest.day)
    reached = {
        line.entry.id: found for line in lines if (found := _reached(line, ladder_of(line.entry.id), late, digest.day))
    }
    ids = list(reached)
    revisions = ledger.due_revisions(ids)
    known = _known(ledger.stages(ids), revisions)
    new = [
        stage
        for target_id, found in reached.items()
        for stage in _new(target_id, revisions[target_id], found, known.get(target_id, frozenset()))
    ]
    return ledger.note_stages(slot, new) if new else 0


def to_tell(ledger: Ledger, since: date | None, slot: date) -> Mapping[int, Rung]:
    """The highest stage of each target that has been reached after one slot up to and with another, by target."""
    stages = ledger.new_stages(since, slot)
    revisions = ledger.due_revisions(sorted({stage.target_id for stage in stages}))
    found: dict[int, Rung] = {}
    for stage in stages:
        rung = Rung(stage.stage)
        before = found.get(stage.target_id)
        if stage.due_rev == revisions[stage.target_id] and (before is None or before.rank < rung.rank):
            found[stage.target_id] = rung
    return found


def _dated(digest: Digest) -> tuple[Line, ...]:
    return digest.overdue + digest.due + digest.near + digest.ahead


def _ladders(ledger: Ledger, settings: Settings, digest: Digest) -> Callable[[int], LadderSettings]:
    """Finds the ladder of a target: the first whose filter holds."""
    wanted = [
        (
            ladder,
            frozenset(ledger.ids(words_of(ladder.filter, digest.day), day=digest.day, near_days=digest.near_days)),
        )
        for ladder in settings.ladder
    ]
    usual = LadderSettings()
    return lambda target_id: next((ladder for ladder, ids in wanted if target_id in ids), usual)


def _reached(line: Line, ladder: LadderSettings, late: Callable[[date], int], today: date) -> tuple[Rung, ...]:
    due = line.entry.due
    if due is None or (due - today).days > 3 * max((*ladder.upcoming, 1)):  # further off than any counting can reach
        return ()
    try:
        return tuple(rungs(ladder, late(due), is_due=due <= today, slowed=bool(line.entry.acknowledged)))
    except Exception:  # a date no calendar knows, say
        LOG.exception("%s cannot be counted and climbs no ladder", line.entry.code)
        return ()


def _known(stages: Sequence[Stage], revisions: Mapping[int, int]) -> Mapping[int, frozenset[str]]:
    found: dict[int, frozenset[str]] = {}
    for stage in stages:
        if stage.due_rev == revisions[stage.target_id]:
            found[stage.target_id] = found.get(stage.target_id, frozenset()) | {stage.stage}
    return found


def _new(target_id: int, revision: int, reached: Sequence[Rung], known: frozenset[str]) -> Iterator[NewStage]:
    """The stages to record: the highest to be told, those below it skipped; none where it has been passed before."""
    highest = reached[-1]
    if any(Rung(name).rank >= highest.rank for name in known):
        return
    for rung in reached:
        if rung.name not in known:
            yield NewStage(target_id, revision, rung.name, skipped=rung is not highest)
