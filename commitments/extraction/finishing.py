"""Finishing: drafts become targets, each once, with its doubts and its confidence."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from commitments.document import Document, Span
from commitments.doubts import Doubt, doubt
from commitments.extraction.passage import Draft
from commitments.target import Basis, Due, Kind, RuleHit, Target

# Confidence is a plain sum of parts, 0…1: what was said outright counts, what was inferred does not.
BASE = {Kind.TASK: 0.6, Kind.QUANTIFIED: 0.5, Kind.MILESTONE: 0.5, Kind.PLEDGE: 0.2}
CUE, OWN_DATE, HANDED_DATE, OWNER, DOUBT = 0.2, 0.15, 0.05, 0.1, -0.05
SAME = 0.8  # share of the shorter quote above which two targets of one kind are one
LONGEST_HEADLINE = 60
NEAR_BELOW, MOST_BELOW = 400, 12  # characters and targets below a headline that may say it again
INDICATORS = "row of indicators"  # the rule that reads them
FAR = 4000  # characters between a target and the words that date it


def finish(document: Document, drafts: Sequence[Draft]) -> tuple[Target, ...]:
    """The targets of a document in the order of the text."""
    kept = once(document.text, sorted(drafts, key=lambda draft: (draft.quote, draft.kind is not Kind.TASK)))
    numbers = group_numbers(kept)
    return tuple(target_of(document, draft, number) for draft, number in zip(kept, numbers, strict=True))


def once(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Drop what is said twice: a part that is its whole item, one number of one thing, one pledge in the same words."""
    drafts = without_headlines(text, drafts)
    tasks = [draft.quote for draft in drafts if draft.kind is Kind.TASK]
    best: dict[object, Draft] = {}
    kept = []
    for draft in drafts:
        if draft.kind in (Kind.MILESTONE, Kind.PLEDGE) and is_whole(draft.quote, tasks):
            continue
        key = sameness(text, draft)
        known = best.get(key) if key else None
        if known is None:
            kept.append(draft)
            best[key or draft] = draft
        elif draft.quantity and later(known, draft):
            kept.append(draft)
        elif (known.due.day is None and draft.due.day is not None) or (in_table(draft) and not in_table(known)):
            kept[kept.index(known)] = best[key] = draft
    return sorted(kept, key=lambda draft: draft.quote)


def later(known: Draft, draft: Draft) -> bool:
    """Whether the same number is promised for two different days: for the year and for the five years."""
    days = known.due.day, draft.due.day
    return None not in days and days[0] != days[1]


def in_table(draft: Draft) -> bool:
    """Whether a number stands in a table of indicators: that says it more definitely than a sentence."""
    return any(hit.rule == INDICATORS for hit in draft.hits)


def without_headlines(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Drop the numbers of a headline that the text right below it says again."""
    kept = []
    for at, draft in enumerate(drafts):
        said = draft.quantity and not in_table(draft) and is_headline(text, draft.quote)
        below = drafts[at + 1 : at + 1 + MOST_BELOW] if said else ()
        line = text.find("\n", draft.quote.end)
        near = range(line, draft.quote.end + NEAR_BELOW) if line >= 0 else range(0)
        same = (other.quantity == draft.quantity for other in below if other.quote.start in near)
        if not any(same):
            kept.append(draft)
    return kept


def is_headline(text: str, quote: Span) -> bool:
    """Whether a quote stands in a short line that no full stop ends."""
    start, end = text.rfind("\n", 0, quote.start) + 1, text.find("\n", quote.start)
    line = text[start : end if end >= 0 else len(text)].strip()
    if "\t" in line or "|" in line:  # a row of a table
        return False
    return len(line) <= LONGEST_HEADLINE and line[-1:] not in "。；;，,、：:！!？?）)"


def is_whole(part: Span, tasks: Sequence[Span]) -> bool:
    """Whether a quote says what one of the tasks, in order, says as a whole."""
    at = bisect_right(tasks, part)
    return any(share(part, task) > SAME for task in tasks[max(0, at - 2) : at + 2])


def share(part: Span, whole: Span) -> float:
    """The share of both spans in the longer one."""
    common = min(part.end, whole.end) - max(part.start, whole.start)
    return common / max(part.end - part.start, whole.end - whole.start)


def sameness(text: str, draft: Draft) -> object:
    """What makes two drafts one outcome; None if a draft is only itself."""
    if draft.quantity:
        return (draft.metric, draft.quantity, draft.owners) if draft.metric else None
    return draft.quote.of(text) if draft.kind is Kind.PLEDGE else None


def group_numbers(drafts: Sequence[Draft]) -> list[int]:
    """The number of each draft's commitment: targets of one item or one sentence belong together."""
    numbers = [1] * bool(drafts)
    for before, draft in pairwise(drafts):
        same_item = draft.item is not None and draft.item == before.item
        same_sentence = draft.item is None and before.item is None and draft.sentence == before.sentence
        numbers.append(numbers[-1] + (not (same_item or same_sentence)))
    return numbers


def target_of(document: Document, draft: Draft, number: int) -> Target:
    """One draft as a target."""
    doubts = doubts_of(document, draft)
    return Target(
        document=document.name,
        commitment=f"c{number:03d}",
        kind=draft.kind,
        quote=draft.quote.of(document.text),
        start=draft.quote.start,
        end=draft.quote.end,
        strength=draft.strength,
        metric=draft.metric,
        quantity=draft.quantity,
        due=draft.due,
        owners=draft.owners,
        confidence=confidence_of(draft, len(doubts)),
        doubts=doubts,
        rules=(*draft.hits, *anchored(draft.due)),
    )


def anchored(due: Due) -> tuple[RuleHit, ...]:
    """What a date was reckoned from, for the trail."""
    return (RuleHit("anchor", due.anchor, None),) if due.anchor else ()


def confidence_of(draft: Draft, doubts: int) -> float:
    """How much of the target was said outright, 0…1."""
    parts = {hit.part for hit in draft.hits}
    dated = draft.due.day is not None
    value = BASE[draft.kind] + CUE * ("cue" in parts) + OWNER * bool(draft.owners) + DOUBT * doubts
    value += OWN_DATE * (dated and draft.own_date) + HANDED_DATE * (dated and not draft.own_date)
    return round(min(1.0, max(0.0, value)), 2)


def doubts_of(document: Document, draft: Draft) -> tuple[str, ...]:
    """What a reviewer should look at, each as the code that is worded where it is shown."""
    due = draft.due
    doubts = [
        (due.day is None and due.text is None, doubt(Doubt.NO_DUE)),
        (due.day is None and due.text is not None, doubt(Doubt.VAGUE_DUE)),
        (bool(due.confirm), due.confirm),
        (
            due.basis is Basis.RELATIVE and document.imprint.reference.weak and not due.confirm,
            doubt(Doubt.WEAK_REFERENCE),
        ),
        (due.basis is Basis.INHERITED and far(document, draft, due), doubt(Doubt.FAR_ABOVE)),
        (len(draft.owners.lead) > 1, doubt(Doubt.SEVERAL_LEADS)),
        (draft.kind is Kind.QUANTIFIED and draft.metric is None, doubt(Doubt.NO_METRIC)),
    ]
    return tuple(words for applies, words in doubts if applies)


def far(document: Document, draft: Draft, due: Due) -> bool:
    """Whether the words that date a target stand far above it."""
    at = document.text.rfind(due.text or "", 0, draft.quote.start)
    return at >= 0 and draft.quote.start - at > FAR
