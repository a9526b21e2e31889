"""A person's own keys: read from a file, checked against each other, shown wherever keys are shown."""

import asyncio
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from commitments.evidence import Review
from commitments.ledger import Ledger
from monitor.clock import Clock
from monitor.config import Settings
from monitor.errors import ConfigError
from monitor.services import Services
from monitor.tui.actions import ACTIONS, use_keys
from monitor.tui.app import ReviewApp
from monitor.tui.keymap import load_keymap
from monitor.tui.screens.help import help_lines
from tests.monitor.tui.desk import TODAY, Desk


def the_file(tmp_path: Path, text: str) -> Path:
    """A key map with these lines."""
    path = tmp_path / "keys.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_keys_are_written_as_people_write_them(tmp_path: Path) -> None:
    """One or several, ^ for Ctrl, signs as they are."""
    path = the_file(tmp_path, 'accept = ["F5", "^a"]\nfilter = "&"\ngo_to_code = ","\n')

    assert load_keymap(path) == {
        "accept": ("f5", "ctrl+a"),
        "filter": ("ampersand",),
        "go_to_code": ("comma",),
    }


@pytest.mark.parametrize(
    ("text", "said", "remedy"),
    [
        ('acept = "q"', "acept", "accept"),
        ('accept = "x"', "x 同时是 accept（收）和 reject（退）", "reject"),
        ('accept = "f5"\nreject = "f5"', "F5 同时是", "reject"),
        ('accept = "ctrl+h"', "Backspace", "换一个键"),
        ('accept = "strg+a"', "strg+a", "f5"),
        ("accept = 3", "accept", "ctrl+a"),
        ("accept = []", "accept", "ctrl+a"),
        ("accept =", "TOML", "改正"),
    ],
)
def test_what_cannot_be_is_named_with_its_remedy(tmp_path: Path, text: str, said: str, remedy: str) -> None:
    """Nobody finds out by pressing a key that does something else."""
    path = the_file(tmp_path, text)
    with pytest.raises(ConfigError) as refused:
        load_keymap(path)

    assert said in refused.value.message
    assert remedy in refused.value.remedy
    assert refused.value.where == str(path)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    """With its name."""
    with pytest.raises(ConfigError) as refused:
        load_keymap(tmp_path / "none.toml")
    assert "none.toml" in str(refused.value)


def test_two_actions_may_change_places(filled: Ledger, tmp_path: Path) -> None:
    """The keys act, and footer, help and messages show them; forms have keys of their own."""
    own = load_keymap(the_file(tmp_path, 'accept = "x"\nreject = "a"\nundo = "f9"\nsave = "f2"\n'))
    services = Services(Settings(), Clock(ZoneInfo("Asia/Shanghai"), fixed_today=TODAY), filled, "王敏")
    app = ReviewApp(services, keymap=own)

    async def flow() -> None:
        async with app.run_test(size=(100, 30)) as pilot:
            desk = Desk(services, app, pilot)
            await desk.settle()
            await desk.press("x")
            assert filled.entry(1).review is Review.TRACKED
            assert "F9 撤销" in desk.said
            assert desk.lines()[-1].startswith(" x收  a退")
            await desk.press("f9", "g", "a", "1")
            assert filled.entry(1).review is Review.REJECTED
            await desk.press("r", "7", "f2")
            assert len(filled.evidence(2)) == 1
            shown = "\n".join(line.plain for line in help_lines())
            assert "  x               收入台账" in shown

    try:
        asyncio.run(flow())
    finally:
        use_keys({})


def test_every_action_can_be_given_a_key_of_its_own(tmp_path: Path) -> None:
    """The whole table as a file, each with its default: nothing clashes, nothing is lost."""
    lines = [f"{action.id} = {list(action.keys)!r}".replace("'", '"') for action in ACTIONS]

    assert load_keymap(the_file(tmp_path, "\n".join(lines))) == {action.id: action.keys for action in ACTIONS}
