"""The ledger: the store of record. `Ledger` is loaded on first use, because the database layer takes half a second."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from commitments.ledger.entries import (
    CountedDocument,
    Counts,
    DocumentEntry,
    Entered,
    Entry,
    Event,
    Observation,
    Order,
    Transition,
)
from commitments.ledger.messages import (
    Attempt,
    ChannelStatus,
    Claim,
    Heartbeat,
    Mute,
    NewMessage,
    NewStage,
    NoticeFigures,
    OutboxMessage,
    OutboxState,
    Settlement,
    Stage,
)
from commitments.ledger.overview_values import Lane, Overview, Standing, UnitLoad, UnitSlip
from commitments.ledger.records import (
    Acknowledgement,
    Audit,
    Backup,
    Closing,
    Extension,
    Finding,
    Moved,
    Occurrence,
    Receipt,
    Remark,
    Restored,
    Seal,
    Slippage,
    Snooze,
)

if TYPE_CHECKING:
    from commitments.ledger.backups import restore
    from commitments.ledger.ledger import Ledger
    from commitments.ledger.upkeep import migrate

__all__ = [
    "Acknowledgement",
    "Attempt",
    "Audit",
    "Backup",
    "ChannelStatus",
    "Claim",
    "Closing",
    "CountedDocument",
    "Counts",
    "DocumentEntry",
    "Entered",
    "Entry",
    "Event",
    "Extension",
    "Finding",
    "Heartbeat",
    "Lane",
    "Ledger",
    "Moved",
    "Mute",
    "NewMessage",
    "NewStage",
    "NoticeFigures",
    "Observation",
    "Occurrence",
    "Order",
    "OutboxMessage",
    "OutboxState",
    "Overview",
    "Receipt",
    "Remark",
    "Restored",
    "Seal",
    "Settlement",
    "Slippage",
    "Snooze",
    "Stage",
    "Standing",
    "Transition",
    "UnitLoad",
    "UnitSlip",
    "migrate",
    "restore",
]

_HEAVY = {"Ledger": "ledger", "migrate": "upkeep", "restore": "backups"}


def __getattr__(name: str) -> Any:
    """Load `Ledger`, and with it SQLAlchemy, when somebody asks for it."""
    if name not in _HEAVY:
        raise AttributeError(name)
    return getattr(import_module(f"commitments.ledger.{_HEAVY[name]}"), name)
