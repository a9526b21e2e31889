"""In a large ledger the search index says whom to look at: what comes out is what looking at everybody gives."""

from decimal import Decimal

import pytest

from commitments.ledger import Ledger, likely
from commitments.target import Comparator, Quantity, Result
from tests.commitments.builders import a_document, a_target, an_extraction, enter

THINGS = ("社区养老服务设施", "普惠托育机构", "高标准农田", "城市公园", "公共充电桩", "污水处理厂")
BY_HAND = sorted((f"新建改扩建{thing}120个", f"全市已建成{thing}60个") for thing in THINGS[:3])
NOISE = "的建设任务由有关部门分头落实，确保质量"


def _promises(ledger: Ledger, name: str) -> None:
    """One promise of each thing, and many that only talk."""
    numbered = Quantity(Comparator.AT_LEAST, Decimal(120), "个")
    told = [a_target(f"新建改扩建{thing}120个", metric=thing, quantity=numbered) for thing in THINGS]
    talk = [
        a_target(f"第{n}项{NOISE}{n}个", metric=None, quantity=Quantity(Comparator.AT_LEAST, Decimal(n), "个"))
        for n in range(20)
    ]
    enter(ledger, *told, *talk, name=name)


@pytest.fixture(params=["everybody", "the likely"])
def looked_at(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How many are looked at."""
    if request.param == "the likely":
        monkeypatch.setattr(likely, "FEW", 0)
    return str(request.param)


@pytest.mark.usefixtures("looked_at")
def test_results_find_their_promises(ledger: Ledger) -> None:
    """Whether the ledger is looked through or asked by the rarest pairs."""
    _promises(ledger, "a.txt")
    _results(ledger)

    assert _suggested(ledger) == BY_HAND


@pytest.mark.usefixtures("looked_at")
def test_promises_find_what_was_reported_before_they_came_in(ledger: Ledger) -> None:
    """The other way round: the results are asked by the words of the promises."""
    _results(ledger)
    _promises(ledger, "a.txt")

    assert _suggested(ledger) == BY_HAND


def _results(ledger: Ledger) -> None:
    """A document that reports half of the things."""
    quotes = [f"全市已建成{thing}60个" for thing in THINGS[:3]]
    text, results = "\n".join(quotes), []
    for thing, quote in zip(THINGS, quotes, strict=False):
        start = text.index(quote)
        reached = Quantity(Comparator.AT_LEAST, Decimal(60), "个")
        results.append(Result("b.txt", quote, start, start + len(quote), thing, reached))
    ledger.enter(a_document(text, name="b.txt", signed=None), an_extraction(results=results), actor="王敏")


def _suggested(ledger: Ledger) -> list[tuple[str, str]]:
    """Promise and result of each suggestion."""
    found = ledger.suggestions()
    promises = {entry.id: entry.target.quote for entry in ledger.rows([one.target_id for one in found])}
    return sorted((promises[one.target_id], one.result.result.quote) for one in found)


@pytest.mark.usefixtures("looked_at")
def test_promises_find_their_repetition(ledger: Ledger) -> None:
    """The same for what a later document says again."""
    _promises(ledger, "a.txt")
    again = Quantity(Comparator.AT_LEAST, Decimal(100), "个")
    enter(ledger, a_target("力争新建改扩建社区养老服务设施100个", metric=THINGS[0], quantity=again), name="b.txt")

    assert ledger.link_restatements([2]) == 1
    (link,) = ledger.restatements()
    assert ledger.entry(link.earlier_id).target.quote == "新建改扩建社区养老服务设施120个"
    assert link.changes == (("number", ">= 120 个", ">= 100 个"),)
