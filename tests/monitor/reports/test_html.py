"""The HTML report: one file that needs nothing, with anchors that lead somewhere and words that stay words."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from syrupy.assertion import SnapshotAssertion

from commitments.errors import Problem
from commitments.evidence import Review
from commitments.timing import Timing
from monitor.reports.html import SORTING, render
from tests.commitments.builders import a_target
from tests.monitor.accessibility import faults, pale
from tests.monitor.builders import a_briefed_day, a_digest, a_document_entry, an_entry, an_observation


class _Page(HTMLParser):
    """What a browser would find in the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str]:
        return [value for attribute, value in self.attributes if attribute == name]


def test_the_report_of_a_full_day_is_the_golden_file(golden_html: SnapshotAssertion) -> None:
    """Every section, every detail: a change shows in the diff of the stored file."""
    assert render(a_briefed_day()) == golden_html


def test_everybody_can_use_the_page() -> None:
    """Well formed, headings in steps, everything named, and every colour readable on its ground in light and dark."""
    page = render(a_briefed_day())
    colours = ("ink", "soft", "link", "overdue", "due", "near", "ahead", "undated", "closed", "unreviewed")

    assert faults(page) == []
    assert pale(page, colours, ("paper", "card")) == []


def test_the_page_needs_nothing_from_anywhere() -> None:
    """No file of any kind: it reads the same in a mail and on a machine without network."""
    html = render(a_briefed_day())
    page = _Page(html)

    assert {"link", "img", "iframe", "object"}.isdisjoint(page.tags)
    assert page.values("src") == []
    assert "url(" not in html
    assert "@import" not in html


def test_every_anchor_leads_somewhere_and_no_id_stands_twice() -> None:
    """A code or a figure can be followed to its line or its section."""
    page = _Page(render(a_briefed_day()))
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


def test_the_only_script_is_ours_and_the_page_allows_no_other() -> None:
    """It sorts tables; what a document smuggles in would not run even if it were an element."""
    html = render(a_briefed_day())

    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

    assert script == SORTING
    assert f"script-src &#39;sha256-{digest}&#39;" in html or f"script-src 'sha256-{digest}'" in html
    assert "fetch" not in script


def test_a_code_is_a_link_only_where_its_line_stands_in_the_report() -> None:
    """News name lines that may have been cut."""
    digest = a_briefed_day()
    page = _Page(render(replace(digest, closed=(), recent=(), revisit=())))

    assert "C000012" in page.text
    assert "#C000012" not in page.values("href")
