"""The words of a filter that lists what a figure counts, in the language in use: each figure can be looked behind."""

from collections.abc import Sequence
from datetime import date

from commitments.evidence import Verdict
from commitments.i18n import N_, _
from commitments.timing import Timing

Words = tuple[str, ...]

# Whole filter words are the messages, so that each language keeps its own keys: 结论:待核查, verdict:open.
TIMINGS = {
    Timing.OVERDUE: N_("时限状态:逾期"),
    Timing.DUE: N_("时限状态:到期"),
    Timing.NEAR: N_("时限状态:临期"),
    Timing.AHEAD: N_("时限状态:未到期"),
    Timing.UNDATED: N_("时限状态:无时限"),
    Timing.CLOSED: N_("时限状态:销号"),
}
VERDICTS = {
    Verdict.OPEN: N_("结论:待核查"),
    Verdict.MET: N_("结论:已兑现"),
    Verdict.MET_LATE: N_("结论:逾期兑现"),
    Verdict.PARTLY: N_("结论:部分兑现"),
    Verdict.MISSED: N_("结论:未兑现"),
    Verdict.WITHDRAWN: N_("结论:已调整"),
    Verdict.UNMEASURABLE: N_("结论:无法衡量"),
}
_QUOTES = (('"', '"'), ("“", "”"), ("「", "」"))
_SPECIAL = frozenset(' \t\u3000|｜"“”「」')
_NOBODY = frozenset({"无", "none"})


def timing(value: Timing) -> str:
    """Targets whose timing is this."""
    return _(TIMINGS[value])


def verdict(value: Verdict) -> str:
    """Targets with this verdict."""
    return _(VERDICTS[value])


def still_open() -> str:
    """Targets without a verdict."""
    return verdict(Verdict.OPEN)


def waiting() -> str:
    """Targets whose verdict waits for a second person."""
    return _("结论:待确认")


def judged_by_time() -> str:
    """Targets that can be on time or late: not those that were withdrawn or that nobody can measure."""
    return _("-结论:已调整|无法衡量")


def due_between(first: date | None, last: date | None) -> Words:
    """Targets due from one day to another, both inside."""
    words = []
    if first is not None:
        words.append(_("时限>={day}").format(day=first.isoformat()))
    if last is not None:
        words.append(_("时限<={day}").format(day=last.isoformat()))
    return tuple(words)


def due_on(days: str) -> str:
    """Targets due in a month or on a day, as it is typed: 2025-12, 2025-12-31."""
    return _("时限:{days}").format(days=days)


def promised_after(day: date) -> str:
    """Targets whose first date lies after a day, or that have none."""
    return _("-原定<={day}").format(day=day.isoformat())


def not_closed_by(day: date) -> str:
    """Targets that no verdict had closed by the end of a day."""
    return _("-销号<={day}").format(day=day.isoformat())


def closed_between(first: date, last: date) -> Words:
    """Targets closed from one day to another, both inside."""
    return (
        _("销号>={day}").format(day=first.isoformat()),
        _("销号<={day}").format(day=last.isoformat()),
    )


def moved() -> str:
    """Targets whose date was moved."""
    return _("延期>=1")


def silent_since(day: date) -> str:
    """Targets of which nothing was heard on a day or later."""
    return _("证据<{day}").format(day=day.isoformat())


def unheard() -> str:
    """Targets without evidence."""
    return _("证据:无")


def one(code: str) -> str:
    """One target."""
    return _("编号:{code}").format(code=code)


def these(codes: Sequence[str]) -> str:
    """Some targets, by their codes; at least one."""
    return f"id:{'|'.join(codes)}"


def answered_by(unit: str) -> str:
    """Targets for which a unit answers; "" for those for which nobody does."""
    return _("负责={unit}").format(unit=_quoted(unit))


def helped_by(unit: str) -> str:
    """Targets with which a unit helps."""
    return _("配合={unit}").format(unit=_quoted(unit))


def _quoted(unit: str) -> str:
    """A name as a filter takes it: in quotation marks that do not occur in it, where it would be misunderstood."""
    if not unit:
        return "无"
    if not _SPECIAL & set(unit) and unit not in _NOBODY:
        return unit
    marks = next(((left, right) for left, right in _QUOTES if left not in unit and right not in unit), _QUOTES[0])
    return f"{marks[0]}{unit}{marks[1]}"
