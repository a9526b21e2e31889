"""Names of units to offer while one is typed: those that the ledger knows already, so that a slip makes no new one."""

from collections.abc import Sequence

from monitor.safe_text import one_line
from monitor.tui.edit_draft import units_in

MARK = "、"


def clean(names: Sequence[str]) -> tuple[str, ...]:
    """Those that stand in a field as they are; a name with a blank in it would be read as two."""
    return tuple(name for name in names if one_line(name) == name and units_in(name) == [name])


def offers(known: Sequence[str], typed: str) -> tuple[str, ...]:
    """What the last name in a field may become: known names that hold it, those that begin with it first.

    Behind a mark, and behind a name that is complete, every other name is offered, in the order of `known`.
    """
    before, piece = _parted(typed)
    others = [name for name in known if name not in before and name != piece]
    if not piece or piece in known:
        return tuple(others)
    return tuple(sorted((name for name in others if piece in name), key=lambda name: not name.startswith(piece)))


def with_name(typed: str, name: str) -> str:
    """The field with this name in place of the last one."""
    return MARK.join([*_parted(typed)[0], name])


def unknown(known: Sequence[str], typed: str) -> tuple[str, ...]:
    """The names in a field that nobody has used yet."""
    return tuple(name for name in units_in(typed) if name not in set(known))


def _parted(typed: str) -> tuple[list[str], str]:
    """The names before the last one, and the last one, empty behind a mark."""
    found = units_in(typed)
    is_complete = not found or not typed.endswith(found[-1])
    return (found, "") if is_complete else (found[:-1], found[-1])
