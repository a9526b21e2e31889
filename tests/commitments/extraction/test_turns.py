"""Turns: how a text says that it now speaks of what is to come, with or without headings."""

import pytest

from tests.commitments.extraction.reading_aloud import firm, numbers, targets

LOOK_BACK = "各位代表：\n现在，我代表县人民政府报告工作。\n一、2023年工作回顾\n新建学校12所，完成投资8亿元。\n"


@pytest.mark.parametrize(
    "turn",
    [
        "2024年重点工作\n",
        "各位代表！今年我们要办好民生实事。\n",
        "重点抓好五个方面工作：\n",
        "今年经济社会发展主要预期目标是：粮食产量30万吨以上。\n",
    ],
)
def test_words_alone_turn_the_page(turn: str) -> None:
    """An excerpt without numbered headings promises from its lead on."""
    assert ">= 12 座 2024-12-31" in [
        n.replace("None", "2024-12-31") for n in numbers(f"各位代表：\n{turn}1.水利。新建泵站12座。\n")
    ]


def test_a_headline_without_a_number_ends_the_review() -> None:
    """The review above it stays a report, and its year dates what stands below."""
    text = LOOK_BACK + "2024年重点工作\n大力发展工业。新增企业40家。\n办好实事。改造渠道30公里。\n"
    assert numbers(text) == [">= 40 家 2024-12-31", ">= 30 公里 2024-12-31"]


def test_a_review_is_not_turned_by_a_list_of_what_was_done() -> None:
    """Under its heading a lead of tasks tells what was done year by year."""
    assert numbers(LOOK_BACK + "（八）民生。每年办好十件民生实事。新增就业9.6万人。\n") == []


def test_a_paragraph_of_will_alone_promises_without_any_heading() -> None:
    """Words of will and none of the past outweigh the genre."""
    text = "各位代表：\n加快工业振兴。新增企业40家以上，力争产值突破90亿元，加快建设高铁新区。\n"
    assert numbers(text)[0] == ">= 40 家 None"


def test_a_paragraph_that_also_looks_back_promises_only_by_its_cues() -> None:
    """Beside results a plain number is a result."""
    text = "各位代表：\n加快工业振兴。新增企业40家，产值同比增长9%，总量位居全省第三，继续保持领先。\n"
    assert numbers(text) == []


def test_a_list_lead_is_no_target_itself() -> None:
    """It only names the list."""
    text = "各位代表：\n“十五五”时期，要努力实现以下目标任务：\n一是工业。产值达到90亿元。\n"
    assert [t.quote for t in targets(text)] == ["产值达到90亿元"]


def test_a_paragraph_that_opens_with_years_past_is_a_review_even_among_goals() -> None:
    """A heading may announce achievements and goals at once."""
    text = "各位代表：\n一、“十四五”成就和“十五五”时期主要目标任务\n过去五年，我县顶压前行。"
    text += "产值突破90亿元，新建学校12所。\n"
    text += "展望未来，我们信心满怀。产值年均增长6%左右。\n"
    assert numbers(text) == ["change 6 % 2030-12-31"]


def test_an_owner_phrase_holds_between_its_semicolons() -> None:
    """What the other parts of the sentence promise is not the named body's."""
    text = "下一步，我们将扩大招生；由县人社局牵头，县财政局配合，建立护理员津贴制度；每年举办技能竞赛1次。\n"
    assert [(t.kind.value, t.owners.lead) for t in firm(text)] == [("task", ("县人社局",)), ("quantified", ())]
