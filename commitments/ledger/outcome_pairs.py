"""Promises without a number and outcomes reported without one: the same named thing, which has come about."""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, select, true

from commitments.ledger import likely
from commitments.ledger.finding_tables import result
from commitments.ledger.pair_sides import Placed, goals, goals_of, matched, reports
from commitments.ledger.queries import pages
from commitments.ledger.tables import target
from commitments.matching import Goal, Match, Report, pairs
from commitments.outcomes import Outcomes, works_of

LIKELIEST = 300  # looked at closely for one thing in a large ledger


def find(connection: Connection, documents: Sequence[int]) -> list[Match]:
    """Pairs of the documents' outcomes with all open targets, and of their targets with the outcomes of others."""
    if connection.execute(select(result.c.id).where(result.c.value.is_(None)).limit(1)).first() is None:
        return []
    ours = reports(connection, result.c.document_id.in_(documents), numbered=False)
    mine = _named(goals(connection, target.c.document_id.in_(documents), numbered=False))
    found = _matches({**_goals_for(connection, ours), **mine}, ours) if ours else []
    if mine:
        found += _matches(mine, _reports_for(connection, documents, mine))
    return found


def _named(found: dict[int, tuple[Goal, Placed]]) -> dict[int, tuple[Goal, Placed]]:
    """Those that name what they bring about."""
    return {number: one for number, one in found.items() if works_of(one[0].quote)}


def _matches(aims: dict[int, tuple[Goal, Placed]], told: dict[int, tuple[Report, Placed]]) -> list[Match]:
    return matched(Outcomes(goal for goal, _place in aims.values()), aims, told) if aims and told else []


def _goals_for(connection: Connection, ours: dict[int, tuple[Report, Placed]]) -> dict[int, tuple[Goal, Placed]]:
    """Every open target without a number; in a large ledger those that share rare words with one of the outcomes."""
    if likely.count(connection, likely.TARGETS) <= likely.FEW:
        return goals(connection, true(), numbered=False)
    asked = [pairs(report.quote) for report, _place in ours.values()]
    found = likely.find(connection, likely.TARGETS, asked, most=LIKELIEST)
    return goals_of(connection, found.ids, true(), numbered=False)


def _reports_for(
    connection: Connection, documents: Sequence[int], mine: dict[int, tuple[Goal, Placed]]
) -> dict[int, tuple[Report, Placed]]:
    """Every outcome of other documents; of very many those that share rare words with one of the things."""
    others = result.c.document_id.not_in(documents)
    if likely.count(connection, likely.RESULTS) <= likely.FEW:
        return reports(connection, others, numbered=False)
    asked = [pairs(work.thing) for goal, _place in mine.values() for work in works_of(goal.quote)]
    found: dict[int, tuple[Report, Placed]] = {}
    for page in pages(likely.find(connection, likely.RESULTS, asked, most=LIKELIEST).ids):
        found |= reports(connection, and_(result.c.id.in_(page), others), numbered=False)
    return found
