"""The trail: every target can say which rules made it, and what is doubtful about it."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.extraction import extract
from commitments.extraction.explain import explain, reasons
from commitments.i18n import use_language
from commitments.reading import read_text
from tests.commitments.extraction.reading_aloud import targets

TEXT = "清河市水网方案\n一、任务\n（一）完善水网。力争2025年底前新建泵站12座。（牵头单位：市水利局）\n（二）其他。无。"


def test_a_target_names_the_rules_that_made_it() -> None:
    """Cue, date, number and owner, each with the words it stands on."""
    document = read_text("a.txt", TEXT, given=date(2024, 3, 1))
    found = next(target for target in extract(document).targets if target.quantity)

    assert {"cue", "due", "quantity", "owner"} <= {hit.part for hit in found.rules}
    assert {hit.span.of(TEXT) for hit in found.rules if hit.span and hit.part == "due"} == {"2025年底前"}


def test_explaining_shows_reading_rules_confidence_and_doubts() -> None:
    """One block of lines per target, in the order of the text."""
    document = read_text("a.txt", TEXT, given=date(2024, 3, 1))
    extraction = extract(document)
    lines = explain(extraction, document)

    assert lines[: len(explain(extraction.targets[0], document))] == explain(extraction.targets[0], document)
    assert "  时限: 2025-12-31 explicit year ← end of the year “2025年底前”；推算依据 “words”" in lines
    assert any(line.startswith("  约束强度: aspirational ← ") and "“力争”" in line for line in lines)
    assert sum(line.startswith("  可信度") for line in lines) == len(extraction.targets)


def test_every_field_that_was_read_has_its_reason() -> None:
    """Also a strength without a cue, and a date handed down from a heading."""
    text = "清河市水网方案\n一、2026年任务\n（一）完善水网。新建泵站12座。\n（二）其他。无。"
    document = read_text("a.txt", text, given=date(2025, 3, 1))
    (found,) = extract(document).targets
    told = {reason.field: reason for reason in reasons(found, document)}

    assert told["due"].value == "2026-12-31 inherited year"
    assert ("推算依据", "words") in told["due"].rules
    assert told["due"].rules[0][1] == "2026年"
    assert told["strength"].why == "没有提示语，按直陈计"
    assert told["quantity"].value == "新建泵站 >= 12 座"
    assert "owner" not in told


def test_what_was_said_outright_is_trusted_more() -> None:
    """Cue, own date and owner raise the confidence; doubts lower it."""
    sure = targets("清河市水网方案\n一、任务\n（一）完善水网。市水利局力争2025年底前新建泵站12座。\n（二）其他。无。")[
        0
    ]
    unsure = targets("清河市水网方案\n一、任务\n（一）完善水网。新建泵站12座。\n（二）其他。无。")[0]

    assert 0 <= unsure.confidence < sure.confidence <= 1
    assert sure.doubts == ()
    assert unsure.doubts == ("no-due",)


def test_a_weak_reference_is_a_doubt() -> None:
    """年底前 read against nothing but the year of the number should be looked at."""
    text = "清水发〔2024〕3号\n清河市水网方案\n一、任务\n（一）完善水网。年底前新建泵站12座。\n（二）其他。无。"

    assert targets(text, given=None)[0].doubts


def test_one_number_promised_twice_is_one_target() -> None:
    """The definite place wins: the one with a date."""
    text = "清河市水网方案\n一、任务\n（一）总体。新建泵站12座。\n（二）分步。2025年底前新建泵站12座。"

    assert [str(target.due.day) for target in targets(text) if target.quantity] == ["2025-12-31"]


@given(st.text(alphabet="清河市建成新泵站12座。，；：年底前2025到（）一二、\n牵头单位责任力争已%", max_size=100))
def test_quotes_stand_where_they_say_in_any_text(text: str) -> None:
    """Nothing a text holds makes extraction fail or misquote."""
    document = read_text("a.txt", text, given=date(2024, 3, 1))
    extraction = extract(document)
    for target in extraction.targets:
        assert text[target.start : target.end] == target.quote != ""
        assert 0 <= target.confidence <= 1
    for result in extraction.results:
        assert text[result.start : result.end] == result.quote != ""


@pytest.mark.parametrize(
    "text",
    [
        "1.建设\n" * 3000,
        "建设，" * 5000,
        "力争新增企业30家，" * 1500,
        "1" * 20000,
        "对3家" * 3000,
        "一是" * 9000,
    ],
    ids=["items", "commas", "numbers", "digits", "no commas", "firstly"],
)
def test_a_text_made_to_be_slow_is_read_all_the_same(text: str) -> None:
    """Work grows with the length of a text, whatever it consists of."""
    started = process_time()
    targets(text)

    assert process_time() - started < 10  # a second or less on a quiet machine


def test_doubts_are_kept_as_codes_and_worded_when_shown() -> None:
    """A ledger filled under one language reads well under the other."""
    use_language("en")
    try:
        found = targets("关于整治的实施方案\n一、任务\n新建泵站3座。", given=None)
        assert "no-due" in found[0].doubts
    finally:
        use_language("zh")
