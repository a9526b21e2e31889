"""The Discord webhook: embeds, nobody called but ours, and what its answers mean."""

import json
from typing import Any

import pytest

from monitor.notifications.channel import HttpChannel
from monitor.notifications.discord import Discord
from monitor.notifications.rendering import fitted, paged
from monitor.notifications.vendor import Answer, Fate, Fault
from tests.monitor.notifications.builders import AMPLE, NOW, a_message, an_item, calling
from tests.monitor.notifications.fake_vendor import FakeVendor, says

HOOK = Discord()


def _said(value: Any, status: int = 200, **headers: str) -> Answer:
    return Answer(status, json.dumps(value).encode(), {name.replace("_", "-"): text for name, text in headers.items()})


def test_a_message_is_waited_for_until_it_is_saved() -> None:
    """Without `wait` an unsaved message raises no error."""
    with FakeVendor(says({"id": "1188", "type": 0})) as vendor:
        channel = HttpChannel(HOOK, url=vendor.url, allow_private=True, patience=AMPLE)
        outcome = channel.send(HOOK.payload(a_message(), "R-7F3K"), ident="msg_1", now=lambda: NOW)

        assert (outcome.fate, outcome.code) == (Fate.DELIVERED, "1188")
        assert vendor.received[0].path.endswith("?wait=true")


def test_only_our_own_people_are_called() -> None:
    """What a document says is escaped, and would be allowed to call nobody anyway."""
    message = calling(a_message(an_item(promise="@everyone <@1> **x** [a](http://b)")), "42", "&7")
    payload = HOOK.payload(message, "R-7F3K")

    assert payload["allowed_mentions"] == {"parse": [], "users": ["42"], "roles": ["7"]}
    assert payload["content"] == "<@42> <@&7>"
    assert r"\@everyone \<\@1\> \*\*x\*\* \[a\]\(http\://b\)" in payload["embeds"][0]["description"]


def test_nobody_is_called_by_default() -> None:
    """An empty list is said, not left out."""
    assert HOOK.payload(a_message(), "R-7F3K")["allowed_mentions"] == {"parse": [], "users": [], "roles": []}


def test_pages_fit_the_embed_and_the_plain_form_its_content() -> None:
    """Characters, after escaping."""
    message = a_message(*(an_item(n) for n in range(1, 300)))
    payloads = [HOOK.payload(page, "R-7F3K") for page in paged(HOOK, message)]
    plain = HOOK.payload(fitted(HOOK, message, "R-7F3K", plain=True), "R-7F3K", plain=True)

    assert all(3_000 < len(payload["embeds"][0]["description"]) <= 4_096 for payload in payloads)
    assert len(plain["content"]) <= 2_000


@pytest.mark.parametrize(
    ("answer", "fate", "fault", "rest"),
    [
        (_said({"id": "1"}), Fate.DELIVERED, Fault.NONE, 0.0),
        (_said({"id": "1"}, x_ratelimit_remaining="0", x_ratelimit_reset_after="2.5"), Fate.DELIVERED, Fault.NONE, 2.5),
        (_said({"id": "1"}, x_ratelimit_remaining="0", x_ratelimit_reset_after="soon"), Fate.DELIVERED, Fault.NONE, 0),
        (Answer(204, b""), Fate.AMBIGUOUS, Fault.SERVER, 0.0),
        (Answer(200, b"<html>"), Fate.AMBIGUOUS, Fault.SERVER, 0.0),
        (_said({"message": "limited", "retry_after": 64.57}, 429), Fate.REFUSED, Fault.RATE, 64.57),
        (_said({}, 429, retry_after="3"), Fate.REFUSED, Fault.RATE, 3.0),
        (Answer(429, b"blocked by the front"), Fate.REFUSED, Fault.RATE, 5.0),
        (_said({"message": "Unknown Webhook", "code": 10015}, 404), Fate.REFUSED, Fault.CONFIG, 0.0),
        (_said({"message": "Invalid Webhook Token", "code": 50027}, 401), Fate.REFUSED, Fault.CONFIG, 0.0),
        (_said({"message": "Invalid Form Body", "code": 50035}, 400), Fate.REFUSED, Fault.CONTENT, 0.0),
        (Answer(500, b"<html>"), Fate.AMBIGUOUS, Fault.SERVER, 0.0),
    ],
)
def test_the_id_of_a_saved_message_is_delivery(answer: Answer, fate: Fate, fault: Fault, rest: float) -> None:
    """And budgets are read from the answer, never assumed."""
    outcome = HOOK.accept(answer)

    assert (outcome.fate, outcome.fault, outcome.rest) == (fate, fault, rest)


def test_people_are_called_by_number() -> None:
    """Names change."""
    assert HOOK.refusal("https://x", ("42", "&7")) == ""
    assert "数字" in HOOK.refusal("https://x", ("wang",))
