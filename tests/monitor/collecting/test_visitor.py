"""The polite visitor: rules, pauses, tries, conditions and limits, against a real server on loopback."""

import gzip
from collections.abc import Iterator

import pytest

from monitor.collecting.visitor import Visitor
from monitor.notifications.snapshot import SnapshotError
from tests.monitor.collecting.site import Answer, Site


@pytest.fixture
def site() -> Iterator[Site]:
    """A site without rules or pages."""
    with Site() as running:
        yield running


class Time:
    """Seconds that pass when somebody waits."""

    def __init__(self) -> None:
        self.now = 100.0
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        """Let them pass."""
        self.waits.append(round(seconds, 3))
        self.now += seconds


def a_visitor(time: Time, *, delay: float = 0, most_bytes: int = 10_000) -> Visitor:
    """A visitor who may go to loopback and whose time is ours."""
    return Visitor(most_bytes, delay=delay, allow_private=True, wait=time.wait, clock=lambda: time.now)


def test_a_page_comes_with_what_the_site_says_of_it(site: Site) -> None:
    """Content, version and the address where redirects led."""
    site.write("/old", Answer(b"", 302, {"Location": "/new"}))
    site.write("/new", "正文")
    page = a_visitor(Time()).visit(site.url("/old"))

    assert page is not None
    assert (page.content.decode(), page.url, page.name) == ("正文", site.url("/new"), "new")
    assert page.headers["etag"].startswith('"')


def test_only_news_is_sent_again(site: Site) -> None:
    """With the version we have, the site answers that nothing changed, and the page is None."""
    site.write("/a", "一")
    visitor = a_visitor(Time())
    page = visitor.visit(site.url("/a"))
    assert page is not None
    again = visitor.visit(site.url("/a"), etag=page.headers["etag"], modified=page.headers["last-modified"])
    site.write("/a", "二")
    changed = visitor.visit(site.url("/a"), etag=page.headers["etag"])

    assert again is None
    assert changed is not None
    assert changed.content.decode() == "二"
    assert site.asked[-1][1]["User-Agent"] == "duban"


def test_the_rules_of_a_site_are_kept(site: Site) -> None:
    """What robots.txt forbids is not asked for; it is read once, and its pause is kept."""
    site.write("/robots.txt", "User-agent: *\nDisallow: /private/\nCrawl-delay: 5\n")
    site.write("/a", "一")
    time = Time()
    visitor = a_visitor(time, delay=1)
    visitor.visit(site.url("/a"))
    visitor.visit(site.url("/a"))
    with pytest.raises(SnapshotError, match="robots"):
        visitor.visit(site.url("/private/b"))

    assert [path for path, _headers in site.asked] == ["/robots.txt", "/a", "/a"]
    assert time.waits == [5.0]


def test_a_site_that_cannot_tell_its_rules_is_left_alone(site: Site) -> None:
    """While robots.txt answers 503 nothing else is fetched; a site without one allows everything."""
    site.write("/robots.txt", Answer(status=503))
    site.write("/a", "一")

    with pytest.raises(SnapshotError, match="robots"):
        a_visitor(Time()).visit(site.url("/a"))
    assert site.paths() == []


def test_later_is_tried_later(site: Site) -> None:
    """429 and 503 are asked again after a pause, the site's own where it names one; 404 is not."""
    site.write("/a", Answer(status=503), Answer(status=429, headers={"Retry-After": "20"}), "好")
    time = Time()
    page = a_visitor(time).visit(site.url("/a"))
    with pytest.raises(SnapshotError, match="404"):
        a_visitor(time).visit(site.url("/gone"))

    assert page is not None
    assert page.content.decode() == "好"
    assert time.waits == [2.0, 20.0]
    assert site.paths().count("/gone") == 1


def test_a_site_that_stays_away_is_named(site: Site) -> None:
    """After three tries the answer is told."""
    site.write("/a", Answer(status=502))

    with pytest.raises(SnapshotError, match="502"):
        a_visitor(Time()).visit(site.url("/a"))
    assert len(site.paths()) == 3


def test_what_is_too_large_is_refused(site: Site) -> None:
    """A page over the limit is no page, nor is one that a compressing server unfolds: compression is not asked for."""
    site.write("/big", "字" * 10_000)
    site.write("/bomb", Answer(gzip.compress(bytes(5_000_000)), headers={"Content-Encoding": "gzip"}))
    visitor = a_visitor(Time())
    with pytest.raises(SnapshotError, match="太大"):
        visitor.visit(site.url("/big"))
    page = visitor.visit(site.url("/bomb"))

    assert page is not None
    assert len(page.content) < 10_000
    assert all(headers["Accept-Encoding"] == "identity" for _path, headers in site.asked)


def test_a_public_visitor_never_comes_home(site: Site) -> None:
    """Without leave, neither this machine nor a redirect to it is visited."""
    site.write("/a", "一")
    visitor = Visitor(10_000)

    with pytest.raises(SnapshotError) as refused:
        visitor.visit(site.url("/a"))
    assert refused.value.remedy
    assert site.asked == []
