"""What a notice says, and how it is cut."""

import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from commitments.evidence import Review
from monitor.notifications.message import Group, Item, Message, digest_message, from_document, lines, to_document
from monitor.notifications.paging import pages
from tests.commitments.builders import a_target
from tests.monitor.builders import DAY, a_digest, a_full_day, an_entry
from tests.monitor.notifications.builders import a_message, an_item

WORDS = st.text(max_size=12)
ITEMS = st.builds(
    Item,
    target_id=st.integers(1, 10**9),
    code=WORDS,
    promise=WORDS,
    quantity=WORDS,
    due=st.none() | st.dates(),
    days=st.none() | st.integers(-(10**6), 10**6),
    units=st.lists(WORDS, max_size=3).map(tuple),
    document=WORDS,
    reviewed=st.booleans(),
)
GROUPS = st.builds(Group, heading=WORDS, items=st.lists(ITEMS, max_size=6).map(tuple), more=st.integers(0, 99))
MESSAGES = st.builds(
    Message,
    title=WORDS,
    day=st.dates(),
    groups=st.lists(GROUPS, max_size=4).map(tuple),
    notes=st.lists(WORDS, max_size=3).map(tuple),
    part=st.integers(1, 3),
    parts=st.integers(1, 3),
)


@given(MESSAGES)
def test_a_message_survives_the_outbox(message: Message) -> None:
    """What is read from JSON is what was written."""
    assert from_document(json.loads(json.dumps(to_document(message)))) == message


@given(MESSAGES, st.integers(1, 8))
def test_paging_loses_no_item_without_counting_it(message: Message, limit: int) -> None:
    """Every item is on exactly one page, in order, or in a count; counts add up to the whole."""
    cut = pages(message, lambda page: len(page.items) <= limit)

    shown = [item for page in cut for item in page.items]
    assert list(message.items[: len(shown)]) == shown
    assert sum(g.count for page in cut for g in page.groups) == sum(g.count for g in message.groups)
    assert len(cut) <= 3
    assert all(len(page.items) <= limit for page in cut)


def test_pages_are_numbered_and_only_the_first_opens_with_the_notes() -> None:
    """A reader sees how many pages there are and is told the news once."""
    message = a_message(*(an_item(n) for n in range(1, 8)), notes=("上一期没有送达",))
    cut = pages(message, lambda page: len(page.items) <= 3)

    assert [(page.part, page.parts, len(page.items)) for page in cut] == [(1, 3, 3), (2, 3, 3), (3, 3, 1)]
    assert [page.notes for page in cut] == [("上一期没有送达",), (), ()]
    assert cut[1].heading == "督办日报 2025-07-01（2/3）"


def test_what_does_not_fit_on_three_pages_is_counted_on_the_last() -> None:
    """The rest is a number, never a silence."""
    cut = pages(a_message(*(an_item(n) for n in range(1, 20))), lambda page: len(page.items) <= 4)

    assert [len(page.items) for page in cut] == [4, 4, 4]
    assert cut[-1].groups[0].more == 7
    assert "还有 7 项" in lines(cut[-1], "R-7F3K")


def test_the_digest_becomes_late_due_and_near_lines() -> None:
    """A notice says what is promised, by when, by whom and in which document."""
    message = digest_message(a_full_day())
    assert message is not None
    said = "\n".join(lines(message, "R-7F3K"))

    assert [(group.heading, group.count) for group in message.groups] == [
        ("已逾期", 2),
        ("今日到期", 1),
        ("即将到期", 1),
    ]
    assert "C000005 2025-10-31 到期，逾期 21 天｜工程师培训人数｜≥ 200 名｜省教育厅、省科技厅" in said
    assert "《某省制造业提升行动方案》" in said
    assert "2025-11-21 到期，今天" in said
    assert "2025-12-20 到期，还有 29 天" in said
    assert said.endswith("R-7F3K · 2025-11-21 · duban 督办")


def test_a_candidate_is_marked_as_not_reviewed() -> None:
    """Nobody is told of a machine's belief as if a person had confirmed it."""
    late = a_target(due=date(2025, 1, 1))
    digest = a_digest(an_entry(late, id=1), an_entry(late, id=2, review=Review.CANDIDATE))
    message = digest_message(digest)
    assert message is not None

    assert [item.words.endswith("待核") for item in message.items] == [False, True]


def test_a_day_with_nothing_to_say_is_no_message() -> None:
    """Far and undated targets do not make a notice."""
    assert digest_message(a_digest(an_entry(a_target(due=None)), day=DAY)) is None


def test_hostile_words_come_out_on_one_harmless_line() -> None:
    """Line breaks, escapes and bidi marks of a document cannot forge lines of a notice."""
    target = a_target(due=date(2025, 1, 1), metric="企业\n数量\x1b[31m\u202e" + "长" * 200, lead=("某局\r\n假单位",))
    message = digest_message(a_digest(an_entry(target)))
    assert message is not None
    (item,) = message.items

    assert not set("\n\r\x1b\u202e") & set(item.words)
    assert len(item.promise) == 60


def test_a_huge_group_is_cut_with_a_count() -> None:
    """The outbox keeps two hundred lines of a group and the number of the others."""
    late = a_target(due=date(2025, 1, 1))
    message = digest_message(a_digest(*(an_entry(late, id=n) for n in range(1, 211))))
    assert message is not None

    assert (len(message.items), message.groups[0].more, message.groups[0].count) == (200, 10, 210)


def test_items_can_be_taken_out_and_empty_groups_go() -> None:
    """What was settled since is not said any more."""
    message = replace(
        a_message(an_item(1), an_item(2)), groups=(Group("甲", (an_item(1),)), Group("乙", (an_item(2),)))
    )

    assert [group.heading for group in message.without(frozenset({1})).groups] == ["乙"]
