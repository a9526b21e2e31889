"""The Teams workflow: a card that is checked here, because nobody tells us when it is not shown."""

import json

import pytest

from monitor.notifications.channel import HttpChannel
from monitor.notifications.rendering import body, paged
from monitor.notifications.teams import Teams, flaw
from monitor.notifications.vendor import Answer, Fate, Fault
from tests.monitor.notifications.builders import AMPLE, NOW, a_message, an_item, calling
from tests.monitor.notifications.fake_vendor import FakeVendor, Reply

FLOW = Teams()


def test_accepted_is_never_called_delivered() -> None:
    """The flow answers before it posts."""
    assert FLOW.accept(Answer(202, b"")).fate is Fate.ACCEPTED
    assert FLOW.accept(Answer(200, b"1")).fate is Fate.ACCEPTED


def test_documents_words_are_text_runs() -> None:
    """In which no mark-up and no mention is read; people are called with a matching entity."""
    message = calling(a_message(an_item(promise="<at>all</at> **全员**")), "wang@example.com")
    card = FLOW.payload(message, "R-7F3K")["attachments"][0]["content"]
    runs = [block["inlines"][0]["text"] for block in card["body"] if block["type"] == "RichTextBlock"]

    assert any("<at>all</at> **全员**" in run for run in runs)
    assert card["body"][0]["text"] == "<at>wang@example.com</at>"
    assert card["msteams"]["entities"][0]["mentioned"] == {"id": "wang@example.com", "name": "wang@example.com"}
    assert (card["type"], card["version"]) == ("AdaptiveCard", "1.4")


@pytest.mark.parametrize("plain", [False, True])
def test_our_own_cards_are_sound(*, plain: bool) -> None:
    """In both forms."""
    assert flaw(FLOW.payload(calling(a_message(), "a-b"), "R-7F3K", plain=plain)) == ""


@pytest.mark.parametrize(
    "card",
    [
        {},
        {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": "x"}]},
        {"type": "AdaptiveCard", "version": "1.4", "body": []},
        {"type": "AdaptiveCard", "version": "1.4", "body": [{"type": "TextBlock", "text": ""}]},
        {"type": "AdaptiveCard", "version": "1.4", "body": [{"type": "Carousel"}]},
        {
            "type": "AdaptiveCard",
            "version": "1.4",
            "body": [{"type": "TextBlock", "text": "x"}],
            "msteams": {"entities": [{"text": "<at>y</at>"}]},
        },
    ],
)
def test_a_card_that_teams_would_not_show_never_leaves(card: dict[str, object]) -> None:
    """The flow would take it and say nothing."""
    with FakeVendor(Reply(202)) as vendor:
        channel = HttpChannel(FLOW, url=vendor.url, allow_private=True, patience=AMPLE)
        outcome = channel.send({"attachments": [{"content": card}]}, ident="msg_1", now=lambda: NOW)

        assert (outcome.fate, outcome.fault) == (Fate.NOT_SENT, Fault.CONFIG)
        assert vendor.received == []


def test_an_address_with_its_signature_goes_out_as_it_was_given() -> None:
    """The whole address is the secret: no parameter is respelt."""
    with FakeVendor(Reply(202)) as vendor:
        url = f"{vendor.url}?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sig=a_b-c%2Bd"
        channel = HttpChannel(FLOW, url=url, allow_private=True, patience=AMPLE)
        outcome = channel.send(FLOW.payload(a_message(), "R-7F3K"), ident="msg_1", now=lambda: NOW)

        assert outcome.fate is Fate.ACCEPTED
        assert vendor.received[0].path.endswith("?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sig=a_b-c%2Bd")


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (400, Fault.CONTENT),
        (401, Fault.AUTH),
        (404, Fault.CONFIG),
        (413, Fault.TOO_LARGE),
        (429, Fault.RATE),
        (500, Fault.SERVER),
    ],
)
def test_a_refusal_is_by_status(status: int, fault: Fault) -> None:
    """The flow has no words of its own."""
    assert FLOW.accept(Answer(status, json.dumps({"error": {"code": "X"}}).encode())).fault is fault


@pytest.mark.parametrize(
    "url",
    [
        "https://outlook.office.com/webhook/1@2/IncomingWebhook/3/4",
        "https://contoso.webhook.office.com/webhookb2/1@2/IncomingWebhook/3/4",
    ],
)
def test_retired_connectors_are_refused(url: str) -> None:
    """With the way out."""
    assert "工作流" in FLOW.refusal(url, ())
    assert FLOW.refusal("https://prod-1.westeurope.logic.azure.com/workflows/1/triggers/manual/paths/invoke", ()) == ""


def test_people_are_called_by_login_or_object_id() -> None:
    """A bare name would make the whole card fail inside the flow."""
    assert FLOW.refusal("https://x", ("wang@example.com", "0f8b-11")) == ""
    assert "Entra" in FLOW.refusal("https://x", ("王敏",))


def test_pages_fit() -> None:
    """28 KB are documented and 21 KB were refused: 18."""
    message = a_message(*(an_item(n) for n in range(1, 500)))

    assert all(len(body(FLOW, page, "R-7F3K")) <= 18_000 for page in paged(FLOW, message))
