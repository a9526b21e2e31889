"""Column types: exact decimals, enumerations and small structures, all kept as text."""

import json
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator


def to_json(value: Any) -> str:
    """`value` as canonical JSON: keys sorted, no spaces, Chinese as it is; the same value gives the same bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal with every digit and its exponent; databases would round it to a float."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> str | None:
        """Write the digits; refuse what is no number."""
        if value is not None and not value.is_finite():
            raise ValueError(value)
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Decimal | None:
        """Read the digits."""
        return None if value is None else Decimal(value)


class EnumText(TypeDecorator[StrEnum]):
    """A member of one enumeration, kept as its value, so that a new member needs no migration."""

    impl = Text
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        self.members = members
        super().__init__()

    def process_bind_param(self, value: StrEnum | None, _dialect: Dialect) -> str | None:
        """Write the value; refuse what is no member."""
        return None if value is None else self.members(value).value

    def result_processor(self, _dialect: Dialect, _coltype: object) -> Callable[[str | None], StrEnum | None]:
        """Look members up in a table: ten times cheaper than calling the enumeration, and lists are long."""
        table: dict[str | None, StrEnum | None] = {member.value: member for member in self.members}
        table[None] = None
        return table.__getitem__


class JsonText(TypeDecorator[Any]):
    """A list or mapping as canonical JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str:
        """Write canonical JSON."""
        return to_json(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:
        """Read it back as lists and dictionaries."""
        return None if value is None else json.loads(value)
