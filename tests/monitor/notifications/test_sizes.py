"""Every page is within what the vendor takes, whatever the text: emoji, Chinese, mark-up, a quote of a megabyte."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.notifications import CHANNELS, channel_of
from monitor.notifications.message import Group, Item, Message, from_document, to_document
from monitor.notifications.rendering import fitted, paged
from monitor.notifications.vendor import Posted, cut, encoded, units
from tests.commitments.builders import a_target, enter
from tests.monitor.notifications.builders import DAY, NOW, SECRET, WHSEC, a_channel, calling
from tests.monitor.notifications.conftest import Office

REF = "R-7F3KZ9"
AGAIN = "R-7F3KZ9 重发：上一次未能确认送达，请勿重复处理"
NASTY = [
    "&<>\"'\\",
    "*_~`|[](#)@:-",
    "👩\u200d👩\u200d👧\u200d👦🇨🇳",
    "高新技术企业",
    "＆",
    "\u202e\u0000\x1b[31m",
    "<at id=all></at>",
    "{}%s",
]
words = st.lists(st.sampled_from([*NASTY, *"abc。，é"]), max_size=40).map("".join)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    children: Sequence[Any] = (
        list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    )
    return [text for child in children for text in _texts(child)]


def _feishu(_payload: Mapping[str, Any], body: bytes) -> bool:
    return len(body) <= 20 * 1024


def _dingtalk(_payload: Mapping[str, Any], body: bytes) -> bool:
    return len(body) <= 20_000


def _wecom(payload: Mapping[str, Any], _body: bytes) -> bool:
    if payload["msgtype"] == "text":
        return len(payload["text"]["content"].encode()) <= 2048
    return len(payload["markdown"]["content"].encode()) <= 4096


def _slack(payload: Mapping[str, Any], _body: bytes) -> bool:
    blocks = payload.get("blocks", [])
    headers = [block["text"]["text"] for block in blocks if block["type"] == "header"]
    sections = [block["text"]["text"] for block in blocks if block["type"] == "section"]
    return (
        len(blocks) <= 50
        and all(_utf16(text) <= 150 for text in headers)
        and all(0 < _utf16(text) <= 3000 for text in sections)
        and sum(map(_utf16, _texts(list(blocks)))) <= 13_200 + 30 * len(blocks)
    )


def _teams(_payload: Mapping[str, Any], body: bytes) -> bool:
    return len(body) <= 21_000


def _discord(payload: Mapping[str, Any], _body: bytes) -> bool:
    embeds = payload.get("embeds", [])
    return (
        _utf16(payload["content"]) <= 2000
        and all(_utf16(each["title"]) <= 256 and _utf16(each["description"]) <= 4096 for each in embeds)
        and sum(
            _utf16(text) for each in embeds for text in (each["title"], each["description"], each["footer"]["text"])
        )
        <= 6000
    )


LIMITS: dict[str, Callable[[Mapping[str, Any], bytes], bool]] = {
    "feishu": _feishu,
    "dingtalk": _dingtalk,
    "wecom": _wecom,
    "slack": _slack,
    "teams": _teams,
    "discord": _discord,
    "webhook": lambda _payload, body: len(body) <= 20 * 1024,
    "apprise": lambda _payload, body: len(body) <= 20 * 1024,
    "email": lambda _payload, body: len(body) <= 10_000_000,
}


@st.composite
def items(draw: st.DrawFn, number: int) -> Item:
    """One target with any words, cut as the digest cuts them."""
    return Item(
        number,
        f"C{number:06d}",
        draw(words)[:60],
        draw(words)[:30],
        date(2025, 6, 1),
        -30,
        tuple(draw(st.lists(words.map(lambda text: text[:20]), max_size=3))),
        draw(words)[:30],
        mark=draw(st.sampled_from(["", "【第 3 次催办】"])),
    )


@st.composite
def messages(draw: st.DrawFn) -> Message:
    """A notice of many targets, any of whose words may be anything, with notes of any length."""
    few = [draw(items(number)) for number in range(1, draw(st.integers(1, 6)) + 1)]
    total = draw(st.sampled_from([1, 7, 40, 200]))
    many = [replace(few[number % len(few)], target_id=number, code=f"C{number:06d}") for number in range(total)]
    split = draw(st.integers(0, total))
    groups = (
        Group("已逾期", tuple(many[:split]), draw(st.sampled_from([0, 9800]))),
        Group("今日到期", tuple(many[split:])),
    )
    notes = tuple(draw(st.lists(st.one_of(words, words.map(lambda text: text * 60)), max_size=12)))
    title = draw(st.one_of(st.just("督办日报 2025-07-01"), words.map(lambda text: f"督办日报{text * 9}")))
    return Message(title, DAY, tuple(group for group in groups if group.count), notes)


def _sealed(kind: str, payload: Mapping[str, Any]) -> bytes:
    channel = channel_of(kind)
    if not isinstance(channel, Posted):
        return encoded(payload)
    secrets = (WHSEC,) if kind == "webhook" else (SECRET,)
    return channel.seal(payload, ident="msg_" + "0" * 32, secrets=secrets, now=NOW).body


@pytest.mark.parametrize("kind", sorted(CHANNELS))
@settings(max_examples=12, deadline=None)
@given(message=messages(), plain=st.booleans())
def test_every_page_is_within_the_vendor_s_limit_and_nothing_is_lost_between_pages(
    kind: str, message: Message, *, plain: bool
) -> None:
    """Signed, repeated with its mark, or plain: it fits; every target is shown once, or counted once."""
    channel = channel_of(kind)
    pages = paged(channel, calling(message, "138", "139") if kind == "dingtalk" else message)
    for page in pages:
        again = replace(page, notes=(AGAIN, *page.notes))
        shown = fitted(channel, again, REF, plain=True) if plain else again
        payload = channel.payload(shown, REF, plain=plain)
        body = _sealed(kind, payload)
        assert LIMITS[kind](payload, body), (len(body), len(pages))
        assert json.loads(body)
        assert from_document(json.loads(json.dumps(to_document(page)))) == page
    told = [item.target_id for page in pages for item in page.items]
    counted = sum(group.more for group in pages[-1].groups) + sum(
        group.more for page in pages[:-1] for group in page.groups
    )

    assert len(pages) <= 3
    assert told == [item.target_id for item in message.items][: len(told)]
    assert len(told) + counted == sum(group.count for group in message.groups)


@pytest.mark.parametrize("kind", sorted(CHANNELS))
def test_a_quote_of_a_megabyte_makes_one_small_message(bare_office: Office, kind: str) -> None:
    """The promise is cut before it becomes a notice; the ledger keeps all of it."""
    quote = "力争" + "👩‍👩‍👧‍👦高新技术企业<&>*_" * 60_000
    ids = enter(bare_office.ledger, a_target(quote, metric=quote, lead=["市" + "科" * 5000], due=date(2025, 6, 1)))
    bare_office.ledger.accept(ids, actor="王敏")
    bare_office.channels = (a_channel(kind=kind),)
    bare_office.plan()
    (row,) = bare_office.rows()
    channel = channel_of(kind)
    payload = channel.payload(from_document(row.document), row.ref)

    assert len(quote.encode()) > 1_000_000
    assert LIMITS[kind](payload, _sealed(kind, payload))
    assert len(encoded(payload)) < 4000


@given(words, st.integers(2, 60))
def test_a_cut_never_breaks_an_escape(text: str, most: int) -> None:
    """What is cut is cut before it is escaped, at a whole character, and says that it was."""

    def escaped(value: str) -> str:
        return value.replace("&", "&amp;").replace("<", "&lt;")

    kept = cut(text, most, escaped)

    assert units(escaped(kept)) <= most
    assert text.startswith(kept.removesuffix("…"))
    assert kept == text or kept.endswith("…")


def test_long_notes_make_room_for_the_first_item() -> None:
    """Notes of wide characters are cut shorter before a page grows over what the vendor takes as plain text."""
    item = Item(0, "C000000", "产值达到五亿元" * 6, "5亿元", DAY, -30, (), "关于实施方案的通知" * 3)
    message = Message("督办日报", DAY, (Group("今日到期", (item,), 0),), ("👩🇨🇳" * 80, "👩🇨🇳" * 80))
    channel = channel_of("wecom")
    payload = channel.payload(
        fitted(channel, replace(message, notes=(AGAIN, *message.notes)), REF, plain=True), REF, plain=True
    )

    assert len(payload["text"]["content"].encode()) <= 2048
    assert "C000000" in payload["text"]["content"]
