"""The published site: what stands on its pages, what never does, and what happens to the folder."""

import json
import re
from dataclasses import replace
from datetime import UTC, date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from icalendar import Calendar

from commitments.evidence import Evidence, Grade, Verdict
from commitments.filter import parse_filter
from commitments.i18n import use_language
from commitments.ledger import Ledger
from monitor.errors import ReportError
from monitor.publishing.cards import Private, unit_page
from monitor.publishing.site import PER_PAGE, Edition, publish
from tests.commitments.builders import ACTOR, a_target, enter
from tests.monitor.command_line import Duban

DAY = date(2025, 11, 21)
EDITION = Edition("某省承诺公开", parse_filter(["review:tracked"], today=DAY), DAY, 30, UTC)
SECRETS = ("内部批注", "资金未到位", "张厅长", "李航", "刘副省长", "验收属实", "等等再说", ACTOR)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "site"


class _Links(HTMLParser):
    """Where a page leads, what it calls its places, and which elements it is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: list[str] = []
        self.elements: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        found = dict(attrs)
        self.links += [link for name in ("href", "src", "action") if (link := found.get(name))]
        if place := found.get("id"):
            self.places.append(place)


def _a_life(ledger: Ledger) -> int:
    (number,) = enter(ledger, a_target(lead=["省商务厅"], support=["省财政厅"]))
    ledger.accept([number], actor=ACTOR)
    ledger.snooze(number, date(2025, 12, 1), reason="等等再说", day=DAY, actor="李航")
    ledger.remark(number, leader="刘副省长", said="抓紧", actor="李航")
    ledger.extend(number, date(2026, 3, 31), reason="资金未到位", approver="张厅长", actor="李航")
    ledger.add_evidence(
        number, Evidence(DAY, note="内部批注", link="https://example.org/a", grade=Grade.RECORD), actor="李航"
    )
    ledger.judge(number, Verdict.MET, reason="验收属实", actor="李航")
    return number


def _files(folder: Path) -> dict[str, str]:
    names = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes().decode() for file in names}


def test_a_verdict_to_look_at_again_is_marked_in_every_list(ledger: Ledger, tmp_path: Path) -> None:
    """With the reason in words; what was noted when the evidence was struck is nobody's business."""
    number = _a_life(ledger)
    ledger.add_evidence(number, Evidence(DAY, grade=Grade.RECORD), actor="李航")  # on which it stays closed
    ledger.strike_evidence(1, reason="内部批注", actor="李航")
    publish(ledger, EDITION, tmp_path / "site")
    files = _files(tmp_path / "site")

    assert '<b class="again">待复查</b>' in files["targets/index.html"]
    assert '<li class="revisit"><b>1</b> <span>待复查</span></li>' in files["index.html"]
    assert "<dt>待复查</dt><dd>所依证据已作废</dd>" in files["targets/C000001.html"]
    assert "\\u5f85\\u590d\\u67e5" in files["search/0.js"]
    assert not [name for name, text in files.items() if "内部批注" in text]


def test_a_target_has_its_life_on_its_page(ledger: Ledger, tmp_path: Path) -> None:
    """Promise, progress, moved date, verdict and due date in the order of their days, with the sources."""
    _a_life(ledger)
    publish(ledger, EDITION, tmp_path / "site")

    page = (tmp_path / "site/targets/C000001.html").read_text(encoding="utf-8")

    steps = re.findall(r'<li><time datetime="([\d-]+)">[\d-]+</time> <b>(\w+)</b>', page)
    assert sorted(day for day, _what in steps) == [day for day, _what in steps]
    assert {what for _day, what in steps} == {"作出承诺", "进展", "延期", "结论", "完成时限"}
    assert 'href="https://example.org/a"' in page
    assert f'href="../units/{unit_page("省商务厅")}.html"' in page


def test_nothing_private_is_published_unless_included(ledger: Ledger, tmp_path: Path) -> None:
    """Notes, reasons and people are left out by default; remarks and snoozes always."""
    _a_life(ledger)
    publish(ledger, EDITION, tmp_path / "site")
    open_book = replace(EDITION, allowed=frozenset(Private))
    publish(ledger, open_book, tmp_path / "open")

    told = "".join(_files(tmp_path / "site").values())
    everything = "".join(_files(tmp_path / "open").values())

    assert not [word for word in SECRETS if word in told]
    assert [word for word in SECRETS if word not in everything] == ["刘副省长", "等等再说", ACTOR]


def test_candidates_and_rejected_targets_are_not_published(ledger: Ledger, site: Path) -> None:
    """What nobody reviewed has no page, no mark and no line, and a document without published targets none either."""
    enter(ledger, a_target("尚未核查的话"))
    publish(ledger, EDITION, site)

    assert not [name for name, text in _files(site).items() if "尚未核查的话" in text]
    assert not list(site.glob("targets/C*.html"))


def test_every_link_leads_somewhere_and_is_relative(lively: Ledger, site: Path) -> None:
    """No page sends a reader into the void; places within pages included, each named once."""
    publish(lively, EDITION, site)
    pages = {name: _Links(text) for name, text in _files(site).items() if name.endswith(".html")}

    assert len(pages) > 30
    for name, page in pages.items():
        assert len(set(page.places)) == len(page.places)
        for link in page.links:
            path, _sign, place = unquote(link).partition("#")
            assert not path.startswith(("/", "http:", "//", "file:"))
            goal = ((site / name).parent / path).resolve() if path else site / name
            assert goal.is_file(), (name, link)
            if place:
                assert place in pages[goal.relative_to(site.resolve()).as_posix()].places, (name, link)


def test_the_same_ledger_writes_nothing_twice_and_a_change_only_what_it_touches(lively: Ledger, site: Path) -> None:
    """A second run finds every file as it is; a rejected target's page goes."""
    first = publish(lively, EDITION, site)
    again = publish(lively, EDITION, site)
    assert (again.written, again.unchanged, again.removed) == (0, first.written, 0)

    (gone,) = lively.ids(EDITION.wanted, day=DAY, near_days=30, limit=1)
    lively.edit(gone, {"metric": "新的说法"}, actor=ACTOR, reason="写错了")
    third = publish(lively, EDITION, site)
    assert 0 < third.written < first.written / 2
    narrowed = replace(EDITION, wanted=parse_filter(["review:tracked", f"-id:{gone}"], today=DAY))
    assert publish(lively, narrowed, site).removed == 1
    assert not (site / f"targets/C{gone:06d}.html").exists()


def test_a_folder_of_somebody_else_is_not_touched(ledger: Ledger, tmp_path: Path) -> None:
    """A wrong path costs nobody a file, and neither does a list of files that leads outside."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ReportError):
        publish(ledger, EDITION, tmp_path)
    site = tmp_path / "site"
    publish(ledger, EDITION, site)
    (site / ".duban-site.json").write_text('["../mine.txt", "/etc/hostname", "old.html"]', encoding="utf-8")
    publish(ledger, EDITION, site)

    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_hostile_words_are_words(ledger: Ledger, site: Path) -> None:
    """Markup in quotes, units, titles and links stays text, in pages and in the index of the search."""
    bad = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\x1b[31m\u202e"
    (number,) = enter(ledger, a_target(bad, lead=[bad], metric=bad), title=bad)
    ledger.accept([number], actor=ACTOR)
    ledger.add_evidence(number, Evidence(DAY, link="javascript:alert(1)"), actor=ACTOR)
    publish(ledger, replace(EDITION, title=bad.replace("\x1b", "").replace("\u202e", "")), site)

    for name, text in _files(site).items():
        assert "\x1b" not in text, name
        assert "\u202e" not in text, name
        assert "javascript:" not in text, name
        if name.endswith(".html"):
            page = _Links(text)
            assert "img" not in page.elements, name
            assert ("script" in page.elements) == (name == "search.html"), name


def test_the_promises_are_marked_in_the_text(ledger: Ledger, site: Path) -> None:
    """The quote in the document is the link to its page, and the place its page links back to."""
    numbers = enter(ledger, a_target("新建学校10所"), a_target("建成医院2家"))
    ledger.accept(numbers, actor=ACTOR)
    publish(ledger, EDITION, site)

    page = (site / "documents/1.html").read_text(encoding="utf-8")

    marks = re.findall(r'<span id="(C\d+)"></span><mark class="ahead"><a href="([^"]+)"[^>]*>([^<]+)</a></mark>', page)
    assert marks == [
        ("C000001", "../targets/C000001.html", "新建学校10所"),
        ("C000002", "../targets/C000002.html", "建成医院2家"),
    ]


def test_long_lists_are_paged_and_the_index_holds_every_target(ledger: Ledger, site: Path) -> None:
    """Each page links to its neighbours; the search finds what stands on any of them."""
    numbers = enter(ledger, *(a_target(f"第{number}项", metric=None, quantity=None) for number in range(PER_PAGE + 3)))
    ledger.accept(numbers, actor=ACTOR)
    publish(ledger, EDITION, site)

    first = (site / "targets/index.html").read_text(encoding="utf-8")
    second = (site / "targets/index-2.html").read_text(encoding="utf-8")
    index = (site / "search/0.js").read_text(encoding="utf-8")
    assert 'rel="next" href="index-2.html"' in first
    assert 'rel="prev" href="index.html"' in second
    assert second.count('<li class="ahead">') == 3
    rows = json.loads(index.removeprefix("duban(").removesuffix(");\n"))
    assert len(rows) == PER_PAGE + 3
    assert rows[0][1] == "第0项"
    assert index.isascii()


def test_units_have_calendars_of_their_own(ledger: Ledger, site: Path) -> None:
    """A unit's page offers the dates it answers for, and no others."""
    numbers = enter(ledger, a_target("甲", lead=["省商务厅"]), a_target("乙", lead=["省教育厅"]))
    ledger.accept(numbers, actor=ACTOR)
    publish(ledger, EDITION, site)

    page = unit_page("省商务厅")
    events = list(Calendar.from_ical((site / f"units/{page}.ics").read_bytes()).walk("VEVENT"))
    assert len(events) == 1
    assert f'href="{page}.ics"' in (site / f"units/{page}.html").read_text(encoding="utf-8")


def test_the_site_speaks_english_too(ledger: Ledger, site: Path) -> None:
    """What is ours is English; what was promised stays in the words of the promise."""
    _a_life(ledger)
    use_language("en")
    publish(ledger, replace(EDITION, title="Promises"), site)

    page = (site / "targets/C000001.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "力争高新技术企业数量达到4500家" in page
    assert "完成时限" not in page


def test_the_command_publishes_what_was_reviewed(office: Duban, tmp_path: Path) -> None:
    """Two of the seeds, one target accepted: one page, and all of them when candidates are included."""
    office("accept", "1")

    ran = office("publish", str(tmp_path / "site"), "--title", "公开", "--site", "https://example.org/p/")
    assert ran.code == 0
    assert len(list((tmp_path / "site/targets").glob("C*.html"))) == 1
    assert "https://example.org/p/targets/C000001.html" in (tmp_path / "site/due.ics").read_bytes().decode().replace(
        "\r\n ", ""
    )
    office("publish", str(tmp_path / "site"), "--include", "candidates")
    assert len(list((tmp_path / "site/targets").glob("C*.html"))) > 1
    assert office("publish", str(tmp_path)).code == 1
    assert "[[publish]]" in office("publish").err
