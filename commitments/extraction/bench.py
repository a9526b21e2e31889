"""What the assembly of one document needs at hand, and where it parts what is over from what lies ahead."""

import re
from dataclasses import dataclass
from datetime import date

from commitments.document import Document
from commitments.extraction.assignments import Items
from commitments.extraction.deadlines import Term, is_willed, looks_back, past_before
from commitments.extraction.passage import Mood, Passage

YEAR_NAMED = re.compile(r"\d{4}|[今明后本]年|[二一][〇○零九]")
STILL = re.compile("[,，]?(?:我[省市县区们局]|全[省市县区])?(?:还|也|仍)?(?:将|拟|计划)")


@dataclass(frozen=True, slots=True)
class Bench:
    """What the assembly of one document needs at hand."""

    document: Document
    items: Items
    planned: date | None  # the day before which a date in a plan speaks of the past
    told: date | None  # and in all else

    @classmethod
    def of(cls, document: Document, items: Items, begins: date | None) -> "Bench":
        """The bench of a document with its items; what was due before a plan `begins` it only recalls."""
        reference = document.imprint.reference
        planned = max((day for day in (past_before(reference), begins) if day), default=None)
        return cls(document, items, planned, past_before(reference, Mood.REPORTED))

    def before(self, passage: Passage) -> date | None:
        """The day before which a date in this passage speaks of the past."""
        return self.planned if passage.mood is Mood.PLANNED else self.told

    def past(self, passage: Passage, index: int, term: Term | None) -> bool:
        """Whether a clause tells of what is over: by its date, or by an earlier word (以来) that no will ends."""
        if term is not None and (term.past or (term.own and self.goes_on(term))):
            return term.past
        return looks_back(passage, index, self.before(passage))

    def goes_on(self, term: Term) -> bool:
        """Whether words of will stand right behind a date that is not over: “今年还将改造…”, even in a review."""
        day, due = self.document.imprint.reference.day, term.match.due.day
        told = day is not None and due is not None and due > day
        return told and STILL.match(self.document.text, term.match.span.end) is not None

    def ahead(self, term: Term) -> bool:
        """Whether a date can only be meant as a limit: its words say so, or it begins after the reference date."""
        day, due = self.document.imprint.reference.day, term.match.due
        later = day is not None and due.earliest is not None and due.earliest > day and not due.confirm
        if term.match.rule == "range of years" and day is not None and due.day is not None and due.day.year > day.year:
            return True
        open_yet = day is not None and due.day is not None and due.day > day
        willed = (open_yet and is_willed(self.document.text, term.match)) or self.goes_on(term)
        return term.firm or willed or (later and YEAR_NAMED.search(due.text or "") is not None)
