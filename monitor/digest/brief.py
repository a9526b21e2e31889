"""The whole brief of a day: its lines, what is new since the last report, the figures, and where each line stands."""

import gc
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta

from commitments.document import Place, Section, place_at
from commitments.errors import Problem
from commitments.filter import parse_filter
from commitments.ledger import Ledger
from monitor.digest.day import NOT_REJECTED, Digest, Source, build_digest, laid_out
from monitor.digest.figures import Figures, build_figures, figures_of
from monitor.digest.history import moves_known
from monitor.digest.known import anything_known, entries_known, is_silent, overview_known
from monitor.digest.lines import Line
from monitor.digest.news import build_news
from monitor.digest.periods import Period
from monitor.digest.summing import build_summary

LOOKED_AT = 300  # lines of each view whose place is looked up: nobody reads more of them on paper
AT_ONCE = 50  # documents whose texts are held to look up places
LONGEST_HEADING = 60  # characters of one heading that are quoted


def build_brief(
    ledger: Ledger,
    *,
    day: date,
    near_days: int,
    stale_days: int,
    since: date,
    moment: datetime,
    until: datetime | None = None,
    problems: tuple[Problem, ...] = (),
    period: Period | None = None,
    places: bool = True,
) -> Digest:
    """Read the ledger for a report, all of it as it stands at one moment.

    Args:
        ledger: the store of record.
        day: the day of the report.
        near_days: length of the warning window in calendar days.
        stale_days: so many days without evidence make an open target stale.
        since: the day of the last report.
        moment: aware; what was recorded from then on is news.
        until: aware; what was recorded from then on was not known yet. None for all that is known now.
        problems: complaints of the run in hand.
        period: the period that ends with the day and began at `moment`, for a summary of it.
        places: whether to look up where in their documents lines stand, as reports on paper show it.
    """
    with _uncollected(), ledger.still() as still:
        if until is not None and anything_known(still, until):
            over = period is not None  # a summary counts its last day
            told = _as_known(still, until, day=day, near_days=near_days, stale_days=stale_days, over=over)
        else:
            told = _as_it_is(still, day=day, near_days=near_days, stale_days=stale_days, problems=problems)
        told = replace(told, news=build_news(still, told, since=since, moment=moment))
        if period is not None:
            told = replace(told, summary=build_summary(still, told, period, moment=moment, until=until))
        return replace(told, sources=sources(still, looked_at(told))) if places else told


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spare the garbage collector: a hundred thousand values that all stay would be walked through again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _as_it_is(ledger: Ledger, *, day: date, near_days: int, stale_days: int, problems: tuple[Problem, ...]) -> Digest:
    digest = build_digest(ledger, day=day, near_days=near_days, problems=problems)
    asked = parse_filter([NOT_REJECTED], today=day)
    figures = build_figures(ledger, asked, day=day, near_days=near_days, stale_days=stale_days)
    return replace(digest, figures=figures, stale=_stale(ledger, digest, figures))


def _as_known(ledger: Ledger, until: datetime, *, day: date, near_days: int, stale_days: int, over: bool) -> Digest:
    """The day as the log tells it: entries, figures and documents as they were."""
    entries = entries_known(ledger, until, day=day, near_days=near_days)
    silent_day = day - timedelta(days=stale_days)
    seen = overview_known(entries, moves_known(ledger, until), day=day, silent_day=silent_day)
    documents = tuple(document for document in ledger.documents() if document.added_at < until)
    digest = laid_out(
        entries,
        counts=None,
        documents=documents,
        day=day,
        near_days=near_days,
        revisits=ledger.revisits(until),
    )
    return replace(
        digest,
        as_known=True,
        figures=figures_of(seen, day=day, near_days=near_days, stale_days=stale_days, over=over),
        stale=tuple(line for line in digest.open_lines if is_silent(line.entry, silent_day)),
    )


def looked_at(digest: Digest) -> Iterable[Line]:
    """The lines that a report on paper shows."""
    views = ("overdue", "due", "near", "undated", "unreviewed", "closed", "recent", "stale", "revisit")
    lists = [getattr(digest, view) for view in views]
    if digest.summary is not None and digest.news is not None:
        news = digest.news
        lists = [*digest.summary.lists, news.met, news.met_late, news.settled, news.arrived, digest.revisit]
    return (line for lines in lists for line in lines[:LOOKED_AT])


def sources(ledger: Ledger, lines: Iterable[Line]) -> Mapping[int, Source]:
    """Where in their documents lines stand; each document is looked into once."""
    by_document: dict[int, dict[int, int]] = {}
    for line in lines:
        by_document.setdefault(line.entry.document.id, {})[line.entry.id] = line.entry.target.start
    found: dict[int, Source] = {}
    numbers = sorted(by_document)
    for start in range(0, len(numbers), AT_ONCE):
        for number, (text, places) in ledger.bodies(numbers[start : start + AT_ONCE]).items():
            found |= _within(text, places, by_document[number])
    return found


def _within(text: str, places: Sequence[Place], starts: Mapping[int, int]) -> dict[int, Source]:
    from commitments.reading.lines import find_lines  # readers are imported when somebody wants headings
    from commitments.reading.outline import build_sections, find_pieces

    sections = build_sections(text, *find_pieces(text, find_lines(text)))
    return {
        number: Source(place_at(places, start), _headings(text, sections, start)) for number, start in starts.items()
    }


def _headings(text: str, sections: tuple[Section, ...], start: int) -> str:
    """The headings over a place in a text, widest first; of an item that runs on, its marker alone."""
    found = []
    at: int | None = bisect_right(sections, start, key=lambda section: section.span.start) - 1
    while at is not None and at > 0:
        section = sections[at]
        if section.span.end > start:
            heading = "" if section.heading.end > start else section.heading.of(text).strip()
            found.append((section.marker + heading[:LONGEST_HEADING]).strip())
        at = section.parent
    return " › ".join(part for part in reversed(found) if part)


def _stale(ledger: Ledger, digest: Digest, figures: Figures) -> tuple[Line, ...]:
    """The lines that the figure counts, by its own filter."""
    asked = parse_filter([NOT_REJECTED, *figures.stale.words], today=digest.day)
    wanted = set(ledger.ids(asked, day=digest.day, near_days=digest.near_days))
    return tuple(line for line in digest.open_lines if line.entry.id in wanted)
