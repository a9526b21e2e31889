"""What people decide, and what the log says of it."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.errors import LedgerError, StaleEntry, UnknownEntry
from commitments.evidence import RejectReason, Review, Verdict
from commitments.filter import EVERYTHING, parse_filter
from commitments.ledger import Ledger
from tests.commitments.builders import a_target, an_evidence, enter

DAY = date(2025, 7, 1)


def test_accepting_takes_candidates_into_care_once(ledger: Ledger) -> None:
    """The second time there is nothing to do, and nothing is logged."""
    ids = enter(ledger, a_target(), a_target("年底前完成立法"))

    assert ledger.accept(ids, actor="李航") == 2
    assert ledger.accept(ids, actor="王敏") == 0
    assert {ledger.entry(number).review for number in ids} == {Review.TRACKED}
    assert [event.actor for event in ledger.events() if event.action == "accept"] == ["李航", "李航"]


def test_an_event_holds_only_what_changed(ledger: Ledger) -> None:
    """Before and after can be laid side by side."""
    (number,) = enter(ledger, a_target())
    ledger.reject([number], reason=RejectReason.ALREADY_DONE, actor="李航", note="去年已完成")
    event = ledger.events(target_id=number, limit=1)[0]

    assert event.before == {"review": "candidate", "reject_reason": None}
    assert event.after == {"review": "rejected", "reject_reason": "already_done"}
    assert (event.reason, event.target_id, event.actor) == ("去年已完成", number, "李航")


def test_accepting_what_was_rejected_forgets_the_reason(ledger: Ledger) -> None:
    """A tracked entry has no reason to be away."""
    (number,) = enter(ledger, a_target())
    ledger.reject([number], reason=RejectReason.OTHERS, actor="李航")
    ledger.accept([number], actor="李航")

    assert (ledger.entry(number).review, ledger.entry(number).reject_reason) == (Review.TRACKED, None)


def test_rejecting_again_for_another_reason_is_a_change(ledger: Ledger) -> None:
    """For the same reason it is none."""
    (number,) = enter(ledger, a_target())
    changed = [
        ledger.reject([number], reason=reason, actor="李航")
        for reason in (RejectReason.OTHERS, RejectReason.OTHERS, RejectReason.DUPLICATE)
    ]

    assert changed == [1, 0, 1]


def test_reopening_takes_the_last_decision_back_step_by_step(ledger: Ledger) -> None:
    """First the verdict, then the acceptance, then nothing is left."""
    (number,) = enter(ledger, a_target())
    ledger.accept([number], actor="李航")
    ledger.judge(number, Verdict.MISSED, reason="见统计公报", actor="李航")
    steps = []
    for _ in range(3):
        changed = ledger.reopen([number], actor="李航", reason="录错了")
        entry = ledger.entry(number)
        steps.append((changed, entry.verdict, entry.verdict_reason, entry.review))

    assert steps == [
        (1, Verdict.OPEN, "", Review.TRACKED),
        (1, Verdict.OPEN, "", Review.CANDIDATE),
        (0, Verdict.OPEN, "", Review.CANDIDATE),
    ]


def test_reopening_many_of_different_standing_changes_each_its_own_way(ledger: Ledger) -> None:
    """One call, one transaction, whatever was decided before."""
    closed, rejected, plain = enter(ledger, a_target(), a_target("甲"), a_target("乙"))
    ledger.judge(closed, Verdict.MISSED, reason="未见成效", actor="李航")
    ledger.reject([rejected], reason=RejectReason.DUPLICATE, actor="李航")

    assert ledger.reopen([closed, rejected, plain], actor="李航", reason="重看") == 2
    assert {(entry.review, entry.verdict) for entry in ledger.rows([closed, rejected, plain])} == {
        (Review.CANDIDATE, Verdict.OPEN)
    }


def test_a_verdict_closes_an_entry_and_returns_it(ledger: Ledger) -> None:
    """The caller sees what now stands, version included."""
    (number,) = enter(ledger, a_target())
    version = ledger.entry(number).version
    entry = ledger.judge(number, Verdict.MISSED, reason=" 完成八成 ", actor="李航", expected_version=version)

    assert (entry.verdict, entry.verdict_reason, entry.closed) == (Verdict.MISSED, "完成八成", True)
    assert entry.version == version + 1


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_verdict_without_a_reason_is_refused(ledger: Ledger, reason: str) -> None:
    """Only taking a verdict back needs none."""
    (number,) = enter(ledger, a_target())
    with pytest.raises(LedgerError) as refused:
        ledger.judge(number, Verdict.MET, reason=reason, actor="李航")

    assert refused.value.remedy
    assert ledger.judge(number, Verdict.OPEN, reason=reason, actor="李航").verdict is Verdict.OPEN


def test_what_was_sent_back_takes_no_verdict_and_no_evidence(ledger: Ledger) -> None:
    """It is no promise of ours until somebody takes it up again."""
    (number,) = enter(ledger, a_target())
    ledger.reject([number], reason=RejectReason.OTHERS, actor="李航")

    with pytest.raises(LedgerError):
        ledger.judge(number, Verdict.MET, reason="见公报", actor="李航")
    with pytest.raises(LedgerError):
        ledger.add_evidence(number, an_evidence(), actor="李航")
    assert ledger.evidence(number) == ()


def test_evidence_is_kept_in_the_unit_of_the_target(ledger: Ledger) -> None:
    """What was seen, when, where, and who says so; every digit of it."""
    (number,) = enter(ledger, a_target())
    seen = an_evidence(date(2025, 6, 30), value="4100.50", note="统计公报", link="https://example.org/a")
    recorded = ledger.add_evidence(number, seen, actor="李航")

    assert (str(recorded.value), recorded.unit, recorded.observed_on) == ("4100.50", "家", date(2025, 6, 30))
    assert (recorded.note, recorded.link, recorded.recorded_by) == ("统计公报", "https://example.org/a", "李航")
    assert ledger.evidence(number) == (recorded,)
    assert ledger.events(target_id=number, limit=1)[0].after["value"] == "4100.50"


def test_an_entry_carries_its_newest_evidence(ledger: Ledger) -> None:
    """The newest observation counts, not the one recorded last; of one day, the later record."""
    number, other = enter(ledger, a_target(), a_target("甲"))
    ledger.add_evidence(number, an_evidence(date(2025, 6, 30), value=1), actor="李航")
    newest = ledger.add_evidence(number, an_evidence(date(2025, 6, 30), value=2), actor="李航")
    ledger.add_evidence(number, an_evidence(date(2025, 5, 31), value=3), actor="李航")
    ledger.add_evidence(other, an_evidence(value=None, note="已开工"), actor="李航")

    assert ledger.entry(number).latest == newest
    assert [seen.value for seen in ledger.evidence(number)] == [Decimal(3), Decimal(1), Decimal(2)]
    latest = ledger.entry(other).latest
    assert latest is not None
    assert (latest.value, latest.unit) == (None, None)


@pytest.mark.parametrize("decide", ["accept", "reject", "evidence", "judge"])
def test_an_entry_changed_meanwhile_is_not_overwritten(ledger: Ledger, decide: str) -> None:
    """The second of two people learns that the first was there."""
    (number,) = enter(ledger, a_target())
    seen = ledger.entry(number).version
    ledger.add_evidence(number, an_evidence(), actor="王敏")
    before = (ledger.entry(number), ledger.events())

    with pytest.raises(StaleEntry, match="C000001"):
        _decide(ledger, decide, number, seen)
    assert (ledger.entry(number), ledger.events()) == before


def _decide(ledger: Ledger, decide: str, number: int, version: int) -> None:
    match decide:
        case "accept":
            ledger.accept([number], actor="李航", expected_version=version)
        case "reject":
            ledger.reject([number], reason=RejectReason.OTHERS, actor="李航", expected_version=version)
        case "evidence":
            ledger.add_evidence(number, an_evidence(), actor="李航", expected_version=version)
        case _:
            ledger.judge(number, Verdict.MISSED, reason="见公报", actor="李航", expected_version=version)


def test_one_unknown_id_among_many_changes_nothing(ledger: Ledger) -> None:
    """A bulk decision is whole or not at all."""
    ids = enter(ledger, a_target(), a_target("甲"))
    with pytest.raises(UnknownEntry, match="C000999"):
        ledger.accept([*ids, 999], actor="李航")

    assert {entry.review for entry in ledger.rows(ids)} == {Review.CANDIDATE}


def test_deciding_on_more_than_one_page_of_ids_reaches_them_all(ledger: Ledger) -> None:
    """Databases limit the number of parameters; people do not care. The same id twice counts once."""
    ids = enter(ledger, *(a_target(f"第{number}项") for number in range(1203)))

    assert ledger.accept([*ids, ids[0]], actor="李航") == 1203
    assert len(ledger.ids(parse_filter(["review:tracked"], today=DAY), day=DAY, near_days=30)) == 1203
    assert len(ledger.rows(ledger.ids(EVERYTHING, day=DAY, near_days=30))) == 1203


def test_deciding_on_nothing_is_nothing(ledger: Ledger) -> None:
    """An empty selection neither fails nor leaves a trace."""
    assert ledger.accept([], actor="李航") == 0
    assert ledger.events() == ()
