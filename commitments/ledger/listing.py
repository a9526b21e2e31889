"""Ids in order: asked at every key, so that a large ledger must answer at once, whatever was typed."""

from array import array
from datetime import date
from itertools import chain

from sqlalchemy import Connection, Select, func, select

from commitments.evidence import Review, Verdict
from commitments.filter import Among, Contains, DueIs, Field, Filter, Term
from commitments.ledger import search
from commitments.ledger.conditions import Condition, conditions, is_hopeless
from commitments.ledger.entries import Order, Pressure
from commitments.ledger.tables import evidence, target
from commitments.timing import Timing

COMMON = 1000  # a word that fewer targets hold is looked up, whatever the size of the ledger
_ONE_IN_SIXTY, _ONE_IN_FOUR = 64, 4  # how common a word must be to pay for walking, for a page and for all
# Undated ones last. Said like this an index can serve it on either database; NULLS LAST would be sorted by SQLite.
DUE_ORDER = (target.c.standing, target.c.due.is_(None), target.c.due, target.c.id)
RUN_ORDER = (target.c.standing, target.c.due, target.c.id)  # the same for targets that all have a date, or all none
_ORDERS = {
    # Open ones by due date run through overdue, due, near and ahead by themselves; undated follow, then the closed.
    Order.DUE: DUE_ORDER,
    Order.DOCUMENT: (target.c.document_id, target.c.start_offset, target.c.end_offset, target.c.id),
    Order.CONFIDENCE: (target.c.confidence.desc(), target.c.id),
}


def select_ids(
    connection: Connection, asked: Filter, *, day: date, near_days: int, order: Order, limit: int | None = None
) -> "array[int]":
    """Ids of the targets that meet the filter, in order; the first `limit` of them."""
    if is_hopeless(connection, asked):
        return array("q")
    wanted = conditions(asked, day=day, near_days=near_days)
    words = _words(asked)
    if not words or order is not Order.DUE:
        return ids_of(connection, select(target.c.id).where(*wanted).order_by(*_ORDERS[order]).limit(limit))
    with search.by_index(connection):
        return _search(connection, wanted, asked, words, limit)


def select_pressures(connection: Connection, asked: Filter, *, day: date, near_days: int) -> list[Pressure]:
    """What presses of the targets that meet the filter: open ones in care, in no order."""
    counting = evidence.c.accepted_at.is_not(None), evidence.c.struck_at.is_(None)
    newest = select(evidence.c.target_id, func.max(evidence.c.observed_on).label("seen")).where(*counting)
    seen = newest.group_by(evidence.c.target_id).subquery()
    columns = target.c.id, target.c.due, target.c.strength, target.c.times_moved, target.c.value.is_not(None)
    wanted = conditions(asked, day=day, near_days=near_days)
    found = connection.execute(
        select(*columns, seen.c.seen)
        .join_from(target, seen, seen.c.target_id == target.c.id, isouter=True)
        .where(target.c.review == Review.TRACKED, target.c.verdict == Verdict.OPEN, *wanted)
    )
    return [Pressure(*row) for row in found]


def ids_of(connection: Connection, statement: Select[int]) -> "array[int]":
    """The one column of ids that a statement asks for, in its order."""
    found = connection.execute(statement)
    assert found.cursor is not None
    # Past the row layer, which takes a third of the time; one by one, because all at once keep 4 MB of a large ledger.
    return array("q", chain.from_iterable(iter(found.cursor.fetchone, None)))


def _words(asked: Filter) -> list[tuple[str, ...]]:
    """The words that must stand in a target; one of each tuple."""
    return [
        term.test.words
        for term in asked.terms
        if not term.negated and isinstance(term.test, Contains) and term.test.field is Field.WORDS
    ]


def _search(
    connection: Connection, wanted: list[Condition], asked: Filter, words: list[tuple[str, ...]], limit: int | None
) -> "array[int]":
    """Look rare words up and sort what is found; for common ones walk along the order until the page is full."""
    runs = sum(_is_one_run(term) for term in asked.terms)
    order, index = (RUN_ORDER, "ix_target_agenda") if runs else (DUE_ORDER, "ix_target_order")
    statement = select(target.c.id).order_by(*order).limit(limit)
    only_page = limit is not None and len(words) + runs == len(wanted)
    if _are_common(connection, words, only_page=only_page):
        statement = statement.where(*(search.probing(condition) for condition in wanted))
        with search.unsorted(connection):
            return ids_of(connection, statement.with_hint(target, f"INDEXED BY {index}", "sqlite"))
    if len(wanted) == len(words) + runs:  # then all that is needed of a target stands in this index
        statement = statement.with_hint(target, "INDEXED BY ix_target_rank", "sqlite")
    return ids_of(connection, statement.where(*search.listing(wanted)))


def _is_one_run(term: Term) -> bool:
    """Whether all that meets the term stands together in the order of due dates, either with a date or without."""
    match term.test:
        case _ if term.negated:
            return False
        case DueIs():
            return True
        case Among(Field.TIMING, (value,)):
            return value != Timing.CLOSED
        case _:
            return False


def _are_common(connection: Connection, words: list[tuple[str, ...]], *, only_page: bool) -> bool:
    """Whether so many targets hold the words that walking along all of them is cheaper than sorting those."""
    known: int = connection.execute(select(func.coalesce(func.max(target.c.id), 0))).scalar_one()
    enough = max(COMMON, known // (_ONE_IN_SIXTY if only_page else _ONE_IN_FOUR))
    return search.count_holders(connection, words, enough) >= enough
