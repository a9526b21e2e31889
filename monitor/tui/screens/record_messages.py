"""What workers tell the screens of documents, activity and outbox."""

from array import array
from typing import Any

from textual.message import Message

from monitor.tui.listing import Listing, Section
from monitor.tui.widgets.details import Told, drawn


class RecordsListed(Message):
    """The ids of a list have been read, and what the header says."""

    def __init__(self, asked: Any, listing: Listing, header: str, keep: int | None) -> None:
        """`keep` is the id the cursor should stay on."""
        super().__init__()
        self.asked, self.listing, self.header, self.keep = asked, listing, header, keep


class RecordTold(Message):
    """What there is to say of the record under the cursor has been read."""

    def __init__(self, row_id: int, told: Told, width: int) -> None:
        """Of which record, wrapped for lines of so many cells: a long text takes longer than a key may wait."""
        super().__init__()
        self.row_id, self.told = row_id, told
        self.wrapped = (width, drawn(told, width) if width else ())


def one_run(ids: "array[int]") -> Listing:
    """Ids without sections."""
    return Listing((Section("", len(ids)),), ids)
