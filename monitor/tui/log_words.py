"""Lines of the log in words: what was done, to what, and what it said before and after."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, tzinfo
from decimal import Decimal
from enum import StrEnum
from typing import Any

from commitments.codes import code_of
from commitments.evidence import Grade, RejectReason, Review, Verdict
from commitments.i18n import _
from commitments.ledger import Event, OutboxState
from commitments.ledger.browsing_values import Logged
from commitments.target import Basis, Comparator, Kind, Strength
from commitments.timing import Timing
from monitor.safe_text import one_line
from monitor.words import N_, word
from monitor.words import value_words as quantity

NOTHING = "-"
ACTIONS: Mapping[str, str] = {  # msgids
    "enter": N_("收录文件"),
    "also_named": N_("同文异名"),
    "accept": N_("收"),
    "reject": N_("退"),
    "reopen": N_("重新打开"),
    "judge": N_("结论"),
    "propose": N_("提出结论"),
    "decline": N_("不同意结论"),
    "extend": N_("延期"),
    "snooze": N_("暂缓"),
    "remark": N_("批示"),
    "acknowledge": N_("签收"),
    "evidence": N_("进展"),
    "accept_evidence": N_("采信"),
    "strike_evidence": N_("作废证据"),
    "refuse_suggestion": N_("否定建议"),
    "edit": N_("更正"),
    "add": N_("手工添加"),
    "split": N_("拆分"),
    "unsplit": N_("撤回拆分"),
    "merge": N_("合并"),
    "reread": N_("重读"),
    "take_reading": N_("采用新读法"),
    "keep_reading": N_("保留原样"),
    "restated": N_("认定重申"),
    "not_restated": N_("不是重申"),
    "occurrence": N_("本期结论"),
    "propose_occurrence": N_("提出本期结论"),
    "occurrences": N_("续排各期"),
    "recur": N_("设定周期"),
    "timing": N_("巡检"),
    "mute": N_("静默"),
    "unmute": N_("解除静默"),
    "message": N_("处理消息"),
    "unit_add": N_("登记单位"),
    "unit_alias": N_("单位别名"),
    "unit_rename": N_("单位改名"),
    "unit_merge": N_("单位合并"),
    "unit_reach": N_("单位渠道"),
    "import": N_("导入台账"),
    "restore": N_("恢复备份"),
    "undo": N_("撤销"),
}
_COLUMNS: Mapping[str, str] = {  # msgids
    "review": N_("状态"),
    "reject_reason": N_("退回理由"),
    "verdict": N_("结论"),
    "verdict_reason": N_("结论理由"),
    "due": N_("时限"),
    "original_due": N_("原定时限"),
    "old_due": N_("原时限"),
    "new_due": N_("新时限"),
    "due_text": N_("时限原话"),
    "due_basis": N_("时限依据"),
    "times_moved": N_("延期次数"),
    "days": N_("移动天数"),
    "approver": N_("批准人"),
    "source": N_("来源"),
    "metric": N_("指标"),
    "comparator": N_("比较"),
    "value": N_("数值"),
    "value_high": N_("上限"),
    "unit": N_("单位"),
    "kind": N_("类型"),
    "strength": N_("强度"),
    "quote": N_("原文"),
    "start_offset": N_("起"),
    "end_offset": N_("止"),
    "recurrence": N_("周期"),
    "lead": N_("牵头"),
    "support": N_("配合"),
    "closing": N_("销号经过"),
    "acknowledged": N_("签收单位"),
    "until": N_("到"),
    "said": N_("说"),
    "leader": N_("领导"),
    "observed_on": N_("日期"),
    "note": N_("备注"),
    "link": N_("链接"),
    "grade": N_("分量"),
    "file": N_("文件"),
    "accepted": N_("采信"),
    "into": N_("并入或拆为"),
    "absorbed": N_("并入了"),
    "undoes": N_("撤销的记录"),
    "name": N_("名称"),
    "targets": N_("条目数"),
    "ids": N_("编号"),
    "sha256": N_("摘要"),
    "ref": N_("消息"),
    "state": N_("状态"),
    "day": N_("日期"),
    "document_id": N_("文件编号"),
    "evidence": N_("证据编号"),
    "extension": N_("延期编号"),
    "difference": N_("差异编号"),
    "confidence": N_("可信"),
    "doubts": N_("存疑"),
    "alias": N_("别名"),
    "since": N_("自何日"),
    "on": N_("自何日"),
    "filter": N_("筛选"),
    "rule": N_("周期"),
    "head": N_("封印"),
    "uncertain": N_("存疑"),
    "same": N_("不变"),
    "updated": N_("更新"),
    "added": N_("新增"),
    "dropped": N_("不再认为是承诺"),
    "differing": N_("待定差异"),
    "proposed_by": N_("提出人"),
    "proposed_at": N_("提出时间"),
    "confirmed_by": N_("确认人"),
    "confirmed_at": N_("确认时间"),
    "self_verified": N_("自行核定"),
    "superseded_by": N_("改由"),
    "reason": N_("理由"),
    "stated_value": N_("原数值"),
    "stated_unit": N_("原单位"),
}
_KINDS: Mapping[str, type[StrEnum]] = {
    "review": Review,
    "reject_reason": RejectReason,
    "verdict": Verdict,
    "kind": Kind,
    "strength": Strength,
    "grade": Grade,
    "due_basis": Basis,
    "state": OutboxState,
}
_SIGNS = {Comparator.AT_LEAST: ">=", Comparator.ABOVE: ">", Comparator.AT_MOST: "<=", Comparator.BELOW: "<"}
_NUMBERS = frozenset({"occurrence_id", "snooze", "suggestion", "result", "mute", "read"})  # of rows nobody sees
_UNTOLD = _NUMBERS | {"rules", "doubts", "due_earliest", "due_precision", "due_confirm", "sha256", "ids"}
_PRESSING = (Timing.OVERDUE, Timing.DUE, Timing.NEAR, Timing.AHEAD, Timing.UNDATED, Timing.CLOSED)
_CODES = frozenset({"into", "absorbed", "later", "earlier"})
_LONGEST = 60  # characters of one value in a line


def action_words(action: str) -> str:
    """What was done, in a word; the action's own name where nobody gave it one."""
    return _(ACTIONS[action]) if action in ACTIONS else action


def column_words(name: str) -> str:
    """What a column is called."""
    return _(_COLUMNS[name]) if name in _COLUMNS else name


def value_words(name: str, value: Any) -> str:
    """A value of the log as people say it."""
    match value:
        case None | "" | []:
            return NOTHING
        case bool():
            value = _("是") if value else _("否")
        case int() if name in _CODES:
            return code_of(value)
        case str() if name in _KINDS and value in set(_KINDS[name]):
            return word(_KINDS[name](value))
    if isinstance(value, list):
        return "、".join(value_words(name, one) for one in value)
    return _SIGNS.get(value, str(value)) if name == "comparator" else str(value)


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Column, before and after of everything that differs, in words; what was only added has no before."""
    was, now = _flat(before), _flat(after)
    for path in dict.fromkeys((*was, *now)):
        name = path[-1]
        if name in _UNTOLD or was.get(path) == now.get(path):
            continue
        old = value_words(name, was[path]) if path in was else ""
        yield column_words(name), old, value_words(name, now.get(path))


def _flat(values: Mapping[str, Any], path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """Values by their path; the values of a mapping one by one."""
    found: dict[tuple[str, ...], Any] = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            found |= _flat(value, (*path, name))
        elif value not in (None, "", False) or not path:
            found[*path, name] = value
    return found


def change_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """All changes on one line: 时限 2025-12-31 → 2026-06-30，延期次数 0 → 1."""
    parts = (
        f"{label} {one_line(was, _LONGEST)} → {one_line(now, _LONGEST)}"
        if was
        else f"{label} {one_line(now, _LONGEST)}"
        for label, was, now in changes(before, after)
    )
    return "，".join(parts)


def subject_words(line: Logged) -> str:
    """What a line is about: code and promise, else the document, else nothing."""
    if line.event.target_id is not None:
        return one_line(f"{code_of(line.event.target_id)} {line.promise}")
    return one_line(line.document) if line.event.document_id is not None else ""


def summary_words(line: Logged) -> str:
    """What a line says, as short as the list wants it: what changed most, then the reason."""
    event = line.event
    gist = _GISTS.get(event.action, _plain_gist)(event)
    return one_line("；".join(part for part in (gist, event.reason) if part))


def _plain_gist(event: Event) -> str:
    """The one or two columns that matter most, else all of them."""
    order = ("verdict", "review", "due", "reject_reason", "until", "acknowledged", "leader", "said", "name", "into")
    wanted = [name for name in order if name in event.after and event.before.get(name) != event.after[name]][:2]
    if not wanted:
        return change_words(event.before, event.after)
    return change_words(
        {name: event.before[name] for name in wanted if name in event.before},
        {name: event.after[name] for name in wanted},
    )


def _evidence_gist(event: Event) -> str:
    said, value = event.after, event.after.get("value")
    number = quantity(Decimal(value), said.get("unit")) if value is not None else ""
    grade = value_words("grade", said.get("grade"))
    parts = (number, said.get("observed_on"), said.get("note"), grade)
    return "  ".join(str(part) for part in parts if part)


def _closing_gist(event: Event) -> str:
    closing = event.after.get("closing") or event.before.get("closing") or {}
    return value_words("verdict", event.after.get("verdict") or closing.get("verdict"))


def _timing_gist(event: Event) -> str:
    counts = ((word(timing), event.after.get(timing.value)) for timing in _PRESSING)
    return "，".join(f"{name} {number:,}" for name, number in counts if number)


_GISTS: Mapping[str, Callable[[Event], str]] = {
    "evidence": _evidence_gist,
    "propose": _closing_gist,
    "judge": _closing_gist,
    "decline": _closing_gist,
    "timing": _timing_gist,
    "enter": lambda event: _("{n} 项").format(n=event.after.get("targets", 0)),
    "extend": lambda event: " → ".join(value_words("due", said.get("due")) for said in (event.before, event.after)),
    "undo": lambda event: _("第 {id} 号").format(id=event.after.get("undoes", "?")),
    "message": lambda event: f"{event.after.get('ref', '')} {value_words('state', event.after.get('state'))}",
}


def fact_words(event: Event) -> Iterator[tuple[str, str, str]]:
    """Label, before and after of everything a line says."""
    if event.action == "timing":
        told = ((word(timing), event.after.get(timing.value)) for timing in _PRESSING)
        yield from ((label, "", f"{number:,}") for label, number in told if number)
    else:
        yield from changes(event.before, event.after)


def moment_words(at: datetime, zone: tzinfo, today: date) -> str:
    """A moment in the office's own time: 11-21 17:14 of this year, 2024-11-21 of another."""
    local = at.astimezone(zone)
    return f"{local:%m-%d %H:%M}" if local.year == today.year else f"{local:%Y-%m-%d}"
