"""A person's own keys: a TOML file of action id = key or keys, checked before the first screen is drawn.

Two actions that can be wanted at the same time never share a key; where they would, both are named.
"""

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from textual.binding import Binding
from textual.keys import Keys

from commitments.i18n import _
from monitor.errors import ConfigError
from monitor.tui.actions import ACTIONS, TOGETHER, Action, key_name

Keymap = Mapping[str, tuple[str, ...]]  # action id → Textual's key names

WIRE = {"ctrl+h": "Backspace", "ctrl+i": "Tab", "ctrl+j": "Enter", "ctrl+m": "Enter"}  # one byte for both
_MODIFIED = re.compile(r"(?:(?:ctrl|shift|super)\+)*(?P<key>[a-z0-9_]+|.)", re.DOTALL)
_KNOWN = {key.value for key in Keys} | {key for action in ACTIONS for key in action.keys}


def load_keymap(path: Path) -> Keymap:
    """Read a key map.

    Raises:
        ConfigError: the file cannot be read, names an action or a key that is none, or gives two actions one key.
    """
    where = str(path)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        remedy = _("检查 --keymap 或 screen.keymap 指向的文件")
        raise ConfigError(
            _("按键文件读不了（{why}）").format(why=error.strerror), where=where, remedy=remedy
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        remedy = _("请按 TOML 语法改正这一处")
        raise ConfigError(_("不是合法的 TOML：{why}").format(why=error), where=where, remedy=remedy) from error
    keymap = {_action(name, where): _keys(name, value, where) for name, value in table.items()}
    _refuse_clashes(keymap, where)
    return keymap


def _action(name: str, where: str) -> str:
    known = [action.id for action in ACTIONS]
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        remedy = _("是不是 {nearest}？").format(nearest=near[0]) if near else _("可用的有：{known}")
        raise ConfigError(
            _("没有名为 {name} 的动作").format(name=name), where=where, remedy=remedy.format(known=" ".join(known))
        )
    return name


def _keys(name: str, value: Any, where: str) -> tuple[str, ...]:
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not words or not all(isinstance(word, str) and word for word in words):
        raise ConfigError(
            _("{name} 后面要写一个键，或一列键").format(name=name), where=where, remedy=f'{name} = ["a", "ctrl+a"]'
        )
    return tuple(_key(name, word, where) for word in words)


def _key(name: str, written: str, where: str) -> str:
    """The name that Textual has for a key people write as a, ^a, ctrl+a, / or F5."""
    single = written if len(written) == 1 else re.sub(r"^\^", "ctrl+", written).lower()
    if single in WIRE:
        raise ConfigError(
            _("{name} 不能用 {key}：终端里它就是 {other}").format(name=name, key=written, other=WIRE[single]),
            where=where,
            remedy=_("换一个键"),
        )
    named = "comma" if single == "," else next(iter(Binding.make_bindings([Binding(single, "x")]))).key
    match = _MODIFIED.fullmatch(named)
    if match is None or not (len(single) == 1 or len(match["key"]) == 1 or _is_name(match["key"])):
        raise ConfigError(
            _("{name}：不认识 {key} 这个键").format(name=name, key=written),
            where=where,
            remedy=_("写成 a、ctrl+a、f5、enter、space 或 / 这样"),
        )
    return named


def _is_name(key: str) -> bool:
    """Whether a key is called so: by Textual, by our table, or by the name of its character."""
    if key in _KNOWN:
        return True
    try:
        return bool(unicodedata.lookup(key.replace("_", " ")))
    except KeyError:
        return False


def _refuse_clashes(keymap: Keymap, where: str) -> None:
    """Raise `ConfigError` when two actions that can be wanted at the same time would share a key."""
    for scopes in TOGETHER:
        taken: dict[str, Action] = {}
        for action in (action for action in ACTIONS if action.scope in scopes):
            for key in keymap.get(action.id, action.keys):
                other = taken.setdefault(key, action)
                if other is not action and (action.id in keymap or other.id in keymap):
                    raise _clash(key, other, action, keymap, where)


def _clash(key: str, one: Action, other: Action, keymap: Keymap, where: str) -> ConfigError:
    left = one if one.id not in keymap else other
    said = _("{key} 同时是 {one}（{one_word}）和 {other}（{other_word}）").format(
        key=key_name(key), one=one.id, one_word=_(one.short), other=other.id, other_word=_(other.short)
    )
    remedy = _('给其中一个换键，例如 {name} = "f5"').format(name=left.id)
    return ConfigError(said, where=where, remedy=remedy)
