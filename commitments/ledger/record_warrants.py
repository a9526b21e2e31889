"""The units, imprints and turns that the log vouches for, held against what stands."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from commitments.i18n import _
from commitments.ledger.records import Finding
from commitments.ledger.revision_tables import body
from commitments.ledger.tables import document
from commitments.ledger.vouched_records import DOCUMENT, PARTS, TURNS, UNIT, hashes, is_gone, vouched
from commitments.ledger.witness import ENTERED, IMPORTED

_UNIT_ACTS = ("unit_add", "unit_alias", "unit_rename", "unit_merge", "unit_reach")
# Acts by which a record comes to be, or changes: what they tell of was not slipped in, be it vouched for or not.
TOLD = {ENTERED: DOCUMENT, "recur": TURNS, "occurrences": TURNS, **dict.fromkeys(_UNIT_ACTS, UNIT)}


class RecordWarrants:
    """Listens to what the lines of the log vouch for beside readings, then looks at the rows."""

    def __init__(self) -> None:
        self._vouched: dict[str, dict[int, str]] = {kind: {} for kind in PARTS}
        self._told: dict[str, set[int | None]] = {kind: set() for kind in PARTS}
        self._imported = False  # rows came in, the lines that tell of them stayed behind
        self.uncovered = 0  # records that no line vouches for, known once they were looked at

    def hear(
        self, action: str, target_id: int | None, document_id: int | None, told: Mapping[str, Any], readings: str
    ) -> None:
        """Remember what a line vouches for, and what it tells of without doing so, as lines once did."""
        self._imported |= action == IMPORTED
        covered = False
        for kind, number, digits in vouched(readings):
            if kind in self._vouched:
                self._vouched[kind][number], covered = digits, True
        if not covered and (kind := TOLD.get(action, "")):
            self._told[kind].add({DOCUMENT: document_id, TURNS: target_id, UNIT: told.get("unit")}[kind])

    def findings(self, connection: Connection) -> Iterator[Finding]:
        """Records that say otherwise than they were vouched for, that are gone, or that nobody made."""
        for kind in PARTS:
            left = dict(self._vouched[kind])
            for number, digits in hashes(connection, kind):
                expected = left.pop(number, None)
                if expected is None and (self._imported or number in self._told[kind]):
                    self.uncovered += 1
                elif expected is None:
                    yield Finding(None, _unknown(connection, kind, number))
                elif expected != digits:
                    yield Finding(None, _changed(connection, kind, number))
            for number, digits in left.items():
                if kind != DOCUMENT and not is_gone(number, digits):  # documents that are gone the witness misses
                    yield Finding(None, _missing(kind, number))


def _changed(connection: Connection, kind: str, number: int) -> str:
    if kind == UNIT:
        name = connection.execute(select(body.c.name).where(body.c.id == number)).scalar()
        return _("单位 {name}（第 {id} 号）的名称、隶属或联系方式与记录不符").format(name=name or "", id=number)
    if kind == DOCUMENT:
        name = connection.execute(select(document.c.name).where(document.c.id == number)).scalar()
        return _("文件 {name}（第 {id} 号）的文头信息与记录不符").format(name=name or "", id=number)
    return _("条目 {code} 的周期或各期与记录不符").format(code=_code(number))


def _unknown(connection: Connection, kind: str, number: int) -> str:
    if kind == UNIT:
        name = connection.execute(select(body.c.name).where(body.c.id == number)).scalar()
        return _("单位 {name}（第 {id} 号）没有登记过").format(name=name or "", id=number)
    if kind == DOCUMENT:
        name = connection.execute(select(document.c.name).where(document.c.id == number)).scalar()
        return _("文件 {name}（第 {id} 号）没有收录过").format(name=name or "", id=number)
    return _("条目 {code} 的周期没有登记过").format(code=_code(number))


def _missing(kind: str, number: int) -> str:
    if kind == UNIT:
        return _("第 {id} 号单位不见了").format(id=number)
    return _("条目 {code} 的周期和各期不见了").format(code=_code(number))


def _code(number: int) -> str:
    return f"C{number:06d}"
