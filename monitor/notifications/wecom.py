"""WeCom push webhooks (group robots): markdown of 4 096 bytes at most; the answer's number decides."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from commitments.i18n import _
from monitor.notifications.message import Message, heading_of, lines, link_words, more_of
from monitor.notifications.vendor import Answer, Fault, Letter, Outcome, by_code, encoded, harmless

MOST_MARKDOWN = 3_800  # bytes; the vendor takes 4 096
MOST_TEXT = 1_900  # bytes; the vendor takes 2 048
RATE_REST = 60.0
MOBILE = 11  # digits of a telephone number

_FAULTS = {
    -1: Fault.SERVER,
    40008: Fault.CONTENT,  # kind of message
    40058: Fault.TOO_LARGE,  # a parameter is too long, which of ours only the text can be
    44004: Fault.CONTENT,
    45002: Fault.TOO_LARGE,
    45009: Fault.RATE,
    45033: Fault.RATE,
    60020: Fault.CONFIG,  # our address is not on the list
    93000: Fault.CONFIG,  # no such key
    93004: Fault.CONFIG,  # the robot was removed
    93008: Fault.CONFIG,  # the robot is in no group
}


class WeCom:
    """A push webhook of one group. The key in its address is the whole secret; it does not recognise repeats."""

    kind = "wecom"
    idempotent = False
    per_minute = 15
    per_second = 0

    def payload(self, message: Message, ref: str, *, plain: bool = False) -> dict[str, Any]:
        """Markdown of the first form, the only one in which people can be called; `plain` gives a text message."""
        if plain:
            words = {"content": "\n".join(lines(message, ref)), "mentioned_list": list(message.mentions)}
            return {"msgtype": "text", "text": words}
        called = "".join(f"<@{one}>" for one in message.mentions)
        return {"msgtype": "markdown", "markdown": {"content": "\n".join((*_lines(message, ref), called)).rstrip("\n")}}

    def weight(self, payload: Mapping[str, Any]) -> float:
        """Bytes of the text itself."""
        if payload["msgtype"] == "text":
            return len(payload["text"]["content"].encode()) / MOST_TEXT
        return len(payload["markdown"]["content"].encode()) / MOST_MARKDOWN

    def refusal(self, address: str, mention: Sequence[str]) -> str:  # noqa: ARG002 - any https address will do
        """Markdown calls people by userid alone."""
        if any(one in {"all", "@all"} or "@" in one or (one.isdecimal() and len(one) == MOBILE) for one in mention):
            return _("企业微信的 mention 要写成员的 userid；手机号和 all 在 markdown 里不起作用")
        return ""

    def seal(self, payload: Mapping[str, Any], *, ident: str, secrets: Sequence[str], now: datetime) -> Letter:  # noqa: ARG002 - nothing is signed
        """The body alone."""
        return Letter(encoded(payload))

    def accept(self, answer: Answer) -> Outcome:
        """Delivered means HTTP 200 and errcode 0; the words may hold a warning all the same."""
        return by_code(answer, "errcode", "errmsg", _FAULTS, RATE_REST)


def _lines(message: Message, ref: str) -> list[str]:
    found = [f"### {harmless(message.heading)}", *(f"> {harmless(note)}" for note in message.notes)]
    for group in message.groups:
        found.append(f"**{harmless(heading_of(group))}**")
        found += [harmless(item.words) for item in group.items]
        found += more_of(group)
    return [*found, *(f"[{link_words(link)}]({link})" for link in message.links), message.footer(ref)]
