"""Answering: each draft of a sentence gets the owners that its own part of the sentence names."""

from datetime import date

from commitments.extraction import extract
from commitments.reading import read_text

DAY = date(2025, 5, 20)
HEAD = "清河县2025年水利工作要点\n\n一、重点工作\n"


def leads(sentence: str) -> list[tuple[str, ...]]:
    """Who leads each target of a sentence in a plan."""
    found = extract(read_text("a.txt", HEAD + sentence, given=DAY))
    return [target.owners.lead for target in found.targets]


def test_a_body_answers_for_all_that_follows_up_to_the_semicolon() -> None:
    """Every number looks back to the same subject, and none over a semicolon."""
    found = leads("县水利局将于年底前建成3座泵站，加固堤防12公里，清淤河道8公里；新建公园2个。")

    assert found == [("县水利局",), ("县水利局",), ("县水利局",), ()]


def test_nobody_is_named_where_others_act_in_between() -> None:
    """What firms are to do is not the body's that is named before them."""
    assert leads("县水利局将于6月底前建成3座泵站，施工单位应加固堤防12公里，清淤河道8公里。") == [("县水利局",), (), ()]


def test_the_body_behind_a_purpose_answers() -> None:
    """为…,某局…: the subject stands behind the number it answers for."""
    assert leads("为实现年底前新增泵站3座，县水利局将加固堤防12公里。") == [("县水利局",), ("县水利局",)]
