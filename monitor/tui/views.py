"""Named filters: those every ledger can use, and those a person has saved under a name of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from commitments.i18n import _
from monitor.tui.memory import Memory
from monitor.tui.modes import LEDGER, REVIEW
from monitor.words import N_

SECTION = "views"


@dataclass(frozen=True, slots=True)
class NamedFilter:
    """A filter under a name."""

    name: str  # in the language in use, or as a person called it
    words: str  # as people type a filter
    own: bool = False


_COMMON: dict[str, tuple[tuple[str, str], ...]] = {
    REVIEW: (
        (N_("全部"), ""),
        (N_("拿得准"), "可信>=0.9"),
        (N_("拿不准"), "可信<0.6"),
        (N_("量化"), "类型:量化"),
        (N_("无时限"), "无时限"),
    ),
    LEDGER: (
        (N_("全部"), ""),
        (N_("逾期"), "逾期"),
        (N_("7日"), "时限>=今天 时限<=+7d"),
        (N_("30日"), "时限>=今天 时限<=+30d"),
        (N_("待确认"), "待确认"),
        (N_("无时限"), "无时限"),
    ),
}


def views_of(mode: str, memory: Memory) -> Sequence[NamedFilter]:
    """The named filters of a mode, a person's own ones last."""
    common = [NamedFilter(_(name), words) for name, words in _COMMON.get(mode, _COMMON[LEDGER])]
    own = memory.section(SECTION)
    return [*common, *(NamedFilter(name, str(words), own=True) for name, words in sorted(own.items()))]


def save_view(memory: Memory, name: str, words: str) -> None:
    """Keep a filter under a name, instead of the one that had it."""
    memory.keep(SECTION, name, words)


def drop_view(memory: Memory, name: str) -> bool:
    """Forget a person's own view; False if there is none of that name."""
    known = name in memory.section(SECTION)
    memory.keep(SECTION, name, None)
    return known


def view_named(name: str, views: Sequence[NamedFilter]) -> NamedFilter | None:
    """The view somebody means: the name, else the only one that begins so; one's own come first."""
    ranked = sorted(views, key=lambda view: not view.own)
    for view in ranked:
        if view.name == name:
            return view
    begun = [view for view in ranked if view.name.startswith(name)]
    return begun[0] if name and len(begun) == 1 else None
