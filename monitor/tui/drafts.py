"""Drafts of sheets in a person's memory: written at every key, read when the sheet is opened again."""

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from enum import StrEnum
from typing import Any, TypeVar, get_type_hints

from monitor.tui.memory import Memory

D = TypeVar("D")
SECTION = "drafts"


class Drafts:
    """Unsaved words by kind of sheet and target; values are frozen dataclasses of text, numbers and words of ours."""

    def __init__(self, memory: Memory) -> None:
        """Use one person's memory."""
        self._memory = memory

    def find(self, kind: type[D], target_id: int, *, fresh: D | None = None) -> D | None:
        """The draft that was left, None if there is none, or none that this version understands.

        Fields that were not kept are those of the `fresh` one.
        """
        found = self._memory.section(SECTION).get(_key(kind, target_id))
        try:
            return _built(kind, found, fresh) if isinstance(found, dict) else None
        except (TypeError, ValueError):
            return None

    def keep(self, target_id: int, draft: Any, *, fresh: Any) -> None:
        """Keep what stands in the fields; a draft like a fresh one is none."""
        value = None if draft == fresh else {name: value for name, value in asdict(draft).items() if value is not None}
        self._memory.keep(SECTION, _key(type(draft), target_id), value)

    def keep_typed(self, target_id: int, draft: Any, *, fresh: Any) -> None:
        """Keep only the fields somebody typed into: whatever else the ledger comes to say stays as it says it."""
        was = asdict(fresh)
        typed = {name: value for name, value in asdict(draft).items() if value != was[name]}
        self._memory.keep(SECTION, _key(type(draft), target_id), typed or None)

    def drop(self, kind: type[Any], target_id: int) -> None:
        """It was saved in the ledger, or is not wanted any more."""
        self._memory.keep(SECTION, _key(kind, target_id), None)


def _key(kind: type[Any], target_id: int) -> str:
    return f"{kind.__name__}:{target_id}"


def _built(kind: type[D], found: Mapping[str, Any], fresh: D | None) -> D:
    """A dataclass out of JSON values; raises `TypeError` or `ValueError` where they are not of its making."""
    hints = get_type_hints(kind)
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    values = {name: _value(hints[name], value) for name, value in found.items() if name in known}
    return kind(**values) if fresh is None else replace(fresh, **values)  # type: ignore[type-var]


def _value(hint: Any, value: Any) -> Any:
    kinds = getattr(hint, "__args__", (hint,))
    for kind in kinds:
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return kind(value)
    if not isinstance(value, kinds):
        raise TypeError(value)
    return value
