"""The generic endpoint: Standard Webhooks, to the letter of its own example."""

import json
from datetime import UTC, datetime

import pytest

from monitor.notifications.vendor import Answer, Fate, Fault
from monitor.notifications.webhook import Webhook, signature
from tests.monitor.notifications.builders import WHSEC, a_message, an_item

HOOK = Webhook()
OTHER = "whsec_" + "QUJD" * 8
AT = datetime(2021, 2, 25, 15, 2, 10, tzinfo=UTC)


def test_the_signature_is_that_of_the_standards_own_vector() -> None:
    """Secret bytes as key, `id.timestamp.body` as message."""
    signed = signature(WHSEC, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b'{"test": 2432232314}')

    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_id_timestamp_and_signature_go_into_headers() -> None:
    """The signature covers the very bytes that are sent."""
    letter = HOOK.seal({"a": "甲"}, ident="msg_1", secrets=(WHSEC,), now=AT)

    assert letter.body == '{"a":"甲"}'.encode()
    assert letter.headers == {
        "webhook-id": "msg_1",
        "webhook-timestamp": "1614265330",
        "webhook-signature": signature(WHSEC, "msg_1", "1614265330", letter.body),
    }


def test_two_secrets_give_two_signatures() -> None:
    """While a secret is being replaced, a receiver may check either."""
    letter = HOOK.seal({}, ident="msg_1", secrets=(WHSEC, OTHER), now=AT)
    old, new = letter.headers["webhook-signature"].split(" ")

    assert old == signature(WHSEC, "msg_1", "1614265330", b"{}")
    assert new == signature(OTHER, "msg_1", "1614265330", b"{}")


@pytest.mark.parametrize("secret", ["whsec_###", "whsec_QUJD", "plain words", "whsec_" + "QUJD" * 30])
def test_a_malformed_secret_is_refused_without_being_repeated(secret: str) -> None:
    """The complaint names the form, never the secret."""
    with pytest.raises(ValueError, match="whsec_ 加上") as error:
        signature(secret, "msg_1", "1", b"")

    assert secret not in str(error.value)


def test_the_payload_has_facts_for_programs_and_text_for_people() -> None:
    """Items come as values, counts included."""
    payload = HOOK.payload(a_message(an_item(17), more=4), "R-7F3K")

    assert payload["groups"][0]["count"] == 5
    assert payload["groups"][0]["items"][0] == {
        "id": 17,
        "code": "C000017",
        "promise": "高新技术企业数量",
        "quantity": "≥ 4500 家",
        "due": "2025-06-01",
        "days": -30,
        "units": ["市科技局"],
        "document": "2025年工作方案",
        "reviewed": True,
        "mark": "",
    }
    assert payload["text"].splitlines()[-2:] == ["还有 4 项", "R-7F3K · 2025-07-01 · duban 督办"]
    assert json.dumps(payload)


def test_the_plain_form_is_the_text_alone() -> None:
    """For an endpoint that refuses the full one."""
    assert set(HOOK.payload(a_message(), "R-7F3K", plain=True)) == {"type", "ref", "text"}


@pytest.mark.parametrize(
    ("answer", "fate", "fault"),
    [
        (Answer(200, b"anything"), Fate.DELIVERED, Fault.NONE),
        (Answer(204), Fate.DELIVERED, Fault.NONE),
        (Answer(200, b"ha", whole=False), Fate.AMBIGUOUS, Fault.NETWORK),
        (Answer(302, b""), Fate.REFUSED, Fault.CONFIG),
        (Answer(410, b""), Fate.REFUSED, Fault.CONFIG),
        (Answer(401, b""), Fate.REFUSED, Fault.AUTH),
        (Answer(400, b""), Fate.REFUSED, Fault.CONTENT),
        (Answer(429, b""), Fate.REFUSED, Fault.RATE),
        (Answer(500, b"oops"), Fate.REFUSED, Fault.SERVER),
        (Answer(503, b"", {"retry-after": "7"}), Fate.REFUSED, Fault.SERVER),
        (Answer(502, b""), Fate.AMBIGUOUS, Fault.SERVER),
        (Answer(504, b""), Fate.AMBIGUOUS, Fault.SERVER),
        (Answer(400, b"", {"webhook-delivery": "abort-message"}), Fate.REFUSED, Fault.UNWANTED),
    ],
)
def test_the_status_decides(answer: Answer, fate: Fate, fault: Fault) -> None:
    """2xx is receipt; a gateway's silence is doubt; the stop header ends the message."""
    outcome = HOOK.accept(answer)

    assert (outcome.fate, outcome.fault) == (fate, fault)


def test_a_rest_is_asked_for_in_seconds() -> None:
    """429 and 503 may say how long; 429 rests a minute if it does not."""
    assert HOOK.accept(Answer(503, b"", {"retry-after": "7"})).rest == 7.0
    assert HOOK.accept(Answer(429)).rest == 60.0
