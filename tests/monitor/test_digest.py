"""The digest: one value, read once from a real ledger, in which every target stands where it belongs."""

from datetime import date, timedelta
from decimal import Decimal

from commitments.errors import Problem
from commitments.evidence import RejectReason, Verdict
from commitments.ledger import Ledger
from commitments.target import Target
from commitments.timing import Timing
from monitor.digest import Digest, Line, build_digest, by_unit
from tests.commitments.builders import ACTOR, a_target, an_evidence, enter
from tests.monitor.builders import a_digest, a_document_entry, a_line, an_entry

DAY = date(2025, 7, 1)
NEAR_DAYS = 30


def _digest(ledger: Ledger, *, only_tracked: bool = False) -> Digest:
    return build_digest(ledger, day=DAY, near_days=NEAR_DAYS, only_tracked=only_tracked)


def _ids(lines: tuple[Line, ...]) -> list[int]:
    return [line.entry.id for line in lines]


def _in(days: int) -> date:
    return DAY + timedelta(days=days)


def test_every_target_stands_under_its_timing(ledger: Ledger) -> None:
    """The calendar alone decides; the boundaries belong to the warning window."""
    dues = {"late": _in(-1), "today": DAY, "soon": _in(1), "edge": _in(NEAR_DAYS), "far": _in(NEAR_DAYS + 1)}
    ids = dict(zip([*dues, "never"], enter(ledger, *map(_due, [*dues.values(), None])), strict=True))

    digest = _digest(ledger)

    assert _ids(digest.overdue) == [ids["late"]]
    assert _ids(digest.due) == [ids["today"]]
    assert _ids(digest.near) == [ids["soon"], ids["edge"]]
    assert _ids(digest.ahead) == [ids["far"]]
    assert _ids(digest.undated) == [ids["never"]]
    assert sorted(_ids(digest.open_lines)) == sorted(ids.values())


def _due(day: date | None) -> Target:
    return a_target(f"于{day}前完成", due=day)


def test_the_most_overdue_comes_first_and_equals_come_by_id(ledger: Ledger) -> None:
    """The order is the order of urgency, and the same on every run."""
    first, second, third = enter(ledger, _due(_in(-1)), a_target("甲", due=_in(-9)), a_target("乙", due=_in(-9)))

    assert _ids(_digest(ledger).overdue) == [second, third, first]
    assert [line.days for line in _digest(ledger).overdue] == [-9, -9, -1]


def test_a_rejected_target_is_nowhere(ledger: Ledger) -> None:
    """What is no promise is not overdue."""
    (kept, refused) = enter(ledger, a_target("甲", due=_in(-1)), a_target("乙", due=_in(-1)))
    ledger.reject([refused], reason=RejectReason.NOT_A_COMMITMENT, actor=ACTOR)

    digest = _digest(ledger)

    assert _ids(digest.overdue) == _ids(digest.unreviewed) == [kept]
    assert digest.counts.timing[Timing.OVERDUE] == 1


def test_a_verdict_closes_whatever_the_calendar_says(ledger: Ledger) -> None:
    """Closed lines are no longer overdue, even when the promise was missed."""
    (target,) = enter(ledger, a_target(due=_in(-1)))
    ledger.judge(target, Verdict.MISSED, reason="到期未完成", actor=ACTOR)

    digest = _digest(ledger)

    assert (_ids(digest.closed), _ids(digest.overdue)) == ([target], [])
    assert digest.closed[0].timing is Timing.CLOSED


def test_notices_to_departments_leave_candidates_out(ledger: Ledger) -> None:
    """What nobody has reviewed is not sent to anybody."""
    (tracked, candidate) = enter(ledger, a_target("甲", due=_in(-1)), a_target("乙", due=_in(-1)))
    ledger.accept([tracked], actor=ACTOR)

    assert _ids(_digest(ledger, only_tracked=True).overdue) == [tracked]
    assert _ids(_digest(ledger).overdue) == [tracked, candidate]
    assert _ids(_digest(ledger).unreviewed) == [candidate]


def test_recent_evidence_is_the_newest_first(ledger: Ledger) -> None:
    """What was seen within the week, or written down within it."""
    (older, newer) = enter(ledger, a_target("甲"), a_target("乙"))
    ledger.add_evidence(older, an_evidence(_in(-3), value=Decimal(3)), actor=ACTOR)
    ledger.add_evidence(newer, an_evidence(_in(-1), value=Decimal(4)), actor=ACTOR)

    recent = _digest(ledger).recent

    assert _ids(recent) == [newer, older]
    assert recent[0].entry.latest is not None
    assert recent[0].entry.latest.value == Decimal(4)


def test_problems_of_the_run_travel_with_the_digest(ledger: Ledger) -> None:
    """What could not be read is part of the day's facts."""
    problem = Problem("a.pdf", "读不了")

    assert build_digest(ledger, day=DAY, near_days=NEAR_DAYS, problems=(problem,)).problems == (problem,)


def test_an_empty_ledger_is_an_empty_day(ledger: Ledger) -> None:
    """Nothing is something to say, not an error."""
    digest = _digest(ledger)

    assert digest.open_lines == digest.closed == digest.recent == ()
    assert digest.counts.total == 0


def test_a_joint_lead_appears_under_each_unit() -> None:
    """Nobody can point at the other; the unit with most lines comes first, nobody's last."""
    issuer = a_document_entry(issuer=None)
    joint = a_line(an_entry(a_target(lead=("省教育厅", "省科技厅")), id=1))
    single = a_line(an_entry(a_target(lead=("省科技厅",)), id=2))
    nobody = a_line(an_entry(a_target(), id=3, document=issuer))

    groups = by_unit((nobody, joint, single))

    assert [(group.unit, _ids(group.lines)) for group in groups] == [
        ("省科技厅", [1, 2]),
        ("省教育厅", [1]),
        ("", [3]),
    ]


def test_who_answers_falls_back_from_lead_to_support_to_issuer() -> None:
    """Somebody is always asked, if the document names anybody at all."""
    assert a_line(an_entry(a_target(lead=("甲",), support=("乙",)))).units == ("甲",)
    assert a_line(an_entry(a_target(support=("乙",)))).units == ("乙",)
    assert a_line(an_entry(a_target(), document=a_document_entry(issuer="丙"))).units == ("丙",)
    assert a_line(an_entry(a_target(), document=a_document_entry(issuer=None))).units == ()


def test_the_day_of_one_unit_holds_what_it_leads_and_what_it_supports() -> None:
    """A helper reads its own report too."""
    led = an_entry(a_target(lead=("甲",)), id=1)
    helped = an_entry(a_target(lead=("乙",), support=("甲",)), id=2)
    foreign = an_entry(a_target(lead=("乙",)), id=3)

    seen = a_digest(led, helped, foreign).of_unit("甲")

    assert sorted(_ids(seen.open_lines)) == [1, 2]
    assert (seen.unit, seen.counts.timing[Timing.NEAR] + seen.counts.timing[Timing.AHEAD]) == ("甲", 2)
    assert (seen.counts.tracked, seen.counts.candidates) == (2, 0)
