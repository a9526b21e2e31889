"""The reports that go with a digest: links for whoever reads it in chat, files for mails."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from commitments.attachments import MEGABYTE
from commitments.i18n import _
from monitor.config import Settings
from monitor.digest import Grain, period_of
from monitor.notifications.audience import Share
from monitor.notifications.message import Message
from monitor.report_settings import SUFFIXES, summed_up_on

LINKED = ("html", "pdf", "xlsx", "markdown", "csv", "json")  # the first of these that is there
LOOK_BACK = 31  # days since the last digest that are searched for summaries
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Papers:
    """Addresses of reports, names of the files to attach, and a line on what was too large for that."""

    links: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def summary_words(settings: Settings, share: Share, *, mails: bool, since: date, slot: date) -> tuple[str, ...]:
    """One line on the summaries that were written since the last digest: they go out on whatever day; else nothing.

    Args:
        settings: formats and folder, address of the folder, what is attached.
        share: whose digest it is; everybody's alone carries reports.
        mails: whether the channel carries files; others need an address to link to.
        since: the day of the last digest.
        slot: the day of this one.
    """
    reports = settings.reports
    formats = LINKED if reports.base_url else reports.attach if mails else ()
    if not share.whole or not formats:
        return ()
    folder = settings.path(reports.folder)
    stems = [stem for stem in _summaries(settings, since, slot) if _there(folder, stem, formats)]
    return (_("定期报告 {names}").format(names="、".join(stems)),) if stems else ()


def _there(folder: Path, stem: str, formats: Iterable[str]) -> bool:
    return any((folder / f"{stem}{SUFFIXES[each]}").is_file() for each in formats)


def with_papers(settings: Settings, share: Share, message: Message, *, since: date, slot: date) -> Message:
    """A digest with the reports that go with it, since the last digest.

    Everybody's reports go with everybody's digest alone: who is told of some targets is told of no others.
    """
    if not share.whole:
        return message
    found = papers(settings, since=since, slot=slot)
    return replace(message, links=found.links, files=found.files, notes=(*message.notes, *found.notes))


def papers(settings: Settings, *, since: date, slot: date) -> Papers:
    """The report of a slot's day, and the summaries that were written since the last one, as far as they are there.

    Args:
        settings: formats and folder, address of the folder, what is attached.
        since: the day of the last digest.
        slot: the day of this one.
    """
    reports = settings.reports
    folder = settings.path(reports.folder)
    names = list(_names(settings, since, slot))
    links = [f"{reports.base_url.rstrip('/')}/{name}" for stem in names for name in _linked(folder, stem)]
    files, notes = _attached(settings, [f"{stem}{SUFFIXES[each]}" for stem in names for each in reports.attach])
    return Papers(tuple(links) if reports.base_url else (), files, notes)


def _names(settings: Settings, since: date, slot: date) -> Iterator[str]:
    """What the files are called, less their suffix: the day's, then those of periods that were summed up."""
    yield slot.isoformat()
    yield from _summaries(settings, since, slot)


def _summaries(settings: Settings, since: date, slot: date) -> Iterator[str]:
    """Those of periods that were summed up after the last digest; what is written after it goes with the next one."""
    workdays, schedule = settings.workdays, settings.schedule
    later = DAY if schedule.report_at > schedule.notify_at else 0 * DAY
    first, last = max(since + DAY, slot - LOOK_BACK * DAY) - later, slot - later
    days = [first + n * DAY for n in range((last - first).days + 1)]
    for name in settings.reports.periods:
        for day in days:
            if summed_up_on(name, day, workdays):
                yield period_of(Grain(name), day).before.name


def _linked(folder: Path, stem: str) -> Iterator[str]:
    """The one file of a report that people would open."""
    names = (f"{stem}{SUFFIXES[each]}" for each in LINKED)
    found = next((name for name in names if (folder / name).is_file()), None)
    if found:
        yield found


def _attached(settings: Settings, names: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files that are there and fit into one mail together, and a line on the others."""
    folder, room = settings.path(settings.reports.folder), settings.reports.attach_megabytes * MEGABYTE
    fitting, large = [], []
    for name in names:
        size = (folder / name).stat().st_size if (folder / name).is_file() else 0
        if size > room:
            large.append(name)
        elif size:
            fitting.append(name)
            room -= size
    words = (_("{names} 太大，没有附上").format(names="、".join(large)),) if large else ()
    return tuple(fitting), words
