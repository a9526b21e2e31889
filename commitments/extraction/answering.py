"""Answering: the owners a sentence names itself, by an owner phrase or as the body that acts in it."""

from collections.abc import Sequence
from dataclasses import replace

from commitments.extraction import later as re
from commitments.extraction import mood
from commitments.extraction.assignments import Items
from commitments.extraction.naming import GATE
from commitments.extraction.passage import Clause, Draft, Mood, Passage
from commitments.extraction.rule import OwnerMatch
from commitments.extraction.zh.owners import as_subject, find_owners
from commitments.extraction.zh.subjects import acting_subject, class_of_bodies, helpers, meant_above
from commitments.target import Owners, RuleHit

# Whole clauses taken for a name, and names of everybody.
NOBODY = re.compile(
    r"我[局厅委办部院校处署会]|(?:我|本|集团)公司|公司|学校|幼儿园|医院|企业|园区|.*(?:小区|公办园|项目|群众|居民|产业|大市|大县|强县|大省)$|全[省市县区年国]|[首头末每多两三几第]\w?批|原则|基本|(?!\d+个[一-鿿（）()、]{1,6}\Z).*(?:全部|完成|建成|新增|实现|\d\d)"
)
# Nobody is named before it: the issuer leads.
WITH_OTHERS = re.compile(r"(?:(?<=[，,])|(?<![^\s。；;：:是]))(?:会同|联合)")
OTHERS = re.compile(r"[一-鿿]{2,16}(?:方|企业|单位|项目|工程|群众|居民|业主|机构)(?:正在|已|将|应|要|须|目前)")


def entrusted_before(passages: Sequence[Passage], items: Items) -> list[Passage]:
    """The passages, planned where somebody answers for them already before the first heading."""
    return [
        passage._replace(mood=Mood.PLANNED, mood_rule="a body answers for it")
        if passage.mood_rule == mood.PREAMBLE and items.at(passage.sentence.span.end - 1) is not None
        else passage
        for passage in passages
    ]


def with_subjects(text: str, passage: Passage, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a sentence with the owners that it names: by an owner phrase, else by the body that is its subject.

    A list without full stops has many drafts, and each looks back over the same clauses: they are read once.
    """
    if all(draft.item is not None or draft.owners for draft in drafts):
        return list(drafts)
    span = passage.sentence.span
    phrases = find_owners(text, *span) if GATE.search(text, span.start, span.end) else ()
    subjects = Subjects(text, passage)
    drafts = without_counts_of_bodies(text, drafts)
    return [
        draft if draft.item is not None or draft.owners else answered_for(passage, draft, phrases, subjects)
        for draft in drafts
    ]


def without_counts_of_bodies(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without the number of those who act, where the share of them is a target: “7个县区全部建立…”."""
    shares = {draft.quote.end for draft in drafts if draft.quantity and draft.quantity.unit == "%"}

    def counts(draft: Draft) -> bool:
        number = next((hit.span for hit in draft.hits if hit.part == "quantity" and hit.span), None)
        return number is not None and bool(class_of_bodies(text, number.start, draft.quote.end))

    return [d for d in drafts if d.quote.end not in shares or (d.quantity and d.quantity.unit == "%") or not counts(d)]


def answered_for(passage: Passage, draft: Draft, phrases: Sequence[OwnerMatch], subjects: "Subjects") -> Draft:
    """A draft with the owners its sentence names for it."""
    for match in phrases:
        if near(passage, draft, match):
            owners = Owners(somebody(match.owners.lead), match.owners.support)
            return replace(draft, owners=owners, hits=(*draft.hits, RuleHit("owner", match.rule, match.span)))
    clause = subjects.of(draft)
    if clause is None:
        return draft
    owners = subjects.owners(clause)
    return replace(draft, owners=owners, hits=(*draft.hits, RuleHit("owner", "acting subject", clause.span)))


def somebody(units: Sequence[str]) -> tuple[str, ...]:
    """The units without those that are the issuer or everybody: 我局 answers unnamed."""
    return tuple(unit for unit in units if not NOBODY.match(unit))


def near(passage: Passage, draft: Draft, match: OwnerMatch) -> bool:
    """Whether an owner phrase stands between the same semicolons as a draft, or closes the whole sentence."""
    clauses = passage.sentence.clauses
    here, there = (clauses[passage.clause_at(at)].segment for at in (draft.quote.end - 1, match.span.start))
    return match.bracketed or here == there or match.span.end >= passage.sentence.span.end


class Subjects:
    """The bodies that act in the clauses of one sentence; None of a clause in which others act, who are not named."""

    def __init__(self, text: str, passage: Passage) -> None:
        self._text, self._passage = text, passage
        self._clauses = passage.sentence.clauses
        self._told = mood.told_from(text, passage.sentence)
        self._known: dict[int, tuple[str, ...] | None] = {}

    def of(self, draft: Draft) -> Clause | None:
        """The clause that names who acts for a draft: back to the start of its segment, or behind a purpose (为…)."""
        clauses = self._clauses
        last = at = self._passage.clause_at(draft.quote.end - 1)
        segment = clauses[last].segment
        while at >= 0 and clauses[at].segment == segment and clauses[at].span.start >= self._told:
            units = self._units(at)
            if units is None:
                return None
            if units:
                return clauses[at]
            at -= 1
        purpose = self._text[clauses[0].span.start] == "为"
        for at in range(last + 1, len(clauses)) if purpose else ():
            if clauses[at].segment != segment or clauses[at].span.start < self._told:
                continue
            units = self._units(at)
            if units is None:
                return None
            if units:
                return clauses[at]
        return None

    def owners(self, clause: Clause) -> Owners:
        """Those who act in a clause, and those they act with."""
        units = self._named(*clause.span)
        owners = as_subject(clause.span.of(self._text), units if somebody(units) == units else ())
        beside = (unit for unit in helpers(self._text, *clause.span) if unit not in units)
        return Owners(owners.lead, (*owners.support, *beside))

    def _named(self, start: int, end: int) -> tuple[str, ...]:
        text = self._text
        return acting_subject(text, start, end) or class_of_bodies(text, start, end) or meant_above(text, start, end)

    def _units(self, index: int) -> tuple[str, ...] | None:
        if index not in self._known:
            start, end = self._clauses[index].span
            others = OTHERS.match(self._text, start, end) is not None
            units = () if others else self._named(start, end)
            if somebody(units) != units or (not units and WITH_OTHERS.search(self._text, start, end)):
                units = helpers(self._text, start, end)
            self._known[index] = None if others else units
        return self._known[index]
