"""How the screens look: every line exactly as wide as the terminal, and the words where they were."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from commitments.ledger import Ledger
from tests.monitor.tui.desk import Desk, Drive

PICTURES = Path(__file__).parents[3] / "docs" / "img"
SIZES = [(80, 24), (120, 36)]
STATES = {  # keys that lead there, keys that lead back
    "agenda": ((), ()),
    "reject": (("x",), ("escape",)),
    "evidence": (("r",), ("escape",)),
    "judge": (("f", "3"), ("escape",)),
    "extend": (("d",), ("escape",)),
    "filter": (("slash",), ("escape",)),
    "help": (("question_mark",), ("escape",)),
    "source": (("j", "o"), ("o", "g")),
    "list": (("p",), ("p",)),
    "accepted": (("a",), ()),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_screen_is_as_it_was(
    filled: Ledger, drive: Drive, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    """One walk through all states; each is compared as text, line by line."""
    seen: dict[str, list[str]] = {}

    async def flow(desk: Desk) -> None:
        leave: tuple[str, ...] = ()
        for name, (there, back) in STATES.items():
            await desk.press(*leave, *there)
            seen[name], leave = desk.lines(), back

    drive(filled, flow, size=size)

    for name, lines in seen.items():
        assert [line for line in lines if cell_len(line) != size[0]] == [], name
        assert len(lines) == size[1]
    assert (
        "\n".join(f"{name}\n" + "\n".join(line.rstrip() for line in lines) for name, lines in seen.items()) == snapshot
    )


@pytest.mark.parametrize(
    "size", [(40, 12), (99, 29), (100, 30), (200, 60), (20, 6)], ids=lambda size: f"{size[0]}x{size[1]}"
)
def test_no_size_breaks_a_line(filled: Ledger, drive: Drive, size: tuple[int, int]) -> None:
    """Odd terminals lose columns, never their frame."""

    async def flow(desk: Desk) -> None:
        for keys in ((), ("r",), ("escape", "question_mark")):
            await desk.press(*keys)
            assert {cell_len(line) for line in desk.lines()} == {size[0]}

    drive(filled, flow, size=size)


def test_colour_is_never_the_only_sign(filled: Ledger, drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR the cursor, the states and the quote can still be told apart."""
    monkeypatch.setenv("NO_COLOR", "1")

    async def flow(desk: Desk) -> None:
        await desk.press("a")
        assert desk.app.no_color
        text = desk.screen_text
        for sign in ("▸ ", "☐ 在册", "? 待核", "逾期7天", ">二、"):
            assert sign in text

    drive(filled, flow, alone=True)


def test_the_pictures_in_the_readme_name_no_foreign_address() -> None:
    """A picture that loads a font from elsewhere tells somebody who reads the README."""
    pictures = sorted(PICTURES.glob("review-*.svg"))

    assert [picture.name for picture in pictures] == ["review-120x36.svg", "review-80x24.svg"]
    for picture in pictures:
        assert "url(" not in picture.read_text(encoding="utf-8").replace("url(#", "")
        assert "@font-face" not in picture.read_text(encoding="utf-8")
