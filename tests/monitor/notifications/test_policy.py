"""What is done about doubt, crowding, broken channels and clocks, without anybody asking."""

from commitments.ledger import NewMessage, OutboxState, Settlement
from monitor.notice_settings import RouteSettings
from monitor.notifications.dispatch import dispatch
from monitor.notifications.message import Message, to_document
from tests.monitor.notifications.builders import DAY, WHSEC, a_channel, outside
from tests.monitor.notifications.conftest import Office
from tests.monitor.notifications.fake_vendor import CUT, OK, FakeVendor, Reply, says


def test_a_doubtful_digest_goes_once_more_after_ten_minutes_and_says_so(office: Office) -> None:
    """With the ref of the first, so that a reader of both knows."""
    office.channels = (a_channel(on_uncertain="resend"),)
    office.plan()
    (row,) = office.rows()
    with FakeVendor(CUT, OK) as vendor:
        office.send(vendor.url)
        office.clock.forward(minutes=9, seconds=59)
        office.send(vendor.url)
        assert len(vendor.received) == 1
        office.clock.forward(seconds=2)
        office.send(vendor.url)
        assert vendor.refs() == [row.ref, row.ref]
        assert f"{row.ref} 重发：上一次未能确认送达" in vendor.received[1].body.decode()
    assert office.states() == [OutboxState.DELIVERED]


def test_a_second_doubt_is_held(office: Office) -> None:
    """Two copies at the most, and a person decides."""
    office.channels = (a_channel(on_uncertain="resend"),)
    office.plan()
    with FakeVendor(CUT) as vendor:
        for _ in range(5):
            office.send(vendor.url)
            office.clock.forward(minutes=11)
        assert len(vendor.received) == 2
    assert office.states() == [OutboxState.UNCERTAIN]


def test_a_doubtful_digest_of_yesterday_is_not_repeated(office: Office) -> None:
    """Today's says that yesterday's is unconfirmed."""
    office.channels = (a_channel(on_uncertain="resend"),)
    office.plan()
    with FakeVendor(CUT, OK) as vendor:
        office.send(vendor.url)
        office.clock.forward(days=1)
        office.plan()
        office.send(vendor.url)
        assert len(vendor.received) == 2
        assert "未能确认送达" in vendor.received[1].body.decode()
    assert office.states() == [OutboxState.UNCERTAIN, OutboxState.DELIVERED]


def test_what_is_to_be_held_is_held(office: Office) -> None:
    """One setting."""
    office.plan()
    with FakeVendor(CUT) as vendor:
        office.send(vendor.url)
        office.clock.forward(hours=5)
        office.send(vendor.url)
        assert len(vendor.received) == 1


def test_the_budget_of_a_minute_is_kept(office: Office) -> None:
    """WeCom takes twenty a minute and we allow ourselves fifteen; what is over goes in the next one."""
    office.channels = (a_channel(kind="wecom", secret=""),)
    office.more = {"route": tuple(RouteSettings(channel="督办群", owner=f"{n}处") for n in range(17))}
    office.plan()
    with FakeVendor(says({"errcode": 0, "errmsg": "ok"})) as vendor:
        office.send(vendor.url)
        assert len(vendor.received) == 15
        office.clock.forward(seconds=59)
        office.send(vendor.url)
        assert len(vendor.received) == 15
        office.clock.forward(seconds=2)
        office.send(vendor.url)
        assert len(vendor.received) == 17
    assert set(office.states()) == {OutboxState.DELIVERED}


def test_three_failed_proofs_of_identity_are_a_fault_of_configuration(office: Office) -> None:
    """The first two may pass; then the channel is broken and told of."""
    office.channels = (a_channel(), a_channel(name="外部系统", kind="webhook"))
    office.plan()
    with FakeVendor(OK) as vendor:
        around = outside(vendor.url.replace("http://", "https://"), secret=WHSEC)
        for _ in range(3):
            office.send(vendor.url.replace("http://", "https://"), around)
            office.clock.forward(minutes=5)
        assert vendor.received == []
    states = {status.name: status.state for status in office.ledger.channels()}
    assert states["督办群"] == "broken"


def test_an_expired_budget_rests_the_channel_though_the_message_arrived(office: Office) -> None:
    """Discord says so in the headers of a success."""
    office.channels = (a_channel(kind="discord", secret=""),)
    office.plan()
    last = Reply(200, b'{"id":"1"}', {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": "30"})
    with FakeVendor(last) as vendor:
        office.send(vendor.url)
    (status,) = office.ledger.channels()

    assert office.states() == [OutboxState.DELIVERED]
    assert status.state == "paused"


def test_the_skew_of_a_vendors_clock_is_remembered(office: Office) -> None:
    """For `duban doctor`."""
    office.plan()
    with FakeVendor(says({"code": 0}, Date="Tue, 01 Jul 2025 01:13:00 GMT")) as vendor:
        office.send(vendor.url)

    assert office.ledger.clock_skew() == ("督办群", 600.0)


def test_an_alarm_is_given_once_for_each_break(office: Office) -> None:
    """Not with every pass; a channel that breaks again is told of again."""
    office.channels = (a_channel(), a_channel(name="外部系统", kind="webhook", secret=""))
    office.plan()
    broken = says({"code": 19001, "msg": "no such robot"})
    with FakeVendor(broken, Reply(204)) as vendor:
        for _ in range(3):
            office.send(vendor.url)
        alarms = [row for row in office.rows() if row.kind == "alarm"]
        assert len(alarms) == 1
        vendor.then(broken, Reply(204))
        office.ledger.resume_channel("督办群")
        office.send(vendor.url)
    assert len([row for row in office.rows() if row.kind == "alarm"]) == 2
    assert "no such robot" in str(alarms[0].document)


def test_with_no_channel_left_nobody_can_be_told(office: Office) -> None:
    """The broken channel is in the ledger and in `duban doctor` all the same."""
    office.plan()
    with FakeVendor(says({"code": 19001, "msg": "no such robot"})) as vendor:
        office.send(vendor.url)

    assert [row.kind for row in office.rows()] == ["digest"]
    assert office.ledger.channels()[0].state == "broken"


def test_doubt_of_others_does_not_hide_that_of_a_channel(bare_office: Office) -> None:
    """However many messages of another channel wait for a person."""
    office = bare_office
    office.channels = (a_channel(kind="webhook", secret="", name="系统"), a_channel(name="督办群"))
    for name, kind in (("系统", "webhook"), ("督办群", "feishu")):
        office.ledger.register_channel(name, kind)
    document = to_document(Message("督办日报", DAY))
    names = ["系统", *["督办群"] * 210]
    new = [NewMessage(f"k{n}", name, "x", "", document) for n, name in enumerate(names)]
    office.ledger.plan("x", "", DAY, new)
    while (claim := office.ledger.claim("督办群", lease_seconds=60)) is not None:
        office.ledger.mark_wire(claim)
        office.ledger.settle(claim, Settlement(OutboxState.UNCERTAIN, "ambiguous"))
    claim = office.ledger.claim("系统", lease_seconds=60)
    assert claim is not None
    office.ledger.mark_wire(claim)
    office.ledger.settle(claim, Settlement(OutboxState.UNCERTAIN, "ambiguous"))
    with FakeVendor(Reply(204)) as vendor:
        around = outside(vendor.url, secret=WHSEC)
        dispatch(office.ledger, office.settings, office.clock.now, channel="系统", outside=around)

        assert len(vendor.received) == 1
