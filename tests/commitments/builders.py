"""Builders of documents, targets and ledgers full of them: say only what the test is about."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from commitments.document import Document, Imprint, Paragraph, Reference, ReferenceBasis, Section, Span
from commitments.errors import Problem
from commitments.evidence import Evidence, Grade, Passage, StoredFile, Verdict
from commitments.ledger import Entry, Ledger
from commitments.target import (
    Basis,
    Comparator,
    Due,
    Extraction,
    Kind,
    Owners,
    Quantity,
    Result,
    RuleHit,
    Strength,
    Target,
)

ACTOR = "王敏"
NAME = "工作方案.txt"
QUOTE = "力争高新技术企业数量达到4500家"
SIGNED = date(2025, 5, 20)
AT_LEAST_4500 = Quantity(Comparator.AT_LEAST, Decimal(4500), "家")


def a_document(
    text: str = QUOTE,
    *,
    name: str = NAME,
    title: str | None = "2025年工作方案",
    issuer: str | None = "某市人民政府办公室",
    number: str | None = "某政办发〔2025〕1号",
    signed: date | None = SIGNED,
    published: date | None = None,
    reference: Reference = Reference(SIGNED, ReferenceBasis.SIGNED),  # noqa: B008 - frozen
    problems: Sequence[Problem] = (),
) -> Document:
    """A document of one section whose lines are its paragraphs."""
    whole = Span(0, len(text))
    return Document(
        name=name,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        imprint=Imprint(title, issuer, number, signed, published, reference),
        sections=(Section(0, "", Span(0, 0), whole, None),),
        paragraphs=tuple(Paragraph(span, 0) for span in _lines(text)),
        problems=tuple(problems),
    )


def a_target(
    quote: str = QUOTE,
    *,
    due: date | Due | None = date(2025, 12, 31),
    lead: Sequence[str] = (),
    support: Sequence[str] = (),
    kind: Kind = Kind.QUANTIFIED,
    strength: Strength = Strength.ASPIRATIONAL,
    metric: str | None = "高新技术企业数量",
    quantity: Quantity | None = AT_LEAST_4500,
    confidence: float = 0.8,
    commitment: str = "1",
    doubts: Sequence[str] = (),
    rules: Sequence[RuleHit] = (),
    document: str = NAME,
    start: int = 0,
) -> Target:
    """A target whose quote stands at `start` of its document; `due` may be just the day."""
    if not isinstance(due, Due):
        due = Due() if due is None else Due(due, f"{due.year}年", Basis.EXPLICIT)
    return Target(
        document=document,
        commitment=commitment,
        kind=kind,
        quote=quote,
        start=start,
        end=start + len(quote),
        strength=strength,
        metric=metric,
        quantity=quantity,
        due=due,
        owners=Owners(tuple(lead), tuple(support)),
        confidence=confidence,
        doubts=tuple(doubts),
        rules=tuple(rules),
    )


def an_extraction(*targets: Target, results: Sequence[Result] = ()) -> Extraction:
    """What was found in one document."""
    return Extraction(targets, tuple(results))


def a_document_of(
    *targets: Target, heading: str = "", name: str = NAME, title: str | None = "2025年工作方案"
) -> tuple[Document, Extraction]:
    """A document with one line for each quote under a heading, and the targets placed in it."""
    lines = [heading, *(target.quote for target in targets)]
    document = a_document("\n".join(lines), name=name, title=title)
    placed, start = [], len(heading) + 1
    for number, target in enumerate(targets, start=1):
        label = target.commitment if target.commitment != "1" else str(number)
        placed.append(replace(target, document=name, commitment=label, start=start, end=start + len(target.quote)))
        start += len(target.quote) + 1
    return document, an_extraction(*placed)


def enter(
    ledger: Ledger, *targets: Target, name: str = NAME, title: str | None = "2025年工作方案", actor: str = ACTOR
) -> tuple[int, ...]:
    """Enter a new document that holds these targets; their ids, in the order given."""
    heading = f"第{len(ledger.documents()) + 1}份"
    document, extraction = a_document_of(*targets, heading=heading, name=name, title=title)
    entered = ledger.enter(document, extraction, actor=actor)
    return tuple(target_id for target_id, _, _ in ledger.document_quotes(entered.document_id))


def an_evidence(
    observed_on: date = date(2025, 6, 30),
    *,
    value: Decimal | int | str | None = Decimal(4100),
    note: str = "",
    link: str = "",
    unit: str | None = None,
    grade: Grade = Grade.DOCUMENT,
    passage: Passage | None = None,
    file: StoredFile | None = None,
    override: str = "",
) -> Evidence:
    """An observation."""
    number = None if value is None else Decimal(value)
    return Evidence(observed_on, number, note, link, unit, grade, passage, file, override)


def _lines(text: str) -> tuple[Span, ...]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line:
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return tuple(spans)


def close(ledger: Ledger, target_id: int, verdict: Verdict = Verdict.MET, *, actor: str = ACTOR) -> Entry:
    """Close a target as one person alone can: on evidence that carries the verdict."""
    ledger.add_evidence(target_id, an_evidence(), actor=actor)
    return ledger.judge(target_id, verdict, reason="见统计公报", actor=actor, self_verified=True)
