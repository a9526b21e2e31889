"""Requests a minute and a second: counted in the ledger, so that restarts and second daemons cannot overdraw them."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from commitments.ledger import Ledger, NewMessage, OutboxState
from monitor.notifications import CHANNELS, channel_of
from monitor.notifications.dispatch import dispatch
from monitor.notifications.message import Message, to_document
from tests.monitor.movable_clock import MovableClock
from tests.monitor.notifications.builders import DAY, NOW, a_channel, outside, settings_with
from tests.monitor.notifications.fake_vendor import OK, FakeVendor, Reply

STATED = {  # requests a minute and a second that we allow ourselves, below what each vendor allows
    "feishu": (60, 3),
    "dingtalk": (15, 0),
    "wecom": (15, 0),
    "slack": (30, 0),
    "teams": (30, 0),
    "discord": (20, 0),
    "webhook": (60, 0),
    "apprise": (10, 0),
    "email": (20, 0),
}
ANSWERS = {"dingtalk": b'{"errcode":0}', "wecom": b'{"errcode":0}', "slack": b"ok", "discord": b'{"id":"1"}'}


def test_every_kind_keeps_the_budget_that_is_stated() -> None:
    """As the table of docs/channels.md has it."""
    assert {kind: (channel_of(kind).per_minute, channel_of(kind).per_second) for kind in CHANNELS} == STATED


def _fill(ledger: Ledger, number: int, kind: str = "feishu") -> None:
    ledger.register_channel("督办群", kind)
    message = to_document(Message("督办日报", DAY))
    ledger.plan("x", "", DAY, [NewMessage(f"k{n}", "督办群", "digest", "", message) for n in range(number)])


def test_three_a_second_and_a_restart_forgets_nothing(ledger_url: str, clock: MovableClock) -> None:
    """One daemon sends three, the next one finds them counted and waits for the second to end."""
    pauses: list[float] = []
    settings = settings_with(a_channel())

    def pass_of_one_daemon(*, patient: bool) -> None:
        def sleep(seconds: float) -> None:
            pauses.append(seconds)
            clock.forward(seconds=seconds if patient else 0)

        with Ledger.open(ledger_url, now=clock.now) as ledger:
            dispatch(ledger, settings, clock.now, outside=replace(outside(vendor.url), sleep=sleep))

    with Ledger.open(ledger_url, now=clock.now) as ledger:
        _fill(ledger, 9)
    with FakeVendor(OK) as vendor:
        pass_of_one_daemon(patient=False)
        assert len(vendor.received) == 3
        clock.forward(seconds=0.6)
        pass_of_one_daemon(patient=False)
        assert len(vendor.received) == 3
        clock.forward(seconds=0.5)
        pass_of_one_daemon(patient=True)

        assert len(vendor.received) == 9
    assert pauses == pytest.approx([1.0, 1.0, 1.0])


@pytest.mark.parametrize("kind", sorted(STATED.keys() - {"apprise", "email"}))
def test_no_minute_holds_more_than_the_budget(ledger_url: str, clock: MovableClock, kind: str) -> None:
    """Over three minutes of a queue that never ends, with a pass every five seconds by a daemon that is restarted."""
    most, per_second = STATED[kind]
    with Ledger.open(ledger_url, now=clock.now) as ledger:
        _fill(ledger, most * 2 + 1, kind)
    settings = settings_with(a_channel(kind=kind, secret=""))
    with FakeVendor(replace(OK, body=ANSWERS.get(kind, OK.body))) as vendor:
        around = replace(outside(vendor.url), sleep=lambda seconds: clock.forward(seconds=seconds))
        while len(vendor.received) < most * 2 + 1 and clock.time < NOW + timedelta(minutes=5):
            with Ledger.open(ledger_url, now=clock.now) as ledger:
                dispatch(ledger, settings, clock.now, outside=around)
            clock.forward(seconds=5)

        assert len(vendor.received) == most * 2 + 1
    with Ledger.open(ledger_url, now=clock.now) as ledger:
        rows = ledger.outbox(OutboxState.DELIVERED, OutboxState.ACCEPTED, limit=1000)
        starts = [attempt.started for row in rows for attempt in ledger.attempts(row.id)]
    sent = [int((start - NOW).total_seconds() * 1000) for start in starts]
    assert len(sent) == most * 2 + 1
    assert all(sum(at <= other < at + 60_000 for other in sent) <= most for at in sent)
    assert not per_second or all(sum(at <= other < at + 1000 for other in sent) <= per_second for at in sent)
    assert max(Counter(sent).values()) <= most


def test_what_never_left_is_not_counted(ledger_url: str, clock: MovableClock) -> None:
    """A refused connection costs the vendor nothing."""
    settings = settings_with(a_channel(kind="wecom", secret=""))
    with Ledger.open(ledger_url, now=clock.now) as ledger:
        _fill(ledger, 1, "wecom")
        for _ in range(20):
            dispatch(ledger, settings, clock.now, outside=outside("http://127.0.0.1:9/x"))
            clock.forward(seconds=1)
        with FakeVendor(Reply(200, b'{"errcode":0}')) as vendor:
            clock.forward(hours=5)
            dispatch(ledger, settings, clock.now, outside=outside(vendor.url))

            assert len(vendor.received) == 1
