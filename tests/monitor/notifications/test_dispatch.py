"""Emptying the outbox against a vendor that misbehaves: what was received is the oracle."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from commitments.errors import LedgerUnavailable
from commitments.evidence import RejectReason, Verdict
from commitments.ledger import Ledger, OutboxState
from monitor.errors import ConfigError
from monitor.notifications import CHANNELS
from monitor.notifications.deadline import PATIENCE
from monitor.notifications.dispatch import dispatch, ident
from monitor.notifications.message import from_document
from tests.commitments.builders import ACTOR
from tests.monitor.notifications.builders import SECRET, WHSEC, a_channel, outside, patience_with
from tests.monitor.notifications.conftest import Office
from tests.monitor.notifications.fake_vendor import CLOSE, CUT, HANG, HTML, OK, RESET, FakeVendor, Reply, says

BUSY = says({"code": 55, "msg": "busy"}, 500)


def test_what_waits_is_sent_once(office: Office) -> None:
    """And a second pass finds nothing to do."""
    office.plan()
    with FakeVendor(OK) as vendor:
        first, second = office.send(vendor.url), office.send(vendor.url)
        (row,) = office.rows()

        assert vendor.refs() == [row.ref]
    assert (first.sent, bool(second)) == ((row.ref,), False)
    assert row.state is OutboxState.DELIVERED
    (attempt,) = office.ledger.attempts(row.id)
    assert (attempt.n, attempt.wire, attempt.outcome, attempt.http_status, attempt.vendor_code) == (
        1,
        True,
        "delivered",
        200,
        "0",
    )


@pytest.mark.parametrize("reply", [HANG, RESET, CLOSE, CUT, HTML, Reply(504)])
def test_doubt_is_never_resolved_by_sending_again(office: Office, reply: Reply) -> None:
    """A bot that knows no ids gets one copy at most; the message is visibly uncertain."""
    office.plan()
    with FakeVendor(reply, OK) as vendor:
        result = office.send(vendor.url, outside(vendor.url, patience=patience_with(reply)))
        office.clock.forward(hours=6)
        office.send(vendor.url)

        assert len(vendor.received) == 1
    assert office.states() == [OutboxState.UNCERTAIN]
    assert result.uncertain == (office.rows()[0].ref,)


def test_a_receiver_that_knows_ids_gets_the_same_message_again(office: Office) -> None:
    """Same id, same words: the far side makes one of two."""
    office.channels = (a_channel(kind="webhook"),)
    office.plan()
    with FakeVendor(CUT, RESET, OK) as vendor:
        around = outside(vendor.url, secret=WHSEC)
        dispatch(office.ledger, office.settings, office.clock.now, outside=around)
        office.clock.forward(seconds=60)
        office.ledger.judge(office.targets[0], Verdict.WITHDRAWN, reason="已调整", actor=ACTOR)
        dispatch(office.ledger, office.settings, office.clock.now, outside=around)
        ids = {got.headers["webhook-id"] for got in vendor.received}
        bodies = {got.body for got in vendor.received}

        assert (len(vendor.received), len(ids), len(bodies)) == (3, 1, 1)
    assert office.states() == [OutboxState.DELIVERED]


def test_a_message_id_differs_between_messages_and_ledgers(office: Office) -> None:
    """Two offices posting to one receiver do not swallow each other's digests."""
    office.plan()
    (row,) = office.rows()
    other = replace(row, created_at=office.clock.time.replace(year=2024))

    assert ident(row) == ident(row) != ident(other)


def test_a_refused_connection_is_tried_again_by_the_stated_schedule(office: Office) -> None:
    """At once, then after half a minute, then after two; nothing is lost and nothing doubled."""
    office.plan()
    with FakeVendor(OK) as vendor:
        url = vendor.url
    result = office.send(url)
    (row,) = office.rows()

    assert result.waiting == (row.ref, row.ref)
    assert [attempt.wire for attempt in office.ledger.attempts(row.id)] == [False, False]
    assert not office.send(url)
    office.clock.forward(seconds=37)
    with FakeVendor(OK) as vendor:
        office.send(vendor.url)
        assert vendor.refs() == [row.ref]
    assert office.states() == [OutboxState.DELIVERED]


def test_a_busy_vendor_is_asked_again_later(office: Office) -> None:
    """A clear refusal was seen by nobody."""
    office.plan()
    with FakeVendor(BUSY, BUSY, OK) as vendor:
        office.send(vendor.url)
        office.clock.forward(minutes=1)
        office.send(vendor.url)

        assert len(vendor.received) == 3
    assert office.states() == [OutboxState.DELIVERED]


def test_a_rate_refusal_rests_the_whole_channel(office: Office) -> None:
    """For as long as the vendor asks: no other message knocks meanwhile."""
    office.owe(*(f"第{n}项：" + "全省规模以上工业企业数字化改造" * 3 for n in range(150)))
    office.plan()
    with FakeVendor(says({}, 429, Retry_After="120"), OK) as vendor:
        office.send(vendor.url)
        office.clock.forward(seconds=119)
        office.send(vendor.url)
        assert len(vendor.received) == 1
        assert office.ledger.channels()[0].state == "paused"
        office.clock.forward(seconds=2)
        office.send(vendor.url)
        assert vendor.refs() == [office.rows()[0].ref, *(row.ref for row in office.rows())]
    assert set(office.states()) == {OutboxState.DELIVERED}


@pytest.mark.parametrize(
    "reply",
    [
        says({"code": 19021, "msg": "sign match fail"}),
        says({"code": 19024, "msg": "Key Words Not Found"}),
        Reply(302, b"", {"Location": "https://login.example"}),
        Reply(404),
        Reply(410),
    ],
)
def test_a_fault_of_configuration_breaks_the_channel_until_it_is_mended(office: Office, reply: Reply) -> None:
    """Never called delivered, never hammered; the message waits and goes out when the channel is resumed."""
    office.plan()
    with FakeVendor(reply) as vendor:
        result = office.send(vendor.url)
        office.clock.forward(hours=1)
        office.send(vendor.url)
        assert len(vendor.received) == 1
        assert office.states() == [OutboxState.READY]
        assert office.ledger.channels()[0].state == "broken"
        assert [problem.where for problem in result.problems] == ["督办群"]
        office.ledger.resume_channel("督办群")
        vendor.then(OK)
        office.send(vendor.url)
    assert office.states() == [OutboxState.DELIVERED]


def test_a_missing_secret_breaks_the_channel_without_a_call(office: Office) -> None:
    """And says which reference leads nowhere."""
    office.plan()
    around = replace(outside(""), environ={})
    result = dispatch(office.ledger, office.settings, office.clock.now, outside=around)

    assert office.ledger.channels()[0].note == "env:ROBOT_URL 取不到内容"
    assert result.problems[0].remedy == "改好后运行 duban channel test 督办群"
    assert office.states() == [OutboxState.READY]


def test_one_broken_channel_holds_up_no_other(office: Office) -> None:
    """Each channel has its own fate, and one that works tells at once of the one that does not."""
    office.channels = (a_channel(), replace(a_channel(name="二群"), url="env:NOT_SET"), a_channel(name="三群"))
    office.plan()
    with FakeVendor(OK) as vendor:
        result = office.send(vendor.url)

        assert len(vendor.received) == 3
        assert "通知渠道 二群 已停用：env:NOT_SET 取不到内容" in vendor.received[-1].body.decode()
    assert len(result.sent) == 3
    assert [problem.where for problem in result.problems] == ["二群"]
    alarm = office.rows()[-1]
    assert (alarm.kind, alarm.channel, alarm.state) == ("alarm", "督办群", OutboxState.DELIVERED)


def test_only_the_channel_asked_for_is_served(office: Office) -> None:
    """`--channel` leaves the others waiting."""
    office.channels = (a_channel(), a_channel(name="二群"))
    office.plan()
    with FakeVendor(OK) as vendor:
        dispatch(office.ledger, office.settings, office.clock.now, channel="二群", outside=outside(vendor.url))
    assert office.states() == [OutboxState.READY, OutboxState.DELIVERED]


def test_an_unknown_kind_of_channel_is_named(office: Office) -> None:
    """With the kinds there are."""
    office.channels = (a_channel(kind="pigeon"),)
    with pytest.raises(ConfigError, match="pigeon") as error:
        office.send("http://127.0.0.1:9/x")

    assert "、".join(sorted(CHANNELS)) in error.value.remedy


def test_a_refused_card_is_sent_as_text_once(office: Office) -> None:
    """The plainest shape is the second and last try."""
    office.plan()
    bad = says({"code": 9499, "msg": "Bad Request"}, 400)
    with FakeVendor(bad, OK) as vendor:
        office.send(vendor.url)

        assert [got.json["msg_type"] for got in vendor.received] == ["interactive", "text"]
    assert office.states() == [OutboxState.DELIVERED]


def test_a_message_refused_in_every_shape_is_dead_and_told(office: Office) -> None:
    """No endless loop over a body that will never be taken."""
    office.plan()
    with FakeVendor(says({"code": 9499, "msg": "Bad Request"}, 400)) as vendor:
        result = office.send(vendor.url)

        assert len(vendor.received) == 2
    assert office.states() == [OutboxState.DEAD]
    assert result.failed == (office.rows()[0].ref,)


def test_a_message_called_too_large_is_halved_once(bare_office: Office) -> None:
    """What is left out is counted; a second refusal ends it."""
    office = bare_office
    office.owe(*(f"第{n}项任务" for n in range(60)))
    office.plan()
    with FakeVendor(says({"code": 19036, "msg": "too large"})) as vendor:
        office.send(vendor.url)
        first, second = (len(got.body) for got in vendor.received)

        assert second <= first / 2 + 200
        assert "还有" in vendor.received[1].body.decode()
    assert office.states() == [OutboxState.DEAD]


def test_what_was_settled_meanwhile_is_not_said(office: Office) -> None:
    """Items are checked again when the message is about to go; the others still go."""
    office.owe("建成三个园区")
    office.plan()
    with FakeVendor(BUSY, BUSY, OK) as vendor:
        office.send(vendor.url)
        office.ledger.judge(office.targets[0], Verdict.WITHDRAWN, reason="已调整", actor=ACTOR)
        office.clock.forward(minutes=1)
        office.send(vendor.url)
        last = vendor.received[-1].body.decode()

    assert "高新技术企业" not in last
    assert "建成三个园区" in last
    assert "已逾期（1 项）" in last


def test_a_message_with_nothing_left_to_say_is_superseded(office: Office) -> None:
    """Closed or rejected, all of it: nobody is called."""
    office.owe("建成三个园区")
    office.plan()
    office.ledger.judge(office.targets[0], Verdict.WITHDRAWN, reason="已调整", actor=ACTOR)
    office.ledger.reject(office.targets[1:], reason=RejectReason.DUPLICATE, actor=ACTOR)
    with FakeVendor(OK) as vendor:
        result = office.send(vendor.url)

        assert vendor.received == []
    assert office.states() == [OutboxState.SUPERSEDED]
    assert result.dropped == (office.rows()[0].ref,)


def test_a_repeat_that_a_person_asks_for_says_that_it_is_one(office: Office) -> None:
    """The reader can tell the second copy of a doubtful message from a new one."""
    office.plan()
    with FakeVendor(CUT) as vendor:
        office.send(vendor.url)
        (row,) = office.rows()
        office.ledger.resend(row.id, actor=ACTOR)
        vendor.then(OK)
        office.send(vendor.url)

        assert f"{row.ref} 重发" in vendor.received[-1].body.decode()
        assert vendor.refs() == [row.ref, row.ref]
    assert office.states() == [OutboxState.DELIVERED]


def test_a_stop_is_heeded_between_two_messages(office: Office) -> None:
    """The one in hand is finished, the next is not begun."""
    office.channels = (a_channel(), a_channel(name="二群"))
    office.plan()
    with FakeVendor(OK) as vendor:
        around = replace(outside(vendor.url), stop=lambda: bool(vendor.received))
        dispatch(office.ledger, office.settings, office.clock.now, outside=around)

        assert len(vendor.received) == 1
    assert office.states() == [OutboxState.DELIVERED, OutboxState.READY]


def test_a_lease_that_ended_on_the_way_sends_nothing(office: Office) -> None:
    """The machine slept between claim and wire: somebody else may have the message now."""
    office.plan()

    def sleep_after_claim(step: str) -> None:
        if step == "claim":
            office.clock.forward(minutes=5)
            office.ledger.reap()

    with FakeVendor(OK) as vendor:
        around = replace(outside(vendor.url), step=sleep_after_claim, stop=lambda: bool(office.ledger.attempts(1)))
        dispatch(office.ledger, office.settings, office.clock.now, outside=around)
        assert vendor.received == []
        assert office.states() == [OutboxState.READY]
        office.send(vendor.url)
        assert len(vendor.received) == 1
    assert office.states() == [OutboxState.DELIVERED]


def test_a_success_that_comes_late_beats_the_doubt(office: Office) -> None:
    """The reaper took the slow sender for dead; its answer is the truth all the same."""
    office.plan()

    def sleep_after_body(step: str) -> None:
        if step == "answer":
            office.clock.forward(minutes=5)
            office.ledger.reap()
            assert office.states() == [OutboxState.UNCERTAIN]

    with FakeVendor(OK) as vendor:
        around = replace(outside(vendor.url), step=sleep_after_body)
        dispatch(office.ledger, office.settings, office.clock.now, outside=around)
    assert office.states() == [OutboxState.DELIVERED]


def test_a_clock_that_is_off_is_told_of(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    """Signatures die at an hour; five minutes are worth a warning."""
    office.plan()
    with (
        FakeVendor(says({"code": 0}, Date="Tue, 01 Jul 2025 01:13:00 GMT")) as vendor,
        caplog.at_level(logging.WARNING),
    ):
        office.send(vendor.url)

    assert "-600 s away" in caplog.text


def test_the_stored_message_is_what_was_sent(office: Office) -> None:
    """People who look into the outbox see the facts that went out."""
    office.plan()
    (row,) = office.rows()
    message = from_document(row.document)

    assert [item.promise for item in message.items] == ["高新技术企业达到4500家"]
    assert SECRET not in str(row)


def test_two_workers_on_one_ledger_send_each_message_once(office: Office, ledger_url: str) -> None:
    """Daemon and command, or two daemons: whoever claims, sends."""
    office.channels = tuple(a_channel(name=f"{n}群") for n in range(6))
    office.plan()
    with FakeVendor(OK) as vendor, Ledger.open(ledger_url, now=office.clock.now) as other:
        ledgers = (office.ledger, other)
        around = outside(vendor.url, patience=PATIENCE)
        with ThreadPoolExecutor(2) as pool:
            passes = [pool.submit(dispatch, one, office.settings, office.clock.now, outside=around) for one in ledgers]
        sent = [ref for one in passes for ref in one.result().sent]

        assert sorted(vendor.refs()) == sorted(sent) == sorted(row.ref for row in office.rows())
    assert set(office.states()) == {OutboxState.DELIVERED}


def test_a_worker_that_loses_its_ledger_sends_nothing_unmarked(office: Office) -> None:
    """Nothing leaves after the trouble; the message is free again when the lease has ended."""
    office.plan()
    asked: list[str] = []

    def lose_the_ledger(step: str) -> None:
        asked.append(step)
        if step == "claim":
            raise LedgerUnavailable("gone")

    with FakeVendor(OK) as vendor:
        around = replace(outside(vendor.url), step=lose_the_ledger)
        with pytest.raises(LedgerUnavailable):
            dispatch(office.ledger, office.settings, office.clock.now, outside=around)
        assert vendor.received == []
        office.clock.forward(seconds=121)
        office.send(vendor.url)

        assert len(vendor.received) == 1
    assert (asked, office.states()) == (["claim"], [OutboxState.DELIVERED])
