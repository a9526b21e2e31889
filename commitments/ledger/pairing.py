"""Which reported results may be evidence for which open targets: asked when a document comes in, old against new."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, insert, or_, select, true

from commitments.ledger import likely
from commitments.ledger.conditions import OPEN
from commitments.ledger.finding_tables import result, suggestion
from commitments.ledger.findings_values import LinkState
from commitments.ledger.queries import pages
from commitments.ledger.reported import DAY, RESULTS, day_of
from commitments.ledger.tables import document, owner, target
from commitments.matching import (
    Goal,
    Match,
    Matcher,
    Rarity,
    Report,
    comparable,
    goal_pairs,
    report_pairs,
)

LIKELIEST = 300  # looked at closely for one result in a large ledger
_PROMISED = (document.c.signed, document.c.published, document.c.reference)
_Placed = tuple[int, int, int]  # document, start, end


def suggest(connection: Connection, *documents: int) -> int:
    """Hold the documents' results against all open targets, and their targets against the results of others.

    How many suggestions came of it; a pair that is known, decided or not, is left as it is. Many documents at once
    cost less than one after the other.
    """
    if not documents:
        return 0
    ours = _reports(connection, result.c.document_id.in_(documents))
    mine = _goals(connection, target.c.document_id.in_(documents))
    found = _against_all(connection, documents, mine, ours) if ours else []
    if mine:
        found += _matches(mine, _of_others(connection, documents, mine))
    known = _known(connection, [match.goal_id for match in found])
    fresh = [match for match in found if (match.goal_id, match.report_id) not in known]
    if fresh:
        connection.execute(insert(suggestion), [_suggestion_values(match) for match in fresh])
    return len(fresh)


def _against_all(
    connection: Connection,
    documents: Sequence[int],
    mine: dict[int, tuple[Goal, _Placed]],
    ours: dict[int, tuple[Report, _Placed]],
) -> list[Match]:
    """Hold reports against every open target; in a large ledger against those that the search index thinks likely."""
    known = likely.count(connection, likely.TARGETS)
    if known <= likely.FEW:
        return _matches({**_goals(connection, target.c.document_id.not_in(documents)), **mine}, ours)
    asked = [report_pairs(report) for report, _place in ours.values()]
    found = likely.find(connection, likely.TARGETS, asked, most=LIKELIEST)
    rarity = likely.rarity(
        connection,
        likely.TARGETS,
        found,
        known=known,
        sampled=lambda ids: [goal_pairs(goal) for goal, _place in _goals_of(connection, ids, true()).values()],
    )
    others = _goals_of(connection, found.ids, _told_in(connection, {report.unit for report, _place in ours.values()}))
    return _matches({**others, **mine}, ours, rarity)


def _of_others(
    connection: Connection, documents: Sequence[int], mine: dict[int, tuple[Goal, _Placed]]
) -> dict[int, tuple[Report, _Placed]]:
    """Results of other documents that may bear on these targets; of very many, those that the index thinks likely."""
    fitting = _fitting(connection, documents, mine)
    if likely.count(connection, likely.RESULTS) <= likely.FEW:
        return _reports(connection, fitting)
    asked = [goal_pairs(goal) for goal, _place in mine.values()]
    found: dict[int, tuple[Report, _Placed]] = {}
    for page in pages(likely.find(connection, likely.RESULTS, asked, most=LIKELIEST).ids):
        found |= _reports(connection, and_(result.c.id.in_(page), fitting))
    return found


def _fitting(connection: Connection, documents: Sequence[int], mine: dict[int, tuple[Goal, _Placed]]) -> Any:
    """Results of other documents in units that these targets are told in, none of a day before all these promises."""
    told = {goal.unit for goal, _place in mine.values()}
    known = connection.execute(select(result.c.unit).where(result.c.value.is_not(None)).distinct()).scalars().all()
    fitting = [unit for unit in known if any(comparable(said, unit) for said in told)]
    named = result.c.unit.in_([unit for unit in fitting if unit is not None])
    in_unit = or_(named, result.c.unit.is_(None)) if None in fitting else named
    promised = [goal.promised for goal, _place in mine.values()]
    first = min((day for day in promised if day is not None), default=None)
    late = or_(first <= DAY, DAY.is_(None)) if first is not None and None not in promised else true()
    return and_(result.c.document_id.not_in(documents), in_unit, late)


def _told_in(connection: Connection, spoken: set[str | None]) -> Any:
    """Targets in units that these reports speak in."""
    known = connection.execute(select(target.c.unit).where(target.c.value.is_not(None)).distinct()).scalars().all()
    fitting = [unit for unit in known if any(comparable(said, unit) for said in spoken)]
    named = target.c.unit.in_([unit for unit in fitting if unit is not None])
    return or_(named, target.c.unit.is_(None)) if None in fitting else named


def _goals_of(connection: Connection, ids: Sequence[int], which: Any) -> dict[int, tuple[Goal, _Placed]]:
    found: dict[int, tuple[Goal, _Placed]] = {}
    for page in pages(ids):
        found |= _goals(connection, and_(target.c.id.in_(page), which))
    return found


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
    statement = RESULTS.where(result.c.value.is_not(None), which)
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


def _matches(
    goals: dict[int, tuple[Goal, _Placed]], reports: dict[int, tuple[Report, _Placed]], rarity: Rarity | None = None
) -> list[Match]:
    if not goals or not reports:
        return []
    matcher = Matcher((goal for goal, _place in goals.values()), rarity)
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
