"""The command line over files, folders, addresses and what was wrong with them."""

import json
from pathlib import Path

import pytest

from monitor.cli import main
from tests.commitments.reading.make_fixtures import TARGET
from tests.monitor.collecting.site import Site

PROMISE = "清河市水利工作方案\n到2027年底，全市新建泵站{number}座，由市水务局负责。\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder of one's own, with its configuration."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text('[sources]\npaths = ["in"]\nworkers = 2\n', encoding="utf-8")


def test_a_folder_of_every_format_is_taken_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One folder with text, Word, PDF and a broken file: each is told, the rest is in the ledger, exit 3."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(PROMISE.format(number=12), encoding="utf-8")
    for name in ("tasks.docx", "reply.pdf"):
        (folder / name).write_bytes((TARGET / name).read_bytes())
    (folder / "bad.docx").write_bytes(b"PK\x03\x04 broken")
    code = main(["ingest"])
    said = capsys.readouterr()
    listed = main(["documents", "--format", "json"])
    documents = json.loads(capsys.readouterr().out)
    main(["documents", "--problems", "--format", "json"])
    problems = json.loads(capsys.readouterr().out)

    assert (code, listed) == (3, 0)
    assert "bad.docx" in said.err
    assert "读入 3 份" in said.out
    assert [one["name"] for one in documents] == ["a.txt", "reply.pdf", "tasks.docx"]
    assert [Path(one["where"]).name for one in problems if "损坏" in one["message"]] == ["bad.docx"]
    assert all(one["remedy"] for one in problems)


def test_a_second_run_reads_nothing_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Complaints about a document are made once; afterwards they are in the list of problems."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(PROMISE.format(number=12), encoding="utf-8")
    main(["ingest"])
    first = capsys.readouterr()
    main(["ingest"])
    second = capsys.readouterr()
    main(["documents", "--problems"])

    assert "没有写明日期" in first.err
    assert second.err == ""
    assert "读入 1 份，新收 0 份" in second.out
    assert "没有写明日期" in capsys.readouterr().out


def test_a_changed_file_tells_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A corrected number in the same file is a version of its document."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(PROMISE.format(number=12), encoding="utf-8")
    main(["ingest"])
    (folder / "a.txt").write_text(PROMISE.format(number=15), encoding="utf-8")
    capsys.readouterr()
    main(["ingest"])

    assert "a.txt：内容有变" in capsys.readouterr().err


def test_many_files_are_counted_in_a_pipe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A long intake tells ten times how far it has come."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.txt").write_text(PROMISE.format(number=number + 2), encoding="utf-8")
    main(["ingest"])
    said = capsys.readouterr()

    assert [line for line in said.err.splitlines() if line.startswith("取文 ")][-1] == "取文 20/20"
    assert "新收 20 份" in said.out


def test_an_address_on_our_own_network_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """What is typed as an address follows the rules of public pages."""
    with Site() as site:
        site.write("/a.html", PROMISE.format(number=12))
        code = main(["ingest", site.url("/a.html")])

        assert code == 1
        assert site.asked == []
    assert "不能取" in capsys.readouterr().err
