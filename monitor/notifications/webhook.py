"""Any JSON endpoint, by the Standard Webhooks convention: an id that makes repeats harmless, and a signature."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from commitments.i18n import _
from monitor.notifications.message import PRODUCT, Message, item_document, lines
from monitor.notifications.vendor import Answer, Fate, Fault, Letter, Outcome, by_status, encoded, refused, share

PREFIX = "whsec_"
KEY_BYTES = range(24, 65)
STOP_HEADER = "webhook-delivery"
STOP_WORD = "abort-message"
RATE_REST = 60.0
MOST_BYTES = 20_000


class Webhook:
    """A generic JSON endpoint; 2xx means it was received."""

    kind = "webhook"
    idempotent = True
    per_minute = 60
    per_second = 0

    def payload(self, message: Message, ref: str, *, plain: bool = False) -> dict[str, Any]:
        """The facts for programs, and the same as one text for people."""
        text = "\n".join(lines(message, ref))
        if plain:
            return {"type": "duban.digest", "ref": ref, "text": text}
        return {
            "type": "duban.digest",
            "product": PRODUCT,
            "ref": ref,
            "title": message.heading,
            "day": message.day.isoformat(),
            "part": message.part,
            "parts": message.parts,
            "notes": list(message.notes),
            "mentions": list(message.mentions),
            "links": list(message.links),
            "groups": [
                {"heading": group.heading, "count": group.count, "items": [item_document(item) for item in group.items]}
                for group in message.groups
            ],
            "text": text,
        }

    def weight(self, payload: Mapping[str, Any]) -> float:
        """Bytes of body."""
        return share(payload, MOST_BYTES)

    def refusal(self, address: str, mention: Sequence[str]) -> str:  # noqa: ARG002 - theirs to understand
        """Whatever it is, the far side knows."""
        return ""

    def seal(self, payload: Mapping[str, Any], *, ident: str, secrets: Sequence[str], now: datetime) -> Letter:
        """Headers per Standard Webhooks; two secrets give two signatures, so that a receiver can change over."""
        body = encoded(payload)
        moment = str(int(now.timestamp()))
        headers = {"webhook-id": ident, "webhook-timestamp": moment}
        if secrets:
            headers["webhook-signature"] = " ".join(signature(secret, ident, moment, body) for secret in secrets)
        return Letter(body, headers)

    def accept(self, answer: Answer) -> Outcome:
        """2xx is delivery, unless the answer was cut; their stop header ends this message."""
        if answer.headers.get(STOP_HEADER, "").strip().lower() == STOP_WORD:
            return Outcome(Fate.REFUSED, Fault.UNWANTED, message=f"{STOP_HEADER}: {STOP_WORD}")
        refusal = by_status(answer)
        if refusal is None:
            fate, fault = (Fate.DELIVERED, Fault.NONE) if answer.whole else (Fate.AMBIGUOUS, Fault.NETWORK)
            return Outcome(fate, fault, message=answer.body.decode("utf-8", "replace"))
        return refused(answer, refusal, RATE_REST)


def signature(secret: str, ident: str, moment: str, body: bytes) -> str:
    """One `v1,` signature over the exact bytes sent.

    Raises:
        ValueError: the secret is not `whsec_` and the base64 of 24 to 64 bytes.
    """
    digest = hmac.digest(_key(secret), f"{ident}.{moment}.".encode() + body, hashlib.sha256)
    return "v1," + base64.b64encode(digest).decode("ascii")


def _key(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) not in KEY_BYTES:
        raise ValueError(_("密钥应为 whsec_ 加上 24 到 64 字节的 base64"))
    return key
