"""Explain: which rule made which part of a target, in lines for the terminal."""

from collections.abc import Iterator

from commitments.document import Document
from commitments.doubts import worded
from commitments.extraction.zh import cues, headings, negatives
from commitments.i18n import _
from commitments.record import target_record
from commitments.target import Extraction, RuleHit, Target

WHY = {
    rule.name: rule.reason
    for rule in (
        *negatives.FACTS,
        *negatives.REPORTS,
        *negatives.NUMBERS,
        *negatives.VAGUE,
        *(rule for _mood, rule in headings.HEADINGS),
        headings.ONWARD,
        headings.BACKWARD,
        headings.LEAD,
        headings.AIMS,
        headings.YEARS_WORK,
        headings.ANNOUNCED,
    )
}
CUES = frozenset(cue.name for cue in (*cues.EXPLICIT, *cues.LEADING, *cues.OUTCOMES))


def explain(found: Target | Extraction, document: Document) -> list[str]:
    """The trail of one target, or of all targets of an extraction, a blank line between two of them."""
    if isinstance(found, Target):
        return list(lines_of(found, document))
    lines: list[str] = []
    for target in found.targets:
        lines += [*lines_of(target, document), ""]
    return lines[:-1]


def lines_of(target: Target, document: Document) -> Iterator[str]:
    """One target: its quote, what was read, by which rules, and what is doubtful."""
    yield " ".join(target.quote.split())
    record = target_record(target)
    for key in ("metric", "comparator", "value", "value_high", "unit", "due", "due_text", "recurrence"):
        if record[key] is not None:
            yield f"  {key}: {record[key]}"
    for key, units in (("lead", target.owners.lead), ("support", target.owners.support)):
        if units:
            yield f"  {key}: {'、'.join(units)}"
    for hit in target.rules:
        yield f"  · {part(hit)}: {hit.rule}{words(hit, document)}"
    yield f"  {_('可信度')}: {target.confidence:.2f}"
    for doubt in target.doubts:
        yield f"  ? {worded(doubt)}"


def part(hit: RuleHit) -> str:
    """The part of a target a rule made, in the reader's language."""
    names = {
        "cue": _("提示语"),
        "due": _("时限"),
        "anchor": _("推算依据"),
        "quantity": _("数值"),
        "owner": _("责任单位"),
        "kind": _("类型"),
        "mood": _("语境"),
        "screening": _("排除"),
    }
    return names.get(hit.part, hit.part)


def words(hit: RuleHit, document: Document) -> str:
    """The words a rule matched, in quotation marks; nothing if it matched none."""
    if hit.span is None:
        return ""
    quoted = " ".join(hit.span.of(document.text).split())
    return f" “{quoted if len(quoted) <= SHOWN else quoted[:SHOWN] + '…'}”"


SHOWN = 40  # characters of a matched phrase shown in one line
