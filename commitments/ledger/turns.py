"""Recurring targets: each turn is a row. A missed one stays overdue until somebody decides on it.

The due date of a recurring target is that of its earliest open occurrence, so that every list, sweep and report that
knows due dates knows recurring targets too.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, update

from commitments.codes import code_of
from commitments.errors import LedgerError, UnknownEntry
from commitments.evidence import Verdict
from commitments.i18n import _
from commitments.ledger import decisions, log, vouched_records
from commitments.ledger.closing import evidence_that_closes
from commitments.ledger.decisions import locked, refuse_rejected
from commitments.ledger.documents import insert_if_absent
from commitments.ledger.hydration import AnyRow
from commitments.ledger.life_tables import extension, occurrence, recurrence
from commitments.ledger.log import Line
from commitments.ledger.records import Occurrence
from commitments.ledger.verdicts import RESTS_ON_EVIDENCE, same_person
from commitments.ledger.vouched_records import TURNS
from commitments.recurrence import Rule

HORIZON = timedelta(days=400)  # so far ahead rows are made: a yearly turn is always there before its year begins
_OPEN = occurrence.c.verdict == Verdict.OPEN
_MOVED = select(extension.c.occurrence_id).where(extension.c.occurrence_id.is_not(None), ~extension.c.struck)
_UNTOUCHED = and_(
    *(_OPEN, occurrence.c.proposed.is_(None), occurrence.c.due == occurrence.c.scheduled),
    occurrence.c.id.not_in(_MOVED),  # it may have been moved away and back
)


def set_rule(connection: Connection, target_id: int, rule: Rule, *, day: date, actor: str, now: datetime) -> int:
    """Give a target its rule, or another one: only untouched rows after `day` change. How many rows it then has."""
    row = locked(connection, [target_id], None)[0]
    refuse_rejected(row)
    was = _rule(connection, target_id)
    connection.execute(delete(recurrence).where(recurrence.c.target_id == target_id))
    _keep(connection, target_id, rule, actor, now)
    future = and_(occurrence.c.target_id == target_id, occurrence.c.scheduled > day)
    _drop_untouched(connection, future)
    _make(connection, target_id, rule, after=None if was is None else day, until=day + HORIZON)
    after = {"rule": _told(rule), "day": day.isoformat()}
    _follow(connection, row, "recur", {"rule": _told(was)}, after, "", actor, now)
    return connection.execute(select(func.count()).where(occurrence.c.target_id == target_id)).scalar_one()


def _drop_untouched(connection: Connection, which: ColumnElement[bool]) -> None:
    """Take turns away that nobody has touched; undone moves of theirs stay, and then are of no turn."""
    gone = select(occurrence.c.id).where(which, _UNTOUCHED)
    connection.execute(update(extension).where(extension.c.occurrence_id.in_(gone)).values(occurrence_id=None))
    connection.execute(delete(occurrence).where(which, _UNTOUCHED))


def _keep(connection: Connection, target_id: int, rule: Rule, actor: str, now: datetime) -> None:
    values = {"every": rule.every, "first": rule.first, "until": rule.until}
    made = {"target_id": target_id, **values, "recorded_by": actor, "recorded_at": now}
    connection.execute(insert(recurrence).values(made))


def lengthen(connection: Connection, *, day: date, actor: str, now: datetime) -> int:
    """Make the rows that have come within sight since the last sweep; for how many targets."""
    last = func.max(occurrence.c.scheduled).label("last")
    made = select(occurrence.c.target_id, last).group_by(occurrence.c.target_id).subquery()
    statement = select(recurrence, made.c.last).outerjoin(made, made.c.target_id == recurrence.c.target_id)
    count = 0
    for row in connection.execute(statement).all():
        rule = Rule(row.every, row.first, row.until)
        added = _make(connection, row.target_id, rule, after=row.last, until=day + HORIZON)
        if added:
            standing = locked(connection, [row.target_id], None)[0]
            _follow(connection, standing, "occurrences", {}, {"added": len(added)}, "", actor, now)
            count += 1
    return count


def decide(
    connection: Connection,
    target_id: int,
    verdict: Verdict,
    *,
    reason: str,
    scheduled: date | None,
    actor: str,
    now: datetime,
    alone: bool,
) -> Occurrence:
    """Conclude on one occurrence, by default the earliest open one, and let the next one come into force.

    Unless `alone`, the first person proposes, and the same verdict by another person confirms it.

    Raises:
        LedgerError: no reason, or nothing seen since the turn before that could carry the verdict.
        UnknownEntry: the target has no such occurrence.
    """
    if not reason.strip():
        raise LedgerError(_("给出结论要写明理由"), remedy=_("补上理由，例如依据的材料和日期"))
    row = locked(connection, [target_id], None)[0]
    refuse_rejected(row)
    turn = _turn(connection, target_id, scheduled)
    if verdict in RESTS_ON_EVIDENCE and not _seen_since(connection, turn):
        raise LedgerError(
            _("{day} 这一期还没有可据以认定的证据").format(day=turn.scheduled),
            remedy=_("先登记并采信一条本期的证据；仅有宣布、报道不足以认定"),
        )
    mine = {"verdict": verdict, "reason": reason.strip(), "decided_by": actor, "decided_at": now}
    after = {**mine, "proposed": None, "confirmed_by": None}
    if not alone and not turn.proposed and turn.verdict is not Verdict.OPEN:
        raise LedgerError(_("{day} 这一期已有结论").format(day=turn.scheduled), remedy=_("要改结论，先撤销原来的"))
    if not alone and verdict is turn.proposed and not same_person(turn.decided_by, actor):
        after = {**_state(turn), "verdict": verdict, "proposed": None, "confirmed_by": actor}
    elif not alone:
        after |= {"verdict": Verdict.OPEN, "proposed": verdict}
    write(connection, turn.id, after)
    told = {"occurrence": turn.id, "scheduled": turn.scheduled.isoformat()}
    action = "propose_occurrence" if after["proposed"] else "occurrence"
    was, becomes = ({**told, "turn": _as_json(state)} for state in (_state(turn), after))
    _follow(connection, row, action, was, becomes, reason.strip(), actor, now)
    return _occurrence(connection.execute(select(occurrence).where(occurrence.c.id == turn.id)).one())


_DECIDED = ("verdict", "reason", "decided_by", "decided_at", "proposed", "confirmed_by")


def _state(turn: AnyRow) -> dict[str, Any]:
    return {name: getattr(turn, name) for name in _DECIDED}


def _as_json(state: Mapping[str, Any]) -> dict[str, Any]:
    """What was decided on a turn, as the log writes it."""
    at = state["decided_at"]
    return {**decisions.plain(state), "decided_at": at and at.isoformat()}


def write(connection: Connection, occurrence_id: int, state: Mapping[str, Any]) -> None:
    """Let an occurrence say this."""
    connection.execute(update(occurrence).where(occurrence.c.id == occurrence_id).values(**state))


def put_back(connection: Connection, said: AnyRow) -> bool:
    """Let an occurrence say again what it said before an event; False if it was decided otherwise since."""
    told = said.after
    turn = connection.execute(select(occurrence).where(occurrence.c.id == told["occurrence"])).one()
    if "turn" in told:
        if _as_json(_state(turn)) != told["turn"]:
            return False
        was = dict(said.before["turn"])
        was["verdict"], was["proposed"] = Verdict(was["verdict"]), was["proposed"] and Verdict(was["proposed"])
        was["decided_at"] = was["decided_at"] and datetime.fromisoformat(was["decided_at"])
        write(connection, turn.id, was)
        return True
    # Lines written before there were proposals told less.
    if turn.verdict != Verdict(told["occurrence_verdict"]):
        return False
    verdict = Verdict(said.before["occurrence_verdict"])
    who, when = (None, None) if verdict is Verdict.OPEN else (said.actor, said.at)
    state = {"verdict": verdict, "reason": said.before["occurrence_reason"], "decided_by": who, "decided_at": when}
    write(connection, turn.id, {**state, "proposed": None, "confirmed_by": None})
    return True


def put_rule_back(connection: Connection, said: AnyRow) -> bool:
    """Let the rule before an event hold again for turns that nobody has touched; False if another one came since."""
    number, told, was = said.target_id, said.after["rule"], said.before["rule"]
    if _told(_rule(connection, number)) != told:
        return False
    day = date.fromisoformat(said.after["day"]) if "day" in said.after else said.at.date()
    connection.execute(delete(recurrence).where(recurrence.c.target_id == number))
    its_own = occurrence.c.target_id == number
    if was is None:
        _drop_untouched(connection, its_own)
        return connection.execute(select(occurrence.c.id).where(occurrence.c.target_id == number)).first() is None
    _drop_untouched(connection, and_(its_own, occurrence.c.scheduled > day))
    rule = Rule(was["every"], date.fromisoformat(was["first"]), was["until"] and date.fromisoformat(was["until"]))
    _keep(connection, number, rule, said.actor, said.at)
    _make(connection, number, rule, after=day, until=day + HORIZON)
    return True


def move_current(connection: Connection, target_id: int, due: date) -> int | None:
    """Move the date of the earliest open occurrence; its id, None for a target that does not recur."""
    turn = connection.execute(_earliest_open(target_id)).one_or_none()
    if turn is None:
        return None
    connection.execute(update(occurrence).where(occurrence.c.id == turn.id).values(due=due))
    return int(turn.id)


def due_in_force(connection: Connection, target_id: int) -> date | None:
    """The due date of the earliest open occurrence, else of the last one; None if there is none."""
    turn = connection.execute(_earliest_open(target_id)).one_or_none()
    if turn is not None:
        due: date | None = turn.due
        return due
    return connection.execute(select(func.max(occurrence.c.due)).where(occurrence.c.target_id == target_id)).scalar()


def select_occurrences(connection: Connection, target_id: int) -> tuple[Occurrence, ...]:
    """The occurrences of one target, in their order."""
    statement = select(occurrence).where(occurrence.c.target_id == target_id).order_by(occurrence.c.scheduled)
    return tuple(_occurrence(row) for row in connection.execute(statement))


def select_rule(connection: Connection, target_id: int) -> Rule | None:
    """The rule of a target; None if it does not recur."""
    return _rule(connection, target_id)


def _earliest_open(target_id: int) -> Any:
    return (
        select(occurrence).where(occurrence.c.target_id == target_id, _OPEN).order_by("due", "scheduled", "id").limit(1)
    )


def _turn(connection: Connection, target_id: int, scheduled: date | None) -> AnyRow:
    statement = _earliest_open(target_id)
    if scheduled is not None:
        statement = select(occurrence).where(occurrence.c.target_id == target_id, occurrence.c.scheduled == scheduled)
    turn: AnyRow | None = connection.execute(statement).one_or_none()
    if turn is None:
        raise UnknownEntry(
            _("条目 {code} 没有这一期").format(code=code_of(target_id)), remedy=_("用 duban show 查看各期")
        )
    return turn


def _seen_since(connection: Connection, turn: AnyRow) -> bool:
    """Whether there is evidence for this turn: observed after the day of the turn before."""
    before = and_(occurrence.c.target_id == turn.target_id, occurrence.c.scheduled < turn.scheduled)
    last: date | None = connection.execute(select(func.max(occurrence.c.scheduled)).where(before)).scalar()
    return any(last is None or seen.observed_on > last for seen in evidence_that_closes(connection, turn.target_id))


def _make(connection: Connection, target_id: int, rule: Rule, *, after: date | None, until: date) -> Sequence[date]:
    """Add the rows of a rule that come after a day and are not there yet."""
    days = [day for day in rule.days(until) if after is None or day > after]
    values = {"target_id": target_id, "verdict": Verdict.OPEN, "reason": ""}
    return [day for day in days if insert_if_absent(connection, occurrence, {**values, "scheduled": day, "due": day})]


def _follow(
    connection: Connection,
    row: AnyRow,
    action: str,
    before: dict[str, Any],
    after: dict[str, Any],
    reason: str,
    actor: str,
    now: datetime,
) -> None:
    """Let the due date of the target follow its occurrences, and log what was done."""
    due = due_in_force(connection, row.id)
    moved = due is not None and due != row.due
    decisions.write(connection, row.id, {"due": due} if moved else {})
    if moved:
        before = {**before, **decisions.plain({"due": row.due})}
        after = {**after, **decisions.plain({"due": due})}
    readings = vouched_records.vouch(connection, TURNS, row.id)
    line = Line(action, row.id, before=before, after=after, reason=reason, readings=readings)
    log.append(connection, [line], actor=actor, now=now)


def _rule(connection: Connection, target_id: int) -> Rule | None:
    row = connection.execute(select(recurrence).where(recurrence.c.target_id == target_id)).one_or_none()
    return None if row is None else Rule(row.every, row.first, row.until)


def _told(rule: Rule | None) -> dict[str, Any] | None:
    if rule is None:
        return None
    return decisions.plain({"every": rule.every, "first": rule.first, "until": rule.until})


def _occurrence(row: AnyRow) -> Occurrence:
    return Occurrence(**row._mapping)  # noqa: SLF001 - a public name of SQLAlchemy, in spite of its look
