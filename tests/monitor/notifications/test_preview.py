"""The body of one message of the outbox, as screens show it: what would go, what went, and that nothing is left."""

import json

import pytest

from commitments.evidence import Verdict
from commitments.ledger import OutboxMessage, OutboxState
from monitor.notifications import CHANNELS
from monitor.notifications.preview import Preview, preview
from tests.commitments.builders import ACTOR
from tests.monitor.notifications.builders import a_channel
from tests.monitor.notifications.conftest import Office
from tests.monitor.notifications.fake_vendor import CUT, OK, FakeVendor, Received, says


def _look(office: Office, row: OutboxMessage | None = None) -> Preview:
    return preview(office.ledger, office.settings, row or office.rows()[-1], today=office.today)


def _unsigned(received: Received) -> dict[str, object]:
    return {key: value for key, value in received.json.items() if key not in {"timestamp", "sign"}}


@pytest.mark.parametrize("kind", sorted(CHANNELS))
def test_every_kind_of_channel_shows_its_own_body(office: Office, kind: str) -> None:
    """With the ref it will be quoted by, whatever the product."""
    office.channels = (a_channel(kind=kind),)
    office.plan()
    found = _look(office)

    assert (found.kind, found.ref, found.as_sent) == (kind, office.rows()[0].ref, None)
    assert found.ref in found.body
    assert json.loads(found.indented) == json.loads(found.body)


def test_what_went_is_shown_as_it_went(office: Office) -> None:
    """And the hash that the attempt kept agrees."""
    office.plan()
    with FakeVendor(OK) as vendor:
        office.send(vendor.url)
        found = _look(office)

        assert json.loads(found.body) == _unsigned(vendor.received[0])
    assert found.as_sent is True


def test_what_earlier_attempts_taught_is_heeded(office: Office) -> None:
    """The card was refused, so the next body is plain text, and a change since then is told apart."""
    office.plan()
    busy = says({"code": 55, "msg": "busy"}, 500)
    with FakeVendor(says({"code": 19002, "msg": "params error"}), busy) as vendor:
        office.send(vendor.url)
        assert [got.json["msg_type"] for got in vendor.received] == ["interactive", "text"]
    assert json.loads(_look(office).body)["msg_type"] == "text"
    assert _look(office).as_sent is True
    office.more = {"channel": (a_channel(kind="dingtalk"),)}
    assert _look(office).as_sent is False


def test_a_doubtful_message_is_shown_as_it_left(office: Office) -> None:
    """The mark of a repeat is not on the first copy."""
    office.plan()
    with FakeVendor(CUT) as vendor:
        office.send(vendor.url)
        found = _look(office)

        assert office.states() == [OutboxState.UNCERTAIN]
        assert json.loads(found.body) == _unsigned(vendor.received[0])
    assert found.as_sent is True


def test_nothing_left_to_say_shows_nothing(office: Office) -> None:
    """Closed or muted meanwhile."""
    office.plan()
    office.ledger.judge(office.targets[0], Verdict.WITHDRAWN, reason="已调整", actor=ACTOR)

    assert (_look(office).body, _look(office).indented) == ("", "")


def test_a_channel_that_is_configured_no_more_keeps_its_kind(office: Office) -> None:
    """The ledger remembers it."""
    office.plan()
    row, office.channels = office.rows()[0], ()

    assert _look(office, row).kind == "feishu"
