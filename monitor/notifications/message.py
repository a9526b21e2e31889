"""What a notice says, before it takes any product's shape: values that survive JSON, and how to cut them to size."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from commitments.i18n import _
from monitor.digest import Digest, Line
from monitor.safe_text import one_line
from monitor.words import quantity_words

PRODUCT = "duban 督办"  # in every footer: keyword-secured robots are given this one word
PROMISE_CHARACTERS = 60
UNIT_CHARACTERS = 20
DOCUMENT_CHARACTERS = 30
UNITS_SHOWN = 3
ITEMS_PER_GROUP = 200  # what the outbox keeps of one group; the rest is a number
MAX_PAGES = 3
FORMAT = 1


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

    @property
    def words(self) -> str:
        """The item as one line of plain text."""
        doubt = "" if self.reviewed else _("待核")
        parts = (self.promise, self.quantity, "、".join(self.units), f"《{self.document}》", doubt)
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
    return (*body, message.footer(ref))


def heading_of(group: Group) -> str:
    """The heading of a group with its count."""
    return _("{heading}（{n} 项）").format(heading=group.heading, n=group.count)


def more_of(group: Group) -> tuple[str, ...]:
    """One line naming what was left out, or none."""
    return (_("还有 {n} 项").format(n=group.more),) if group.more else ()


def digest_message(digest: Digest, notes: tuple[str, ...] = ()) -> Message | None:
    """The day's digest as a notice; None when nothing is late, due or near, because silence is the right notice then.

    Args:
        digest: the facts; nothing else is asked.
        notes: lines to open with.
    """
    sections = ((_("已逾期"), digest.overdue), (_("今日到期"), digest.due), (_("即将到期"), digest.near))
    groups = tuple(_group(heading, found) for heading, found in sections if found)
    if not groups:
        return None
    title = _("督办日报 {day}").format(day=digest.day.isoformat())
    return Message(title, digest.day, groups, notes)


def _group(heading: str, found: Sequence[Line]) -> Group:
    shown = found[:ITEMS_PER_GROUP]
    return Group(heading, tuple(_item(line) for line in shown), len(found) - len(shown))


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


def pages(message: Message, fits: Callable[[Message], bool], most: int = MAX_PAGES) -> tuple[Message, ...]:
    """Cut a message into at most `most` pages that all fit; what is left after the last is counted on it.

    Args:
        message: the whole message.
        fits: whether a message, rendered for its channel, is small enough. Asked with two-digit page numbers.
        most: pages a reader can be asked to take.
    """
    if fits(message):
        return (message,)
    cut: list[Message] = []
    rest = message.groups
    while rest and len(cut) < most:
        last = len(cut) == most - 1
        head = replace(message, notes=message.notes if not cut else (), part=99, parts=99)
        page, rest = _fill(head, rest, fits, count_rest=last)
        cut.append(page)
    return tuple(replace(page, part=n, parts=len(cut)) for n, page in enumerate(cut, start=1))


def _fill(
    head: Message, groups: tuple[Group, ...], fits: Callable[[Message], bool], *, count_rest: bool
) -> tuple[Message, tuple[Group, ...]]:
    """The largest page that fits, and the groups left for the next; a page takes one item at the least."""
    total = sum(len(group.items) for group in groups)
    low, high = 1, max(total, 1)
    while low < high:  # the largest number of items that fits, by halving: rendering is what costs
        middle = (low + high + 1) // 2
        shown, _rest = _split(groups, middle, count_rest=count_rest)
        low, high = (middle, high) if fits(replace(head, groups=shown)) else (low, middle - 1)
    shown, rest = _split(groups, low, count_rest=count_rest)
    return replace(head, groups=shown), rest


def _split(groups: tuple[Group, ...], n: int, *, count_rest: bool) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """The first `n` items, and the rest as groups; or the first `n` with the rest counted, and nothing."""
    shown: list[Group] = []
    rest: list[Group] = []
    for group in groups:
        taken, left = group.items[:n], group.items[n:]
        n -= len(taken)
        if count_rest:
            shown.append(Group(group.heading, taken, group.more + len(left)))
        else:
            _share(group, taken, left, shown, rest)
    return tuple(shown), tuple(rest)


def _share(
    group: Group, taken: tuple[Item, ...], left: tuple[Item, ...], shown: list[Group], rest: list[Group]
) -> None:
    """Put a group on this page, on the next, or across both; its count of unseen items stays with its end."""
    if taken:
        shown.append(Group(group.heading, taken, 0 if left else group.more))
    if left or not taken:
        rest.append(Group(group.heading, left, group.more))


def to_document(message: Message) -> dict[str, Any]:
    """The message as plain JSON values, as the outbox keeps it."""
    return {
        "format": FORMAT,
        "title": message.title,
        "day": message.day.isoformat(),
        "notes": list(message.notes),
        "part": message.part,
        "parts": message.parts,
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
    )
