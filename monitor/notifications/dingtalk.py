"""DingTalk custom robots: markdown with people called by number, signed in the address; the answer's number decides."""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from commitments.i18n import _
from monitor.notifications.message import Message, heading_of, lines, link_words, more_of
from monitor.notifications.vendor import Answer, Fault, Letter, Outcome, by_code, encoded, harmless, share

MOST_BYTES = 18_000  # the vendor takes 20 000
RATE_REST = 600.0  # what the vendor refuses for after twenty messages in a minute
EVERYBODY = "all"
MOBILE = 11  # digits of a telephone number

_FAULTS = {
    -1: Fault.SERVER,
    40035: Fault.CONTENT,
    130101: Fault.RATE,
    130103: Fault.RATE,
    300001: Fault.AUTH,  # token missing
    300005: Fault.CONFIG,  # token unknown, or an external group
    310000: Fault.AUTH,  # keyword, signature, clock or address: only their words tell, and people must mend it anyway
    400013: Fault.CONFIG,  # the group was dissolved
    400101: Fault.AUTH,
    400102: Fault.CONFIG,  # the robot was stopped
    410100: Fault.RATE,
    430101: Fault.CONTENT,
    430102: Fault.CONTENT,
    430103: Fault.CONTENT,
    430104: Fault.CONTENT,
    460101: Fault.TOO_LARGE,
}


class DingTalk:
    """A custom robot of one group; it does not recognise repeats."""

    kind = "dingtalk"
    idempotent = False
    per_minute = 15
    per_second = 0

    def payload(self, message: Message, ref: str, *, plain: bool = False) -> dict[str, Any]:
        """Markdown; `plain` gives a text message. Who is called stands in `at` and, to be highlighted, in the words."""
        at = _at(message.mentions)
        called = " ".join(f"@{one}" for one in message.mentions if one != EVERYBODY)
        if plain:
            words = "\n".join((*lines(message, ref), called)).rstrip("\n")
            return {"msgtype": "text", "text": {"content": words}, "at": at}
        text = "\n\n".join((*_paragraphs(message, ref), called)).rstrip("\n")
        return {"msgtype": "markdown", "markdown": {"title": message.heading, "text": text}, "at": at}

    def weight(self, payload: Mapping[str, Any]) -> float:
        """Bytes of body."""
        return share(payload, MOST_BYTES)

    def refusal(self, address: str, mention: Sequence[str]) -> str:  # noqa: ARG002 - any https address will do
        """A robot knows people by telephone number or user id."""
        return _("钉钉的 mention 要写手机号、userId 或 all") if any("@" in one for one in mention) else ""

    def seal(self, payload: Mapping[str, Any], *, ident: str, secrets: Sequence[str], now: datetime) -> Letter:  # noqa: ARG002 - robots know no ids
        """Timestamp and signature go into the address; without a secret the robot takes it unsigned."""
        if not secrets:
            return Letter(encoded(payload))
        moment = str(int(now.timestamp() * 1000))
        return Letter(encoded(payload), query={"timestamp": moment, "sign": signature(secrets[0], moment)})

    def accept(self, answer: Answer) -> Outcome:
        """Delivered means HTTP 200 and errcode 0, whatever the words say."""
        outcome = by_code(answer, "errcode", "errmsg", _FAULTS, RATE_REST)
        return replace(outcome, rest=RATE_REST) if outcome.fault is Fault.RATE else outcome


def signature(secret: str, moment: str) -> str:
    """The robot's signature, not yet encoded for an address: the secret is the key; timestamp in milliseconds."""
    digest = hmac.digest(secret.encode(), f"{moment}\n{secret}".encode(), hashlib.sha256)
    return base64.b64encode(digest).decode("ascii")


def _at(mentions: Sequence[str]) -> dict[str, Any]:
    people = [one for one in mentions if one != EVERYBODY]
    mobiles = [one for one in people if one.isdecimal() and len(one) == MOBILE]
    ids = [one for one in people if one not in mobiles]
    return {"atMobiles": mobiles, "atUserIds": ids, "isAtAll": EVERYBODY in mentions}


def _paragraphs(message: Message, ref: str) -> list[str]:
    found = [f"### {harmless(message.heading)}", *(harmless(note) for note in message.notes)]
    for group in message.groups:
        found.append(f"**{harmless(heading_of(group))}**")
        found += [f"- {harmless(item.words)}" for item in group.items]
        found += more_of(group)
    return [*found, *(f"[{link_words(link)}]({link})" for link in message.links), message.footer(ref)]
