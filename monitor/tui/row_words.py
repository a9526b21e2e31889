"""What a list says of a target, in a few words each."""

from commitments.evidence import Review, Verdict
from commitments.i18n import _
from commitments.ledger import Closing
from monitor.digest import Line
from monitor.safe_text import one_line
from monitor.tui.glyphs import glyph, signs
from monitor.words import quantity_words, value_words, word

# None of these glyphs is two cells wide in any terminal, so that the columns to their right stay in line.
_STATES = {
    Review.CANDIDATE: "candidate",
    Review.TRACKED: "tracked",
    Review.REJECTED: "rejected",
    Verdict.MET: "closed_well",
    Verdict.MET_LATE: "closed_well",
    Verdict.PARTLY: "closed_well",
    Verdict.MISSED: "closed_badly",
    Verdict.WITHDRAWN: "closed_badly",
    Verdict.UNMEASURABLE: "closed_badly",
}


def state_words(line: Line) -> str:
    """Glyph and word of where a target stands: the verdict once there is one, else a proposed one, else the review.

    A verdict that has lost its ground says that it is to be looked at again.
    """
    if line.revisit is not None:
        return f"{glyph('candidate')} {_('待复查')}"
    if line.entry.waiting is not None:
        return f"{glyph('waiting')} {_('待确认')}"
    state = line.entry.verdict if line.entry.closed else line.entry.review
    return f"{glyph(_STATES[state])} {word(state)}"


def relative_words(line: Line) -> str:
    """How far the due date is away: 逾期7天, 今天, 3天后; nothing without a date."""
    if line.days is None:
        return ""
    if line.days == 0:
        return _("今天")
    if line.days > 0:
        return _("{n}天后").format(n=line.days)
    return _("过期{n}天").format(n=-line.days) if line.entry.closed else _("逾期{n}天").format(n=-line.days)


def promise_words(line: Line) -> str:
    """What was promised, on one line: metric and quantity where both are known, else the quote."""
    target = line.entry.target
    if target.metric and target.quantity:
        return signs(one_line(f"{target.metric} {quantity_words(target.quantity)}"))
    return one_line(target.quote)


def latest_words(line: Line) -> str:
    """The newest observed value with its unit; the day of the note where no value was observed."""
    latest = line.entry.latest
    if latest is None:
        return ""
    if latest.value is None:
        return f"{latest.observed_on:%m-%d}"
    return value_words(latest.value, latest.unit)


def proposal_words(closing: Closing) -> str:
    """Who proposed which verdict, when, and why."""
    said = _("{who} {day} 提出：{verdict}（{reason}）").format(
        who=closing.proposed_by,
        day=f"{closing.proposed_at:%m-%d}",
        verdict=word(closing.verdict),
        reason=closing.reason,
    )
    return one_line(said)
