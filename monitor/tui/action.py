"""What an action is: its keys, where it is at home, and what it is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from commitments.i18n import _
from monitor.words import N_


class Scope(StrEnum):
    """Where an action is at home."""

    LIST = "list"
    CHART = "chart"
    DASHBOARD = "dashboard"
    TIMELINE = "timeline"
    AGENDA = "agenda"
    RECORDS = "records"
    DOCUMENTS = "documents"
    ACTIVITY = "activity"
    OUTBOX = "outbox"
    APP = "app"
    SOURCE = "source"
    FORM = "form"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Action:
    """One action: its keys, what it is called in one word, and what it does in one sentence."""

    id: str
    scope: Scope
    keys: tuple[str, ...]  # Textual's key names; the first is the one that is shown
    short: str  # msgid, for the footer
    long: str  # msgid, for help and palette
    call: str = ""  # Textual's action if it is not the id
    rank: int = 0  # place in the footer, 0 for none; the line ends where the screen does
    palette: bool = True

    @property
    def run(self) -> str:
        """Textual's action string."""
        return self.call or self.id

    @property
    def taken(self) -> tuple[str, ...]:
        """The keys in use: those of the table, or a person's own."""
        return _own.get(self.id, self.keys)

    @property
    def key(self) -> str:
        """The first key in use, as people write it."""
        return key_name(self.taken[0])


_own: dict[str, tuple[str, ...]] = {}


def use_keys(own: Mapping[str, tuple[str, ...]]) -> None:
    """Show these keys in footer, help and messages from now on, by action id; the app binds them."""
    _own.clear()
    _own.update(own)


_KEY_NAMES = {
    "slash": "/",
    "question_mark": "?",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "enter": "⏎",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "⇧Tab",
    "down": "↓",
    "up": "↑",
    "home": "Home",
    "end": "End",
    "fullwidth_question_mark": "？",
    "fullwidth_solidus": "／",
    "ideographic_comma": "、",
    "space": N_("空格"),
    "asterisk": "*",
    "left": "←",
    "right": "→",
    "shift+left": "⇧←",
    "shift+right": "⇧→",
    "minus": "-",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "colon": ":",
    "vertical_line": "|",
    "fullwidth_colon": "：",
}


def key_name(key: str) -> str:
    """How a key is written in footer and help: ^p, /, PgDn."""
    name = _KEY_NAMES.get(key)
    if key[:1] == "f" and key[1:].isdecimal():
        return key.upper()
    return _(name) if name else key.replace("ctrl+", "^")
