"""Inheritance: what dates a target that has no date in its own sentence."""

from commitments.target import Basis
from tests.commitments.extraction.reading_aloud import numbers, targets

ITEM = "（一）完善水网。新建泵站12座。"


def test_the_goals_date_what_stands_below() -> None:
    """The nearest horizon that has not passed."""
    text = f"清河市水网方案\n一、工作目标\n到2023年,建成一期。到2025年,建成二期。到2035年,全面建成。\n二、任务\n{ITEM}"

    assert numbers(text) == [">= 12 座 2025-12-31"]
    assert targets(text)[-1].due.basis is Basis.INHERITED


def test_a_heading_with_a_year_goes_before_the_goals() -> None:
    """The nearer word wins."""
    text = f"清河市水网方案\n一、工作目标\n到2027年,建成水网。\n二、2025年重点任务\n{ITEM}"

    assert numbers(text) == [">= 12 座 2025-12-31"]


def test_a_list_lead_dates_its_list() -> None:
    """“2025年着重抓好以下工作:” holds for the items behind it and not beyond its chapter."""
    text = (
        "清河市水网方案\n一、任务\n2025年着重抓好以下工作:\n1.新建泵站12座。\n2.修缮堤防。\n二、其他\n1.新建码头3座。"
    )

    assert numbers(text) == [">= 12 座 2025-12-31", ">= 3 座 None"]


def test_the_period_in_the_title_dates_the_whole_document() -> None:
    """A plan for 2023—2025 is due when it ends; the title of another paper dates nothing."""
    own = f"清河市水网三年行动方案（2023—2025年）\n一、任务\n{ITEM}"
    cited = f"清河市水网方案\n一、任务\n按照《水网规划（2023—2025年）》。\n{ITEM}"

    assert numbers(own) == [">= 12 座 2025-12-31"]
    assert numbers(cited) == [">= 12 座 None"]


def test_a_term_of_validity_dates_what_stands_above() -> None:
    """“有效期至…” under the text."""
    text = f"清河市水网措施\n一、任务\n{ITEM}\n二、附则\n本措施自印发之日起施行,有效期至2026年12月31日。"

    assert numbers(text) == [">= 12 座 2026-12-31"]


def test_a_word_without_a_day_keeps_the_inherited_date_away() -> None:
    """尽快 says that there is no day."""
    text = "清河市水网方案（2023—2025年）\n一、任务\n（一）完善水网。尽快新建泵站12座。\n（二）其他。无。"

    assert numbers(text) == [">= 12 座 None"]


def test_a_date_carries_on_through_the_goals() -> None:
    """The sentences of a goals paragraph share its date until the next one."""
    text = "清河市水网方案\n一、工作目标\n到2025年,基本建成水网。新建泵站12座。到2030年,全面建成。修缮堤防30公里。"

    assert numbers(text) == [">= 12 座 2025-12-31", ">= 30 公里 2030-12-31"]


def test_without_any_reference_the_year_in_the_title_tells_which_year() -> None:
    """年底前 and 上半年 in the work points of 2024."""
    text = "2024年全市水利工作要点\n一、任务\n1.上半年新建泵站12座。\n2.年底前修缮堤防30公里。"

    assert numbers(text, given=None) == [">= 12 座 2024-06-30", ">= 30 公里 2024-12-31"]
