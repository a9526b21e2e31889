"""Column types: exact decimals, enumerations and small structures, all kept as text.

They hand the driver a plain function for each column, because lists of a hundred thousand rows pass through them.
"""

import json
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_DECODER = json.JSONDecoder()


def to_json(value: Any) -> str:
    """`value` as canonical JSON: keys sorted, no spaces, Chinese as it is; the same value gives the same bytes."""
    return _ENCODER.encode(value)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal with every digit and its exponent; databases would round it to a float."""

    impl = Text
    cache_ok = True

    def bind_processor(self, _dialect: Dialect) -> Callable[[Decimal | None], str | None]:
        """Write the digits; refuse what is no number."""

        def digits(value: Decimal | None) -> str | None:
            if value is not None and not value.is_finite():
                raise ValueError(value)
            return None if value is None else str(value)

        return digits

    def result_processor(self, _dialect: Dialect, _coltype: object) -> Callable[[str | None], Decimal | None]:
        """Read the digits."""
        return lambda value: None if value is None else Decimal(value)


class EnumText(TypeDecorator[StrEnum]):
    """A member of one enumeration, kept as its value, so that a new member needs no migration."""

    impl = Text
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        self.members = members
        super().__init__()

    def bind_processor(self, _dialect: Dialect) -> Callable[[str | None], str | None]:
        """Write the value; refuse what is no member."""
        table: dict[str | None, str | None] = {member: member.value for member in self.members}
        table[None] = None
        return table.__getitem__

    def result_processor(self, _dialect: Dialect, _coltype: object) -> Callable[[str | None], StrEnum | None]:
        """Read the member."""
        table: dict[str | None, StrEnum | None] = {member.value: member for member in self.members}
        table[None] = None
        return table.__getitem__


class JsonText(TypeDecorator[Any]):
    """A list or mapping as canonical JSON."""

    impl = Text
    cache_ok = True

    def bind_processor(self, _dialect: Dialect) -> Callable[[Any], str]:
        """Write canonical JSON; most lists are empty."""
        return lambda value: "[]" if value == [] else _ENCODER.encode(value)

    def result_processor(self, _dialect: Dialect, _coltype: object) -> Callable[[str], Any]:
        """Read it back as lists and dictionaries."""
        return lambda value: [] if value == "[]" else _DECODER.decode(value)
