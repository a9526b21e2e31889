"""Several numbers under one verb each keep their own measure and their own year."""

from datetime import date

import pytest

from commitments.extraction import extract
from commitments.extraction.wording import measures
from commitments.reading import read_text
from commitments.target import Target

PLAN = "某市关于制造业发展的实施方案\n一、主要目标\n{}。\n"


def targets(words: str) -> tuple[Target, ...]:
    """What a sentence among the goals of a plan promises."""
    return extract(read_text("a.txt", PLAN.format(words), given=date(2025, 3, 10))).targets


def told(words: str) -> list[tuple[str | None, str, str | None]]:
    """Measure, value and due year of every target."""
    return [
        (found.metric, str(found.quantity.value), str(found.due.day.year) if found.due.day else None)
        for found in targets(words)
        if found.quantity
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "2025年、2027年、2030年绿色工厂分别达到50家、80家和120家",
            [("绿色工厂", "50", "2025"), ("绿色工厂", "80", "2027"), ("绿色工厂", "120", "2030")],
        ),
        (
            "到2025年、2027年，充电桩数量分别达到3万个、5万个",
            [("充电桩数量", "30000", "2025"), ("充电桩数量", "50000", "2027")],
        ),
        (
            "数字化改造率2025年达到60%、2026年达到75%、2027年达到90%",
            [("数字化改造率", "60", "2025"), ("数字化改造率", "75", "2026"), ("数字化改造率", "90", "2027")],
        ),
    ],
)
def test_staged_years_each_have_their_number(words: str, expected: list[tuple[str, str, str]]) -> None:
    """A plan that names three years and three numbers makes three promises."""
    assert expected == told(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "到2027年，城镇、农村居民人均可支配收入分别增长5%、6.5%",
            [("城镇居民人均可支配收入", "5"), ("农村居民人均可支配收入", "6.5")],
        ),
        (
            "到2027年，城乡居民人均可支配收入分别增长5%和6.5%",
            [("城镇居民人均可支配收入", "5"), ("农村居民人均可支配收入", "6.5")],
        ),
        (
            "到2027年，一产、二产、三产增加值分别达到300亿元、1500亿元和2200亿元",
            [("一产增加值", "30000000000"), ("二产增加值", "150000000000"), ("三产增加值", "220000000000")],
        ),
        ("到2027年，游客人数、旅游收入分别增长8%、10%", [("游客人数", "8"), ("旅游收入", "10")]),
    ],
)
def test_numbers_told_respectively_each_have_their_measure(words: str, expected: list[tuple[str, str]]) -> None:
    """The ending that the names share is written out for each."""
    assert expected == [(metric, value) for metric, value, _year in told(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("到2027年，教师、校长培训覆盖率均达到95%以上", ["教师培训覆盖率", "校长培训覆盖率"]),
        ("到2027年，万元产值能耗、水耗均下降10%以上", ["万元产值能耗", "水耗"]),
        ("到2027年，人均粮食占有量、单产达到500公斤", ["人均粮食占有量、单产"]),
    ],
)
def test_one_number_may_hold_for_several_measures(words: str, expected: list[str]) -> None:
    """Each can be met without the other; 人均 shares nothing out."""
    assert expected == [metric for metric, _value, _year in told(words)]


def test_a_total_is_due_at_the_end_of_its_years_and_does_not_recur() -> None:
    """每年…不少于3家 comes round each year, 累计…10家 once."""
    yearly, total = targets("2025—2027年，每年新增上市企业不少于3家，累计不少于10家")

    assert (yearly.due.recurrence, yearly.due.day) == ("yearly", date(2025, 12, 31))
    assert (total.due.recurrence, total.due.day, total.metric) == (None, date(2027, 12, 31), "新增上市企业")


@pytest.mark.parametrize(
    ("words", "metric"),
    [
        ("新建标准厂房由2024年的20万平方米增加到2027年的60万平方米", "新建标准厂房"),
        ("到2027年，企业开办时间由1.5个工作日压缩至0.5个工作日以内", "企业开办时间"),
        ("到2027年，地区生产总值完成2800亿元", "地区生产总值"),
    ],
)
def test_a_measure_is_named_without_what_it_starts_from(words: str, metric: str) -> None:
    """A reviewer reads what is measured, not where it stood before."""
    assert [metric] == [found.metric for found in targets(words)]


@pytest.mark.parametrize("words", ["", "企业", "甲、乙、丙", "甲和乙丙丁", "、、", "城乡", "县、乡、村道养护资金"])
@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_measures_are_as_many_as_the_numbers_or_none(words: str, count: int) -> None:
    """Whatever stands before 分别."""
    assert len(measures(words, count)) in (0, count)
