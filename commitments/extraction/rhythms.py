"""Rhythms: what comes round (每年, 每季度), from which year on, and by when its level is reached."""

from dataclasses import replace
from datetime import date

from commitments import periods
from commitments.extraction import later as re
from commitments.extraction.passage import Passage
from commitments.extraction.rule import DateMatch, DateRole
from commitments.target import Due

UNTIL = re.compile(r"[到至]")


def right_before(passage: Passage, at: int, match: DateMatch) -> list[DateMatch]:
    """The years that end the clause before a rhythm: “2025年起,每年…”, “2026—2028年,每年…”."""
    if at == 0 or not match.due.recurrence:
        return []
    end = passage.sentence.clauses[at - 1].span.end
    return [other for other in passage.dates if other.span.end == end and other.due.day]


def as_rhythm(match: DateMatch, near: list[DateMatch]) -> DateMatch:
    """“2026年起每年”, “2026—2028年每年” come round, and for the first time by the end of the year they begin in.

    “到2028年，每年建设5万亩” says what a year brings when the level is reached: the year named is the term.
    """
    rhythm = match if match.due.recurrence else next((each for each in near if each.due.recurrence), None)
    until = next((each for each in near if UNTIL.match(each.due.text or "")), None)
    if rhythm and until and until.due.precision == "year" and rhythm.due.recurrence == "yearly":
        return until._replace(due=replace(until.due, recurrence="yearly"))
    begins = match if match.role is DateRole.START else next((each for each in near if begins_years(each)), None)
    if rhythm is None or begins is None or begins.due.day is None:
        return match
    if rhythm.due.day is None and (rhythm.due.recurrence or "").startswith("every"):
        return rhythm  # 2027年起每旬: no day of its own
    year = (begins.due.earliest or begins.due.day).year
    first = first_in(year, rhythm.due)
    late = rhythm.due.day is None or rhythm.due.day < first
    if late and begins.due.precision == "year":
        due = replace(begins.due, day=first, recurrence=rhythm.due.recurrence)
        return rhythm._replace(due=due)
    return match if late and match.role is DateRole.START else rhythm


def first_in(year: int, rhythm: Due) -> date:
    """The first day of a year on which a rhythm is due: 每年6月底前, 每季度."""
    if rhythm.recurrence == "yearly" and rhythm.day:
        return periods.add_years(rhythm.day, year - rhythm.day.year)
    first = {
        "half-yearly": periods.half(year, 1),
        "quarterly": periods.quarter(year, 1),
        "monthly": periods.month(year, 1),
        "weekly": periods.week(date(year, 1, 1)),
    }
    return first.get(rhythm.recurrence or "", periods.year(year)).last


def begins_years(match: DateMatch) -> bool:
    """Whether a date says from which year on, or in which years."""
    return match.role is DateRole.START or match.rule == "range of years"
