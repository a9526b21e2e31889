"""What people did with targets, told again line by line and held against the rows that keep it.

Moves, snoozes, remarks, acknowledgements and closings: their lines tell all that the rows hold, and undoing tells which
of them no longer count.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, false, null, select

from commitments.codes import code_of
from commitments.i18n import N_, _
from commitments.ledger.life_tables import acknowledgement, closing, extension, remark, snooze
from commitments.ledger.log import instant
from commitments.ledger.records import Finding
from commitments.ledger.vouching import batches, stored
from commitments.ledger.witness import IMPORTED

_BY = ("recorded_by", "recorded_at")
_MOVE = ("old_due", "new_due", "days", "reason", "approver", "source", "document_id")
# Action → the table of its rows, what its line tells of them, and what people call one.
ACTS: dict[str, tuple[Table, tuple[str, ...], str]] = {
    "extend": (extension, ("target_id", *_MOVE, *_BY), N_("延期")),
    "snooze": (snooze, ("target_id", "until", "reason", *_BY), N_("暂缓")),
    "remark": (remark, ("target_id", "leader", "said", *_BY), N_("批示")),
    "acknowledge": (acknowledgement, ("target_id", "unit", "note", *_BY), N_("签收")),
}
_MOMENTS = ("proposed_at", "confirmed_at")
CLOSING = ("verdict", "reason", "proposed_by", "confirmed_by", *_MOMENTS, "self_verified", "superseded_by")
_CLOSED = N_("结论")
HEARD = frozenset((*ACTS, "propose", "judge", "decline", "reopen", "undo", IMPORTED))


class _Told(NamedTuple):
    """One act, as its line tells of it."""

    event: int
    target: int
    worth: int  # of what the row must hold
    turns: tuple[int | None, ...]  # which turn of what recurs a move may be of; empty for lines that did not yet tell


class Retelling:
    """Listens to the log line by line, then looks at the rows."""

    def __init__(self) -> None:
        self._acts: dict[str, dict[Any, _Told]] = {action: {} for action in ACTS}
        self._closings: dict[int, int] = {}
        self._undone: set[int] = set()
        self._imported = False  # rows came in, the lines that tell of them stayed behind

    def hear(
        self, number: int, at: str, actor: str, action: str, target_id: int | None, told: Mapping[str, Any], reason: str
    ) -> None:
        """Remember what a line says was done or undone."""
        self._imported |= action == IMPORTED
        if target_id is None:
            return
        if action in ACTS:
            said = {**told, "reason": reason, "target_id": target_id, "recorded_by": actor, "recorded_at": at}
            self._hear_act(action, number, said)
        elif "undoes" in told:
            self._undone.add(told["undoes"])
        if "closing" in told:
            self._closings.pop(target_id, None)
            if told["closing"]:
                self._closings[target_id] = _closing_worth(told["closing"])

    def _hear_act(self, action: str, number: int, said: dict[str, Any]) -> None:
        table, names, _word = ACTS[action]
        if table is acknowledgement:
            said |= {"unit": said.get("acknowledged"), "note": said["reason"]}
        key = (said["target_id"], said["unit"]) if table is acknowledgement else (said.get(table.name),)
        turns = (said["occurrence_id"],) if "occurrence_id" in said else ()
        self._acts[action][key] = _Told(number, said["target_id"], _worth([said.get(name) for name in names]), turns)

    def findings(self, connection: Connection) -> Iterator[Finding]:
        """What is gone, was never said, or says something else now."""
        for action in ACTS:
            yield from self._act_findings(connection, action)
        yield from self._closing_findings(connection)

    def _act_findings(self, connection: Connection, action: str) -> Iterator[Finding]:
        table, names, word = ACTS[action]
        marks = "struck" in table.c  # undone rows are marked where they can be, else they are gone
        left = {key: told for key, told in self._acts[action].items() if marks or told.event not in self._undone}
        keys = list(table.primary_key.columns)
        columns = (stored(table.c[name]) for name in names)
        marked, turn = table.c.struck if marks else false(), table.c.get("occurrence_id", null())
        for row in batches(connection, select(table.c.target_id, marked, turn, *keys, *columns)):
            target_id, is_struck, is_of, *values = row
            told = left.pop(tuple(values[: len(keys)]), None)
            if told is None:
                if not self._imported:
                    yield _finding(_("条目 {code} 有一笔{what}没有登记过"), target_id, word)
                continue
            undone = told.event in self._undone
            turns = {*told.turns, None} if undone else told.turns  # a turn may go once its move is undone
            strange = bool(told.turns) and is_of not in turns
            if strange or is_struck != undone or told.worth != _worth(values[len(keys) :]):
                yield _finding(_("条目 {code} 的{what}与登记时不符"), told.target, word)
        for told in left.values():
            yield _finding(_("条目 {code} 的一笔{what}不见了"), told.target, word)

    def _closing_findings(self, connection: Connection) -> Iterator[Finding]:
        left = dict(self._closings)
        columns = (stored(closing.c[name]) for name in CLOSING)
        for number, *values in batches(connection, select(closing.c.target_id, *columns)):
            expected = left.pop(number, None)
            if expected is None and not self._imported:
                yield _finding(_("条目 {code} 有一笔{what}没有登记过"), number, _CLOSED)
            elif expected is not None and expected != _worth(values):
                yield _finding(_("条目 {code} 的{what}与登记时不符"), number, _CLOSED)
        for number in left:
            yield _finding(_("条目 {code} 的一笔{what}不见了"), number, _CLOSED)


def _closing_worth(says: Mapping[str, Any]) -> int:
    return _worth([_moment(says.get(name)) if name in _MOMENTS else says.get(name) for name in CLOSING])


def _worth(values: Sequence[Any]) -> int:
    """What these values come to: kept in memory in their place, and by no means stored."""
    return hash(repr(values))


def _moment(said: str | None) -> str | None:
    """An instant that a line tells, as lines give their own."""
    try:
        return None if said is None else instant(datetime.fromisoformat(said))
    except ValueError:  # the seal tells of it
        return said


def _finding(message: str, target_id: int, word: str) -> Finding:
    return Finding(None, message.format(code=code_of(target_id), what=_(word)))
