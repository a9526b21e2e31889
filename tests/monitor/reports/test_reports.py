"""Writing reports: the right files, whole or not at all; and what all formats have in common."""

import io
from importlib import import_module
from pathlib import Path

import openpyxl
import pytest

from commitments.evidence import Review, Verdict
from monitor.errors import ReportError
from monitor.report_settings import REPORT_FORMATS
from monitor.reports import FORMATS, render, write_report, write_reports
from monitor.reports import sections as layout
from monitor.reports.shelf import LONGEST_SECTION
from tests.commitments.builders import a_target
from tests.monitor.builders import a_digest, a_full_day, an_entry

WHOLE = ("csv", "json", "xlsx")  # formats that hold every open line


def _words_of(name: str, report: bytes) -> str:
    """All that stands in a report, whatever its format."""
    if name != "xlsx":
        return report.decode("utf-8")
    book = openpyxl.load_workbook(io.BytesIO(report))
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


@pytest.mark.parametrize("name", REPORT_FORMATS)
def test_each_format_that_can_be_configured_has_its_module(name: str) -> None:
    """Its line in the settings is the only other thing a format needs."""
    assert callable(import_module(FORMATS[name]).render)


def test_a_report_is_named_for_its_day(tmp_path: Path) -> None:
    """One file for each format asked for, in the order asked; the folder is made."""
    folder = tmp_path / "var" / "reports"

    written = write_reports(a_full_day(), folder, ("csv", "markdown"))

    assert written == (folder / "2025-11-21.csv", folder / "2025-11-21.md")
    assert sorted(file.name for file in folder.iterdir()) == ["2025-11-21.csv", "2025-11-21.md"]


def test_a_report_is_utf8_and_exactly_what_was_rendered(tmp_path: Path) -> None:
    """Nothing translates line ends on the way."""
    (file,) = write_reports(a_full_day(), tmp_path, ("csv",))

    assert file.read_bytes() == render("csv", a_full_day())


def test_writing_again_replaces_the_report_of_the_day(tmp_path: Path) -> None:
    """A second run of the day leaves one file, with the newer facts."""
    write_reports(a_digest(), tmp_path, ("markdown",))

    (file,) = write_reports(a_full_day(), tmp_path, ("markdown",))

    assert "C000003" in file.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [file]


def test_an_unknown_format_writes_nothing(tmp_path: Path) -> None:
    """The names are checked before the first file is written; the known ones are offered."""
    with pytest.raises(ReportError, match="papyrus") as caught:
        write_reports(a_full_day(), tmp_path, ("markdown", "papyrus"))

    assert "markdown" in caught.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file stands where the folder should be: one clear line, the path in it."""
    (tmp_path / "reports").write_text("not a folder", encoding="utf-8")

    with pytest.raises(ReportError, match="reports") as caught:
        write_reports(a_full_day(), tmp_path / "reports", ("markdown",))

    assert caught.value.remedy


def test_a_report_that_cannot_be_put_in_place_leaves_nothing_behind(tmp_path: Path) -> None:
    """A folder stands where the file should be: the half-written file is taken away again."""
    (tmp_path / "day.md").mkdir()

    with pytest.raises(ReportError):
        write_report(b"text", tmp_path / "day.md")

    assert [path.name for path in tmp_path.iterdir()] == ["day.md"]


def test_a_report_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    """Whoever may read the office's files may read its reports."""
    (tmp_path / "other").touch()

    assert write_report(b"text", tmp_path / "day.md").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "pdf"])
def test_every_format_shows_every_open_line_with_its_quote(name: str) -> None:
    """One digest, many views: none leaves a line out."""
    digest = a_full_day()
    text = _words_of(name, render(name, digest))
    shown = [line for line in digest.open_lines if name in WHOLE or line in digest.unreviewed or line.days is None]

    assert shown
    assert [line.entry.code for line in shown if line.entry.code not in text] == []
    assert [line.entry.code for line in shown if line.entry.target.quote not in text] == []


def test_rendering_an_unknown_format_names_the_known_ones() -> None:
    """A wrong name is answered with the right ones."""
    with pytest.raises(ReportError) as caught:
        render("papyrus", a_digest())

    assert "html" in caught.value.remedy


def test_a_very_long_section_is_cut_and_says_so() -> None:
    """Paper ends somewhere; the note says how much is not on it."""
    entries = [an_entry(a_target(due=None), id=n) for n in range(1, LONGEST_SECTION + 4)]

    undated = next(section for section in layout.sections(a_digest(*entries)) if section.anchor == "undated")

    assert undated.count == LONGEST_SECTION + 3
    assert len(undated.groups[0].lines) == LONGEST_SECTION
    assert "3" in undated.note


def test_a_candidate_is_listed_once_among_the_overdue_and_not_again_among_the_unreviewed() -> None:
    """The chapter of the unreviewed lists what no chapter above has shown."""
    late = an_entry(a_target(due=a_digest().day.replace(year=2024)), id=1, review=Review.CANDIDATE)
    ahead = an_entry(a_target(due=a_digest().day.replace(year=2027)), id=2, review=Review.CANDIDATE)

    unreviewed = next(part for part in layout.sections(a_digest(late, ahead)) if part.anchor == "unreviewed")

    assert unreviewed.count == 2
    assert [item.facts.code for group in unreviewed.groups for item in group.lines] == ["C000002"]


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_the_report_of_one_unit_says_whose_it_is(name: str) -> None:
    """And holds nothing of the others, not even in its figures."""
    digest = a_digest(
        an_entry(a_target("甲的事", lead=("甲局",)), id=1), an_entry(a_target("乙的事", lead=("乙局",)), id=2)
    )

    text = render(name, digest.of_unit("甲局")).decode("utf-8")

    assert "督办单 · 甲局" in text
    assert "乙局" not in text
    assert "各单位逾期情况" not in text


def test_the_paper_for_a_unit_holds_each_line_once_and_no_empty_section() -> None:
    """Leads that share a target do not get it twice; what is closed is nobody's task."""
    day = a_digest().day
    shared = an_entry(a_target("甲乙的事", due=day.replace(year=2024), lead=("甲局", "乙局")), id=1)
    kept = an_entry(a_target("甲的事", lead=("甲局",)), id=2, verdict=Verdict.MET)

    (section,) = layout.sections(a_digest(shared, kept).of_unit("甲局"))

    assert [item.facts.code for group in section.groups for item in group.lines] == ["C000001"]
