"""The registry of actions."""

from collections import Counter
from importlib import import_module
from pkgutil import walk_packages

from textual.binding import Binding
from textual.dom import DOMNode
from textual.widgets import Input

import monitor.tui
from monitor.tui.actions import ACTIONS, TOGETHER, Scope, allowed, footer, key_name, of
from monitor.tui.app import ReviewApp
from monitor.tui.screens.help import help_lines


def test_an_action_has_one_name_and_a_key_one_meaning() -> None:
    """Two actions on one key would make one of them unreachable."""
    assert [name for name, times in Counter(action.id for action in ACTIONS).items() if times > 1] == []
    for scopes in TOGETHER:
        keys = Counter(key for action in of(*scopes) for key in action.keys)
        assert [key for key, times in keys.items() if times > 1] == []


def _homes() -> dict[str, list[type]]:
    """The classes that bind each action, by its id."""
    homes: dict[str, list[type]] = {}
    for module in walk_packages(monitor.tui.__path__, "monitor.tui."):
        for kind in vars(import_module(module.name)).values():
            if isinstance(kind, type) and issubclass(kind, DOMNode):
                for binding in vars(kind).get("BINDINGS", ()):
                    if isinstance(binding, Binding) and binding.id:
                        homes.setdefault(binding.id, []).append(kind)
    return homes


def test_every_action_does_something() -> None:
    """A key in the help that does nothing would be a lie: whatever binds an action can run it."""
    homes = _homes()

    assert [action.id for action in ACTIONS if action.id not in homes] == []
    for action in ACTIONS:
        name = action.run.partition("(")[0]
        for home in [ReviewApp] if name.startswith("app.") else homes[action.id]:
            assert hasattr(home, f"action_{name.removeprefix('app.')}"), (action.id, home)


def test_no_action_hides_behind_a_key_that_terminals_use_themselves() -> None:
    """Ctrl+h, i, j and m are backspace, tab, newline and enter on the wire; Alt chords arrive as other characters."""
    keys = {key for action in ACTIONS for key in action.keys}

    assert not keys & {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+w", "ctrl+n", "ctrl+t", "ctrl+b"}
    assert not any(key.startswith("alt+") for key in keys)


def test_full_width_marks_work_beside_their_plain_ones() -> None:
    """Whoever types Chinese has ？ and ／ under the fingers."""
    plain = {"fullwidth_question_mark": "question_mark", "fullwidth_solidus": "slash", "fullwidth_colon": "colon"}
    for action in ACTIONS:
        for wide, narrow in plain.items():
            assert (wide in action.keys) == (narrow in action.keys), action.id


def test_footer_and_help_are_read_from_the_registry() -> None:
    """What is not in the table is shown nowhere, and the table is shown in whole."""
    assert next(footer(Scope.AGENDA, Scope.APP)) == ("a", "收")
    shown = "\n".join(line.plain for line in help_lines())
    assert [action.id for action in ACTIONS if action.long not in shown] == []


def test_letters_are_letters_while_somebody_writes() -> None:
    """Only leaving the field, and the palette, keep their keys."""
    assert not allowed("accept", Input())
    assert allowed("back", Input())
    assert allowed("accept", None)


def test_keys_are_written_as_people_write_them() -> None:
    """^p, not ctrl+p."""
    assert [key_name(key) for key in ("ctrl+p", "slash", "pagedown", "G")] == ["^p", "/", "PgDn", "G"]
