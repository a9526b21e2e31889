"""The Feishu bot: its shape, its signature, and what its answers mean."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from monitor.notifications.feishu import Feishu, signature
from monitor.notifications.rendering import body, fitted, paged
from monitor.notifications.vendor import Answer, Fate, Fault
from tests.monitor.notifications.builders import a_message, an_item

BOT = Feishu()
AT = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)  # 1700000000


def _said(value: Any, status: int = 200) -> Answer:
    return Answer(status, json.dumps(value, ensure_ascii=False).encode(), {}, at=AT)


def test_the_signature_is_that_of_the_vendors_own_sample() -> None:
    """Timestamp and secret are the key, the message is empty."""
    assert signature("demo-secret", "1700000000") == "mYHw2R2SOm8Rw/sne3lQdmz4sOfntKR+1P/8RKKTwmA="


def test_timestamp_and_signature_go_into_the_body() -> None:
    """In seconds, as text, beside the message."""
    letter = BOT.seal({"msg_type": "text"}, ident="msg_1", secrets=("demo-secret",), now=AT)

    assert json.loads(letter.body) == {
        "timestamp": "1700000000",
        "sign": "mYHw2R2SOm8Rw/sne3lQdmz4sOfntKR+1P/8RKKTwmA=",
        "msg_type": "text",
    }
    assert letter.headers == {}


def test_without_a_secret_nothing_is_signed() -> None:
    """A bot secured by keyword alone takes the bare message."""
    assert json.loads(BOT.seal({"msg_type": "text"}, ident="", secrets=(), now=AT).body) == {"msg_type": "text"}


def test_the_card_keeps_documents_words_where_no_markup_is_read() -> None:
    """A mention or bold mark in a document is shown, not obeyed; only our own headings are mark-up."""
    message = a_message(an_item(promise="<at id=all></at> **全员**"), notes=("上一期没有送达",))
    card = BOT.payload(message, "R-7F3K")["card"]
    marked = [element["content"] for element in card["elements"] if element["tag"] == "markdown"]
    plain = [e["text"] for e in card["elements"] if e["tag"] == "div"]

    assert marked == ["**已逾期（1 项）**"]
    assert {text["tag"] for text in plain} == {"plain_text"}
    assert plain[0]["content"] == "上一期没有送达"
    assert "<at id=all></at> **全员**" in plain[1]["content"]
    assert plain[-1]["content"] == "R-7F3K · 2025-07-01 · duban 督办"
    assert card["header"] == {"template": "red", "title": {"tag": "plain_text", "content": "督办日报 2025-07-01"}}


def test_a_day_without_overdue_targets_is_not_red() -> None:
    """Red means late."""
    assert BOT.payload(a_message(an_item(days=3)), "R-7F3K")["card"]["header"]["template"] == "blue"


def test_the_text_form_mentions_nobody() -> None:
    """Text messages obey tags, so a document's brackets are made harmless."""
    payload = BOT.payload(a_message(an_item(promise='<at user_id="all">所有人</at>')), "R-7F3K", plain=True)

    assert payload["msg_type"] == "text"
    assert "<" not in payload["content"]["text"]
    assert "＜at user_id" in payload["content"]["text"]


@pytest.mark.parametrize(
    "answer",
    [
        {"StatusCode": 0, "StatusMessage": "success", "code": 0, "data": {}, "msg": "success"},
        {"code": 0, "msg": "success"},
        {"StatusCode": 0, "StatusMessage": "success"},
    ],
)
def test_zero_in_either_form_is_delivery(answer: dict[str, Any]) -> None:
    """Old and new answers are both understood."""
    assert BOT.accept(_said(answer)).fate is Fate.DELIVERED


@pytest.mark.parametrize(
    ("code", "words", "status", "fault"),
    [
        (9499, "Bad Request", 400, Fault.CONTENT),
        (9499, "too many request", 400, Fault.RATE),
        (11232, "frequency limited psm[lark.oapi.app_platform_runtime]", 200, Fault.RATE),
        (19001, "param invalid: incoming webhook access token invalid", 200, Fault.CONFIG),
        (19021, "sign match fail or timestamp is not within one hour from current time", 200, Fault.AUTH),
        (19022, "Ip Not Allowed", 200, Fault.CONFIG),
        (19024, "Key Words Not Found", 200, Fault.CONFIG),
        (19036, "card too large", 200, Fault.TOO_LARGE),
        (12345, "something new", 200, Fault.SERVER),
        (1, "busy", 429, Fault.RATE),
    ],
)
def test_a_code_in_the_body_is_a_refusal_whatever_the_status(code: int, words: str, status: int, fault: Fault) -> None:
    """HTTP 200 is no success, and one code means two things that only the words tell apart."""
    outcome = BOT.accept(_said({"code": code, "msg": words}, status))

    assert (outcome.fate, outcome.fault, outcome.code) == (Fate.REFUSED, fault, str(code))
    assert outcome.rest == (60.0 if fault is Fault.RATE else 0.0)


@pytest.mark.parametrize(
    ("answer", "fate", "fault"),
    [
        (Answer(200, b"<html>log in</html>"), Fate.AMBIGUOUS, Fault.SERVER),
        (Answer(200, b"[0]"), Fate.AMBIGUOUS, Fault.SERVER),
        (Answer(200, b'{"code": false}'), Fate.AMBIGUOUS, Fault.SERVER),
        (Answer(200, b'{"code": 0', whole=False), Fate.AMBIGUOUS, Fault.SERVER),
        (Answer(200, b"[" * 60000), Fate.AMBIGUOUS, Fault.SERVER),
        (Answer(502, b"bad gateway"), Fate.AMBIGUOUS, Fault.SERVER),
        (Answer(504, b""), Fate.AMBIGUOUS, Fault.SERVER),
        (Answer(521, b""), Fate.AMBIGUOUS, Fault.SERVER),
        (Answer(500, b"<html>"), Fate.AMBIGUOUS, Fault.SERVER),
        (Answer(302, b"", {"location": "https://login.example"}), Fate.REFUSED, Fault.CONFIG),
        (Answer(404, b"404 page not found"), Fate.REFUSED, Fault.CONFIG),
        (Answer(403, b""), Fate.REFUSED, Fault.AUTH),
        (Answer(413, b""), Fate.REFUSED, Fault.TOO_LARGE),
        (Answer(429, b"", {"retry-after": "120"}), Fate.REFUSED, Fault.RATE),
    ],
)
def test_a_strangers_answer_proves_nothing_but_a_refusal(answer: Answer, fate: Fate, fault: Fault) -> None:
    """Without the vendor's code a success is not believed, and a gateway's error may hide one."""
    outcome = BOT.accept(answer)

    assert (outcome.fate, outcome.fault) == (fate, fault)


def test_retry_after_is_kept_and_capped_at_an_hour() -> None:
    """Seconds or a date; a vendor asking for a day is asked again after an hour."""

    def rest(value: str) -> float:
        return BOT.accept(Answer(429, b"", {"retry-after": value}, at=AT)).rest

    assert [rest("120"), rest("90000"), rest("Tue, 14 Nov 2023 22:15:20 GMT")] == [120.0, 3600.0, 120.0]
    assert [rest("soon"), rest("")] == [60.0, 60.0]


def test_five_hundred_items_make_three_pages_that_fit() -> None:
    """Bytes are counted as they go out, Chinese and emoji included."""
    message = a_message(*(an_item(n, promise="全省规模以上工业企业🏭数字化改造覆盖率" * 2) for n in range(1, 501)))
    cut = paged(BOT, message)

    assert len(cut) == 3
    assert all(15_000 < len(body(BOT, page, "R-7F3K")) <= 18_000 for page in cut)
    assert sum(len(page.items) for page in cut) + cut[-1].groups[0].more == 500


def test_a_page_called_too_large_can_be_halved() -> None:
    """What is left out is counted, and the page keeps its number."""
    message = a_message(*(an_item(n) for n in range(1, 100)))
    smaller = fitted(BOT, message, "R-7F3K", 0.5)

    assert len(body(BOT, smaller, "R-7F3K")) <= 9_000
    assert len(smaller.items) + smaller.groups[0].more == 99
    assert (smaller.part, smaller.parts) == (1, 1)
