"""No secret in anything that a person or a program can read afterwards: logs, ledger, exceptions, results."""

import json
import logging
import traceback
from dataclasses import replace
from pathlib import Path

import pytest

from commitments.errors import LedgerUnavailable
from monitor.digest import build_digest
from monitor.notifications.channel import HttpChannel
from monitor.notifications.dispatch import dispatch
from monitor.notifications.feishu import Feishu
from monitor.notifications.preview import previews
from monitor.notifications.surroundings import opened
from monitor.notifications.trial import send_test
from tests.monitor.notifications.builders import AMPLE, DAY, NOW, SECRET, WHSEC, a_channel, outside
from tests.monitor.notifications.conftest import Office
from tests.monitor.notifications.fake_vendor import CLOSE, CUT, HTML, OK, RESET, TOKEN, FakeVendor, Reply, says

OURS = "THE-SECRET-IN-USE"  # a vendor can only repeat what it was given
TELL_TALES = [
    OK,
    HTML,
    CUT,
    RESET,
    CLOSE,
    says({"code": 19001, "msg": f"unknown hook {TOKEN}"}),
    says({"code": 19021, "msg": f"secret {OURS} does not match"}),
    says({"code": f"{TOKEN}", "msg": 1}),
    Reply(302, b"", {"Location": f"/login?next={TOKEN}"}),
    Reply(404, f"no {TOKEN} here, and no {OURS}".encode()),
    Reply(500, TOKEN.encode()),
]


@pytest.mark.parametrize("kind", ["feishu", "webhook"])
@pytest.mark.parametrize("reply", TELL_TALES)
def test_nothing_that_is_kept_or_shown_holds_a_secret(
    office: Office, ledger_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, kind: str, reply: Reply
) -> None:
    """Whatever the vendor repeats and whatever libraries log at their most talkative."""
    caplog.set_level(logging.DEBUG)
    office.channels = (a_channel(kind=kind),)
    office.plan()
    secret = WHSEC if kind == "webhook" else SECRET
    shown: list[object] = []
    with FakeVendor(replace(reply, body=reply.body.replace(OURS.encode(), secret.encode()))) as vendor:
        around = outside(vendor.url, secret=secret)
        around = replace(around, patience=AMPLE)
        shown.append(dispatch(office.ledger, office.settings, office.clock.now, outside=around))
        channel = office.channels[0]
        shown.append(send_test(channel, folder=tmp_path, today=DAY, now=office.clock.now, outside=around))
        shown.append(opened(channel, tmp_path, around))
        assert vendor.received
    digest = build_digest(office.ledger, day=DAY, near_days=30)
    shown.append(previews(office.ledger, office.settings, digest))
    everything = [repr(shown), caplog.text, json.dumps([repr(row) for row in office.rows()])]
    everything.append(_all_bytes(tmp_path) if ledger_url.startswith("sqlite") else "")  # the server's are not ours
    everything += [repr(office.ledger.attempts(row.id)) for row in office.rows()]
    everything.append(repr(office.ledger.channels()))

    assert [leak for leak in (TOKEN, secret) if any(leak in text for text in everything)] == []


def _all_bytes(folder: Path) -> str:
    """Every file that the run left behind, the ledger and its log included."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert any(file.suffix == ".sqlite3" for file in files)
    return "".join(file.read_bytes().decode("utf-8", "replace") for file in files)


def test_an_exception_out_of_the_middle_of_a_send_holds_no_secret() -> None:
    """Not in its text, nor in those it was raised from."""

    def locked() -> bool:
        raise LedgerUnavailable("locked")

    with FakeVendor(OK) as vendor:
        channel = HttpChannel(Feishu(), url=vendor.url, secrets=(SECRET,), allow_private=True, patience=AMPLE)
        with pytest.raises(LedgerUnavailable) as error:
            channel.send({}, ident="msg_1", now=lambda: NOW, wire=locked)
    told = "".join(traceback.format_exception(error.value))

    assert TOKEN not in told
    assert SECRET not in told
