"""The lines a digest opens with: what was missed, what became of the last one, what is closed, rests or is unsure."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from commitments.i18n import _
from commitments.ledger import Ledger, OutboxMessage, OutboxState
from monitor.config import Settings
from monitor.digest import Digest, Line

SHOWN_MISSED = 5
SHOWN_CLOSED = 20
DAY = timedelta(days=1)

_UNSURE = (OutboxState.UNCERTAIN, OutboxState.SENDING)
_UNSENT = (OutboxState.READY, OutboxState.DEAD, OutboxState.EXPIRED, OutboxState.CANCELLED)


def missed_words(days_missed: Sequence[date]) -> tuple[str, ...]:
    """The days on which no digest went out, the newest of them by name."""
    if not days_missed:
        return ()
    days = "、".join(day.isoformat() for day in days_missed[-SHOWN_MISSED:])
    return (_("此前 {n} 天没有发出日报：{days}").format(n=len(days_missed), days=days),)


def last_words(last: Sequence[OutboxMessage]) -> tuple[str, ...]:
    """What became of the last digest, where it may not have arrived."""
    unsure = [row.ref for row in last if row.state in _UNSURE]
    unsent = [row.ref for row in last if row.state in _UNSENT]
    words = []
    if unsure:
        words.append(_("上一期 {refs} 未能确认送达").format(refs="、".join(unsure)))
    if unsent:
        words.append(_("上一期 {refs} 没有送达").format(refs="、".join(unsent)))
    return tuple(words)


def broken_words(ledger: Ledger, here: str) -> tuple[str, ...]:
    """Channels that cannot say for themselves that they are of no use."""
    names = [channel.name for channel in ledger.channels() if channel.state == "broken" and channel.name != here]
    return (_("通知渠道 {names} 已停用，请管理员检查").format(names="、".join(names)),) if names else ()


def closed_words(ledger: Ledger, digest: Digest, since: datetime) -> tuple[str, ...]:
    """One line for what was reminded of and has been closed since."""
    closed = [line.entry for line in digest.closed if (at := _closed_at(line)) is not None and at > since]
    told = {stage.target_id for stage in ledger.stages([entry.id for entry in closed])}
    codes = [entry.code for entry in closed if entry.id in told]
    if not codes:
        return ()
    more = "…" if len(codes) > SHOWN_CLOSED else ""
    return (_("已办结 {n} 项：{codes}").format(n=len(codes), codes="、".join(codes[:SHOWN_CLOSED]) + more),)


def revisit_words(lines: Sequence[Line]) -> tuple[str, ...]:
    """One line for verdicts that are to be looked at again, because what they rested on is not as it was."""
    if not lines:
        return ()
    codes = "、".join(line.entry.code for line in lines[:SHOWN_CLOSED]) + ("…" if len(lines) > SHOWN_CLOSED else "")
    return (_("待复查 {n} 项：{codes}").format(n=len(lines), codes=codes),)


def _closed_at(line: Line) -> datetime | None:
    closing = line.entry.closing
    return None if closing is None else closing.confirmed_at or closing.proposed_at


def resting_words(digest: Digest, muted: frozenset[int]) -> tuple[str, ...]:
    """How many are left out because their reminders rest, or because somebody muted them."""
    lines = digest.overdue + digest.due + digest.near
    resting = sum(line.entry.resting(digest.day) for line in lines)
    silent = sum(line.entry.id in muted and not line.entry.resting(digest.day) for line in lines)
    said = ((_("另有 {n} 项暂缓提醒"), resting), (_("另有 {n} 项已静默"), silent))
    return tuple(words.format(n=n) for words, n in said if n)


def calendar_words(settings: Settings, day: date) -> tuple[str, ...]:
    """Years within reach whose make-up days nobody has published."""
    years = sorted({day.year, (day + settings.review.near_days * DAY).year})
    provisional = "、".join(str(year) for year in years if settings.workdays.is_provisional(year))
    return (_("{years} 年调休安排尚未公布，工作日暂按法定节假日计").format(years=provisional),) if provisional else ()
