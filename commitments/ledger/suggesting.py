"""Deciding on suggested evidence: accepted it becomes evidence with its source, refused it never comes back."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection, update

from commitments.document import Span
from commitments.errors import LedgerError, StaleEntry
from commitments.evidence import Evidence, Grade, Passage
from commitments.i18n import _
from commitments.ledger import log, proofs, reported, vouched_records
from commitments.ledger.decisions import locked
from commitments.ledger.entries import Observation
from commitments.ledger.finding_tables import suggestion
from commitments.ledger.findings_values import LinkState, Suggestion
from commitments.ledger.log import Line
from commitments.ledger.vouched_records import SUGGESTION
from commitments.units import factor


def accept(
    connection: Connection, suggestion_id: int, *, actor: str, now: datetime, observed_on: date | None, grade: Grade
) -> Observation:
    """Record the result as evidence for its target, with document and span; `StaleEntry` if somebody decided already.

    Raises:
        LedgerError: nobody knows which day the result speaks of, and none was given.
    """
    found = _undecided(connection, suggestion_id)
    day = observed_on or found.result.day
    if day is None:
        raise LedgerError(_("不知道这个数说的是哪一天"), remedy=_("用 --date 给出观测日期"))
    said = found.result.result
    value, unit = _stated(connection, found)
    seen = Evidence(
        day,
        value,
        note=said.quote,
        unit=unit,
        grade=grade,
        passage=Passage(found.result.document_id, Span(said.start, said.end)),
    )

    def settle(evidence_id: int) -> str:
        return _decide(connection, suggestion_id, LinkState.ACCEPTED, actor, now, evidence_id)

    return proofs.add(connection, found.target_id, seen, actor=actor, now=now, settle=settle)


def refuse(connection: Connection, suggestion_id: int, *, actor: str, now: datetime, reason: str) -> None:
    """Say that this result is no evidence for this target, for good; `StaleEntry` if somebody decided already."""
    found = _undecided(connection, suggestion_id)
    readings = _decide(connection, suggestion_id, LinkState.REFUSED, actor, now, None)
    after = {"suggestion": suggestion_id, "result": found.result.id}
    line = Line("refuse_suggestion", found.target_id, after=after, reason=reason, readings=readings)
    log.append(connection, [line], actor=actor, now=now)


def _undecided(connection: Connection, suggestion_id: int) -> Suggestion:
    found = reported.select_suggestion(connection, suggestion_id)
    if found.state is not LinkState.OPEN:
        raise StaleEntry(_("这条建议已经处理过了"), remedy=_("用 duban suggest 查看其余的建议"))
    return found


def _stated(connection: Connection, found: Suggestion) -> tuple[Decimal | None, str | None]:
    """The value and its unit; households and firms counted one by one are what the target counts."""
    quantity = found.result.result.quantity
    if quantity is None:
        return None, None
    unit = locked(connection, [found.target_id], None)[0].unit
    return quantity.value, quantity.unit if factor(quantity.unit, unit) is not None else unit


def _decide(
    connection: Connection, suggestion_id: int, state: LinkState, actor: str, now: datetime, evidence_id: int | None
) -> str:
    """Keep what was decided; what the line that tells of it vouches for."""
    statement = update(suggestion).where(suggestion.c.id == suggestion_id)
    connection.execute(statement.values(state=state, decided_by=actor, decided_at=now, evidence_id=evidence_id))
    return vouched_records.vouch(connection, SUGGESTION, suggestion_id)
