"""Modes 1 to 4 in high contrast, stored with their colours: a style that is lost is seen, not only a word."""

from collections.abc import Iterable
from string import ascii_letters

from rich.style import Style
from syrupy.assertion import SnapshotAssertion
from textual.strip import Strip

from tests.monitor.tui.charts import Charts, Hall

SIZES = ((120, 36), (80, 24))


def painted(strips: Iterable[Strip]) -> str:
    """Each line as text, below it a letter for the style of each run of cells, at the end what the letters mean."""
    known: dict[str, str] = {}
    lines = []
    for strip in strips:
        runs = ((segment.text, known.setdefault(_said(segment.style), _letter(known))) for segment in strip)
        told = [(text, letter) for text, letter in runs if text]
        text = "".join(text for text, _letter in told).rstrip()
        lines += [text, " ".join(f"{letter}{len(text)}" for text, letter in told)]
    return "\n".join([*lines, *(f"{letter} {said}" for said, letter in known.items())])


def _letter(known: dict[str, str]) -> str:
    return ascii_letters[len(known)]


def _said(style: Style | None) -> str:
    return "" if style is None else str(Style.combine([style, Style(meta={})]).without_color) + _colours(style)


def _colours(style: Style) -> str:
    return "".join(f" {colour.get_truecolor().hex}" for colour in (style.color, style.bgcolor) if colour is not None)


def test_in_high_contrast_modes_one_to_four_are_as_they_were(hall: Hall, snapshot: SnapshotAssertion) -> None:
    """One app serves four screens at two sizes."""
    seen: dict[str, str] = {}

    async def flow(charts: Charts) -> None:
        before, charts.app.theme = charts.app.theme, "contrast"
        try:
            for size in SIZES:
                await charts.pilot.resize_terminal(*size)
                for mode in "1234":
                    await charts.press(mode)
                    strips = charts.app.screen._compositor.render_strips()
                    seen[f"{mode} at {size[0]}x{size[1]}"] = painted(map(Strip, strips))
        finally:
            charts.app.theme = before

    hall.play(flow, mode="2", size=SIZES[0])

    assert seen == snapshot
    assert len(set(seen.values())) == len(seen)
