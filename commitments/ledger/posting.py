"""The outbox as a list to browse: by channel, what needs hands first."""

from array import array
from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import Connection, case, func, or_, select

from commitments.ledger.browsing_values import Tally
from commitments.ledger.conditions import LARGEST_ID, contains
from commitments.ledger.messages import OutboxMessage, OutboxState
from commitments.ledger.notice_tables import outbox
from commitments.ledger.outbox import message_of
from commitments.ledger.queries import pages
from commitments.ledger.refs import number_of

_PRESSING = (OutboxState.UNCERTAIN, OutboxState.DEAD)
_AHEAD = (OutboxState.SENDING, OutboxState.READY)
_RANK = case((outbox.c.state.in_(_PRESSING), 0), (outbox.c.state.in_(_AHEAD), 1), else_=2)
_SAID = (outbox.c.channel, outbox.c.kind, outbox.c.owner, outbox.c.note)


def select_message_ids(
    connection: Connection, states: Sequence[OutboxState], words: Sequence[str]
) -> tuple[tuple[str, "array[int]"], ...]:
    """Channel and ids of its messages: those that need hands first, then those that wait, then the newest."""
    statement = select(outbox.c.channel, outbox.c.id).order_by(outbox.c.channel, _RANK, outbox.c.id.desc())
    if states:
        statement = statement.where(outbox.c.state.in_(states))
    for word in words:
        number = number_of(word)
        known = number is not None and number <= LARGEST_ID
        own = [outbox.c.id == number] if known else []
        statement = statement.where(or_(*own, *(contains(column, word) for column in _SAID)))
    rows = connection.execute(statement)
    return tuple(
        (name, array("q", (row.id for row in found))) for name, found in groupby(rows, lambda row: row.channel)
    )


def select_some(connection: Connection, ids: Sequence[int]) -> tuple[OutboxMessage, ...]:
    """These messages, in the order asked; ids that nobody has are left out."""
    found = {
        row.id: message_of(row)
        for page in pages(ids)
        for row in connection.execute(select(outbox).where(outbox.c.id.in_(page)))
    }
    return tuple(found[number] for number in ids if number in found)


def select_tallies(connection: Connection) -> tuple[Tally, ...]:
    """How many messages of each channel stand where, by name of the channel."""
    statement = (
        select(outbox.c.channel, outbox.c.state, func.count())
        .group_by(outbox.c.channel, outbox.c.state)
        .order_by(outbox.c.channel)
    )
    counts: dict[str, dict[OutboxState, int]] = {}
    for name, state, number in connection.execute(statement):
        counts.setdefault(name, {})[state] = number
    return tuple(Tally(name, states) for name, states in counts.items())
