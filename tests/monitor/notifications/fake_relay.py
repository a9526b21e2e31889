"""A mail relay on loopback: speaks SMTP with STARTTLS or TLS, answers by script, keeps every letter it took."""

import base64
import email
import socket
import ssl
import subprocess
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from socketserver import StreamRequestHandler
from typing import Protocol

from tests.monitor.loopback import Loopback


class SupportsClose(Protocol):
    """Something to be closed."""

    def close(self) -> None:
        """Close it."""


HANG = "hang"  # after the letter is in: no answer
CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate of our own making, and the trust that goes with it."""

    file: Path
    key: Path

    @property
    def server(self) -> ssl.SSLContext:
        """What the relay shows."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file, self.key)
        return context

    def trusted(self) -> ssl.SSLContext:
        """What a client that believes it uses."""
        return ssl.create_default_context(cafile=str(self.file))


def make_certificate(folder: Path) -> Certificate:
    """A certificate for `relay.example`."""
    certificate = Certificate(folder / "relay.pem", folder / "relay.key")
    words = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days"]
    words += ["2", "-subj", "/CN=relay.example", "-addext", "subjectAltName=DNS:relay.example"]
    subprocess.run(
        [*words, "-keyout", str(certificate.key), "-out", str(certificate.file)], check=True, capture_output=True
    )
    return certificate


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter taken, and how it came."""

    sender: str
    people: tuple[str, ...]
    content: EmailMessage
    encrypted: bool
    user: str


@dataclass
class FakeRelay(Loopback):
    """Answers by what `replies` says of a command (`MAIL`, `RCPT a@b`, `DATA`, `AUTH`, `.`), else as all is well."""

    certificate: Certificate | None = None
    wrapped: bool = False  # TLS from the first byte on
    replies: Mapping[str, str] = field(default_factory=dict)
    letters: list[Letter] = field(default_factory=list)

    def __post_init__(self) -> None:
        relay = self

        class Handler(StreamRequestHandler):
            def handle(self) -> None:
                with suppress(OSError, ValueError), closing(_Conversation(relay, self.request)) as conversation:
                    conversation.hold()

        self.listen(Handler)


class _Conversation:
    def __init__(self, relay: FakeRelay, connection: socket.socket) -> None:
        self.relay = relay
        self.encrypted = relay.wrapped
        self.sender, self.user = "", ""
        self.people: list[str] = []
        self.held: list[SupportsClose] = []
        self._use(self._wrapped(connection) if relay.wrapped else connection)

    def _use(self, connection: socket.socket) -> None:
        self.connection = connection
        self.lines = connection.makefile("rb")
        self.held += [self.lines, connection]

    def _wrapped(self, connection: socket.socket) -> ssl.SSLSocket:
        assert self.relay.certificate is not None
        return self.relay.certificate.server.wrap_socket(connection, server_side=True)

    def say(self, text: str) -> None:
        self.connection.sendall(f"{text}\r\n".encode())

    def close(self) -> None:
        for held in self.held:
            held.close()

    def hold(self) -> None:
        self.say("220 relay.example")
        while line := self.lines.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "QUIT":
                return self.say("221 bye")
            self.answer(word, line)
        return None

    def answer(self, word: str, line: str) -> None:
        person = line.partition("<")[2].partition(">")[0]
        scripted = self.relay.replies.get(f"{word} {person}" if word == "RCPT" else word)
        match word:
            case "EHLO":
                self.say("250-relay.example" + "\r\n250-STARTTLS" * self._may_encrypt() + "\r\n250 AUTH PLAIN")
            case "STARTTLS":
                self.say("220 go on")
                self._use(self._wrapped(self.connection))
                self.encrypted = True
            case "AUTH" if scripted is None:
                self.user = base64.b64decode(line.rsplit(maxsplit=1)[-1]).decode().split("\0")[1]
                self.say("235 welcome")
            case "MAIL" if scripted is None:
                self.sender = person
                self.say("250 ok")
            case "RCPT" if scripted is None:
                self.people.append(person)
                self.say("250 ok")
            case "DATA" if scripted is None:
                self.take()
            case _:
                self.say(scripted or "250 ok")

    def _may_encrypt(self) -> bool:
        return self.relay.certificate is not None and not self.encrypted

    def take(self) -> None:
        self.say("354 go on")
        content = b""
        while (line := self.lines.readline()) != b".\r\n":
            content += line.removeprefix(b".") if line.startswith(b"..") else line
        scripted = self.relay.replies.get(".", "250 queued as 7F")
        if scripted.startswith(("250", HANG, CLOSE)):
            letter = email.message_from_bytes(content, policy=default)
            assert isinstance(letter, EmailMessage)
            self.relay.letters.append(Letter(self.sender, tuple(self.people), letter, self.encrypted, self.user))
        if scripted == HANG:
            self.relay.released.wait(10)
        elif scripted == CLOSE:
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            self.say(scripted)
