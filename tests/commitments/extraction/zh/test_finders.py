"""What holds of every finder whatever the text: cut anywhere, in other widths, with spaces, one text after another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.document import Reference, ReferenceBasis
from commitments.extraction.rule import Context
from commitments.extraction.zh.dates import find_dates
from commitments.extraction.zh.owners import find_owners
from commitments.extraction.zh.quantities import find_quantities
from commitments.extraction.zh.subjects import acting_subject
from commitments.target import Quantity

CONTEXT = Context(Reference(date(2025, 5, 20), ReferenceBasis.SIGNED))
SENTENCES = (
    "到2027年，全市规模以上工业增加值增长6.5%左右，社会消费品零售总额突破5000亿元。",
    "今年6月底前，由市交通局牵头，市财政局、各区政府配合，新改建农村公路120公里。",
    "“十五五”时期，PM2.5平均浓度降至30微克/立方米以下，森林覆盖率达到48.2%。",
    "每季度至少开展1次检查，三年内培育三至五家百亿级企业，进入全国前十。",
    "(牵头单位:省教育厅,责任单位:省财政厅、各市政府;完成时限:2026年底)",
    "为80万困难群众提供保障，带动万名青年创业，办理时限压缩至0.5个工作日内。",
    "市人力资源和社会保障局计划年底前开展职业技能培训5万人次，公司将投资3—5亿元。",
    "自2025年7月1日起施行，有效期5年；建设30万吨级码头2个，翻一番，实现全覆盖。",
)
FULL = str.maketrans("0123456789%", "０１２３４５６７８９％")


def quantities_of(text: str) -> list[Quantity]:
    """What is measured, without where."""
    return [found.quantity for found in find_quantities(text, 0, len(text))]


def days_of(text: str) -> list[date | None]:
    """The days, without where."""
    return [found.due.day for found in find_dates(text, 0, len(text), CONTEXT)]


def check(text: str) -> None:
    """Every finder reads the text, and what it finds lies inside and in order."""
    finders = (
        find_dates(text, 0, len(text), CONTEXT),
        find_quantities(text, 0, len(text)),
        tuple(found for found in find_owners(text, 0, len(text)) if found.rule != "for all below"),
    )
    for found in finders:
        places = [(each.span.start, each.span.end) for each in found]
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert places == sorted(places)
    assert all(name in "".join(text.split()) or name for name in acting_subject(text, 0, len(text)))


@given(st.sampled_from(SENTENCES), st.integers(0, 60), st.integers(0, 60))
def test_a_text_cut_at_any_two_points_is_read(sentence: str, start: int, end: int) -> None:
    """Half a number, half a bracket, half a name."""
    check(sentence[start:end])


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), st.data())
def test_a_text_with_breaks_anywhere_is_read(sentences: list[str], data: st.DataObject) -> None:
    """Line breaks, tabs, blank lines and stray signs inside words."""
    text = "".join(sentences)
    for _ in range(data.draw(st.integers(0, 6))):
        place = data.draw(st.integers(0, len(text)))
        text = (
            text[:place]
            + data.draw(st.sampled_from(["\n", "\n\n", "\t", " ", "　", "《", "）", "“", "1"]))
            + text[place:]
        )
    check(text)


@given(st.text(max_size=120))
def test_any_text_at_all_is_read(text: str) -> None:
    """Whatever a file holds."""
    check(text)


@given(st.binary(max_size=200))
def test_any_bytes_read_as_text_are_read(raw: bytes) -> None:
    """A file in another encoding, read as Chinese."""
    check(raw.decode("gb18030", errors="replace"))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_wide_figures_mean_the_same(sentence: str) -> None:
    """Full width and half width are one."""
    assert quantities_of(sentence) == quantities_of(sentence.translate(FULL))
    assert days_of(sentence) == days_of(sentence.translate(FULL))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_break_behind_every_character_but_figures_means_the_same(sentence: str) -> None:
    """Page breaks and the spaces set around figures lose nothing."""
    broken = "".join(
        char + ("" if after in "0123456789.%" and char in "0123456789." else "\n")
        for char, after in zip(sentence, sentence[1:] + " ", strict=True)
    )

    assert days_of(sentence) == days_of(broken)


@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_two_texts_after_one_another_are_read_like_each_alone(one: str, other: str) -> None:
    """Sentences share no context but what stands in them."""
    assert quantities_of(one) + quantities_of(other) == quantities_of(f"{one}\n{other}")
    assert days_of(one) + days_of(other) == days_of(f"{one}\n{other}")
