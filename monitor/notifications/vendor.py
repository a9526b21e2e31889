"""What a vendor must tell us to be a channel, and what may become of a message sent to one."""

import json
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from monitor.notifications.addresses import Lookup, look_up
from monitor.notifications.deadline import PATIENCE, Patience, trusted_certificates
from monitor.notifications.message import Message

LONGEST_PAUSE = 3600.0  # seconds; a vendor asking for more is asked again after an hour
VENDOR_WORDS = 300


class Fate(StrEnum):
    """What became of one attempt; the values are what the attempt row says."""

    DELIVERED = "delivered"
    ACCEPTED = "accepted"  # taken, but the vendor confirms nothing
    REFUSED = "refused"  # the vendor said no: nobody saw it
    NOT_SENT = "not_sent"  # no byte of the request left
    AMBIGUOUS = "ambiguous"  # bytes left, no answer to be trusted


class Fault(StrEnum):
    """Why an attempt did not succeed, by what it takes to mend it."""

    NONE = ""
    RATE = "rate"  # the channel must rest
    AUTH = "auth"  # the secret or signature is wrong
    CONFIG = "config"  # the address or the robot's own settings are wrong
    TOO_LARGE = "too_large"
    CONTENT = "content"  # this body will never be taken
    UNWANTED = "unwanted"  # they ask never to be sent this message again
    SERVER = "server"  # their trouble: later
    NETWORK = "network"  # no way through: later
    TLS = "tls"  # the far side could not prove who it is: later, and after the third time a fault of configuration
    LEASE = "lease"  # the right to send was lost before the first byte


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt. `message` is the vendor's, secrets removed, on one line."""

    fate: Fate
    fault: Fault = Fault.NONE
    http_status: int | None = None
    code: str = ""
    message: str = ""
    rest: float = 0.0  # seconds the channel should be left alone
    milliseconds: int | None = None
    skew: float | None = None  # their Date header minus our clock, in seconds

    @property
    def succeeded(self) -> bool:
        """Whether the vendor took the message."""
        return self.fate in (Fate.DELIVERED, Fate.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back over HTTP; `whole` is False when the body was cut off or longer than we read."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    whole: bool = True
    at: datetime | None = None  # when it came, aware, by our clock

    def json(self) -> dict[str, Any] | None:
        """The body as a JSON object; None if it is anything else, which makes it a stranger's answer."""
        try:
            value = json.loads(self.body) if self.whole else None
        except (ValueError, RecursionError):
            return None
        return value if isinstance(value, dict) else None


@dataclass(frozen=True, slots=True)
class Letter:
    """The exact bytes of one attempt and the headers that go with them."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)  # added to the address, encoded once


class Channel(Protocol):
    """One product that carries messages: how to say it, and how much it takes."""

    kind: str
    idempotent: bool  # whether the far side recognises a repeat by its id
    per_minute: int  # requests we allow ourselves, below what the vendor allows
    per_second: int  # the same for a second; 0 where the vendor counts minutes alone

    def payload(self, message: Message, ref: str, *, plain: bool = False) -> dict[str, Any]:
        """The product's own shape of the message; `plain` asks for its simplest form, after it refused the first."""
        ...

    def weight(self, payload: Mapping[str, Any]) -> float:
        """How full the product's message is with this payload, by the limit that is nearest; above 1 is too much."""
        ...

    def refusal(self, address: str, mention: Sequence[str]) -> str:
        """Why this address, or one of these people to mention, cannot work; "" if nothing speaks against them.

        The text is for the person who set up the channel, and holds no part of the address.
        """
        ...


@runtime_checkable
class Posted(Channel, Protocol):
    """A product that takes a message by one HTTP POST: how to sign it, and what its answers mean."""

    def seal(self, payload: Mapping[str, Any], *, ident: str, secrets: Sequence[str], now: datetime) -> Letter:
        """Sign for this attempt and this instant.

        Args:
            payload: what `payload` made.
            ident: the message's id, the same on every attempt.
            secrets: none, one, or two while one replaces the other.
            now: a fresh reading of the clock, aware.

        Raises:
            ValueError: a secret is not of this product's form; the text says how, without the secret.
        """
        ...

    def accept(self, answer: Answer) -> Outcome:
        """What an answer means, by the vendor's own rule."""
        ...


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a product that is not reached by HTTP POST needs for one attempt."""

    address: str = field(repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    sender: str = ""
    to: tuple[str, ...] = ()
    allow_private: bool = False
    patience: Patience = PATIENCE
    lookup: Lookup = look_up
    trust: Callable[[], ssl.SSLContext] = trusted_certificates
    payload: Mapping[str, Any] = field(default_factory=dict)
    ident: str = ""
    folder: Path = Path()  # where the files are that go with it
    now: Callable[[], datetime] = lambda: datetime.min.replace(tzinfo=UTC)  # replaced for every attempt
    leave: Callable[[], None] = lambda: None  # called before the message may leave; raises if it must not


@runtime_checkable
class Carried(Channel, Protocol):
    """A product with a way of its own."""

    def carry(self, parcel: Parcel) -> Outcome:
        """Make one attempt; may raise `ChannelBroken` before anything has left."""
        ...


def encoded(payload: Mapping[str, Any]) -> bytes:
    """JSON as UTF-8, Chinese as itself: a third of the size that escapes would take."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def share(payload: Mapping[str, Any], most: int) -> float:
    """How much of `most` bytes the encoded payload takes."""
    return len(encoded(payload)) / most


def units(text: str) -> int:
    """Length in units of UTF-16, which is the most that any vendor means by characters: an emoji may count two."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, most: int, escaped: Callable[[str], str] = str) -> str:
    """The longest beginning of `text` that takes at most so many units once it is escaped: no escape is cut in two."""
    if units(escaped(text)) <= most:
        return text
    kept = text[: most - 1]
    while units(escaped(kept)) > most - 1:
        kept = kept[:-1]
    return kept + "…"


def harmless(words: str) -> str:
    """Words of a document for a product that reads mark-up: what it would obey becomes its full-width look-alike."""
    return words.translate(_HARMLESS)


_HARMLESS = str.maketrans({mark: chr(ord(mark) + 0xFEE0) for mark in "<>[]*_`#@~|\\"})


def by_status(answer: Answer) -> Outcome | None:
    """What the HTTP status says before anybody reads the body; None for 2xx, which leaves the question to the body."""
    found = _status_outcome(answer.status)
    if found is None:
        return None
    rest = retry_after(answer) if answer.status in (429, 503) else 0.0
    return replace(found, http_status=answer.status, rest=rest)


def _status_outcome(status: int) -> Outcome | None:
    if status // 10 == 52:  # noqa: PLR2004 - 520 to 529: a proxy speaking for a server that may have taken it
        return Outcome(Fate.AMBIGUOUS, Fault.SERVER)
    known = _STATUS.get(status) or _HUNDREDS.get(status // 100)
    return None if known is None else Outcome(*known)


_HUNDREDS = {
    3: (Fate.REFUSED, Fault.CONFIG),  # never followed: it may lead to a login page, or to another machine's secrets
    4: (Fate.REFUSED, Fault.CONTENT),
    5: (Fate.REFUSED, Fault.SERVER),
}
_STATUS = {
    401: (Fate.REFUSED, Fault.AUTH),
    403: (Fate.REFUSED, Fault.AUTH),
    404: (Fate.REFUSED, Fault.CONFIG),
    405: (Fate.REFUSED, Fault.CONFIG),
    407: (Fate.REFUSED, Fault.CONFIG),
    408: (Fate.REFUSED, Fault.SERVER),
    410: (Fate.REFUSED, Fault.CONFIG),
    413: (Fate.REFUSED, Fault.TOO_LARGE),
    425: (Fate.REFUSED, Fault.SERVER),
    429: (Fate.REFUSED, Fault.RATE),
    502: (Fate.AMBIGUOUS, Fault.SERVER),
    504: (Fate.AMBIGUOUS, Fault.SERVER),
}


def refused(answer: Answer, refusal: Outcome, rate_rest: float) -> Outcome:
    """A refusal by HTTP status with the far side's words, and at least this rest where it asked for fewer requests."""
    words = answer.body.decode("utf-8", "replace")
    rest = refusal.rest or (rate_rest if refusal.fault is Fault.RATE else 0.0)
    return replace(refusal, message=words, rest=rest)


def by_code(
    answer: Answer, name: str, words: str, faults: Mapping[int, Fault], rate_rest: float, *, other: Fault = Fault.SERVER
) -> Outcome:
    """What an answer with a number in its body means: 0 with HTTP 2xx is delivery, any other number a refusal.

    Args:
        answer: what came back.
        name: the key of the number.
        words: the key of the vendor's words.
        faults: what the vendor's numbers stand for.
        rate_rest: seconds of rest after too many requests.
        other: what an unknown number stands for.
    """
    said = answer.json() or {}
    code, refusal = said.get(name), by_status(answer)
    if isinstance(code, bool) or not isinstance(code, int):
        return stranger(answer, refusal, rate_rest)
    told = str(said.get(words, ""))
    if code == 0:
        return replace(refusal or Outcome(Fate.DELIVERED), code="0", message=told)
    fault = faults.get(code, other)
    return Outcome(Fate.REFUSED, fault, code=str(code), message=told, rest=rate_rest if fault is Fault.RATE else 0.0)


def stranger(answer: Answer, refusal: Outcome | None, rate_rest: float) -> Outcome:
    """An answer without the vendor's own word: a client error was refused by somebody, all else may have passed."""
    if refusal is None or refusal.fault is Fault.SERVER:
        return Outcome(Fate.AMBIGUOUS, Fault.SERVER, message=answer.body.decode("utf-8", "replace"))
    return refused(answer, refusal, rate_rest)


def retry_after(answer: Answer) -> float:
    """Seconds the far side asked for, at most an hour; 0 if it asked for nothing we understand."""
    value = answer.headers.get("retry-after", "").strip()
    if value.isdecimal() and value.isascii():
        return min(float(value), LONGEST_PAUSE)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    if answer.at is None or until.tzinfo is None:
        return 0.0
    return min(max((until - answer.at).total_seconds(), 0.0), LONGEST_PAUSE)


def clock_skew(answer: Answer) -> float | None:
    """Their Date header minus our clock in seconds; None without one. Signatures die of an hour of it."""
    try:
        theirs = parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return None
    return None if answer.at is None else (theirs.replace(tzinfo=theirs.tzinfo or UTC) - answer.at).total_seconds()
