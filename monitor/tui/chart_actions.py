"""The actions of dashboard and timeline; part of the registry in `actions`."""

from monitor.tui.action import Action, Scope
from monitor.words import N_

CHART_ACTIONS: tuple[Action, ...] = (
    Action("chart_down", Scope.CHART, ("j", "down"), N_("下"), N_("下一行"), "move(1)", palette=False),
    Action("chart_up", Scope.CHART, ("k", "up"), N_("上"), N_("上一行"), "move(-1)", palette=False),
    Action("chart_left", Scope.CHART, ("h", "left"), N_("左"), N_("左边的数，或前一天"), "step(-1)", palette=False),
    Action("chart_right", Scope.CHART, ("l", "right"), N_("右"), N_("右边的数，或后一天"), "step(1)", palette=False),
    Action("chart_first", Scope.CHART, ("g", "home"), N_("首"), N_("第一个数"), "edge(0)", palette=False),
    Action("chart_last", Scope.CHART, ("G", "end"), N_("末"), N_("最后一个数"), "edge(1)", palette=False),
    Action(
        "chart_open",
        Scope.CHART,
        ("enter",),
        N_("看条目"),
        N_("在台账里看这个数所数的条目（双击也行）"),
        "choose",
        1,
        palette=False,
    ),
    Action("next_card", Scope.DASHBOARD, ("tab",), N_("下一块"), N_("下一块"), "app.focus_next", rank=2, palette=False),
    Action(
        "last_card", Scope.DASHBOARD, ("shift+tab",), N_("上一块"), N_("上一块"), "app.focus_previous", palette=False
    ),
    Action(
        "dashboard_filter",
        Scope.DASHBOARD,
        ("slash", "fullwidth_solidus", "ideographic_comma"),
        N_("口径"),
        N_("只数符合筛选的条目：单位:财政局"),
        "filter",
        3,
    ),
    Action("dashboard_reload", Scope.DASHBOARD, ("R",), N_("重数"), N_("重新计数"), "reload", 9),
    Action("dashboard_back", Scope.DASHBOARD, ("escape",), N_("返回"), N_("离开筛选"), "back", palette=False),
    Action("next_month", Scope.TIMELINE, ("right_square_bracket",), N_("下月"), N_("下一月"), "month(1)"),
    Action("last_month", Scope.TIMELINE, ("left_square_bracket",), N_("上月"), N_("上一月"), "month(-1)"),
    Action("today", Scope.TIMELINE, ("t",), N_("今天"), N_("回到今天"), rank=3),
    Action("year", Scope.TIMELINE, ("y",), N_("全年"), N_("全年，再按一次回到月"), "look('year')", 4),
    Action("lanes", Scope.TIMELINE, ("v",), N_("泳道"), N_("各单位的泳道，再按一次回到月"), "look('lanes')", 5),
    Action(
        "timeline_switch", Scope.TIMELINE, ("tab", "shift+tab"), N_("换区"), N_("在日历和当日清单之间切换"), "switch", 2
    ),
    Action("later", Scope.TIMELINE, ("shift+right",), N_("改期"), N_("改后一天（要写理由）"), "shift(1)", 6),
    Action("earlier", Scope.TIMELINE, ("shift+left",), N_("提前"), N_("改前一天（要写理由）"), "shift(-1)"),
    Action(
        "timeline_extend", Scope.TIMELINE, ("d", "ctrl+d"), N_("延期"), N_("延期：新时限、理由、批准人"), "extend", 7
    ),
    Action("timeline_evidence", Scope.TIMELINE, ("r", "ctrl+r"), N_("记进展"), N_("记一条进展证据"), "evidence", 7),
    Action(
        "timeline_undo", Scope.TIMELINE, ("u", "ctrl+z"), N_("撤销"), N_("撤销上一个决定（记为一条撤销）"), "undo", 8
    ),
    Action(
        "timeline_filter",
        Scope.TIMELINE,
        ("slash", "fullwidth_solidus", "ideographic_comma"),
        N_("筛选"),
        N_("只看符合筛选的条目：单位:财政局"),
        "filter",
        9,
    ),
    Action("timeline_reload", Scope.TIMELINE, ("R",), N_("重载"), N_("重新读取"), "reload", 10),
    Action(
        "timeline_back", Scope.TIMELINE, ("escape",), N_("返回"), N_("离开筛选或清单，回到日历"), "back", palette=False
    ),
)
