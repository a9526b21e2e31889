"""Explain: which rule made which part of a target, in lines for the terminal."""

from collections.abc import Iterator
from dataclasses import dataclass

from commitments.document import Document
from commitments.doubts import worded
from commitments.i18n import _
from commitments.target import Extraction, RuleHit, Target

SHOWN = 40  # characters of a matched phrase shown in one line
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kind", ("kind", "mood", "screening")),
    ("strength", ("cue", "strength")),
    ("quantity", ("quantity", "metric")),
    ("due", ("due",)),
    ("owner", ("owner",)),
)
"""The fields of a target, and the parts of the trail that make each."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One field of a target, what was read, and the rules and words that gave it."""

    field: str  # kind strength quantity due owner
    value: str
    rules: tuple[tuple[str, str], ...]  # rule and words; the words are empty where a rule matched none

    @property
    def why(self) -> str:
        """The rules with their words, on one line."""
        return "；".join(f"{rule} “{words}”" if words else rule for rule, words in self.rules)


def reasons(target: Target, document: Document) -> tuple[Reason, ...]:
    """Every field of a target that was read, with its rules; a strength without a cue is that of a plain statement."""
    found = []
    for name, parts in PARTS:
        value = value_of(target, name)
        if value is None:
            continue
        rules = [(hit.rule, words(hit, document)) for hit in target.rules if hit.part in parts]
        if name == "due":
            rules = [(rule, said or " ".join((target.due.text or "").split())) for rule, said in rules]
            rules += [(_("推算依据"), target.due.anchor)] if target.due.anchor else []
        if name == "strength" and not rules:
            rules = [(_("没有提示语，按直陈计"), "")]
        found.append(Reason(name, value, tuple(dict.fromkeys(rules))))
    return tuple(found)


def value_of(target: Target, name: str) -> str | None:
    """What was read as one field, in the notation of the records; None if the target has none."""
    due, quantity, owners = target.due, target.quantity, target.owners
    if name == "quantity":
        if quantity is None:
            return None
        high = "" if quantity.high is None else f"–{quantity.high:f}"
        parts = (target.metric, quantity.comparator.value, f"{quantity.value:f}{high}", quantity.unit)
        return " ".join(part for part in parts if part)
    if name == "due":
        day = due.day.isoformat() if due.day else None
        return " ".join(each for each in (day, due.basis.value, due.precision, due.recurrence) if each)
    if name == "owner":
        return "；".join("、".join(units) for units in (owners.lead, owners.support) if units) or None
    return target.kind.value if name == "kind" else target.strength.value


def explain(found: Target | Extraction, document: Document) -> list[str]:
    """The trail of one target, or of all targets of an extraction, a blank line between two of them."""
    if isinstance(found, Target):
        return list(lines_of(found, document))
    lines: list[str] = []
    for target in found.targets:
        lines += [*lines_of(target, document), ""]
    return lines[:-1]


def lines_of(target: Target, document: Document) -> Iterator[str]:
    """One target: its quote, each field with what gave it, how far it is trusted, and what is doubtful."""
    yield " ".join(target.quote.split())
    for reason in reasons(target, document):
        yield f"  {field_name(reason.field)}: {reason.value}" + (f" ← {reason.why}" if reason.rules else "")
    yield f"  {_('可信度')}: {target.confidence:.2f}"
    for doubt in target.doubts:
        yield f"  ⚠ {worded(doubt)}"


def field_name(name: str) -> str:
    """A field in the reader's language."""
    names = {
        "kind": _("类型"),
        "strength": _("约束强度"),
        "quantity": _("数值"),
        "due": _("时限"),
        "owner": _("责任单位"),
    }
    return names[name]


def words(hit: RuleHit, document: Document) -> str:
    """The words a rule matched, shortened to one line; empty if it matched none."""
    if hit.span is None:
        return ""
    quoted = " ".join(hit.span.of(document.text).split())
    return quoted if len(quoted) <= SHOWN else quoted[:SHOWN] + "…"
