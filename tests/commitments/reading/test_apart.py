"""Readers in a process of their own: used again, never blamed for another file, ended at their limits."""

import os
import signal
from dataclasses import replace

import pytest

from commitments.errors import ReadError
from commitments.reading import apart
from commitments.reading.apart import read_apart
from commitments.reading.content import Upload
from commitments.reading.formats import HTML, Format

WORDS = "<p>到2027年，全市新建泵站12座，由市水务局负责。</p>"
PAGE = Upload("a.html", f"<html><body>{WORDS}</body></html>".encode(), "a.html")
LONG = replace(PAGE, data=PAGE.data * 200_000)


def text_of(upload: Upload = PAGE, kind: Format = HTML) -> str:
    """The text that a child reads."""
    return read_apart(kind, upload, language="zh")[0].text


def idle() -> list[int]:
    """The processes that wait for a file."""
    return [child.pid for child in apart._idle.children]


def test_one_process_reads_many_files() -> None:
    """A process is started once, not for each file."""
    first = text_of()
    started = idle()

    assert (text_of(), idle()) == (first, started)


def test_a_process_that_ended_meanwhile_costs_no_file() -> None:
    """Whatever became of a used process, the file is read by a fresh one."""
    text_of()
    for number in idle():
        os.kill(number, signal.SIGKILL)

    assert "泵站12座" in text_of()


def test_a_file_that_takes_too_long_is_named_and_the_next_is_read() -> None:
    """At the limit of time the process is killed."""
    with pytest.raises(ReadError, match=r"超过 0 秒") as caught:
        text_of(LONG, replace(HTML, seconds=0))

    assert caught.value.remedy
    assert "泵站12座" in text_of()


def test_a_file_that_swells_is_named_and_the_next_is_read() -> None:
    """At the limit of memory the process ends, whether it was fresh or not."""
    text_of()
    with pytest.raises(ReadError, match="超过 80 MB") as caught:
        text_of(LONG, replace(HTML, megabytes=80))

    assert caught.value.remedy
    assert "泵站12座" in text_of()
