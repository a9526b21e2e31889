"""The log: one line for each event whatever it holds, and the parts of an event by name for programs."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from monitor.logs import FORMATS, told, write_log

LOG = logging.getLogger("monitor.test")


@pytest.fixture(params=sorted(FORMATS))
def lines(request: pytest.FixtureRequest) -> Iterator[tuple[str, io.StringIO]]:
    """The format, and what is written in it while the test runs."""
    stream, root = io.StringIO(), logging.getLogger()
    level = root.level
    handler = write_log(request.param, stream)
    yield request.param, stream
    root.removeHandler(handler)
    root.setLevel(level)


def _fail() -> None:
    raise RuntimeError("disk full\nreally")


def _log_everything() -> None:
    LOG.info("%s attempt %d on %s: %s", "R-7F3K", 1, "督办群", "delivered", extra=told(ref="R-7F3K", status=200))
    LOG.warning("two\nlines and an \x1b[31mescape")
    try:
        _fail()
    except RuntimeError:
        LOG.exception("beat %s failed", "plan")


def test_every_event_is_one_line_without_controls(lines: tuple[str, io.StringIO]) -> None:
    """An exception with its traceback as well, and a message that tries to look like two."""
    _kind, stream = lines
    _log_everything()
    written = stream.getvalue()

    assert len(written.splitlines()) == 3
    assert "\x1b" not in written
    assert "RuntimeError" in written.splitlines()[2]


def test_programs_find_the_parts_by_name() -> None:
    """Time with zone, level, logger, event, and what the call handed over."""
    stream, root = io.StringIO(), logging.getLogger()
    handler, level = write_log("json", stream), root.level
    try:
        _log_everything()
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    first, _second, third = map(json.loads, stream.getvalue().splitlines())

    assert first["at"].endswith("+00:00")
    assert {key: first[key] for key in ("level", "logger", "event", "ref", "status")} == {
        "level": "info",
        "logger": "monitor.test",
        "event": "R-7F3K attempt 1 on 督办群: delivered",
        "ref": "R-7F3K",
        "status": 200,
    }
    assert (third["error"], "disk full" in third["trace"]) == ("RuntimeError", True)


def test_the_addresses_that_libraries_tell_stay_out(lines: tuple[str, io.StringIO]) -> None:
    """Httpx writes the whole address, which is a password, at INFO."""
    _kind, stream = lines
    logging.getLogger("httpx").info("HTTP Request: POST https://hooks.example/token")

    assert stream.getvalue() == ""
