"""The modes of the app: a digit, a name, and where its screen is built. A screen more is one file and one line here."""

from dataclasses import dataclass

from monitor.words import N_


@dataclass(frozen=True, slots=True)
class Mode:
    """One screen of the app with its own stack, cursor and filter."""

    key: str  # the digit that leads there
    name: str
    title: str  # msgid, for the header
    long: str  # msgid, for help and palette
    screen: str  # module:factory under monitor.tui.screens; the factory takes the services, and is imported late


REVIEW = "review"
LEDGER = "ledger"
DASHBOARD = "dashboard"
TIMELINE = "timeline"
DOCUMENTS = "documents"
ACTIVITY = "activity"
OUTBOX = "outbox"

MODES: tuple[Mode, ...] = (
    Mode("1", REVIEW, N_("核查"), N_("核查：待核条目，可信的在前"), "agenda:review_screen"),
    Mode("2", LEDGER, N_("台账"), N_("台账：在册条目，紧迫的在前"), "agenda:ledger_screen"),
    Mode("3", DASHBOARD, N_("总览"), N_("总览：按期率、逾期、到期，每个数都能点开"), "dashboard:dashboard_screen"),
    Mode("4", TIMELINE, N_("时间轴"), N_("时间轴：哪天到期多少，按日、按年、按单位"), "timeline:timeline_screen"),
    Mode("5", DOCUMENTS, N_("文档"), N_("文档：导入、重读，每份找到多少、在册多少"), "documents:documents_screen"),
    Mode("6", ACTIVITY, N_("日志"), N_("日志：谁在什么时候做了什么，能撤的可撤"), "activity:activity_screen"),
    Mode("7", OUTBOX, N_("通知"), N_("通知：待发、已发、没发成的消息和渠道"), "outbox:outbox_screen"),
)


def mode_of(name: str) -> Mode:
    """The mode of this name; raises KeyError for an unknown one."""
    return {mode.name: mode for mode in MODES}[name]
