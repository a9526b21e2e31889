"""Matching: results are offered to the targets they bear on, and to no others."""

from dataclasses import replace
from datetime import date

import pytest

from commitments.matching import THRESHOLD, Goal, Match, Matcher, Report, comparable, longest_common, pairs, places

GOAL = Goal(
    1, "力争高新技术企业数量达到4500家", "高新技术企业数量", "家", ("市科技局",), "某市人民政府", date(2025, 1, 10)
)
OTHERS = (
    Goal(2, "新增普惠托育机构托位3000个", "普惠托育机构托位", "个", (), "某市人民政府", date(2025, 1, 10)),
    Goal(3, "新建社区养老服务设施120家", "社区养老服务设施", "家", (), "某市人民政府", date(2025, 1, 10)),
    Goal(4, "改造农村公路800公里", "改造农村公路", "公里", (), "某市人民政府", date(2025, 1, 10)),
)
REPORT = Report(9, "截至6月底，全市高新技术企业达到4100家", "高新技术企业", "家", (), "某市科技局", date(2025, 6, 30))


def _matches(report: Report, *goals: Goal) -> list[Match]:
    return list(Matcher(goals or (GOAL, *OTHERS)).matches(report))


def test_a_result_finds_its_target_and_says_why() -> None:
    """By the words both use, the unit, and the day."""
    (match,) = _matches(REPORT)

    assert match.goal_id == 1
    assert match.score > THRESHOLD
    assert ("metric", "高新技术企业") in match.why
    assert ("later", "2025-06-30") in match.why


def test_what_happened_before_the_promise_is_no_evidence() -> None:
    """The number it started from proves nothing."""
    assert _matches(replace(REPORT, day=date(2024, 12, 31))) == []
    assert len(_matches(replace(REPORT, day=None))) == 1


def test_another_unit_is_another_thing() -> None:
    """Unless one is the other in another size or habit of speech."""
    assert _matches(replace(REPORT, unit="%")) == []
    assert [match.goal_id for match in _matches(replace(REPORT, unit="户"))] == [1]
    road = Report(9, "已改造农村公路350千米", "改造农村公路", "千米")
    assert [match.goal_id for match in _matches(road)] == [4]
    assert (comparable("万元", "亿元"), comparable("家", "个")) == (True, False)


def test_places_and_owners_speak_for_and_against() -> None:
    """The same words about another county are another county's business."""
    goal = replace(GOAL, quote="力争安宁县高新技术企业数量达到45家")
    (plain,) = _matches(REPORT, goal, *OTHERS)
    same = _matches(replace(REPORT, quote="安宁县高新技术企业达到41家"), goal, *OTHERS)
    other = _matches(replace(REPORT, quote="永和县高新技术企业达到41家"), goal, *OTHERS)
    owned = _matches(replace(REPORT, owners=("市科技局",)), goal, *OTHERS)

    assert same[0].score > plain.score
    assert ("place", "安宁") in same[0].why
    assert other == []
    assert owned[0].score > plain.score
    assert ("owner", "市科技局") in owned[0].why


def test_a_result_about_something_else_finds_nothing() -> None:
    """The words of every report are no likeness."""
    assert _matches(Report(9, "全市累计完成投资达到4500家", "累计完成", "家")) == []


@pytest.mark.parametrize(
    ("words", "found"), [("安宁县和全省各县", {"安宁"}), ("大连市率先", {"大连"}), ("社区、园区、我省", set())]
)
def test_only_names_are_places(words: str, found: set[str]) -> None:
    """Ranks alone name nobody."""
    assert places(words) == found


def test_words_are_compared_without_numbers_units_and_commonplaces() -> None:
    """What is left says what is measured."""
    assert pairs("累计完成1200公里改造", "公里") == {"改造"}
    assert longest_common("农村公路改造", "改造农村公路") == "农村公路"
