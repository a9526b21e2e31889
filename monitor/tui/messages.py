"""What workers tell the screens."""

from textual.message import Message

from commitments.errors import CommitmentsError
from commitments.ledger import Counts
from monitor.tui.listing import Listing
from monitor.tui.provider import Preview, Query
from monitor.tui.source_layout import Layout


class Listed(Message):
    """The ids of a query have been read."""

    def __init__(
        self, query: Query, listing: Listing, *, keep: int | None, whole: bool = True, line: int | None = None
    ) -> None:
        """What a list shows.

        Args:
            query: what was asked.
            listing: the ids.
            keep: the id the cursor should stay on.
            whole: not while only the first rows are known.
            line: the newest line of the log when they were read, None where nobody acts on many.
        """
        super().__init__()
        self.line = line
        self.whole = whole
        self.query = query
        self.listing = listing
        self.keep = keep


class Counted(Message):
    """The counts of the header have been read."""

    def __init__(self, counts: Counts, waiting: int) -> None:
        """The counts of today, and how many verdicts wait for a second person."""
        super().__init__()
        self.counts = counts
        self.waiting = waiting


class Previewed(Message):
    """Everything about the row under the cursor has been read."""

    def __init__(self, preview: Preview, layout: Layout | None) -> None:
        """What to show beside the list; `layout` is the document wrapped, None if it is known already."""
        super().__init__()
        self.preview = preview
        self.layout = layout


class Lingered(Message):
    """The cursor has rested on a row for a while, and what takes longer to find has been found."""

    def __init__(self, preview: Preview) -> None:
        """Everything about the row, and what is like it."""
        super().__init__()
        self.preview = preview


class LedgerMoved(Message):
    """Somebody wrote to the ledger; `version` is its new data version."""

    def __init__(self, version: int, line: int | None = None) -> None:
        """Keep the version, to tell the next change; and the newest line of the log, where somebody asked for it."""
        super().__init__()
        self.version = version
        self.line = line


class Trouble(Message):
    """Something a person has to know, with its remedy."""

    def __init__(self, error: CommitmentsError, *, quiet: bool = False) -> None:
        """The error as it was raised; `quiet` when nobody had asked, so that one line is enough."""
        super().__init__()
        self.error = error
        self.quiet = quiet
