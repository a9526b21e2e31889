"""What changed, as a feed that outsiders read."""

from datetime import date
from xml.etree import ElementTree as ET

from commitments.evidence import Evidence, Grade, Verdict
from commitments.ledger import Ledger
from monitor.feeds.atom import NAMESPACE, render
from monitor.feeds.changes import recent
from tests.commitments.builders import ACTOR, a_target, enter
from tests.monitor.command_line import Duban

DAY = date(2025, 7, 1)
SECRETS = ("内部批注", "资金未到位", "张厅长", "李航", "刘副省长", "验收属实", "等等再说", ACTOR)


def _feed(ledger: Ledger, *wanted: int, limit: int = 100, site: str = "") -> str:
    return render(recent(ledger, set(wanted), limit=limit), title="某省督办", language="zh-CN", site=site)


def _all(text: str, path: str) -> list[str]:
    names = "/".join(f"{{{NAMESPACE}}}{name}" for name in path.split("/"))
    return [element.text or "" for element in ET.fromstring(text).findall(names)]  # noqa: S314 - our own


def _a_life(ledger: Ledger) -> int:
    (number,) = enter(ledger, a_target(lead=["省商务厅"]))
    ledger.accept([number], actor=ACTOR)
    ledger.snooze(number, date(2025, 8, 1), reason="等等再说", day=DAY, actor="李航")
    ledger.remark(number, leader="刘副省长", said="抓紧", actor="李航")
    ledger.extend(number, date(2026, 3, 31), reason="资金未到位", approver="张厅长", actor="李航")
    ledger.add_evidence(number, Evidence(DAY, note="内部批注", grade=Grade.RECORD), actor="李航")
    ledger.judge(number, Verdict.MET, reason="验收属实", actor="李航")
    return number


def test_the_life_of_a_target_is_told_newest_first_without_names_and_reasons(ledger: Ledger) -> None:
    """Moves, progress and verdicts are public; snoozes, remarks, reasons and people are not."""
    text = _feed(ledger, _a_life(ledger))

    titles = _all(text, "entry/title")
    assert [title.partition("：")[0] for title in titles] == [
        "C000001 结论",
        "C000001 新进展（2025-07-01 实施记录）",
        "C000001 时限由 2025-12-31 改为 2026-03-31",
        "C000001 列入督办",
        "收录文件",
    ]
    assert not [word for word in SECRETS if word in text]


def test_ids_are_unique_and_stay_when_more_happens(ledger: Ledger) -> None:
    """A reader shows each change once, ever."""
    number = _a_life(ledger)
    before = _all(_feed(ledger, number), "entry/id")
    ledger.reopen([number], actor=ACTOR, reason="再查")
    after = _all(_feed(ledger, number), "entry/id")

    assert len(set(after)) == len(after)
    assert after[1:] == before
    assert _feed(ledger, number) == _feed(ledger, number)


def test_only_wanted_targets_are_told_of_and_only_the_newest_changes(ledger: Ledger) -> None:
    """A feed of one unit says nothing of others, and its documents only where it has a target in them."""
    number = _a_life(ledger)
    enter(ledger, a_target("别的"), name="b.txt")

    assert len(_all(_feed(ledger, number), "entry/id")) == 5
    assert len(_all(_feed(ledger, number, limit=2), "entry/id")) == 2
    assert _all(_feed(ledger), "entry/id") == []
    assert _all(_feed(ledger), "updated") == ["1970-01-01T00:00:00Z"]


def test_taking_a_move_back_is_told_and_taking_a_snooze_back_is_not(ledger: Ledger) -> None:
    """What nobody was told of is not taken back in public."""
    (number,) = enter(ledger, a_target())
    ledger.extend(number, date(2026, 3, 31), reason="资金未到位", approver="张厅长", actor=ACTOR)
    ledger.undo(ledger.last_undoable(number), actor=ACTOR)
    ledger.snooze(number, date(2025, 8, 1), reason="等等再说", day=DAY, actor=ACTOR)
    ledger.undo(ledger.last_undoable(number), actor=ACTOR)

    titles = _all(_feed(ledger, number), "entry/title")

    assert [title.partition("：")[0] for title in titles] == [
        "C000001 时限由 2026-03-31 改为 2025-12-31",
        "C000001 时限由 2025-12-31 改为 2026-03-31",
        "收录文件",
    ]


def test_hostile_words_stay_words(ledger: Ledger) -> None:
    """Markup, control characters and code points that XML forbids come back as text or not at all."""
    (number,) = enter(ledger, a_target("<script>alert(1)</script>&\x07\ufffe\uffff]]>", metric=None, quantity=None))
    ledger.accept([number], actor=ACTOR)

    text = _feed(ledger, number, site="https://example.org/duban/")

    assert "<script>" not in text
    assert "<script>alert(1)</script>&" in _all(text, "entry/title")[0]
    assert 'href="https://example.org/duban/targets/C000001.html"' in text


def test_the_command_speaks_both_languages(office: Duban) -> None:
    """The language of the call is the language of the feed."""
    office("accept", "1")

    assert "列入督办" in office("feed").out
    english = office("--lang", "en", "feed", "--name", "Promises")
    assert english.code == 0
    assert 'xml:lang="en"' in english.out
    assert "列入督办" not in english.out
