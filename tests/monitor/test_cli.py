"""The command line as scripts and people use it: real files, a real ledger, exit codes and both streams."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.monitor.command_line import REPLY, SEEDS, Duban, Ran


def records(ran: Ran) -> list[dict[str, Any]]:
    """The JSON lines a command printed."""
    return [json.loads(line) for line in ran.out.splitlines()]


def test_extract_prints_a_json_object_a_line_whose_quote_is_in_the_document(duban: Duban) -> None:
    """`duban extract` is a filter: data on stdout, nothing else."""
    ran = duban("extract", f"documents/{REPLY}")
    text = (SEEDS / REPLY).read_text(encoding="utf-8")

    assert ran.code == 0
    assert ran.err == ""
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in records(ran))
    assert {("4500", "家", "aspirational")} <= {(row["value"], row["unit"], row["strength"]) for row in records(ran)}


def test_extract_explains_which_rule_made_which_part(duban: Duban) -> None:
    """`--explain` adds the trail of rules with the words they matched."""
    rows = records(duban("extract", "--explain", f"documents/{REPLY}"))
    row = next(row for row in rows if row["value"] == "900")

    parts = {hit["part"] for hit in row["rules"]}
    assert {"cue", "due", "quantity"} <= parts


def test_extract_reads_relative_dates_against_the_date_given(duban: Duban, tmp_path: Path) -> None:
    """`--reference` is the user's own date for a text that names none."""
    (tmp_path / "note.txt").write_text("二、下一步工作\n今年力争新建学校12所。\n", encoding="utf-8")

    with_date = records(duban("extract", "note.txt", "--reference", "2031-05-01"))
    without = records(duban("extract", "note.txt"))
    assert [row["due"] for row in with_date] == ["2031-12-31"]
    assert [row["due"] for row in without] == [None]


def test_extract_names_each_bad_file_and_does_the_rest(duban: Duban, tmp_path: Path) -> None:
    """One bad file never stops the others: exit code 3; nothing but bad files: 1."""
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")

    some = duban("extract", "picture.txt", f"documents/{REPLY}", "absent.txt")
    none = duban("extract", "picture.txt")
    assert (some.code, none.code) == (3, 1)
    assert "picture.txt" in some.err
    assert "absent.txt" in some.err
    assert some.out


def test_run_goes_from_documents_to_the_report_of_the_day(duban: Duban, tmp_path: Path) -> None:
    """One command: documents read, sweep done, reports written, nothing sent without a channel."""
    ran = duban("run")

    assert ran.code == 0
    assert sorted(path.name for path in (tmp_path / "var" / "reports").iterdir()) == [
        "2026-11-21.csv",
        "2026-11-21.html",
        "2026-11-21.md",
    ]
    assert "未配置" in ran.out + ran.err
    report = (tmp_path / "var" / "reports" / "2026-11-21.md").read_text(encoding="utf-8")
    assert "省营商局" in report
    assert "逾期" in report


def test_a_second_run_on_the_same_day_changes_nothing(duban: Duban) -> None:
    """Ingest is idempotent by content and the sweep records each change once."""
    duban("run")
    before = duban("list", "--format", "json").out
    second = duban("run")

    assert "新收 0 份" in second.out
    assert "没有变化" in second.out
    assert duban("list", "--format", "json").out == before


def test_a_copy_under_another_name_is_recognised(duban: Duban, tmp_path: Path) -> None:
    """The same words in another encoding and under another name are the same document."""
    duban("ingest")
    text = (SEEDS / REPLY).read_text(encoding="utf-8")
    (tmp_path / "copy.txt").write_bytes(text.replace("\n", "\r\n").encode("gb18030"))
    ran = duban("ingest", "copy.txt")

    assert ran.code == 0
    assert REPLY in ran.err
    assert "新收 0 份" in ran.out


def test_list_narrows_by_filter_words(office: Duban) -> None:
    """Filter words combine with AND."""
    listed = json.loads(office("list", "overdue", "lead:省营商局", "--format", "json").out)

    assert [(row["kind"], row["due"], row["timing"], row["days"]) for row in listed] == [
        ("task", "2025-12-31", "overdue", -325)
    ]
    assert listed[0]["document"]["number"] == "辽政办发〔2021〕1号"


def test_an_undated_target_that_nobody_touches_comes_up_again(office: Duban) -> None:
    """No date ever brings it up, so the setting does; whoever touches it has looked."""
    code = json.loads(office("list", "无时限", "--format", "json").out)[0]["id"]
    office("accept", code)
    later = ("--today", "2030-01-01")

    assert "待复查" not in office("list", "无时限", "在册").out
    assert "待复查" in office(*later, "list", f"编号:{code}").out
    assert "待复查" in office(*later, "show", code).out
    assert "待复查 1 项" in office(*later, "run").out


def test_evidence_and_a_verdict_show_in_the_list_and_in_the_next_report(office: Duban, tmp_path: Path) -> None:
    """The loop closes: accept, record, judge, and the report of the day says so."""
    code = json.loads(office("list", "4500家", "--format", "json").out)[0]["id"]
    assert office("accept", code).code == 0
    assert office("evidence", "add", code, "--value", "4610", "--note", "统计公报", "--date", "2026-11-20").code == 0
    office("report")
    report = (tmp_path / "var" / "reports" / "2026-11-21.md").read_text(encoding="utf-8")
    assert "4610" in report

    proposed = office("judge", code, "met", "--reason", "统计公报所列已超过目标")
    row = json.loads(office("show", code, "--format", "json").out)
    assert (proposed.code, "另一人确认" in proposed.err, row["verdict"]) == (0, True, "open")
    assert office("confirm", code).code == 1  # not by oneself
    assert office("--as", "李航", "judge", code, "met", "--reason", "核对无误").code == 0
    row = json.loads(office("show", code, "--format", "json").out)
    assert (row["review"], row["verdict"], row["timing"]) == ("tracked", "met", "closed")
    assert row["latest"]["value"] == "4610"


def test_show_leads_from_the_figure_to_its_sentence(office: Duban) -> None:
    """Every figure can be followed to the words it came from."""
    code = json.loads(office("list", "4500家", "--format", "json").out)[0]["id"]

    shown = office("show", code).out
    assert "【" in shown
    assert "4500家" in shown.split("【")[1].split("】")[0]


def test_csv_output_can_be_opened_without_running_anything(duban: Duban, tmp_path: Path) -> None:
    """A quote that begins like a formula is neutralised in every spreadsheet we write."""
    (tmp_path / "documents" / "evil.txt").write_text(
        '=HYPERLINK("x")关于落实建议的意见\n二、主要任务\n2027年底前,=cmd|新建学校12所。\n', encoding="utf-8"
    )
    duban("run")
    assert "已导出" in duban("list", "--out", str(tmp_path / "list.csv")).err

    for sheet in (
        duban("list", "--format", "csv").out,
        (tmp_path / "list.csv").read_text("utf-8-sig"),
        (tmp_path / "var/reports/2026-11-21.csv").read_text("utf-8-sig"),
    ):
        cells = [value for row in csv.reader(io.StringIO(sheet)) for value in row]
        assert cells
        assert not [value for value in cells if value.startswith(("=", "+", "@"))]


def test_terminal_escapes_in_a_document_never_reach_the_terminal(duban: Duban, tmp_path: Path) -> None:
    """Text from documents is hostile: escape characters are shown, not obeyed."""
    (tmp_path / "documents" / "evil.txt").write_text(
        "二、主要任务\n2027年底前,新建\x1b[31m学校\u202e12所。\n", encoding="utf-8"
    )
    duban("run")

    shown = duban("list").out + duban("show", json.loads(duban("list", "学校", "--format", "json").out)[0]["id"]).out
    assert "学校" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("nonsense",), 2, "nonsense"),
        (("list", "leed:省商务厅"), 2, "lead"),
        (("show", "C999999"), 1, "C999999"),
        (("show", "abc"), 2, "abc"),
        (("accept", "C000001"), 1, "C000001"),
        (("--config", "absent.toml", "run"), 2, "absent.toml"),
        (("--ledger", "sqlite:////proc/none/x.sqlite3", "list"), 1, "/proc/none"),
        (("evidence", "add", "C000001", "--value", "many"), 2, "many"),
        (("judge", "C000001", "met"), 2, "--reason"),
        (("report", "--format", "papyrus"), 2, "papyrus"),
    ],
)
def test_wrong_use_gets_one_line_with_the_remedy_and_the_code_of_the_contract(
    duban: Duban, arguments: tuple[str, ...], code: int, says: str
) -> None:
    """Errors name what is wrong on stderr; stdout stays empty and no traceback is seen."""
    ran = duban(*arguments)

    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_an_unknown_setting_is_refused_with_the_nearest_one(duban: Duban, tmp_path: Path) -> None:
    """A mistyped key in config.toml stops the command before anything is written."""
    (tmp_path / "config.toml").write_text("[review]\nnear_day = 20\n", encoding="utf-8")
    ran = duban("run")

    assert ran.code == 2
    assert "near_days" in ran.err
    assert not (tmp_path / "var").exists()


def test_a_run_with_a_bad_file_is_done_in_part_and_names_it(duban: Duban, tmp_path: Path) -> None:
    """Exit code 3, the file named, and everything else in the ledger and in the report."""
    (tmp_path / "documents" / "empty.txt").write_text("", encoding="utf-8")
    ran = duban("run")

    assert ran.code == 3
    assert "empty.txt" in ran.err
    assert "empty.txt" in (tmp_path / "var" / "reports" / "2026-11-21.md").read_text(encoding="utf-8")
