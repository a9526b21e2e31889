"""A ledger with a past, small and quickly made: enough of everything that dashboards and calendars count."""

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from commitments.document import Reference, ReferenceBasis
from commitments.ledger import Ledger
from scripts.sample_ledger import given_life, live, working
from tests.commitments.builders import a_document_of, a_target
from tests.conftest import NOW
from tests.sharing import made_once

TODAY = date(2025, 11, 21)
SIGNED = date(2024, 8, 1)
TARGETS = 90


def _make(path: Path) -> None:
    """Ninety targets of one plan, and a year and a half of what happens to them."""
    dice = random.Random(7)  # noqa: S311 - the same ledger again, not a secret
    quotes = [f"第{number}项：新建公共服务设施{number}处" for number in range(1, TARGETS + 1)]
    with working(f"sqlite:///{path}", today=TODAY, seed=7) as office:
        given = [given_life(a_target(quote), dice, TODAY) for quote in quotes]
        document, extraction = a_document_of(*given)
        imprint = replace(document.imprint, signed=SIGNED, reference=Reference(SIGNED, ReferenceBasis.SIGNED))
        office.ledger.enter(replace(document, imprint=imprint), extraction, actor="录入")
        live(office, list(enumerate(extraction.targets, start=1)), TODAY)


@contextmanager
def _opened(file: Path, folder: Path) -> Iterator[Ledger]:
    path = folder / "lively.sqlite3"
    shutil.copyfile(file, path)
    with Ledger.open(f"sqlite:///{path}", now=lambda: NOW, four_eyes=True) as ledger:
        yield ledger


@pytest.fixture(scope="session")
def lively_file(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Path:
    """The file, made once; every test copies it."""

    def make(path: Path) -> None:
        shutil.copyfile(migrated_file, path)
        _make(path)

    return made_once(tmp_path_factory, "lively.sqlite3", make)


@pytest.fixture
def lively(lively_file: Path, tmp_path: Path) -> Iterator[Ledger]:
    """The ledger, one's own."""
    with _opened(lively_file, tmp_path) as ledger:
        yield ledger
