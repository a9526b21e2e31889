"""Verdicts to look at again (待复查): what they rested on was struck, or the target is read otherwise since.

Told from the log, and from when differences were found and decided on, so that a day in the past gives the same answer
whenever it is asked.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from sqlalchemy import CompoundSelect, Connection, and_, or_, select, union

from commitments.ledger.findings_values import LinkState, Revisit, Unsettled
from commitments.ledger.hydration import AnyRow
from commitments.ledger.life_tables import closing
from commitments.ledger.own_words import EVIDENCE_STRUCK
from commitments.ledger.queries import pages
from commitments.ledger.revision_tables import difference
from commitments.ledger.tables import event, evidence

_UNSETTLING = ("strike_evidence", "edit", "take_reading", "undo")
_CONCLUDING = ("judge", "propose")
# what a verdict speaks of; who answers and how certain the reading is change nothing about it
_JUDGED = frozenset(
    {"quote", "metric", "kind", "comparator", "value", "value_high", "unit", "original_due"},
)


def select_revisits(
    connection: Connection, until: datetime | None = None, only: Collection[int] | None = None
) -> Mapping[int, Revisit]:
    """Target id → why its verdict, or one that waits, is to be looked at again; just before `until`, aware, if given.

    With `only`, a few ids, no other target is looked at, which spares a walk through the whole log.
    A verdict that fell because its evidence was struck counts until somebody concludes anew.
    """
    differing = _differing(connection, until)
    candidates = sorted(_unsettled(connection, until) | differing.keys() if only is None else only)
    found: dict[int, Revisit] = {}
    for number, told in groupby(_lines(connection, candidates, until), key=lambda line: int(line.target_id)):
        history = _History()
        for line in told:
            history.hear(line)
        causes = history.causes(differing.get(number))
        if causes:
            found[number] = Revisit(tuple(causes), min(causes.values()))
    return found


def _differing(connection: Connection, until: datetime | None) -> dict[int, datetime]:
    """Target id → when a later reading first said otherwise, where nobody had decided on that yet."""
    waits = difference.c.state == LinkState.OPEN
    if until is not None:
        waits = and_(difference.c.found_at < until, or_(waits, difference.c.decided_at >= until))
    statement = select(difference.c.target_id, difference.c.found_at).where(waits).order_by(difference.c.id.desc())
    return dict(iter(connection.execute(statement)))


def _unsettled(connection: Connection, until: datetime | None) -> set[int]:
    """Targets of which something happened, after somebody concluded, that can shake a verdict."""
    concluded = event.alias()
    earlier = select(concluded.c.id).where(
        concluded.c.target_id == event.c.target_id,
        concluded.c.id < event.c.id,
        concluded.c.action.in_(_CONCLUDING),
    )
    statement = (
        select(event.c.target_id)
        .distinct()
        .where(event.c.action.in_(_UNSETTLING), event.c.target_id.in_(_concluded_on(until)), earlier.exists())
    )
    if until is not None:
        statement = statement.where(event.c.at < until)
    return set(connection.execute(statement).scalars())


def _concluded_on(until: datetime | None) -> CompoundSelect[tuple[int | None]]:
    """Targets with a conclusion that stands or fell with its evidence, now or, if they were touched since, earlier."""
    fallen = or_(evidence.c.struck_at.is_not(None), evidence.c.accepted_at.is_(None))
    some = [select(closing.c.target_id), select(evidence.c.target_id).where(fallen)]
    if until is not None:
        some.append(select(event.c.target_id).where(event.c.at >= until, event.c.target_id.is_not(None)))
    return union(*some)


def _lines(connection: Connection, target_ids: Sequence[int], until: datetime | None) -> Iterator[AnyRow]:
    """What the log says of some targets, target by target, the oldest line first."""
    columns = (event.c.id, event.c.target_id, event.c.at, event.c.action, event.c.after, event.c.reason)
    for page in pages(target_ids):
        statement = select(*columns).where(event.c.target_id.in_(page)).order_by(event.c.target_id, event.c.id)
        yield from connection.execute(statement if until is None else statement.where(event.c.at < until))


@dataclass(slots=True)
class _History:
    """One target as its lines go by: whether a conclusion stands, what it rests on, and what has shaken it since."""

    stands: bool = False
    counting: set[int] = field(default_factory=set)  # evidence somebody vouches for
    behind: frozenset[int] = frozenset()  # of that, what counted when the conclusion was drawn
    shaken: dict[int, tuple[Unsettled, datetime]] = field(default_factory=dict)  # line of the log → how, when

    def hear(self, line: AnyRow) -> None:
        """Take one line in."""
        after: Mapping[str, object] = line.after
        if line.action == "undo":
            self.shaken.pop(int(line.after["undoes"]), None)
        elif line.action == "accept_evidence" or (line.action == "evidence" and after.get("accepted")):
            self.counting.add(int(line.after["evidence"]))
        elif line.action == "strike_evidence" and line.after["evidence"] in self.behind and self.stands:
            self.shaken[line.id] = Unsettled.EVIDENCE, line.at
        elif line.action in {"edit", "take_reading"} and self.stands and after.keys() & _JUDGED:
            self.shaken[line.id] = Unsettled.READING, line.at
        if "closing" in after:
            self._conclude(line, stands=after["closing"] is not None)

    def _conclude(self, line: AnyRow, *, stands: bool) -> None:
        if line.reason == EVIDENCE_STRUCK and not stands:  # the ledger opened it, nobody looked yet
            self.shaken[line.id] = Unsettled.EVIDENCE, line.at
        elif line.action != "undo" or not stands:
            self.shaken.clear()
            self.behind = frozenset(self.counting)
        self.stands = stands

    def causes(self, differs: datetime | None) -> dict[Unsettled, datetime]:
        """How the verdict was shaken, and since when."""
        found: dict[Unsettled, datetime] = {}
        for how, at in self.shaken.values():
            found.setdefault(how, at)
        if differs is not None and self.stands:
            found.setdefault(Unsettled.READING, differs)
        return dict(sorted(found.items()))
