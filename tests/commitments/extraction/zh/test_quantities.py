"""Quantities come with their comparator, exact value and base unit."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.extraction.rule import QuantityMatch
from commitments.extraction.zh.quantities import find_quantities
from commitments.extraction.zh.units import UNIT_ROWS, UNITS, base_unit
from commitments.target import Comparator, Quantity

CORPUS = {
    ">= 46000 标箱": ("达到4.6万标箱", "4.6万标准箱以上", "不低于4.6万标箱", "4.6 万 标箱"),
    ">= 400000000 吨": ("达到4亿吨以上", "4亿吨", "至少4亿吨", "突破到4亿吨"),
    "> 900 列": ("突破900列", "超过900列", "超900列"),
    ">= 60 %": ("达到60%", "不低于60％", "百分之六十以上", "稳定在60%以上", "提高到60%", "六成以上"),
    "<= 5.5 %": ("控制在5.5%以内", "不超过5.5%", "控制在5.5%以下", "降至5.5%", "控制在5.5%"),
    "~ 2 %": ("涨幅2%左右", "控制在2%左右", "约2%"),
    "change 5 %": ("增长5%左右", "同比增长5%以上", "提高5%", "增长约5%", "增长5％"),
    "change -10 %": ("下降10%", "降低10%以上", "压减10%", "减少10%左右"),
    "change 2 百分点": ("提高2个百分点", "上升2个百分点以上", "提高了2个百分点"),
    "change 100 %": ("翻一番", "翻番", "实现倍增"),
    "rank<= 5 名": ("进入全国前5名", "跻身全省前五", "全国前五名"),
    "order 1000000000000 元": ("打造万亿级石化产业集群", "万亿元级产业"),
    "order 100000000000 元": ("千亿级产业集群", "千亿级园区", "1千亿级"),
    ">= 100 %": ("达到100%", "百分之百达标", "全覆盖", "全部完成"),
    "= 0": ("实现零增长", "零事故"),
    "between 3..5 家": ("培育3—5家", "3至5家", "3-5家", "3～5家"),
    "between 30000..50000 户": ("3—5万户", "3万—5万户"),
    ">= 3 个": ("三个产业集群", "3个以上", "不少于3个", "不少于三个"),
    "~ 500 户": ("500余户", "约500户", "500户左右", "近500户", "500多户"),
    "~ 100 家": ("近百家", "100余家", "约100家"),
    "<= 2 工作日": ("压缩至2个工作日", "不超过2个工作日", "缩短到两个工作日"),
    ">= 50000000000 元": ("投资500亿元", "500亿元以上", "投资达到500 亿元"),
    "> 50 %": ("占比过半", "超过一半"),
    ">= 14 台": ("14台（套）", "14台(套)以上"),
}
SILENT = (
    "第1431318号提案",
    "“十四五”时期",
    "“一圈一带两区”",
    "“五大安全”",
    "5G和6G",
    "“双一流”高校",
    "世界500强",
    "2025年6月30日",
    "3个月内",
    "三年行动",
    "一批项目",
    "一系列措施",
    "一站式服务",
    "一体化发展",
    "9+6",
    "〔2021〕1号",
    "V2.0版",
    "第三批",
    "千家万户",
    "《百千万工程100条》",
    "前三季度",
    "倍增计划",
    "安全部门",
    "十四届人大三次会议",
    "亿元以上项目",
    "PM2.5",
    "建设750千伏输变电工程",
    "量产7纳米芯片",
    "推广100兆宽带",
    "4K超高清频道",
    "5A级景区",
    "站点500米覆盖率",
    "15分钟生活圈",
    "1小时交通圈",
    "5公里范围内",
    "30万吨级码头",
    "百万千瓦级风电基地",
    "1、7、8栋楼",
    "走进千家万户",
    "万人计划",
    "上午9:1",
    "见附件2",
    "中央八项规定",
    "2\t\t县农业局",
    "第3，",
)


def quantities_of(text: str) -> tuple[QuantityMatch, ...]:
    """All quantities of a text."""
    return find_quantities(text, 0, len(text))


def spoken(quantity: Quantity) -> str:
    """A quantity in one line."""
    high = "" if quantity.high is None else f"..{quantity.high}"
    return f"{quantity.comparator} {quantity.value}{high} {quantity.unit or ''}".strip()


@pytest.mark.parametrize(("quantity", "text"), [(quantity, text) for quantity, row in CORPUS.items() for text in row])
def test_one_quantity_has_many_wordings(quantity: str, text: str) -> None:
    """Comparators stand before and behind, numbers in figures and Chinese."""
    assert [quantity] == [spoken(found.quantity) for found in quantities_of(text)]


@pytest.mark.parametrize("text", SILENT)
def test_what_only_looks_like_a_quantity_is_none(text: str) -> None:
    """Ordinals, names, numbers of documents and dates."""
    assert quantities_of(text) == ()


def test_a_counted_order_of_magnitude_is_two_quantities() -> None:
    """打造三个千亿级产业集群: how many, and how large."""
    assert [spoken(found.quantity) for found in quantities_of("打造三个千亿级产业集群")] == [
        ">= 3 个",
        "order 100000000000 元",
    ]


def test_a_row_of_numbers_shares_unit_and_verb() -> None:
    """提高2、2.1和1.5个百分点: three changes."""
    found = quantities_of("分别提高2、2.1和1.5个百分点")

    assert [spoken(each.quantity) for each in found] == ["change 2 百分点", "change 2.1 百分点", "change 1.5 百分点"]
    assert [each.verb for each in found] == ["提高"] * 3


def test_a_row_of_numbers_shares_its_comparator() -> None:
    """不超过30%、20%: both are ceilings."""
    assert [spoken(found.quantity) for found in quantities_of("分别不超过30%、20%")] == ["<= 30 %", "<= 20 %"]


def test_the_span_holds_the_words_of_comparison_and_the_number_span_the_figures() -> None:
    """A quote is cut at the span, a number is highlighted by the other."""
    text = "班列力争突破900列以上。"
    (found,) = quantities_of(text)

    assert found.span.of(text) == "突破900列以上"
    assert found.number.of(text) == "900"
    assert found.verb == ""


def test_a_number_without_words_of_comparison_is_recognisable() -> None:
    """Its span begins with its figures: a reader of reported results takes such a number as exact."""
    (found,) = quantities_of("新建学校12所")

    assert found.span.start == found.number.start
    assert Comparator.AT_LEAST is found.quantity.comparator


def test_a_sum_without_its_unit_is_money_where_the_words_say_so() -> None:
    """融资需求876亿 is money, 标识注册量12亿 is a count."""
    assert [spoken(found.quantity) for found in quantities_of("解决融资需求876亿")] == [">= 87600000000 元"]
    assert [spoken(found.quantity) for found in quantities_of("标识注册量12亿")] == [">= 1200000000"]


@pytest.mark.parametrize(
    ("written", "base"),
    [
        ("台（套）", "台"),
        ("户(人)", "户"),
        ("标准箱", "标箱"),
        ("千米", "公里"),
        ("元／平方米", "元/平方米"),
        ("个百分点", "百分点"),
    ],
)
def test_units_are_brought_to_their_base(written: str, base: str) -> None:
    """What is measured alike is compared alike."""
    assert base == base_unit(written)


@given(
    st.decimals(min_value=1, max_value=10**8, places=2),
    st.sampled_from(["家", "个", "户", "公里", "%", "人次", "标箱"]),
)
def test_the_value_is_exact(number: Decimal, unit: str) -> None:
    """No binary fraction gets in between."""
    (found,) = quantities_of(f"达到{number}{unit}")

    assert (number, unit) == (found.quantity.value, found.quantity.unit)


@given(st.text("123456789十百千万亿个家户%元以上左右不超过达到增长、和至—. \n第前级翻番倍全部零强岁年天", max_size=50))
def test_whatever_the_text_spans_quote_it_and_do_not_overlap(text: str) -> None:
    """No text breaks the reading."""
    found = quantities_of(text)

    assert all(each.span.start <= each.number.start < each.number.end <= len(text) for each in found)
    assert all(one.number.end <= other.number.start for one, other in pairwise(found))


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_every_unit_of_the_table_is_found_behind_a_number(unit: str) -> None:
    """A unit that hides behind another would never be read."""
    (found,) = quantities_of(f"达到12{unit}。")

    assert UNITS[unit].base == found.quantity.unit


@pytest.mark.parametrize(("text", "quantity"), [example for row in UNIT_ROWS for example in row.examples])
def test_every_row_of_units_reads_its_examples(text: str, quantity: str) -> None:
    """As work reports write them."""
    assert [quantity] == [spoken(found.quantity) for found in quantities_of(text)]
