"""Feishu and Lark custom bots: a card, or plain text where the card is refused; the answer's code decides."""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from commitments.i18n import _
from monitor.notifications.message import Group, Message, heading_of, lines, link_words, more_of
from monitor.notifications.vendor import Answer, Fate, Fault, Letter, Outcome, by_status, encoded, share, stranger

RATE_REST = 60.0
MOST_BYTES = 18_000  # the vendor takes 20 KB
SIGNATURE_BYTES = 256
MOBILE = 11  # digits of a telephone number
TOO_MANY = "too many request"  # code 9499 stands for this and for every malformed request: only the words tell

_FAULTS = {
    9499: Fault.CONTENT,
    11232: Fault.RATE,
    19001: Fault.CONFIG,  # no such robot
    19002: Fault.CONTENT,
    19021: Fault.AUTH,  # signature wrong, or our clock more than an hour off
    19022: Fault.CONFIG,  # our address is not on the robot's list
    19024: Fault.CONFIG,  # none of the robot's keywords in the text
    19036: Fault.TOO_LARGE,
}


class Feishu:
    """A custom bot of one group. It can only speak, and it does not recognise repeats."""

    kind = "feishu"
    idempotent = False
    per_minute = 60
    per_second = 3

    def payload(self, message: Message, ref: str, *, plain: bool = False) -> dict[str, Any]:
        """An interactive card; `plain` gives a text message."""
        if plain:
            called = "".join(f'<at user_id="{one}"></at>' for one in message.mentions)
            return {"msg_type": "text", "content": {"text": _without_tags("\n".join(lines(message, ref))) + called}}
        return {"msg_type": "interactive", "card": _card(message, ref)}

    def weight(self, payload: Mapping[str, Any]) -> float:
        """Bytes of body, with room for the signature that goes into it."""
        return share(payload, MOST_BYTES - SIGNATURE_BYTES)

    def refusal(self, address: str, mention: Sequence[str]) -> str:  # noqa: ARG002 - any https address will do
        """A bot knows people by open_id or user_id, not by telephone or e-mail."""
        if any("@" in each or (each.isdecimal() and len(each) == MOBILE) for each in mention):
            return _("飞书的 mention 要写 open_id 或 user_id（ou_…），或 all；手机号和邮箱不行")
        return ""

    def seal(self, payload: Mapping[str, Any], *, ident: str, secrets: Sequence[str], now: datetime) -> Letter:  # noqa: ARG002 - a custom bot knows no ids
        """Timestamp and signature go into the body; without a secret the bot takes it unsigned."""
        if not secrets:
            return Letter(encoded(payload), {})
        moment = str(int(now.timestamp()))
        return Letter(encoded({"timestamp": moment, "sign": signature(secrets[0], moment), **payload}), {})

    def accept(self, answer: Answer) -> Outcome:
        """Delivered means HTTP 200 and code 0; anything the vendor did not write proves nothing."""
        said = answer.json() or {}
        code = said.get("code", said.get("StatusCode"))
        words = str(said.get("msg", said.get("StatusMessage", "")))
        refusal = by_status(answer)
        if isinstance(code, bool) or not isinstance(code, int):
            return stranger(answer, refusal, RATE_REST)
        if code == 0:
            return replace(refusal or Outcome(Fate.DELIVERED), code="0", message=words)
        fault = _fault(code, words, refusal)
        rest = max(RATE_REST, refusal.rest if refusal else 0.0) if fault is Fault.RATE else 0.0
        return Outcome(Fate.REFUSED, fault, code=str(code), message=words, rest=rest)


def _fault(code: int, words: str, refusal: Outcome | None) -> Fault:
    """The fault by code and words first: a rate refusal comes as HTTP 400. An unknown code is tried again later."""
    if TOO_MANY in words.lower() or (refusal is not None and refusal.fault is Fault.RATE):
        return Fault.RATE
    return _FAULTS.get(code, Fault.SERVER)


def signature(secret: str, moment: str) -> str:
    """The bot's signature: timestamp and secret are the key, and the message is empty."""
    digest = hmac.digest(f"{moment}\n{secret}".encode(), b"", hashlib.sha256)
    return base64.b64encode(digest).decode("ascii")


def _card(message: Message, ref: str) -> dict[str, Any]:
    late = any(item.days is not None and item.days < 0 for item in message.items)
    notes = [_plain("\n".join(message.notes))] if message.notes else []
    body = [element for group in message.groups for element in _elements(group)]
    return {
        "config": {"wide_screen_mode": True},
        "header": {
            "template": "red" if late else "blue",
            "title": {"tag": "plain_text", "content": message.heading},
        },
        "elements": [*_called(message), *notes, *body, {"tag": "hr"}, *_links(message), _plain(message.footer(ref))],
    }


def _called(message: Message) -> list[dict[str, Any]]:
    people = " ".join(f"<at id={one}></at>" for one in message.mentions)
    return [{"tag": "markdown", "content": people}] if people else []


def _links(message: Message) -> list[dict[str, Any]]:
    return [{"tag": "markdown", "content": f"[{link_words(link)}]({link})"} for link in message.links]


def _elements(group: Group) -> list[dict[str, Any]]:
    """Our heading in bold; the documents' words as plain text, where no mark-up and no mention can hide."""
    words = "\n".join((*(item.words for item in group.items), *more_of(group)))
    return [{"tag": "markdown", "content": f"**{heading_of(group)}**"}, _plain(words or _("（无）"))]


def _plain(words: str) -> dict[str, Any]:
    return {"tag": "div", "text": {"tag": "plain_text", "content": words}}


def _without_tags(words: str) -> str:
    """Text messages obey `<at user_id="all">`, wherever it came from: full-width brackets mention nobody."""
    return words.replace("<", "＜").replace(">", "＞")
