"""A day of every kind of channel against a far side that repeats what it was told: nothing written holds a secret."""

import io
import logging
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor.checkup import checkup
from monitor.clock import Clock
from monitor.daemon import beats
from monitor.logs import FORMATS
from monitor.notice_settings import ChannelSettings, MetricsSettings, WatchSettings
from monitor.notifications import CHANNELS
from monitor.notifications.deadline import Patience
from monitor.notifications.dispatch import dispatch
from monitor.notifications.preview import preview, previews
from monitor.notifications.surroundings import Surroundings, opened
from monitor.notifications.trial import send_test
from monitor.report_settings import ReportSettings
from monitor.schedule import run_once
from monitor.services import Services
from monitor.session import Session
from monitor.source_settings import SourceSettings
from tests.monitor.notifications.builders import SECRET, WHSEC, patience_with
from tests.monitor.notifications.conftest import Office
from tests.monitor.notifications.fake_relay import FakeRelay
from tests.monitor.notifications.fake_vendor import CUT, HANG, OK, TOKEN, FakeVendor, Reply, says

PING_TOKEN = "5f1e2d3c-token-of-the-switch"
PASSWORD = "pass-word-of-the-relay"
SECRETS = {"webhook": WHSEC, "email": PASSWORD}
pytestmark = pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")  # of apprise, when it is imported


def _replies(secret: str) -> list[Reply]:
    return [
        says({"code": 19021, "errcode": 310000, "msg": f"{TOKEN} {secret}", "errmsg": f"{TOKEN} {secret}"}),
        Reply(404, f"no {TOKEN} here, and no {secret}".encode()),
        Reply(302, b"", {"Location": f"/login?next={TOKEN}&s={secret}"}),
        Reply(500, f"{TOKEN} {secret}".encode()),
        CUT,
        HANG,
        OK,
    ]


@contextmanager
def _far_side(kind: str, reply: Reply) -> Iterator[tuple[str, FakeVendor | FakeRelay]]:
    """The address of somebody who repeats what it was told, and who that is."""
    if kind == "email":
        said = reply.body.decode("utf-8", "replace").replace("\n", " ")
        with FakeRelay(replies={"RCPT li@office.example": f"550 {said} {TOKEN} {PASSWORD}"}) as relay:
            yield f"smtp+plain://127.0.0.1:{relay.port}/{TOKEN}", relay
    else:
        with FakeVendor(reply) as vendor:
            yield f"{vendor.url.replace('http://', 'json://')}?rto=0.5" if kind == "apprise" else vendor.url, vendor


@pytest.fixture
def ledger_url(sqlite_url: str) -> str:
    """A file, every byte of which can be looked at."""
    return sqlite_url


@pytest.mark.parametrize("kind", sorted(CHANNELS))
@pytest.mark.parametrize("number", range(len(_replies(""))))
def test_nothing_that_a_whole_run_writes_holds_a_secret(
    office: Office, ledger_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, number: int
) -> None:
    """Ledger, backup, both forms of log, exceptions, reports, previews, the doctor's words, figures and results."""
    secret = SECRETS.get(kind, SECRET)
    channel = ChannelSettings(
        name="督办群",
        kind=kind,
        url="env:ROBOT_URL",
        secret="env:ROBOT_SECRET",
        allow_private=True,
        sender="duban@office.example",
        to=("li@office.example",),
    )
    office.channels = (channel,)
    office.more = {
        "watch": WatchSettings(ping="env:PING_URL", allow_private=True),
        "metrics": MetricsSettings(textfile="figures/duban.prom"),
        "reports": ReportSettings(folder="reports"),
        "sources": SourceSettings(paths=()),
        "folder": tmp_path,
    }
    with ExitStack() as stack:
        logs = [stack.enter_context(_log_of(form)) for form in sorted(FORMATS)]
        url, _far = stack.enter_context(_far_side(kind, _replies(secret)[number]))
        watcher = stack.enter_context(FakeVendor(Reply(500, PING_TOKEN.encode())))
        for name, value in (
            ("ROBOT_URL", url),
            ("ROBOT_SECRET", secret),
            ("PING_URL", f"http://127.0.0.1:{watcher.port}/{PING_TOKEN}"),
        ):
            monkeypatch.setenv(name, value)
        shown = _a_day(office, channel, tmp_path, patience_with(_replies(secret)[number]))
        shown += [repr(_doctor(office, ledger_url)), *(log.getvalue() for log in logs)]
    office.ledger.backup(tmp_path / "backup.sqlite3")
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    shown += [file.read_bytes().decode("utf-8", "replace") for file in files]

    assert {"duban.prom", "2025-07-01.csv"} <= {file.name for file in files}
    assert any("督办群" in text for text in shown)
    assert [leak for leak in (TOKEN, secret, PING_TOKEN) for text in shown if leak in text] == []


def _a_day(office: Office, channel: ChannelSettings, folder: Path, patience: Patience) -> list[str]:
    """Plan, send, test, preview, report, call the switch, write figures; everything that can be seen of it."""
    around = Surroundings(patience=patience, sleep=lambda _seconds: None)
    services = Services(office.settings, _Still(ZoneInfo("Asia/Shanghai"), office.today), office.ledger, "daemon")
    office.plan()
    shown: list[str] = [repr(dispatch(office.ledger, office.settings, office.clock.now, outside=around))]
    run_once(beats(services, stop=lambda: True))
    try:
        sent = send_test(channel, folder=folder, today=office.today, now=office.clock.now, outside=around)
        shown += [repr(sent), repr(opened(channel, folder, around))]
        shown += [repr(previews(office.ledger, office.settings, services.digest()))]
    except Exception:  # noqa: BLE001 - whatever it is, its words are looked at
        shown.append(traceback.format_exc())
    for row in office.rows():
        shown += [repr(row), repr(office.ledger.attempts(row.id))]
        with suppress(KeyError):
            shown.append(repr(preview(office.ledger, office.settings, row, today=office.today)))
    return [*shown, repr(office.ledger.channels()), repr(office.ledger.events())]


class _Still(Clock):
    """A clock on which it is always the morning of the digest."""

    def today(self) -> date:
        """The day of the digest."""
        return date(2025, 7, 1)


def _doctor(office: Office, ledger_url: str) -> object:
    session = Session(office.settings, Clock(office.settings.zone), ledger_url=ledger_url, actor="王敏")
    try:
        return checkup(session)
    finally:
        session.close()


@contextmanager
def _log_of(form: str) -> Iterator[io.StringIO]:
    """All that is logged, however talkative, in one of the forms the daemon writes."""
    stream, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(stream), root.level
    handler.setFormatter(FORMATS[form]())
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield stream
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
