"""Anchors: what the dates of a document are read against, its reference date and the period it is written for."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from commitments.document import Document, Reference, ReferenceBasis
from commitments.extraction.passage import Genre
from commitments.extraction.rule import Context
from commitments.extraction.zh.dates import plan_period
from commitments.target import Basis, Due

TITLED = (Genre.PLAN, Genre.SHEET, Genre.WORK_REPORT)  # whose title dates what stands below it
STATED = re.compile(
    r"(?:实施|规划|行动|执行|方案|计划|整治|创建)(?:期限?|周期|时限|时间|年限)(?:安排|范围)?(?:为|[:：])?\s{0,4}"
    r"(?P<period>20\d\d\s?年?(?:\d{1,2}月)?\s?(?:[-—–－~～至到]{1,2})\s?20\d\d\s?年)"
)
OUTLOOK = re.compile("展望|经营计划|工作计划|经营目标|发展计划")  # of a report on a year that is over
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
    periods = [found for part in PARTS.split(title) if (found := plan_period(part))]
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


def next_years(document: Document, context: Context) -> Mapping[int, Context]:
    """By section, what dates are read against in the parts of a paper that plan the year behind its own.

    A paper of December that closes with “2025年工作打算” means the coming year there by 年内, 全年 and 6月底前.
    """
    reference = context.reference
    if reference.day is None or reference.day.month < LATE:
        return {}
    coming = Context(
        replace(reference, day=date(reference.day.year + 1, 1, 1)), context.period_end, context.period_start
    )
    found: dict[int, Context] = {}
    for number, section in enumerate(document.sections):
        years = {int(year) for year in YEAR.findall(section.heading.of(document.text))}
        ahead = not years and reference.over and OUTLOOK.search(section.heading.of(document.text))
        if section.parent in found or ahead or (years and min(years) > reference.day.year):
            found[number] = coming
    return found
