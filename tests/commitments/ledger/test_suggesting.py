"""Suggested evidence: found when documents meet targets, decided once, never offered again."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from commitments.document import NO_REFERENCE, Span
from commitments.errors import LedgerError, StaleEntry, UnknownEntry
from commitments.evidence import Grade, Passage, RejectReason
from commitments.ledger import Ledger
from commitments.ledger.findings_values import LinkState
from commitments.target import Comparator, Quantity, Result
from tests.commitments.builders import a_document, a_target, an_evidence, an_extraction, enter

_NO_DAY = NO_REFERENCE

SAID = "截至6月底，全市高新技术企业达到4100家"


def _a_result(
    quote: str = SAID, *, value: str = "4100", unit: str = "家", as_of: date | None = date(2025, 6, 30)
) -> Result:
    return Result(
        "进展.txt",
        quote,
        0,
        len(quote),
        "高新技术企业",
        Quantity(Comparator.EQUAL, Decimal(value), unit),
        as_of,
        "6月底",
    )


def _report(ledger: Ledger, *results: Result, signed: date | None = date(2025, 7, 1)) -> int:
    text = "\n".join([results[0].quote, f"第{len(ledger.documents())}号通报"])
    document = a_document(text, name="进展.txt", title="进展通报", signed=signed)
    return ledger.enter(document, an_extraction(results=results), actor="王敏").document_id


def test_the_results_of_a_document_are_kept(ledger: Ledger) -> None:
    """Exactly as they were read."""
    said = _a_result()
    document_id = _report(ledger, said)
    (kept,) = ledger.results(document_id)

    assert kept.result == said
    assert (kept.document_label, kept.day) == ("进展通报", date(2025, 6, 30))


@pytest.mark.parametrize("order", ["promise first", "report first"])
def test_results_meet_targets_whoever_comes_first(ledger: Ledger, order: str) -> None:
    """A new report is held against old promises, and a new promise against old reports."""
    if order == "report first":
        _report(ledger, _a_result())
    (number,) = enter(ledger, a_target())
    if order == "promise first":
        _report(ledger, _a_result())
    (found,) = ledger.suggestions()

    assert (found.target_id, found.state) == (number, LinkState.OPEN)
    assert ledger.suggestions(target_id=number) == (found,)
    assert ("metric", "高新技术企业") in found.why


def test_an_accepted_suggestion_is_evidence_with_its_source(ledger: Ledger) -> None:
    """Value, day, document and span; progress is there in one call."""
    (number,) = enter(ledger, a_target())
    document_id = _report(ledger, _a_result(value="0.41", unit="万家"))
    (found,) = ledger.suggestions()
    seen = ledger.accept_suggestion(found.id, actor="李航")

    assert (seen.value, seen.unit, seen.observed_on) == (Decimal(4100), "家", date(2025, 6, 30))
    assert (seen.passage, seen.grade) == (Passage(document_id, Span(0, len(SAID))), Grade.DOCUMENT)
    assert ledger.entry(number).latest == seen
    assert ledger.suggestions() == ()
    (decided,) = ledger.suggestions(state=LinkState.ACCEPTED)
    assert decided.evidence_id == seen.id
    with pytest.raises(StaleEntry):
        ledger.accept_suggestion(found.id, actor="王敏")


def test_a_suggestion_whose_acceptance_is_undone_is_offered_again(ledger: Ledger) -> None:
    """A slip of the finger must not lose it: it can be accepted once more, or refused; the audit is silent."""
    (number,) = enter(ledger, a_target())
    _report(ledger, _a_result())
    (found,) = ledger.suggestions()
    for _ in range(2):
        ledger.accept_suggestion(found.id, actor="李航")
        ledger.undo(ledger.events(target_id=number, limit=1)[0].id, actor="李航", reason="按错了")
        assert ledger.suggestions() == (found,)
        assert ledger.audit().findings == ()
    ledger.refuse_suggestion(found.id, actor="李航")

    assert (ledger.evidence(number), ledger.suggestions()) == ((), ())
    assert ledger.audit().findings == ()


def test_firms_counted_in_another_habit_are_the_same_firms(ledger: Ledger) -> None:
    """户 for 家: one to one."""
    enter(ledger, a_target())
    _report(ledger, _a_result(SAID.replace("家", "户"), unit="户"))

    assert ledger.accept_suggestion(ledger.suggestions()[0].id, actor="李航").unit == "家"


def test_a_refused_pair_never_comes_back(ledger: Ledger) -> None:
    """Not even when the same document is read again; and the log says who refused."""
    (number,) = enter(ledger, a_target())
    _report(ledger, _a_result())
    (found,) = ledger.suggestions()
    ledger.refuse_suggestion(found.id, actor="李航", reason="口径不同")
    enter(ledger, a_target("另一项", metric=None, quantity=None))

    assert ledger.suggestions() == ()
    event = ledger.events(target_id=number, limit=1)[0]
    assert (event.action, event.actor, event.reason) == ("refuse_suggestion", "李航", "口径不同")
    with pytest.raises(StaleEntry):
        ledger.refuse_suggestion(found.id, actor="李航")
    with pytest.raises(UnknownEntry):
        ledger.refuse_suggestion(99, actor="李航")


def test_closed_and_rejected_targets_ask_for_nothing(ledger: Ledger) -> None:
    """What nobody waits for is not offered."""
    (number,) = enter(ledger, a_target())
    _report(ledger, _a_result())
    ledger.reject([number], reason=RejectReason.OTHERS, actor="李航")

    assert ledger.suggestions() == ()


def test_a_result_of_an_unknown_day_needs_one(ledger: Ledger) -> None:
    """No date is invented."""
    (number,) = enter(ledger, a_target())
    document = a_document(SAID, name="a.txt", signed=None, reference=_NO_DAY)
    ledger.enter(document, an_extraction(results=[_a_result(as_of=None)]), actor="王敏")
    (found,) = ledger.suggestions()

    with pytest.raises(LedgerError) as refused:
        ledger.accept_suggestion(found.id, actor="李航")
    assert refused.value.remedy
    assert ledger.accept_suggestion(found.id, actor="李航", observed_on=date(2025, 6, 1)).target_id == number


def test_a_promise_is_no_proof_of_itself(ledger: Ledger) -> None:
    """Words that were read both as promise and as report are not offered to themselves."""
    quote = "推动高新技术企业4500家落地"
    said = Result("工作方案.txt", quote, 0, len(quote), "高新技术企业", Quantity(Comparator.EQUAL, Decimal(4500), "家"))
    ledger.enter(a_document(quote), an_extraction(a_target(quote), results=[said]), actor="王敏")

    assert ledger.suggestions() == ()


def test_progress_is_told_from_the_evidence_that_counts(ledger: Ledger) -> None:
    """Baseline from before the promise, latest from after it; nothing that is struck."""
    (number, bare) = enter(ledger, a_target(), a_target("乙", quantity=None))
    ledger.add_evidence(number, an_evidence(date(2025, 5, 1), value=4000, override="基期"), actor="李航")
    ledger.add_evidence(number, an_evidence(date(2025, 6, 30), value=4250), actor="李航")
    wrong = ledger.add_evidence(number, an_evidence(date(2025, 6, 30), value=9999), actor="李航")
    ledger.strike_evidence(wrong.id, reason="录错", actor="李航")
    found = ledger.progress(number, day=date(2025, 7, 1), stale_days=30)

    assert found is not None
    assert (found.share, found.gap, found.stale) == (Fraction(1, 2), Decimal(250), False)
    assert ledger.progress(bare, day=date(2025, 7, 1), stale_days=30) is None
