"""Anchors: what the dates of a document are read against, its reference date and the period it is written for."""

import re
from dataclasses import replace
from datetime import date

from commitments.document import Document, Reference, ReferenceBasis
from commitments.extraction.passage import Genre, Sentence
from commitments.extraction.rule import Context
from commitments.extraction.zh import headings
from commitments.extraction.zh.dates import plan_period
from commitments.target import Basis, Due

TITLED = (Genre.PLAN, Genre.SHEET, Genre.WORK_REPORT)  # whose title dates what stands below it
STATED = re.compile(
    r"(?:实施|规划|行动|执行|方案|计划|整治|创建)(?:期限?|周期|时限|时间|年限)(?:安排|范围)?(?:为|[:：])?\s{0,4}"
    r"(?P<period>20\d\d\s?年?(?:\d{1,2}月)?\s?(?:[-—–－~～至到]{1,2})\s?20\d\d\s?年)"
)
OUTLOOK = re.compile("展望|经营计划|工作计划|经营目标|发展计划")  # of a report on a year that is over
OPENS = re.compile(r"(?:到|至|在)?(?P<y>20\d\d)\s?年(?![底末内])")
NEXT_YEAR = re.compile("[明次来]年(?![度轻])")  # said from the year of the paper itself
LATE = 10  # the month from which on papers plan the year to come
YEAR = re.compile(r"(?<!\d)(20\d\d)\s?年")
PARTS = re.compile("[和及与、]")


def context_of(document: Document, period: Due | None) -> Context:
    """What all dates of a document are read against; `period` is what its own title says."""
    span = period or stated_period(document)
    return Context(
        reference_of(document, period), period.day if period else None, span.earliest if span and span.day else None
    )


def title_period(document: Document, genre: Genre) -> Due | None:
    """The last day of the period the document's own title names."""
    title = document.imprint.title or ""
    if genre not in TITLED:
        return None
    # “第十四个五年规划和二〇三五年远景目标纲要” is written for five years
    parts = [part for part in PARTS.split(title) if not headings.DISTANT.search(part)] or [title]
    periods = [found for part in parts if (found := plan_period(part))]
    if not periods:
        return None
    period = max(periods, key=lambda found: found[1])
    return Due(period[1], title, Basis.INHERITED, earliest=period[0], precision="year", anchor="words")


def stated_period(document: Document) -> Due | None:
    """The period that a text says it is written for (实施期限：2023—2025年)."""
    found = STATED.search(document.text)
    period = plan_period(found["period"]) if found else None
    return (
        Due(period[1], basis=Basis.INHERITED, earliest=period[0], precision="year", anchor="words") if period else None
    )


def reference_of(document: Document, period: Due | None) -> Reference:
    """The document's reference date; where it has none, months and quarters are those of the one year in its title."""
    reference = document.imprint.reference
    if reference.day or period is None or period.day is None:
        return reference
    first = period.earliest or period.day
    return Reference(first, ReferenceBasis.NUMBER) if first.year == period.day.year else reference


class Anchor:
    """What the dates of each sentence are read against: mostly the document's own context.

    A paper of December that closes with “2025年工作打算”, or goes on with “2025年，我局将…”, means the coming year
    there by 年内, 全年 and 6月底前; so does the outlook of a report on a year that is over.
    """

    def __init__(self, document: Document, context: Context) -> None:
        day = context.reference.day
        self._text, self._context = document.text, context
        self._year = day.year if day and day.month >= LATE else None
        self._coming = context
        self._sections: set[int] = set()
        self._turned = False  # a sentence has turned to the coming year
        if self._year is None:
            return
        reference = replace(context.reference, day=date(self._year + 1, 1, 1))
        self._coming = Context(reference, context.period_end, context.period_start)
        whole = {each.year for each in (context.period_start, context.period_end) if each}
        for number, section in enumerate(document.sections):
            words = section.heading.of(document.text) if number else ""
            years = {int(year) for year in YEAR.findall(words)} or (set() if number else whole)
            ahead = number and not years and context.reference.over and OUTLOOK.search(words)
            if section.parent in self._sections or ahead or (years and min(years) > self._year):
                self._sections.add(number)

    def at(self, sentence: Sentence) -> Context:
        """The context of the next sentence in order."""
        if self._year is None:
            return self._context
        opens = OPENS.match(self._text, *sentence.span)
        if opens:
            self._turned = int(opens["y"]) == self._year + 1
        planned = self._turned or sentence.section in self._sections
        return self._coming if planned and not NEXT_YEAR.search(self._text, *sentence.span) else self._context
