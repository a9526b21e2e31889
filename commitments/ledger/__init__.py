"""The ledger: the store of record. `Ledger` is loaded on first use, because the database layer takes half a second."""

from typing import TYPE_CHECKING, Any

from commitments.ledger.entries import (
    Attempt,
    ChannelStatus,
    Claim,
    Counts,
    DocumentEntry,
    Entered,
    Entry,
    Event,
    NewMessage,
    Observation,
    Order,
    OutboxMessage,
    OutboxState,
    Settlement,
    Transition,
)

if TYPE_CHECKING:
    from commitments.ledger.ledger import Ledger

__all__ = [
    "Attempt",
    "ChannelStatus",
    "Claim",
    "Counts",
    "DocumentEntry",
    "Entered",
    "Entry",
    "Event",
    "Ledger",
    "NewMessage",
    "Observation",
    "Order",
    "OutboxMessage",
    "OutboxState",
    "Settlement",
    "Transition",
]


def __getattr__(name: str) -> Any:
    """Load `Ledger`, and with it SQLAlchemy, when somebody asks for it."""
    if name != "Ledger":
        raise AttributeError(name)
    from commitments.ledger.ledger import Ledger

    return Ledger
