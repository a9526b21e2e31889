"""The ladder: which stages are reached when, told once, to whom; after an outage only the highest."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config import ScheduleSettings
from monitor.digest import build_digest
from monitor.notice_settings import LadderSettings, NotifySettings, RouteSettings
from monitor.notifications.ladder import Rung, climb, rungs, to_tell
from monitor.notifications.message import Message, from_document
from tests.commitments.builders import ACTOR, a_target, enter
from tests.monitor.notifications.builders import a_channel
from tests.monitor.notifications.conftest import Office

USUAL = LadderSettings()


def _names(late: int, *, is_due: bool | None = None, slowed: bool = False, ladder: LadderSettings = USUAL) -> str:
    due = late >= 0 if is_due is None else is_due
    return " ".join(rung.name for rung in rungs(ladder, late, is_due=due, slowed=slowed))


@pytest.mark.parametrize(
    ("late", "reached"),
    [
        (-31, ""),
        (-30, "U30"),
        (-8, "U30"),
        (-7, "U30 U7"),
        (-1, "U30 U7 U1"),
        (0, "D"),
        (1, "D E1"),
        (2, "D E1"),
        (3, "D E1 E2"),
        (5, "D E1 E2 E3"),
        (9, "D E1 E2 E3"),
        (10, "D E1 E2 E3 W1"),
        (15, "D E1 E2 E3 W2"),
    ],
)
def test_the_stages_by_working_days(late: int, reached: str) -> None:
    """Thirty, seven, one; the day itself; one, three, five; then every five."""
    assert _names(late) == reached


def test_who_took_note_is_reminded_at_half_the_pace() -> None:
    """Once before the day, then after two, six and ten days, then every ten."""
    assert [_names(late, slowed=True) for late in (-30, -7, -1)] == ["", "", "U1"]
    assert [_names(late, slowed=True) for late in (1, 2, 5, 6, 10, 19, 20)] == [
        "D",
        "D E1",
        "D E1",
        "D E1 E2",
        "D E1 E2 E3",
        "D E1 E2 E3",
        "D E1 E2 E3 W1",
    ]


def test_a_ladder_may_be_short() -> None:
    """No steps before, one after, no weeks."""
    assert _names(-1, ladder=LadderSettings(upcoming=(), overdue=(2,), every=0)) == ""
    assert _names(99, ladder=LadderSettings(upcoming=(), overdue=(2,), every=0)) == "D E1"
    assert _names(7, ladder=LadderSettings(overdue=(), every=5)) == "D W1"


@given(st.integers(-60, 200), st.booleans())
def test_later_stages_rank_higher(late: int, slowed: bool) -> None:
    """And no day takes one back, except that the date itself ends what came before it."""
    today, tomorrow = (
        [rung.rank for rung in rungs(USUAL, day, is_due=day >= 0, slowed=slowed)] for day in (late, late + 1)
    )

    assert today == sorted(set(today))
    assert max(tomorrow, default=-99) >= max(today, default=-99)


@pytest.mark.parametrize(
    ("name", "level"), [("U7", 0), ("D", 0), ("E1", 1), ("E2", 2), ("E3", 3), ("E9", 3), ("W1", 3)]
)
def test_who_hears_of_it(name: str, level: int) -> None:
    """Owner, requester, manager."""
    assert Rung(name).level == level


def _climb(office: Office, **later: float) -> dict[int, str]:
    """What is newly to be told on a day."""
    office.clock.forward(**later)
    day = office.today
    digest = build_digest(office.ledger, day=day, near_days=30, only_tracked=True)
    climb(office.ledger, office.settings, digest, day)
    return {key: rung.name for key, rung in to_tell(office.ledger, day - timedelta(days=1), day).items()}


def test_each_stage_is_told_once(bare_office: Office) -> None:
    """Day after day; the same day twice changes nothing."""
    (one,) = bare_office.owe("建成三个园区", days=1)
    told = [_climb(bare_office, days=0 if n == 0 else 1).get(one, "") for n in range(16)]

    assert dict(enumerate(told)) == dict.fromkeys(range(16), "") | {
        0: "U1",
        1: "D",
        2: "E1",
        6: "E2",  # past a weekend
        8: "E3",
        15: "W1",
    }
    assert _climb(bare_office).get(one) == "W1"


def test_after_an_outage_only_the_highest_stage_is_told(bare_office: Office) -> None:
    """The lower ones are recorded as skipped."""
    (one,) = bare_office.owe("建成三个园区", days=-5)

    assert _climb(bare_office) == {one: "E2"}
    stages = {stage.stage: stage.skipped for stage in bare_office.ledger.stages([one])}
    assert stages == {"D": True, "E1": True, "E2": False}


def test_a_snooze_pauses_the_ladder(bare_office: Office) -> None:
    """Until its day; then the highest stage reached is told."""
    (one,) = bare_office.owe("建成三个园区", days=0)
    bare_office.ledger.snooze(one, date(2025, 7, 8), reason="等待批复", day=bare_office.today, actor=ACTOR)

    assert _climb(bare_office) == {}
    assert _climb(bare_office, days=6) == {}
    assert _climb(bare_office, days=1) == {one: "E3"}


def test_an_acknowledgement_slows_it(bare_office: Office) -> None:
    """The unit took note: the second call comes after six working days instead of three."""
    (one,) = bare_office.owe("建成三个园区", days=0)
    bare_office.ledger.acknowledge([one], actor=ACTOR)

    assert [_climb(bare_office, days=n).get(one) for n in (0, 1, 1)] == ["D", None, "E1"]


def test_an_extension_starts_a_new_ladder(bare_office: Office) -> None:
    """And what was told of the old date is told of no more."""
    (one,) = bare_office.owe("建成三个园区", days=-1)
    assert _climb(bare_office) == {one: "E1"}
    bare_office.ledger.extend(one, date(2025, 7, 3), reason="批复", approver="李市长", actor=ACTOR)

    assert to_tell(bare_office.ledger, None, bare_office.today) == {}
    assert [_climb(bare_office, days=1).get(one) for _ in range(3)] == ["U1", "D", "E1"]


def test_a_candidate_climbs_no_ladder(bare_office: Office) -> None:
    """Nobody is pressed for what only the rules believe."""
    enter(bare_office.ledger, a_target(due=date(2025, 6, 1)))
    digest = build_digest(bare_office.ledger, day=bare_office.today, near_days=30)

    assert climb(bare_office.ledger, bare_office.settings, digest, bare_office.today) == 0


def test_the_first_ladder_whose_filter_holds_counts(bare_office: Office) -> None:
    """By kind, by unit, by any word of `duban list`."""
    bare_office.more = {
        "ladder": (LadderSettings(filter="园区", upcoming=(), overdue=(20,)), LadderSettings(overdue=(1,), every=0))
    }
    park, other = (*bare_office.owe("建成三个园区", days=-10), *bare_office.owe("新建学校12所", days=-10))

    assert _climb(bare_office) == {park: "D", other: "E1"}


def test_the_offices_calendar_counts(bare_office: Office) -> None:
    """A holiday of the office's own delays the ladder."""
    folder = bare_office.folder
    (folder / "calendar.toml").write_text("off = [2025-06-30, 2025-07-01]\n", encoding="utf-8")
    bare_office.more = {"schedule": ScheduleSettings(calendar="calendar.toml"), "folder": folder}
    (one,) = bare_office.owe("建成三个园区", days=-4)  # Friday

    assert _climb(bare_office) == {one: "D"}
    assert _climb(bare_office, days=1) == {one: "E1"}


def _message(office: Office, channel: str) -> Message:
    (row,) = (row for row in office.rows() if row.channel == channel)
    return from_document(row.document)


def test_the_owner_is_called_and_the_requester_and_the_manager_hear_of_it(bare_office: Office) -> None:
    """Each on a channel of their own, with what has been escalated to them and nothing else."""
    office = bare_office
    office.channels = (
        a_channel(name="商务厅群", mention=("ou_wang",)),
        a_channel(name="交办单位"),
        a_channel(name="局长"),
    )
    office.more = {
        "notify": NotifySettings(requester="交办单位", manager="局长"),
        "route": (RouteSettings(channel="商务厅群", owner="省商务厅"),),
    }
    first, second, third = (office.owe(f"第{n}件", days=days)[0] for n, days in enumerate((-1, -5, -7)))
    office.plan()

    def told(channel: str) -> dict[int, str]:
        return {item.target_id: item.mark for item in _message(office, channel).items}

    marks = {first: "【第 1 次催办】", second: "【第 2 次催办】", third: "【第 3 次催办】"}
    assert told("商务厅群") == marks
    assert told("交办单位") == {second: marks[second], third: marks[third]}
    assert told("局长") == {third: marks[third]}
    assert _message(office, "商务厅群").mentions == ("ou_wang",)
    assert _message(office, "商务厅群").title == "省商务厅 督办日报 2025-07-01"
    assert {row.channel: row.kind for row in office.rows()} == {
        "商务厅群": "digest",
        "交办单位": "escalation",
        "局长": "escalation",
    }
    office.clock.forward(days=1)
    office.plan()
    assert [row.channel for row in office.rows()[3:]] == ["商务厅群"]  # nothing new has been escalated
    assert from_document(office.rows()[3].document).mentions == ()
