"""A target's life on the command line: two people, moved dates, pauses, turns and undo."""

import json
from typing import Any

import pytest

from tests.monitor.command_line import Duban, Ran


@pytest.fixture
def code(office: Duban) -> str:
    """A target in care that was due at the end of 2025, with evidence."""
    code = str(json.loads(office("list", "4500家", "--format", "json").out)[0]["id"])
    office("accept", code)
    office("evidence", "add", code, "--value", "4610", "--note", "统计公报", "--date", "2026-11-20")
    return code


def as_other(duban: Duban, *arguments: str) -> Ran:
    """The same command by a second person."""
    return duban("--as", "李航", *arguments)


def standing(duban: Duban, code: str) -> dict[str, Any]:
    """What `duban show` says of it."""
    found: dict[str, Any] = json.loads(duban("show", code, "--format", "json").out)
    return found


def test_a_second_person_confirms_or_declines(duban: Duban, code: str) -> None:
    """Each learns how it stands."""
    assert "confirm" in duban("judge", code, "met", "--reason", "已超过目标").err
    assert "退回" in as_other(duban, "decline", code, "--reason", "口径不符").err
    assert duban("confirm", code).code == 1
    duban("judge", code, "met", "--reason", "已超过目标")
    assert "已兑现" in as_other(duban, "confirm", code, "--note", "核对无误").err
    assert standing(duban, code)["verdict"] == "met"


def test_one_person_alone_says_so(duban: Duban, code: str) -> None:
    """The flag closes at once; the setting does too."""
    said = duban("judge", code, "met", "--reason", "已超过目标", "--self-verified")

    assert (said.code, "自行核定" in said.err) == (0, True)
    assert standing(duban, code)["verdict"] == "met"


def test_a_withdrawn_target_names_its_successor(duban: Duban, code: str) -> None:
    """And is opened again with a reason."""
    listed = json.loads(duban("list", "--format", "json", "--limit", "2").out)
    other = next(row["id"] for row in listed if row["id"] != code)
    assert duban("withdraw", code, "--reason", "新方案", "--by", other, "--self-verified").code == 0
    assert standing(duban, code)["verdict"] == "withdrawn"
    assert duban("reopen", code, "--reason", "新方案未通过").code == 0
    assert standing(duban, code)["verdict"] == "open"


def test_a_due_date_moves_by_extension_only(duban: Duban, code: str) -> None:
    """The list, the moves of the target and the slippage of units all tell of it."""
    before = standing(duban, code)["due"]
    said = duban("extend", code, "2027-06-30", "--reason", "征地", "--approver", "张副市长", "--source", "某函")
    moves = json.loads(duban("extensions", code, "--format", "json").out)
    now = standing(duban, code)

    assert "2027-06-30" in said.err
    assert (now["due"], now["original_due"], now["times_moved"]) == ("2027-06-30", before, 1)
    assert [(move["old"], move["approver"], move["source"]) for move in moves] == [(before, "张副市长", "某函")]
    assert json.loads(duban("extensions", "--format", "json").out)[0]["moves"] == 1
    assert "张副市长" in duban("extensions", code).out
    assert "times extended" in duban("--lang", "en", "extensions").out


def test_pauses_and_remarks_are_recorded(duban: Duban, code: str) -> None:
    """Taken note of, rested three times, noted by a leader."""
    assert duban("acknowledge", code, "--unit", "省科技厅").code == 0
    for day in ("2026-12-01", "2026-12-02", "2026-12-03"):
        assert day in duban("snooze", code, day, "--reason", "等批复").err
    assert duban("snooze", code, "2026-12-04", "--reason", "等批复").code == 1
    assert "张副市长" in duban("remark", code, "请报进展", "--leader", "张副市长").err


def test_turns_are_made_listed_and_decided(duban: Duban, code: str) -> None:
    """A missed turn stays overdue until one person has decided on it and another has confirmed."""
    assert "4" in duban("recur", code, "--every", "quarterly", "--first", "2026-03-31", "--until", "2026-12-31").err
    assert standing(duban, code)["due"] == "2026-03-31"
    assert "待另一人确认" in duban("occurrence", code, "missed", "--reason", "未报").err
    assert standing(duban, code)["due"] == "2026-03-31"
    assert "李航 确认" in as_other(duban, "occurrence", code, "missed", "--reason", "属实").err
    assert standing(duban, code)["due"] == "2026-06-30"
    alone = duban("occurrence", code, "missed", "--reason", "未报", "--scheduled", "2026-06-30", "--self-verified")
    assert "自行核定" in alone.err
    assert [line.split()[0] for line in duban("occurrence", code).out.splitlines()[1:]] == [
        "2026-03-31",
        "2026-06-30",
        "2026-09-30",
        "2026-12-31",
    ]
    assert duban("recur", code, "--every", "daily").code == 2


def test_undo_takes_the_last_decision_or_a_numbered_one(duban: Duban, code: str) -> None:
    """By one more event; a second time there is nothing left of it."""
    duban("extend", code, "2027-06-30", "--reason", "征地", "--approver", "张")
    assert duban("undo", code, "--reason", "录错").code == 0
    assert standing(duban, code)["times_moved"] == 0
    assert duban("undo", "#1").code == 1
    assert duban("audit").code == 0


def test_show_tells_the_life_of_a_target(duban: Duban, code: str) -> None:
    """Who took note, what leaders said, how far reminders rest, what moved, who closed it and what took its place."""
    listed = json.loads(duban("list", "--format", "json", "--limit", "2").out)
    other = next(row["id"] for row in listed if row["id"] != code)
    for call in (
        ("acknowledge", code, "--unit", "省商务厅"),
        ("remark", code, "要抓紧", "--leader", "李市长"),
        ("snooze", code, "2030-01-01", "--reason", "等批复"),
        ("extend", code, "2031-12-31", "--reason", "征地", "--approver", "张市长"),
        ("withdraw", code, "--reason", "新方案", "--by", other),
    ):
        assert duban(*call).code == 0
    waiting = duban("show", code).out
    as_other(duban, "confirm", code)
    shown, found = duban("show", code).out, standing(duban, code)

    assert all(words in waiting for words in ("签收  省商务厅", "李市长：要抓紧", "2030-01-01", "→ 2031-12-31，征地"))
    assert "待另一人确认" in waiting
    assert f"改由  {other}" in shown
    assert found["closing"] == {
        "verdict": "withdrawn",
        "reason": "新方案",
        "confirmed_by": "李航",
        "self_verified": False,
        "proposed_by": found["closing"]["proposed_by"],
        "superseded_by": other,
        "waiting": False,
    }
    assert (found["acknowledged"], found["snoozes"]) == (["省商务厅"], 1)
    assert found["remarks"] == [{"leader": "李市长", "said": "要抓紧"}]
