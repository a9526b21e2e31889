"""The figures of a day: each is as large as the list its filter finds, and none disagrees with the digest's lines."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from commitments.evidence import Verdict
from commitments.filter import EVERYTHING, Filter, parse_filter
from commitments.i18n import use_language
from commitments.ledger import Ledger
from commitments.periods import add_months
from commitments.timing import Timing
from monitor.digest import Figure, Figures, build_digest, build_figures, build_glance, narrowing
from tests.commitments.builders import a_target, enter
from tests.monitor.lively import TODAY

NEAR, STALE = 30, 100
TRACKED = ("review:tracked",)
KEPT = ("-review:rejected",)


def _asked(*words: str) -> Filter:
    return parse_filter(words, today=TODAY)


def _figures(ledger: Ledger, *words: str) -> Figures:
    return build_figures(ledger, _asked(*words), day=TODAY, near_days=NEAR, stale_days=STALE)


def _every(value: Any) -> Iterator[Figure]:
    """Every figure inside a value, however deep."""
    if isinstance(value, Figure):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _every(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from _every(tuple(value.values()))
    elif isinstance(value, tuple):
        for part in value:
            yield from _every(part)


@pytest.mark.parametrize(
    ("scope", "language"),
    [(KEPT, "zh"), (TRACKED, "en"), (("review:tracked", "负责:教育|住房"), "zh"), (("review:tracked", "逾期"), "en")],
)
def test_every_figure_is_as_large_as_its_list(lively: Ledger, scope: tuple[str, ...], language: str) -> None:
    """In both languages, whatever the figures are narrowed down to: the words of a figure find what it counts."""
    use_language(language)
    found = list(_every(_figures(lively, *scope)))

    assert len(found) > 120
    assert sum(figure.count > 0 for figure in found) > 20
    for figure in found:
        words = (*scope, *figure.words)
        assert len(lively.ids(_asked(*words), day=TODAY, near_days=NEAR)) == figure.count, words


def test_the_figures_are_those_of_the_digest(lively: Ledger) -> None:
    """One day, two views: what the report lists line by line is what the dashboard counts."""
    digest = build_digest(lively, day=TODAY, near_days=NEAR)
    figures = _figures(lively, *KEPT)

    assert figures.total.count == len(digest.open_lines) + len(digest.closed)
    assert {timing: figure.count for timing, figure in figures.timings.items()} == digest.counts.timing
    assert {unit.unit: unit.overdue.count for unit in figures.answering if unit.overdue.count} == {
        group.unit: len(group.lines) for group in digest.overdue_by_unit()
    }
    assert {unit.unit: unit.longest for unit in figures.answering if unit.overdue.count} == {
        group.unit: max(-(line.days or 0) for line in group.lines) for group in digest.overdue_by_unit()
    }
    helping = Counter(
        unit for line in digest.overdue if line.entry.target.owners.lead for unit in line.entry.target.owners.support
    )
    assert {unit.unit: unit.overdue.count for unit in figures.helping if unit.overdue.count} == helping
    assert figures.verdicts[Verdict.MET].count == sum(line.entry.verdict is Verdict.MET for line in digest.closed)
    assert figures.moved.count == sum(line.entry.times_moved > 0 for line in digest.open_lines)
    ages = Counter(
        next(n for n, last in enumerate((7, 30, 90, 10**6)) if -(line.days or 0) <= last) for line in digest.overdue
    )
    assert [bucket.overdue.count for bucket in figures.ages] == [ages[n] for n in range(4)]


def test_what_was_due_and_not_met_by_then_is_not_on_time(lively: Ledger) -> None:
    """The rate of a month, by its definition, from the entries themselves; its parts add up to the year's."""
    entries = lively.entries(_asked(*TRACKED), day=TODAY, near_days=NEAR)
    figures = _figures(lively, *TRACKED)

    for month in figures.on_time_by_month:
        came = [
            entry
            for entry in entries
            if entry.due is not None
            and month.first <= entry.due < TODAY
            and f"{entry.due:%Y-%m}" == f"{month.first:%Y-%m}"
            and entry.verdict not in {Verdict.WITHDRAWN, Verdict.UNMEASURABLE}
        ]
        kept = sum(entry.verdict is Verdict.MET for entry in came)
        assert (month.came.count, month.kept.count) == (len(came), kept)
        assert month.share == (Fraction(kept, len(came)) if came else None)
    assert figures.on_time.came.count == sum(month.came.count for month in figures.on_time_by_month)
    assert figures.on_time.kept.count == sum(month.kept.count for month in figures.on_time_by_month)
    assert figures.on_time_before.last == date(2025, 10, 20)


def test_the_burn_down_ends_where_the_ledger_stands(lively: Ledger) -> None:
    """This month's rest is what is open; the plan falls, and nothing is said of months to come."""
    figures = _figures(lively, *TRACKED)
    left = [burn.left.count for burn in figures.burn if burn.left is not None]

    assert len(figures.burn) == 24
    assert len(left) == 12
    assert left[-1] == figures.verdicts[Verdict.OPEN].count
    assert left == sorted(left, reverse=True)
    planned = [burn.planned.count for burn in figures.burn]
    assert planned == sorted(planned, reverse=True)
    assert planned[0] > planned[-1] >= figures.timings[Timing.UNDATED].count


def test_what_lies_ahead_is_counted_from_today_on(lively: Ledger) -> None:
    """The loads of twelve months are all that is open and due within them, and nothing that is overdue."""
    figures = _figures(lively, *TRACKED)
    ahead = _asked(*TRACKED, "结论:待核查", "时限>=今天", f"时限<{add_months(date(2025, 11, 1), 12)}")

    assert sum(load.due.count for load in figures.loads) == len(lively.ids(ahead, day=TODAY, near_days=NEAR))
    assert [load.month for load in figures.loads][:3] == [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)]


def test_closings_are_counted_by_weeks_from_monday(lively: Ledger) -> None:
    """The last week is this one."""
    figures = _figures(lively, *TRACKED)

    assert [week.monday for week in figures.weeks][-2:] == [date(2025, 11, 10), date(2025, 11, 17)]
    assert sum(week.closed.count for week in figures.weeks) > 5


def test_a_glance_sees_a_part_of_the_same(lively: Ledger) -> None:
    """What is there at first is not another number when the rest has come."""
    glance = build_glance(lively, _asked(*TRACKED), day=TODAY, near_days=NEAR)
    figures = _figures(lively, *TRACKED)

    assert {field.name: getattr(figures, field.name) for field in fields(glance)} == {
        field.name: getattr(glance, field.name) for field in fields(glance)
    }


def test_an_empty_ledger_has_figures(ledger: Ledger) -> None:
    """Nothing is divided by nothing."""
    figures = build_figures(ledger, EVERYTHING, day=TODAY, near_days=NEAR, stale_days=STALE)

    assert figures.on_time.share is None
    assert {figure.count for figure in _every(figures)} == {0}


@pytest.mark.parametrize("name", ["甲 局", "甲|乙", "无", "“甲”局", '甲"局', "甲\u3000局"])
def test_a_unit_of_any_name_is_found_by_its_words(ledger: Ledger, name: str) -> None:
    """Names with spaces, bars or marks, and one that means nobody, are told apart from what they look like."""
    enter(ledger, a_target("一", lead=[name], due=TODAY - timedelta(days=1)), a_target("二", lead=["甲"]))

    (words,) = (unit.overdue.words for unit in _figures(ledger).answering if unit.unit == name)

    assert [entry.target.quote for entry in ledger.entries(_asked(*words), day=TODAY, near_days=NEAR)] == ["一"]


def test_nobody_is_a_unit_too(ledger: Ledger) -> None:
    """What names nobody and comes from nobody is counted, and found."""
    from tests.commitments.builders import a_document, an_extraction

    ledger.enter(a_document("无主", issuer=None), an_extraction(a_target("无主")), actor="录入")
    (unit,) = _figures(ledger).answering

    assert (unit.unit, unit.open.count) == ("", 1)
    assert len(ledger.ids(_asked(*unit.open.words), day=TODAY, near_days=NEAR)) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_filter_words_mean_the_same_in_both_languages(language: str) -> None:
    """Timings and verdicts are themselves, whatever they are called."""
    use_language(language)
    for timing in Timing:
        assert _asked(narrowing.timing(timing)) == _asked(f"timing:{timing}")
    for verdict in Verdict:
        assert _asked(narrowing.verdict(verdict)) == _asked(f"verdict:{verdict}")
