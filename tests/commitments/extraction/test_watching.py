"""Watching never changes what is found: where a pattern fires, it has been seen that it can."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commitments.extraction import pipeline
from commitments.extraction.clauses import cut
from commitments.extraction.needs import characters, needed, openings
from commitments.extraction.watching import Rules, Watched, seen_in, watched
from commitments.extraction.zh import cues, headings, negatives, pledges
from commitments.extraction.zh.quantities import find_quantities
from commitments.reading import read_text

TABLES = (cues.EXPLICIT, cues.LEADING, cues.OUTCOMES, negatives.FACTS, negatives.REPORTS, negatives.NUMBERS)
SAID = [
    sentence
    for table in (*TABLES, negatives.VAGUE, pledges.FORMS, headings.TURNED, headings.OPENS_MORE)
    for rule in table
    for sentence in (*rule.examples, *rule.counterexamples)
]
SHORTEST, LONGEST, CASES = 1, 12, 3000


def scraps(seed: int) -> str:
    """Pieces of what the rules are proved with, put together at random, with signs and figures between them."""
    chance = random.Random(seed)  # noqa: S311  reproducible, nothing secret
    words = []
    for _ in range(chance.randint(SHORTEST, LONGEST)):
        sentence = chance.choice(SAID)
        start = chance.randrange(len(sentence))
        words.append(sentence[start : start + chance.randint(SHORTEST, LONGEST)])
        words.append(chance.choice(["", "", "", *"，,。；（）《》“” \n▇▢◆◇±", "12", "的"]))
    return "".join(words)


def test_the_pipeline_watches_what_it_is_made_of() -> None:
    """The test below sees every pattern there is."""
    assert pipeline.run is not None
    assert len(watched()) > sum(len(table) for table in TABLES)


def test_a_pattern_that_fires_has_been_seen() -> None:
    """For every pattern and many texts: searching where a word was seen finds what searching everywhere finds."""
    fired = set()
    for words in [*SAID, *map(scraps, range(CASES))]:
        seen = seen_in(words)
        for pattern, bits in watched().items():
            if pattern.search(words):
                fired.add(pattern)
                assert seen & bits == bits, (pattern.pattern, words)
    assert len(fired) > len(watched()) * 0.8


@given(st.integers(0, 1 << 32))
@settings(max_examples=100)
def test_a_pattern_that_fires_in_a_clause_has_been_seen_in_it(seed: int) -> None:
    """What the cutter notes beside a clause and a sentence holds for every pattern."""
    document = read_text("a.txt", scraps(seed))
    for sentence in cut(document):
        for span, seen in [
            (sentence.span, sentence.seen),
            *((clause.span, clause.seen) for clause in sentence.clauses),
        ]:
            for pattern, bits in watched().items():
                for found in (pattern.search(document.text, *span), pattern.search(span.of(document.text))):
                    assert found is None or seen & bits == bits, (pattern.pattern, span.of(document.text))


def test_a_pattern_that_fires_beside_a_masked_number_has_been_seen() -> None:
    """The signs that stand for numbers are words as well."""
    for words in [*SAID, *map(scraps, range(CASES // 4))]:
        for match in find_quantities(words, 0, len(words)):
            mask, seen = negatives.masked(words, 0, len(words), match, seen_in(words))
            for rule in (*negatives.NUMBERS, *negatives.REPORTS, *negatives.COURTESY):
                assert not rule.pattern.search(mask) or seen & rule.bits == rule.bits, (rule.name, mask)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("力争|力求", [{"力争", "力求"}]),
        ("(?:已|正在)建成", [{"已建成", "正在建成"}]),
        (r"\d{4}年(?=底|末)", [{"年"}, {"底", "末"}]),
        ("[^,，]{0,9}目标(?:是|为)?", [{"目标"}]),
        ("制定[^,，]*(?:方案|办法)", [{"制定"}, {"方案", "办法"}]),
        ("制定.*方案|建.*厂|投产", [{"制定", "投产", "建"}, {"方案", "投产", "厂"}]),
        ("(?<!为)确保(?!安全)", [{"确保"}]),
        ("(?:分析|预测)[,，]", [{"分析", "预测"}]),
        ("(?:确保)?", []),
        (r"\d+", []),
        ("[^一二]", []),
        ("建(?:成|立)?设?", [{"建"}]),
        ("(?:开工){2,3}", [{"开工"}]),
        ("(?i)gdp", []),
        ("A|.", []),
    ],
)
def test_words_are_read_from_the_pattern(pattern: str, words: list[set[str]]) -> None:
    """The rarest words of which one must stand in a match; none where the pattern can do without."""
    assert needed(re.compile(pattern)) == tuple(map(frozenset, words))


@pytest.mark.parametrize(
    ("source", "begins", "holds"),
    [
        ("(?<!不)(?:提高|降)到", "提降", ["到"]),
        (r"(?:约|近)?\d+年(?=底|末)", "", ["年", "底末"]),
        ("(?:约|近)?(?=.年)[一二]年", "约近一二", ["年", "年"]),
        ("[^一]天", "", ["天"]),
        ("(?:前|\\Z)", "", []),
    ],
)
def test_characters_are_read_from_the_pattern(source: str, begins: str, holds: list[str]) -> None:
    """What a match begins with, and what must stand in it or right behind it."""
    assert openings(source) == frozenset(begins)
    assert characters(source) == tuple(map(frozenset, holds))


def test_punctuation_parts_words() -> None:
    """A word never reaches over a sign at which sentences are cut."""
    assert frozenset({"目标"}) in needed(re.compile("目标，即将"))


def test_rules_fire_in_the_order_of_their_table() -> None:
    """The first rule that fires is answered, and none whose words have not been seen."""
    seen = seen_in("力争建成")

    assert cues.EXPLICIT.first("力争建成", seen) is cues.EXPLICIT[0]
    assert Rules(*cues.EXPLICIT[:0]).first("力争建成", seen) is None
    assert [cue.name for cue in cues.OUTCOMES.live(seen)] == ["brought to an end"]


def test_half_a_surrogate_pair_is_no_word() -> None:
    """Damaged text is read like any other."""
    assert seen_in("\ud800力争") & cues.EXPLICIT[0].bits == cues.EXPLICIT[0].bits


def test_a_pattern_is_not_run_where_it_cannot_fire() -> None:
    """Without its bit a watched pattern answers nothing, wherever its words stand."""
    lone = Watched("独有的词语")

    assert lone.search(0, "独有的词语", 0, 5) is None
    assert lone.search(seen_in("独有的词语"), "独有的词语", 0, 5)
