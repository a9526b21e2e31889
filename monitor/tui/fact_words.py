"""What is known of one target, in words: unit, metric, due date and where it comes from, doubts, evidence."""

from collections.abc import Iterator
from decimal import Decimal

from commitments.codes import code_of
from commitments.doubts import worded
from commitments.i18n import _
from commitments.ledger import Observation
from commitments.ledger.findings_values import Suggestion
from commitments.progress import Progress
from commitments.target import Basis, Target
from monitor.safe_text import one_line
from monitor.tui.actions import key_of
from monitor.tui.doubt_words import open_doubts, short_doubts
from monitor.tui.gauge import gauge, percent
from monitor.tui.glyphs import glyph, signs
from monitor.tui.pressing import Urgency
from monitor.tui.provider import Preview
from monitor.tui.row_words import proposal_words, relative_words, state_words
from monitor.tui.urgency import urgency_of
from monitor.words import quantity_words, revisit_words, value_words, word

EVIDENCE_SHOWN = 3
GAUGE_CELLS = 10
Fact = tuple[str, str, str]  # label, words, style


def summary(preview: Preview) -> str:
    """What the list does not say, on one line: what waits to be decided, due date and its words, doubts, units."""
    entry = preview.line.entry
    found = short_doubts(entry.target)
    doubts = f"{glyph('doubt')} {' '.join(found)}" if found else ""
    parts = (entry.code, _undecided(preview), due_words(preview), doubts, "、".join(preview.line.units))
    return one_line(" | ".join(part for part in parts if part))


def _undecided(preview: Preview) -> str:
    """The evidence that nobody has vouched for, which is what c and X act upon; else the proposal that waits."""
    waiting, found = preview.line.entry.waiting, preview.to_decide
    if isinstance(found, Suggestion):
        return _("建议 {words}").format(words=suggestion_words(found))
    if found is not None:
        return evidence_words(found)
    return proposal_words(waiting) if waiting is not None else ""


def _promise(target: Target) -> str:
    if target.quantity is None:
        return one_line(target.metric or word(target.kind))
    return signs(one_line(f"{target.metric or ''} {quantity_words(target.quantity)}"))


def due_words(preview: Preview) -> str:
    """The due date, the words it was read from, what they rest on, and whether it was moved."""
    entry, due = preview.line.entry, preview.line.entry.target.due
    day = entry.due.isoformat() if entry.due else _("无时限")
    source = f" ← “{one_line(due.text)}”" if due.text else ""
    moved = _("，原 {day}").format(day=entry.original_due) if entry.times_moved else ""
    by_hand = due.basis is Basis.EXPLICIT and not due.text
    return f"{day}{source} ({_('核查时填写') if by_hand else word(due.basis)}{moved})"


def facts(preview: Preview) -> Iterator[Fact]:
    """Label, words and style of everything worth knowing, most wanted first."""
    line, entry, target = preview.line, preview.line.entry, preview.line.entry.target
    yield _("编号"), f"{entry.code}  {state_words(line)}  {relative_words(line)}".strip(), "bold"
    yield from _conclusion(preview)
    yield _("责任"), _owners(preview), ""
    yield _("指标"), _promise(target), "bold"
    if line.progress is not None:
        yield _("进展"), progress_words(line.progress, target.quantity.unit if target.quantity else None), ""
    yield _("时限"), due_words(preview), ""
    if (found := urgency_of(line)) is not None:
        yield _("紧迫"), urgency_words(found), ""
    yield from _time(preview)
    yield from _findings(preview)
    if preview.alike:
        likeness = "  ".join(f"{code_of(one.target_id)} {one.score:.2f}".replace(" 0.", " .") for one in preview.alike)
        yield _("相似"), likeness + _("  [{key} 并入]").format(key=key_of("merge")), "$text-warning"
    yield _("性质"), f"{word(target.kind)}，{word(target.strength)}，" + _confidence(target), ""
    for doubt in open_doubts(target):
        yield "⚠", one_line(worded(doubt)), "$text-warning"
    yield _("文件"), _source(preview), ""


def _conclusion(preview: Preview) -> Iterator[Fact]:
    """What was proposed, concluded or sent back, by whom and why."""
    entry, revisit = preview.line.entry, preview.line.revisit
    if revisit is not None:
        yield _("待复查"), revisit_words(revisit), "$text-warning"
    if entry.waiting is not None:
        yield _("待确认"), proposal_words(entry.waiting), "$text-warning"
    elif entry.closed:
        yield _("结论"), _closing_words(preview), "$text-success"
    if entry.reject_reason:
        yield _("理由"), word(entry.reject_reason), ""


def _closing_words(preview: Preview) -> str:
    entry, closing = preview.line.entry, preview.line.entry.closing
    if closing is None:
        return one_line(f"{word(entry.verdict)}：{entry.verdict_reason}")
    said = _("{who} 提出").format(who=closing.proposed_by)
    checked = _("自行核定") if closing.self_verified else _("{who} 确认").format(who=closing.confirmed_by)
    return one_line(f"{word(entry.verdict)}：{entry.verdict_reason}（{said}，{checked}）")


def _time(preview: Preview) -> Iterator[Fact]:
    """What was done about time: moves of the due date, rests, notes taken."""
    entry = preview.line.entry
    for move in preview.extensions[:1]:
        words = _("{day} → {new}，{reason}，{who} 批准").format(
            day=move.old_due or _("无时限"), new=move.new_due, reason=move.reason, who=move.approver
        )
        yield _("延期"), one_line(words), ""
    for rest in preview.snoozes[-1:]:
        words = _("到 {day}，{reason}（第 {n} 次）").format(day=rest.until, reason=rest.reason, n=entry.snoozes)
        yield _("暂缓"), one_line(words), ""
    if entry.acknowledged:
        noted = [f"{one.unit or one.recorded_by} {one.recorded_at:%m-%d}" for one in entry.acknowledged]
        yield _("签收"), one_line("、".join(noted)), ""


def _findings(preview: Preview) -> Iterator[Fact]:
    """Evidence that people recorded, then what documents report and nobody has judged yet."""
    for n, observation in enumerate(preview.evidence[:EVIDENCE_SHOWN]):
        style = "$text-success" if observation.counts else "$text-warning"
        yield _("证据") if n == 0 else "", evidence_words(observation), style
    if len(preview.evidence) > EVIDENCE_SHOWN:
        yield "", _("另有 {n} 条").format(n=len(preview.evidence) - EVIDENCE_SHOWN), "dim"
    for n, suggestion in enumerate(preview.suggestions):
        own = suggestion is preview.to_decide
        keys = _("  [{yes} 采信  {no} 否定]").format(yes=key_of("vouch"), no=key_of("refuse")) if own else ""
        yield _("建议") if n == 0 else "", suggestion_words(suggestion) + keys, "$text-accent"


def evidence_words(observation: Observation) -> str:
    """One observation on one line: whether it counts, day, value, weight, note, link, file, who."""
    value = "" if observation.value is None else value_words(observation.value, observation.unit)
    accepted = "☑" if observation.counts else _("☐未采信")
    said = (observation.note, observation.link, observation.file_name, observation.recorded_by)
    parts = [accepted, observation.observed_on.isoformat(), value, word(observation.grade), *said]
    return one_line("  ".join(part for part in parts if part))


def suggestion_words(suggestion: Suggestion) -> str:
    """What a document reports, how likely it speaks of this target, and where it stands."""
    reported = suggestion.result
    score = f"{suggestion.score:.2f}".lstrip("0")
    day = reported.day.isoformat() if reported.day else _("日期不明")
    return one_line(f"{score}  {day}  “{reported.result.quote}”  {reported.document_label}")


def progress_words(progress: Progress, unit: str | None) -> str:
    """How far: share with its bar, what an even pace would show, when the trend arrives, whether it is stale."""
    parts = []
    if progress.share is not None:
        parts.append(f"{percent(progress.share)} {gauge(progress.share, GAUGE_CELLS)}")
    if progress.reached:
        parts.append(_("已达目标值"))
    elif progress.behind is not None and progress.expected is not None:
        pace = _("按序时应有 {value}") if progress.behind > 0 else _("快于序时 {value}")
        parts.append(pace.format(value=value_words(_short(progress.expected), unit)))
    if progress.projected is not None and not progress.reached:
        parts.append(_("照此 {day} 达到").format(day=progress.projected))
    if progress.stale:
        parts.append(_("⚠ 久未更新"))
    return "，".join(parts)


def urgency_words(found: Urgency) -> str:
    """The number and the parts that it is made of, those that are nothing left out."""
    parts = (
        (_("时限"), found.due),
        (_("逾期"), found.late),
        (_("约束"), found.weight),
        (_("无近证"), found.silent),
        (_("延过期"), found.moved),
    )
    said = " + ".join(f"{name}{points:.1f}" for name, points in parts if points)
    return f"{found.total:.1f} = {said}"


def _short(value: Decimal) -> Decimal:
    """At most two digits behind the point, and no zeros at the end."""
    return Decimal(f"{round(value, 2).normalize():f}")


def _owners(preview: Preview) -> str:
    owners = preview.line.entry.target.owners
    if not owners:
        issuer = preview.line.entry.document.issuer
        return _("未写明（发文：{issuer}）").format(issuer=issuer) if issuer else _("未写明")
    support = _("配合 {units}").format(units="、".join(owners.support)) if owners.support else ""
    return one_line(" ".join(part for part in ("、".join(owners.lead), support) if part))


def _confidence(target: Target) -> str:
    return _("可信 {n}").format(n=f"{target.confidence:.2f}".lstrip("0"))


def _source(preview: Preview) -> str:
    document = preview.line.entry.document
    return one_line(" ".join(part for part in (document.number, document.label) if part))
