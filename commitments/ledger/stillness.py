"""Reading the ledger as it stood at one moment, with as many questions as it takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

from sqlalchemy import Connection

from commitments.ledger.engine import Engines


@dataclass(frozen=True, slots=True)
class StillEngines(Engines):
    """Engines whose every reading is part of one transaction; nothing can be written with them."""

    view: Connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The one view, held by whoever opened it."""
        yield self.view

    def writing(self) -> NoReturn:
        """Refuse: a view that stands still has no place for news."""
        raise AssertionError

    def dispose(self) -> None:
        """Leave the connections to the ledger that they belong to."""


@contextmanager
def still(engines: Engines) -> Iterator[StillEngines]:
    """The engines with their readings held to this moment; no writer waits for it."""
    with engines.reading() as view:
        yield StillEngines(engines.write, engines.read, engines.where, view)
