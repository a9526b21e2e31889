"""The DingTalk robot: its shape, its signature, and what its answers mean."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from monitor.notifications.channel import HttpChannel
from monitor.notifications.dingtalk import DingTalk, signature
from monitor.notifications.rendering import body, paged
from monitor.notifications.vendor import Answer, Fate, Fault
from tests.monitor.notifications.builders import AMPLE, NOW, SECRET, a_message, an_item, calling
from tests.monitor.notifications.fake_vendor import FakeVendor, says

ROBOT = DingTalk()
AT = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)  # 1700000000
OK = {"errcode": 0, "errmsg": "ok"}


def _said(value: Any, status: int = 200) -> Answer:
    return Answer(status, json.dumps(value, ensure_ascii=False).encode(), {}, at=AT)


def test_the_signature_is_that_of_the_vendors_own_sample() -> None:
    """The secret is the key and timestamp with secret the message; milliseconds; encoded once for the address."""
    signed = signature("SECdemo", "1700000000000")

    assert quote(signed, safe="") == "lOvVf9TQCVugV68mGbSZCg0gzOl1SVjxWi1MyVZCUuA%3D"
    assert ROBOT.seal({}, ident="msg_1", secrets=("SECdemo",), now=AT).query == {
        "timestamp": "1700000000000",
        "sign": signed,
    }


def test_the_signature_goes_out_encoded_once() -> None:
    """Twice is the usual mistake: a robot that decodes once would not know it."""
    with FakeVendor(says(OK)) as vendor:
        channel = HttpChannel(
            ROBOT, url=f"{vendor.url}?access_token=abc", secrets=(SECRET,), allow_private=True, patience=AMPLE
        )
        outcome = channel.send(ROBOT.payload(a_message(), "R-7F3K"), ident="msg_1", now=lambda: NOW)
        query = parse_qs(urlsplit(vendor.received[0].path).query)

    moment = str(int(NOW.timestamp() * 1000))
    assert outcome.fate is Fate.DELIVERED
    assert query == {"access_token": ["abc"], "timestamp": [moment], "sign": [signature(SECRET, moment)]}


def test_without_a_secret_nothing_is_signed() -> None:
    """A robot secured by keyword or address alone takes the bare message."""
    assert ROBOT.seal({}, ident="", secrets=(), now=AT).query == {}


def test_people_are_called_by_number_and_in_the_words() -> None:
    """Without the same number in the text nobody's screen lights up; documents cannot call anybody."""
    message = calling(a_message(an_item(promise="@所有人 [点我](http://x) **重要**")), "13800138000", "manager1", "all")
    payload = ROBOT.payload(message, "R-7F3K")

    assert payload["at"] == {"atMobiles": ["13800138000"], "atUserIds": ["manager1"], "isAtAll": True}
    assert payload["markdown"]["text"].endswith("@13800138000 @manager1")
    assert "＠所有人 ［点我］(http://x) ＊＊重要＊＊" in payload["markdown"]["text"]


def test_the_words_hold_the_keyword_of_the_product() -> None:
    """A robot secured by keyword is given this one; the title is seen in lists only, so it is in the text too."""
    for plain in (False, True):
        payload = ROBOT.payload(a_message(), "R-7F3K", plain=plain)
        words = payload[payload["msgtype"]]
        assert "督办日报 2025-07-01" in str(words)
        assert "R-7F3K · 2025-07-01 · duban 督办" in str(words)


@pytest.mark.parametrize(
    ("answer", "fate", "fault", "rest"),
    [
        (_said(OK), Fate.DELIVERED, Fault.NONE, 0.0),
        (_said({"errcode": 0, "errmsg": "something new"}), Fate.DELIVERED, Fault.NONE, 0.0),
        (_said({"errcode": 310000, "errmsg": "keywords not in content"}), Fate.REFUSED, Fault.AUTH, 0.0),
        (_said({"errcode": 310000, "errmsg": "签名不匹配"}), Fate.REFUSED, Fault.AUTH, 0.0),
        (_said({"errcode": 300005, "errmsg": "token is not exist"}), Fate.REFUSED, Fault.CONFIG, 0.0),
        (_said({"errcode": 460101, "errmsg": "message too long"}), Fate.REFUSED, Fault.TOO_LARGE, 0.0),
        (_said({"status": 1111, "wait": 5, "errcode": 130101}), Fate.REFUSED, Fault.RATE, 600.0),
        (_said({"errcode": -1, "errmsg": "系统繁忙"}), Fate.REFUSED, Fault.SERVER, 0.0),
        (_said({"errcode": 987654, "errmsg": "?"}), Fate.REFUSED, Fault.SERVER, 0.0),
        (_said({"errmsg": "ok"}), Fate.AMBIGUOUS, Fault.SERVER, 0.0),
        (Answer(200, b"<html>"), Fate.AMBIGUOUS, Fault.SERVER, 0.0),
        (Answer(404, b""), Fate.REFUSED, Fault.CONFIG, 0.0),
        (Answer(429, b"", {"retry-after": "7"}), Fate.REFUSED, Fault.RATE, 600.0),
    ],
)
def test_the_number_alone_decides(answer: Answer, fate: Fate, fault: Fault, rest: float) -> None:
    """Never the words `ok`; too many messages rest the robot for the ten minutes in which it refuses everything."""
    outcome = ROBOT.accept(answer)

    assert (outcome.fate, outcome.fault, outcome.rest) == (fate, fault, rest)


def test_an_address_is_no_person_of_theirs() -> None:
    """Told before anything is sent."""
    assert ROBOT.refusal("https://x", ("13800138000", "manager1", "all")) == ""
    assert "手机号" in ROBOT.refusal("https://x", ("wang@example.com",))


def test_five_hundred_items_make_pages_that_fit() -> None:
    """Bytes as they go out."""
    message = a_message(*(an_item(n, promise="全省规模以上工业企业🏭数字化改造覆盖率" * 2) for n in range(1, 501)))
    cut = paged(ROBOT, message)

    assert len(cut) == 3
    assert all(len(body(ROBOT, page, "R-7F3K")) <= 18_000 for page in cut)
    assert sum(len(page.items) for page in cut) + cut[-1].groups[0].more == 500
