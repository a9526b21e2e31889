"""Collecting: what sites publish becomes documents once, changed pages become versions, everything is kept."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from commitments.attachments import Attachments
from commitments.filter import EVERYTHING
from commitments.intake import IntakeResult
from commitments.ledger import Ledger
from monitor.collecting.collect import collect
from monitor.collecting.visitor import Visitor
from monitor.source_settings import SiteSettings
from tests.commitments.reading.make_fixtures import TARGET
from tests.monitor.collecting.site import Answer, Site

PROMISE = (
    "清河市水利工作方案\n到2027年底，全市新建泵站18座，改造供水管网310公里，力争漏损率控制在8%以内。\n2025年3月1日"
)


def page_of(text: str, views: int = 1) -> str:
    """A page of a site that counts its visitors."""
    body = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    head = "<!DOCTYPE html><html><head><meta charset=utf-8></head>"
    return f"{head}<body><div>浏览次数：{views}</div><div>{body}</div></body></html>"


@pytest.fixture
def site() -> Iterator[Site]:
    """A list of two notices and a job advertisement."""
    with Site() as running:
        links = ("a.html", "水利工作方案的通知"), ("b.docx", "任务分工表的通知"), ("c.html", "招聘启事")
        rows = "".join(f'<li><a href="{href}">关于{words}</a></li>' for href, words in links)
        running.write("/list/", f"<html><meta charset=utf-8><ul>{rows}</ul></html>")
        running.write("/list/a.html", Answer(page_of(PROMISE).encode(), versioned=False))
        running.write("/list/b.docx", (TARGET / "tasks.docx").read_bytes())
        running.write("/list/c.html", page_of("招聘"))
        yield running


def visit(site: Site, ledger: Ledger, folder: Path, **more: object) -> IntakeResult:
    """One round over the list."""
    settings = SiteSettings(url=site.url("/list/"), kind="list", pattern="通知", delay=0, allow_private=True)
    for name, value in more.items():
        object.__setattr__(settings, name, value)
    visitor = Visitor(1_000_000, delay=0, allow_private=True, wait=lambda _seconds: None)
    return collect(settings, ledger, visitor, store=Attachments(folder / "kept"), actor="采集")


def quotes(ledger: Ledger) -> list[str]:
    """What the ledger holds."""
    return [entry.target.quote for entry in ledger.entries(EVERYTHING, day=date(2025, 7, 1), near_days=30)]


def test_a_list_is_taken_in_once(site: Site, ledger: Ledger, tmp_path: Path) -> None:
    """Only what the pattern lets through, pages and files; the bytes are kept; a second round changes nothing."""
    first = visit(site, ledger, tmp_path)
    second = visit(site, ledger, tmp_path)

    assert [taken.name for taken in first.new] == ["a.html", "b.docx"]
    assert "/list/c.html" not in site.paths()
    assert any("泵站18座" in quote for quote in quotes(ledger))
    assert (second.new, second.revised, second.unchanged) == ((), (), 2)
    store = Attachments(tmp_path / "kept")
    receipts = ledger.receipts([site.url("/list/a.html"), site.url("/list/b.docx")])
    assert store.read(receipts[site.url("/list/b.docx")].sha256) == (TARGET / "tasks.docx").read_bytes()
    assert receipts[site.url("/list/a.html")].final == site.url("/list/a.html")


def test_another_visitor_more_is_no_change(site: Site, ledger: Ledger, tmp_path: Path) -> None:
    """What a page counts about itself is not the document: no version, no new target."""
    visit(site, ledger, tmp_path)
    site.write("/list/a.html", Answer(page_of(PROMISE, views=2).encode(), versioned=False))
    again = visit(site, ledger, tmp_path)

    assert (again.new, again.revised) == ((), ())
    assert len(ledger.documents()) == 2


def test_a_changed_page_is_a_version_of_its_document(site: Site, ledger: Ledger, tmp_path: Path) -> None:
    """The corrected number is in the ledger, both snapshots are kept, and the change is told."""
    visit(site, ledger, tmp_path)
    site.write("/list/a.html", page_of(PROMISE.replace("18座", "15座")))
    again = visit(site, ledger, tmp_path)

    assert [one.name for one in again.revised] == ["a.html"]
    found = quotes(ledger)
    assert any("15座" in quote for quote in found)
    assert not any("18座" in quote for quote in found)
    assert len([path for path in (tmp_path / "kept").rglob("*") if path.is_file()]) == 3


def test_a_page_that_fails_never_stops_the_others(site: Site, ledger: Ledger, tmp_path: Path) -> None:
    """The failure has an address, a cause and a remedy; the next round takes it in."""
    site.write("/list/a.html", Answer(status=404))
    first = visit(site, ledger, tmp_path)
    site.write("/list/a.html", page_of(PROMISE))
    second = visit(site, ledger, tmp_path)

    assert [taken.name for taken in first.new] == ["b.docx"]
    assert [problem.where for problem in first.failed] == [site.url("/list/a.html")]
    assert all(problem.remedy for problem in first.failed)
    assert [taken.name for taken in second.new] == ["a.html"]


def test_a_list_that_is_gone_is_one_failure(site: Site, ledger: Ledger, tmp_path: Path) -> None:
    """And nothing else is asked for."""
    site.write("/list/", Answer(status=500))
    result = visit(site, ledger, tmp_path)

    assert [problem.where for problem in result.failed] == [site.url("/list/")]
    assert set(site.paths()) == {"/list/"}


def test_a_sitemap_of_sitemaps_is_followed(site: Site, ledger: Ledger, tmp_path: Path) -> None:
    """Down to the pages, which are taken in."""
    index = f"<sitemapindex><sitemap><loc>{site.url('/map.xml')}</loc></sitemap></sitemapindex>"
    site.write("/sitemap.xml", index)
    site.write("/map.xml", f"<urlset><url><loc>{site.url('/list/a.html')}</loc></url></urlset>")
    result = visit(site, ledger, tmp_path, url=site.url("/sitemap.xml"), kind="sitemap", pattern="")

    assert [taken.name for taken in result.new] == ["a.html"]
