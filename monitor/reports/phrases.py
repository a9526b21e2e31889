"""What a report says of one line, in words and still unescaped: every format shows the same sentences."""

from collections.abc import Mapping
from dataclasses import dataclass

from commitments.doubts import worded
from commitments.i18n import _
from commitments.ledger import DocumentEntry, Entry, Extension, Observation
from commitments.target import Basis, Owners
from commitments.timing import Timing
from monitor.digest import Line, Shift, Source
from monitor.safe_text import one_line
from monitor.words import N_, place_words, quantity_words, revisit_words, unit_words, word

_RECURRENCES = {
    "yearly": N_("每年"),
    "half-yearly": N_("每半年"),
    "quarterly": N_("每季度"),
    "monthly": N_("每月"),
    "weekly": N_("每周"),
}


# what an open, reviewed target needs next: while nothing was heard of it, and once something was
_ASKED: Mapping[Timing, tuple[str, str]] = {
    Timing.OVERDUE: (N_("请责任单位说明进展和逾期原因"), N_("请核对进展，作出结论；确需延期的，报批后登记")),
    Timing.DUE: (N_("请责任单位今日报送完成情况"), N_("请核对进展，作出结论")),
    Timing.NEAR: (N_("请责任单位报送进展"), N_("请按期完成并报送佐证")),
    Timing.AHEAD: (N_("请责任单位报送进展"), ""),
    Timing.UNDATED: (N_("请与责任单位商定完成时限"), N_("请与责任单位商定完成时限")),
    Timing.CLOSED: ("", ""),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """One line in words, each on one line and free of invisible characters; "" where there is nothing to say."""

    code: str
    state: str  # 逾期 12 天
    timing: Timing
    due: str  # 2025-12-31（“年底前”，按基准日推算）
    quote: str
    promise: str  # metric and quantity
    units: str
    document: str
    reviewed: bool
    doubts: str  # only while nobody has reviewed them
    verdict: str  # with its reason
    evidence: str  # the newest
    link: str  # of that evidence, if a browser may follow it
    source: str  # page or cell, and the headings above it
    next: str  # what is needed now
    trail: tuple[str, ...] = ()  # all its evidence, where that was asked for; then `evidence` is ""
    moves: tuple[str, ...] = ()  # of its due date, where they were asked for
    revisit: str = ""  # why its verdict is to be looked at again, and since when


def facts(
    line: Line,
    source: Source | None = None,
    trail: tuple[Observation, ...] = (),
    shifts: tuple[Shift, ...] = (),
) -> Facts:
    """Say what there is to say of a line, of the place where it stands, and of its evidence and moves if asked to."""
    entry = line.entry
    target = entry.target
    return Facts(
        code=entry.code,
        state=state_words(line),
        timing=line.timing,
        due=due_words(entry),
        quote=one_line(target.quote),
        promise=_promise_words(entry),
        units=_units_words(entry),
        document=document_words(entry.document),
        reviewed=line.reviewed,
        doubts="" if line.reviewed else one_line("；".join(worded(doubt) for doubt in target.doubts)),
        verdict=_verdict_words(entry),
        evidence=evidence_words(entry.latest) if entry.latest and not trail else "",
        link=_safe_link(entry.latest.link) if entry.latest else "",
        source=source_words(source) if source else "",
        next=next_words(line),
        trail=tuple(evidence_words(one, graded=True) for one in trail),
        moves=tuple(move_words(shift.move) for shift in shifts),
        revisit=revisit_words(line.revisit),
    )


def source_words(source: Source) -> str:
    """Where in its document a line stands: “第 3 页 · 二、重点任务 › （一）…”."""
    place = one_line(place_words(source.place)) if source.place else ""
    return " · ".join(part for part in (place, one_line(source.heading)) if part)


def next_words(line: Line) -> str:
    """What is needed next, and from whom; "" where nothing is."""
    entry = line.entry
    if line.revisit is not None:
        return _("请对照现有证据和原文，重新核定结论")
    if entry.closed:
        return ""
    if not line.reviewed:
        return _("请核查是否承诺，并核对单位和时限")
    if entry.waiting is not None:
        return _("拟定结论“{verdict}”，待第二人确认").format(verdict=word(entry.waiting.verdict))
    asked, heard = _ASKED[line.timing]
    wanted = heard if entry.latest is not None else asked
    return _(wanted) if wanted else ""


def state_words(line: Line) -> str:
    """Where a line stands against the calendar: “逾期 12 天”, “今日到期”, “还有 5 天”; its verdict once it has one."""
    if line.timing is Timing.CLOSED:
        return word(line.entry.verdict)
    if line.days is None or line.days == 0:
        return word(line.timing)
    if line.days < 0:
        return _("逾期 {n} 天").format(n=-line.days)
    return _("还有 {n} 天").format(n=line.days)


def due_words(entry: Entry) -> str:
    """The due date in force, the words it was read from, and what a reviewer should know of it."""
    due = entry.target.due
    remarks = [
        _("“{words}”").format(words=one_line(due.text)) if due.text else "",
        word(due.basis) if due.basis in (Basis.RELATIVE, Basis.INHERITED) else "",
        recurrence_words(due.recurrence),
        _("原定 {day}").format(day=entry.original_due) if entry.times_moved and entry.original_due else "",
    ]
    day = entry.due.isoformat() if entry.due else word(Basis.NONE)
    said = _("，").join(remark for remark in remarks if remark)
    return _("{day}（{remarks}）").format(day=day, remarks=said) if said else day


def recurrence_words(recurrence: str | None) -> str:
    """“每季度”, “每 10 天”; "" for what happens once."""
    if recurrence is None:
        return ""
    if recurrence in _RECURRENCES:
        return _(_RECURRENCES[recurrence])
    days = recurrence.removeprefix("every-").removesuffix("-days")
    return _("每 {n} 天").format(n=days)


def document_words(document: DocumentEntry) -> str:
    """The document as people cite it: title in 《》 and number, else who issued it when, and its file."""
    title, number, name = one_line(document.title or ""), one_line(document.number or ""), one_line(document.name)
    issued = " ".join(
        part for part in (one_line(document.issuer or ""), str(document.signed or document.published or "")) if part
    )
    if title:
        cited, remark = title if title.startswith("《") else f"《{title}》", number
    else:
        cited, remark = (number or issued, name) if number or issued else (name, "")
    return _("{title}（{number}）").format(title=cited, number=remark) if remark else cited


def move_words(move: Extension) -> str:
    """One move of a due date: from when to when, how far, why, and who allowed it."""
    why = [one_line(move.reason), _("{who} 批准").format(who=one_line(move.approver)) if move.approver else ""]
    far = "" if move.days is None else _("{days:+d} 天").format(days=move.days)
    said = _("，").join(part for part in (far, *why, one_line(move.source)) if part)
    old, new = move.old_due or word(Basis.NONE), move.new_due
    return _("{old} → {new}（{remarks}）").format(old=old, new=new, remarks=said)


def evidence_words(observation: Observation, *, graded: bool = False) -> str:
    """What was seen, when, and who recorded it; if asked for, how much it weighs."""
    value = f"{observation.value:f} {observation.unit or ''}".strip() if observation.value is not None else ""
    said = [value, one_line(observation.note), one_line(observation.link)]
    what = _("，").join(part for part in said if part)
    day, who = observation.observed_on.isoformat(), one_line(observation.recorded_by)
    if graded:
        return _("{day} {what}（{grade}，{who} 记）").format(day=day, what=what, grade=word(observation.grade), who=who)
    return _("{day} {what}（{who} 记）").format(day=day, what=what, who=who)


def _promise_words(entry: Entry) -> str:
    target = entry.target
    metric = one_line(target.metric or "")
    return f"{metric} {quantity_words(target.quantity)}".strip() if target.quantity else metric


def _units_words(entry: Entry) -> str:
    owners = entry.target.owners
    issuer = one_line(entry.document.issuer or "")
    if not owners:
        return _("发文单位 {unit}").format(unit=issuer) if issuer else unit_words("")
    return _("；").join(_named(owners))


def _named(owners: Owners) -> list[str]:
    parts = []
    if owners.lead:
        parts.append(_("牵头 {units}").format(units=_listed(owners.lead)))
    if owners.support:
        parts.append(_("责任/配合 {units}").format(units=_listed(owners.support)))
    return parts


def _listed(names: tuple[str, ...]) -> str:
    return _("、").join(one_line(name) for name in names)


def _verdict_words(entry: Entry) -> str:
    if not entry.closed:
        return ""
    reason = one_line(entry.verdict_reason)
    said = word(entry.verdict)
    return _("{verdict}：{reason}").format(verdict=said, reason=reason) if reason else said


def _safe_link(link: str) -> str:
    shown = one_line(link)
    return shown if shown.startswith(("https://", "http://")) and " " not in shown else ""
