"""What `duban show` says of a target's life: closing, what took its place, pauses, moves, remarks, turns."""

from typing import TYPE_CHECKING, Any

from commitments.codes import code_of
from commitments.i18n import _
from monitor.safe_text import one_line
from monitor.session import Session
from monitor.words import word

if TYPE_CHECKING:
    from commitments.ledger import Entry

_TURNS_SHOWN = 6


def life_lines(session: Session, entry: "Entry") -> list[str]:
    """One line for each thing that happened to the target beside its review; nothing where nothing did."""
    ledger = session.services.ledger
    facts = [*_closing(entry), *_pauses(entry)]
    facts += [
        (
            _("延期"),
            _("{old} → {new}，{reason}（{approver} 批准）").format(
                old=move.old_due or "—", new=move.new_due, reason=move.reason, approver=move.approver
            ),
        )
        for move in ledger.extensions(entry.id)
        if not move.struck
    ]
    facts += [(_("批示"), f"{one.leader}：{one.said}") for one in ledger.remarks(entry.id)]
    turns = [turn for turn in ledger.occurrences(entry.id) if turn.open][:_TURNS_SHOWN]
    if turns:
        facts.append((_("待定各期"), "、".join(str(turn.due) for turn in turns)))
    return [f"  {name}  {one_line(value)}" for name, value in facts]


def _closing(entry: "Entry") -> list[tuple[str, str]]:
    closing = entry.closing
    if closing is None:
        return []
    if entry.waiting:
        words = _("{verdict}（{who} 提出，待另一人确认）").format(
            verdict=word(closing.verdict), who=closing.proposed_by
        )
        facts = [(_("拟定"), f"{words} {closing.reason}")]
    elif closing.self_verified:
        facts = [(_("核定"), _("{who} 自行核定").format(who=closing.proposed_by))]
    else:
        people = {"who": closing.proposed_by, "second": closing.confirmed_by}
        facts = [(_("核定"), _("{who} 提出，{second} 确认").format(**people))]
    if closing.superseded_by is not None:
        facts.append((_("改由"), code_of(closing.superseded_by)))
    return facts


def _pauses(entry: "Entry") -> list[tuple[str, str]]:
    facts = []
    if entry.acknowledged:
        taken = "、".join(one.unit or one.recorded_by for one in entry.acknowledged)
        facts.append((_("签收"), taken))
    if entry.snoozed_until is not None:
        words = _("提醒到 {day} 再发（第 {n} 次）").format(day=entry.snoozed_until, n=entry.snoozes)
        facts.append((_("暂缓"), words))
    return facts


def life_record(session: Session, entry: "Entry") -> dict[str, Any]:
    """The same for scripts."""
    ledger, closing = session.services.ledger, entry.closing
    return {
        "closing": None
        if closing is None
        else {
            "verdict": closing.verdict.value,
            "reason": closing.reason,
            "proposed_by": closing.proposed_by,
            "confirmed_by": closing.confirmed_by,
            "self_verified": closing.self_verified,
            "superseded_by": None if closing.superseded_by is None else code_of(closing.superseded_by),
            "waiting": entry.waiting is not None,
        },
        "acknowledged": [one.unit for one in entry.acknowledged],
        "snoozed_until": entry.snoozed_until.isoformat() if entry.snoozed_until else None,
        "snoozes": entry.snoozes,
        "extensions": [
            {
                "old": move.old_due.isoformat() if move.old_due else None,
                "new": move.new_due.isoformat(),
                "reason": move.reason,
                "approver": move.approver,
            }
            for move in ledger.extensions(entry.id)
            if not move.struck
        ],
        "remarks": [{"leader": one.leader, "said": one.said} for one in ledger.remarks(entry.id)],
        "occurrences": [
            {"scheduled": turn.scheduled.isoformat(), "due": turn.due.isoformat(), "verdict": turn.verdict.value}
            for turn in ledger.occurrences(entry.id)
        ],
    }
