"""What each state is called on screen, in reports and in messages: one word, one thing (CONTRIBUTING, words)."""

from datetime import UTC, date
from decimal import Decimal
from enum import StrEnum

from commitments.document import Place, PlaceKind
from commitments.evidence import Grade, RejectReason, Review, Verdict
from commitments.i18n import _
from commitments.ledger import OutboxState
from commitments.ledger.findings_values import Revisit, Unsettled
from commitments.target import Basis, Comparator, Kind, Quantity, Strength
from commitments.timing import Timing
from monitor.safe_text import one_line


def word(value: StrEnum) -> str:
    """The word a person reads for a member of one of our enumerations, in the language in use."""
    return _(_WORDS[value])


def unit_words(unit: str) -> str:
    """A responsible unit on one line, or that nobody is named."""
    return one_line(unit) or _("未写明责任单位")


def cause_words(revisit: Revisit | None) -> str:
    """Why a verdict is to be looked at again; "" where it is not."""
    return _("、").join(map(word, revisit.causes)) if revisit else ""


def revisit_words(revisit: Revisit | None) -> str:
    """The same with the day since when: “所依证据已作废（2025-11-18 起）”."""
    if revisit is None:
        return ""
    return _("{causes}（{day} 起）").format(causes=cause_words(revisit), day=revisit.since.astimezone(UTC).date())


def uncovered_words(targets: int, records: int) -> tuple[str, ...]:
    """What was entered before the log vouched for it: a sentence each for targets and for all else."""
    told = (
        (targets, N_("有 {n} 项目标是早先收录的，记录没有为其读数作证，未核对")),
        (records, N_("有 {n} 条文件、单位、证据等记录是早先登记的，记录没有为其内容作证，未核对")),
    )
    return tuple(_(said).format(n=f"{count:,}") for count, said in told if count)


def place_words(place: Place) -> str:
    """Where in a file something stands: “第 3 页”, “单元格 任务分工!B7”, “表 2 第 7 行”, “附件 分工表.xlsx”."""
    match place.kind:
        case PlaceKind.PAGE:
            return _("第 {number} 页").format(number=place.label)
        case PlaceKind.CELL:
            return _("单元格 {cell}").format(cell=place.label)
        case PlaceKind.TABLE:
            table, _colon, row = place.label.partition(":")
            return _("表 {table} 第 {row} 行").format(table=table, row=row)
        case PlaceKind.PART:
            return _("附件 {name}").format(name=place.label)


def quantity_words(quantity: Quantity) -> str:
    """A quantity as people write it: “≥ 4500 家”, “≥ 4.6 万标箱”, “3—5 家”, “前 5 名”."""
    value, unit = _scaled(quantity.value, quantity.unit or "")
    match quantity.comparator:
        case Comparator.BETWEEN if quantity.high is not None:
            high, high_unit = _scaled(quantity.high, quantity.unit or "")
            low = value if unit == high_unit else f"{value} {unit}"
            return f"{low}—{high} {high_unit}".rstrip()
        case Comparator.RANK:
            return _("前 {n} 名").format(n=value)
        case Comparator.ORDER:
            return _("{n} {unit}级").format(n=value, unit=unit)
        case Comparator.CHANGE:
            return f"{quantity.value:+f} {quantity.unit or ''}".rstrip()
        case _:
            return f"{_SIGNS.get(quantity.comparator, '')} {value} {unit}".strip()


def day_words(day: date) -> str:
    """A day with its weekday: 2025-11-21 周五."""
    return f"{day.isoformat()} {_(_WEEKDAYS[day.weekday()])}"


def value_words(value: Decimal, unit: str | None) -> str:
    """A number as people write it: “4.6 万标箱”, “300 亿元”, “120 个”."""
    return " ".join(part for part in _scaled(value, unit or "") if part)


def _scaled(value: Decimal, unit: str) -> tuple[str, str]:
    """A value in 亿 or 万 of its unit where that is how it is written: shorter, and exact to two decimals."""
    for size, name in _SCALES:
        share = value / size
        if abs(share) >= 1 and share == round(share, 2):
            return f"{share.normalize():f}", name + unit
    return f"{value:f}", unit


_SCALES = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))

_SIGNS = {
    Comparator.AT_LEAST: "≥",
    Comparator.ABOVE: ">",
    Comparator.EQUAL: "=",
    Comparator.AT_MOST: "≤",
    Comparator.BELOW: "<",
    Comparator.ABOUT: "≈",
}


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a message for the catalogue without translating it yet."""
    return message


_WEEKDAYS = (N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"))

_WORDS: dict[StrEnum, str] = {
    Timing.UNDATED: N_("无时限"),
    Timing.AHEAD: N_("未到期"),
    Timing.NEAR: N_("临期"),
    Timing.DUE: N_("今日到期"),
    Timing.OVERDUE: N_("逾期"),
    Timing.CLOSED: N_("已销号"),
    Unsettled.EVIDENCE: N_("所依证据已作废"),
    Unsettled.READING: N_("承诺的读法有变"),
    Kind.QUANTIFIED: N_("量化目标"),
    Kind.MILESTONE: N_("里程碑"),
    Kind.TASK: N_("任务"),
    Kind.PLEDGE: N_("承诺"),
    Strength.BINDING: N_("约束"),
    Strength.PLANNED: N_("计划"),
    Strength.ASPIRATIONAL: N_("力争"),
    Strength.DIRECTIONAL: N_("导向"),
    Basis.EXPLICIT: N_("原文明示"),
    Basis.RELATIVE: N_("按基准日推算"),
    Basis.INHERITED: N_("承上文"),
    Basis.NONE: N_("未写明"),
    Review.CANDIDATE: N_("待核"),
    Review.TRACKED: N_("在册"),
    Review.REJECTED: N_("已退"),
    Verdict.OPEN: N_("待核查"),
    Verdict.MET: N_("已兑现"),
    Verdict.MET_LATE: N_("逾期兑现"),
    Verdict.PARTLY: N_("部分兑现"),
    Verdict.MISSED: N_("未兑现"),
    Verdict.WITHDRAWN: N_("已调整"),
    Verdict.UNMEASURABLE: N_("无法衡量"),
    Grade.ANNOUNCEMENT: N_("宣布"),
    Grade.DOCUMENT: N_("正式文件"),
    Grade.RECORD: N_("实施记录"),
    Grade.INDEPENDENT: N_("独立数据"),
    RejectReason.NOT_A_COMMITMENT: N_("不是承诺"),
    RejectReason.ALREADY_DONE: N_("已完成的成绩"),
    RejectReason.NOT_CHECKABLE: N_("无从核查"),
    RejectReason.DUPLICATE: N_("重复"),
    RejectReason.OTHERS: N_("他人之事"),
    RejectReason.WRONG_READING: N_("识别有误"),
    OutboxState.READY: N_("待发"),
    OutboxState.SENDING: N_("发送中"),
    OutboxState.DELIVERED: N_("已送达"),
    OutboxState.ACCEPTED: N_("已受理"),
    OutboxState.UNCERTAIN: N_("未确认"),
    OutboxState.DEAD: N_("未发成"),
    OutboxState.SUPERSEDED: N_("已取代"),
    OutboxState.EXPIRED: N_("已过期"),
    OutboxState.CANCELLED: N_("已撤下"),
}
