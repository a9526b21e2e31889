"""Teams workflows: an Adaptive Card that is checked before it goes, because the flow accepts it before it looks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from commitments.i18n import _
from monitor.notifications.message import Group, Message, heading_of, lines, link_words, more_of
from monitor.notifications.vendor import Answer, Fate, Letter, Outcome, by_status, encoded, refused, share

MOST_BYTES = 18_000  # 28 KB are documented, 21 KB were refused
RATE_REST = 60.0
CARD = "application/vnd.microsoft.card.adaptive"
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
VERSION = "1.4"
RETIRED = ("webhook.office.com", "outlook.office.com", "outlook.office365.com")

_NEEDS = {"TextBlock": "text", "RichTextBlock": "inlines"}  # what each element that we use must hold


class Teams:
    """A workflow that posts into a chat or channel. It tells that it took a message, never that it posted it."""

    kind = "teams"
    idempotent = False
    per_minute = 30
    per_second = 0

    def payload(self, message: Message, ref: str, *, plain: bool = False) -> dict[str, Any]:
        """A card; `plain` gives one with a single element."""
        body = [_words("\n".join(lines(message, ref)))] if plain else [*_elements(message, ref)]
        card: dict[str, Any] = {"type": "AdaptiveCard", "$schema": SCHEMA, "version": VERSION, "body": body}
        if message.mentions:
            body.insert(0, {"type": "TextBlock", "text": " ".join(f"<at>{one}</at>" for one in message.mentions)})
            card["msteams"] = {"entities": [_entity(one) for one in message.mentions]}
        return {"type": "message", "attachments": [{"contentType": CARD, "content": card}]}

    def weight(self, payload: Mapping[str, Any]) -> float:
        """Bytes of body."""
        return share(payload, MOST_BYTES)

    def refusal(self, address: str, mention: Sequence[str]) -> str:
        """Addresses of the connectors that Microsoft has retired would be taken and never shown."""
        host = (urlsplit(address).hostname or "").lower()
        if any(host == retired or host.endswith(f".{retired}") for retired in RETIRED):
            return _("这是已停用的 Teams 连接器地址；请在 Teams 里新建“工作流”，用它给的地址")
        if any("@" not in one and "-" not in one for one in mention):
            return _("Teams 的 mention 要写登录邮箱，或 Entra 对象 ID")
        return ""

    def seal(self, payload: Mapping[str, Any], *, ident: str, secrets: Sequence[str], now: datetime) -> Letter:  # noqa: ARG002 - the address is the secret
        """The body alone, if the card is one that Teams can show.

        Raises:
            ValueError: it is not; the flow would take it and say nothing.
        """
        wrong = flaw(payload)
        if wrong:
            raise ValueError(_("卡片不合格：{why}").format(why=wrong))
        return Letter(encoded(payload))

    def accept(self, answer: Answer) -> Outcome:
        """2xx means that the flow has taken it; whether it was posted is told to nobody."""
        refusal = by_status(answer)
        if refusal is None:
            return Outcome(Fate.ACCEPTED, message=answer.body.decode("utf-8", "replace"))
        return refused(answer, refusal, RATE_REST)


def flaw(payload: Mapping[str, Any]) -> str:
    """What Teams would not show of a card, in a few words; "" if all is well."""
    try:
        card = payload["attachments"][0]["content"]
        if card["type"] != "AdaptiveCard" or card["version"] > VERSION or not card["body"]:
            return "AdaptiveCard"
        bad = (each["type"] for each in card["body"] if not each.get(_NEEDS.get(each["type"], "")))
        wrong = next(bad, "")
        named = {entity["text"] for entity in card.get("msteams", {}).get("entities", [])}
        text = "".join(each["text"] for each in card["body"] if each["type"] == "TextBlock")
        return wrong or next((name for name in named if name not in text), "")
    except (KeyError, IndexError, TypeError) as error:
        return repr(error)


def _entity(one: str) -> dict[str, Any]:
    return {"type": "mention", "text": f"<at>{one}</at>", "mentioned": {"id": one, "name": one}}


def _elements(message: Message, ref: str) -> Iterator[dict[str, Any]]:
    yield {"type": "TextBlock", "text": message.heading, "size": "Large", "weight": "Bolder", "wrap": True}
    if message.notes:
        yield _words("\n".join(message.notes))
    for group in message.groups:
        yield {"type": "TextBlock", "text": heading_of(group), "weight": "Bolder", "wrap": True}
        yield from (_words(line) for line in _items(group))
    for link in message.links:
        yield {"type": "TextBlock", "text": f"[{link_words(link)}]({link})", "wrap": True}
    yield _words(message.footer(ref))


def _items(group: Group) -> tuple[str, ...]:
    return (*(item.words for item in group.items), *more_of(group))


def _words(words: str) -> dict[str, Any]:
    """Text that is shown as it is: a text run reads no mark-up."""
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": words}]}
