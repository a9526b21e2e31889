"""The JSON report: one object that programs read, every target once, and nothing in it that acts on a terminal."""

import json

from commitments.errors import Problem
from commitments.evidence import Verdict
from monitor.reports.json import VIEWS, render
from tests.commitments.builders import a_target
from tests.monitor.builders import a_digest, a_document_entry, a_full_day, an_entry


def test_the_views_name_the_lines_of_the_digest_and_every_target_stands_once() -> None:
    """A program can join the views with the targets by their codes."""
    digest = a_full_day()

    read = json.loads(render(digest))

    for view in VIEWS:
        assert read["views"][view] == [line.entry.code for line in getattr(digest, view)]
    codes = [target["id"] for target in read["targets"]]
    assert sorted(codes) == sorted({line.entry.code for line in digest.open_lines + digest.closed})
    assert read["counts"]["overdue"] == len(digest.overdue)


def test_a_target_reads_as_the_list_command_gives_it() -> None:
    """One shape for one thing: timing, days and the newest evidence beside the record of the target."""
    read = json.loads(render(a_full_day()))
    by_code = {target["id"]: target for target in read["targets"]}

    assert by_code["C000005"]["timing"] == "overdue"
    assert by_code["C000005"]["days"] == -21
    assert by_code["C000005"]["original_due"] == "2025-06-30"
    assert by_code["C000005"]["latest"]["value"] == "82"
    assert by_code["C000012"]["verdict"] == Verdict.MET.value


def test_words_come_back_as_they_were_and_no_raw_control_character_is_written() -> None:
    """Escapes, turned writing and halves of characters are numbers in the file, and themselves when it is read."""
    words = "甲\x1b[2J\u202e乙\ud800\x85丙"
    entry = an_entry(a_target(words, metric=words), document=a_document_entry(title=words))

    text = render(a_digest(entry, problems=(Problem(words, words),))).decode("utf-8")

    assert text.isprintable() or set(filter(lambda c: not c.isprintable(), text)) == {"\n"}
    assert json.loads(text)["targets"][0]["quote"] == words


def test_an_empty_day_is_an_object_too() -> None:
    """A program that reads it every morning meets no special case."""
    assert json.loads(render(a_digest()))["targets"] == []
