"""Cutting a notice to the size a channel takes, without losing count of what is left out."""

from collections.abc import Callable
from dataclasses import replace

from monitor.notifications.message import Group, Item, Message
from monitor.safe_text import one_line

MAX_PAGES = 3
SHORTEST_NOTE = 20  # characters that are left of a note however little room there is


def pages(message: Message, fits: Callable[[Message], bool], most: int = MAX_PAGES) -> tuple[Message, ...]:
    """Cut a message into at most `most` pages that all fit; what is left after the last is counted on it.

    Args:
        message: the whole message.
        fits: whether a message, rendered for its channel, is small enough. Asked with two-digit page numbers.
        most: pages a reader can be asked to take.
    """
    if fits(message):
        return (message,)
    message = _lean(message, fits)
    cut: list[Message] = []
    rest = message.groups
    while rest and len(cut) < most:
        last = len(cut) == most - 1
        head = replace(message, notes=message.notes if not cut else (), part=99, parts=99)
        page, rest = _fill(head, rest, fits, count_rest=last)
        cut.append(page)
    return tuple(replace(page, part=n, parts=len(cut)) for n, page in enumerate(cut, start=1))


def _lean(message: Message, fits: Callable[[Message], bool]) -> Message:
    """The message with its longest notes cut shorter, until they leave room for one item beside them."""
    first = replace(message, groups=_split(message.groups, 1, count_rest=True)[0], part=99, parts=99)
    longest = max(map(len, first.notes), default=0)
    while longest > SHORTEST_NOTE and not fits(first):
        first = replace(first, notes=tuple(one_line(note, max(longest // 2, SHORTEST_NOTE)) for note in first.notes))
        longest = max(map(len, first.notes))
    return replace(message, notes=first.notes)


def _fill(
    head: Message, groups: tuple[Group, ...], fits: Callable[[Message], bool], *, count_rest: bool
) -> tuple[Message, tuple[Group, ...]]:
    """The largest page that fits, and the groups left for the next; a page takes one item at the least."""
    total = sum(len(group.items) for group in groups)

    def holds(n: int) -> bool:
        return fits(replace(head, groups=_split(groups, n, count_rest=count_rest)[0]))

    shown, rest = _split(groups, _largest(max(total, 1), holds), count_rest=count_rest)
    return replace(head, groups=shown), rest


def _largest(most: int, holds: Callable[[int], bool]) -> int:
    """The largest number from 1 to `most` that holds, 1 at the least.

    Doubled from below before it is halved: a page takes few of many items, and rendering is what costs.
    """
    low, high = 1, 2
    while high < most and holds(high):
        low, high = high, high * 2
    high = min(high, most)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


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
