"""Counting over all targets: what is grouped equals what the same filters list one by one, on both databases."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from commitments.evidence import Evidence, Grade, RejectReason, Verdict
from commitments.filter import EVERYTHING, parse_filter
from commitments.ledger import Ledger, Overview, Standing, UnitLoad, UnitSlip
from tests.commitments.builders import a_target, enter

DAY = date(2025, 7, 1)
SILENT = date(2025, 6, 1)


class Hands:
    """A clock that is set by hand."""

    now = datetime(2025, 6, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The moment it was set to."""
        return self.now


@pytest.fixture
def book(ledger_url: str) -> Iterator[Ledger]:
    """A ledger in which something has happened to most targets."""
    hands = Hands()
    with Ledger.open(ledger_url, now=hands, four_eyes=True) as opened:
        late, moved, met, gone, _ = enter(
            opened,
            a_target("逾期", due=date(2025, 6, 1), lead=["甲局", "乙局"], support=["丙局"]),
            a_target("移过", due=date(2025, 6, 30), lead=["甲局"], support=["丙局", "丁局"]),
            a_target("兑现", due=date(2025, 6, 30), lead=["甲局"]),
            a_target("退回", due=date(2025, 6, 30), lead=["甲局"]),
            a_target("没人", due=None),
        )
        enter(opened, a_target("只有配合", due=date(2025, 6, 20), support=["丙局"]))
        opened.extend(moved, date(2025, 9, 30), reason="土地手续", approver="周副市长", actor="王敏")
        opened.extend(moved, date(2025, 8, 31), reason="提前", approver="周副市长", actor="王敏")
        for target_id in (met, late):
            seen = Evidence(date(2025, 6, 20), Decimal(1), grade=Grade.RECORD)
            opened.add_evidence(target_id, seen, actor="王敏")
        hands.now = datetime(2025, 6, 28, 23, 30, tzinfo=UTC)
        opened.judge(met, Verdict.MET, reason="验收", actor="王敏")
        opened.judge(late, Verdict.PARTLY, reason="验收", actor="王敏")
        hands.now += timedelta(hours=1)
        opened.confirm(met, actor="李航")
        opened.reject([gone], reason=RejectReason.OTHERS, actor="王敏")
        yield opened


def test_everything_is_counted_once(book: Ledger) -> None:
    """Standings by due date and verdict; the day of a closing is that of its confirmation."""
    asked = parse_filter(["-review:rejected"], today=DAY)

    seen = book.overview(asked, day=DAY, near_days=30, silent_day=SILENT)

    assert seen.standings == (
        Standing(date(2025, 6, 1), Verdict.OPEN, 1, 0),
        Standing(date(2025, 6, 20), Verdict.OPEN, 1, 0),
        Standing(date(2025, 6, 30), Verdict.MET, 1, 0),
        Standing(date(2025, 8, 31), Verdict.OPEN, 1, 1),
        Standing(None, Verdict.OPEN, 1, 0),
    )
    assert seen.promised == ((date(2025, 6, 1), 1), (date(2025, 6, 20), 1), (date(2025, 6, 30), 2))
    assert seen.closed == ((date(2025, 6, 29), 1),)
    assert (seen.waiting, seen.silent, seen.unheard) == (1, 3, 3)


def test_units_are_told_apart_by_whether_they_answer_or_help(book: Ledger) -> None:
    """Joint leads count for both; one who is named alone answers; where nobody is named the issuer does."""
    seen = book.overview(EVERYTHING, day=DAY, near_days=30, silent_day=SILENT)

    assert seen.answering == (
        UnitLoad("甲局", 2, 1, date(2025, 6, 1)),
        UnitLoad("丙局", 1, 1, date(2025, 6, 20)),
        UnitLoad("乙局", 1, 1, date(2025, 6, 1)),
        UnitLoad("某市人民政府办公室", 1, 0, None),
    )
    assert seen.helping == (UnitLoad("丙局", 2, 1, date(2025, 6, 1)), UnitLoad("丁局", 1, 0, None))
    assert seen.slips == (UnitSlip("甲局", 1, 2, 62),)


def test_a_number_is_as_long_as_its_list(book: Ledger) -> None:
    """Each load is what the filter by that unit lists."""
    seen = book.overview(EVERYTHING, day=DAY, near_days=30, silent_day=SILENT)

    for key, loads in (("负责", seen.answering), ("配合", seen.helping)):
        for load in loads:
            for words, number in ((["结论:待核查", "-状态:已退"], load.open), (["逾期"], load.overdue)):
                asked = parse_filter([f"{key}={load.unit}", *words], today=DAY)
                assert len(book.ids(asked, day=DAY, near_days=30)) == number
    asked = parse_filter(["负责=甲局", "延期>=1"], today=DAY)
    assert len(book.ids(asked, day=DAY, near_days=30)) == seen.slips[0].targets


def test_due_days_and_lanes_count_what_the_filter_leaves(book: Ledger) -> None:
    """The same targets by day, and by day and unit."""
    asked = parse_filter(["verdict:open", "-review:rejected"], today=DAY)
    entries = book.entries(asked, day=DAY, near_days=30)

    days = book.due_days(asked, day=DAY, near_days=30)
    lanes = book.lanes(asked, day=DAY, near_days=30)

    assert dict(days) == Counter(entry.due for entry in entries if entry.due)
    assert [day for day, _ in days] == sorted(dict(days))
    assert {(lane.unit, lane.due): lane.targets for lane in lanes} == {
        ("甲局", date(2025, 6, 1)): 1,
        ("乙局", date(2025, 6, 1)): 1,
        ("丙局", date(2025, 6, 20)): 1,
        ("甲局", date(2025, 8, 31)): 1,
    }


def test_an_empty_ledger_has_nothing_to_count(ledger: Ledger) -> None:
    """No division, no null."""
    seen = ledger.overview(EVERYTHING, day=DAY, near_days=30, silent_day=SILENT)

    assert seen == Overview((), (), (), (), (), (), 0, 0, 0)


def test_a_ledger_that_stands_still_answers_every_question_of_one_moment(book: Ledger) -> None:
    """Lists and counts agree, whatever is written between two questions; nothing can be written through it."""
    with book.still() as still:
        before = still.counts(day=DAY, near_days=30)
        enter(book, a_target("后来的", due=DAY))
        listed = still.entries(EVERYTHING, day=DAY, near_days=30)

        assert len(listed) == before.total
        assert still.counts(day=DAY, near_days=30) == before
        with pytest.raises(AssertionError):
            still.accept([1], actor="王敏")

    assert book.counts(day=DAY, near_days=30).total == before.total + 1
