"""E-mail by SMTP: encrypted, with a text and an HTML part; the relay's 250 means accepted, not read."""

import html
import logging
import smtplib
import socket
import ssl
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from commitments.i18n import _
from monitor.notifications.addresses import permitted
from monitor.notifications.deadline import Deadline
from monitor.notifications.message import Group, Message, heading_of, lines, link_words, more_of
from monitor.notifications.secrets import ChannelBroken
from monitor.notifications.vendor import Fate, Fault, Outcome, Parcel, share

LOG = logging.getLogger(__name__)
MOST_BYTES = 500_000  # relays take ten megabytes and more
OK, TOO_LARGE, PERMANENT = 250, 552, 500
_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


class Mail:
    """A relay that takes letters for the addresses of the channel; it does not recognise repeats."""

    kind = "email"
    idempotent = False
    per_minute = 20
    per_second = 0

    def payload(self, message: Message, ref: str, *, plain: bool = False) -> dict[str, Any]:
        """Subject, text and HTML; `plain` gives text alone. People mentioned get a copy."""
        text = "\n".join(lines(message, ref))
        page = "" if plain else "".join(_page(message, ref))
        subject, people, files = f"{message.heading} {ref}", list(message.mentions), list(message.files)
        return {"subject": subject, "cc": people, "text": text, "html": page, "files": files}

    def weight(self, payload: Mapping[str, Any]) -> float:
        """Bytes of both parts."""
        return share(payload, MOST_BYTES)

    def refusal(self, address: str, mention: Sequence[str]) -> str:
        """An address is `smtp://` with STARTTLS, `smtps://`, or `smtp+plain://` inside one's own network."""
        if urlsplit(address).scheme not in _PORTS:
            return _("邮件渠道的地址写成 smtp://用户@主机:587、smtps://用户@主机:465 或 smtp+plain://主机:25")
        return "" if all("@" in one for one in mention) else _("邮件渠道的 mention 要写邮箱地址")

    def carry(self, parcel: Parcel) -> Outcome:
        """Hand one letter to the relay."""
        relay = _relay(parcel)
        if not parcel.to or not parcel.sender:
            raise ChannelBroken(_("邮件渠道要写 sender 和 to"))
        letter = _letter(parcel)
        outcome = Outcome(Fate.NOT_SENT, Fault.NETWORK, message=_("域名没有可用的地址"))
        for address in relay.addresses:
            outcome = _Talk(relay, parcel).hold(address, letter)
            if outcome.fate is not Fate.NOT_SENT or outcome.fault is not Fault.NETWORK:
                break
        return outcome


@dataclass(frozen=True, slots=True)
class _Relay:
    scheme: str
    host: str
    port: int
    user: str
    password: str
    addresses: tuple[str, ...]


def _relay(parcel: Parcel) -> _Relay:
    try:
        split: SplitResult = urlsplit(parcel.address)
        port = split.port or _PORTS[split.scheme]
        host = split.hostname or ""
    except (ValueError, KeyError):
        raise ChannelBroken(_("渠道地址不是合法的网址")) from None
    as_web = "http" if split.scheme == "smtp+plain" else "https"  # the same rules: plain only inside
    try:
        addresses = permitted(as_web, host, port, allow_private=parcel.allow_private, lookup=parcel.lookup)
    except OSError:
        addresses = ()
    except ChannelBroken:
        raise ChannelBroken(_("邮件服务器在内网或不加密；确实需要时，在该渠道写 allow_private = true")) from None
    password = parcel.secrets[0] if parcel.secrets else unquote(split.password or "")
    return _Relay(split.scheme, host, port, unquote(split.username or ""), password, addresses)


class _Pinned(smtplib.SMTP):
    """A connection to a judged address; the name still goes into the TLS check."""

    def __init__(
        self, relay: _Relay, address: str, context: ssl.SSLContext | None, timeout: float, deadline: Deadline
    ) -> None:
        self._address = address
        self._tls = context
        self._deadline = deadline
        super().__init__(relay.host, relay.port, local_hostname=_own_name(), timeout=timeout)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        plain = socket.create_connection((self._address, port), timeout)
        self._deadline.watch(plain)
        return plain if self._tls is None else self._tls.wrap_socket(plain, server_hostname=host)


class _Talk:
    """One conversation with the relay, and whether the letter may have left."""

    def __init__(self, relay: _Relay, parcel: Parcel) -> None:
        self._relay = relay
        self._parcel = parcel
        self._left = False

    def hold(self, address: str, letter: EmailMessage) -> Outcome:
        """Greet, encrypt, log in, hand over; what happened, as it can be known."""
        try:
            return self._hand_over(address, letter)
        except smtplib.SMTPAuthenticationError as error:
            return Outcome(Fate.REFUSED, Fault.AUTH, code=str(error.smtp_code), message=_said(error.smtp_error))
        except smtplib.SMTPNotSupportedError as error:
            return Outcome(Fate.NOT_SENT, Fault.CONFIG, message=str(error))
        except smtplib.SMTPResponseException as error:
            return _refusal(error.smtp_code, error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            fault = Fault.TLS if isinstance(error, ssl.SSLError) else Fault.NETWORK
            fate = Fate.AMBIGUOUS if self._left else Fate.NOT_SENT
            return Outcome(fate, Fault.NETWORK if self._left else fault, message=f"{type(error).__name__}: {error}")

    def _hand_over(self, address: str, letter: EmailMessage) -> Outcome:
        relay, patience = self._relay, self._parcel.patience
        context = self._parcel.trust()
        with (
            Deadline(patience.total) as deadline,
            _Pinned(relay, address, context if relay.scheme == "smtps" else None, patience.connect, deadline) as smtp,
        ):
            assert smtp.sock is not None
            smtp.sock.settimeout(patience.read)
            if relay.scheme == "smtp":
                smtp.starttls(context=context)
                smtp.sock.settimeout(patience.read)
            smtp.ehlo_or_helo_if_needed()
            if relay.user:
                smtp.login(relay.user, relay.password)
            return self._letter(smtp, letter)

    def _letter(self, smtp: smtplib.SMTP, letter: EmailMessage) -> Outcome:
        code, words = smtp.mail(self._parcel.sender)
        if code != OK:
            return _refusal(code, words)
        people = (*self._parcel.to, *self._parcel.payload["cc"])
        refused = {one: answer for one in people if (answer := smtp.rcpt(one))[0] // 100 != 2}  # noqa: PLR2004 - 2xx
        if len(refused) == len(people):
            return _nobody(refused)
        self._parcel.leave()
        self._left = True
        code, words = smtp.data(letter.as_bytes(policy=SMTP_POLICY))
        if code != OK:
            return _refusal(code, words)
        notes = [_said(words), *(f"{one}: {_said(answer[1])}" for one, answer in refused.items())]
        return Outcome(Fate.ACCEPTED, code=str(code), message="; ".join(notes))


def _nobody(refused: Mapping[str, tuple[int, bytes]]) -> Outcome:
    """The relay takes the letter for none of the addresses: for good, or only now."""
    code, words = next(iter(refused.values()))
    fault = Fault.CONFIG if code >= PERMANENT else Fault.SERVER
    return Outcome(Fate.REFUSED, fault, code=str(code), message=_said(words))


def _refusal(code: int, words: bytes | str) -> Outcome:
    fault = Fault.SERVER if code < PERMANENT else Fault.TOO_LARGE if code == TOO_LARGE else Fault.CONTENT
    return Outcome(Fate.REFUSED, fault, code=str(code), message=_said(words))


def _said(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words


def _letter(parcel: Parcel) -> EmailMessage:
    payload, letter = parcel.payload, EmailMessage()
    letter["Subject"] = payload["subject"]
    letter["From"] = parcel.sender
    letter["To"] = ", ".join(parcel.to)
    if payload["cc"]:
        letter["Cc"] = ", ".join(payload["cc"])
    letter["Date"] = format_datetime(parcel.now())
    letter["Message-ID"] = f"<{parcel.ident}@{parcel.sender.rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(payload["text"])
    if payload["html"]:
        letter.add_alternative(payload["html"], subtype="html")
    for name in payload.get("files", ()):
        _attach(letter, parcel.folder / name)
    return letter


def _attach(letter: EmailMessage, file: Path) -> None:
    """Put a report into the letter; one that is gone meanwhile is missed by nobody but the log."""
    main, _slash, sub = (guess_type(file.name)[0] or "application/octet-stream").partition("/")
    try:
        letter.add_attachment(file.read_bytes(), maintype=main, subtype=sub, filename=file.name)
    except OSError as error:
        LOG.warning("%s cannot be attached: %s", file.name, error)


def _own_name() -> str:
    name = socket.gethostname()
    return name if name.isascii() and name else "localhost"


def _page(message: Message, ref: str) -> Iterator[str]:
    yield f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><h2>{html.escape(message.heading)}</h2>'
    for note in message.notes:
        yield f"<p><b>{html.escape(note)}</b></p>"
    for group in message.groups:
        yield f"<h3>{html.escape(heading_of(group))}</h3><ul>{''.join(_items(group))}</ul>"
    for link in message.links:
        yield f'<p><a href="{html.escape(link)}">{html.escape(link_words(link))}</a></p>'
    yield f"<hr><p>{html.escape(message.footer(ref))}</p></body></html>"


def _items(group: Group) -> Iterator[str]:
    for words in (*(item.words for item in group.items), *more_of(group)):
        yield f"<li>{html.escape(words)}</li>"
