"""Slack incoming webhooks: blocks whose documents' words are plain text; the body `ok` alone is success."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from commitments.i18n import _
from monitor.notifications.message import Group, Message, heading_of, lines, link_words, more_of
from monitor.notifications.vendor import (
    Answer,
    Fate,
    Fault,
    Letter,
    Outcome,
    by_status,
    cut,
    encoded,
    refused,
    stranger,
    units,
)

MOST_BLOCKS = 40  # the vendor takes 50
MOST_SECTION = 2_900  # characters; the vendor takes 3 000
MOST_TOTAL = 12_000  # characters; about 13 200 were refused
MOST_HEADER = 150
RATE_REST = 30.0
OK = b"ok"

_FAULTS = {
    "invalid_payload": Fault.CONTENT,
    "invalid_blocks": Fault.CONTENT,
    "no_text": Fault.CONTENT,
    "user_not_found": Fault.CONTENT,
    "msg_blocks_too_long": Fault.TOO_LARGE,
    "msg_too_long": Fault.TOO_LARGE,
    "action_prohibited": Fault.CONFIG,
    "posting_to_general_channel_denied": Fault.CONFIG,
    "channel_not_found": Fault.CONFIG,
    "channel_is_archived": Fault.CONFIG,
    "no_service": Fault.CONFIG,
    "no_service_id": Fault.CONFIG,
    "no_team": Fault.CONFIG,
    "team_disabled": Fault.CONFIG,
    "no_active_hooks": Fault.CONFIG,
    "invalid_token": Fault.AUTH,
    "rollup_error": Fault.SERVER,
    "rate_limited": Fault.RATE,
}


class Slack:
    """An incoming webhook of one conversation; it does not recognise repeats."""

    kind = "slack"
    idempotent = False
    per_minute = 30
    per_second = 0

    def payload(self, message: Message, ref: str, *, plain: bool = False) -> dict[str, Any]:
        """Blocks, and a line for notifications; `plain` gives text alone."""
        called = " ".join(_called(one) for one in message.mentions)
        if plain:
            words = "\n".join(_escaped(line) for line in lines(message, ref))
            return {"text": f"{called}\n{words}".strip(), "mrkdwn": False}
        return {"text": _escaped(message.heading), "blocks": [*_blocks(message, ref, called)]}

    def weight(self, payload: Mapping[str, Any]) -> float:
        """Blocks, and characters in all of them."""
        blocks = payload.get("blocks", [])
        characters = units(payload["text"]) + sum(_characters(block) for block in blocks)
        return max(len(blocks) / MOST_BLOCKS, characters / MOST_TOTAL)

    def refusal(self, address: str, mention: Sequence[str]) -> str:  # noqa: ARG002 - any https address will do
        """People are called by id: U…, W…, a group S…, or here."""
        if all(one in {"here", "channel", "everyone"} or (one[:1] in "UWS" and one.isalnum()) for one in mention):
            return ""
        return _("Slack 的 mention 要写成员或用户组的 ID（U…、S…），或 here")

    def seal(self, payload: Mapping[str, Any], *, ident: str, secrets: Sequence[str], now: datetime) -> Letter:  # noqa: ARG002 - the address is the secret
        """The body alone."""
        return Letter(encoded(payload))

    def accept(self, answer: Answer) -> Outcome:
        """Delivered means HTTP 200 and the body `ok`."""
        words = answer.body.decode("utf-8", "replace").strip()
        refusal = by_status(answer)
        if refusal is None and answer.whole and answer.body.strip() == OK:
            return Outcome(Fate.DELIVERED, message=words)
        fault = _FAULTS.get(words)
        if fault is None:
            return stranger(answer, refusal, RATE_REST)
        known = refused(answer, replace(refusal or Outcome(Fate.REFUSED), fate=Fate.REFUSED, fault=fault), RATE_REST)
        return replace(known, code=words)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _called(one: str) -> str:
    if one in {"here", "channel", "everyone"}:
        return f"<!{one}>"
    return f"<!subteam^{one}>" if one.startswith("S") else f"<@{one}>"


def _blocks(message: Message, ref: str, called: str) -> Iterator[dict[str, Any]]:
    yield {"type": "header", "text": _plain(cut(message.heading, MOST_HEADER, _escaped))}
    if called:
        yield {"type": "section", "text": {"type": "mrkdwn", "text": called}}
    yield from _sections(message.notes)
    for group in message.groups:
        yield {"type": "section", "text": {"type": "mrkdwn", "text": f"*{_escaped(heading_of(group))}*"}}
        yield from _sections(_items(group))
    for link in message.links:
        yield {"type": "section", "text": {"type": "mrkdwn", "text": f"<{link}|{_escaped(link_words(link))}>"}}
    yield {"type": "context", "elements": [_plain(message.footer(ref))]}


def _items(group: Group) -> tuple[str, ...]:
    return (*(item.words for item in group.items), *more_of(group))


def _sections(words: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Lines in as few sections as hold them; plain text, in which no mark-up and no mention is read."""
    held: list[str] = []
    for line in map(_escaped, words):
        if held and sum(map(units, held)) + len(held) + units(line) > MOST_SECTION:
            yield _section(held)
            held = []
        held.append(line)
    if held:
        yield _section(held)


def _section(held: Sequence[str]) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "plain_text", "text": "\n".join(held), "emoji": False}}


def _plain(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": _escaped(words), "emoji": False}


def _characters(block: Mapping[str, Any]) -> int:
    texts = block["elements"] if "elements" in block else [block["text"]]
    return sum(units(text["text"]) for text in texts)
