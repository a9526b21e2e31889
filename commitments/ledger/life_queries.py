"""What stands beside targets, for a page of them at once: closing, acknowledgements, snoozes."""

from collections.abc import Mapping
from sys import intern
from typing import Any

from sqlalchemy import Connection, select

from commitments.ledger.choosing import Chosen, Page
from commitments.ledger.hydration import AnyRow
from commitments.ledger.life_tables import acknowledgement, closing, remark, snooze
from commitments.ledger.records import Acknowledgement, Closing, Remark, Snooze

_CLOSINGS = Chosen(
    lambda fits: select(closing.c.target_id, *(closing.c[name] for name in Closing.__slots__)).where(
        fits(closing.c.target_id)
    )
)
_ACKNOWLEDGED = Chosen(
    lambda fits: (
        select(acknowledgement.c.target_id, *(acknowledgement.c[name] for name in Acknowledgement.__slots__))
        .where(fits(acknowledgement.c.target_id))
        .order_by(acknowledgement.c.recorded_at, acknowledgement.c.unit)
    )
)
_SNOOZES = Chosen(
    lambda fits: (
        select(snooze.c.target_id, snooze.c.until)
        .where(fits(snooze.c.target_id), ~snooze.c.struck)
        .order_by(snooze.c.id)
    )
)


def beside(connection: Connection, page: Page) -> Mapping[int, dict[str, Any]]:
    """The fields of `Entry` that stand in rows beside the target, for those targets that have any."""
    found: dict[int, dict[str, Any]] = {}
    for target_id, verdict, reason, *by in _CLOSINGS.of(connection, page):
        found[target_id] = {"closing": Closing(verdict, intern(reason), *by)}
    for target_id, *values in _ACKNOWLEDGED.of(connection, page):
        fields = found.setdefault(target_id, {})
        fields["acknowledged"] = (*fields.get("acknowledged", ()), Acknowledgement(*values))
    for target_id, until in _SNOOZES.of(connection, page):
        fields = found.setdefault(target_id, {})
        fields |= {"snoozed_until": until, "snoozes": fields.get("snoozes", 0) + 1}
    return found


def select_snoozes(connection: Connection, target_id: int) -> tuple[Snooze, ...]:
    """The snoozes of one target that count, oldest first."""
    statement = select(snooze).where(snooze.c.target_id == target_id, ~snooze.c.struck).order_by(snooze.c.id)
    return tuple(_without_target(Snooze, row) for row in connection.execute(statement))


def select_remarks(connection: Connection, target_id: int) -> tuple[Remark, ...]:
    """What leaders noted on one target, oldest first."""
    statement = select(remark).where(remark.c.target_id == target_id, ~remark.c.struck).order_by(remark.c.id)
    return tuple(_without_target(Remark, row) for row in connection.execute(statement))


def _without_target(kind: Any, row: AnyRow) -> Any:
    """A record from its row; the target is known to whoever asked."""
    return kind(**{name: row._mapping[name] for name in kind.__slots__})  # noqa: SLF001 - a public name, in spite of its look
