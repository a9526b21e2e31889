"""Apprise for the long tail: its success is only acceptance, its failure is doubt, and some services are not its."""

import logging
import sys

import pytest

from monitor.notifications.carriage import CarriedChannel
from monitor.notifications.channel import always
from monitor.notifications.longtail import NATIVE, LongTail
from monitor.notifications.vendor import Fate, Fault, Outcome, Parcel
from tests.monitor.notifications.builders import NOW, a_message
from tests.monitor.notifications.fake_vendor import TOKEN, FakeVendor, Reply, says

TAIL = LongTail()
pytestmark = pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")  # of the package, when it is imported


def _send(address: str, *, lease: bool = True) -> Outcome:
    payload = TAIL.payload(a_message(), "R-7F3K")
    return CarriedChannel(TAIL, Parcel(address)).send(
        payload, ident="msg_1", now=lambda: NOW, wire=always if lease else lambda: False
    )


def test_what_apprise_calls_a_success_is_accepted() -> None:
    """It would call an error code inside a 200 one too."""
    with FakeVendor(says({"ok": True})) as vendor:
        outcome = _send(vendor.url.replace("http://", "json://"))
        (got,) = vendor.received

    assert outcome.fate is Fate.ACCEPTED
    assert got.json["title"] == "督办日报 2025-07-01"
    assert "R-7F3K · 2025-07-01 · duban 督办" in got.json["message"]


def test_what_apprise_calls_a_failure_is_doubt(caplog: pytest.LogCaptureFixture) -> None:
    """Refused, lost or taken: it does not say; and it keeps the address to itself."""
    caplog.set_level(logging.DEBUG)
    with FakeVendor(Reply(500)) as vendor:
        outcome = _send(vendor.url.replace("http://", "json://"))

    assert (outcome.fate, outcome.fault) == (Fate.AMBIGUOUS, Fault.SERVER)
    assert TOKEN not in caplog.text + outcome.message


def test_a_lost_lease_stops_it() -> None:
    """Before Apprise is asked to send."""
    with FakeVendor() as vendor:
        outcome = _send(vendor.url.replace("http://", "json://"), lease=False)

        assert (outcome.fate, outcome.fault) == (Fate.NOT_SENT, Fault.LEASE)
        assert vendor.received == []


@pytest.mark.parametrize("scheme", sorted(NATIVE))
def test_services_we_reach_ourselves_are_refused_with_a_pointer(scheme: str) -> None:
    """Apprise takes their refusals for success."""
    assert NATIVE[scheme] in TAIL.refusal(f"{scheme}://token", ())
    assert TAIL.refusal("ntfy://topic", ()) == ""
    assert TAIL.refusal("ntfy://topic", ("wang",))


def test_an_address_it_does_not_know_breaks_the_channel() -> None:
    """Nothing is sent."""
    assert _send("pigeon://loft").fault is Fault.CONFIG


def test_without_the_package_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an optional extra."""
    monkeypatch.setitem(sys.modules, "apprise", None)
    outcome = _send("ntfy://topic")

    assert (outcome.fate, outcome.fault) == (Fate.NOT_SENT, Fault.CONFIG)
    assert "duban[apprise]" in outcome.message
