"""The units, imprints, turns, evidence, answers and mutes that the log vouches for, held against what stands."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from commitments.codes import code_of
from commitments.i18n import N_, _
from commitments.ledger.finding_tables import restatement, suggestion
from commitments.ledger.records import Finding
from commitments.ledger.revision_tables import body, difference
from commitments.ledger.tables import document
from commitments.ledger.vouched_records import (
    ANSWERED,
    DIFFERENCE,
    DOCUMENT,
    EVIDENCE,
    MUTE,
    PARTS,
    RESTATEMENT,
    SUGGESTION,
    TURNS,
    UNIT,
    hashes,
    is_gone,
    vouched,
)
from commitments.ledger.vouching import stored
from commitments.ledger.witness import ENTERED, EVIDENCE_CHANGED, EVIDENCE_GONE, IMPORTED, OBSERVED

_UNIT_ACTS = ("unit_add", "unit_alias", "unit_rename", "unit_merge", "unit_reach")
# Acts by which a record comes to be, or changes: what they tell of was not slipped in, be it vouched for or not.
TOLD = {ENTERED: DOCUMENT, "recur": TURNS, "occurrences": TURNS, **dict.fromkeys(_UNIT_ACTS, UNIT), "mute": MUTE}
# Acts by which a person answers what the program asked of a target.
ANSWERING = {
    OBSERVED: SUGGESTION,
    "refuse_suggestion": SUGGESTION,
    "restated": RESTATEMENT,
    "not_restated": RESTATEMENT,
    "keep_reading": DIFFERENCE,
    "take_reading": DIFFERENCE,
    "reread": DIFFERENCE,
}
# Kind → the table of what was asked, and the target whose line answers.
_ASKED: dict[str, tuple[Table, str]] = {
    SUGGESTION: (suggestion, "target_id"),
    RESTATEMENT: (restatement, "earlier_id"),
    DIFFERENCE: (difference, "target_id"),
}
_CHANGED = {
    UNIT: N_("单位 {name}（第 {id} 号）的名称、隶属或联系方式与记录不符"),
    DOCUMENT: N_("文件 {name}（第 {id} 号）的文头信息与记录不符"),
    TURNS: N_("条目 {code} 的周期或各期与记录不符"),
    EVIDENCE: EVIDENCE_CHANGED,
    SUGGESTION: N_("建议 {id} 的处理与记录不符"),
    RESTATEMENT: N_("重申 {id} 的处理与记录不符"),
    DIFFERENCE: N_("差异 {id} 的处理与记录不符"),
    MUTE: N_("静默 {id} 与记录不符"),
}
_UNKNOWN = {
    UNIT: N_("单位 {name}（第 {id} 号）没有登记过"),
    DOCUMENT: N_("文件 {name}（第 {id} 号）没有收录过"),
    TURNS: N_("条目 {code} 的周期没有登记过"),
    SUGGESTION: N_("建议 {id} 的处理没有记录"),
    RESTATEMENT: N_("重申 {id} 的处理没有记录"),
    DIFFERENCE: N_("差异 {id} 的处理没有记录"),
    MUTE: N_("静默 {id} 没有登记过"),
}
_MISSING = {  # documents that are gone the witness misses; mutes stay behind when a ledger is carried away
    UNIT: N_("第 {id} 号单位不见了"),
    TURNS: N_("条目 {code} 的周期和各期不见了"),
    EVIDENCE: EVIDENCE_GONE,
    SUGGESTION: N_("建议 {id} 的处理不见了"),
    RESTATEMENT: N_("重申 {id} 的处理不见了"),
    DIFFERENCE: N_("差异 {id} 的处理不见了"),
}


class RecordWarrants:
    """Listens to what the lines of the log vouch for beside readings, then looks at the rows."""

    def __init__(self) -> None:
        self._vouched: dict[str, dict[int, str]] = {kind: {} for kind in PARTS}
        self._told: dict[str, set[int | None]] = {kind: set() for kind in PARTS}
        self._answered: set[tuple[str, int | None, str, str]] = set()  # kind, target, who and when
        self._imported = False  # rows came in, the lines that tell of them stayed behind
        self.uncovered = 0  # records that no line vouches for, known once they were looked at

    def hear(
        self,
        at: str,
        actor: str,
        action: str,
        target_id: int | None,
        document_id: int | None,
        told: Mapping[str, Any],
        readings: str,
    ) -> None:
        """Remember what a line vouches for, and what it tells of without doing so, as lines once did."""
        self._imported |= action == IMPORTED
        covered = False
        for kind, number, digits in vouched(readings):
            if kind in self._vouched:
                self._vouched[kind][number], covered = digits, True
        if not covered and (kind := TOLD.get(action, "")):
            numbers = {DOCUMENT: document_id, TURNS: target_id, UNIT: told.get("unit"), MUTE: told.get("mute")}
            self._told[kind].add(numbers[kind])
        if not covered and (kind := ANSWERING.get(action, "")):
            self._answered.add((kind, target_id, actor, at))

    def findings(self, connection: Connection) -> Iterator[Finding]:
        """Records that say otherwise than they were vouched for, that are gone, or that nobody made."""
        for kind in PARTS:
            left = dict(self._vouched[kind])
            before = self._from_before(connection, kind)
            for number, digits in hashes(connection, kind):
                expected = left.pop(number, None)
                if expected is None and (self._imported or kind not in _UNKNOWN or number in before):
                    self.uncovered += 1
                elif expected is None:
                    yield _named(connection, _UNKNOWN[kind], kind, number)
                elif expected != digits:
                    yield _named(connection, _CHANGED[kind], kind, number)
            for number, digits in left.items():
                if kind in _MISSING and not is_gone(number, digits):
                    yield _named(connection, _MISSING[kind], kind, number)

    def _from_before(self, connection: Connection, kind: str) -> set[int | None]:
        """Records that lines told of before lines vouched for them; answers are known by target, person and moment."""
        if kind not in _ASKED or not self._answered:
            return self._told[kind]
        table, of = _ASKED[kind]
        statement = select(table.c.id, table.c[of], table.c.decided_by, stored(table.c.decided_at))
        rows = connection.execute(statement.where(ANSWERED[kind]))
        return {number for number, *answer in rows if (kind, *answer) in self._answered}


def _named(connection: Connection, message: str, kind: str, number: int) -> Finding:
    """A message about a record, with its number, its code or its name."""
    named = {UNIT: body, DOCUMENT: document}.get(kind)
    name = "" if named is None else connection.execute(select(named.c.name).where(named.c.id == number)).scalar()
    return Finding(None, _(message).format(id=number, code=code_of(number), name=name or ""))
