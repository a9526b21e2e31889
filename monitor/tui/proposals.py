"""Due dates to propose where a reviewer accepts a target whose date nobody can be sure of."""

import re
from dataclasses import dataclass
from datetime import date

from commitments.doubts import worded
from commitments.i18n import _
from commitments.ledger import Entry
from commitments.periods import plan
from commitments.target import Kind

_YEAR = re.compile(r"(20\d\d)年")
_PLAN = re.compile(r"[“\"]?十([四五六七])五[”\"]?")
_NUMBERS = {"四": 14, "五": 15, "六": 16, "七": 17}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A day, and what it rests on, in words."""

    day: date
    why: str


def proposed_due(entry: Entry) -> Proposal | None:
    """The date to ask about before a target is taken into care; None where there is nothing to ask.

    A date that the reading itself doubts is asked about; a target without a date is offered the end of what the title
    of its document speaks of, unless it is a pledge, which has no date by nature.
    """
    due = entry.target.due
    if due.day is not None:
        return Proposal(due.day, worded(due.confirm)) if due.confirm else None
    if entry.target.kind is Kind.PLEDGE and due.text is None:
        return None
    return _of_title(entry.document.title or "")


def _of_title(title: str) -> Proposal | None:
    if match := _PLAN.search(title):
        return Proposal(plan(_NUMBERS[match[1]]).last, _("文件标题：“{words}”末").format(words=match[0].strip('“”"')))
    if match := _YEAR.search(title):
        return Proposal(date(int(match[1]), 12, 31), _("文件标题：{words}末").format(words=match[0]))
    return None
