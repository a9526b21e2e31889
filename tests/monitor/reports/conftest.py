"""Golden files beside the tests, one per format, in the format's own suffix; and a clock that can be moved."""

from datetime import UTC, datetime, time

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests.monitor.lively import TODAY
from tests.monitor.movable_clock import MovableClock


def _golden(suffix: str) -> type[SingleFileSnapshotExtension]:
    class Golden(SingleFileSnapshotExtension):
        """A text file that a person can open as what it is."""

        _write_mode = WriteMode.TEXT
        file_extension = suffix

    return Golden


@pytest.fixture
def golden_markdown(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """A stored .md."""
    return snapshot.use_extension(_golden("md"))


@pytest.fixture
def golden_html(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """A stored .html."""
    return snapshot.use_extension(_golden("html"))


@pytest.fixture
def golden_csv(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """A stored .csv."""
    return snapshot.use_extension(_golden("csv"))


@pytest.fixture
def clock() -> MovableClock:
    """The wall clock of a ledger: noon of the last day of the lively one."""
    return MovableClock(datetime.combine(TODAY, time(4), UTC))
