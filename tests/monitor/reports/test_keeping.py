"""Old reports: what stays, what goes, and what is nobody's business."""

from datetime import date, timedelta
from pathlib import Path

from monitor.reports.keeping import tidy

DAY = date(2025, 11, 21)


def _write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_text("x", encoding="utf-8")


def _left(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_the_last_report_of_each_month_stays_for_ever_and_the_newest_days_in_full(tmp_path: Path) -> None:
    """A year of daily reports becomes the last weeks and a file for each month."""
    days = [DAY - timedelta(days=n) for n in range(365)]
    _write(tmp_path, *(f"{day}.md" for day in days))

    gone = tidy(tmp_path, day=DAY, keep=30)

    left = [date.fromisoformat(name[:10]) for name in _left(tmp_path)]
    assert [day for day in days if (DAY - day).days <= 30] == sorted(
        (d for d in left if (DAY - d).days <= 30), reverse=True
    )
    older = [day for day in left if (DAY - day).days > 30]
    assert all((day + timedelta(days=1)).day == 1 for day in older)
    assert len(older) == len({(day.year, day.month) for day in older}) == 11
    assert len(gone) + len(left) == 365


def test_summaries_of_weeks_are_kept_as_days_are_and_those_of_months_for_good(tmp_path: Path) -> None:
    """A week belongs to the month of its Sunday."""
    weeks = ["2024-W01.md", "2024-W04.md", "2024-W05.md", "2024-W08.md"]
    _write(tmp_path, *weeks, "2024-01-31.md", "2024-01.md", "2023.md", "2025-W47.md")

    tidy(tmp_path, day=DAY, keep=30)

    assert _left(tmp_path) == ["2023.md", "2024-01-31.md", "2024-01.md", "2024-W04.md", "2024-W08.md", "2025-W47.md"]


def test_each_format_is_kept_by_itself(tmp_path: Path) -> None:
    """A month of which only a workbook is left keeps it."""
    _write(tmp_path, "2024-01-10.xlsx", "2024-01-20.md", "2024-01-05.md")

    tidy(tmp_path, day=DAY, keep=30)

    assert _left(tmp_path) == ["2024-01-10.xlsx", "2024-01-20.md"]


def test_files_that_are_no_reports_are_never_touched(tmp_path: Path) -> None:
    """Somebody else's files, and days that are none."""
    others = ["notes.md", "2020-01-01.txt", "2020-02-31.md", "2020-01-01 copy.md", "x2020-01-01.md"]
    _write(tmp_path, "2020-01-01.md", "2020-01-02.md", *others)
    (tmp_path / "2020-01-03.md").mkdir()

    assert [file.name for file in tidy(tmp_path, day=DAY, keep=1)] == ["2020-01-01.md"]
    assert set(others) <= set(_left(tmp_path))


def test_nothing_is_deleted_unless_it_was_asked_for(tmp_path: Path) -> None:
    """0 keeps all; a folder that is not there is no trouble."""
    _write(tmp_path, "2020-01-01.md", "2020-01-02.md")

    assert tidy(tmp_path, day=DAY, keep=0) == ()
    assert tidy(tmp_path / "absent", day=DAY, keep=7) == ()
    assert len(_left(tmp_path)) == 2
