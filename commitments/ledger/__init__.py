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
from commitments.ledger.records import Audit, Finding, Seal

if TYPE_CHECKING:
    from commitments.ledger.ledger import Ledger

__all__ = [
    "Attempt",
    "Audit",
    "ChannelStatus",
    "Claim",
    "Counts",
    "DocumentEntry",
    "Entered",
    "Entry",
    "Event",
    "Finding",
    "Ledger",
    "NewMessage",
    "Observation",
    "Order",
    "OutboxMessage",
    "OutboxState",
    "Seal",
    "Settlement",
    "Transition",
]


def __getattr__(name: str) -> Any:
    """Load `Ledger`, and with it SQLAlchemy, when somebody asks for it."""
    if name != "Ledger":
        raise AttributeError(name)
    from commitments.ledger.ledger import Ledger

    return Ledger
