"""The Slack webhook: its blocks, and what its answers mean."""

import pytest

from monitor.notifications.rendering import paged
from monitor.notifications.slack import Slack
from monitor.notifications.vendor import Answer, Fate, Fault
from tests.monitor.notifications.builders import a_message, an_item, calling

HOOK = Slack()


def test_documents_words_are_plain_text_and_escaped() -> None:
    """A mention or bold mark in a document is shown, not obeyed; our own people are called in mark-up."""
    message = calling(a_message(an_item(promise="<!channel> *全员* R&D")), "U0123", "S99", "here")
    payload = HOOK.payload(message, "R-7F3K")
    marked = [block["text"]["text"] for block in payload["blocks"] if block.get("text", {}).get("type") == "mrkdwn"]
    plain = [block["text"]["text"] for block in payload["blocks"] if block.get("text", {}).get("type") == "plain_text"]

    assert marked == ["<@U0123> <!subteam^S99> <!here>", "*已逾期（1 项）*"]
    assert "&lt;!channel&gt; *全员* R&amp;D" in plain[1]
    assert payload["blocks"][-1]["elements"][0]["text"] == "R-7F3K · 2025-07-01 · duban 督办"


def test_the_plain_form_is_one_text_without_markup() -> None:
    """After blocks were refused."""
    payload = HOOK.payload(a_message(an_item(promise="<!here>")), "R-7F3K", plain=True)

    assert payload["mrkdwn"] is False
    assert "&lt;!here&gt;" in payload["text"]


def test_no_section_and_no_message_is_too_long() -> None:
    """2 900 characters a section, 40 blocks and 12 000 characters in all."""
    message = a_message(*(an_item(n, promise="数字化改造覆盖率" * 7) for n in range(1, 500)))
    cut = paged(HOOK, message)
    payloads = [HOOK.payload(page, "R-7F3K") for page in cut]
    sections = [block["text"]["text"] for payload in payloads for block in payload["blocks"] if "text" in block]

    assert len(cut) == 3
    assert max(map(len, sections)) <= 2_900
    assert all(0.9 < HOOK.weight(payload) <= 1 for payload in payloads)


@pytest.mark.parametrize(
    ("status", "words", "fate", "fault"),
    [
        (200, b"ok", Fate.DELIVERED, Fault.NONE),
        (200, b"okay", Fate.AMBIGUOUS, Fault.SERVER),
        (200, b"<html>", Fate.AMBIGUOUS, Fault.SERVER),
        (400, b"invalid_payload", Fate.REFUSED, Fault.CONTENT),
        (400, b"msg_blocks_too_long", Fate.REFUSED, Fault.TOO_LARGE),
        (403, b"action_prohibited", Fate.REFUSED, Fault.CONFIG),
        (403, b"invalid_token", Fate.REFUSED, Fault.AUTH),
        (404, b"channel_not_found", Fate.REFUSED, Fault.CONFIG),
        (404, b"no_service", Fate.REFUSED, Fault.CONFIG),
        (410, b"channel_is_archived", Fate.REFUSED, Fault.CONFIG),
        (429, b"", Fate.REFUSED, Fault.RATE),
        (500, b"rollup_error", Fate.REFUSED, Fault.SERVER),
        (500, b"<html>", Fate.AMBIGUOUS, Fault.SERVER),
    ],
)
def test_the_body_ok_alone_is_delivery(status: int, words: bytes, fate: Fate, fault: Fault) -> None:
    """And every refusal has its word."""
    outcome = HOOK.accept(Answer(status, words, {}))

    assert (outcome.fate, outcome.fault) == (fate, fault)
    assert outcome.rest == (30.0 if fault is Fault.RATE else 0.0)


def test_a_rest_that_is_asked_for_is_kept() -> None:
    """Hammering may get the app disabled."""
    assert HOOK.accept(Answer(429, b"rate_limited", {"retry-after": "90"})).rest == 90.0


def test_people_are_called_by_id_only() -> None:
    """A name would be shown as text and reach nobody."""
    assert HOOK.refusal("https://x", ("U0123", "S99", "here")) == ""
    assert "ID" in HOOK.refusal("https://x", ("@wang",))
