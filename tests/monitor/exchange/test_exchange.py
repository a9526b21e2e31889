"""Export and import: whatever is in a ledger comes back from every format as it was."""

import shutil
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments.document import Span
from commitments.errors import LedgerError
from commitments.evidence import Grade, Passage, Verdict
from commitments.filter import parse_filter
from commitments.ledger import Ledger
from commitments.target import Comparator, Quantity, Result
from monitor.exchange import FORMATS, ExchangeError, read, write
from monitor.exchange.cells import from_cell, to_cell
from tests.commitments.builders import a_document, a_target, an_evidence, an_extraction, enter

NOW = datetime(2025, 7, 1, 1, 3, tzinfo=UTC)
ENDINGS = sorted(FORMATS)
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=30)
AWKWARD = (
    "=1+1",
    "'=x",
    '"',
    "_x0041_",
    "a\r\nb",
    " 首尾空 ",
    "\x0b\x1b[31m",
    "\ufffe",
    "@long:1",
    "007",
    "真",
    "-",
    "\u2028",
)


def _rows(ledger: Ledger) -> list[tuple[str, dict[str, Any]]]:
    with ledger.exported() as rows:
        return list(rows)


def _there_and_back(ledger: Ledger, folder: Path, ending: str, empty: Path) -> list[tuple[str, dict[str, Any]]]:
    path = folder / f"台账{ending}"
    for old in folder.glob("new.sqlite3*"):
        old.unlink()
    shutil.copyfile(empty, folder / "new.sqlite3")
    with ledger.exported() as rows:
        write(path, rows, ledger.exchange_layout(), summary=[["编号"], ["=1+1"]])
    with Ledger.open(f"sqlite:///{folder}/new.sqlite3", now=lambda: NOW) as other:
        loaded = other.load(read(path, other.exchange_layout()))
        assert loaded.head == ledger.head() == other.head()
        assert other.audit().sound
        return _rows(other)


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """A ledger with something of everything."""
    one, two, three = enter(
        ledger,
        a_target(lead=["省发改委", "=cmd"], support=["各市政府"]),
        a_target("到2027年底建成“一网\n统管”平台", metric=None, quantity=None),
        a_target("完成投资1.25亿元", quantity=Quantity(Comparator.BETWEEN, Decimal("1.2500E8"), "元", Decimal("2E+8"))),
    )
    said = "截至6月底，全市高新技术企业达到4100家"
    result = Result("a.txt", said, 0, len(said), "高新技术企业", Quantity(Comparator.EQUAL, Decimal(4100), "家"))
    ledger.enter(a_document(said + "全" * 70_000, name="长.txt"), an_extraction(results=[result]), actor="王敏")
    ledger.accept([one, two], actor="李航")
    ledger.add_evidence(
        one, an_evidence(grade=Grade.RECORD, passage=Passage(2, Span(0, 4)), note="=HYPERLINK(1)"), actor="李航"
    )
    for actor in ("李航", "王敏"):
        if not ledger.entry(one).closed:
            ledger.judge(one, Verdict.PARTLY, reason="见公报", actor=actor)
    ledger.refuse_suggestion(ledger.suggestions(state=None)[0].id, actor="李航") if ledger.suggestions() else None
    ledger.split(three, ["完成投资", "亿元"], actor="李航")
    ledger.add_unit("省发展改革委", actor="王敏")
    ledger.alias_unit("省发展改革委", "省发改委", since=date(2003, 3, 1), actor="王敏")
    ledger.reach_unit("省发展改革委", chats={"飞书": "oc_1"}, actor="王敏")
    return ledger


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_whole_ledger_comes_back_as_it_was(full: Ledger, tmp_path: Path, ending: str, migrated_file: Path) -> None:
    """Every row of every table, a text of seventy thousand characters too; and the copy passes its own audit."""
    assert _there_and_back(full, tmp_path, ending, migrated_file) == _rows(full)


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(WORDS | st.sampled_from(AWKWARD), WORDS | st.sampled_from(AWKWARD)), min_size=1, max_size=4))
def test_any_words_come_back(
    ledger: Ledger, tmp_path: Path, migrated_file: Path, ending: str, words: list[tuple[str, str]]
) -> None:
    """Formulas, control characters, line ends, marks of our own."""
    enter(ledger, *(a_target(quote, metric=metric, lead=[metric]) for quote, metric in words), title=words[0][1])

    assert _there_and_back(ledger, tmp_path, ending, migrated_file) == _rows(ledger)


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    value=st.decimals(allow_nan=False, allow_infinity=False),
    high=st.none() | st.decimals(allow_nan=False, allow_infinity=False),
    due=st.none() | st.dates(),
    seen=st.dates(min_value=date(2025, 6, 1)),
    metric=st.none() | st.just(""),
)
def test_any_number_day_and_emptiness_comes_back(
    ledger: Ledger,
    tmp_path: Path,
    migrated_file: Path,
    ending: str,
    value: Decimal,
    high: Decimal | None,
    due: date | None,
    seen: date,
    metric: str | None,
) -> None:
    """Every digit and exponent, every day of the calendar; nothing is not the same as an empty text."""
    comparator = Comparator.AT_LEAST if high is None else Comparator.BETWEEN
    item = a_target(metric=metric, quantity=Quantity(comparator, value, "家", high), due=due)
    (number,) = enter(ledger, item)
    ledger.add_evidence(number, an_evidence(seen, value=value, note="", unit="家"), actor="王敏")

    assert _there_and_back(ledger, tmp_path, ending, migrated_file) == _rows(ledger)


@given(st.none() | st.text() | st.sampled_from(AWKWARD))
def test_a_cell_of_text_says_what_was_in_it(value: str | None) -> None:
    """And never begins like a formula."""
    cell = to_cell(value, "text")

    assert from_cell(cell, "text") == value
    assert cell[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"}


def test_a_loaded_ledger_is_searchable_and_goes_on_counting(full: Ledger, tmp_path: Path, migrated_file: Path) -> None:
    """Numbers are not used again, words are found."""
    _there_and_back(full, tmp_path, ".jsonl", migrated_file)
    with Ledger.open(f"sqlite:///{tmp_path}/new.sqlite3", now=lambda: NOW) as other:
        day = date(2025, 7, 1)
        found = other.ids(parse_filter(["一网"], today=day), day=day, near_days=30)
        (fresh,) = enter(other, a_target("甲"))

        assert list(found) == [2]
        assert fresh > max(row["id"] for table, row in _rows(full) if table == "target")


def test_only_an_empty_ledger_takes_a_whole_one(full: Ledger, tmp_path: Path) -> None:
    """Nothing is mixed, nothing overwritten."""
    path = tmp_path / "a.jsonl"
    with full.exported() as rows:
        write(path, rows, full.exchange_layout(), summary=[])
    before = _rows(full)
    with pytest.raises(LedgerError) as refused:
        full.load(read(path, full.exchange_layout()))
    assert refused.value.remedy
    assert _rows(full) == before


def test_a_file_that_was_altered_is_refused(full: Ledger, tmp_path: Path, migrated_file: Path) -> None:
    """A line of the log left out, a reading changed: the log comes along and tells."""
    rows = _rows(full)
    last = max(at for at, (table, _row) in enumerate(rows) if table == "event")
    promise = next(at for at, (table, _row) in enumerate(rows) if table == "target")
    altered = (promise, ("target", {**rows[promise][1], "value": "9"}))
    shutil.copyfile(migrated_file, tmp_path / "new.sqlite3")
    with Ledger.open(f"sqlite:///{tmp_path}/new.sqlite3", now=lambda: NOW) as other:
        for wrong in ([*rows[:last], *rows[last + 1 :]], [*rows[: altered[0]], altered[1], *rows[altered[0] + 1 :]]):
            with pytest.raises(LedgerError, match="与它自己的记录不符"):
                other.load(wrong)
        assert other.load(rows).head == full.head()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", b"nonsense\n"),
        ("a.jsonl", b"\xff\xfe\n"),
        ("a.jsonl", b'{"table": "target", "id": 1}\n'),
        ("a.jsonl", b'{"table": "event", "id": 1}\n'),
        ("a.csv", b"#target,id\ntarget,x\n"),
        ("a.csv", b"#target,id\ntarget\n"),
        ("a.xlsx", b"PK"),
        ("a.pdf", b""),
    ],
)
def test_a_file_that_is_no_export_is_refused_whole(ledger: Ledger, tmp_path: Path, name: str, content: bytes) -> None:
    """With what is wrong and what to do, and nothing written."""
    path = tmp_path / name
    path.write_bytes(content)
    before = _rows(ledger)
    with pytest.raises((ExchangeError, LedgerError)) as refused:
        ledger.load(read(path, ledger.exchange_layout()))
    assert refused.value.remedy
    assert _rows(ledger) == before


def test_a_place_that_cannot_be_written_is_named(ledger: Ledger, tmp_path: Path) -> None:
    """And no half file is left."""
    with ledger.exported() as rows, pytest.raises(ExchangeError):
        write(tmp_path / "none" / "a.csv", rows, ledger.exchange_layout(), summary=[])
