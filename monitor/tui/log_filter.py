"""The filter of the log as people type it: 人:王敏 动作:延期 目标:C000417 日期:今天, or bare words."""

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta, tzinfo

from commitments.errors import FilterError
from commitments.i18n import _, language_in_use
from commitments.ledger.browsing_values import LogFilter
from monitor.tui.log_words import ACTIONS
from monitor.tui.typed_dates import parse_typed_date

_KEYED = re.compile(r"(?P<key>[^\W\d_]+)(?P<sign><=|>=|[:：=＝<＜>＞≤≥])(?P<value>.+)", re.DOTALL)
_SIGNS = {":": "=", "：": "=", "＝": "=", "＜": "<", "＞": ">", "≤": "<=", "≥": ">="}
_CODE = re.compile(r"[Cc]?0*(\d{1,18})")
_LARGEST = 2**31 - 1
_QUOTES = {'"': '"', "“": "”", "「": "」"}
# Names of the keys: Chinese, English, and the initials of the Chinese.
_KEYS = {
    **dict.fromkeys(("人", "谁", "who", "actor", "r"), "actor"),
    **dict.fromkeys(("动作", "action", "dz"), "action"),
    **dict.fromkeys(("目标", "条目", "编号", "target", "id", "mb", "tm", "bh"), "target"),
    **dict.fromkeys(("日期", "日", "时间", "day", "date", "rq", "sj"), "day"),
    **dict.fromkeys(("文件", "doc", "document", "wj"), "document"),
}


def parse_log_filter(words: Sequence[str], *, today: date, zone: tzinfo) -> LogFilter:
    """What the words ask for together; the last of two words about the same thing counts, except bare ones.

    Args:
        words: as typed.
        today: the day that 今天 means.
        zone: where days begin and end.

    Raises:
        FilterError: a word that nobody understands; `where` is the word.
    """
    asked = LogFilter()
    for word in words:
        keyed = _KEYED.fullmatch(word)
        if keyed is None:
            asked = replace(asked, words=(*asked.words, _unquoted(word)))
            continue
        key = _KEYS.get(keyed["key"].casefold())
        if key is None:
            raise _unknown(word, keyed["key"])
        sign = _SIGNS.get(keyed["sign"], keyed["sign"])
        if key != "day" and sign != "=":
            raise FilterError(
                _("这个筛选项不能比较大小"), where=word, remedy=_("改用冒号，例如 {key}:…").format(key=keyed["key"])
            )
        asked = (
            _of_days(asked, word, sign, keyed["value"], today, zone)
            if key == "day"
            else _BY_KEY[key](asked, word, keyed["value"])
        )
    return asked


def spelled(key: str, value: str) -> str:
    """One word of a filter as people of the language in use would type it; `key` as in `_KEYS`."""
    names = [name for name, meant in _KEYS.items() if meant == key]
    return f"{names[0] if language_in_use() == 'zh' else next(name for name in names if name.isascii())}:{value}"


def _of_actor(asked: LogFilter, _word: str, value: str) -> LogFilter:
    """Parts of a name; a space in it is typed as _ too, because spaces part the words of a filter."""
    parts = [_unquoted(part) for part in re.split(r"[|｜]", value) if part]
    return replace(asked, actors=tuple(dict.fromkeys((*parts, *(part.replace("_", " ") for part in parts)))))


def _of_action(asked: LogFilter, word: str, value: str) -> LogFilter:
    found: list[str] = []
    for part in re.split(r"[|｜]", value):
        named = [name for name, said in ACTIONS.items() if part.casefold() in (name, said, _(said).casefold())]
        if not named:
            known = " ".join(_(said) for said in ACTIONS.values())
            raise FilterError(_("没有这个动作"), where=word, remedy=_("可用的有：{known}").format(known=known))
        found += named
    return replace(asked, actions=tuple(found))


def _of_target(asked: LogFilter, word: str, value: str) -> LogFilter:
    match = _CODE.fullmatch(value)
    if match is None:
        raise FilterError(_("这不是条目编号"), where=word, remedy=_("编号写成 C000417 或 417"))
    return replace(asked, target_id=min(int(match[1]), _LARGEST))


def _of_document(asked: LogFilter, word: str, value: str) -> LogFilter:
    if not value.isdecimal():
        raise FilterError(_("这不是文件编号"), where=word, remedy=_("写成 文件:3；编号见文件清单"))
    return replace(asked, document_id=min(int(value), _LARGEST))


_BY_KEY: dict[str, Callable[[LogFilter, str, str], LogFilter]] = {
    "actor": _of_actor,
    "action": _of_action,
    "target": _of_target,
    "document": _of_document,
}


def _of_days(asked: LogFilter, word: str, sign: str, value: str, today: date, zone: tzinfo) -> LogFilter:
    day = parse_typed_date(value, today=today)
    if day is None:
        raise FilterError(_("看不懂日期"), where=word, remedy=_("写成 今天、-3d、11-18 或 2025-11-18"))
    begins, ends = _start(day, zone), _start(day + timedelta(1), zone)
    match sign:
        case "<":
            return replace(asked, before=begins)
        case "<=":
            return replace(asked, before=ends)
        case ">":
            return replace(asked, since=ends)
        case ">=":
            return replace(asked, since=begins)
        case _:
            return replace(asked, since=begins, before=ends)


def _start(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time.min, zone)


def _unquoted(word: str) -> str:
    inside = word[1:-1]
    return inside if len(word) > 2 and _QUOTES.get(word[0]) == word[-1] else word  # noqa: PLR2004 - two marks


def _unknown(word: str, key: str) -> FilterError:
    shown = ("人", "动作", "目标", "日期", "文件")
    nearest = difflib.get_close_matches(key.casefold(), _KEYS, n=1, cutoff=0.5)
    hint = _("是不是 {nearest}？").format(nearest=nearest[0]) if nearest else ""
    return FilterError(
        _("没有这个筛选项"), where=word, remedy=hint + _("可用的有：{known}").format(known=" ".join(shown))
    )
