"""Verdicts that wait for a second person: how many, counted from the few that were proposed."""

from sqlalchemy import Connection, func, select

from commitments.ledger.conditions import OPEN
from commitments.ledger.life_tables import closing
from commitments.ledger.tables import target


def count_waiting(connection: Connection) -> int:
    """How many open targets have a verdict that nobody has confirmed yet."""
    proposed = select(closing.c.target_id)
    statement = select(func.count()).select_from(target)
    number: int = connection.execute(statement.where(target.c.id.in_(proposed), target.c.standing == OPEN)).scalar_one()
    return number
