"""Which reported results may be evidence for which open targets: asked when a document comes in, old against new."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, insert, or_, select, true

from commitments.ledger import likely, outcome_pairs
from commitments.ledger.finding_tables import result, suggestion
from commitments.ledger.findings_values import LinkState
from commitments.ledger.pair_sides import Placed, goals, goals_of, matched, reports
from commitments.ledger.queries import pages
from commitments.ledger.reported import DAY
from commitments.ledger.tables import target
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


def suggest(connection: Connection, *documents: int) -> int:
    """Hold the documents' results against all open targets, and their targets against the results of others.

    How many suggestions came of it; a pair that is known, decided or not, is left as it is. Many documents at once
    cost less than one after the other.
    """
    if not documents:
        return 0
    ours = reports(connection, result.c.document_id.in_(documents))
    mine = goals(connection, target.c.document_id.in_(documents))
    found = _against_all(connection, documents, mine, ours) if ours else []
    if mine:
        found += _matches(mine, _of_others(connection, documents, mine))
    found += outcome_pairs.find(connection, documents)
    known = _known(connection, [match.goal_id for match in found])
    fresh = [match for match in found if (match.goal_id, match.report_id) not in known]
    if fresh:
        connection.execute(insert(suggestion), [_suggestion_values(match) for match in fresh])
    return len(fresh)


def _against_all(
    connection: Connection,
    documents: Sequence[int],
    mine: dict[int, tuple[Goal, Placed]],
    ours: dict[int, tuple[Report, Placed]],
) -> list[Match]:
    """Hold reports against every open target; in a large ledger against those that the search index thinks likely."""
    known = likely.count(connection, likely.TARGETS)
    if known <= likely.FEW:
        return _matches({**goals(connection, target.c.document_id.not_in(documents)), **mine}, ours)
    asked = [report_pairs(report) for report, _place in ours.values()]
    found = likely.find(connection, likely.TARGETS, asked, most=LIKELIEST)
    rarity = likely.rarity(
        connection,
        likely.TARGETS,
        found,
        known=known,
        sampled=lambda ids: [goal_pairs(goal) for goal, _place in goals_of(connection, ids, true()).values()],
    )
    others = goals_of(connection, found.ids, _told_in(connection, {report.unit for report, _place in ours.values()}))
    return _matches({**others, **mine}, ours, rarity)


def _of_others(
    connection: Connection, documents: Sequence[int], mine: dict[int, tuple[Goal, Placed]]
) -> dict[int, tuple[Report, Placed]]:
    """Results of other documents that may bear on these targets; of very many, those that the index thinks likely."""
    fitting = _fitting(connection, documents, mine)
    if likely.count(connection, likely.RESULTS) <= likely.FEW:
        return reports(connection, fitting)
    asked = [goal_pairs(goal) for goal, _place in mine.values()]
    found: dict[int, tuple[Report, Placed]] = {}
    for page in pages(likely.find(connection, likely.RESULTS, asked, most=LIKELIEST).ids):
        found |= reports(connection, and_(result.c.id.in_(page), fitting))
    return found


def _fitting(connection: Connection, documents: Sequence[int], mine: dict[int, tuple[Goal, Placed]]) -> Any:
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


def _matches(
    aims: dict[int, tuple[Goal, Placed]], told: dict[int, tuple[Report, Placed]], rarity: Rarity | None = None
) -> list[Match]:
    if not aims or not told:
        return []
    return matched(Matcher((goal for goal, _place in aims.values()), rarity), aims, told)


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
