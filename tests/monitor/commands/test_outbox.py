"""`duban outbox` and `duban channel`: people decide what the program cannot know."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commitments.ledger import Ledger, NewMessage, OutboxState
from monitor.cli import main
from monitor.notifications.dispatch import dispatch
from monitor.notifications.planning import plan_digest
from tests.commitments.builders import ACTOR, a_target, enter
from tests.monitor.notifications.builders import AT_NINE, DAY, a_channel, outside, patience_with, settings_with
from tests.monitor.notifications.fake_vendor import HANG, OK, FakeVendor, Reply

NOW = datetime(2025, 7, 1, 1, 3, tzinfo=UTC)
CONFIG = '[[channel]]\nname = "督办群"\nkind = "feishu"\nurl = "env:ROBOT_URL"\nallow_private = true\n'


@pytest.fixture
def desk(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """A ledger with one digest that nobody can say arrived, and a config.toml beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUBAN_LEDGER", sqlite_url)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("LANGUAGE", "")
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    ledger = Ledger.open(sqlite_url, now=lambda: NOW)
    ledger.accept(enter(ledger, a_target(due=DAY.replace(month=6))), actor=ACTOR)
    settings = settings_with(a_channel())
    plan_digest(ledger, settings, today=DAY, slot=DAY, slots=AT_NINE)
    with FakeVendor(HANG) as vendor:
        dispatch(ledger, settings, lambda: NOW, outside=outside(vendor.url, patience=patience_with(HANG)))
    return ledger


def _ref(ledger: Ledger) -> str:
    return ledger.outbox()[0].ref


def test_the_list_and_the_detail_say_what_happened(desk: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    """State, attempts, and the words that went out."""
    assert main(["outbox", "list"]) == 0
    listed = capsys.readouterr().out
    assert main(["outbox", "list", "--format", "json", "uncertain"]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert main(["outbox", "show", _ref(desk).lower().removeprefix("r-")]) == 0
    shown = capsys.readouterr().out

    assert f"{_ref(desk)}" in listed
    assert "未确认" in listed
    assert (row["state"], row["attempts"], row["owner"]) == ("uncertain", 1, "")
    assert "ambiguous" in shown
    assert "高新技术企业数量" in shown


def test_an_empty_list_says_so(desk: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    """On the side of talk; data stays empty."""
    del desk
    assert main(["outbox", "list", "dead"]) == 0
    said = capsys.readouterr()

    assert (said.out, said.err) == ("", "没有这样的消息\n")


@pytest.mark.parametrize(
    ("words", "state"),
    [
        (["resolve", "--delivered"], OutboxState.DELIVERED),
        (["resolve", "--resend"], OutboxState.READY),
        (["resolve", "--cancel"], OutboxState.CANCELLED),
        (["replay"], OutboxState.READY),
    ],
)
def test_people_say_what_became_of_it(desk: Ledger, words: list[str], state: OutboxState) -> None:
    """And the log says who did; a second time it is in no state for it."""
    ref = _ref(desk)

    assert main(["--as", "王敏", "outbox", *words, ref, "--note", "群里看过"]) == 0
    assert desk.outbox()[0].state is state
    event = desk.events(limit=1)[0]
    assert (event.actor, event.action, event.reason) == ("王敏", "message", "群里看过")
    assert main(["outbox", *words, ref]) == 3


@pytest.mark.parametrize(
    "words", [["show", "hello"], ["show", "R-0000"], ["replay", "R-0000"], ["resolve", "R-0001"], ["list", "lost"]]
)
def test_what_does_not_exist_is_named(desk: Ledger, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong name changes nothing."""
    assert main(["outbox", *words]) in (1, 2)
    assert capsys.readouterr().err
    assert desk.outbox()[0].state is OutboxState.UNCERTAIN


def test_a_channel_is_tried_and_resumed(
    desk: Ledger, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken one is listed as such, and a test message that arrives mends it."""
    monkeypatch.delenv("ROBOT_URL", raising=False)
    desk.resend(desk.outbox()[0].id, actor=ACTOR)
    dispatch(desk, settings_with(a_channel()), lambda: NOW, outside=outside("https:///"))
    assert main(["channel", "list"]) == 1
    assert "已停用" in capsys.readouterr().out
    assert main(["channel", "test", "督办群"]) == 1
    with FakeVendor(OK) as vendor:
        monkeypatch.setenv("ROBOT_URL", vendor.url)
        assert main(["channel", "test", "督办群"]) == 0
    assert desk.channels()[0].state == "ok"
    assert main(["channel", "list"]) == 0
    assert "可用" in capsys.readouterr().out
    assert main(["channel", "resume", "督办群"]) == 0
    assert main(["channel", "resume", "没有的群"]) == 1
    for names in ([], ["督办群"]):
        assert main(["channel", "pause", *names]) == 0
        assert {status.state for status in desk.channels()} == {"paused"}
        assert main(["channel", "resume", "督办群"]) == 0
    assert main(["channel", "pause", "没有的群"]) == 1


def test_a_test_that_is_only_accepted_asks_a_person_to_look(
    desk: Ledger, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A Teams flow says nothing of what it posts."""
    (tmp_path / "config.toml").write_text(CONFIG.replace("feishu", "teams"), encoding="utf-8")
    with FakeVendor(Reply(202)) as vendor:
        monkeypatch.setenv("ROBOT_URL", vendor.url)
        assert main(["channel", "test", "督办群"]) == 0

    assert "看一眼" in capsys.readouterr().err
    assert desk.channels()[0].state == "ok"


@pytest.mark.parametrize(
    ("days", "rest", "said"),
    [
        ((), None, "通知：没有待发"),
        ((31, 31), None, "通知：等到 12-31 08:30 再发 2"),
        ((31, 30), None, "通知：等候 2，最早 12-30 08:30 发"),
        ((31, 30), "督办群", "通知：暂不能发 2，见 duban channel list"),
    ],
)
def test_what_waits_for_its_day_is_said_to_wait(
    sqlite_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    days: tuple[int, ...],
    rest: str | None,
    said: str,
) -> None:
    """How many, and until when; of a channel that rests nobody knows until when."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUBAN_LEDGER", sqlite_url)
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    with Ledger.open(sqlite_url, now=lambda: NOW) as ledger:
        moments = [datetime(2099, 12, day, 0, 30, tzinfo=UTC) for day in days]
        waiting = [NewMessage(f"k{n}", "督办群", "digest", "", {}, at) for n, at in enumerate(moments)]
        ledger.register_channel("督办群", "feishu")
        ledger.plan("digest", "", DAY, waiting)
        ledger.pause_channels([rest] if rest else [])

    assert main(["--lang", "zh", "notify"]) == 0
    assert capsys.readouterr().out.strip() == said


def test_without_channels_the_list_says_how_to_have_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sqlite_url: str
) -> None:
    """An empty office."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("LANGUAGE", "")

    assert main(["--ledger", sqlite_url, "channel", "list"]) == 0
    assert "[[channel]]" in capsys.readouterr().err
