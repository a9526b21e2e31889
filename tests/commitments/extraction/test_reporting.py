"""Reporting: numbers told as reached become results, never targets."""

from datetime import date

import pytest

from commitments.extraction import extract
from commitments.reading import read_text
from commitments.target import Result

NEWS = "清河见闻\n本报讯（记者 钱某）{}。"


def results(words: str) -> list[Result]:
    """The reported results of a sentence in the news."""
    return list(extract(read_text("a.txt", NEWS.format(words), given=date(2024, 3, 1))).results)


def test_a_number_with_its_day_is_a_result() -> None:
    """截至 names the day, the number is exact."""
    (found,) = results("截至2023年底,全市累计建成泵站120座")

    assert found.quantity is not None
    assert (found.as_of, found.quantity.comparator, str(found.quantity.value)) == (date(2023, 12, 31), "=", "120")
    assert found.metric == "泵站"


def test_now_is_the_reference_date() -> None:
    """目前 reports on the day the paper was written."""
    (found,) = results("目前,在建泵站达到9座")

    assert found.as_of == date(2024, 3, 1)


def test_a_promise_is_no_result() -> None:
    """What lies ahead was not reached."""
    assert results("力争到2025年建成泵站130座") == []


REPORT = "某市2025年政府工作报告\n——2025年1月15日\n一、2024年工作回顾\n{}。\n二、2025年工作安排\n新建公园10个。\n"


def review(words: str) -> list[Result]:
    """The reported results of a review of the past year."""
    return list(extract(read_text("a.txt", REPORT.format(words), given=date(2025, 1, 15))).results)


@pytest.mark.parametrize(
    "words",
    [
        "成功创建国家卫生城市",
        "完成了供水条例立法",
        "市图书馆新馆建成开放",
        "数字政务平台正式上线运行",
        "联合签署流域治理合作协议",
    ],
)
def test_an_outcome_without_a_number_is_a_result(words: str) -> None:
    """It can be evidence for a milestone; the heading says of which year."""
    (found,) = review(words)

    assert (found.quantity, found.quote, found.as_of) == (None, words, date(2024, 12, 31))
    assert [hit.rule for hit in found.rules] == ["outcome reached"]


@pytest.mark.parametrize(
    "words",
    [
        "持续优化营商环境",
        "将建成全市首个智慧码头",
        "加快推进轨道交通开通运营",
        "涌现出一批上线企业",
        "建成的项目运行良好",
        "争取二期工程获批",
    ],
)
def test_what_is_vague_under_way_or_to_come_is_no_result(words: str) -> None:
    """Nothing was reached."""
    assert review(words) == []


@pytest.mark.parametrize("words", ["过去一年，新建改建农村公路420公里", "新建改建农村公路420公里"])
def test_a_review_speaks_of_its_year(words: str) -> None:
    """In its own words or in those of its heading."""
    assert [date(2024, 12, 31)] == [found.as_of for found in review(words)]


def test_a_date_carries_on_to_the_end_of_its_item_and_no_further() -> None:
    """二是 opens another matter."""
    found = review("一是稳增长。2023年，粮食产量达到90万吨。蔬菜产量达到60万吨。二是促就业。新增就业5万人")

    assert [result.as_of for result in found] == [date(2023, 12, 31), date(2023, 12, 31), date(2024, 12, 31)]


def test_a_day_without_a_year_is_the_last_that_has_gone_by() -> None:
    """A report tells of no day to come."""
    (found,) = results("11月8日，30个项目集中签约落地")

    assert found.as_of == date(2023, 11, 8)


def test_a_second_number_speaks_of_the_same_measure() -> None:
    """完成2350亿元、增长6.2% are two results of one thing."""
    assert [
        (found.metric, str(found.quantity.value))
        for found in review("全市地区生产总值完成2350亿元、增长6.2%")
        if found.quantity
    ] == [("地区生产总值", "235000000000"), ("地区生产总值", "6.2")]
