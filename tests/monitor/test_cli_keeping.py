"""The commands by which an office keeps its ledger true: evidence, suggestions, corrections, units, files."""

import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor.clock import Clock
from tests.monitor.command_line import SEEDS, Duban

OFFICE = ZoneInfo("Asia/Shanghai")
STREETS = "004_c471f9b9c223db6f.txt"


@pytest.fixture
def office(duban: Duban, tmp_path: Path) -> Duban:
    """An office that has taken its documents in."""
    assert duban("ingest").code == 0
    return duban


def _id(office: Duban, *words: str) -> str:
    found = json.loads(office("list", *words, "--format", "json").out)
    return str(found[0]["id"])


def test_evidence_is_added_listed_accepted_and_struck(office: Duban, tmp_path: Path) -> None:
    """With a file whose bytes come back."""
    (tmp_path / "证书.txt").write_text("验收合格", encoding="utf-8")
    code = _id(office, "标箱")
    added = office("evidence", "add", code, "--value", "4.2", "--unit", "万标箱", "--date", "2024-09-30",
                   "--grade", "record", "--file", "证书.txt", "--unconfirmed")  # fmt: skip

    assert (added.code, "#1" in added.err) == (0, True)
    assert "42000 标箱（4.2 万标箱）" in office("evidence", "list", code).out
    unconfirmed = office("show", code).out.split("\n证据\n")[1].splitlines()[0]
    assert unconfirmed.startswith("  2024-09-30 42000 标箱 实施记录")
    assert unconfirmed.endswith("未采信")
    assert office("evidence", "accept", "1").code == 0
    assert json.loads(office("show", code, "--format", "json").out)["latest"]["value"] == "42000"
    shown = office("show", code).out
    assert "还差 4000 标箱" in shown
    last = shown.split("\n记录\n")[1].splitlines()[-1].split("  ")
    told = datetime.strptime(last[1], "%Y-%m-%d %H:%M").replace(tzinfo=OFFICE)
    assert abs(Clock(OFFICE).now() - told) < timedelta(hours=2)  # by the clock of the office, eight hours ahead
    assert last[3] == "采信"
    assert json.loads(office("show", code, "--format", "json").out)["progress"]["gap"] == "4000"
    (stored,) = (path for path in (tmp_path / "var" / "evidence").rglob("*") if path.is_file())
    assert office("show", code, "--format", "svg").out.startswith("<svg ")
    assert office("evidence", "file", stored.name, "--out", "back.txt").code == 0
    assert (tmp_path / "back.txt").read_text(encoding="utf-8") == "验收合格"
    assert office("evidence", "strike", "1", "--reason", "口径有误").code == 0
    assert "口径有误" in office("evidence", "list", code, "--struck").out
    assert office("show", code, "--format", "svg").code == 1
    assert "4.2" not in office("evidence", "list", code).out


def test_evidence_that_cannot_be_is_refused_with_the_remedy(office: Duban) -> None:
    """Older than the promise; another kind of unit; a file that is not there; a page inside the office."""
    code = _id(office, "标箱")
    for arguments in (
        ("add", code, "--value", "1", "--date", "2020-01-01"),
        ("add", code, "--value", "1", "--unit", "%"),
        ("add", code, "--file", "absent.pdf"),
        ("snapshot", code, "https://127.0.0.1/x"),
    ):
        ran = office("evidence", *arguments)
        assert (ran.code, "办法：" in ran.err) == (1, True)


def test_suggestions_and_restatements_are_listed_and_decided(duban: Duban, tmp_path: Path) -> None:
    """On all the seeds."""
    for file in SEEDS.glob("*.txt"):
        shutil.copy(file, tmp_path / "documents" / file.name)
    duban("ingest")
    found = json.loads(duban("suggest", "--format", "json").out)
    assert {one["result"]["doc"] for one in found if one["result"]["value"] is not None} == {STREETS}
    assert "背街小巷" in duban("suggest").out
    (moved,) = json.loads(duban("restated", "--moved", "--format", "json").out)
    assert moved["changes"][0]["what"] == "strength"
    assert "措辞变软" in duban("restated").out
    assert duban("restated", "confirm", str(moved["restated"])).code == 0
    assert duban("restated").out == ""


def test_targets_are_corrected_cut_joined_and_added(office: Duban) -> None:
    """Each in one call."""
    code = _id(office, "标箱")
    assert office("edit", code, "--value", "47,000", "--lead", "市港口局", "--reason", "看错").code == 0
    record = json.loads(office("show", code, "--format", "json").out)
    assert (record["value"], record["lead"]) == ("47000", ["市港口局"])
    assert office("edit", code).code == 2
    assert office("edit", code, "--value", "many").code == 2
    quote = record["quote"]
    assert office("split", code, quote[:6], quote[6:]).code == 0
    assert office("add", "建成养老院3所", "--value", "3", "--unit", "所", "--due", "2027-12-31").code == 0
    assert office("add", "再建养老院3所").code == 0
    one, two = (_id(office, words) for words in ("建成养老院", "再建养老院"))
    assert office("merge", one, two).code == 0


def test_a_document_is_read_again(office: Duban) -> None:
    """The same reading changes nothing; a file the ledger does not know is refused."""
    ran = office("reread", "documents/002_429e4e3d7d47d75c.txt")

    assert (ran.code, "更新 0，新增 0" in ran.err) == (0, True)
    assert office("differences").code == 0
    assert office("reread", "config.toml").code == 1


def test_units_are_resolved_renamed_and_found(office: Duban) -> None:
    """A filter by the new name finds what was promised under the old one."""
    assert "省商务厅" in office("units", "waiting").out
    assert "沈抚示范区管委会" in office("units").out
    assert office("units", "resolve", "商务厅", "省商务厅").code == 0
    assert office("units", "resolve", "省商务厅").code == 1
    assert office("units", "waiting", "--settle").code == 0
    before = office("list", "lead:省商务厅", "--format", "json").out
    assert office("units", "rename", "省商务厅", "省贸易厅", "--on", "2026-01-01").code == 0
    assert office("list", "lead:省贸易厅", "--format", "json").out == before
    assert office("units", "reach", "省贸易厅", "--contact", "赵处", "--chat", "飞书=oc_1").code == 0
    shown = office("units", "show", "省商务厅").out
    assert "赵处" in shown
    assert office("units", "reach", "省贸易厅", "--chat", "x").code == 2


@pytest.mark.parametrize("ending", ["jsonl", "csv", "xlsx"])
def test_a_ledger_goes_out_and_comes_back(office: Duban, ending: str) -> None:
    """Into a new ledger, whose list is the same."""
    assert office("export", f"out.{ending}").code == 0
    assert office("import", f"out.{ending}", "--dry-run").code == 0
    there = ("--ledger", "sqlite:///new.sqlite3")
    assert office(*there, "import", f"out.{ending}").code == 0
    assert office(*there, "list", "--format", "json").out == office("list", "--format", "json").out
    assert office("import", f"out.{ending}").code == 1


def test_a_list_of_ones_own_is_taken_in(office: Duban, tmp_path: Path) -> None:
    """First a dry run that names the bad cells, then the good rows."""
    rows = "事项,牵头,时限\n新建养老院,市民政局,2027年12月\n新建托育所,市卫健委,尽快\n"
    (tmp_path / "台账.csv").write_text(rows, encoding="utf-8")
    mapping = ("--map", "事项=quote", "--map", "牵头=lead", "--map", "时限=due")
    tried = office("import", "台账.csv", *mapping, "--dry-run")

    assert (tried.code, "C3（时限）“尽快”" in tried.err) == (1, True)
    assert office("import", "台账.csv", *mapping).code == 1
    assert office("import", "台账.csv", *mapping, "--skip-bad").code == 3
    assert json.loads(office("list", "新建养老院", "--format", "json").out)[0]["review"] == "tracked"
    assert office("import", "台账.csv", *mapping, "--skip-bad").code == 0


def test_an_option_of_the_whole_program_behind_a_command_is_told_its_place(duban: Duban) -> None:
    """`--as` belongs before the command, whatever else looks like it."""
    told = duban("list", "--as", "李航")

    assert told.code == 2
    assert "--as 要写在命令前面：duban --as … list" in told.err
