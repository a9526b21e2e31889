"""Reporting: numbers told as reached become results, never targets."""

from datetime import date

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
