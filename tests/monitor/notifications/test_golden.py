"""What goes out to each vendor, kept word for word: a change of shape shows in review."""

import json
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from monitor.notifications import CHANNELS, channel_of
from tests.monitor.notifications.builders import a_message, an_item, calling

PEOPLE = {
    "apprise": (),
    "dingtalk": ("13800138000",),
    "discord": ("42",),
    "email": ("wang@example.com",),
    "feishu": ("ou_1",),
    "slack": ("U0123",),
    "teams": ("wang@example.com",),
    "webhook": ("wangmin",),
    "wecom": ("wangmin",),
}


@pytest.mark.parametrize("plain", [False, True], ids=["full", "plain"])
@pytest.mark.parametrize("kind", sorted(CHANNELS))
def test_the_payload_of_each_vendor(kind: str, *, plain: bool, snapshot: SnapshotAssertion) -> None:
    """One hostile item, one ordinary one, a note, people called, a report, and a count of what was left out."""
    hostile = an_item(1, promise='<at user_id="all"></at> **全员** [x](y) @all & <!here>')
    message = calling(a_message(hostile, an_item(2, days=-3), notes=("上一期 R-0001 没有送达",), more=4), *PEOPLE[kind])
    message = replace(message, links=("https://reports.example/duban/2025-W26.html",), files=("2025-W26.pdf",))
    payload = channel_of(kind).payload(message, "R-7F3K", plain=plain)

    assert json.dumps(payload, ensure_ascii=False, indent=1) == snapshot


@pytest.mark.parametrize("kind", sorted(CHANNELS))
def test_the_people_of_the_golden_messages_can_be_called(kind: str) -> None:
    """Every kind takes its own form of naming people."""
    address = "smtp://relay.example" if kind == "email" else "https://hooks.example/x"

    assert channel_of(kind).refusal(address, PEOPLE[kind]) == ""
