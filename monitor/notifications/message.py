"""What a notice says, before it takes any product's shape: values that survive JSON, and how to cut them to size."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from commitments.i18n import _
from monitor.digest import Digest, Line
from monitor.safe_text import one_line
from monitor.words import quantity_words

LOG = logging.getLogger(__name__)
PRODUCT = "duban 督办"  # in every footer: keyword-secured robots are given this one word
PROMISE_CHARACTERS = 60
UNIT_CHARACTERS = 20
DOCUMENT_CHARACTERS = 30
UNITS_SHOWN = 3
ITEMS_PER_GROUP = 200  # what the outbox keeps of one group; the rest is a number
ASIDE_SHOWN = 20
NOTE_CHARACTERS = 240
NOTES_SHOWN = 8
TITLE_CHARACTERS = 80
FORMAT = 1
NO_MARKS: Mapping[int, str] = {}


@dataclass(frozen=True, slots=True)
class Item:
    """One target in a notice: only words and numbers, on one line each, with nothing a terminal would obey."""

    target_id: int
    code: str  # C000417
    promise: str
    quantity: str  # "≥ 4500 家", "" where nothing is counted
    due: date | None
    days: int | None  # to the due date, negative when late
    units: tuple[str, ...]
    document: str
    reviewed: bool = True  # False: only the rules believe it, nobody has looked yet
    mark: str = ""  # which step of reminding it has just reached, in words

    @property
    def words(self) -> str:
        """The item as one line of plain text."""
        doubt = "" if self.reviewed else _("待核")
        parts = (self.mark, self.promise, self.quantity, "、".join(self.units), f"《{self.document}》", doubt)
        return f"{self.code} {when(self)}｜" + "｜".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Group:
    """Items under one heading; `more` of them did not fit."""

    heading: str
    items: tuple[Item, ...]
    more: int = 0

    @property
    def count(self) -> int:
        """How many there are, shown or not."""
        return len(self.items) + self.more


@dataclass(frozen=True, slots=True)
class Message:
    """One notice. `notes` open it: what the last one could not say for certain, and other words to the reader."""

    title: str
    day: date
    groups: tuple[Group, ...] = ()
    notes: tuple[str, ...] = ()
    part: int = 1
    parts: int = 1
    mentions: tuple[str, ...] = ()  # people to call by name, as the channel knows them
    links: tuple[str, ...] = ()  # addresses of reports
    files: tuple[str, ...] = ()  # names of reports that a mail attaches

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item shown, in order."""
        return tuple(item for group in self.groups for item in group.items)

    @property
    def heading(self) -> str:
        """The title, with the page where there is more than one."""
        return (
            self.title
            if self.parts == 1
            else _("{title}（{part}/{parts}）").format(title=self.title, part=self.part, parts=self.parts)
        )

    def footer(self, ref: str) -> str:
        """The last line: the name people quote it by, the day, and who speaks."""
        return f"{ref} · {self.day.isoformat()} · {PRODUCT}"

    def without(self, target_ids: frozenset[int]) -> "Message":
        """The message less the items of these targets, and less the groups that are then empty."""
        groups = (
            replace(group, items=tuple(item for item in group.items if item.target_id not in target_ids))
            for group in self.groups
        )
        return replace(self, groups=tuple(group for group in groups if group.count))


def tamed(message: Message) -> Message:
    """The message with a title and notes that leave room for the rest, whatever went into them."""
    notes = [one_line(note, NOTE_CHARACTERS) for note in message.notes]
    if len(notes) > NOTES_SHOWN:
        notes = [*notes[: NOTES_SHOWN - 1], _("另有 {n} 条说明见日志").format(n=len(notes) - NOTES_SHOWN + 1)]
    return replace(message, title=one_line(message.title, TITLE_CHARACTERS), notes=tuple(notes))


def when(item: Item) -> str:
    """How late or how near, in words."""
    if item.due is None or item.days is None:
        return _("未写明时限")
    day = item.due.isoformat()
    if item.days < 0:
        return _("{day} 到期，逾期 {n} 天").format(day=day, n=-item.days)
    return (
        _("{day} 到期，今天").format(day=day)
        if item.days == 0
        else _("{day} 到期，还有 {n} 天").format(day=day, n=item.days)
    )


def lines(message: Message, ref: str) -> tuple[str, ...]:
    """The whole message as lines of plain text."""
    body: list[str] = [message.heading, *message.notes]
    for group in message.groups:
        body += [heading_of(group), *(item.words for item in group.items), *more_of(group)]
    return (*body, *(f"{link_words(link)} {link}" for link in message.links), message.footer(ref))


def link_words(link: str) -> str:
    """What a link to a report is called: “报告 2025-07-01.html”."""
    return _("报告 {name}").format(name=link.rpartition("/")[2])


def heading_of(group: Group) -> str:
    """The heading of a group with its count."""
    return _("{heading}（{n} 项）").format(heading=group.heading, n=group.count)


def more_of(group: Group) -> tuple[str, ...]:
    """One line naming what was left out, or none."""
    return (_("还有 {n} 项").format(n=group.more),) if group.more else ()


def digest_message(
    digest: Digest,
    notes: tuple[str, ...] = (),
    *,
    owner: str = "",
    escalated: Sequence[Line] = (),
    marks: Mapping[int, str] = NO_MARKS,
) -> Message | None:
    """The day's digest as a notice; None when nothing is to be said, because silence is the right notice then.

    Args:
        digest: the facts; nothing else is asked.
        notes: lines to open with; they alone are no reason to speak.
        owner: whose digest it is.
        escalated: lines that come first, because they were late for too long.
        marks: words to put before targets, by id.
    """
    sections = (
        (_("升级催办"), escalated),
        (_("已逾期"), digest.overdue),
        (_("今日到期"), digest.due),
        (_("即将到期"), digest.near),
    )
    aside: list[str] = []
    groups = tuple(_group(heading, found, marks, aside) for heading, found in sections if found)
    if not groups:
        return None
    return Message(digest_title(digest, owner), digest.day, groups, (*notes, *aside_words(aside)))


def aside_words(codes: Sequence[str]) -> tuple[str, ...]:
    """One line naming the targets that could not be put into words, or none."""
    if not codes:
        return ()
    named = "、".join(codes[:ASIDE_SHOWN]) + ("…" if len(codes) > ASIDE_SHOWN else "")
    return (_("{codes} 的内容无法列出，已记入日志，请查台账").format(codes=named),)


def digest_title(digest: Digest, owner: str = "") -> str:
    """What a digest is called: its day, and whose it is."""
    title = _("督办日报 {day}").format(day=digest.day.isoformat())
    return f"{one_line(owner, UNIT_CHARACTERS)} {title}" if owner else title


def _group(heading: str, found: Sequence[Line], marks: Mapping[int, str], aside: list[str]) -> Group:
    """The lines under a heading; one that cannot be put into words is logged and set aside, the others go on."""
    items: list[Item] = []
    for line in found[:ITEMS_PER_GROUP]:
        try:
            items.append(replace(_item(line), mark=marks.get(line.entry.id, "")))
        except Exception:  # one poisoned target must not silence the others
            LOG.exception("%s cannot be put into words and is set aside", line.entry.code)
            aside.append(line.entry.code)
    return Group(heading, tuple(items), len(found) - len(items))


def _item(line: Line) -> Item:
    target = line.entry.target
    return Item(
        target_id=line.entry.id,
        code=line.entry.code,
        promise=one_line(target.metric or target.quote, PROMISE_CHARACTERS),
        quantity=one_line(quantity_words(target.quantity)) if target.quantity else "",
        due=line.entry.due,
        days=line.days,
        units=tuple(one_line(unit, UNIT_CHARACTERS) for unit in line.units[:UNITS_SHOWN]),
        document=one_line(line.entry.document.label, DOCUMENT_CHARACTERS),
        reviewed=line.reviewed,
    )


def to_document(message: Message) -> dict[str, Any]:
    """The message as plain JSON values, as the outbox keeps it."""
    return {
        "format": FORMAT,
        "title": message.title,
        "day": message.day.isoformat(),
        "notes": list(message.notes),
        "part": message.part,
        "parts": message.parts,
        "mentions": list(message.mentions),
        "links": list(message.links),
        "files": list(message.files),
        "groups": [_group_document(group) for group in message.groups],
    }


def _group_document(group: Group) -> dict[str, Any]:
    return {"heading": group.heading, "more": group.more, "items": [item_document(item) for item in group.items]}


def item_document(item: Item) -> dict[str, Any]:
    """One item as plain JSON values; generic webhooks receive exactly these."""
    return {
        "id": item.target_id,
        "code": item.code,
        "promise": item.promise,
        "quantity": item.quantity,
        "due": None if item.due is None else item.due.isoformat(),
        "days": item.days,
        "units": list(item.units),
        "document": item.document,
        "reviewed": item.reviewed,
        "mark": item.mark,
    }


def from_document(document: Mapping[str, Any]) -> Message:
    """The message that `to_document` wrote.

    Raises:
        KeyError, ValueError, TypeError: the document is not one of ours.
    """
    if document["format"] != FORMAT:
        raise ValueError(document["format"])
    return Message(
        title=document["title"],
        day=date.fromisoformat(document["day"]),
        groups=tuple(
            Group(group["heading"], tuple(_item_from(item) for item in group["items"]), group["more"])
            for group in document["groups"]
        ),
        notes=tuple(document["notes"]),
        part=document["part"],
        parts=document["parts"],
        mentions=tuple(document.get("mentions", ())),
        links=tuple(document.get("links", ())),
        files=tuple(document.get("files", ())),
    )


def _item_from(item: Mapping[str, Any]) -> Item:
    return Item(
        target_id=item["id"],
        code=item["code"],
        promise=item["promise"],
        quantity=item["quantity"],
        due=None if item["due"] is None else date.fromisoformat(item["due"]),
        days=item["days"],
        units=tuple(item["units"]),
        document=item["document"],
        reviewed=item["reviewed"],
        mark=item.get("mark", ""),
    )
