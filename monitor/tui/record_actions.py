"""The actions of documents, activity and outbox; part of the registry in `actions`."""

from monitor.tui.action import Action, Scope
from monitor.words import N_

RECORD_ACTIONS: tuple[Action, ...] = (
    Action(
        "narrow",
        Scope.RECORDS,
        ("slash", "fullwidth_solidus", "ideographic_comma"),
        N_("筛选"),
        N_("按词筛选这张清单"),
        rank=7,
    ),
    Action("enlarge", Scope.RECORDS, ("o", "ctrl+o"), N_("铺满"), N_("右边的内容铺满，再按一次还原"), rank=9),
    Action(
        "records_divide",
        Scope.RECORDS,
        ("vertical_line",),
        N_("分栏"),
        N_("换分栏：照常、对半、右边为主、只有清单"),
        "divide",
    ),
    Action("detail_down", Scope.RECORDS, ("J",), N_("下滚"), N_("右边向下滚"), "scroll_detail(3)", palette=False),
    Action("detail_up", Scope.RECORDS, ("K",), N_("上滚"), N_("右边向上滚"), "scroll_detail(-3)", palette=False),
    Action(
        "records_switch",
        Scope.RECORDS,
        ("tab", "shift+tab"),
        N_("换区"),
        N_("在清单和右边之间切换"),
        "app.focus_next",
        palette=False,
    ),
    Action("records_back", Scope.RECORDS, ("escape",), N_("返回"), N_("离开筛选，回到清单"), "back", palette=False),
    Action("bring_in", Scope.DOCUMENTS, ("i",), N_("导入"), N_("导入文件：键入或粘贴路径、文件夹"), rank=1),
    Action("compare", Scope.DOCUMENTS, ("R", "ctrl+r"), N_("重读"), N_("重新识别这份文件：先看差异，再决定"), rank=2),
    Action("to_ledger", Scope.DOCUMENTS, ("t",), N_("看在册"), N_("看这份文件在册的条目"), rank=4),
    Action("pending", Scope.DOCUMENTS, ("p",), N_("只看待办"), N_("只看还有待核条目或待定差异的文件"), rank=5),
    Action("retry", Scope.DOCUMENTS, ("r",), N_("再试"), N_("再试没有收进来的文件"), rank=6),
    Action("stop_import", Scope.DOCUMENTS, ("x",), N_("停止"), N_("停止导入：读完手上这份；再按一次立即停"), rank=8),
    Action("forget_unread", Scope.DOCUMENTS, ("c",), N_("清除"), N_("清除没有收进来的文件的名单"), rank=10),
    Action("take_back", Scope.ACTIVITY, ("u", "ctrl+u", "ctrl+z"), N_("撤销"), N_("撤销光标处的这条记录"), rank=1),
    Action("same_person", Scope.ACTIVITY, ("w",), N_("同一人"), N_("只看这个人的记录"), "same('actor')", rank=2),
    Action("same_target", Scope.ACTIVITY, ("t",), N_("同一条"), N_("只看这个条目的记录"), "same('target')", rank=3),
    Action("same_day", Scope.ACTIVITY, ("d",), N_("同一天"), N_("只看这一天的记录"), "same('day')", rank=4),
    Action("show_all", Scope.ACTIVITY, ("U",), N_("全部"), N_("取消筛选"), rank=5),
    Action("verify", Scope.ACTIVITY, ("v",), N_("验链"), N_("核对整条记录链是否连续、未被改动"), rank=6),
    Action(
        "export_log", Scope.ACTIVITY, ("E",), N_("导出"), N_("导出筛选出的记录：CSV、XLSX、JSON"), "export", rank=15
    ),
    Action("replay", Scope.OUTBOX, ("r", "ctrl+r"), N_("重发"), N_("把没发成的消息放回待发；有标记时全部放回"), rank=1),
    Action("resolve", Scope.OUTBOX, ("f", "ctrl+f"), N_("处理"), N_("了结一条消息：已收到、再发、不再发"), rank=2),
    Action("trial", Scope.OUTBOX, ("t",), N_("试发"), N_("向这个渠道试发一条，看对方的答复"), rank=3),
    Action("resume_channel", Scope.OUTBOX, ("e",), N_("启用"), N_("恢复停用或歇停的渠道"), rank=4),
    Action("pause_all", Scope.OUTBOX, ("P",), N_("全停"), N_("暂停全部渠道；都停着时全部恢复"), rank=12),
    Action("body_shape", Scope.OUTBOX, ("b",), N_("正文"), N_("正文按原样，或一行一项"), rank=5),
    Action("next_box", Scope.OUTBOX, ("right_square_bracket",), N_("下一类"), N_("下一类消息"), "turn(1)", rank=6),
    Action("last_box", Scope.OUTBOX, ("left_square_bracket",), N_("上一类"), N_("上一类消息"), "turn(-1)"),
    Action("pick", Scope.OUTBOX, ("space",), N_("标记"), N_("标记或取消标记一条消息"), rank=10),
    Action("pick_all", Scope.OUTBOX, ("asterisk",), N_("全标"), N_("标记能重发的全部消息，再按取消"), rank=11),
)
