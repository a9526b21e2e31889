"""Discord webhooks: embeds, nobody called but by our own list; success is the id of a saved message."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from commitments.i18n import _
from monitor.notifications.message import Message, heading_of, lines, link_words, more_of
from monitor.notifications.vendor import (
    LONGEST_PAUSE,
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

MOST_CONTENT = 1_800  # units of UTF-16, as the following; the vendor takes 2 000
MOST_EMBED = 3_800  # and 4 096
MOST_EMBEDS = 5_600  # titles, descriptions and footers of all of them, and 6 000
MOST_TITLE = 256
RATE_REST = 5.0
RED, BLUE = 0xD83933, 0x2F6FDE

_MARKS = re.compile(r"([\\*_~`|>\[\]()#<@:-])")
_CONFIG = {10015, 50027}  # no such webhook, or no such token
_CONTENT = {50006, 50035, 50109}


class Discord:
    """A webhook of one channel; it does not recognise repeats."""

    kind = "discord"
    idempotent = False
    per_minute = 20
    per_second = 0

    def payload(self, message: Message, ref: str, *, plain: bool = False) -> dict[str, Any]:
        """An embed; `plain` gives content alone. Only the people named here are called."""
        called = " ".join(f"<@{one}>" for one in message.mentions)
        roles = [one.removeprefix("&") for one in message.mentions if one.startswith("&")]
        users = [one for one in message.mentions if not one.startswith("&")]
        allowed = {"parse": [], "users": users, "roles": roles}
        if plain:
            said = map(_escaped, lines(replace(message, links=()), ref))
            words = "\n".join((called, *said, *message.links)).strip()
            return {"content": words, "allowed_mentions": allowed}
        return {"content": called, "embeds": [_embed(message, ref)], "allowed_mentions": allowed}

    def weight(self, payload: Mapping[str, Any]) -> float:
        """Units of content, of the longest embed, and of all."""
        embeds = payload.get("embeds", [])
        texts = [(each["title"], each["description"], each["footer"]["text"]) for each in embeds]
        total = sum(units(text) for each in texts for text in each)
        longest = max((units(description) for _title, description, _footer in texts), default=0)
        return max(units(payload["content"]) / MOST_CONTENT, longest / MOST_EMBED, total / MOST_EMBEDS)

    def refusal(self, address: str, mention: Sequence[str]) -> str:  # noqa: ARG002 - any https address will do
        """People are called by number, roles by & and number."""
        fine = all(one.removeprefix("&").isdecimal() for one in mention)
        return "" if fine else _("Discord 的 mention 要写成员的数字 ID，身份组写 & 加数字 ID")

    def seal(self, payload: Mapping[str, Any], *, ident: str, secrets: Sequence[str], now: datetime) -> Letter:  # noqa: ARG002 - the address is the secret
        """The body; the address asks to wait until the message is saved, without which a lost one raises no error."""
        return Letter(encoded(payload), query={"wait": "true"})

    def accept(self, answer: Answer) -> Outcome:
        """Delivered means HTTP 200 and the id of the message; a used-up budget rests the channel even then."""
        said, refusal = answer.json() or {}, by_status(answer)
        if refusal is None:
            if not isinstance(said.get("id"), str):
                return stranger(answer, None, RATE_REST)
            return Outcome(Fate.DELIVERED, code=said["id"], rest=_used_up(answer))
        code = said.get("code")
        if refusal.fault is Fault.RATE:
            return replace(refused(answer, refusal, RATE_REST), rest=_asked_rest(said, refusal))
        if "code" not in said:
            return stranger(answer, refusal, RATE_REST)
        fault = Fault.CONFIG if code in _CONFIG else Fault.CONTENT if code in _CONTENT else refusal.fault
        return replace(refusal, fault=fault, code=str(code), message=str(said.get("message", "")))


def _asked_rest(said: Mapping[str, Any], refusal: Outcome) -> float:
    """The fraction of a second they ask for is in the body; the header is rounded."""
    asked = said.get("retry_after")
    if isinstance(asked, bool) or not isinstance(asked, int | float):
        return refusal.rest or RATE_REST
    return min(max(float(asked), 0.0), LONGEST_PAUSE)


def _used_up(answer: Answer) -> float:
    if answer.headers.get("x-ratelimit-remaining") != "0":
        return 0.0
    try:
        return min(max(float(answer.headers.get("x-ratelimit-reset-after", "0")), 0.0), LONGEST_PAUSE)
    except ValueError:
        return 0.0


def _embed(message: Message, ref: str) -> dict[str, Any]:
    late = any(item.days is not None and item.days < 0 for item in message.items)
    return {
        "title": cut(message.heading, MOST_TITLE),
        "description": "\n".join(_lines(message)),
        "color": RED if late else BLUE,
        "footer": {"text": message.footer(ref)},
    }


def _lines(message: Message) -> Iterator[str]:
    yield from map(_escaped, message.notes)
    for group in message.groups:
        yield f"**{_escaped(heading_of(group))}**"
        yield from (_escaped(line) for line in (*(item.words for item in group.items), *more_of(group)))
    yield from (f"[{link_words(link)}]({link})" for link in message.links)


def _escaped(words: str) -> str:
    r"""Words with a backslash before every mark that Discord would obey."""
    return _MARKS.sub(r"\\\1", words)
