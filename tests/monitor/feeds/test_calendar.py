"""Due dates as a calendar, read back by a library that does not know us."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from commitments.evidence import Evidence, Grade, Verdict
from commitments.filter import EVERYTHING
from commitments.ledger import Ledger
from monitor.feeds.calendar import Layout, fold, history, render, uid
from tests.commitments.builders import ACTOR, a_target, enter
from tests.monitor.command_line import Duban

DAY = date(2025, 7, 1)
LAYOUT = Layout("某省督办")


def _written(ledger: Ledger, layout: Layout = LAYOUT) -> str:
    return render(ledger.entries(EVERYTHING, day=DAY, near_days=30), history(ledger), layout)


def _read(text: str, kind: str = "VEVENT") -> list[Any]:
    return list(Calendar.from_ical(text).walk(kind))


def _only(ledger: Ledger, layout: Layout = LAYOUT, kind: str = "VEVENT") -> Any:
    (found,) = _read(_written(ledger, layout), kind)
    return found


def test_a_library_reads_what_was_promised_when(ledger: Ledger) -> None:
    """The all-day event is the last day on time, with words, unit and alarms."""
    enter(ledger, a_target("建成4500家企业；质量,好\\坏", lead=["省商务厅"], metric=None, quantity=None))

    event = _only(ledger)

    assert event["DTSTART"].dt == date(2025, 12, 31)
    assert event["DTEND"].dt == date(2026, 1, 1)
    assert event["SUMMARY"] == "建成4500家企业；质量,好\\坏"
    assert "牵头：省商务厅" in event["DESCRIPTION"].split("\n")
    assert event["TRANSP"] == "TRANSPARENT"
    alarms = [one["TRIGGER"].dt for one in event.walk("VALARM")]
    assert alarms == [timedelta(days=-6, hours=-15), timedelta(hours=-15)]


def test_every_line_is_short_ends_properly_and_comes_back_whole(ledger: Ledger) -> None:
    """75 octets, CRLF, no Chinese character cut in two."""
    quote = "全面提升政务服务水平" * 40
    enter(ledger, a_target(quote))

    text = _written(ledger)

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    assert quote in _read(text)[0]["DESCRIPTION"]


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=300))
def test_folding_can_be_undone(line: str) -> None:
    """Whatever the characters, taking the breaks out gives the line back."""
    folded = fold(line)

    assert folded.replace("\r\n ", "") == line
    assert all(len(piece.encode()) <= 75 for piece in folded.split("\r\n"))


def test_a_moved_date_keeps_its_name_and_grows_its_sequence(ledger: Ledger) -> None:
    """A calendar that subscribed moves the event instead of showing two; undoing the move is one more change."""
    (number,) = enter(ledger, a_target())
    before = _only(ledger)
    ledger.extend(number, date(2026, 3, 31), reason="资金未到位", approver="张厅长", actor=ACTOR)
    moved = _only(ledger)
    ledger.undo(ledger.last_undoable(number), actor=ACTOR)
    back = _only(ledger)

    assert before["UID"] == moved["UID"] == back["UID"]
    assert [one["DTSTART"].dt for one in (before, moved, back)] == [
        date(2025, 12, 31),
        date(2026, 3, 31),
        date(2025, 12, 31),
    ]
    assert before["SEQUENCE"] < moved["SEQUENCE"] < back["SEQUENCE"]
    assert before["LAST-MODIFIED"].dt <= moved["LAST-MODIFIED"].dt
    assert "原定时限：2025-12-31" in moved["DESCRIPTION"]


def test_nothing_private_is_in_it(ledger: Ledger) -> None:
    """Notes, reasons and the names of people stay in the office."""
    (number,) = enter(ledger, a_target())
    ledger.add_evidence(number, Evidence(DAY, note="内部批注"), actor="李航")
    ledger.extend(number, date(2026, 3, 31), reason="资金未到位", approver="张厅长", actor="李航")
    ledger.remark(number, leader="刘副省长", said="抓紧", actor="李航")

    text = _written(ledger).replace("\r\n ", "")

    assert not [word for word in ("内部批注", "资金未到位", "张厅长", "李航", "刘副省长", ACTOR) if word in text]


def test_a_kept_promise_is_a_completed_to_do_without_alarms(ledger: Ledger) -> None:
    """Lists of to-dos tick it off."""
    (number,) = enter(ledger, a_target())
    todos = replace(LAYOUT, todos=True)
    assert _only(ledger, todos, "VTODO")["STATUS"] == "NEEDS-ACTION"
    assert _only(ledger, todos, "VTODO").walk("VALARM")[0]["TRIGGER"].params["RELATED"] == "END"

    ledger.add_evidence(number, Evidence(DAY, grade=Grade.RECORD), actor=ACTOR)
    ledger.judge(number, Verdict.MET, reason="验收", actor=ACTOR)
    done = _only(ledger, todos, "VTODO")

    assert done["STATUS"] == "COMPLETED"
    assert done["COMPLETED"].dt.date() == DAY
    assert done["DUE"].dt == date(2025, 12, 31)
    assert done.walk("VALARM") == []


def test_hostile_words_start_no_line_of_their_own(ledger: Ledger) -> None:
    """A quote with line breaks and control characters cannot add a property or an event."""
    enter(ledger, a_target("完成\r\nEND:VEVENT\nATTACH:file:///etc/passwd\x1b[31m", metric="甲\nBEGIN:VALARM"))

    text = _written(ledger)

    assert "\x1b" not in text
    assert "\r\nATTACH" not in text
    assert len(_read(text)) == 1
    assert len(_read(text, "VALARM")) == 2


def test_names_differ_between_targets_and_the_same_ledger_gives_the_same_file(ledger: Ledger) -> None:
    """UIDs are unique, undated targets are left out, and the file depends on nothing but the ledger."""
    enter(ledger, a_target("甲"), a_target("乙"), a_target("丙", due=None))

    events = _read(_written(ledger))

    assert len({event["UID"] for event in events}) == 2
    assert uid(ledger.entry(1)) == events[0]["UID"]
    assert _written(ledger) == _written(ledger)


@pytest.mark.parametrize("to_file", [True, False])
def test_the_command_writes_reviewed_targets_of_a_unit(office: Duban, tmp_path: Path, to_file: bool) -> None:
    """Candidates are left out until somebody takes them in, or the filter asks for them."""
    out = ["--out", str(tmp_path / "due.ics")] if to_file else []

    def events(*words: str) -> int:
        ran = office("calendar", *words, *out)
        assert ran.code == 0
        return len(_read((tmp_path / "due.ics").read_bytes().decode() if to_file else ran.out))

    assert events() == 0
    every = events("review:candidate")
    assert every > 0
    assert events("review:candidate", "--unit", "没有这个单位") == 0
    assert events("review:candidate", "due<1990-01-01") == 0
