"""Routes: one digest per channel, owner and slot, by the filter words of the command line."""

from dataclasses import replace

from commitments.evidence import Verdict
from commitments.ledger import OutboxMessage
from monitor.notice_settings import NotifySettings, RouteSettings
from monitor.notifications.message import Message, from_document
from tests.commitments.builders import ACTOR, a_target, an_evidence, enter
from tests.monitor.notifications.conftest import Office


def _owe(office: Office, quote: str, unit: str) -> int:
    due = office.today.replace(month=6, day=1)
    (one,) = enter(office.ledger, replace(a_target(quote, metric=quote, due=due), owners=a_target(lead=[unit]).owners))
    office.ledger.accept([one], actor=ACTOR)
    return one


def _message(row: OutboxMessage) -> Message:
    return from_document(row.document)


def test_a_channel_without_a_route_tells_of_all(bare_office: Office) -> None:
    """The team's report: one."""
    _owe(bare_office, "甲", "省商务厅")
    _owe(bare_office, "乙", "省水利厅")
    bare_office.plan()
    (row,) = bare_office.rows()

    assert len(_message(row).items) == 2
    assert row.owner == ""


def test_each_owner_has_one_digest_of_what_its_routes_hold(bare_office: Office) -> None:
    """Two routes of one owner make one digest; what no route holds is told nowhere on this channel."""
    office = bare_office
    first, second, third = (
        _owe(office, *pair) for pair in (("甲", "省商务厅"), ("乙", "省水利厅"), ("丙", "省财政厅"))
    )
    office.more = {
        "route": (
            RouteSettings(channel="督办群", filter="lead:省商务厅", owner="一处"),
            RouteSettings(channel="督办群", filter="lead:省水利厅", owner="二处"),
            RouteSettings(channel="督办群", filter="丙", owner="一处"),
            RouteSettings(channel="别的群", filter=""),
        )
    }
    office.plan()

    assert {row.owner: [item.target_id for item in _message(row).items] for row in office.rows()} == {
        "一处": [first, third],
        "二处": [second],
    }
    assert [row.dedup_key for row in office.rows()] == [
        "digest|督办群|一处|2025-07-01|1",
        "digest|督办群|二处|2025-07-01|1",
    ]
    assert office.plan() is False


def test_a_manager_with_a_route_has_one_message_all_the_same(bare_office: Office) -> None:
    """What was escalated and is not in the digest anyway comes first in it."""
    office = bare_office
    first, second = _owe(office, "甲", "省商务厅"), _owe(office, "乙", "省水利厅")
    office.more = {
        "notify": NotifySettings(manager="督办群"),
        "route": (RouteSettings(channel="督办群", filter="lead:省水利厅"),),
    }
    office.plan()
    (row,) = office.rows()

    assert [(group.heading, [item.target_id for item in group.items]) for group in _message(row).groups] == [
        ("升级催办", [first]),
        ("已逾期", [second]),
    ]


def test_what_rests_is_counted_and_not_named(bare_office: Office) -> None:
    """A snooze keeps a target out of the digest, and out of one that is on its way."""
    office = bare_office
    first, second = _owe(office, "甲", "省商务厅"), _owe(office, "乙", "省水利厅")
    until = office.today.replace(day=20)
    office.ledger.snooze(first, until, reason="等待批复", day=office.today, actor=ACTOR)
    office.plan()
    message = _message(office.rows()[0])

    assert [item.target_id for item in message.items] == [second]
    assert message.notes == ("另有 1 项暂缓提醒",)


def test_the_end_of_a_story_is_one_line_in_the_next_digest(bare_office: Office) -> None:
    """For what was told of, though its date was moved far off before the end; and only once."""
    office = bare_office
    one = _owe(office, "甲", "省商务厅")
    office.plan()
    office.clock.forward(hours=3)
    far = office.today.replace(year=office.today.year + 5)
    office.ledger.extend(one, far, reason="等待批复", approver="张", actor=ACTOR)
    seen = office.ledger.add_evidence(one, an_evidence(), actor=ACTOR)
    office.ledger.accept_evidence(seen.id, actor=ACTOR)
    office.ledger.judge(one, Verdict.MET, reason="已验收", actor=ACTOR)
    for _ in range(2):
        office.clock.forward(days=1)
        office.plan()
    last = office.rows()[-1]

    assert len(office.rows()) == 2
    assert _message(last).groups == ()
    assert _message(last).notes[-1] == "已办结 1 项：C000001"


def test_a_year_without_a_calendar_is_said_to_be_provisional(bare_office: Office) -> None:
    """Alerts go all the same."""
    office = bare_office
    office.clock.time = office.clock.time.replace(year=2029, month=1, day=4)
    office.owe("甲", days=-2)
    office.plan()

    assert "2029 年调休安排尚未公布，工作日暂按法定节假日计" in _message(office.rows()[0]).notes
