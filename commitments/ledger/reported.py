"""What documents report: kept as results when a document is entered, and what was suggested because of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select

from commitments.errors import UnknownEntry
from commitments.i18n import _
from commitments.ledger import result_words
from commitments.ledger.conditions import OPEN
from commitments.ledger.finding_tables import result, suggestion
from commitments.ledger.findings_values import LinkState, ReportedResult, Suggestion
from commitments.ledger.hydration import AnyRow
from commitments.ledger.own_words import translated
from commitments.ledger.tables import document, target
from commitments.target import Owners, Quantity, Result

_DOCUMENT = (
    document.c.name,
    document.c.title,
    document.c.number,
    document.c.issuer,
    document.c.signed,
    document.c.published,
    document.c.reference,
)
RESULTS = select(result, *(column.label(f"document_{column.name}") for column in _DOCUMENT)).join(
    document, document.c.id == result.c.document_id
)

DAY = func.coalesce(result.c.as_of, document.c.signed, document.c.published, document.c.reference)
"""The day a result speaks of, as `day_of` tells it of a row."""


def save(connection: Connection, document_id: int, found: Sequence[Result]) -> None:
    """Keep the results of a document."""
    rows = [_values(document_id, item) for item in found]
    if rows:
        last = connection.execute(select(func.coalesce(func.max(result.c.id), 0))).scalar_one()
        connection.execute(insert(result), rows)
        result_words.index(connection, after=last)


def select_suggestions(
    connection: Connection, *, target_id: int | None, state: LinkState | None, limit: int
) -> tuple[Suggestion, ...]:
    """Suggestions in one state, or in any, the likeliest first; of targets that are still open."""
    statement = (
        select(suggestion)
        .join(target, target.c.id == suggestion.c.target_id)
        .order_by(suggestion.c.score.desc(), suggestion.c.id)
        .limit(limit)
    )
    if target_id is not None:
        statement = statement.where(suggestion.c.target_id == target_id)
    if state is not None:
        statement = statement.where(suggestion.c.state == state)
    if state is LinkState.OPEN:
        statement = statement.where(target.c.standing == OPEN)
    rows = connection.execute(statement).all()
    results = _results(connection, [row.result_id for row in rows])
    return tuple(_suggestion(row, results[row.result_id]) for row in rows)


def select_suggestion(connection: Connection, suggestion_id: int) -> Suggestion:
    """One suggestion; `UnknownEntry` if there is none."""
    statement = select(suggestion).where(suggestion.c.id == suggestion_id).with_for_update()
    row = connection.execute(statement).one_or_none()
    if row is None:
        raise UnknownEntry(
            _("没有编号为 {id} 的证据建议").format(id=suggestion_id), remedy=_("用 duban suggest 查看现有的建议")
        )
    return _suggestion(row, _results(connection, [row.result_id])[row.result_id])


def select_results(connection: Connection, document_id: int) -> tuple[ReportedResult, ...]:
    """What one document reports, in the order of its text."""
    statement = RESULTS.where(result.c.document_id == document_id).order_by(result.c.start_offset, result.c.id)
    return tuple(_reported(row) for row in connection.execute(statement))


def _results(connection: Connection, ids: Sequence[int]) -> dict[int, ReportedResult]:
    return {row.id: _reported(row) for row in connection.execute(RESULTS.where(and_(result.c.id.in_(ids))))}


def day_of(row: AnyRow) -> date | None:
    """The day a result speaks of: said in the text, else that of its document."""
    day: date | None = row.as_of or row.document_signed or row.document_published or row.document_reference
    return day


def _reported(row: AnyRow) -> ReportedResult:
    quantity = row.comparator and Quantity(row.comparator, row.value, row.unit, row.value_high)
    found = Result(
        row.document_name,
        row.quote,
        row.start_offset,
        row.end_offset,
        row.metric,
        quantity,
        row.as_of,
        row.as_of_text,
        Owners(tuple(row.lead), tuple(row.support)),
    )
    label = translated(row.document_title or row.document_number or row.document_name)
    return ReportedResult(row.id, row.document_id, label, day_of(row), found)


def _suggestion(row: AnyRow, reported: ReportedResult) -> Suggestion:
    why = tuple((kind, words) for kind, words in row.why)
    return Suggestion(row.id, row.target_id, reported, row.score, why, row.state, row.evidence_id)


def _values(document_id: int, found: Result) -> dict[str, Any]:
    quantity = found.quantity
    return {
        "document_id": document_id,
        "quote": found.quote,
        "start_offset": found.start,
        "end_offset": found.end,
        "metric": found.metric,
        "comparator": quantity.comparator if quantity else None,
        "value": quantity.value if quantity else None,
        "value_high": quantity.high if quantity else None,
        "unit": quantity.unit if quantity else None,
        "as_of": found.as_of,
        "as_of_text": found.as_of_text,
        "lead": list(found.owners.lead),
        "support": list(found.owners.support),
    }
