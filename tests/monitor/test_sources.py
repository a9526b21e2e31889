"""Which files the configured sources mean."""

from pathlib import Path

import pytest

from monitor.config import Settings
from monitor.source_settings import SourceSettings
from monitor.sources import configured_files, files_of


def test_a_folder_gives_its_documents_by_pattern_and_leaves_out_the_excluded(tmp_path: Path) -> None:
    """Recursive, in the order of names, README and foreign suffixes left alone."""
    (tmp_path / "2025").mkdir()
    for name in ("b.txt", "a.md", "README.md", "c.exe", "2025/d.txt"):
        (tmp_path / name).touch()

    found = files_of([tmp_path], SourceSettings())
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["2025/d.txt", "a.md", "b.txt"]


def test_a_search_is_told_of_each_folder_and_ends_where_somebody_objects(tmp_path: Path) -> None:
    """A whole disk named by mistake need not be looked through."""
    (tmp_path / "2025").mkdir()
    seen: list[Path] = []
    assert files_of([tmp_path], SourceSettings(), entering=seen.append) == ()
    assert seen == [tmp_path, tmp_path / "2025"]

    def enough(folder: Path) -> None:
        raise InterruptedError(folder)

    with pytest.raises(InterruptedError):
        files_of([tmp_path], SourceSettings(), entering=enough)


def test_a_file_named_twice_is_read_once_and_a_missing_one_is_kept(tmp_path: Path) -> None:
    """A path that is not there must reach the reader, which complains of it by name."""
    (tmp_path / "a.txt").touch()

    assert files_of([tmp_path / "a.txt", tmp_path, tmp_path / "gone.txt"], SourceSettings()) == (
        tmp_path / "a.txt",
        tmp_path / "gone.txt",
    )


def test_configured_paths_start_at_the_folder_of_the_configuration(tmp_path: Path) -> None:
    """A relative source does not depend on where the command was called."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").touch()
    settings = Settings(folder=tmp_path, sources=SourceSettings(paths=("in",)))

    assert configured_files(settings) == (tmp_path / "in" / "a.txt",)
