"""Conditions about the life of a target: who answers for it, when it was promised, moved, closed and last heard of."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select

from commitments.document import ReferenceBasis
from commitments.filter_terms import DayIs, Field, MovedIs, NamedIs, Unheard
from commitments.ledger.hydration import LEAD
from commitments.ledger.life_tables import closing
from commitments.ledger.tables import document, event, evidence, owner, target
from commitments.periods import ONE_DAY

BY_MACHINE = ("reread", "timing", "occurrences")  # actions that leave a target untouched by people
Condition = ColumnElement[bool]
T = TypeVar("T", int, date)

_OTHER = owner.alias()
# Who answers has the first of the roles that are named: lead comes before support.
ANSWERING_ROLE = select(func.min(_OTHER.c.role)).where(_OTHER.c.target_id == target.c.id).scalar_subquery()
HAS_LEAD = select(_OTHER.c.target_id).where(_OTHER.c.target_id == owner.c.target_id, _OTHER.c.role == LEAD).exists()
NAMES_SOMEBODY = select(_OTHER.c.target_id).where(_OTHER.c.target_id == target.c.id).exists()

CLOSED_AT = func.coalesce(closing.c.confirmed_at, closing.c.proposed_at)
COUNTS = and_(evidence.c.accepted_at.is_not(None), evidence.c.struck_at.is_(None))
PROMISED_ON = func.coalesce(
    document.c.signed,
    document.c.published,
    case((document.c.reference_basis != ReferenceBasis.NUMBER, document.c.reference)),
)  # the rule of promises.promise_day


def of_life(test: NamedIs | DayIs | MovedIs | Unheard) -> Condition:
    """The condition that a test of the life of a target means."""
    match test:
        case NamedIs(field, names):
            return of_unit(field, lambda name: name.in_(names))
        case DayIs():
            return on_day(test)
        case MovedIs(sign, times):
            return _compared(target.c.times_moved, sign, times, times)
        case Unheard():
            return not_(_observed())


def of_unit(field: Field, fits: Callable[[ColumnElement[str]], Condition]) -> Condition:
    """Targets for which a unit answers, or with which it helps beside a lead, where its name `fits`."""
    named = select(owner.c.target_id).where(fits(owner.c.name))
    if field is Field.HELPS:
        return target.c.id.in_(named.where(owner.c.role != LEAD, HAS_LEAD))
    first = select(func.min(_OTHER.c.role)).where(_OTHER.c.target_id == owner.c.target_id).scalar_subquery()
    issued = select(document.c.id).where(fits(func.coalesce(document.c.issuer, "")))
    by_default = and_(target.c.document_id.in_(issued), not_(NAMES_SOMEBODY))
    return or_(target.c.id.in_(named.where(owner.c.role == first)), by_default)


def on_day(test: DayIs) -> Condition:
    """Targets that were promised for, closed on, or heard of on certain days."""
    first, last = test.days.start, test.days.last
    match test.field:
        case Field.ORIGINAL:
            due = target.c.original_due
            return and_(due.is_not(None), _compared(due, test.sign, first, last))
        case Field.CLOSED:
            return target.c.id.in_(select(closing.c.target_id).where(_closed(test.sign, first, last)))
        case Field.TOUCHED:
            return _touched(test.sign, first, last)
        case _:
            return _heard(test.sign, first, last)


def _compared(column: ColumnElement[T], sign: str, first: T, last: T) -> Condition:
    match sign:
        case "<":
            return column < first
        case "<=":
            return column <= last
        case ">":
            return column > last
        case ">=":
            return column >= first
        case _:
            return column.between(first, last)


def _closed(sign: str, first: date, last: date) -> Condition:
    """Closings that stand, by the moment of their confirmation; days are those of the log, UTC."""
    stands = closing.c.target_id.in_(select(target.c.id).where(target.c.standing == 1))
    begins, ends = _midnight(first), _midnight(last) + timedelta(days=1)
    match sign:
        case "<":
            return and_(stands, begins > CLOSED_AT)
        case "<=":
            return and_(stands, ends > CLOSED_AT)
        case ">":
            return and_(stands, ends <= CLOSED_AT)
        case ">=":
            return and_(stands, begins <= CLOSED_AT)
        case _:
            return and_(stands, begins <= CLOSED_AT, ends > CLOSED_AT)


def _touched(sign: str, first: date, last: date) -> Condition:
    """A person did something on these days; with < and <= nobody since, and the document was there before."""
    begins, ends = _midnight(first), _midnight(last) + timedelta(days=1)
    match sign:
        case "<" | "<=":
            end = begins if sign == "<" else ends
            there = target.c.document_id.in_(select(document.c.id).where(document.c.added_at < end))
            return and_(not_(_by_people(event.c.at >= end)), there)
        case ">" | ">=":
            return _by_people(event.c.at >= (ends if sign == ">" else begins))
        case _:
            return _by_people(event.c.at >= begins, event.c.at < ends)


def _by_people(*when: Condition) -> Condition:
    its_own = (event.c.target_id == target.c.id, event.c.action.not_in(BY_MACHINE))
    return select(event.c.id).where(*its_own, *when).exists()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _heard(sign: str, first: date, last: date) -> Condition:
    if sign in {"<", "<="}:
        return silent_since(first if sign == "<" else last + ONE_DAY)
    seen = evidence.c.observed_on
    return _observed(_compared(seen, sign, first, last))


def silent_since(day: date) -> Condition:
    """Nothing that counts was observed on `day` or later, and the promise, or what was observed, is older than it."""
    promised_before = target.c.document_id.in_(select(document.c.id).where(day > PROMISED_ON))
    return and_(not_(_observed(evidence.c.observed_on >= day)), or_(_observed(), promised_before))


def _observed(*when: Condition) -> Condition:
    return select(evidence.c.target_id).where(evidence.c.target_id == target.c.id, COUNTS, *when).exists()
