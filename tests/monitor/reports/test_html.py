"""The HTML report: one file that needs nothing, with anchors that lead somewhere and words that stay words."""

import re
from html.parser import HTMLParser

import pytest
from syrupy.assertion import SnapshotAssertion

from commitments.errors import Problem
from commitments.evidence import Review
from commitments.timing import Timing
from monitor.reports.html import render
from tests.commitments.builders import a_target
from tests.monitor.builders import a_digest, a_document_entry, a_full_day, an_entry, an_observation

VOID = {"meta", "link", "br", "img", "hr", "input"}


class _Page(HTMLParser):
    """What a browser would find in the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str]:
        return [value for attribute, value in self.attributes if attribute == name]


def test_the_report_of_a_full_day_is_the_golden_file(golden_html: SnapshotAssertion) -> None:
    """Every section, every detail: a change shows in the diff of the stored file."""
    assert render(a_full_day()) == golden_html


def test_the_page_is_well_formed() -> None:
    """Every element that opens is closed, in order."""
    assert _Page(render(a_full_day())).open == []


def test_the_page_needs_nothing_from_anywhere() -> None:
    """No script, no picture, no style sheet, no font: it reads the same in a mail and on a machine without network."""
    html = render(a_full_day())
    page = _Page(html)

    assert {"script", "link", "img", "iframe", "object"}.isdisjoint(page.tags)
    assert page.values("src") == []
    assert "url(" not in html
    assert "@import" not in html


def test_every_anchor_leads_somewhere_and_no_id_stands_twice() -> None:
    """A code or a figure can be followed to its line or its section."""
    page = _Page(render(a_full_day()))
    ids = page.values("id")

    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in page.values("href") if link.startswith("#")} <= set(ids)
    assert {"C000003", "C000005", Timing.OVERDUE.value} <= set(ids)


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</title><b>", "{{ 7 * 7 }}", "'&lt;b&gt;"]
)
def test_words_of_a_document_only_ever_become_text(words: str) -> None:
    """The elements of the page do not depend on what the document says, and the reader sees what it says."""
    document = a_document_entry(title=words, number=words, issuer=words)
    target = a_target(words, metric=words, lead=(words,), doubts=(words,))
    seen = an_observation(note=words, link=words)
    digest = a_digest(
        an_entry(target, document=document, review=Review.CANDIDATE, latest=seen),
        problems=(Problem(words, words, words),),
    )
    plain = a_digest(
        an_entry(a_target(lead=("甲",), doubts=("疑",)), review=Review.CANDIDATE, latest=an_observation()),
        problems=(Problem("甲", "乙", "丙"),),
    )
    page = _Page(render(digest))

    assert page.tags == _Page(render(plain)).tags
    assert words in page.text


@pytest.mark.parametrize(
    ("link", "live"),
    [
        ("https://data.example/a?b=1&c=2", True),
        ("http://data.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("某政办发〔2025〕7号", False),
        ("https://a.example/ onclick=x", False),
    ],
)
def test_only_web_addresses_become_links(link: str, *, live: bool) -> None:
    """Evidence may name a document number, or something nasty."""
    page = _Page(render(a_digest(an_entry(latest=an_observation(link=link)))))

    assert (link in page.values("href")) is live


def test_bars_stay_within_their_column() -> None:
    """The unit with most overdue lines fills the column; none is wider."""
    late = a_target(due=a_digest().day.replace(year=2024), lead=("甲局", "乙局"))
    later = a_target(due=a_digest().day.replace(year=2023), lead=("甲局",))
    html = render(a_digest(an_entry(late, id=1), an_entry(later, id=2)))

    assert re.findall(r"width: ([\d.]+)%\"", html) == ["100.0", "50.0"]
