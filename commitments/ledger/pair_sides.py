"""The two sides of a suggested pair: open targets, and reported results, each with its place."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, and_, select

from commitments.ledger.conditions import OPEN
from commitments.ledger.finding_tables import result
from commitments.ledger.queries import pages
from commitments.ledger.reported import RESULTS, day_of
from commitments.ledger.tables import document, owner, target
from commitments.matching import Goal, Match, Report

Placed = tuple[int, int, int]  # document, start, end
_PROMISED = (document.c.signed, document.c.published, document.c.reference)


class Finder(Protocol):
    """Finds the targets that a result may bear on."""

    def matches(self, report: Report) -> tuple[Match, ...]:
        """The pairs worth a look."""


def matched(
    finder: Finder, goals: Mapping[int, tuple[Goal, Placed]], reports: Mapping[int, tuple[Report, Placed]]
) -> list[Match]:
    """What is found for each report, pairs of the same words left out: a promise is no proof of itself."""
    return [
        match
        for report, place in reports.values()
        for match in finder.matches(report)
        if not _overlap(place, goals[match.goal_id][1])
    ]


def _overlap(one: Placed, other: Placed) -> bool:
    """Whether both are the same words of the same document."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _has_number(value: ColumnElement[Any], numbered: bool) -> ColumnElement[bool]:
    return value.is_not(None) if numbered else value.is_(None)


def goals_of(
    connection: Connection, ids: Sequence[int], which: Any, *, numbered: bool = True
) -> dict[int, tuple[Goal, Placed]]:
    """Those of some targets that are open and meet the condition."""
    found: dict[int, tuple[Goal, Placed]] = {}
    for page in pages(ids):
        found |= goals(connection, and_(target.c.id.in_(page), which), numbered=numbered)
    return found


def goals(connection: Connection, which: Any, *, numbered: bool = True) -> dict[int, tuple[Goal, Placed]]:
    """Open targets that meet the condition, those with a number or those without."""
    wanted = (target.c.standing == OPEN, _has_number(target.c.value, numbered), which)
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
        .where(*wanted)
    )
    rows = connection.execute(statement).all()
    owners = _owners(connection, wanted) if rows else {}
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


def _owners(connection: Connection, wanted: tuple[Any, ...]) -> dict[int, tuple[str, ...]]:
    statement = select(owner.c.target_id, owner.c.name).join(target, target.c.id == owner.c.target_id).where(*wanted)
    found: dict[int, tuple[str, ...]] = {}
    for target_id, name in connection.execute(statement):
        found[target_id] = (*found.get(target_id, ()), name)
    return found


def reports(connection: Connection, which: Any, *, numbered: bool = True) -> dict[int, tuple[Report, Placed]]:
    """Reported results that meet the condition, those with a number or those without."""
    statement = RESULTS.where(_has_number(result.c.value, numbered), which)
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
