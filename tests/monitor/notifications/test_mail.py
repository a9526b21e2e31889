"""E-mail against a real relay on loopback: encryption, both parts, and what its numbers mean."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commitments.ledger import OutboxState
from monitor.notifications.carriage import CarriedChannel
from monitor.notifications.channel import always
from monitor.notifications.dispatch import dispatch
from monitor.notifications.mail import Mail
from monitor.notifications.surroundings import opened
from monitor.notifications.vendor import Fate, Fault, Outcome, Parcel
from tests.monitor.notifications.builders import AMPLE, NOW, SHORT, a_channel, a_message, an_item, calling, outside
from tests.monitor.notifications.conftest import Office
from tests.monitor.notifications.fake_relay import CLOSE, HANG, Certificate, FakeRelay, make_certificate

PASSWORD = "the-password-of-the-relay"
MAIL = Mail()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """The relay's own."""
    return make_certificate(tmp_path_factory.mktemp("relay"))


def _parcel(relay: FakeRelay, certificate: Certificate | None, scheme: str = "smtp", user: str = "duban@") -> Parcel:
    return Parcel(
        f"{scheme}://{user}relay.example:{relay.port}",
        (PASSWORD,),
        sender="duban@office.example",
        to=("li@office.example", "wang@office.example"),
        allow_private=True,
        patience=SHORT if HANG in relay.replies.values() else AMPLE,
        lookup=lambda _host, _port: ("127.0.0.1",),
        trust=certificate.trusted if certificate else Parcel("").trust,
    )


def _send(
    parcel: Parcel, *people: str, wire: Callable[[], bool] = always, now: Callable[[], datetime] = lambda: NOW
) -> Outcome:
    message = calling(a_message(an_item(promise="<b>全员</b> & co")), *people)
    return CarriedChannel(MAIL, parcel).send(MAIL.payload(message, "R-7F3K"), ident="msg_1", now=now, wire=wire)


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_letter_arrives_encrypted_with_a_text_and_an_html_part(certificate: Certificate, scheme: str) -> None:
    """The documents' words are text in both; who is called gets a copy; the relay's word is acceptance only."""
    with FakeRelay(certificate, wrapped=scheme == "smtps") as relay:
        outcome = _send(_parcel(relay, certificate, scheme), "chief@office.example")
        (letter,) = relay.letters

    assert (outcome.fate, outcome.code, outcome.message) == (Fate.ACCEPTED, "250", "queued as 7F")
    assert (letter.encrypted, letter.user, letter.sender) == (True, "duban", "duban@office.example")
    assert letter.people == ("li@office.example", "wang@office.example", "chief@office.example")
    text, page = letter.content.get_body(("plain",)), letter.content.get_body(("html",))
    assert text is not None
    assert page is not None
    assert "<b>全员</b> & co" in text.get_content()
    assert "&lt;b&gt;全员&lt;/b&gt; &amp; co" in page.get_content()
    assert letter.content["Subject"] == "督办日报 2025-07-01 R-7F3K"
    assert letter.content["Message-ID"] == "<msg_1@office.example>"
    assert letter.content["Auto-Submitted"] == "auto-generated"
    assert letter.content["Date"].datetime == datetime(2025, 7, 1, 1, 3, tzinfo=UTC)


def test_reports_are_attached_as_what_they_are(tmp_path: Path) -> None:
    """One that is gone by then holds nothing up."""
    (tmp_path / "2025-07-01.pdf").write_bytes(b"%PDF-1.7")
    message = replace(a_message(), files=("2025-07-01.pdf", "2025-W26.xlsx"))
    with FakeRelay() as relay:
        parcel = replace(_parcel(relay, None, "smtp+plain", ""), folder=tmp_path)
        payload = MAIL.payload(message, "R-7F3K")
        outcome = CarriedChannel(MAIL, parcel).send(payload, ident="msg_1", now=lambda: NOW)
        (letter,) = relay.letters

    assert outcome.fate is Fate.ACCEPTED
    files = [
        (part.get_filename(), part.get_content_type(), part.get_content()) for part in letter.content.iter_attachments()
    ]
    assert files == [("2025-07-01.pdf", "application/pdf", b"%PDF-1.7")]


def test_a_relay_without_encryption_gets_nothing(certificate: Certificate) -> None:
    """Unless the office says so, for its own network."""
    with FakeRelay() as relay:
        refused = _send(_parcel(relay, certificate))
        public = _send(replace(_parcel(relay, None, "smtp+plain", ""), allow_private=False))
        taken = _send(_parcel(relay, None, "smtp+plain", ""))

        assert (refused.fate, refused.fault) == (Fate.NOT_SENT, Fault.CONFIG)
        assert (public.fate, public.fault) == (Fate.NOT_SENT, Fault.CONFIG)
        assert taken.fate is Fate.ACCEPTED
        assert len(relay.letters) == 1


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_relay_that_cannot_prove_who_it_is_gets_nothing(certificate: Certificate, scheme: str) -> None:
    """A certificate we do not trust, or one for another name."""
    with FakeRelay(certificate, wrapped=scheme == "smtps") as relay:
        unknown = _send(_parcel(relay, None, scheme))
        other = _parcel(relay, certificate, scheme)
        misnamed = _send(replace(other, address=other.address.replace("relay.example", "elsewhere.example")))

        assert [(one.fate, one.fault) for one in (unknown, misnamed)] == [(Fate.NOT_SENT, Fault.TLS)] * 2
        assert relay.letters == []


@pytest.mark.parametrize(
    ("replies", "fate", "fault"),
    [
        ({"AUTH": "535 5.7.8 authentication failed"}, Fate.REFUSED, Fault.AUTH),
        ({"MAIL": "550 sender not allowed"}, Fate.REFUSED, Fault.CONTENT),
        ({"MAIL": "451 try later"}, Fate.REFUSED, Fault.SERVER),
        ({"RCPT li@office.example": "550 unknown", "RCPT wang@office.example": "550 no"}, Fate.REFUSED, Fault.CONFIG),
        ({"RCPT li@office.example": "450 later", "RCPT wang@office.example": "450 no"}, Fate.REFUSED, Fault.SERVER),
        ({"DATA": "451 not now"}, Fate.REFUSED, Fault.SERVER),
        ({".": "452 full"}, Fate.REFUSED, Fault.SERVER),
        ({".": "552 too large"}, Fate.REFUSED, Fault.TOO_LARGE),
        ({".": "554 looks like spam"}, Fate.REFUSED, Fault.CONTENT),
        ({".": HANG}, Fate.AMBIGUOUS, Fault.NETWORK),
        ({".": CLOSE}, Fate.AMBIGUOUS, Fault.NETWORK),
    ],
)
def test_the_relays_numbers_decide(
    certificate: Certificate, replies: Mapping[str, str], fate: Fate, fault: Fault
) -> None:
    """And silence after the letter is in is doubt."""
    with FakeRelay(certificate, replies=replies) as relay:
        outcome = _send(_parcel(relay, certificate))

    assert (outcome.fate, outcome.fault) == (fate, fault)


def test_one_address_that_is_refused_holds_up_no_other(certificate: Certificate) -> None:
    """The others get the letter; the refusal is told."""
    with FakeRelay(certificate, replies={"RCPT li@office.example": "550 left the office"}) as relay:
        outcome = _send(_parcel(relay, certificate))

        assert relay.letters[0].people == ("wang@office.example",)
    assert outcome.message == "queued as 7F; li@office.example: left the office"


def test_a_lost_lease_stops_before_the_letter(certificate: Certificate) -> None:
    """The wire is asked when everything else is agreed."""
    with FakeRelay(certificate) as relay:
        outcome = _send(_parcel(relay, certificate), wire=lambda: False)

        assert (outcome.fate, outcome.fault) == (Fate.NOT_SENT, Fault.LEASE)
        assert relay.letters == []


def test_a_relay_that_is_away_is_tried_later(certificate: Certificate) -> None:
    """Nothing has left."""
    with FakeRelay(certificate) as relay:
        parcel = _parcel(relay, certificate)
    outcome = _send(parcel)
    unknown = _send(replace(parcel, lookup=_nowhere))

    assert [(one.fate, one.fault) for one in (outcome, unknown)] == [(Fate.NOT_SENT, Fault.NETWORK)] * 2


def _nowhere(_host: str, _port: int) -> tuple[str, ...]:
    raise OSError


@pytest.mark.parametrize("address", ["https://relay.example", "relay.example", "smtp://relay.example:x"])
def test_an_address_that_is_none_is_told(address: str) -> None:
    """Without repeating it."""
    said = (
        MAIL.refusal(address, ())
        or CarriedChannel(MAIL, Parcel(address, allow_private=True)).send({}, ident="", now=lambda: NOW).message
    )

    assert said
    assert "relay.example" not in said


def test_a_channel_without_addresses_is_told(certificate: Certificate) -> None:
    """Who writes, and to whom, stands in config.toml."""
    with FakeRelay(certificate) as relay:
        assert "sender" in _send(replace(_parcel(relay, certificate), to=())).message
    assert "邮箱" in MAIL.refusal("smtp://relay.example", ("wangmin",))


def test_the_digest_goes_by_mail_and_no_password_stays_behind(
    office: Office, certificate: Certificate, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """From the outbox to the relay; the state says accepted."""
    caplog.set_level(logging.DEBUG)
    office.channels = (a_channel(kind="email", sender="duban@office.example", to=("li@office.example",)),)
    office.plan()
    with FakeRelay(certificate, replies={"AUTH": f"535 {PASSWORD} is wrong"}) as relay:
        around = outside(f"smtp://duban@relay.example:{relay.port}", secret=PASSWORD)
        around = replace(around, lookup=lambda _host, _port: ("127.0.0.1",), trust=certificate.trusted)
        told = repr(dispatch(office.ledger, office.settings, office.clock.now, outside=around))
        relay.replies = {}
        office.ledger.resume_channel("督办群")
        dispatch(office.ledger, office.settings, office.clock.now, outside=around)
        told += repr(opened(office.channels[0], tmp_path, around))

        assert len(relay.letters) == 1
    assert office.states() == [OutboxState.ACCEPTED]
    told += repr(office.ledger.attempts(office.rows()[0].id)) + repr(office.ledger.channels()) + caplog.text
    assert PASSWORD not in told
