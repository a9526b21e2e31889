"""Reports that go with a digest: what is there is linked or attached, once, and only for those who see everything."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from monitor.config import Settings
from monitor.notice_settings import RouteSettings
from monitor.notifications.message import from_document
from monitor.notifications.papers import Papers, papers
from monitor.report_settings import ReportSettings
from tests.monitor.notifications.builders import a_channel
from tests.monitor.notifications.conftest import Office

TUESDAY = date(2025, 7, 1)
BASE = "https://reports.example/duban"
REPORTS = ReportSettings(folder="out", formats=("html", "pdf"), periods=("week", "month"), base_url=f"{BASE}/")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports of the day, of last week and of June; of June no page."""
    (tmp_path / "out").mkdir()
    for name in ("2025-07-01.html", "2025-07-01.pdf", "2025-W26.html", "2025-06.pdf", "2025-06.csv"):
        (tmp_path / "out" / name).write_bytes(b"%" * 700_000)
    return tmp_path


def _papers(folder: Path, *, since: date, reports: ReportSettings = REPORTS) -> Papers:
    return papers(Settings(folder=folder, reports=reports), since=since, slot=TUESDAY)


@pytest.mark.parametrize(
    ("since", "names"),
    [
        (date(2025, 6, 30), ["2025-07-01.html", "2025-06.pdf"]),
        (date(2025, 6, 27), ["2025-07-01.html", "2025-W26.html", "2025-06.pdf"]),  # nobody was told on Monday
    ],
)
def test_what_was_summed_up_since_the_last_digest_is_linked_once(folder: Path, since: date, names: list[str]) -> None:
    """As the page where there is one, else as what people can open."""
    assert _papers(folder, since=since).links == tuple(f"{BASE}/{name}" for name in names)


def test_nothing_is_linked_without_an_address_or_that_is_not_there(folder: Path) -> None:
    """A report that was not written is no link to nowhere."""
    assert _papers(folder, since=TUESDAY, reports=replace(REPORTS, base_url="")) == Papers()
    assert _papers(folder / "out", since=TUESDAY) == Papers()


def test_files_are_attached_up_to_the_limit_and_the_rest_is_named(folder: Path) -> None:
    """A relay would refuse the whole letter."""
    reports = replace(REPORTS, attach=("pdf",), attach_megabytes=1, base_url="")

    found = _papers(folder, since=date(2025, 6, 30), reports=reports)

    assert found.files == ("2025-07-01.pdf",)
    assert found.notes == ("2025-06.pdf 太大，没有附上",)


def test_only_who_is_told_of_everything_gets_everybodys_report(office: Office, folder: Path) -> None:
    """A route that cuts, or that is a unit's own, carries no report of others."""
    office.channels = tuple(a_channel(name=name) for name in ("全部", "无条件", "一部分", "单位"))
    routes = (
        RouteSettings(channel="无条件"),
        RouteSettings(channel="一部分", filter="due<2026-01-01"),
        RouteSettings(channel="单位", owner="甲局"),
    )
    office.more = {"reports": REPORTS, "route": routes, "folder": folder}
    office.plan()

    links = {row.channel: len(from_document(row.document).links) for row in office.rows()}

    assert links == {"全部": 2, "无条件": 2, "一部分": 0, "单位": 0}
