"""The registry of actions."""

from collections import Counter

import pytest
from textual.widgets import Input

from monitor.tui.actions import ACTIONS, Scope, allowed, bindings, footer, key_name, of
from monitor.tui.app import ReviewApp
from monitor.tui.screens.agenda import AgendaScreen
from monitor.tui.screens.help import help_lines
from monitor.tui.widgets.virtual_table import VirtualTable


def test_an_action_has_one_name_and_a_key_one_meaning() -> None:
    """Two actions on one key would make one of them unreachable."""
    assert [name for name, times in Counter(action.id for action in ACTIONS).items() if times > 1] == []
    for scopes in ((Scope.LIST, Scope.AGENDA, Scope.APP), (Scope.FORM,)):
        keys = Counter(key for action in of(*scopes) for key in action.keys)
        assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_does_something(action: object) -> None:
    """A key in the help that does nothing would be a lie."""
    (known,) = [known for known in ACTIONS if known is action]
    homes = {Scope.LIST: VirtualTable, Scope.AGENDA: AgendaScreen, Scope.APP: ReviewApp}
    name = (known.call or known.id).partition("(")[0]
    home: type = homes.get(known.scope, ReviewApp)
    if known.scope is not Scope.FORM or name.startswith("app."):
        assert hasattr(ReviewApp if name.startswith("app.") else home, f"action_{name.removeprefix('app.')}")


def test_no_action_hides_behind_a_key_that_terminals_use_themselves() -> None:
    """Ctrl+h, i, j and m are backspace, tab, newline and enter on the wire; Alt chords arrive as other characters."""
    keys = {key for action in ACTIONS for key in action.keys}

    assert not keys & {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+w", "ctrl+n", "ctrl+t", "ctrl+b"}
    assert not any(key.startswith("alt+") for key in keys)


def test_full_width_marks_work_beside_their_plain_ones() -> None:
    """Whoever types Chinese has ？ and ／ under the fingers."""
    keys = {key: binding.id for scope in Scope for binding in bindings(scope) for key in binding.key.split(",")}

    assert keys["fullwidth_question_mark"] == keys["question_mark"] == "help"
    assert keys["fullwidth_solidus"] == keys["slash"] == "filter"


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
