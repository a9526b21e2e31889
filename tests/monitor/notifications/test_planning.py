"""Planning: one digest per channel and slot, whoever asks and however often."""

from datetime import date, timedelta

from commitments.evidence import Verdict
from commitments.ledger import OutboxState
from monitor.notifications.message import from_document
from tests.commitments.builders import ACTOR, a_target, enter
from tests.monitor.notifications.builders import a_channel
from tests.monitor.notifications.conftest import Office
from tests.monitor.notifications.fake_vendor import CUT, OK, FakeVendor, Reply

SLOT = date(2025, 7, 1)


def test_a_slot_is_planned_once(office: Office) -> None:
    """The second to ask, and the hundredth, change nothing."""
    assert [office.plan(), office.plan(), office.plan()] == [True, False, False]
    assert [row.dedup_key for row in office.rows()] == ["digest|督办群||2025-07-01|1"]


def test_every_channel_gets_its_own(office: Office) -> None:
    """One that is added later is planned when it comes, without repeating the others."""
    office.plan()
    office.channels += (a_channel(name="外部系统", kind="webhook"),)

    assert office.plan() is True
    assert [row.channel for row in office.rows()] == ["督办群", "外部系统"]


def test_without_a_channel_nothing_is_planned(office: Office) -> None:
    """And the slot is not spent."""
    channels, office.channels = office.channels, ()

    assert office.plan() is False
    office.channels = channels
    assert office.plan() is True


def test_only_what_a_reviewer_accepted_is_told(bare_office: Office) -> None:
    """Candidates and rejected targets are left out, unless the office wants candidates as well."""
    office = bare_office
    enter(office.ledger, a_target(due=date(2025, 6, 1)))

    assert office.plan() is True
    assert office.rows() == ()
    office.include = "all"
    assert office.plan(date(2025, 7, 2)) is True
    (row,) = office.rows()
    assert [item.reviewed for item in from_document(row.document).items] == [False]


def test_a_day_with_nothing_to_say_spends_its_slot_in_silence(bare_office: Office) -> None:
    """Something that becomes late after the slot is told of at the next one."""
    assert bare_office.plan() is True
    bare_office.owe("年内建成")

    assert bare_office.plan() is False
    assert bare_office.rows() == ()


def test_slots_slept_over_are_written_off_and_named(office: Office) -> None:
    """After five days off one digest goes out, not five, and it says so."""
    office.plan()
    office.clock.forward(days=6)  # Monday, with a weekend in between that had slots too
    assert office.plan() is True
    message = from_document(office.rows()[-1].document)

    assert len(office.rows()) == 2
    assert message.notes[0] == ("此前 5 天没有发出日报：2025-07-02、2025-07-03、2025-07-04、2025-07-05、2025-07-06")
    assert [office.plan(date(2025, 7, 1) + timedelta(days=n)) for n in range(1, 6)] == [False] * 5


def test_what_was_not_sent_is_superseded_and_said(office: Office) -> None:
    """Yesterday's report does not come in today, but today's says that yesterday's did not."""
    office.plan()
    (yesterdays,) = office.rows()
    office.clock.forward(days=1)
    office.plan()

    assert office.states() == [OutboxState.SUPERSEDED, OutboxState.READY]
    assert from_document(office.rows()[-1].document).notes == (f"上一期 {yesterdays.ref} 没有送达",)


def test_a_doubtful_delivery_opens_the_next_digest(office: Office) -> None:
    """No silent loss: the reader learns which report may be missing."""
    with FakeVendor(CUT) as vendor:
        office.plan()
        office.send(vendor.url)
        office.clock.forward(days=1)
        office.plan()
        vendor.then(OK)
        office.send(vendor.url)
    first, second = office.rows()

    assert office.states() == [OutboxState.UNCERTAIN, OutboxState.DELIVERED]
    assert f"上一期 {first.ref} 未能确认送达" in vendor.received[-1].body.decode()
    assert vendor.refs() == [first.ref, second.ref]


def test_a_message_that_waited_past_the_next_slot_is_not_sent(office: Office) -> None:
    """Even where the next digest was never planned."""
    office.plan()
    office.clock.forward(days=1, minutes=1)
    with FakeVendor(OK) as vendor:
        office.send(vendor.url)

        assert vendor.received == []
    assert office.states() == [OutboxState.EXPIRED]


def test_a_long_day_is_split_into_pages(bare_office: Office) -> None:
    """Each page is a message of its own, numbered, with its own key."""
    bare_office.owe(*(f"第{n}项：" + "全省规模以上工业企业数字化改造" * 3 for n in range(150)))
    bare_office.plan()
    rows = bare_office.rows()

    assert [row.dedup_key.rpartition("|")[2] for row in rows] == ["1", "2", "3"]
    assert [(m.part, m.parts) for m in (from_document(row.document) for row in rows)] == [(1, 3), (2, 3), (3, 3)]


def test_what_was_settled_before_is_not_planned(office: Office) -> None:
    """A verdict ends the nagging."""
    office.ledger.judge(office.targets[0], Verdict.WITHDRAWN, reason="已调整", actor=ACTOR)

    office.plan()
    assert office.rows() == ()


def test_a_clock_that_ran_a_year_ahead_spends_only_that_day(office: Office) -> None:
    """When it is put right today's digest still goes out."""
    right = office.clock.time
    office.clock.time = right + timedelta(days=365)
    office.plan()
    office.clock.time = right

    assert office.plan() is True
    assert office.rows()[-1].dedup_key == "digest|督办群||2025-07-01|1"


def test_a_broken_channel_is_reported_on_the_others(office: Office) -> None:
    """It cannot say so itself."""
    office.channels = (a_channel(), a_channel(name="二群"))
    office.plan()
    with FakeVendor(Reply(404), OK) as vendor:
        office.send(vendor.url)
    office.clock.forward(days=1)
    office.plan()
    notes = {row.channel: from_document(row.document).notes for row in office.rows()[-2:]}

    assert notes["二群"] == ("通知渠道 督办群 已停用，请管理员检查",)
    assert "已停用" not in str(notes["督办群"])
