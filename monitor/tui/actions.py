"""Every action a person can take, once: bindings, footer, help and command palette are all read from this table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from commitments.i18n import _
from monitor.tui.modes import MODES
from monitor.words import N_


class Scope(StrEnum):
    """Where an action is at home."""

    LIST = "list"
    AGENDA = "agenda"
    APP = "app"
    FORM = "form"


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
    "space": "空格",
    "asterisk": "*",
    "colon": ":",
    "fullwidth_colon": "：",
}


def key_name(key: str) -> str:
    """How a key is written in footer and help: ^p, /, PgDn."""
    return _KEY_NAMES.get(key) or key.replace("ctrl+", "^")


# A letter has a Ctrl twin for hands that left the input method on; none of them is taken by terminals or tmux.
ACTIONS: tuple[Action, ...] = (
    Action("down", Scope.LIST, ("j", "down"), N_("下"), N_("下一条"), "move(1)", palette=False),
    Action("up", Scope.LIST, ("k", "up"), N_("上"), N_("上一条"), "move(-1)", palette=False),
    Action("page_down", Scope.LIST, ("pagedown",), N_("下页"), N_("下一屏"), "page(1)", palette=False),
    Action("page_up", Scope.LIST, ("pageup",), N_("上页"), N_("上一屏"), "page(-1)", palette=False),
    Action("first", Scope.LIST, ("g", "home"), N_("首"), N_("第一条"), "edge(0)", palette=False),
    Action("last", Scope.LIST, ("G", "end"), N_("末"), N_("最后一条"), "edge(1)", palette=False),
    Action("choose", Scope.LIST, ("enter",), N_("看"), N_("原文铺满（双击也行）"), palette=False),
    Action("accept", Scope.AGENDA, ("a", "ctrl+a"), N_("收"), N_("收入台账，转到下一条"), rank=1),
    Action("reject", Scope.AGENDA, ("x", "ctrl+x"), N_("退"), N_("退回：不算承诺，再按数字选理由"), rank=2),
    Action("evidence", Scope.AGENDA, ("r", "ctrl+r"), N_("记进展"), N_("记一条进展证据"), rank=3),
    Action("judge", Scope.AGENDA, ("f", "ctrl+f"), N_("结论"), N_("下结论，或确认另一人的结论（销号）"), rank=4),
    Action("extend", Scope.AGENDA, ("d", "ctrl+d"), N_("延期"), N_("延期：新时限、理由、批准人"), rank=5),
    Action("snooze", Scope.AGENDA, ("z",), N_("暂缓"), N_("暂缓提醒到某日，须有理由；时限不变"), rank=11),
    Action("acknowledge", Scope.AGENDA, ("b",), N_("签收"), N_("登记责任单位已签收"), rank=12),
    Action("vouch", Scope.AGENDA, ("c",), N_("采信"), N_("采信预览里第一条待采信的证据或证据建议"), rank=13),
    Action("refuse", Scope.AGENDA, ("X",), N_("否定"), N_("否定预览里第一条证据建议，不再提出"), rank=14),
    Action("undo", Scope.AGENDA, ("u", "ctrl+u", "ctrl+z"), N_("撤销"), N_("撤销上一个决定（记为一条撤销）"), rank=6),
    Action("mark", Scope.AGENDA, ("space",), N_("标记"), N_("标记或取消标记；收、退作用于全部标记"), rank=15),
    Action("mark_all", Scope.AGENDA, ("asterisk",), N_("全标"), N_("标记筛选出的全部条目，再按取消"), rank=16),
    Action("unmark", Scope.AGENDA, ("U",), N_("清标记"), N_("取消全部标记")),
    Action(
        "go_to_code",
        Scope.AGENDA,
        ("colon", "fullwidth_colon"),
        N_("找编号"),
        N_("按编号跳到一条：C000417 或 417"),
        rank=17,
    ),
    Action(
        "filter",
        Scope.AGENDA,
        ("slash", "fullwidth_solidus", "ideographic_comma"),
        N_("筛选"),
        N_("按词筛选：逾期 单位:财政局 时限<2025-12-31 -类型:任务"),
        rank=7,
    ),
    Action("sort", Scope.AGENDA, ("s",), N_("排序"), N_("换排序：时限、文件顺序、可信度"), rank=10),
    Action("source", Scope.AGENDA, ("o", "ctrl+o"), N_("原文"), N_("原文铺满，再按一次还原"), rank=9),
    Action("preview", Scope.AGENDA, ("p",), N_("预览"), N_("收起或展开预览"), rank=18),
    Action("scroll_down", Scope.AGENDA, ("J",), N_("原文下滚"), N_("预览向下滚"), "scroll_source(3)", palette=False),
    Action("scroll_up", Scope.AGENDA, ("K",), N_("原文上滚"), N_("预览向上滚"), "scroll_source(-3)", palette=False),
    Action("reload", Scope.AGENDA, ("R",), N_("重载"), N_("重新排列：已处理的条目归位"), rank=19),
    Action(
        "switch",
        Scope.AGENDA,
        ("tab", "shift+tab"),
        N_("换区"),
        N_("在清单和原文之间切换"),
        "app.focus_next",
        palette=False,
    ),
    Action("back", Scope.AGENDA, ("escape",), N_("返回"), N_("离开筛选或原文，回到清单"), palette=False),
    *(
        Action(f"{mode.name}_mode", Scope.APP, (mode.key,), mode.title, mode.long, f"mode('{mode.name}')")
        for mode in MODES
    ),
    Action("help", Scope.APP, ("question_mark", "fullwidth_question_mark"), N_("帮助"), N_("所有按键"), rank=8),
    Action("command_palette", Scope.APP, ("ctrl+p",), N_("命令"), N_("按名称找命令"), rank=20, palette=False),
    Action("quit", Scope.APP, ("q",), N_("退出"), N_("退出；所有决定都已写入台账"), "leave_app", rank=21),
    Action("save", Scope.FORM, ("ctrl+s",), N_("保存"), N_("保存并转到下一条"), palette=False),
    Action("next_field", Scope.FORM, ("tab",), N_("下栏"), N_("下一栏"), "app.focus_next", palette=False),
    Action("previous_field", Scope.FORM, ("shift+tab",), N_("上栏"), N_("上一栏"), "app.focus_previous", palette=False),
    Action("leave", Scope.FORM, ("escape",), N_("返回"), N_("关上表单，草稿留着"), palette=False),
)

WHILE_WRITING = frozenset({"back", "command_palette"})
NOT_WHILE_WRITING = (
    frozenset(action.run.partition("(")[0] for action in ACTIONS if action.scope is not Scope.FORM) - WHILE_WRITING
)
ORDERED_IN_FORMS = frozenset({"next_field", "previous_field"})

SCOPE_TITLES = {
    Scope.LIST: N_("移动"),
    Scope.AGENDA: N_("处理与查看"),
    Scope.APP: N_("到处可用"),
    Scope.FORM: N_("表单里"),
}


# Scopes whose actions can be wanted at the same time, so that their keys must differ.
_SHARED = (Scope.LIST, Scope.APP)
TOGETHER = (
    *((*_SHARED, scope) for scope in Scope if scope not in {*_SHARED, Scope.FORM}),
    (Scope.FORM,),
)


def of(*scopes: Scope) -> tuple[Action, ...]:
    """The actions of some scopes, in the order of the table."""
    return tuple(action for action in ACTIONS if action.scope in scopes)


def bindings(scope: Scope) -> list[Binding]:
    """The key bindings of one scope; identified by action id, so that a key map can move them.

    Outside forms they come before the focused widget, so that keys typed ahead act in the order they were typed;
    screens let letters through while somebody writes (`allowed`). In a form ^s must wait for the letters before it.
    """
    return [
        Binding(
            ",".join(action.keys),
            action.run,
            action.short,
            show=False,
            id=action.id,
            priority=scope is not Scope.FORM or action.id in ORDERED_IN_FORMS,
        )
        for action in of(scope)
    ]


def allowed(action: str, focused: Widget | None) -> bool:
    """Whether a key may act now: while somebody writes into a field, letters are letters."""
    return not isinstance(focused, Input) or action not in NOT_WHILE_WRITING


def key_of(name: str) -> str:
    """The key of the action of this id, as people write it."""
    return next(action.key for action in ACTIONS if action.id == name)


def footer(*scopes: Scope) -> Iterator[tuple[str, str]]:
    """Key and word of the actions of some scopes for the footer, most wanted first, in the language in use."""
    ranked = sorted((action for action in of(*scopes) if action.rank), key=lambda action: action.rank)
    return ((action.key, _(action.short)) for action in ranked)
