"""`duban report`: which report goes where, for everybody, for a unit, and of one document."""

import io
import json
from pathlib import Path

import openpyxl

from monitor.digest import Digest
from monitor.reports import render
from monitor.reports.sections import sections
from tests.monitor.builders import a_briefed_day, an_observation
from tests.monitor.command_line import OPINION, Duban


def _text(name: str, digest: Digest) -> str:
    return render(name, digest).decode("utf-8")


def test_the_ending_of_the_file_chooses_the_format(office: Duban, tmp_path: Path) -> None:
    """A workbook is a workbook, without --format."""
    assert office("report", "--out", "day.xlsx").code == 0
    assert office("report", "--out", "day.json").code == 0

    assert "概况" in openpyxl.load_workbook(io.BytesIO((tmp_path / "day.xlsx").read_bytes())).sheetnames
    assert json.loads((tmp_path / "day.json").read_text(encoding="utf-8"))["day"] == "2026-11-21"


def test_the_paper_for_a_unit_asks_and_has_a_line_to_sign(office: Duban) -> None:
    """It names the unit, holds its targets alone, and ends with the acknowledgement."""
    ran = office("report", "--unit", "省营商局")

    assert ran.out.startswith("# 督办单 · 省营商局")
    assert "由省营商局牵头或配合" in ran.out
    assert "签收人" in ran.out


def test_a_document_is_named_by_its_number_or_by_its_words(office: Duban) -> None:
    """Every promise of it in the order of its text, and nothing of other documents."""
    (known,) = (one for one in json.loads(office("documents", "--format", "json").out) if one["name"] == OPINION)

    by_number, by_name = office("report", "--document", str(known["id"])), office("report", "--document", OPINION)

    assert by_number.code == 0
    assert by_number.out == by_name.out
    assert by_number.out.startswith("# 承诺兑现情况")
    assert f"承诺 → 进展 → 结论 · {known['targets']}" in by_number.out


def test_words_that_mean_no_document_or_several_are_answered_with_a_choice(office: Duban) -> None:
    """Nothing is guessed."""
    none, many = office("report", "--document", "没有的文件"), office("report", "--document", ".txt")

    assert none.code == many.code == 1
    assert "没有这样的文件" in none.err
    assert "不止一份" in many.err
    assert none.out == many.out == ""


def test_the_report_of_a_document_tells_all_evidence_of_each_promise() -> None:
    """Promise, progress, conclusion: in the order of the text, every observation a line."""
    day = a_briefed_day()
    document = next(line.entry.document for line in day.closed)
    trail = (an_observation(target_id=12, note="一季度"), an_observation(target_id=12, note="二季度"))

    own = day.of_document(document, {12: trail})

    assert [line.entry.document.id for line in own.in_order] == [document.id] * len(own.in_order)
    assert len(own.in_order) > 1
    (section,) = sections(own)
    assert section.count == len(own.in_order)
    for name in ("markdown", "html"):
        text = _text(name, own)
        assert text.index("一季度") < text.index("二季度")


def test_an_open_day_has_nothing_to_sign() -> None:
    """The acknowledgement belongs on the paper for a unit."""
    for name in ("markdown", "html"):
        assert "签收人" not in _text(name, a_briefed_day())


def test_a_day_that_was_made_up_makes_no_report_old(duban: Duban, tmp_path: Path) -> None:
    """`--today` is for trials: nothing is deleted under it, whatever [reports] keep says."""
    config = tmp_path / "config.toml"
    config.write_text(config.read_text(encoding="utf-8") + "[reports]\nkeep = 1\n", encoding="utf-8")
    folder = tmp_path / "var" / "reports"
    folder.mkdir(parents=True)
    for name in ("2020-01-01.md", "2020-01-02.md"):
        (folder / name).write_text("x", encoding="utf-8")

    assert duban("report", "--format", "markdown").code == 0

    assert sorted(file.name for file in folder.iterdir()) == ["2020-01-01.md", "2020-01-02.md", "2026-11-21.md"]


def test_a_shaken_verdict_comes_up_again_in_lists_files_and_by_itself(office: Duban) -> None:
    """One of two proofs was struck: the target stays closed, and every way of looking says what to do."""
    code = json.loads(office("list", "overdue", "--format", "json").out)[0]["id"]
    office("accept", code)
    for _proof in range(2):
        assert office("evidence", "add", code, "--note", "验收报告", "--date", "2026-11-20").code == 0
    assert office("judge", code, "met_late", "--reason", "已验收", "--self-verified").code == 0
    assert "待复查" not in office("list", f"编号:{code}").out
    assert office("evidence", "strike", "1", "--reason", "张冠李戴").code == 0

    assert "待复查" in office("list", f"编号:{code}").out
    assert "待复查  所依证据已作废（" in office("show", code).out
    assert "its evidence was struck (since" in office("--lang", "en", "show", code).out
    assert "所依证据已作废（" in office("list", f"编号:{code}", "--format", "csv").out
    assert "## 待复查 · 1" in office("report", "--out", "-").out
