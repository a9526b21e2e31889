"""Every action a person can take, once: bindings, footer, help and command palette are all read from this table."""

from collections.abc import Iterator

from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from commitments.i18n import _
from monitor.tui.action import Action, Scope, key_name, use_keys
from monitor.tui.chart_actions import CHART_ACTIONS
from monitor.tui.modes import LEDGER, MODES, REVIEW
from monitor.tui.record_actions import RECORD_ACTIONS
from monitor.words import N_

__all__ = [
    "ACTIONS",
    "TOGETHER",
    "Action",
    "Scope",
    "allowed",
    "bindings",
    "footer",
    "key_name",
    "key_of",
    "of",
    "use_keys",
]

# A letter has a Ctrl twin for hands that left the input method on; none of them is taken by terminals or tmux.
ACTIONS: tuple[Action, ...] = (
    Action("down", Scope.LIST, ("j", "down"), N_("下"), N_("下一条"), "move(1)", palette=False),
    Action("up", Scope.LIST, ("k", "up"), N_("上"), N_("上一条"), "move(-1)", palette=False),
    Action("page_down", Scope.LIST, ("pagedown",), N_("下页"), N_("下一屏"), "page(1)", palette=False),
    Action("page_up", Scope.LIST, ("pageup",), N_("上页"), N_("上一屏"), "page(-1)", palette=False),
    Action("first", Scope.LIST, ("g", "home"), N_("首"), N_("第一条"), "edge(0)", palette=False),
    Action("last", Scope.LIST, ("G", "end"), N_("末"), N_("最后一条"), "edge(1)", palette=False),
    Action(
        "choose", Scope.LIST, ("enter",), N_("看"), N_("原文铺满（双击也行）；在分组标题上收起或展开"), palette=False
    ),
    *CHART_ACTIONS,
    *RECORD_ACTIONS,
    Action("accept", Scope.AGENDA, ("a", "ctrl+a"), N_("收"), N_("收入台账，转到下一条"), rank=1),
    Action("reject", Scope.AGENDA, ("x", "ctrl+x"), N_("退"), N_("退回：不算承诺，再按数字选理由"), rank=2),
    Action("evidence", Scope.AGENDA, ("r", "ctrl+r"), N_("记进展"), N_("记一条进展证据"), rank=3),
    Action("judge", Scope.AGENDA, ("f", "ctrl+f"), N_("结论"), N_("下结论，或确认另一人的结论（销号）"), rank=4),
    Action("extend", Scope.AGENDA, ("d", "ctrl+d"), N_("延期"), N_("延期：新时限、理由、批准人"), rank=5),
    Action("snooze", Scope.AGENDA, ("z",), N_("暂缓"), N_("暂缓提醒到某日，须有理由；时限不变"), rank=11),
    Action("edit", Scope.AGENDA, ("e", "ctrl+e"), N_("改"), N_("更正识别：指标、数量、时限、单位……"), rank=6),
    Action("merge", Scope.AGENDA, ("m",), N_("并"), N_("并入相似的一条；有标记时，标记的并入这一条"), rank=12),
    Action("split", Scope.AGENDA, ("S",), N_("拆"), N_("拆成几条"), rank=24),
    Action("assign", Scope.AGENDA, ("b",), N_("转派"), N_("换牵头单位；有标记时作用于全部标记"), rank=13),
    Action("acknowledge", Scope.AGENDA, ("t",), N_("签收"), N_("登记责任单位已签收"), rank=12),
    Action("vouch", Scope.AGENDA, ("c",), N_("采信"), N_("采信预览里第一条待采信的证据或证据建议"), rank=13),
    Action("refuse", Scope.AGENDA, ("X",), N_("否定"), N_("否定预览里第一条证据建议，不再提出"), rank=14),
    Action("undo", Scope.AGENDA, ("u", "ctrl+u", "ctrl+z"), N_("撤销"), N_("撤销上一个决定（记为一条撤销）"), rank=6),
    Action("mark_range", Scope.AGENDA, ("V",), N_("段标"), N_("标记一段：首行按一次，末行再按一次")),
    Action("mark", Scope.AGENDA, ("space",), N_("标记"), N_("标记或取消标记；收、退作用于全部标记"), rank=15),
    Action("mark_all", Scope.AGENDA, ("asterisk",), N_("全标"), N_("标记筛选出的全部条目，再按取消"), rank=16),
    Action("unmark", Scope.AGENDA, ("U",), N_("清标记"), N_("取消全部标记")),
    Action(
        "filter",
        Scope.AGENDA,
        ("slash", "fullwidth_solidus", "ideographic_comma"),
        N_("筛选"),
        N_("按词筛选：逾期 单位:财政局 时限<2025-12-31 -类型:任务"),
        rank=7,
    ),
    Action("sort", Scope.AGENDA, ("s",), N_("排序"), N_("换排序：时限、紧迫（台账里）、文件顺序、可信度"), rank=10),
    Action("next_view", Scope.AGENDA, ("right_square_bracket",), N_("下视图"), N_("下一个视图"), "view(1)", rank=18),
    Action("last_view", Scope.AGENDA, ("left_square_bracket",), N_("上视图"), N_("上一个视图"), "view(-1)"),
    Action("save_view", Scope.AGENDA, ("W",), N_("存视图"), N_("把筛选存为视图；没有筛选时删除一个视图")),
    Action(
        "copy_citation", Scope.AGENDA, ("y", "ctrl+y"), N_("复制"), N_("复制引文和出处"), "copy('citation')", rank=22
    ),
    Action("copy_row", Scope.AGENDA, ("Y",), N_("复制行"), N_("复制这一行，制表符分隔"), "copy('row')"),
    Action("open_link", Scope.AGENDA, ("O",), N_("链接"), N_("在浏览器里打开最近证据的链接")),
    Action("next_hit", Scope.AGENDA, ("n",), N_("下一处"), N_("原文里下一处引文，或下一处查到的"), "hit(1)"),
    Action("last_hit", Scope.AGENDA, ("N",), N_("上一处"), N_("原文里上一处"), "hit(-1)"),
    Action("columns", Scope.AGENDA, ("w",), N_("列"), N_("选清单里的列"), rank=20),
    Action("export", Scope.AGENDA, ("E",), N_("导出"), N_("导出筛选出的或标记的条目：CSV、XLSX、JSON"), rank=23),
    Action("history", Scope.AGENDA, ("l",), N_("记录"), N_("看这一条的操作日志"), rank=21),
    Action("source", Scope.AGENDA, ("o", "ctrl+o"), N_("原文"), N_("原文铺满，再按一次还原"), rank=9),
    Action("preview", Scope.AGENDA, ("p", "F"), N_("预览"), N_("收起或展开预览"), rank=18),
    Action("divide", Scope.AGENDA, ("vertical_line",), N_("分栏"), N_("换分栏：照常、对半、预览为主、只有清单")),
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
    Action(
        "back",
        Scope.AGENDA,
        ("escape",),
        N_("返回"),
        N_("离开筛选或原文，回到清单；筛选没有结果时看全部"),
        palette=False,
    ),
    Action("go_to_line", Scope.SOURCE, ("g",), N_("跳行"), N_("跳到原文第几行"), palette=False),
    *(
        Action(f"{mode.name}_mode", Scope.APP, (mode.key,), mode.title, mode.long, f"mode('{mode.name}')")
        for mode in MODES
    ),
    Action(
        "go_to_code",
        Scope.APP,
        ("colon", "fullwidth_colon"),
        N_("去"),
        N_("跳到编号、视图或界面：C000417、417、逾期、台账"),
        rank=17,
    ),
    Action("last_mode", Scope.APP, ("minus",), N_("上一界面"), N_("回到上一个界面")),
    Action("jump", Scope.APP, ("ctrl+g",), N_("跳区"), N_("按字母跳到一个区域"), palette=False),
    Action("help", Scope.APP, ("question_mark", "fullwidth_question_mark"), N_("帮助"), N_("所有按键"), rank=8),
    Action("command_palette", Scope.APP, ("ctrl+p",), N_("命令"), N_("按名称找命令"), rank=20, palette=False),
    Action("quit", Scope.APP, ("q",), N_("退出"), N_("退出；所有决定都已写入台账"), "leave_app", rank=21),
    Action("save", Scope.FORM, ("ctrl+s",), N_("保存"), N_("保存并转到下一条"), palette=False),
    Action("next_field", Scope.FORM, ("tab",), N_("下栏"), N_("下一栏"), "app.focus_next", palette=False),
    Action("previous_field", Scope.FORM, ("shift+tab",), N_("上栏"), N_("上一栏"), "app.focus_previous", palette=False),
    Action("jump_field", Scope.FORM, ("ctrl+g",), N_("跳栏"), N_("按字母跳到一栏"), "app.jump_field", palette=False),
    Action("leave", Scope.FORM, ("escape",), N_("返回"), N_("关上表单，草稿留着"), palette=False),
    Action("pick_file", Scope.EVIDENCE, ("ctrl+o",), N_("选文件"), N_("在文件夹里选附件"), palette=False),
    Action(
        "close_too", Scope.EVIDENCE, ("f8",), N_("办结"), N_("保存时同时申请办结（已兑现或逾期兑现）"), palette=False
    ),
)

IN_SHEETS = frozenset({Scope.FORM, Scope.EVIDENCE})
WHILE_WRITING = frozenset({"back", "command_palette", "jump"})
NOT_WHILE_WRITING = (
    frozenset(action.run.partition("(")[0] for action in ACTIONS if action.scope not in IN_SHEETS) - WHILE_WRITING
)

# What is seldom wanted in a mode: its keys act there too, but the footer leaves their place to others.
SELDOM = {
    REVIEW: frozenset({"evidence", "judge", "extend", "snooze", "acknowledge", "vouch", "refuse"}),
    LEDGER: frozenset({"accept", "reject", "merge", "split"}),
}

SCOPE_TITLES = {
    Scope.LIST: N_("移动"),
    Scope.CHART: N_("图表里"),
    Scope.DASHBOARD: N_("总览"),
    Scope.TIMELINE: N_("时间轴"),
    Scope.AGENDA: N_("处理与查看"),
    Scope.SOURCE: N_("原文里"),
    Scope.DOCUMENTS: N_("文档"),
    Scope.ACTIVITY: N_("日志"),
    Scope.OUTBOX: N_("通知"),
    Scope.RECORDS: N_("清单与内容"),
    Scope.APP: N_("到处可用"),
    Scope.FORM: N_("表单里"),
    Scope.EVIDENCE: N_("记进展的表单里"),
}


# Scopes whose actions can be wanted at the same time, so that their keys must differ.
_SHARED = (Scope.LIST, Scope.APP)
TOGETHER = (
    (*_SHARED, Scope.AGENDA),
    (Scope.APP, Scope.AGENDA, Scope.SOURCE),
    *((*_SHARED, Scope.RECORDS, scope) for scope in (Scope.DOCUMENTS, Scope.ACTIVITY, Scope.OUTBOX)),
    (Scope.APP, Scope.CHART, Scope.DASHBOARD),
    (Scope.APP, Scope.CHART, Scope.TIMELINE),
    (*_SHARED, Scope.TIMELINE),
    (Scope.FORM, Scope.EVIDENCE),
)


def of(*scopes: Scope) -> tuple[Action, ...]:
    """The actions of some scopes, in the order of the table."""
    return tuple(action for action in ACTIONS if action.scope in scopes)


def bindings(scope: Scope) -> list[Binding]:
    """The key bindings of one scope; identified by action id, so that a key map can move them.

    They come before the focused widget, so that keys typed ahead act in the order they were typed (`key_order`);
    screens let letters through while somebody writes (`allowed`).
    """
    return [
        Binding(
            ",".join(action.keys),
            action.run,
            action.short,
            show=False,
            id=action.id,
            priority=True,
        )
        for action in of(scope)
    ]


def allowed(action: str, focused: Widget | None) -> bool:
    """Whether a key may act now: while somebody writes into a field, letters are letters."""
    return not isinstance(focused, Input) or action not in NOT_WHILE_WRITING


def key_of(name: str) -> str:
    """The key of the action of this id, as people write it."""
    return next(action.key for action in ACTIONS if action.id == name)


def footer(*scopes: Scope, mode: str = "") -> Iterator[tuple[str, str]]:
    """Key and word of the actions of some scopes for the footer, most wanted first, in the language in use."""
    shown = (action for action in of(*scopes) if action.rank and action.id not in SELDOM.get(mode, ()))
    ranked = sorted(shown, key=lambda action: action.rank)
    return ((action.key, _(action.short)) for action in ranked)
