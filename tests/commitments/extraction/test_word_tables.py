"""Every cue, negative, heading and pledge form is proved by its own examples and counterexamples."""

import pytest
from _pytest.mark import ParameterSet

from commitments.extraction.rule import Cue, Negative
from commitments.extraction.zh import cues, headings, negatives, pledges
from commitments.extraction.zh.quantities import find_quantities

CUES: tuple[Cue, ...] = (*cues.EXPLICIT, *cues.LEADING, *cues.OUTCOMES, *pledges.FORMS)
PLAIN: tuple[Negative, ...] = (
    *negatives.FACTS,
    *negatives.VAGUE,
    *(rule for _mood, rule in headings.HEADINGS),
    headings.ONWARD,
    headings.BACKWARD,
    headings.LEAD,
    headings.AIMS,
    headings.YEARS_WORK,
    headings.ANNOUNCED,
)
MASKED: tuple[Negative, ...] = (*negatives.REPORTS, *negatives.NUMBERS)


def cases(table: tuple[Cue | Negative, ...], *, fires: bool) -> list[ParameterSet]:
    """(rule, sentence) for every example, or every counterexample, of a table."""
    return [
        pytest.param(rule, sentence, id=f"{rule.name}: {sentence}")
        for rule in table
        for sentence in (rule.examples if fires else rule.counterexamples)
    ]


def readings(sentence: str) -> list[str]:
    """A sentence as negatives about numbers see it: with each of its numbers masked in turn."""
    found = find_quantities(sentence, 0, len(sentence))
    return [negatives.masked(sentence, 0, len(sentence), match, 0)[0] for match in found] or [sentence]


@pytest.mark.parametrize(("rule", "sentence"), cases((*CUES, *PLAIN), fires=True))
def test_a_rule_fires_on_its_examples(rule: Cue | Negative, sentence: str) -> None:
    """The words are there for the rule to find."""
    assert rule.pattern.search(sentence)


@pytest.mark.parametrize(("rule", "sentence"), cases((*CUES, *PLAIN), fires=False))
def test_a_rule_is_silent_on_its_counterexamples(rule: Cue | Negative, sentence: str) -> None:
    """The same characters in another sense are left alone."""
    assert not rule.pattern.search(sentence)


@pytest.mark.parametrize(("rule", "sentence"), cases(MASKED, fires=True))
def test_a_rule_about_numbers_fires_on_its_examples(rule: Negative, sentence: str) -> None:
    """At least one number of the sentence is seen as no target."""
    assert any(rule.pattern.search(words) for words in readings(sentence))


@pytest.mark.parametrize(("rule", "sentence"), cases(MASKED, fires=False))
def test_a_rule_about_numbers_is_silent_on_its_counterexamples(rule: Negative, sentence: str) -> None:
    """None of the numbers of the sentence is suspected."""
    assert not any(rule.pattern.search(words) for words in readings(sentence))


def test_every_rule_has_a_name_of_its_own_and_an_example() -> None:
    """The trail of a target names rules, so a name must lead to one rule."""
    rules: tuple[Cue | Negative, ...] = (*CUES, *PLAIN, *MASKED)

    assert len({rule.name for rule in rules}) == len(rules)
    assert all(rule.examples and rule.counterexamples for rule in rules)
