"""Undo: never a deletion, always one more event that puts back what stood before, if nobody has built on it since."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, select, update

from commitments.codes import code_of
from commitments.errors import LedgerError, StaleEntry, UnknownEntry
from commitments.evidence import RejectReason, Review, Verdict
from commitments.i18n import _
from commitments.ledger import decisions, log, turns, uncorrecting, vouched_records, vouching
from commitments.ledger.decisions import locked
from commitments.ledger.finding_tables import suggestion
from commitments.ledger.findings_values import LinkState
from commitments.ledger.hydration import AnyRow
from commitments.ledger.life_tables import acknowledgement, extension, occurrence, remark, snooze
from commitments.ledger.log import Line
from commitments.ledger.own_words import MERGE_UNDONE, RECORDING_UNDONE
from commitments.ledger.queries import pages
from commitments.ledger.tables import event, evidence
from commitments.ledger.verdicts import closing_of, open_if_bare, put_closing
from commitments.ledger.vouched_records import EVIDENCE, SUGGESTION, TURNS

ACTION = "undo"
_READ: dict[str, Callable[[Any], Any]] = {
    "review": Review,
    "reject_reason": lambda value: value and RejectReason(value),
    "verdict": Verdict,
    "verdict_reason": str,
    "due": lambda value: value and date.fromisoformat(value),
    "times_moved": int,
}
_MARKED: dict[str, Table] = {"snooze": snooze, "remark": remark, "extension": extension}
_PROVING = ("evidence", "accept_evidence", "strike_evidence")
_TURNING = ("occurrence", "propose_occurrence", "recur")
UNDOABLE = frozenset(
    {
        *("accept", "reject", "reopen", "propose", "decline", "judge", "extend", "snooze", "remark", "acknowledge"),
        *(*_PROVING, *_TURNING),
        *("edit", "split", "merge"),
    }
)


def undo(connection: Connection, event_id: int, *, actor: str, reason: str, now: datetime) -> int:
    """Put back what stood before one event; the id of the event that says so.

    Raises:
        UnknownEntry: there is no such event.
        LedgerError: it is of a kind that cannot be undone, or was undone already.
        StaleEntry: something was decided since that rests on it.
    """
    said = connection.execute(select(event).where(event.c.id == event_id)).one_or_none()
    if said is None:
        raise UnknownEntry(_("没有第 {id} 号记录").format(id=event_id))
    if said.action not in UNDOABLE or said.target_id is None:
        raise LedgerError(_("第 {id} 号记录（{action}）不能撤销").format(id=event_id, action=said.action))
    row = locked(connection, [said.target_id], None)[0]
    state = {name: value for name, value in said.after.items() if name in _READ or name == "closing"}
    _check_it_still_stands(connection, row, said, state)
    for merge in uncorrecting.merges_into(connection, said) if "absorbed" in said.after else ():
        undo(connection, merge, actor=actor, reason=reason, now=now)
    _put_rows_back(connection, row, said, actor=actor, now=now)
    _put_state_back(connection, row, said.before, state)
    line = _line(said, state, reason, _vouched(connection, said, now))
    number = log.append(connection, [line], actor=actor, now=now)
    assert number is not None
    if said.action in {"evidence", "accept_evidence"}:
        open_if_bare(connection, locked(connection, [row.id], None)[0], actor=actor, now=now)
    return number


def undo_all(
    connection: Connection, event_ids: Sequence[int], *, actor: str, reason: str, now: datetime
) -> tuple[int, ...]:
    """Put back what stood before each event, in the order given; the ids of those that cannot be taken back any more.

    Where all are acceptances and rejections, of which there may be thousands, they are put back together.
    """
    plain, left = _plain_ones(connection, event_ids), list[int]()
    for number in event_ids:
        if number not in plain:
            try:
                with connection.begin_nested():
                    undo(connection, number, actor=actor, reason=reason, now=now)
            except LedgerError:
                left.append(number)
    lines, changes = list[Line](), list[tuple[int, Mapping[str, Any]]]()
    undone = _undone(connection, [said.target_id for said in plain.values()])
    standing = {row.id: row for row in locked(connection, [said.target_id for said in plain.values()], None)}
    for said in plain.values():
        row = standing.pop(said.target_id, None)  # of one target the first line given: the rest stands on it
        if row is None or said.id in undone or any(_as_logged(row, name) != said.after[name] for name in said.after):
            left.append(said.id)
            continue
        changes.append((row.id, {name: _READ[name](said.before.get(name)) for name in said.after}))
        lines.append(_line(said, said.after, reason))
    decisions.write_many(connection, changes)
    log.append(connection, lines, actor=actor, now=now)
    return tuple(left)


def _plain_ones(connection: Connection, event_ids: Sequence[int]) -> dict[int, AnyRow]:
    """The events in the order given if none of them changed more than the review, else nothing."""
    found: dict[int, AnyRow] = {}
    for page in pages(event_ids):
        statement = select(event).where(event.c.id.in_(page), event.c.action.in_(("accept", "reject")))
        found.update((said.id, said) for said in connection.execute(statement) if said.after.keys() <= _READ.keys())
    return {number: found[number] for number in event_ids} if len(found) == len(event_ids) else {}


def _undone(connection: Connection, target_ids: Sequence[int]) -> set[int]:
    """The events of some targets that were undone already."""
    found: set[int] = set()
    for page in pages(target_ids):
        statement = select(event.c.after).where(event.c.target_id.in_(page), event.c.action == ACTION)
        found.update(after["undoes"] for after in connection.execute(statement).scalars())
    return found


def _as_logged(row: AnyRow, name: str) -> Any:
    return decisions.plain({name: getattr(row, name)})[name]


def _line(said: AnyRow, state: Mapping[str, Any], reason: str, readings: str = "") -> Line:
    """The line that says what was taken back."""
    after = {name: said.before.get(name) for name in state}
    undoes = {"undoes": said.id}
    return Line(
        ACTION,
        said.target_id,
        before={**state, **undoes},
        after={**after, **undoes},
        reason=reason.strip(),
        readings=readings,
    )


def last_undoable(connection: Connection, target_id: int) -> int:
    """The newest event of a target that can be undone and was not; `LedgerError` if there is none."""
    statement = select(event.c.id, event.c.action, event.c.after).where(event.c.target_id == target_id)
    undone: set[int] = set()
    for number, action, after in connection.execute(statement.order_by(event.c.id.desc())):
        if action == ACTION:
            undone.add(after["undoes"])
        elif action in UNDOABLE and number not in undone:
            return int(number)
    raise LedgerError(_("条目 {code} 没有可撤销的决定").format(code=code_of(target_id)))


def _vouched(connection: Connection, said: AnyRow, now: datetime) -> str:
    """What the line that takes an event back vouches for."""
    if said.action == "edit":
        return vouching.vouch(connection, [said.target_id])
    if said.action in _PROVING:
        taken = [number for kind, number, _digits in vouched_records.vouched(said.readings) if kind == SUGGESTION]
        seen = vouched_records.vouch(connection, EVIDENCE, said.after["evidence"])
        return vouching.together(seen, vouched_records.vouch(connection, SUGGESTION, *taken))
    if said.action == "merge":  # what had come over from a target was struck at the one that stood for it
        came = and_(evidence.c.target_id == said.after.get("into"), evidence.c.strike_reason == MERGE_UNDONE)
        struck = connection.execute(select(evidence.c.id).where(came, evidence.c.struck_at == now)).scalars()
        return vouched_records.vouch(connection, EVIDENCE, *struck)
    turned = said.action in _TURNING or (said.action == "extend" and turns.select_rule(connection, said.target_id))
    return vouched_records.vouch(connection, TURNS, said.target_id) if turned else ""


def _check_it_still_stands(connection: Connection, row: AnyRow, said: AnyRow, state: Mapping[str, Any]) -> None:
    if said.id in _undone(connection, [row.id]):
        raise LedgerError(_("第 {id} 号记录已经撤销过").format(id=said.id))
    for name, value in state.items():
        now = closing_of(connection, row.id) if name == "closing" else _as_logged(row, name)
        if now != value:
            raise StaleEntry(
                _("第 {id} 号记录之后又有改动，不能单独撤销").format(id=said.id),
                remedy=_("先撤销后来的决定，或直接作出新的决定"),
            )


def _put_state_back(connection: Connection, row: AnyRow, before: Mapping[str, Any], state: Mapping[str, Any]) -> None:
    values = {name: _READ[name](before.get(name)) for name in state if name in _READ}
    decisions.write(connection, row.id, values)
    if "closing" in state:
        put_closing(connection, row.id, before.get("closing"))


def _put_rows_back(connection: Connection, row: AnyRow, said: AnyRow, *, actor: str, now: datetime) -> None:
    """Mark or mend the rows beside the target that the event had made or changed."""
    after = said.after
    for name, table in _MARKED.items():
        if name in after:
            connection.execute(update(table).where(table.c.id == after[name]).values(struck=True))
    match said.action:
        case "acknowledge":
            its_own = and_(acknowledgement.c.target_id == row.id, acknowledgement.c.unit == after["acknowledged"])
            connection.execute(delete(acknowledgement).where(its_own))
        case "extend":
            _move_occurrence_back(connection, after["extension"])
        case "occurrence" | "propose_occurrence" | "recur":
            put_back = turns.put_rule_back if said.action == "recur" else turns.put_back
            if not put_back(connection, said):
                raise StaleEntry(
                    _("第 {id} 号记录之后又有改动，不能单独撤销").format(id=said.id),
                    remedy=_("先撤销后来的决定，或直接作出新的决定"),
                )
        case "edit" | "split" | "merge":
            uncorrecting.take_back(connection, said, actor=actor, now=now)
        case "evidence" | "strike_evidence" | "accept_evidence":
            values = _evidence_before(said.action, actor, now)
            connection.execute(update(evidence).where(evidence.c.id == after["evidence"]).values(values))
            if said.action == "evidence":
                _ask_again(connection, after["evidence"])


def _ask_again(connection: Connection, evidence_id: int) -> None:
    """Put the suggestion back from which the evidence was taken, if it was."""
    values = {"state": LinkState.OPEN, "decided_by": None, "decided_at": None, "evidence_id": None}
    connection.execute(update(suggestion).where(suggestion.c.evidence_id == evidence_id).values(values))


def _evidence_before(action: str, actor: str, now: datetime) -> dict[str, Any]:
    """How evidence stood before it was recorded, struck or accepted; it is never deleted."""
    if action == "evidence":
        return {"struck_by": actor, "struck_at": now, "strike_reason": RECORDING_UNDONE}
    if action == "strike_evidence":
        return {"struck_by": None, "struck_at": None, "strike_reason": ""}
    return {"accepted_by": None, "accepted_at": None}


def _move_occurrence_back(connection: Connection, extension_id: int) -> None:
    move = connection.execute(select(extension).where(extension.c.id == extension_id)).one()
    if move.occurrence_id is not None:
        connection.execute(update(occurrence).where(occurrence.c.id == move.occurrence_id).values(due=move.old_due))
