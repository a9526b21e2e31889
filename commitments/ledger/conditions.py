"""A filter, and what the calendar says, as SQL conditions. Every condition is true or false, never null."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    case,
    false,
    func,
    literal,
    not_,
    or_,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from commitments.evidence import Verdict
from commitments.filter import Among, ConfidenceIs, Contains, DueIs, Field, Filter, IdIs, Stage, Term, Test
from commitments.ledger import life_conditions
from commitments.ledger.hydration import LEAD
from commitments.ledger.life_tables import closing
from commitments.ledger.revision_tables import body_name
from commitments.ledger.search import holds
from commitments.ledger.tables import document, owner, target
from commitments.timing import Timing

OPEN, CLOSED, REJECTED = 0, 1, 2  # values of target.standing
LARGEST_ID = 2**31 - 1  # what an INTEGER of PostgreSQL holds
Condition = ColumnElement[bool]


class _position(FunctionElement[int]):  # noqa: N801 - reads as the SQL function it is
    """Where a needle starts in a text, 0 if nowhere: no wildcards, so nothing to escape."""

    type = Integer()
    inherit_cache = True


@compiles(_position, "sqlite")
def _instr(element: _position, compiler: object, **options: object) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"  # type: ignore[attr-defined]


@compiles(_position, "postgresql")
def _strpos(element: _position, compiler: object, **options: object) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"  # type: ignore[attr-defined]


def contains(text: ColumnElement[str], word: str) -> Condition:
    """`text` contains `word`; letters match in either case, and Chinese, which has none, pays nothing for it."""
    if word.upper() != word.lower():
        text, word = func.lower(text), word.lower()
    return _position(text, literal(word)) > 0


def horizon(day: date, near_days: int) -> date:
    """The last day that is still near; the end of the calendar if it lies beyond."""
    try:
        return day + timedelta(days=near_days)
    except OverflowError:
        return date.max


def timing_condition(timing: Timing, *, day: date, near_days: int) -> Condition:
    """Targets, rejected ones excluded, that have this timing on `day`; the same rule as `timing.timing_of`."""
    due, is_open = target.c.due, target.c.standing == OPEN
    match timing:
        case Timing.CLOSED:
            return target.c.standing == CLOSED
        case Timing.UNDATED:
            return and_(is_open, due.is_(None))
        case Timing.OVERDUE:
            return and_(is_open, due.is_not(None), due < day)
        case Timing.DUE:
            return and_(is_open, due.is_not(None), due == day)
        case Timing.NEAR:
            return and_(is_open, due.is_not(None), due > day, due <= horizon(day, near_days))
        case Timing.AHEAD:
            return and_(is_open, due.is_not(None), due > horizon(day, near_days))


def timing_value(*, day: date, near_days: int) -> ColumnElement[str]:
    """The timing of a target on `day`, as text; meaningless for rejected ones."""
    due = target.c.due
    return case(
        (target.c.standing != OPEN, literal(Timing.CLOSED.value)),
        (due.is_(None), literal(Timing.UNDATED.value)),
        (due < day, literal(Timing.OVERDUE.value)),
        (due == day, literal(Timing.DUE.value)),
        (due <= horizon(day, near_days), literal(Timing.NEAR.value)),
        else_=literal(Timing.AHEAD.value),
    )


def conditions(asked: Filter, *, day: date, near_days: int) -> list[Condition]:
    """The conditions that a target must meet, all of them."""
    return [_term(term, day, near_days) for term in asked.terms]


def _term(term: Term, day: date, near_days: int) -> Condition:
    condition = _test(term.test, day, near_days)
    return not_(condition) if term.negated else condition


def _test(test: Test, day: date, near_days: int) -> Condition:
    match test:
        case Among(field, values):
            return _among(field, values, day, near_days)
        case Contains(field, words):
            return or_(*(_contains(field, word) for word in words))
        case DueIs():
            return _due(test)
        case ConfidenceIs(sign, value):
            return _compared(target.c.confidence, sign, value)
        case IdIs(ids):
            return target.c.id.in_([number for number in ids if number <= LARGEST_ID])
        case _:
            return life_conditions.of_life(test)


def _among(field: Field, values: Sequence[str], day: date, near_days: int) -> Condition:
    if field is Field.TIMING:
        return or_(*(timing_condition(Timing(value), day=day, near_days=near_days) for value in values))
    if field is Field.VERDICT and Stage.WAITING in values:
        proposed = select(closing.c.target_id).where(target.c.id == closing.c.target_id).exists()
        waiting = and_(target.c.verdict == Verdict.OPEN, proposed)
        return or_(waiting, target.c.verdict.in_([value for value in values if value != Stage.WAITING]))
    return target.c[field.value].in_(values)


def _contains(field: Field, word: str) -> Condition:
    if field is Field.WORDS:
        return holds(word)
    if field in {Field.ANSWERS, Field.HELPS}:
        return life_conditions.of_unit(field, lambda name: contains(name, word))
    if field is Field.DOCUMENT:
        names = (document.c.name, document.c.title, document.c.number, document.c.issuer)
        found = or_(*(contains(func.coalesce(name, ""), word) for name in names))
        return target.c.document_id.in_(select(document.c.id).where(found))
    meant, theirs = _named(word)
    named = select(owner.c.target_id).where(owner.c.name.in_(meant))
    if field is Field.LEAD:
        return target.c.id.in_(named.where(owner.c.role == LEAD))
    # Where the text names nobody, who speaks answers for it.
    unnamed = ~select(owner.c.target_id).where(owner.c.target_id == target.c.id).exists()
    return or_(target.c.id.in_(named), and_(target.c.document_id.in_(theirs), unnamed))


def is_hopeless(connection: Connection, asked: Filter) -> bool:
    """Whether no target can meet the filter, because a word that must be in the name of a unit is in none."""
    for term in asked.terms:
        test = term.test
        if not term.negated and isinstance(test, Contains) and test.field in {Field.LEAD, Field.UNIT}:
            known = (names.exists() for word in test.words for names in _named(word))
            if not connection.execute(select(or_(*known))).scalar_one():
                return True
    return False


def _named(word: str) -> tuple[Select[str], Select[int]]:
    """The names of owners that a word means, aliases of their bodies too; and the documents of issuers it means."""
    one, same = body_name.alias(), body_name.alias()
    aliases = select(same.c.name).join(one, one.c.body_id == same.c.body_id).where(contains(one.c.name, word))
    names, speaks = _owner_names(), func.coalesce(document.c.issuer, "")
    meant = select(names.c.name).where(or_(contains(names.c.name, word), names.c.name.in_(aliases)))
    return meant, select(document.c.id).where(or_(contains(speaks, word), speaks.in_(aliases)))


def _owner_names() -> CTE:
    """Every name of an owner once, each found through the index behind the one before: units are few, owners many."""
    names = select(func.min(owner.c.name).label("name")).cte(recursive=True)
    behind = select(func.min(owner.c.name)).where(owner.c.name > names.c.name).scalar_subquery()
    return names.union_all(select(behind).where(names.c.name.is_not(None)))


def _due(test: DueIs) -> Condition:
    due, first, last = target.c.due, test.days.start, test.days.last
    match test.sign:
        case "<":
            compared = due < first
        case "<=":
            compared = due <= last
        case ">":
            compared = due > last
        case ">=":
            compared = due >= first
        case _:
            compared = due.between(first, last)
    return and_(due.is_not(None), compared)


def _compared(column: ColumnElement[float], sign: str, value: float) -> Condition:
    match sign:
        case "<":
            return column < value
        case "<=":
            return column <= value
        case ">":
            return column > value
        case ">=":
            return column >= value
        case "=":
            return column == value
        case _:
            return false()
