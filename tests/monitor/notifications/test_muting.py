"""What is muted: in no digest, on no ladder, dropped though it was planned; told by its highest stage afterwards."""

from datetime import date, timedelta

from commitments.ledger import OutboxState
from monitor.digest import build_digest
from monitor.notifications.ladder import climb, to_tell
from monitor.notifications.message import from_document
from monitor.notifications.muting import muted_ids
from monitor.notifications.preview import previews
from tests.commitments.builders import ACTOR
from tests.monitor.notifications.conftest import Office
from tests.monitor.notifications.fake_vendor import OK, FakeVendor


def _mute(office: Office, words: str, days: int = 7) -> int:
    until = office.today + timedelta(days=days)
    return office.ledger.mute(words, until, reason="机构改革期间", day=office.today, actor=ACTOR)


def test_a_muted_target_is_counted_and_not_told(bare_office: Office) -> None:
    """The others are told as ever; a preview shows the same."""
    park, school = (*bare_office.owe("建成三个园区"), *bare_office.owe("新建学校12所"))
    _mute(bare_office, "园区")
    bare_office.plan()
    message = from_document(bare_office.rows()[0].document)

    assert [item.target_id for item in message.items] == [school]
    assert message.notes == ("另有 1 项已静默",)
    assert {stage.target_id for stage in bare_office.ledger.stages([park, school])} == {school}


def test_what_is_muted_after_planning_drops_out_before_sending(office: Office) -> None:
    """And with nothing left the message is superseded."""
    office.plan()
    _mute(office, "高新技术企业")
    assert previews(office.ledger, office.settings, build_digest(office.ledger, day=office.today, near_days=30)) == ()
    with FakeVendor(OK) as vendor:
        office.send(vendor.url)

        assert vendor.received == []
    assert office.states() == [OutboxState.SUPERSEDED]


def test_afterwards_the_highest_stage_is_told_once(bare_office: Office) -> None:
    """From the day that was named, or from the day it is ended."""
    (one,) = bare_office.owe("建成三个园区", days=0)
    number = _mute(bare_office, "园区")

    def told() -> dict[int, str]:
        day = bare_office.today
        muted = muted_ids(bare_office.ledger, day, 30)
        digest = build_digest(bare_office.ledger, day=day, near_days=30, only_tracked=True)
        climb(bare_office.ledger, bare_office.settings, digest, day, muted=muted)
        return {key: rung.name for key, rung in to_tell(bare_office.ledger, day - timedelta(days=1), day).items()}

    assert told() == {}
    bare_office.clock.forward(days=6)
    assert told() == {}
    assert bare_office.ledger.unmute(number, actor=ACTOR) is True
    assert told() == {one: "E2"}
    _mute(bare_office, "园区", days=1)
    bare_office.clock.forward(days=1)
    assert told() == {one: "E3"}


def test_a_mute_is_in_the_log_with_its_reason(office: Office) -> None:
    """Who silenced what, and who ended it."""
    number = _mute(office, "lead:省商务厅")
    office.ledger.unmute(number, actor="李")
    begun, ended = (event for event in reversed(office.ledger.events()) if "mute" in event.action)

    assert (begun.action, begun.actor, begun.reason) == ("mute", ACTOR, "机构改革期间")
    assert begun.after == {"mute": number, "filter": "lead:省商务厅", "until": "2025-07-08"}
    assert (ended.action, ended.actor) == ("unmute", "李")
    assert office.ledger.mutes(date(2025, 7, 1)) == ()


def test_words_nobody_understands_any_more_silence_nothing(office: Office) -> None:
    """Being told too much is the lesser evil."""
    _mute(office, "kind:nonsense")

    assert muted_ids(office.ledger, office.today, 30) == frozenset()
