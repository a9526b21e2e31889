"""What documents report: kept as results when a document is entered, and held against open targets, old and new."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, insert, or_, select

from commitments.errors import UnknownEntry
from commitments.i18n import _
from commitments.ledger.conditions import OPEN
from commitments.ledger.finding_tables import result, suggestion
from commitments.ledger.findings_values import LinkState, ReportedResult, Suggestion
from commitments.ledger.hydration import AnyRow
from commitments.ledger.tables import document, owner, target
from commitments.matching import Goal, Match, Matcher, Report, comparable
from commitments.target import Owners, Quantity, Result

_PROMISED = (document.c.signed, document.c.published, document.c.reference)
_DOCUMENT = (
    document.c.name,
    document.c.title,
    document.c.number,
    document.c.issuer,
    document.c.signed,
    document.c.published,
    document.c.reference,
)
_RESULTS = select(result, *(column.label(f"document_{column.name}") for column in _DOCUMENT)).join(
    document, document.c.id == result.c.document_id
)


def save(connection: Connection, document_id: int, found: Sequence[Result]) -> None:
    """Keep the results of a document."""
    rows = [_values(document_id, item) for item in found]
    if rows:
        connection.execute(insert(result), rows)


def suggest(connection: Connection, document_id: int) -> int:
    """Hold the document's results against all open targets, and its targets against the results of others.

    How many suggestions came of it; a pair that is known, decided or not, is left as it is.
    """
    ours = _reports(connection, result.c.document_id == document_id)
    mine = _goals(connection, target.c.document_id == document_id)
    others = _goals(connection, _of_others(connection, document_id, ours)) if ours else {}
    found = _matches({**others, **mine}, ours)
    if mine:
        found += _matches(mine, _reports(connection, result.c.document_id != document_id))
    known = _known(connection, [match.goal_id for match in found])
    fresh = [match for match in found if (match.goal_id, match.report_id) not in known]
    if fresh:
        connection.execute(insert(suggestion), [_suggestion_values(match) for match in fresh])
    return len(fresh)


_Placed = tuple[int, int, int]  # document, start, end


def _of_others(connection: Connection, document_id: int, reports: dict[int, tuple[Report, _Placed]]) -> Any:
    """Targets of other documents in units that these reports speak in."""
    spoken = {report.unit for report, _place in reports.values()}
    known = connection.execute(select(target.c.unit).where(target.c.value.is_not(None)).distinct()).scalars().all()
    fitting = [unit for unit in known if any(comparable(said, unit) for said in spoken)]
    named = target.c.unit.in_([unit for unit in fitting if unit is not None])
    in_unit = or_(named, target.c.unit.is_(None)) if None in fitting else named
    return and_(target.c.document_id != document_id, in_unit)


def _goals(connection: Connection, which: Any) -> dict[int, tuple[Goal, _Placed]]:
    """Open targets with a number."""
    statement = (
        select(
            target.c.id,
            target.c.document_id,
            target.c.start_offset,
            target.c.end_offset,
            target.c.quote,
            target.c.metric,
            target.c.unit,
            target.c.value,
            document.c.issuer,
            *_PROMISED,
        )
        .join(document, document.c.id == target.c.document_id)
        .where(target.c.standing == OPEN, target.c.value.is_not(None), which)
    )
    rows = connection.execute(statement).all()
    owners = _owners(connection, which) if rows else {}
    return {
        row.id: (
            Goal(
                row.id,
                row.quote,
                row.metric,
                row.unit,
                owners.get(row.id, ()),
                row.issuer or "",
                row.signed or row.published or row.reference,
                row.value,
            ),
            (row.document_id, row.start_offset, row.end_offset),
        )
        for row in rows
    }


def _owners(connection: Connection, which: Any) -> dict[int, tuple[str, ...]]:
    statement = (
        select(owner.c.target_id, owner.c.name)
        .join(target, target.c.id == owner.c.target_id)
        .where(target.c.standing == OPEN, target.c.value.is_not(None), which)
    )
    found: dict[int, tuple[str, ...]] = {}
    for target_id, name in connection.execute(statement):
        found[target_id] = (*found.get(target_id, ()), name)
    return found


def _reports(connection: Connection, which: Any) -> dict[int, tuple[Report, _Placed]]:
    statement = _RESULTS.where(result.c.value.is_not(None), which)
    return {
        row.id: (
            Report(
                row.id,
                row.quote,
                row.metric,
                row.unit,
                (*row.lead, *row.support),
                row.document_issuer or "",
                day_of(row),
            ),
            (row.document_id, row.start_offset, row.end_offset),
        )
        for row in connection.execute(statement)
    }


def _matches(goals: dict[int, tuple[Goal, _Placed]], reports: dict[int, tuple[Report, _Placed]]) -> list[Match]:
    if not goals or not reports:
        return []
    matcher = Matcher(goal for goal, _place in goals.values())
    return [
        match
        for report, place in reports.values()
        for match in matcher.matches(report)
        if not _overlap(place, goals[match.goal_id][1])
    ]


def _overlap(one: _Placed, other: _Placed) -> bool:
    """Whether both are the same words of the same document: a promise is no proof of itself."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _known(connection: Connection, target_ids: Sequence[int]) -> set[tuple[int, int]]:
    statement = select(suggestion.c.target_id, suggestion.c.result_id)
    found: set[tuple[int, int]] = set()
    wanted = sorted(set(target_ids))
    for start in range(0, len(wanted), 500):
        page = wanted[start : start + 500]
        found.update((row[0], row[1]) for row in connection.execute(statement.where(suggestion.c.target_id.in_(page))))
    return found


def _suggestion_values(match: Match) -> dict[str, Any]:
    return {
        "target_id": match.goal_id,
        "result_id": match.report_id,
        "score": match.score,
        "why": [list(reason) for reason in match.why],
        "state": LinkState.OPEN,
    }


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
    statement = _RESULTS.where(result.c.document_id == document_id).order_by(result.c.start_offset, result.c.id)
    return tuple(_reported(row) for row in connection.execute(statement))


def _results(connection: Connection, ids: Sequence[int]) -> dict[int, ReportedResult]:
    return {row.id: _reported(row) for row in connection.execute(_RESULTS.where(and_(result.c.id.in_(ids))))}


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
    label = row.document_title or row.document_number or row.document_name
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
