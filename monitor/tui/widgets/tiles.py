"""The headline of a dashboard: its most wanted numbers, side by side, as many lines as the width needs."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from monitor.tui.glyphs import glyph
from monitor.tui.widgets.card import Card, Number

GAP = 1  # cells between two tiles


@dataclass(frozen=True, slots=True)
class Tile:
    """A word and its number, and what is said behind it."""

    label: str
    number: Number
    behind: str = ""
    style: str = "card--number"

    @property
    def cells(self) -> int:
        """How wide it is, with the place of the cursor."""
        return 1 + cell_len(self.label) + 1 + cell_len(self.number.text) + cell_len(self.behind)


class TilesCard(Card):
    """Tiles in reading order; the card has no title of its own."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Without tiles."""
        super().__init__("", id=id)
        self._tiles: Sequence[Tile] = ()
        self._at = 0

    def show(self, tiles: Sequence[Tile]) -> None:
        """Show other tiles; the cursor stays where it was."""
        self._tiles = tiles
        self._settle()
        self.refresh(layout=True)

    def _laid(self, width: int) -> list[list[int]]:
        """The tiles of each line."""
        laid: list[list[int]] = [[]]
        used = 0
        for index, tile in enumerate(self._tiles):
            if laid[-1] and used + tile.cells > width:
                laid.append([])
                used = 0
            laid[-1].append(index)
            used += tile.cells + GAP
        return laid

    @property
    def lines(self) -> int:
        """As many as the width needs."""
        return len(self._laid(max(1, self.size.width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """The lines alone: there is no title."""
        return len(self._laid(max(1, width)))

    def render_line(self, y: int) -> Strip:
        """One line, exactly as wide as the card."""
        return self.paint(y, self.size.width).adjust_cell_length(self.size.width, self.rich_style)

    def chosen(self) -> Number | None:
        """The number under the cursor."""
        return self._tiles[self._at].number if self._tiles else None

    def action_move(self, rows: int) -> None:
        """Go to the tile below (or above), as far along the line."""
        laid = self._laid(self.size.width)
        line = next((n for n, tiles in enumerate(laid) if self._at in tiles), 0)
        wanted = laid[max(0, min(line + rows, len(laid) - 1))]
        if wanted:
            self._at = wanted[min(laid[line].index(self._at), len(wanted) - 1)]
        self._settle()

    def action_step(self, columns: int) -> None:
        """Go some tiles to the right (or left)."""
        self._at += columns
        self._settle()

    def action_edge(self, end: int) -> None:
        """Go to the first tile or the last."""
        self._at = len(self._tiles) - 1 if end else 0
        self._settle()

    def point(self, x: int, y: int) -> None:
        """Put the cursor on the tile that lies there."""
        laid = self._laid(self.size.width)
        left = 0
        for index in laid[y + 1] if y + 1 < len(laid) else ():
            left += self._tiles[index].cells + GAP
            if x < left:
                self._at = index
                break
        self._settle()

    def _settle(self) -> None:
        self._at = max(0, min(self._at, len(self._tiles) - 1))
        self.refresh()

    def paint(self, y: int, width: int) -> Strip:
        """One line of tiles."""
        laid, segments = self._laid(width), [Segment("", self.rich_style)]
        for index in laid[y] if y < len(laid) else ():
            tile = self._tiles[index]
            under = self.has_focus and index == self._at
            segments += [
                Segment(glyph("cursor") if under else " ", self.style("card--cursor" if under else "")),
                Segment(tile.label + " ", self.style("card--label")),
                Segment(tile.number.text, self.style("card--cursor" if under else tile.style)),
                Segment(tile.behind + " " * GAP, self.style("card--muted")),
            ]
        return Strip(segments)
