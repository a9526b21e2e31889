"""Looking before sending, and sending one test message."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from commitments.evidence import Verdict
from commitments.ledger import OutboxState
from monitor.digest import build_digest
from monitor.notifications.preview import Preview, previews
from monitor.notifications.trial import send_test
from monitor.notifications.vendor import Fate, Fault
from tests.commitments.builders import ACTOR, a_target, enter
from tests.monitor.notifications.builders import DAY, SECRET, WHSEC, a_channel, outside
from tests.monitor.notifications.conftest import Office
from tests.monitor.notifications.fake_vendor import OK, TOKEN, FakeVendor, Reply, says


def _dry(office: Office, channel: str = "") -> tuple[Preview, ...]:
    digest = build_digest(office.ledger, day=DAY, near_days=30, only_tracked=True)
    return previews(office.ledger, office.settings, digest, channel=channel)


def test_a_dry_run_shows_the_very_body_that_is_then_sent(office: Office) -> None:
    """Less timestamp and signature, which are made at the moment of sending."""
    office.plan()
    (preview,) = _dry(office)
    with FakeVendor(OK) as vendor:
        office.send(vendor.url)
        sent = vendor.received[0].json
    del sent["timestamp"], sent["sign"]

    assert json.loads(preview.body) == sent
    assert preview.ref == office.rows()[0].ref


def test_a_dry_run_of_a_webhook_is_byte_for_byte(office: Office) -> None:
    """Its signature is in the headers."""
    office.channels = (a_channel(kind="webhook", secret=""),)
    office.plan()
    (preview,) = _dry(office)
    with FakeVendor(Reply(204)) as vendor:
        office.send(vendor.url)

        assert vendor.received[0].body == preview.body.encode()


def test_where_nothing_waits_a_dry_run_shows_the_digest_of_the_day(office: Office) -> None:
    """And writes nothing."""
    (preview,) = _dry(office)

    assert preview.ref == "R-0000"
    assert "高新技术企业" in preview.body
    assert office.rows() == ()


def test_a_dry_run_tells_of_candidates_only_where_notices_do(bare_office: Office) -> None:
    """Whatever digest it is shown."""
    enter(bare_office.ledger, a_target(due=DAY))
    digest = build_digest(bare_office.ledger, day=DAY, near_days=30)

    assert previews(bare_office.ledger, bare_office.settings, digest) == ()
    bare_office.include = "all"
    assert len(previews(bare_office.ledger, bare_office.settings, digest)) == 1


def test_a_dry_run_leaves_out_what_would_be_left_out(office: Office) -> None:
    """Settled items, silent days, other channels."""
    office.channels = (a_channel(), a_channel(name="二群"))
    office.plan()
    assert [preview.channel for preview in _dry(office, "二群")] == ["二群"]
    office.ledger.judge(office.targets[0], Verdict.WITHDRAWN, reason="已调整", actor=ACTOR)
    assert _dry(office) == ()


def test_a_test_message_is_sent_once_and_mends_a_broken_channel(office: Office, tmp_path: Path) -> None:
    """What waited goes out afterwards."""
    office.plan()
    with FakeVendor(Reply(404)) as vendor:
        office.send(vendor.url)
        vendor.then(OK)
        outcome = send_test(
            a_channel(),
            folder=tmp_path,
            today=DAY,
            now=office.clock.now,
            ledger=office.ledger,
            outside=outside(vendor.url),
        )
        assert outcome.fate is Fate.DELIVERED
        assert office.ledger.channels()[0].state == "ok"
        office.send(vendor.url)
        assert vendor.refs()[1] == "R-TEST"
    assert office.states() == [OutboxState.DELIVERED]


@pytest.mark.parametrize("kind", ["feishu", "webhook"])
def test_a_failed_test_is_not_repeated_and_shows_the_raw_answer(bare_office: Office, tmp_path: Path, kind: str) -> None:
    """Cut clean of secrets."""
    secret = WHSEC if kind == "webhook" else SECRET
    with FakeVendor(says({"code": 9499, "msg": f"bad {TOKEN} {secret}"}, 400)) as vendor:
        channel = a_channel(kind=kind)
        around = outside(vendor.url, secret=secret)
        outcome = send_test(channel, folder=tmp_path, today=DAY, now=bare_office.clock.now, outside=around)

        assert len(vendor.received) == 1
    assert (outcome.fate, outcome.http_status) == (Fate.REFUSED, 400)
    assert "bad *** ***" in outcome.message


def test_a_test_of_an_unset_channel_says_so(bare_office: Office, tmp_path: Path) -> None:
    """Without a call."""
    around = replace(outside(""), environ={})
    outcome = send_test(a_channel(), folder=tmp_path, today=DAY, now=bare_office.clock.now, outside=around)

    assert (outcome.fate, outcome.fault) == (Fate.NOT_SENT, Fault.CONFIG)
    assert "env:ROBOT_URL" in outcome.message
