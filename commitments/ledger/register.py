"""The half of the ledger that knows the responsible units; part of `Ledger`."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from commitments import lazily
from commitments.ledger.engine import Engines
from commitments.ledger.revision_values import Body, BodyKind, Unresolved

if TYPE_CHECKING:
    from commitments.ledger import bodies
else:
    bodies = lazily.module("commitments.ledger.bodies")


class Register:
    """Units, their names through time, and names that wait to be resolved; part of `Ledger`."""

    _engines: Engines
    _now: Callable[[], datetime]

    def units(self) -> tuple[Body, ...]:
        """Every unit that was not merged into another, by name."""
        with self._engines.reading() as connection:
            return bodies.select_bodies(connection)

    def unit(self, name: str) -> Body:
        """The unit that is or was so called; `UnknownEntry` if there is none."""
        with self._engines.reading() as connection:
            return bodies.named(connection, name)

    def unit_called(self, name: str, day: date | None = None) -> Body | None:
        """The unit a name meant on a day; None if no unit bears it."""
        with self._engines.reading() as connection:
            return bodies.resolve(connection, name, day)

    def unit_names(self) -> tuple[str, ...]:
        """Every name of a unit that somebody has used or entered, the most frequent first."""
        with self._engines.reading() as connection:
            return bodies.names_in_use(connection)

    def unresolved_units(self) -> tuple[Unresolved, ...]:
        """Names on targets that no unit bears, the most frequent first."""
        with self._engines.reading() as connection:
            return bodies.unresolved(connection)

    def add_unit(self, name: str, *, actor: str, kind: BodyKind | None = None, parent: str | None = None) -> Body:
        """Enter a unit; without `kind`, 各… and …有关部门 are groups. `LedgerError` if the name is taken."""
        with self._engines.writing() as connection:
            return bodies.add(connection, name, kind=kind, parent=parent, actor=actor, now=self._now())

    def alias_unit(
        self, name: str, other: str, *, actor: str, since: date | None = None, until: date | None = None
    ) -> Body:
        """Let a unit be known by another name too."""
        with self._engines.writing() as connection:
            return bodies.alias(connection, name, other, since=since, until=until, actor=actor, now=self._now())

    def rename_unit(self, name: str, new: str, *, actor: str, on: date | None = None) -> Body:
        """Give a unit another name from a day on; quotes stay, the old name still finds it."""
        with self._engines.writing() as connection:
            return bodies.rename(connection, name, new, on=on, actor=actor, now=self._now())

    def merge_units(self, name: str, into: str, *, actor: str, on: date | None = None) -> Body:
        """Let one unit be part of another; quotes stay, both names find all of it."""
        with self._engines.writing() as connection:
            return bodies.merge(connection, name, into, on=on, actor=actor, now=self._now())

    def reach_unit(
        self, name: str, *, actor: str, contact: str | None = None, chats: Mapping[str, str] | None = None
    ) -> Body:
        """Note whom to ask and where to write."""
        with self._engines.writing() as connection:
            return bodies.reach(
                connection, name, contact=contact, chats=dict(chats or {}), actor=actor, now=self._now()
            )

    def settle_unit_name(self, name: str, meant: str | None, *, actor: str) -> Body:
        """Let a name mean the unit `meant`, entered if need be; without one it is a unit itself. The unit."""
        with self._engines.writing() as connection:
            bodies.settle_name(connection, name.strip(), meant, actor=actor, now=self._now())
            return bodies.named(connection, name)

    def settle_unresolved_units(self, *, actor: str) -> tuple[int, int]:
        """Make likely writings aliases and all other waiting names units; how many of each."""
        with self._engines.writing() as connection:
            return bodies.settle_unresolved(connection, actor=actor, now=self._now())
