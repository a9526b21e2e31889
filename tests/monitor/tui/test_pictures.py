"""Pictures of the screen."""

import re

from commitments.ledger import Ledger
from monitor.tui.pictures import CELL, FAMILIES, self_contained
from scripts.pictures import PICTURES, SHOTS, SIZES
from tests.monitor.tui.desk import Desk, Drive


def test_a_picture_of_the_screen_needs_no_other_machine(filled: Ledger, drive: Drive) -> None:
    """No font, script or link from elsewhere: only the name of the SVG language itself."""

    async def flow(desk: Desk) -> None:
        svg = desk.app.export_screenshot(title="duban review")
        assert "@font-face" not in svg
        assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
        assert FAMILIES in svg
        assert "市教育局" in svg

    drive(filled, flow)


def test_every_screen_in_the_documentation_is_one_that_the_script_takes() -> None:
    """`make pictures` renews them all; none is left that nobody can take again."""
    taken = {f"{shot.name}-{width}x{height}.svg" for shot in SHOTS for width, height in SIZES}
    assert {file.name for file in PICTURES.glob("*.svg")} == taken


def test_every_run_of_characters_has_the_cells_it_has_on_the_terminal() -> None:
    """A browser squeezes a text into the length it is given: Chinese takes two cells a character, “ one."""
    words = "新增&#160;4500个“学位”&lt;"
    svg = self_contained(f'<text class="r1" x="24.4" y="44.4" textLength="1" clip-path="url(#l)">{words}</text>')

    runs = re.findall(r'x="([^"]+)" y="46" textLength="([^"]+)" lengthAdjust="spacingAndGlyphs"[^>]*>([^<]+)<', svg)
    cells = [(round(float(x) / CELL), round(float(length) / CELL), words) for x, length, words in runs]
    assert cells == [
        (2, 4, "新增"),
        (7, 4, "4500"),
        (11, 2, "个"),
        (13, 1, "“"),
        (14, 4, "学位"),
        (18, 1, "”"),
        (19, 1, "&lt;"),
    ]
