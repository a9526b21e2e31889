"""Due dates as an iCalendar file (RFC 5545): one event, or one to-do, for each target with a date.

A target keeps its UID for good; its SEQUENCE and LAST-MODIFIED grow when its date, words or end change, so that a
calendar that subscribes moves what it shows. Nothing in it depends on when it was written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from commitments.evidence import Verdict
from commitments.i18n import _
from commitments.ledger import Entry, Ledger
from monitor.feeds.changes import promise_words
from monitor.safe_text import one_line
from monitor.words import word

ALARMS = (7, 1)  # days before the last day on time
MOST_OCTETS = 75  # of a line, RFC 5545 3.1
_SUMMARY = 60  # characters: what a month view can show
_ALARM_HOUR = 9


class History(NamedTuple):
    """When what is told of targets came and changed."""

    added: Mapping[int, datetime]  # document id → when it was taken in
    changes: Mapping[int, tuple[int, datetime]]  # as `Ledger.changes` has them


def history(ledger: Ledger) -> History:
    """That of every target in a ledger."""
    return History({document.id: document.added_at for document in ledger.documents()}, ledger.changes())


@dataclass(frozen=True, slots=True)
class Layout:
    """How the dates are written."""

    name: str  # what the calendar is called
    todos: bool = False  # to-dos, for calendars that keep lists; else all-day events, which all of them show
    alarms: Sequence[int] = ALARMS  # days before; none for silence
    site: str = ""  # address of the published site, to link to; "" for none


def render(entries: Iterable[Entry], past: History, layout: Layout) -> str:
    """The calendar: CRLF lines of at most 75 octets. Entries without a date are left out."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//duban//duban//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(layout.name)}",
        f"X-WR-CALNAME:{_text(layout.name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
    ]
    dated = ((entry, entry.due) for entry in entries if entry.due is not None)
    parts = [_folded(_component(entry, due, past, layout)) for entry, due in dated]
    return "".join([_folded(lines), *parts, _folded(["END:VCALENDAR"])])


def uid(entry: Entry) -> str:
    """The name of a target that no other target of any ledger has, and that never changes."""
    return f"{entry.code}-{entry.document.sha256[:16]}@duban"


def fold(line: str) -> str:
    """A line cut into pieces of at most 75 octets, each but the first behind a blank; never inside a character."""
    pieces: list[list[str]] = [[]]
    size, limit = 0, MOST_OCTETS
    for character in line:
        octets = len(character.encode())
        if size + octets > limit:
            pieces.append([])
            size, limit = 0, MOST_OCTETS - 1  # the blank counts
        pieces[-1].append(character)
        size += octets
    return "\r\n ".join("".join(piece) for piece in pieces)


def _folded(lines: Iterable[str]) -> str:
    return "".join(fold(line) + "\r\n" for line in lines)


def _component(entry: Entry, due: date, past: History, layout: Layout) -> Iterator[str]:
    added = past.added[entry.document.id]
    times, last = past.changes.get(entry.id, (0, added))
    kind = "VTODO" if layout.todos else "VEVENT"
    yield f"BEGIN:{kind}"
    yield f"UID:{uid(entry)}"
    yield f"DTSTAMP:{_instant(last)}"
    yield f"CREATED:{_instant(min(last, added))}"
    yield f"LAST-MODIFIED:{_instant(last)}"
    yield f"SEQUENCE:{times}"
    yield f"SUMMARY:{_text(_summary(entry))}"
    yield f"DESCRIPTION:{_text(_description(entry))}"
    yield from _list_of("CATEGORIES", (word(entry.target.kind), *entry.target.owners.lead))
    if layout.site:
        yield f"URL:{layout.site.rstrip('/')}/targets/{entry.code}.html"
    yield from _todo(entry, due, last) if layout.todos else _event(entry, due)
    if not entry.closed:
        for days in sorted(set(layout.alarms), reverse=True):
            yield from _alarm(entry, days, after_end=layout.todos)
    yield f"END:{kind}"


def _event(entry: Entry, due: date) -> Iterator[str]:
    """The whole of the last day on time, in which nobody is busy for it."""
    yield f"DTSTART;VALUE=DATE:{due:%Y%m%d}"
    if due < date.max:
        yield f"DTEND;VALUE=DATE:{due + timedelta(days=1):%Y%m%d}"
    yield "TRANSP:TRANSPARENT"
    yield "STATUS:CANCELLED" if entry.verdict is Verdict.WITHDRAWN else "STATUS:CONFIRMED"


def _todo(entry: Entry, due: date, last: datetime) -> Iterator[str]:
    yield f"DUE;VALUE=DATE:{due:%Y%m%d}"
    match entry.verdict:
        case Verdict.OPEN:
            yield "STATUS:IN-PROCESS" if entry.latest else "STATUS:NEEDS-ACTION"
        case Verdict.MET | Verdict.MET_LATE:
            done = entry.closing.proposed_at if entry.closing else last
            yield "STATUS:COMPLETED"
            yield f"COMPLETED:{_instant(done)}"
            yield "PERCENT-COMPLETE:100"
        case _:  # no longer to be done, whatever came of it
            yield "STATUS:CANCELLED"


def _alarm(entry: Entry, days: int, *, after_end: bool) -> Iterator[str]:
    """A note at nine in the morning, some days before; counted from the midnight with which the last day begins."""
    hours = days * 24 - _ALARM_HOUR
    sign, hours = ("-", hours) if hours > 0 else ("", -hours)
    whole, rest = divmod(hours, 24)
    span = "P" + (f"{whole}D" if whole else "") + (f"T{rest}H" if rest else "")
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_text(_summary(entry))}"
    yield f"TRIGGER{';RELATED=END' if after_end else ''}:{sign}{span}"
    yield "END:VALARM"


def _summary(entry: Entry) -> str:
    words = promise_words(entry, _SUMMARY)
    return _("{verdict}：{words}").format(verdict=word(entry.verdict), words=words) if entry.closed else words


def _description(entry: Entry) -> str:
    owners, document = entry.target.owners, entry.document
    facts = [
        (_("编号"), entry.code),
        (_("原文"), entry.target.quote),
        (_("牵头"), "、".join(owners.lead)),
        (_("配合"), "、".join(owners.support)),
        (_("文件"), " ".join(part for part in (document.label, document.number) if part)),
        (_("原定时限"), f"{entry.original_due or ''}" if entry.times_moved else ""),
        (_("结论"), word(entry.verdict) if entry.closed else ""),
    ]
    return "\n".join(_("{name}：{value}").format(name=name, value=one_line(value)) for name, value in facts if value)


def _list_of(name: str, values: Sequence[str]) -> Iterator[str]:
    """A property of several words, between which the comma is ours."""
    words = [_text(one_line(value)) for value in values if value.strip()]
    if words:
        yield f"{name}:{','.join(words)}"


def _text(words: str) -> str:
    """TEXT of RFC 5545 3.3.11; a line break becomes a backslash and an n."""
    for sign in ("\\", ";", ","):
        words = words.replace(sign, "\\" + sign)
    return words.replace("\n", "\\n")


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
