"""Pictures of the screen."""

from commitments.ledger import Ledger
from monitor.tui.pictures import FAMILIES
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
