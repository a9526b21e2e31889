"""Restated promises in the ledger: found for new documents, shown with what moved, confirmed or refused by people."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from commitments.errors import StaleEntry, UnknownEntry
from commitments.i18n import _
from commitments.ledger import likely, log, versions, vouched_records
from commitments.ledger.conditions import REJECTED
from commitments.ledger.finding_tables import restatement
from commitments.ledger.findings_values import LinkState, Restatement
from commitments.ledger.hydration import AnyRow
from commitments.ledger.log import Line
from commitments.ledger.queries import pages
from commitments.ledger.tables import document, target
from commitments.ledger.vouched_records import RESTATEMENT
from commitments.matching import Rarity, pairs
from commitments.restating import MOST_CANDIDATES, Restater, Said

_A_GOOD_PART = 4  # where one target in so many is to be linked, it is cheaper to look at them all
_COLUMNS = (
    target.c.id,
    target.c.document_id,
    target.c.quote,
    target.c.metric,
    target.c.strength,
    target.c.comparator,
    target.c.value,
    target.c.unit,
    target.c.original_due,
    document.c.issuer,
    document.c.signed,
    document.c.published,
    document.c.reference,
)


def find(connection: Connection, document_ids: Sequence[int]) -> int:
    """Link the targets of these documents with promises said before or after; how many links are new.

    A known pair, refused or not, is left as it is; all versions of a document are one document.
    """
    if not document_ids:
        return 0
    ours = _said(connection, target.c.document_id, document_ids)
    known, rarity = _worth_a_look(connection, ours)
    restater = Restater(known, rarity)
    family = versions.families(connection)
    links = [restater.link(said) for said in ours]
    places = {said.id: said.document_id for said in known}
    fresh = {
        (link.earlier_id, link.later_id): link
        for link in links
        if link and family.get(places[link.earlier_id], -1) != family.get(places[link.later_id])
    }
    for pair in connection.execute(select(restatement.c.earlier_id, restatement.c.later_id)):
        fresh.pop((pair[0], pair[1]), None)
        fresh.pop((pair[1], pair[0]), None)
    if fresh:
        values = [
            {
                "earlier_id": link.earlier_id,
                "later_id": link.later_id,
                "score": link.score,
                "changes": [list(change) for change in link.changes],
                "state": LinkState.OPEN,
            }
            for link in fresh.values()
        ]
        connection.execute(insert(restatement), values)
    return len(fresh)


def _worth_a_look(connection: Connection, ours: Sequence[Said]) -> tuple[Sequence[Said], Rarity | None]:
    """Everything said; in a large ledger what the search index thinks likely, and how much each pair says there."""
    known = likely.count(connection, likely.TARGETS)
    if known <= max(likely.FEW, _A_GOOD_PART * len(ours)):
        return _said(connection), None
    asked = [pairs(said.quote, said.unit) for said in ours]
    found = likely.find(connection, likely.TARGETS, asked, most=MOST_CANDIDATES)
    rarity = likely.rarity(
        connection,
        likely.TARGETS,
        found,
        known=known,
        sampled=lambda ids: [pairs(said.quote, said.unit) for said in _said(connection, target.c.id, ids)],
    )
    others = sorted(set(found.ids) - {said.id for said in ours})
    return [*ours, *_said(connection, target.c.id, others)], rarity


def _said(connection: Connection, column: Any = None, values: Sequence[int] = ()) -> list[Said]:
    """What stands in the ledger and is not rejected, in the order of ids; of a column only these values."""
    statement = (
        select(*_COLUMNS)
        .join(document, document.c.id == target.c.document_id)
        .where(target.c.standing != REJECTED)
        .order_by(target.c.id)
    )
    if column is None:
        return [_of_row(row) for row in connection.execute(statement)]
    rows = (row for page in pages(values) for row in connection.execute(statement.where(column.in_(page))))
    return [_of_row(row) for row in rows]


def _of_row(row: AnyRow) -> Said:
    return Said(
        row.id,
        row.document_id,
        row.quote,
        row.metric,
        row.strength,
        row.issuer or "",
        (),
        row.signed or row.published or row.reference,
        row.comparator,
        row.value,
        row.unit,
        row.original_due,
    )


def select_restatements(
    connection: Connection, *, target_id: int | None, state: LinkState | None
) -> tuple[Restatement, ...]:
    """Links in one state, or in any; those in which something moved first, then the likeliest."""
    statement = select(restatement).order_by(restatement.c.score.desc(), restatement.c.id)
    if state is not None:
        statement = statement.where(restatement.c.state == state)
    if target_id is not None:
        statement = statement.where(or_(restatement.c.earlier_id == target_id, restatement.c.later_id == target_id))
    found = [_restatement(row) for row in connection.execute(statement)]
    return tuple(sorted(found, key=lambda one: not one.changes))


def decide(
    connection: Connection, restatement_id: int, *, same: bool, actor: str, now: datetime, reason: str
) -> Restatement:
    """Confirm that both are one promise, or that they are not; `StaleEntry` if somebody decided already."""
    statement = select(restatement).where(restatement.c.id == restatement_id).with_for_update()
    row = connection.execute(statement).one_or_none()
    if row is None:
        raise UnknownEntry(_("没有编号为 {id} 的重申").format(id=restatement_id), remedy=_("用 duban restated 查看"))
    if row.state is not LinkState.OPEN:
        raise StaleEntry(_("这一对已经处理过了"), remedy=_("用 duban restated 查看其余的"))
    state = LinkState.ACCEPTED if same else LinkState.REFUSED
    values = {"state": state, "decided_by": actor, "decided_at": now}
    connection.execute(update(restatement).where(restatement.c.id == restatement_id).values(values))
    action = "restated" if same else "not_restated"
    told, readings = {"changes": row.changes}, vouched_records.vouch(connection, RESTATEMENT, restatement_id)
    lines = [
        Line(action, row.earlier_id, after={"later": row.later_id, **told}, reason=reason, readings=readings),
        Line(action, row.later_id, after={"earlier": row.earlier_id, **told}, reason=reason, readings=readings),
    ]
    log.append(connection, lines, actor=actor, now=now)
    found = connection.execute(select(restatement).where(restatement.c.id == restatement_id)).one()
    return _restatement(found)


def _restatement(row: AnyRow) -> Restatement:
    changes = tuple((what, before, after) for what, before, after in row.changes)
    return Restatement(row.id, row.earlier_id, row.later_id, row.score, changes, row.state)
