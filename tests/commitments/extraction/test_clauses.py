"""Clauses: cut at commas, never inside brackets, quotations, titles or numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.extraction import clauses as cutting
from commitments.extraction.clauses import KEPT, MOST_CLAUSES, SIGNS, body, clauses_of, cut, pieces, sentences_of
from commitments.extraction.watching import lookout
from commitments.reading import read_text


def clauses(text: str) -> list[list[str]]:
    """The clauses of every sentence of a text."""
    document = read_text("a.txt", text)
    return [[clause.span.of(text) for clause in sentence.clauses] for sentence in cut(document)]


def test_sentences_end_with_full_stops_and_clauses_with_commas() -> None:
    """A semicolon parts clauses and counts segments; a colon opens a list."""
    assert clauses("年底前,建成二期;三期开工。主要目标:新建12座") == [
        ["年底前", "建成二期", "三期开工"],
        ["主要目标", "新建12座"],
    ]


def test_brackets_quotations_titles_and_numbers_stay_whole() -> None:
    """Their commas are not the sentence's."""
    text = "出台《关于水网,堤防的意见》,新建泵站(东区3座,西区9座),共1,200亩,打造“一河,两岸”。"

    assert clauses(text) == [
        ["出台《关于水网,堤防的意见》", "新建泵站(东区3座,西区9座)", "共1,200亩", "打造“一河,两岸”"]
    ]


def test_an_unclosed_quotation_mark_swallows_nothing() -> None:
    """A slip of the pen does not glue sentences together."""
    assert clauses("推广“水贷,扩大规模。新建泵站12座。") == [["推广“水贷", "扩大规模"], ["新建泵站12座"]]


def test_firstly_and_emphasis_are_not_quoted() -> None:
    """一是 and ** are marks of the list, not words of the promise."""
    assert clauses("**一是**新建泵站。**二是加固堤防。**") == [["新建泵站"], ["加固堤防"]]


@given(st.text(alphabet="建设年到，。；：（）“”《》,;:*一是123 \n", max_size=80))
def test_clauses_are_pieces_of_the_text_in_order(text: str) -> None:
    """Whatever the punctuation, spans quote, do not overlap and lie in their section."""
    document = read_text("a.txt", text)
    last = 0
    for sentence in cut(document):
        for clause in sentence.clauses:
            assert last <= clause.span.start < clause.span.end <= len(text)
            assert clause.span.of(text) == clause.span.of(text).strip()
            last = clause.span.end
        section = document.sections[sentence.section].span
        assert section.start <= sentence.span.start < sentence.span.end <= section.end


@pytest.mark.parametrize("kept", [0, KEPT])
@given(text=st.text(alphabet="建设力争年到，。；：（）“”《》,;:*一是123 \t\n", max_size=80))
def test_a_sentence_falls_into_the_same_clauses_whenever_it_is_asked(kept: int, text: str) -> None:
    """Be its pieces kept or not: cut alone, and in any order, a sentence gives what its whole paragraph gave."""
    document = read_text("a.txt", text)
    whole = []
    for paragraph in document.paragraphs:
        stretch = body(document, paragraph)
        found = pieces(text, stretch, stretch.end, lookout(SIGNS))
        for _start, _end, _leads, _seen, first, last in sentences_of(text, found):
            whole.append(clauses_of(text, found[first:last]))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "KEPT", kept)
        sentences = cut(document)
        assert [sentence.clauses for sentence in reversed(sentences)] == whole[::-1]
        for sentence in sentences:
            parts = sentence.clauses
            assert sentence.span == (parts[0].span.start, parts[-1].span.end)
            assert sentence.leads == parts[-1].leads


def test_a_list_without_full_stops_is_cut_again_where_it_was_cut() -> None:
    """The colon at which a sentence grows too long still opens a list."""
    text = "建设泵站，" * (MOST_CLAUSES - 1) + "目标：新建12座。"
    first, second = cut(read_text("a.txt", text))

    assert len(first.clauses) == MOST_CLAUSES
    assert first.leads
    assert first.clauses[-1].leads
    assert [clause.span.of(text) for clause in second.clauses] == ["新建12座"]
