"""The daemon's log: one line for each event, for people or, as JSON, for programs; an exception stays on its line."""

import json
import logging
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TextIO

from monitor.safe_text import visible

FIELDS = "fields"  # the key under which a call hands over what programs want to read: extra={FIELDS: {"ref": …}}
QUIET = ("apscheduler", "httpx", "httpcore", "urllib3", "apprise")  # they tell nobody anything, or tell addresses
BREAK = " ⏎ "


def told(**fields: object) -> dict[str, object]:
    """What a logging call takes as `extra`, so that a program finds the parts of an event by name."""
    return {FIELDS: fields}


class OneLine(logging.Formatter):
    """An event for people: when, how grave, who says it, what; control characters shown, line breaks folded."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        words = [record.getMessage()]
        if record.exc_info:
            words.append(self.formatException(record.exc_info))
        said = BREAK.join(line for text in words for line in text.splitlines() if line.strip())
        return visible(f"{_when(record)} {record.levelname} {record.name}: {said}")


class JsonLine(logging.Formatter):
    """An event for programs: one object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; `error` names the exception, `trace` holds where it came from."""
        value: dict[str, Any] = {
            "at": _when(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": visible(record.getMessage()),
            **getattr(record, FIELDS, {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            value["error"] = record.exc_info[0].__name__
            value["trace"] = visible(self.formatException(record.exc_info))
        return json.dumps(value, ensure_ascii=False, default=str)


FORMATS: dict[str, Callable[[], logging.Formatter]] = {"text": OneLine, "json": JsonLine}


def write_log(kind: str, stream: TextIO | None = None) -> logging.Handler:
    """Let this process log from INFO on; the handler, for whoever wants to take it away again.

    Args:
        kind: text or json.
        stream: where to; standard error if None.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(FORMATS[kind]())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    return handler


def _when(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
