"""What the log says was entered and observed, held against the rows: what no decision ever changes."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, func, select

from commitments.i18n import N_, _
from commitments.ledger.records import Finding
from commitments.ledger.tables import document, evidence, target
from commitments.ledger.vouched_records import EVIDENCE, vouched

ENTERED, OBSERVED, IMPORTED, MERGED = "enter", "evidence", "import", "merge"
HEARD = frozenset((ENTERED, OBSERVED, IMPORTED, MERGED))
EVIDENCE_GONE, EVIDENCE_CHANGED = N_("证据 #{id} 不见了"), N_("证据 #{id} 与记录不符")
# As the log names it → as the row does.
_COLUMNS = {
    "value": "value",
    "unit": "unit",
    "observed_on": "observed_on",
    "grade": "grade",
    "note": "note",
    "link": "link",
    "file": "file_sha256",
    "stated_value": "stated_value",
    "stated_unit": "stated_unit",
}


class Witness:
    """Listens to the log line by line, then looks at the rows."""

    def __init__(self) -> None:
        self._documents: dict[int, Mapping[str, Any]] = {}
        self._evidence: dict[int, Mapping[str, Any]] = {}
        self._absorbed: dict[int, set[int]] = {}  # a target → those it stands for, whose evidence was copied to it
        self._copies: set[int] = set()  # evidence that the line of a merger vouches for: copied by it
        self._imported = False  # an imported ledger brings evidence whose own lines stayed behind

    def hear(
        self,
        action: str,
        target_id: int | None,
        document_id: int | None,
        told: Mapping[str, Any],
        readings: str = "",
    ) -> None:
        """Remember what a line says was entered or observed.

        Where the line vouches for each target by its `readings`, they need not be counted.
        """
        self._imported |= action == IMPORTED
        if action == ENTERED and document_id is not None:
            self._documents[document_id] = {**told, "ids": None} if readings else told
        elif action == MERGED and target_id is not None:
            self._absorbed.setdefault(target_id, set()).update(told.get("absorbed", ()))
            self._copies.update(number for kind, number, _digits in vouched(readings) if kind == EVIDENCE)
        elif action == OBSERVED and "evidence" in told:
            self._evidence[told["evidence"]] = told

    def findings(self, connection: Connection) -> Iterator[Finding]:
        """What is gone, was never said, or says something else now."""
        yield from self._document_findings(connection)
        yield from self._evidence_findings(connection)

    def _document_findings(self, connection: Connection) -> Iterator[Finding]:
        hashes = {row.id: row.sha256 for row in connection.execute(select(document.c.id, document.c.sha256))}
        for number, told in self._documents.items():
            if told.get("sha256") not in {None, hashes.get(number)}:
                yield Finding(None, _("第 {id} 号文件不是当初收录的那份").format(id=number))
            if ids := told.get("ids"):
                between = select(func.count()).where(target.c.id.between(*ids))
                missing = told.get("targets", 0) - connection.execute(between).scalar_one()
                if missing > 0:
                    message = _("第 {id} 号文件收录的目标少了 {count} 项").format(id=number, count=missing)
                    yield Finding(None, message)

    def _evidence_findings(self, connection: Connection) -> Iterator[Finding]:
        known = connection.execute(select(evidence)).all()
        rows = {row.id: row for row in known}
        for number, told in self._evidence.items():
            row = rows.pop(number, None)
            if row is None:
                yield Finding(None, _(EVIDENCE_GONE).format(id=number))
            elif any(not _same(told[name], getattr(row, _COLUMNS[name])) for name in _COLUMNS if name in told):
                yield Finding(None, _(EVIDENCE_CHANGED).format(id=number))
        unknown = [] if self._imported else [row for number, row in rows.items() if number not in self._copies]
        yield from self._unknown_evidence(unknown, known)

    def _unknown_evidence(self, unknown: Sequence[Row[Any]], known: Sequence[Row[Any]]) -> Iterator[Finding]:
        """Evidence that no line tells of, but that which a merger copied before its line vouched for copies."""
        saying: dict[tuple[Any, ...], set[int]] = {}
        for row in known if unknown else ():
            saying.setdefault(_copied(row), set()).add(row.target_id)
        for row in unknown:
            if saying[_copied(row)].isdisjoint(self._absorbed.get(row.target_id, ())):
                yield Finding(None, _("证据 #{id} 没有登记过").format(id=row.id))


def _copied(row: Row[Any]) -> tuple[Any, ...]:
    """What a merger copies of a row."""
    return tuple(getattr(row, name) for name in (*_COLUMNS.values(), "recorded_by", "recorded_at"))


def _same(told: Any, stands: Any) -> bool:
    """Whether a row still says what the log was told; numbers by their worth, days and grades by their wording."""
    if isinstance(stands, Decimal):
        return told is not None and Decimal(told) == stands
    plain = stands.isoformat() if hasattr(stands, "isoformat") else getattr(stands, "value", stands)
    return (told or None) == (plain or None)
