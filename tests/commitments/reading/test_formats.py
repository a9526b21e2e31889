"""Every format of one document promises the same: fixtures made from a seed and a table (make_fixtures.py)."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from commitments.document import PlaceKind
from commitments.errors import ReadError
from commitments.extraction import extract
from commitments.reading import FORMATS, read
from commitments.reading.content import Upload
from commitments.reading.formats import format_of
from commitments.record import target_record
from tests.commitments.reading.make_fixtures import ROOT, SEED, TARGET, TASKS

REPLY = ROOT / "seeds" / f"{SEED}.txt"
LIBRE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
FACTS = ("kind", "value", "unit", "due", "lead", "support", "strength")


def facts(path: Path) -> list[tuple[str, ...]]:
    """What a file promises, quotes without white space."""
    records = [target_record(target) for target in extract(read(path)).targets]
    return [(re.sub(r"\s", "", str(record["quote"])), *(str(record[key]) for key in FACTS)) for record in records]


def rows(path: Path) -> list[str]:
    """The rows of a file's tables."""
    return [line for line in read(path).text.split("\n") if "\t" in line]


def written() -> list[str]:
    """The rows of the table of tasks, the merged owner beside both its rows."""
    found = [list(row) for row in TASKS]
    found[2][2] = found[1][2]
    return ["\t".join(row) for row in found]


@pytest.mark.parametrize(
    "name",
    [
        "reply.docx",
        "reply.pdf",
        pytest.param("reply.doc", marks=LIBRE),
        pytest.param("reply.wps", marks=LIBRE),
        pytest.param("reply.rtf", marks=LIBRE),
    ],
)
def test_a_document_promises_the_same_in_every_format(name: str) -> None:
    """Quotes, values, units, dates, owners and strength are those of the plain text."""
    assert facts(TARGET / name) == facts(REPLY)


def test_a_printed_page_promises_what_its_text_promises() -> None:
    """A browser's print brings menu and links along; the targets of the text are all there, each on its page."""
    document = read(TARGET / "printed.pdf")
    targets = extract(document).targets

    assert set(facts(REPLY)) <= set(facts(TARGET / "printed.pdf"))
    assert {place.kind for target in targets if (place := document.place_at(target.start))} == {PlaceKind.PAGE}
    assert [place.label for place in document.places] == [str(number + 1) for number in range(len(document.places))]


@pytest.mark.parametrize("name", ["tasks.docx", "tasks.pdf", pytest.param("tasks.doc", marks=LIBRE)])
def test_a_table_of_tasks_is_read_alike(name: str) -> None:
    """Wrapped cells are whole, a row is a line, and an owner merged over two rows speaks for both."""
    assert rows(TARGET / name) == written()


@pytest.mark.skipif(shutil.which("antiword") is None, reason="antiword is not installed")
def test_an_old_document_is_read_without_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where only antiword is installed, .doc files are read and .wps files say what is missing."""
    (tmp_path / "antiword").symlink_to(shutil.which("antiword") or "")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert facts(TARGET / "reply.doc") == facts(REPLY)
    with pytest.raises(ReadError, match="LibreOffice") as caught:
        read(TARGET / "reply.wps")
    assert "libreoffice-writer-nogui" in caught.value.remedy


def test_a_scan_says_what_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without text recognition a scan is refused with the name of the extra."""
    monkeypatch.setattr("commitments.reading.ocr.installed", lambda: False)
    from commitments.reading.pdf import read_pdf

    with pytest.raises(ReadError, match="扫描件") as caught:
        read_pdf(Upload("scan.pdf", (TARGET / "scan.pdf").read_bytes(), "scan.pdf"))
    assert "duban[ocr]" in caught.value.remedy


def test_a_scan_keeps_its_figures() -> None:
    """Recognised text may lose a character, not the numbers and units of its targets."""
    pytest.importorskip("rapidocr", reason="the extra duban[ocr] is not installed")
    document = read(TARGET / "scan.pdf")
    known = {fact[2:4] for fact in facts(REPLY) if fact[2] != "None"}

    assert any("识别" in problem.message for problem in document.problems)
    assert {fact[2:4] for fact in facts(TARGET / "scan.pdf") if fact[2] != "None"} == known


@pytest.mark.parametrize("path", sorted(TARGET.iterdir()), ids=lambda path: path.name)
def test_a_format_is_known_by_its_bytes(path: Path) -> None:
    """A file whose name says nothing is read by what it is."""
    told = format_of(Upload(path.name, path.read_bytes(), "x"))

    assert format_of(Upload("无名", path.read_bytes(), "x")) == told


def test_an_unknown_name_lists_what_can_be_read() -> None:
    """The remedy names every suffix there is."""
    with pytest.raises(ReadError) as caught:
        format_of(Upload("a.xyz", b"abc", "a.xyz"))

    assert all(suffix in caught.value.remedy for kind in FORMATS for suffix in kind.suffixes)


def halves(data: bytes) -> Sequence[bytes]:
    """A file cut short, cut open and overwritten."""
    middle = len(data) // 2
    return data[:middle], data[:200], data[: middle - 40] + bytes(80) + data[middle + 40 :], b"\xff" * 50 + data[50:]


def outcome(path: Path) -> str:
    """The text of a file, or the remedy with which it is refused; anything else is raised."""
    try:
        return read(path).text
    except ReadError as error:
        return error.remedy if error.where == str(path) else ""


@pytest.mark.parametrize("name", ["reply.docx", "tasks.pdf", "reply.pdf"])
def test_a_damaged_file_is_read_or_refused(name: str, tmp_path: Path) -> None:
    """Whatever is broken in it: a document, or a sentence with the file and a remedy, never a crash."""
    for number, data in enumerate(halves((TARGET / name).read_bytes())):
        path = tmp_path / f"{number}{Path(name).suffix}"
        path.write_bytes(data)

        assert outcome(path)
