"""Filters about the life of a target, on both databases: who answers, when promised, moved, closed, last heard of."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from commitments.evidence import Evidence, Grade, Verdict
from commitments.filter import parse_filter
from commitments.ledger import Ledger
from commitments.ledger.entries import Observation
from tests.commitments.builders import a_target, an_evidence, enter

DAY = date(2025, 7, 1)


class Hands:
    """A clock that is set by hand."""

    now = datetime(2025, 6, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The moment it was set to."""
        return self.now


@pytest.fixture
def hands() -> Hands:
    """The clock of the ledger."""
    return Hands()


@pytest.fixture(name="book")
def a_ledger_set_by_hand(ledger_url: str, hands: Hands) -> Iterator[Ledger]:
    """An empty ledger on that clock."""
    with Ledger.open(ledger_url, now=hands) as opened:
        yield opened


def _found(ledger: Ledger, *words: str) -> set[str]:
    asked = parse_filter(words, today=DAY)
    return {entry.target.quote for entry in ledger.entries(asked, day=DAY, near_days=30)}


def _observe(ledger: Ledger, target_id: int, day: date, *, accepted: bool = True) -> Observation:
    seen = Evidence(day, Decimal(900), note="月报", grade=Grade.RECORD, override="照录")
    return ledger.add_evidence(target_id, seen, actor="王敏", accepted=accepted)


@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        (["负责=甲局"], {"甲牵头", "甲乙牵头"}),
        (["负责:局"], {"甲牵头", "甲乙牵头", "丙来办"}),
        (["负责=乙局"], {"甲乙牵头"}),
        (["负责=丙局"], {"丙来办"}),
        (["配合=丙局"], {"甲牵头"}),
        (["配合:局"], {"甲牵头"}),
        (["负责=某市人民政府办公室"], {"没有写谁"}),
        (["-负责=甲局"], {"丙来办", "没有写谁"}),
        (["负责=甲"], set()),
        (["负责=无"], set()),
    ],
)
def test_who_answers_is_the_lead_then_whoever_is_named_then_the_issuer(
    book: Ledger, words: Sequence[str], quotes: set[str]
) -> None:
    """The same rule as in the report of the day; who helps, helps beside a lead."""
    enter(
        book,
        a_target("甲牵头", lead=["甲局"], support=["丙局"]),
        a_target("甲乙牵头", lead=["甲局", "乙局"]),
        a_target("丙来办", support=["丙局"]),
        a_target("没有写谁"),
    )

    assert _found(book, *words) == quotes


def test_a_moved_date_keeps_the_one_that_was_promised(book: Ledger) -> None:
    """原定 looks at the promise, 时限 at what is in force, 延期 counts the moves."""
    moved, _, _ = enter(book, a_target("移"), a_target("未移"), a_target("无期", due=None))
    for day in (date(2026, 3, 31), date(2026, 6, 30)):
        book.extend(moved, day, reason="土地手续", approver="周副市长", actor="王敏")

    assert _found(book, "原定:2025-12") == {"移", "未移"}
    assert _found(book, "-原定<=2025-12") == {"无期"}
    assert _found(book, "时限>2025") == {"移"}
    assert _found(book, "延期>=1") == _found(book, "延期:2") == {"移"}
    assert _found(book, "延期<1") == {"未移", "无期"}


def test_a_target_is_closed_on_the_day_of_its_confirmation(book: Ledger, hands: Hands) -> None:
    """A proposal closes nothing, and what was opened again is not closed."""
    book.four_eyes = True
    alone, two, waits, opened = enter(book, *(a_target(quote) for quote in ("一人", "两人", "等着", "重开")))
    hands.now = datetime(2025, 6, 30, 23, 59, tzinfo=UTC)
    book.judge(alone, Verdict.WITHDRAWN, reason="规划调整", actor="李航", self_verified=True)
    for target_id in (two, waits, opened):
        book.judge(target_id, Verdict.MISSED, reason="未完成", actor="李航")
    hands.now = datetime(2025, 7, 1, 0, 0, tzinfo=UTC)
    book.confirm(two, actor="王敏")
    book.confirm(opened, actor="王敏")
    book.reopen([opened], actor="王敏", reason="误点")

    assert _found(book, "销号:2025-06-30") == _found(book, "销号<2025-07-01") == {"一人"}
    assert _found(book, "销号:2025-07") == _found(book, "销号>=2025-07-01") == _found(book, "销号>2025-06") == {"两人"}
    assert _found(book, "-销号<=2025-06-30") == {"两人", "等着", "重开"}


def test_silence_counts_from_the_last_evidence_or_from_the_promise(book: Ledger) -> None:
    """Evidence nobody vouched for, and struck evidence, do not break it. The documents are of 2025-05-20."""
    old, new, doubted, struck, _ = enter(book, *(a_target(quote) for quote in ("旧", "新", "未采信", "作废", "无")))
    _observe(book, old, date(2025, 5, 1))
    _observe(book, new, date(2025, 6, 20))
    _observe(book, doubted, date(2025, 6, 20), accepted=False)
    book.strike_evidence(_observe(book, struck, date(2025, 6, 20)).id, actor="王敏", reason="张冠李戴")

    assert _found(book, "证据<2025-06-20") == {"旧", "未采信", "作废", "无"}
    assert _found(book, "证据<=2025-06-20") == {"旧", "新", "未采信", "作废", "无"}
    assert _found(book, "证据<2025-05-20") == {"旧"}
    assert _found(book, "证据:2025-06") == _found(book, "证据>2025-05") == {"新"}
    assert _found(book, "证据:无") == {"未采信", "作废", "无"}
    assert _found(book, "-证据:无") == {"旧", "新"}


def test_silence_is_what_progress_calls_stale(book: Ledger) -> None:
    """One rule, told twice: in SQL for lists, in Python for one target."""
    ids = enter(book, *(a_target(quote) for quote in ("旧", "新", "边", "文", "无")))
    for target_id, day in zip(ids, (date(2025, 5, 21), date(2025, 6, 20), date(2025, 6, 1)), strict=False):
        _observe(book, target_id, day)
    book.add_evidence(ids[3], an_evidence(date(2025, 6, 10), value=None, note="见通知"), actor="王敏")

    stale = _found(book, "证据<2025-06-01")

    for target_id in ids:
        progress = book.progress(target_id, day=DAY, stale_days=30)
        assert progress is not None
        assert progress.stale == (book.entry(target_id).target.quote in stale)
    assert stale == {"旧", "无"}


def test_what_nobody_touched_since_is_found(book: Ledger, hands: Hands) -> None:
    """By people: what a sweep notices, or a newer extractor reads again, is no look at it."""
    hands.now = datetime(2025, 1, 10, 8, tzinfo=UTC)
    early, late, never = enter(book, *(a_target(quote, due=None) for quote in ("早", "晚", "没人")))
    book.accept([early, late], actor="李航")
    hands.now = datetime(2025, 6, 20, 8, tzinfo=UTC)
    book.remark(late, leader="张", said="抓紧", actor="王敏")
    book.note_timings(day=DAY, near_days=30)

    assert _found(book, "动过<2025-06-20") == {"早", "没人"}
    assert _found(book, "动过<=2025-06-20") == {"早", "晚", "没人"}
    assert _found(book, "动过>=2025-06") == _found(book, "动过:2025-06") == {"晚"}
    assert _found(book, "动过<2025-01-10") == set()
    assert never
