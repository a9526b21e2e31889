"""SIGKILL at named steps, then a clean worker: nothing is lost in silence, nothing is doubled in silence."""

import signal
import subprocess
import sys

import pytest

from commitments.ledger import OutboxState
from monitor.notifications.dispatch import dispatch
from tests.monitor.notifications.builders import SECRET, WHSEC, a_channel, outside
from tests.monitor.notifications.conftest import Office
from tests.monitor.notifications.fake_vendor import OK, FakeVendor

DELIVERED, UNCERTAIN = OutboxState.DELIVERED, OutboxState.UNCERTAIN


@pytest.mark.parametrize(
    ("kind", "step", "copies", "state"),
    [
        ("feishu", "claim", 1, DELIVERED),  # no byte had left: sent once by the next worker
        ("feishu", "connect", 1, DELIVERED),  # connected, not marked: as before
        ("feishu", "wire", 0, UNCERTAIN),  # marked and nothing left: nobody can know, so it says so
        ("feishu", "body", 1, UNCERTAIN),  # it arrived, but no answer was written down
        ("feishu", "answer", 1, UNCERTAIN),
        ("feishu", "settle", 1, DELIVERED),
        ("webhook", "claim", 1, DELIVERED),
        ("webhook", "wire", 1, DELIVERED),  # the receiver knows ids: doubt is resolved by the same message again
        ("webhook", "answer", 2, DELIVERED),
    ],
)
def test_a_killed_worker_leaves_the_truth_behind(
    office: Office, ledger_url: str, kind: str, step: str, copies: int, state: OutboxState
) -> None:
    """Copies received and final state, by the step at which the worker died."""
    office.channels = (a_channel(kind=kind),)
    office.plan()
    with FakeVendor(OK) as vendor:
        call = [sys.executable, "-m", "tests.monitor.notifications.doomed_worker", ledger_url, vendor.url, kind, step]
        assert subprocess.run(call, check=False).returncode == -signal.SIGKILL
        _clean_worker(office, vendor.url, kind)  # at once: the lease still holds
        office.clock.forward(seconds=121)
        _clean_worker(office, vendor.url, kind)
        (row,) = office.rows()

        assert vendor.refs() == [row.ref] * copies
        assert len({got.headers.get("webhook-id") for got in vendor.received}) <= 1
    assert row.state is state
    office.clock.forward(days=1)
    office.plan()
    named = row.ref in str(office.rows()[-1].document["notes"])
    assert named is (state is UNCERTAIN)


def _clean_worker(office: Office, url: str, kind: str) -> None:
    around = outside(url, secret=WHSEC if kind == "webhook" else SECRET)
    dispatch(office.ledger, office.settings, office.clock.now, outside=around)
