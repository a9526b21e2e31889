"""What dashboard and timeline read: counts of one day, kept for as long as nobody writes."""

from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from commitments.codes import code_of
from commitments.evidence import Review
from commitments.filter import Among, Field, Filter, IdIs, Term
from commitments.ledger import Lane
from monitor.digest import Figure, Figures, Glance, build_figures, build_glance, narrowing
from monitor.services import Services

DayCounts = dict[date, int]


@dataclass
class _Kept:
    """What was counted when the ledger was at one version."""

    version: int = -1
    figures: dict[Filter, Figures] = field(default_factory=dict)


class FiguresProvider:
    """Reads for the screens that count; every method may be called from any thread."""

    def __init__(self, services: Services) -> None:
        """Fix the day: a screen never changes its mind about what is overdue while it is looked at."""
        self._ledger = services.ledger
        self.day = services.clock.today()
        self.near_days = services.near_days
        self.stale_days = services.settings.evidence.stale_days
        self._kept = _Kept()
        self._lock = Lock()

    def data_version(self) -> int:
        """A number that changes when anybody writes."""
        return self._ledger.data_version()

    def glance(self, asked: Filter) -> Glance:
        """What is counted at once; taken from the figures where they are known."""
        return self._known(asked) or build_glance(self._ledger, tracked(asked), day=self.day, near_days=self.near_days)

    def figures(self, asked: Filter) -> Figures:
        """All figures of the targets in care that a filter leaves."""
        known = self._known(asked)
        if known is None:
            known = build_figures(
                self._ledger, tracked(asked), day=self.day, near_days=self.near_days, stale_days=self.stale_days
            )
            with self._lock:
                self._kept.figures[asked] = known
        return known

    def revisits(self, asked: Filter) -> Figure | None:
        """How many verdicts among them are to be looked at again; None where there are none."""
        shaken = tuple(self._ledger.revisits())
        if not shaken:
            return None
        test = Filter((*tracked(asked).terms, Term(IdIs(shaken))))
        found = self._ledger.ids(test, day=self.day, near_days=self.near_days)
        words = (narrowing.these([*map(code_of, found)]),)
        return Figure(len(found), words) if found else None

    def _known(self, asked: Filter) -> Figures | None:
        """The figures of this filter, if nobody has written since they were counted."""
        version = self.data_version()
        with self._lock:
            if self._kept.version != version:
                self._kept = _Kept(version)
            return self._kept.figures.get(asked)

    def due_days(self, asked: Filter) -> DayCounts:
        """How many targets in care are due on each day."""
        return dict(self._ledger.due_days(tracked(asked), day=self.day, near_days=self.near_days))

    def lanes(self, asked: Filter) -> tuple[Lane, ...]:
        """The same by unit."""
        return self._ledger.lanes(tracked(asked), day=self.day, near_days=self.near_days)


def tracked(asked: Filter) -> Filter:
    """Keep to what is in care, unless the filter itself speaks of the review: the rule of the ledger's mode."""
    speaks = any(isinstance(term.test, Among) and term.test.field is Field.REVIEW for term in asked.terms)
    return asked if speaks else Filter((*asked.terms, Term(Among(Field.REVIEW, (Review.TRACKED.value,)))))
