"""Closing: what it takes, who may do it, and how the ledger tells one person from two."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from commitments.errors import LedgerError, StaleEntry
from commitments.evidence import Evidence, Grade, RejectReason, Review, Verdict
from commitments.ledger import Ledger
from commitments.ledger.verdicts import same_person
from tests.commitments.builders import a_target, an_evidence, close, enter

NOW = datetime(2025, 7, 1, 1, 3, tzinfo=UTC)


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    """An empty ledger in which a verdict needs two people."""
    with Ledger.open(ledger_url, now=lambda: NOW, four_eyes=True) as opened:
        yield opened


@pytest.fixture
def number(ledger: Ledger) -> int:
    """A target with evidence on which it can be closed."""
    (number,) = enter(ledger, a_target())
    ledger.accept([number], actor="王敏")
    ledger.add_evidence(number, an_evidence(), actor="王敏")
    return number


def test_the_first_persons_verdict_waits(ledger: Ledger, number: int) -> None:
    """Nothing is closed; who concluded what and why is there to be seen."""
    entry = ledger.judge(number, Verdict.MET, reason="见统计公报", actor="王敏")

    assert (entry.closed, entry.verdict) == (False, Verdict.OPEN)
    assert entry.waiting is not None
    assert (entry.waiting.verdict, entry.waiting.reason, entry.waiting.proposed_by) == (
        Verdict.MET,
        "见统计公报",
        "王敏",
    )
    assert ledger.events(target_id=number, limit=1)[0].action == "propose"


@pytest.mark.parametrize("way", ["confirm", "judge"])
def test_the_second_person_closes_it(ledger: Ledger, number: int, way: str) -> None:
    """By confirming, or by coming to the same verdict."""
    ledger.judge(number, Verdict.MET, reason="见统计公报", actor="王敏")
    if way == "confirm":
        entry = ledger.confirm(number, actor="李航", note="核对无误")
    else:
        entry = ledger.judge(number, Verdict.MET, reason="核对无误", actor="李航")

    assert (entry.verdict, entry.verdict_reason, entry.self_verified) == (Verdict.MET, "见统计公报", False)
    assert entry.closing is not None
    assert (entry.closing.proposed_by, entry.closing.confirmed_by, entry.closing.confirmed_at) == (
        "王敏",
        "李航",
        NOW,
    )
    event = ledger.events(target_id=number, limit=1)[0]
    assert (event.action, event.actor, event.reason) == ("judge", "李航", "核对无误")


@pytest.mark.parametrize("name", ["王敏", " 王 敏", "王敏　"])
def test_nobody_confirms_their_own_verdict(ledger: Ledger, number: int, name: str) -> None:
    """However they write their name; judging again only renews the proposal."""
    ledger.judge(number, Verdict.MET, reason="见统计公报", actor="王敏")
    with pytest.raises(LedgerError, match="另一人"):
        ledger.confirm(number, actor=name)

    assert ledger.judge(number, Verdict.MET, reason="见年报", actor=name).waiting is not None
    assert not ledger.entry(number).closed


def test_names_are_one_persons_in_any_width_and_case() -> None:
    """Ｌｉ Hang is li hang; 李航 is not 李杭."""
    assert same_person("Ｌｉ Hang", "lihang")
    assert not same_person("李航", "李杭")


def test_another_verdict_of_the_second_person_is_a_proposal_of_theirs(ledger: Ledger, number: int) -> None:
    """Two people who disagree have not closed anything; now the first may confirm the second's."""
    ledger.judge(number, Verdict.MET, reason="见统计公报", actor="王敏")
    entry = ledger.judge(number, Verdict.PARTLY, reason="只到八成", actor="李航")
    assert entry.waiting is not None
    assert (entry.waiting.verdict, entry.waiting.proposed_by) == (Verdict.PARTLY, "李航")

    assert ledger.confirm(number, actor="王敏").verdict is Verdict.PARTLY


def test_one_person_alone_is_recorded_as_alone(ledger: Ledger, number: int) -> None:
    """Self-verified is no secret: it stands in the entry and in the log."""
    entry = ledger.judge(number, Verdict.MET, reason="见统计公报", actor="王敏", self_verified=True)

    assert (entry.closed, entry.self_verified) == (True, True)
    assert ledger.events(target_id=number, limit=1)[0].after["closing"]["self_verified"] is True


def test_without_four_eyes_every_verdict_is_self_verified(ledger: Ledger, number: int) -> None:
    """The setting changes who may close, not what is said of it."""
    ledger.four_eyes = False

    assert ledger.judge(number, Verdict.MET, reason="见统计公报", actor="王敏").self_verified


def test_a_declined_verdict_leaves_the_target_open(ledger: Ledger, number: int) -> None:
    """With the reason in the log; nothing waits any more."""
    ledger.judge(number, Verdict.MET, reason="见统计公报", actor="王敏")
    entry = ledger.decline(number, reason="口径不符", actor="李航")

    assert (entry.waiting, entry.closing, entry.verdict) == (None, None, Verdict.OPEN)
    assert ledger.events(target_id=number, limit=1)[0].reason == "口径不符"
    with pytest.raises(LedgerError, match="没有待确认"):
        ledger.confirm(number, actor="李航")


@pytest.mark.parametrize("verdict", [Verdict.MET, Verdict.MET_LATE, Verdict.PARTLY])
def test_nothing_is_called_done_on_no_evidence_or_on_an_announcement(ledger: Ledger, verdict: Verdict) -> None:
    """Somebody said it will be done: that is where we came in."""
    (number,) = enter(ledger, a_target())
    for _ in range(2):
        with pytest.raises(LedgerError, match="证据"):
            ledger.judge(number, verdict, reason="据报道", actor="王敏")
        announced = Evidence(an_evidence().observed_on, note="据报道", grade=Grade.ANNOUNCEMENT)
        ledger.add_evidence(number, announced, actor="王敏")

    assert ledger.entry(number).closing is None


@pytest.mark.parametrize("verdict", [Verdict.MISSED, Verdict.WITHDRAWN, Verdict.UNMEASURABLE])
def test_what_was_not_done_needs_a_reason_and_no_evidence(ledger: Ledger, verdict: Verdict) -> None:
    """That nothing was seen cannot be shown by something seen."""
    (number,) = enter(ledger, a_target())
    ledger.judge(number, verdict, reason="年报未提及", actor="王敏")

    assert ledger.confirm(number, actor="李航").verdict is verdict


def test_a_closed_target_is_opened_before_it_is_judged_anew(ledger: Ledger, number: int) -> None:
    """Two people closed it; one alone does not change that."""
    close(ledger, number)
    with pytest.raises(LedgerError, match="已销号"):
        ledger.judge(number, Verdict.MISSED, reason="有误", actor="李航")

    ledger.reopen([number], reason="有误", actor="李航")
    entry = ledger.entry(number)
    assert (entry.verdict, entry.closing, entry.review) == (Verdict.OPEN, None, Review.TRACKED)


def test_reopening_takes_a_proposal_back_before_the_review(ledger: Ledger, number: int) -> None:
    """The last decision first."""
    ledger.judge(number, Verdict.MET, reason="见统计公报", actor="王敏")

    assert ledger.reopen([number], reason="再看", actor="李航") == 1
    assert (ledger.entry(number).waiting, ledger.entry(number).review) == (None, Review.TRACKED)
    assert ledger.reopen([number], reason="再看", actor="李航") == 1
    assert ledger.entry(number).review is Review.CANDIDATE


def test_striking_the_evidence_takes_the_verdict_that_rested_on_it(ledger: Ledger, number: int) -> None:
    """Also one that only waits."""
    ledger.judge(number, Verdict.MET, reason="见统计公报", actor="王敏")
    ledger.strike_evidence(ledger.evidence(number)[0].id, reason="口径有误", actor="李航")

    assert ledger.entry(number).waiting is None
    with pytest.raises(LedgerError):
        ledger.confirm(number, actor="李航")


def test_a_target_is_superseded_by_another_and_says_by_which(ledger: Ledger) -> None:
    """Withdrawn, with the way to its successor."""
    old, new = enter(ledger, a_target(), a_target("力争达到5000家"))
    ledger.judge(old, Verdict.WITHDRAWN, reason="新方案另有目标", superseded_by=new, actor="王敏")
    closing = ledger.confirm(old, actor="李航").closing

    assert closing is not None
    assert closing.superseded_by == new


def test_targets_do_not_supersede_each_other_in_a_circle(ledger: Ledger) -> None:
    """Nor themselves, nor by what was sent back."""
    first, second, third = enter(ledger, a_target(), a_target("甲"), a_target("乙"))
    ledger.judge(first, Verdict.WITHDRAWN, reason="取代", superseded_by=second, actor="王敏", self_verified=True)
    ledger.reject([third], reason=RejectReason.OTHERS, actor="王敏")

    for target, successor in ((second, first), (second, second), (second, third)):
        with pytest.raises(LedgerError):
            ledger.judge(target, Verdict.WITHDRAWN, reason="取代", superseded_by=successor, actor="王敏")


def test_confirming_what_changed_meanwhile_is_refused(ledger: Ledger, number: int) -> None:
    """The second person confirms what they saw."""
    seen = ledger.judge(number, Verdict.MET, reason="见统计公报", actor="王敏").version
    ledger.judge(number, Verdict.PARTLY, reason="只到八成", actor="王敏")

    with pytest.raises(StaleEntry):
        ledger.confirm(number, actor="李航", expected_version=seen)
    assert ledger.audit().sound
