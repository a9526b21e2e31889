"""The report of the day as JSON: for programs, with the same figures and the same lines as on paper."""

import io
import json
from typing import Any

from commitments.ledger.findings_values import Revisit
from commitments.timing import Timing
from monitor.digest import Digest, Line
from monitor.reports.records import entry_record
from monitor.reports.stretches import period_record, progress_records
from monitor.reports.tables import figures
from monitor.safe_text import escaped

VIEWS = ("overdue", "due", "near", "ahead", "undated", "closed", "unreviewed", "recent", "stale", "revisit")


def render(digest: Digest) -> bytes:
    """One object: the day, its counts, the codes of every view in order, every target once, and the problems."""
    head: dict[str, Any] = {
        "day": digest.day.isoformat(),
        "near_days": digest.near_days,
        "unit": digest.unit or None,
        "counts": {timing.value: digest.counts.timing.get(timing, 0) for timing in Timing}
        | {"candidates": digest.counts.candidates, "tracked": digest.counts.tracked},
        "change": _change(digest),
        "news": _news(digest),
        "views": {view: [line.entry.code for line in getattr(digest, view)] for view in VIEWS},
        "revisit": {line.entry.code: _revisit(line.revisit) for line in digest.revisit if line.revisit},
        "problems": [
            {"where": problem.where, "message": problem.message, "remedy": problem.remedy}
            for problem in digest.problems
        ],
    }
    if digest.summary is not None and digest.news is not None:
        head["period"] = period_record(digest.summary, digest.news)
    if digest.progress:
        head["progress"] = progress_records(digest)
    file = io.BytesIO()  # of a large ledger this is long: no piece of it is held twice
    file.write(b"{\n")
    for key, value in head.items():
        file.write(f"  {json.dumps(key)}: {_written(value)},\n".encode())
    file.write(b'  "targets": [')
    for number, line in enumerate(digest.open_lines + digest.closed):
        file.write(b",\n    " if number else b"\n    ")
        file.write(_written(_record(line, digest)).encode())
    file.write(b"\n  ]\n}\n")
    return file.getvalue()


def _revisit(again: Revisit) -> dict[str, Any]:
    """Why a verdict is to be looked at again, and since when."""
    return {"causes": [cause.value for cause in again.causes], "since": again.since.date().isoformat()}


def _change(digest: Digest) -> dict[str, Any] | None:
    """How the counts moved since the last report; nothing where nobody asked or nothing was known then."""
    moved = {figure.name: figure.change for figure in figures(digest) if figure.change is not None}
    return {"since": digest.news.since.isoformat(), **moved} if digest.news and moved else None


def _news(digest: Digest) -> dict[str, list[str]] | None:
    if digest.news is None:
        return None
    told = digest.news
    kinds = {"overdue": told.overdue, "met": told.met, "met_late": told.met_late, "settled": told.settled}
    moved = [move.line.entry.code for move in told.moved]
    return {**{name: [line.entry.code for line in lines] for name, lines in kinds.items()}, "moved": moved}


def _record(line: Line, digest: Digest) -> dict[str, Any]:
    return entry_record(line.entry, day=digest.day, near_days=digest.near_days)


def _written(value: object) -> str:
    """JSON on one line, in which what would move a cursor or cannot be written is a number."""
    return escaped(json.dumps(value, ensure_ascii=False))
