"""Golden files beside the tests, one per format, in the format's own suffix."""

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode


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
