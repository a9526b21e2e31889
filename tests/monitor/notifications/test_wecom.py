"""The WeCom webhook: its shape, its narrow pages, and what its answers mean."""

import json
from typing import Any

import pytest

from monitor.notifications.rendering import fitted, paged
from monitor.notifications.vendor import Answer, Fate, Fault
from monitor.notifications.wecom import WeCom
from tests.monitor.notifications.builders import NOW, a_message, an_item, calling

ROBOT = WeCom()


def _said(value: Any, status: int = 200) -> Answer:
    return Answer(status, json.dumps(value, ensure_ascii=False).encode(), {}, at=NOW)


def test_people_are_called_in_markdown_and_documents_call_nobody() -> None:
    """`<@userid>` is obeyed, so a document's brackets are made harmless."""
    message = calling(a_message(an_item(promise="<@all> <font color='red'>")), "wangmin")
    content = ROBOT.payload(message, "R-7F3K")["markdown"]["content"]

    assert content.endswith("<@wangmin>")
    assert "＜＠all＞ ＜font" in content


def test_the_plain_form_names_people_beside_the_text() -> None:
    """As text messages do."""
    payload = ROBOT.payload(calling(a_message(), "wangmin"), "R-7F3K", plain=True)

    assert payload["text"]["mentioned_list"] == ["wangmin"]
    assert payload["text"]["content"].splitlines()[0] == "督办日报 2025-07-01"


def test_pages_are_counted_in_bytes_of_text() -> None:
    """4 096 bytes of markdown are what the vendor takes; the plain form takes half."""
    message = a_message(*(an_item(n) for n in range(1, 200)))
    cut = paged(ROBOT, message)
    contents = [ROBOT.payload(page, "R-7F3K")["markdown"]["content"] for page in cut]
    plain = ROBOT.payload(fitted(ROBOT, message, "R-7F3K", plain=True), "R-7F3K", plain=True)["text"]["content"]

    assert len(cut) == 3
    assert all(3_000 < len(content.encode()) <= 3_800 for content in contents)
    assert len(plain.encode()) <= 1_900
    assert "还有" in contents[-1]


@pytest.mark.parametrize(
    ("answer", "fate", "fault"),
    [
        (_said({"errcode": 0, "errmsg": "ok"}), Fate.DELIVERED, Fault.NONE),
        (_said({"errcode": 0, "errmsg": "ok. Warning: wrong json format."}), Fate.DELIVERED, Fault.NONE),
        (_said({"errcode": 40058, "errmsg": "markdown.content exceed max length 4096"}), Fate.REFUSED, Fault.TOO_LARGE),
        (_said({"errcode": 45009, "errmsg": "api freq out of limit"}), Fate.REFUSED, Fault.RATE),
        (_said({"errcode": 60020, "errmsg": "not allow to access from your ip"}), Fate.REFUSED, Fault.CONFIG),
        (_said({"errcode": 93000, "errmsg": "invalid webhook url"}), Fate.REFUSED, Fault.CONFIG),
        (_said({"errcode": -1, "errmsg": "system busy"}), Fate.REFUSED, Fault.SERVER),
        (_said({"errcode": True}), Fate.AMBIGUOUS, Fault.SERVER),
        (Answer(200, b"ok"), Fate.AMBIGUOUS, Fault.SERVER),
        (Answer(502, b""), Fate.AMBIGUOUS, Fault.SERVER),
        (Answer(404, b""), Fate.REFUSED, Fault.CONFIG),
    ],
)
def test_the_number_alone_decides(answer: Answer, fate: Fate, fault: Fault) -> None:
    """A warning beside a zero is delivery all the same; HTTP 200 alone is none."""
    outcome = ROBOT.accept(answer)

    assert (outcome.fate, outcome.fault) == (fate, fault)
    assert outcome.rest == (60.0 if fault is Fault.RATE else 0.0)


@pytest.mark.parametrize("one", ["13800138000", "@all", "all", "wang@example.com"])
def test_only_userids_can_be_called(one: str) -> None:
    """Told before anything is sent, because markdown would swallow it silently."""
    assert "userid" in ROBOT.refusal("https://x", (one,))
    assert ROBOT.refusal("https://x", ("wangmin",)) == ""
