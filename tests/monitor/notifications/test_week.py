"""Days and weeks of a whole office by a travelling clock: the real daemon's work, a real ledger, servers that count."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from commitments.evidence import Verdict
from commitments.ledger import Ledger
from commitments.target import Kind
from monitor.clock import Clock
from monitor.config import Settings
from monitor.daemon import beats
from monitor.notice_settings import ChannelSettings, LadderSettings, NotifySettings, RouteSettings
from monitor.report_settings import ReportSettings
from monitor.schedule import run_once
from monitor.services import Services
from monitor.source_settings import SourceSettings
from tests.commitments.builders import ACTOR, a_target, enter
from tests.monitor.notifications.fake_vendor import FakeVendor, Reply

OFFICE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2025, 7, 7)
DUE = date(2025, 7, 9)
PASSES = (time(8, 0), time(9, 2), time(9, 3), time(9, 10), time(14, 0), time(20, 0))
GROUPS = {"商务厅群": "TRADE", "科技局群": "SCIENCE", "交办单位": "REQUESTER", "局长": "MANAGER"}
Told = dict[str, dict[int, str]]  # channel → target → mark


@dataclass
class Life:
    """An office that lives from pass to pass, and what its channels received, when."""

    services: Services
    vendors: dict[str, FakeVendor]
    traveller: Any
    seen: dict[str, int] = field(default_factory=dict)
    arrived: list[tuple[datetime, str, dict[str, Any]]] = field(default_factory=list)  # local instant, channel, body

    @property
    def ledger(self) -> Ledger:
        """The store of record."""
        return self.services.ledger

    def day(self, day: date, passes: tuple[time, ...] = PASSES) -> Told:
        """Live a day; who was told of which targets, with which marks."""
        before = len(self.arrived)
        for moment in passes:
            self.traveller.move_to(datetime.combine(day, moment, tzinfo=OFFICE))
            failed = run_once(beats(self.services, stop=lambda: False))
            assert failed == ()
            self._collect(datetime.combine(day, moment, tzinfo=OFFICE))
        return {
            channel: {item["id"]: item["mark"] for group in body["groups"] for item in group["items"]}
            for _at, channel, body in self.arrived[before:]
        }

    def _collect(self, at: datetime) -> None:
        for channel, vendor in self.vendors.items():
            for got in vendor.received[self.seen.get(channel, 0) :]:
                self.arrived.append((at, channel, got.json))
            self.seen[channel] = len(vendor.received)

    def bodies(self, day: date, channel: str) -> list[dict[str, Any]]:
        """What a channel received on a day."""
        return [body for at, name, body in self.arrived if name == channel and at.date() == day]


@pytest.fixture
def life(ledger_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Life]:
    """Two units with a group each, one who asked for it all, and the head; Monday morning."""
    with ExitStack() as stack:
        vendors = {name: stack.enter_context(FakeVendor(Reply(204))) for name in GROUPS}
        for name, variable in GROUPS.items():
            monkeypatch.setenv(variable, vendors[name].url)
        channels = tuple(
            ChannelSettings(name=name, kind="webhook", url=f"env:{variable}", allow_private=True, mention=(variable,))
            for name, variable in GROUPS.items()
        )
        settings = Settings(
            folder=tmp_path,
            sources=SourceSettings(paths=()),
            reports=ReportSettings(formats=("csv",)),
            channel=channels,
            notify=NotifySettings(requester="交办单位", manager="局长"),
            route=(
                RouteSettings(channel="商务厅群", filter="lead:省商务厅", owner="省商务厅"),
                RouteSettings(channel="科技局群", filter="lead:市科技局", owner="市科技局"),
            ),
            ladder=(
                LadderSettings(filter="kind:pledge", upcoming=(), overdue=(4,), every=0),
                LadderSettings(filter="lead:市科技局", upcoming=(2,), overdue=(2, 3), every=2),
            ),
        )
        traveller = stack.enter_context(time_machine.travel(datetime(2025, 7, 6, 12, tzinfo=UTC), tick=False))
        clock = Clock(OFFICE)
        ledger = stack.enter_context(Ledger.open(ledger_url, now=clock.now))
        yield Life(Services(settings, clock, ledger, "daemon"), vendors, traveller)


def _owe(life: Life, words: str, unit: str, *, due: date = DUE, kind: Kind = Kind.QUANTIFIED) -> int:
    (number,) = enter(life.ledger, a_target(words, metric=words, lead=[unit], due=due, kind=kind))
    life.ledger.accept([number], actor=ACTOR)
    return number


def _days(first: date, number: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(number)]


def test_the_ladder_of_a_fortnight_by_kind_and_unit_to_whom_it_concerns(life: Life) -> None:
    """Each stage once, on its working day, to the owner, then the requester, then the manager; nothing at weekends."""
    usual = _owe(life, "引进外资二十亿元", "省商务厅")
    pledge = _owe(life, "优化口岸营商环境", "省商务厅", kind=Kind.PLEDGE)
    own = _owe(life, "高新技术企业达到四千五百家", "市科技局")
    marks: dict[date, dict[str, dict[int, str]]] = {}
    for day in _days(MONDAY, 12):
        told = life.day(day)
        marks[day] = {name: {key: mark for key, mark in items.items() if mark} for name, items in told.items()}
    first, second, third, weekly = "【第 1 次催办】", "【第 2 次催办】", "【第 3 次催办】", "【逾期周报 1】"

    def marked(channel: str) -> dict[int, dict[int, str]]:
        return {day.day: told[channel] for day, told in marks.items() if told.get(channel)}

    assert marked("商务厅群") == {
        7: {usual: "【提醒】"},
        8: {usual: "【提醒】"},
        9: {usual: "【今日到期】", pledge: "【今日到期】"},
        10: {usual: first},
        14: {usual: second},
        15: {pledge: first},
        16: {usual: third},
    }
    assert marked("科技局群") == {
        7: {own: "【提醒】"},
        9: {own: "【今日到期】"},
        11: {own: first},
        14: {own: second},
        16: {own: weekly},
        18: {own: "【逾期周报 2】"},
    }
    assert marked("交办单位") == {
        14: {usual: second, own: second},
        16: {usual: third, own: weekly},
        18: {own: "【逾期周报 2】"},
    }
    assert marked("局长") == {16: {usual: third, own: weekly}, 18: {own: "【逾期周报 2】"}}
    arrivals = [(at.weekday(), at.time()) for at, _channel, _body in life.arrived]
    assert {moment for _weekday, moment in arrivals} == {time(9, 3)}
    assert max(weekday for weekday, _moment in arrivals) == 4
    assert all(len(life.bodies(day, name)) <= 1 for day in _days(MONDAY, 12) for name in GROUPS)
    assert life.bodies(date(2025, 7, 10), "商务厅群")[0]["mentions"] == ["TRADE"]
    assert life.bodies(date(2025, 7, 11), "商务厅群")[0]["mentions"] == []


def test_note_taken_slows_a_snooze_pauses_an_extension_starts_anew_and_closing_ends_with_one_line(life: Life) -> None:
    """Four targets of one day, each with a story of its own."""
    noted, rested, moved, closed = (_owe(life, f"第{n}件实事", "省商务厅") for n in range(4))
    told: dict[int, dict[int, str]] = {}
    for day in _days(MONDAY, 12):
        if day == date(2025, 7, 8):
            life.ledger.acknowledge([noted], unit="省商务厅", actor=ACTOR)
            life.ledger.snooze(rested, date(2025, 7, 14), reason="等待批复", day=day, actor=ACTOR)
        if day == date(2025, 7, 10):
            life.ledger.extend(moved, date(2025, 7, 15), reason="征地", approver="李市长", actor=ACTOR)
            life.ledger.judge(closed, Verdict.WITHDRAWN, reason="已调整", actor=ACTOR)
        found = life.day(day).get("商务厅群", {})
        told[day.day] = {key: mark for key, mark in found.items() if mark or key in (rested, closed)}

    def story(number: int) -> dict[int, str]:
        return {day: marks[number] for day, marks in told.items() if marks.get(number)}

    first, second = "【第 1 次催办】", "【第 2 次催办】"
    assert story(noted) == {7: "【提醒】", 8: "【提醒】", 9: "【今日到期】", 11: first, 17: second}
    assert story(rested) == {7: "【提醒】", 14: second, 16: "【第 3 次催办】"}
    assert [day for day, marks in told.items() if rested in marks and 8 <= day < 14] == []
    anew = {10: "【提醒】", 14: "【提醒】", 15: "【今日到期】", 16: first, 18: second}
    assert story(moved) == {7: "【提醒】", 8: "【提醒】", 9: "【今日到期】"} | anew
    assert story(closed) == {7: "【提醒】", 8: "【提醒】", 9: "【今日到期】"}
    ends = [body["day"] for _at, _channel, body in life.arrived if any("已办结 1 项" in note for note in body["notes"])]
    assert ends == ["2025-07-10"]


def test_after_a_week_away_one_digest_goes_out_with_the_highest_stage(life: Life) -> None:
    """The days that were missed are named; what was reached meanwhile is recorded and not told."""
    number = _owe(life, "引进外资二十亿元", "省商务厅")
    life.day(MONDAY)
    told = life.day(MONDAY + timedelta(days=9))
    (body,) = life.bodies(MONDAY + timedelta(days=9), "商务厅群")
    stages = {stage.stage: stage.skipped for stage in life.ledger.stages([number])}

    assert told["商务厅群"] == {number: "【第 3 次催办】"}
    assert told["局长"] == {number: "【第 3 次催办】"}
    assert any(note.startswith("此前 6 天没有发出日报") for note in body["notes"])
    assert stages == {"U30": True, "U7": False, "D": True, "E1": True, "E2": True, "E3": False}


def test_quiet_hours_and_days_off_of_each_reader_defer_and_the_urgent_goes(life: Life) -> None:
    """By the reader's own zone; an escalation to the manager may be let through; an offset spreads the channels."""
    _owe(life, "引进外资二十亿元", "省商务厅", due=date(2025, 6, 30))
    (life.services.settings.path("calendar.toml")).write_text("off = [2025-07-08]\n", encoding="utf-8")
    by_name = {each.name: each for each in life.services.settings.channel}
    channels = (
        replace(by_name["商务厅群"], quiet="08:30-13:30"),
        replace(by_name["交办单位"], quiet="00:30-03:30", timezone="Europe/London"),  # 07:30 to 10:30 in the office
        replace(by_name["局长"], quiet="00:00-23:00", urgent=True),
        replace(by_name["科技局群"], offset=360),
    )
    _owe(life, "高新技术企业达到四千五百家", "市科技局", due=date(2025, 6, 30))
    schedule = replace(life.services.settings.schedule, calendar="calendar.toml")
    life.services = replace(
        life.services, settings=replace(life.services.settings, channel=channels, schedule=schedule)
    )
    for day in _days(MONDAY, 2):
        life.day(day)
    arrived = {name: at.astimezone(OFFICE) for at, name, _body in reversed(life.arrived)}

    assert {name: at.time() for name, at in arrived.items()} == {
        "商务厅群": time(14, 0),
        "交办单位": time(14, 0),
        "局长": time(9, 3),
        "科技局群": time(9, 10),
    }
    assert {at.date() for at in arrived.values()} == {MONDAY}
    assert life.bodies(date(2025, 7, 8), "商务厅群") == []


def test_a_year_whose_calendar_nobody_has_published_is_said_so(life: Life) -> None:
    """In every digest; the reminders go all the same."""
    day = date(2027, 1, 4)
    number = _owe(life, "引进外资二十亿元", "省商务厅", due=date(2026, 12, 31))
    told = life.day(day)
    (body,) = life.bodies(day, "商务厅群")

    assert number in told["商务厅群"]
    assert [note for note in body["notes"] if "2027 年调休安排尚未公布" in note] == body["notes"][-1:]
