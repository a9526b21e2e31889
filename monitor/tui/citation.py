"""A target as people carry it elsewhere: its citation, its row, the address of its newest evidence."""

from commitments.i18n import _
from monitor.digest import Line
from monitor.safe_text import one_line
from monitor.tui.row_words import latest_words, promise_words, state_words


def citation(line: Line) -> str:
    """The quote with where it stands: “……”（《题名》，文号，2025-01-10，C000417）."""
    entry, document = line.entry, line.entry.document
    day = document.signed or document.published or document.reference
    title = f"《{document.title}》" if document.title else document.label
    parts = (title, document.number if document.title else None, day.isoformat() if day else None, entry.code)
    return one_line(f"“{entry.target.quote}”（{'，'.join(part for part in parts if part)}）")


def row_text(line: Line) -> str:
    """The row with tabs between its cells, as a spreadsheet takes it."""
    entry = line.entry
    due = entry.due.isoformat() if entry.due else _("无时限")
    cells = (entry.code, state_words(line), due, "、".join(line.units), promise_words(line), latest_words(line))
    return "\t".join(one_line(cell) for cell in cells)


def link_of(line: Line) -> str | None:
    """The address of the newest evidence that counts, None if it has none that a browser may be sent to."""
    latest = line.entry.latest
    link = latest.link.strip() if latest is not None else ""
    return link if link.lower().startswith(("https://", "http://")) else None
