"""The outbox: planned once, sent by one at a time, and honest about what nobody knows."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from commitments.errors import UnknownEntry
from commitments.ledger import Claim, Ledger, NewMessage, OutboxMessage, OutboxState, Settlement

NOW = datetime(2025, 7, 1, 1, 3, tzinfo=UTC)
SLOT = date(2025, 7, 1)
LEASE = 120
DELIVERED = Settlement(OutboxState.DELIVERED, "delivered", http_status=200, vendor_code="0", milliseconds=41)


class Hands:
    """A clock whose hands the test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """What they show."""
        return self.now

    def forward(self, seconds: int) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def hands() -> Hands:
    """The clock of this test."""
    return Hands()


@pytest.fixture
def ledger(ledger_url: str, hands: Hands) -> Iterator[Ledger]:
    """A ledger with two channels, on a clock that can be moved."""
    with Ledger.open(ledger_url, now=hands) as opened:
        opened.register_channel("群", "feishu")
        opened.register_channel("网", "webhook")
        yield opened


def _message(key: str, *, channel: str = "群", **more: datetime | None) -> NewMessage:
    return NewMessage(key, channel, "digest", "", {"title": "日报", "items": [1, 2]}, **more)


def _plan(ledger: Ledger, *messages: NewMessage, slot: date = SLOT) -> bool:
    return ledger.plan("report", "", slot, messages)


def _claimed(ledger: Ledger, channel: str = "群") -> Claim:
    claim = ledger.claim(channel, lease_seconds=LEASE)
    assert claim is not None
    return claim


def _only(ledger: Ledger) -> OutboxMessage:
    (message,) = ledger.outbox()
    return message


def test_a_slot_is_planned_once(ledger: Ledger) -> None:
    """The second planner, with other messages, writes nothing."""
    assert _plan(ledger, _message("一")) is True
    assert _plan(ledger, _message("二")) is False
    assert _only(ledger).dedup_key == "一"
    assert ledger.last_slot("report", "") == SLOT
    assert ledger.last_slot("report", "别处") is None


def test_a_message_is_planned_once_whatever_run_it_comes_with(ledger: Ledger) -> None:
    """The key is for ever."""
    _plan(ledger, _message("一"))

    assert _plan(ledger, _message("一"), _message("二"), slot=SLOT + timedelta(days=1)) is True
    assert [message.dedup_key for message in ledger.outbox()] == ["二", "一"]


def test_a_plan_for_an_unknown_channel_leaves_nothing(ledger: Ledger) -> None:
    """Neither the run nor the other messages."""
    with pytest.raises(UnknownEntry, match="无此群"):
        _plan(ledger, _message("一"), _message("二", channel="无此群"))

    assert ledger.outbox() == ()
    assert _plan(ledger, _message("一")) is True


def test_two_processes_plan_a_slot_once(ledger: Ledger, ledger_url: str) -> None:
    """No leader is needed: the unique key decides."""
    script = (
        "import sys; from datetime import UTC, date, datetime, timedelta\n"
        "from commitments.ledger import Ledger, NewMessage\n"
        "ledger = Ledger.open(sys.argv[1], now=lambda: datetime(2025, 7, 1, tzinfo=UTC))\n"
        "slots = [date(2025, 7, 1) + timedelta(days=n) for n in range(20)]\n"
        "make = lambda slot: [NewMessage(f'{slot}|{n}', '群', 'digest', '', {}) for n in range(3)]\n"
        "print(sum(ledger.plan('report', '', slot, make(slot)) for slot in slots))\n"
    )
    workers = [
        subprocess.Popen([sys.executable, "-c", script, ledger_url], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    planned = [int(worker.communicate(timeout=60)[0]) for worker in workers]

    assert sum(planned) == 20
    assert len(ledger.outbox()) == 60


def test_a_message_goes_its_way(ledger: Ledger, hands: Hands) -> None:
    """Claimed, on the wire, delivered; the attempt tells all of it."""
    _plan(ledger, _message("一"))
    claim = _claimed(ledger)
    hands.forward(2)
    marked = ledger.mark_wire(claim)
    hands.forward(1)
    settled = ledger.settle(claim, DELIVERED)
    (attempt,) = ledger.attempts(claim.message.id)

    assert (marked, settled, _only(ledger).state) == (True, True, OutboxState.DELIVERED)
    assert claim.message.document == {"title": "日报", "items": [1, 2]}
    assert (attempt.n, attempt.started, attempt.finished) == (1, NOW, NOW + timedelta(seconds=3))
    assert (attempt.wire, attempt.outcome, attempt.http_status, attempt.milliseconds) == (True, "delivered", 200, 41)


def test_one_message_of_a_channel_is_under_way_at_a_time(ledger: Ledger) -> None:
    """Order within a channel; channels do not wait for each other."""
    _plan(ledger, _message("一"), _message("二"), _message("三", channel="网"))
    first = _claimed(ledger)

    assert ledger.claim("群", lease_seconds=LEASE) is None
    assert _claimed(ledger, "网").message.dedup_key == "三"
    ledger.settle(first, DELIVERED)
    assert _claimed(ledger).message.dedup_key == "二"


def test_a_message_waits_for_its_time_and_not_beyond(ledger: Ledger, hands: Hands) -> None:
    """Not before `not_before`; at `expires_at` it is let go."""
    minute = timedelta(minutes=1)
    _plan(ledger, _message("早", not_before=NOW + minute, expires_at=NOW + 3 * minute), _message("无", channel="网"))

    assert ledger.claim("群", lease_seconds=LEASE) is None
    hands.forward(60)
    ledger.settle(_claimed(ledger), Settlement(OutboxState.READY, "not_sent", retry_at=NOW + 2 * minute))
    assert ledger.claim("群", lease_seconds=LEASE) is None
    hands.forward(120)
    assert ledger.claim("群", lease_seconds=LEASE) is None
    assert [message.dedup_key for message in ledger.outbox(OutboxState.EXPIRED)] == ["早"]
    assert [message.dedup_key for message in ledger.outbox(OutboxState.READY, OutboxState.EXPIRED)] == ["无", "早"]


def test_a_sender_that_died_before_the_wire_has_sent_nothing(ledger: Ledger, hands: Hands) -> None:
    """The message goes back and is tried again, as a second attempt."""
    _plan(ledger, _message("一"))
    lost = _claimed(ledger)
    hands.forward(LEASE - 1)
    too_early = ledger.reap()
    hands.forward(1)

    assert too_early == (0, 0)
    assert ledger.mark_wire(lost) is False
    assert ledger.reap() == (1, 0)
    assert _claimed(ledger).attempt == 2
    assert ledger.settle(lost, DELIVERED) is False
    assert [attempt.outcome for attempt in ledger.attempts(lost.message.id)] == ["delivered", ""]


def test_a_sender_that_died_on_the_wire_leaves_it_uncertain(ledger: Ledger, hands: Hands) -> None:
    """Nobody knows, so nothing is sent again by itself."""
    _plan(ledger, _message("一"))
    lost = _claimed(ledger)
    ledger.mark_wire(lost)
    hands.forward(LEASE)

    assert ledger.reap() == (0, 1)
    assert ledger.reap() == (0, 0)
    assert ledger.claim("群", lease_seconds=LEASE) is None
    assert (_only(ledger).state, ledger.attempts(lost.message.id)[0].outcome) == (OutboxState.UNCERTAIN, "ambiguous")


def test_a_late_success_lifts_the_uncertainty_and_a_late_failure_does_not(ledger: Ledger, hands: Hands) -> None:
    """The truth wins whenever it comes."""
    _plan(ledger, _message("一"))
    slow = _claimed(ledger)
    ledger.mark_wire(slow)
    hands.forward(LEASE)
    ledger.reap()

    assert ledger.settle(slow, Settlement(OutboxState.DEAD, "refused")) is False
    assert _only(ledger).state is OutboxState.UNCERTAIN
    assert ledger.settle(slow, DELIVERED) is True
    assert (_only(ledger).state, ledger.attempts(slow.message.id)[0].outcome) == (OutboxState.DELIVERED, "delivered")


def test_settling_twice_settles_once(ledger: Ledger) -> None:
    """What is delivered stays delivered."""
    _plan(ledger, _message("一"))
    claim = _claimed(ledger)
    ledger.settle(claim, DELIVERED)

    assert ledger.settle(claim, Settlement(OutboxState.DEAD, "refused")) is False
    assert _only(ledger).state is OutboxState.DELIVERED


@pytest.mark.parametrize("state", [OutboxState.SENDING, OutboxState.SUPERSEDED, OutboxState.CANCELLED])
def test_an_attempt_cannot_end_in_any_state(ledger: Ledger, state: OutboxState) -> None:
    """A sender says what became of its attempt, no more."""
    _plan(ledger, _message("一"))
    with pytest.raises(ValueError, match=state.value):
        ledger.settle(_claimed(ledger), Settlement(state, "?"))


def test_a_vendor_s_long_complaint_is_cut(ledger: Ledger) -> None:
    """Five hundred characters say enough."""
    _plan(ledger, _message("一"))
    claim = _claimed(ledger)
    ledger.settle(claim, Settlement(OutboxState.DEAD, "refused", vendor_message="拒" * 900))

    assert len(ledger.attempts(claim.message.id)[0].vendor_message) == 500
    assert len(_only(ledger).note) == 500


def test_a_vendor_s_rest_is_kept_by_the_whole_channel(ledger: Ledger, hands: Hands) -> None:
    """A longer rest is not cut short by a shorter one; when it is over the channel opens by itself."""
    _plan(ledger, _message("一"), _message("二"))
    long, short = NOW + timedelta(minutes=10), NOW + timedelta(minutes=1)
    claim = _claimed(ledger)
    ledger.settle(claim, Settlement(OutboxState.READY, "refused", retry_at=NOW, pause_channel_until=long))
    ledger.settle(claim, Settlement(OutboxState.READY, "refused", pause_channel_until=short))

    assert ledger.channels()[1].paused_until == long
    assert ledger.claim("群", lease_seconds=LEASE) is None
    hands.forward(600)
    assert _claimed(ledger).message.dedup_key == "一"
    assert [status.state for status in ledger.channels()] == ["ok", "ok"]


def test_a_broken_channel_keeps_its_messages_until_somebody_mends_it(ledger: Ledger, hands: Hands) -> None:
    """A wrong key is not worth a second try; a pause does not mend it."""
    _plan(ledger, _message("一"))
    claim = _claimed(ledger)
    ledger.settle(claim, Settlement(OutboxState.READY, "refused", break_channel="签名不对"))
    ledger.settle(claim, Settlement(OutboxState.READY, "refused", pause_channel_until=NOW))
    hands.forward(3600)

    assert ledger.claim("群", lease_seconds=LEASE) is None
    assert [(status.state, status.note) for status in ledger.channels()] == [("ok", ""), ("broken", "签名不对")]
    ledger.resume_channel("群")
    assert _claimed(ledger).message.dedup_key == "一"


def test_what_a_person_paused_rests_until_a_person_resumes_it(ledger: Ledger, hands: Hands) -> None:
    """Neither time nor a rest that the vendor asks for ends it; what is broken stays so."""
    _plan(ledger, _message("一"), _message("二"))
    claim = _claimed(ledger)
    assert ledger.pause_channels(["群"], "王敏 暂停") == 1
    assert ledger.pause_channels(["群"], "李航 暂停") == 0
    ledger.settle(claim, Settlement(OutboxState.READY, "refused", pause_channel_until=NOW))
    hands.forward(3600)

    assert ledger.claim("群", lease_seconds=LEASE) is None
    assert [(one.paused_until, one.note) for one in ledger.channels() if one.name == "群"] == [(None, "王敏 暂停")]
    with pytest.raises(UnknownEntry, match="无此群"):
        ledger.pause_channels(["群", "无此群"])
    ledger.resume_channel("群")
    assert _claimed(ledger).message.dedup_key


def test_registering_a_channel_again_keeps_its_state(ledger: Ledger) -> None:
    """A restart does not mend what is broken; a new kind is taken over."""
    _plan(ledger, _message("一"))
    ledger.settle(_claimed(ledger), Settlement(OutboxState.READY, "refused", break_channel="签名不对"))
    ledger.register_channel("群", "lark")
    (_, status) = ledger.channels()

    assert (status.name, status.kind, status.state) == ("群", "lark", "broken")


def test_an_unknown_channel_or_message_is_an_error(ledger: Ledger) -> None:
    """A slip of the keyboard is not an empty answer."""
    with pytest.raises(UnknownEntry, match="无此群"):
        ledger.claim("无此群", lease_seconds=LEASE)
    with pytest.raises(UnknownEntry, match="无此群"):
        ledger.resume_channel("无此群")
    with pytest.raises(UnknownEntry, match="R-"):
        ledger.supersede(7, "")


def test_people_decide_what_becomes_of_the_uncertain(ledger: Ledger, hands: Hands) -> None:
    """Seen on the phone: delivered. Not seen: sent again, its time limit forgotten. Both are logged."""
    _plan(ledger, _message("一", expires_at=NOW + timedelta(hours=1)), _message("二"))
    for _ in range(2):
        ledger.mark_wire(_claimed(ledger))
        hands.forward(LEASE)
        ledger.reap()
    second, first = ledger.outbox()

    assert ledger.confirm_delivered(second.id, actor="王敏") is True
    assert ledger.confirm_delivered(second.id, actor="王敏") is False
    hands.forward(7200)
    assert ledger.resend(first.id, actor="王敏", note="群里没有") is True
    assert _claimed(ledger).message.id == first.id
    assert [(line.action, line.actor, line.reason) for line in ledger.events()] == [
        ("message", "王敏", "群里没有"),
        ("message", "王敏", ""),
    ]


def test_only_what_is_unsent_can_be_superseded_or_cancelled(ledger: Ledger) -> None:
    """What is under way or delivered is past recall."""
    _plan(ledger, _message("一"), _message("二"))
    claim = _claimed(ledger)
    second, first = ledger.outbox()

    assert ledger.supersede(first.id, "新的一份") is False
    assert ledger.cancel(second.id, actor="王敏", note="不发了") is True
    ledger.settle(claim, DELIVERED)
    assert ledger.supersede(first.id, "新的一份") is False
    assert [message.state for message in ledger.outbox()] == [OutboxState.CANCELLED, OutboxState.DELIVERED]


def test_a_superseded_message_says_why(ledger: Ledger) -> None:
    """Yesterday's unsent report gives way to today's."""
    _plan(ledger, _message("一"))

    assert ledger.supersede(_only(ledger).id, "由次日日报代替") is True
    assert (_only(ledger).state, _only(ledger).note) == (OutboxState.SUPERSEDED, "由次日日报代替")


def test_messages_are_listed_newest_first_up_to_a_limit(ledger: Ledger) -> None:
    """People look at the end of a long list."""
    _plan(ledger, *(_message(str(number)) for number in range(5)))

    assert [message.dedup_key for message in ledger.outbox(limit=2)] == ["4", "3"]


def test_a_message_is_found_by_its_short_name(ledger: Ledger) -> None:
    """R-7F3K, read out on the telephone."""
    _plan(ledger, _message("一"))
    message = _only(ledger)

    assert ledger.message_id(message.ref.lower()) == message.id


def test_a_heartbeat_is_the_last_one(ledger: Ledger, hands: Hands) -> None:
    """Who was last seen when."""
    ledger.beat("pump")
    hands.forward(30)
    ledger.beat("pump")

    assert dict(ledger.heartbeats()) == {"pump": NOW + timedelta(seconds=30)}


def test_the_requests_of_a_minute_are_counted_over_all_senders(ledger: Ledger, ledger_url: str, hands: Hands) -> None:
    """Whoever made them; one that never reached the wire does not count."""
    _plan(ledger, *(_message(str(number)) for number in range(4)))
    with Ledger.open(ledger_url, now=hands) as other:
        for sender in (ledger, other, ledger):
            held = sender.claim("群", lease_seconds=LEASE, per_minute=2)
            assert held is not None
            if sender is other:
                sender.settle(held, Settlement(OutboxState.READY, "not_sent", retry_at=hands.now))
            else:
                assert sender.mark_wire(held)
                sender.settle(held, DELIVERED)
        assert other.claim("群", lease_seconds=LEASE, per_minute=2) is None
        hands.forward(61)

        assert other.claim("群", lease_seconds=LEASE, per_minute=2) is not None


def test_what_must_wait_is_deferred_and_lives_to_see_it(ledger: Ledger, hands: Hands) -> None:
    """All but one kind, which is told at any hour."""
    late = NOW + timedelta(hours=1)
    _plan(ledger, _message("一", expires_at=late), NewMessage("二", "群", "alarm", "", {}))

    assert ledger.defer("群", NOW + timedelta(hours=2), exempt=("alarm",)) == 1
    assert ledger.defer("群", NOW + timedelta(hours=2), exempt=("alarm",)) == 0
    first = _claimed(ledger)
    assert first.message.kind == "alarm"
    ledger.settle(first, DELIVERED)
    hands.forward(2 * 3600)
    assert _claimed(ledger).message.dedup_key == "一"


def test_claims_of_two_processes_never_meet(ledger: Ledger, ledger_url: str) -> None:
    """Two pumps on one ledger: every message is sent, none of them twice."""
    _plan(ledger, *(_message(str(number)) for number in range(40)))
    script = (
        "import sys; from datetime import UTC, datetime\n"
        "from commitments.ledger import Ledger, OutboxState, Settlement\n"
        "ledger = Ledger.open(sys.argv[1], now=lambda: datetime(2025, 7, 1, 1, 3, tzinfo=UTC))\n"
        "while ledger.outbox(OutboxState.READY, limit=1):\n"
        "    claim = ledger.claim('群', lease_seconds=600)\n"
        "    if claim and ledger.mark_wire(claim):\n"
        "        print(claim.message.dedup_key)\n"
        "        assert ledger.settle(claim, Settlement(OutboxState.DELIVERED, 'delivered'))\n"
    )
    workers = [
        subprocess.Popen([sys.executable, "-c", script, ledger_url], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    sent = [key for worker in workers for key in worker.communicate(timeout=60)[0].split()]

    assert sorted(sent, key=int) == [str(number) for number in range(40)]
    assert [worker.returncode for worker in workers] == [0, 0]
