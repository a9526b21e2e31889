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
from commitments.ledger.records import (
    Acknowledgement,
    Audit,
    Closing,
    Extension,
    Finding,
    Occurrence,
    Remark,
    Seal,
    Slippage,
    Snooze,
)

if TYPE_CHECKING:
    from commitments.ledger.ledger import Ledger

__all__ = [
    "Acknowledgement",
    "Attempt",
    "Audit",
    "ChannelStatus",
    "Claim",
    "Closing",
    "Counts",
    "DocumentEntry",
    "Entered",
    "Entry",
    "Event",
    "Extension",
    "Finding",
    "Ledger",
    "NewMessage",
    "Observation",
    "Occurrence",
    "Order",
    "OutboxMessage",
    "OutboxState",
    "Remark",
    "Seal",
    "Settlement",
    "Slippage",
    "Snooze",
    "Transition",
]


def __getattr__(name: str) -> Any:
    """Load `Ledger`, and with it SQLAlchemy, when somebody asks for it."""
    if name != "Ledger":
        raise AttributeError(name)
    from commitments.ledger.ledger import Ledger

    return Ledger
