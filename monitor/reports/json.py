"""The report of the day as JSON: for programs, with the same figures and the same lines as on paper."""

import json
from typing import Any

from commitments.timing import Timing
from monitor.digest import Digest, Line
from monitor.reports.records import entry_record
from monitor.safe_text import escaped

VIEWS = ("overdue", "due", "near", "ahead", "undated", "closed", "unreviewed", "recent")


def render(digest: Digest) -> str:
    """One object: the day, its counts, the codes of every view in order, every target once, and the problems."""
    head: dict[str, Any] = {
        "day": digest.day.isoformat(),
        "near_days": digest.near_days,
        "unit": digest.unit or None,
        "counts": {timing.value: digest.counts.timing.get(timing, 0) for timing in Timing}
        | {"candidates": digest.counts.candidates, "tracked": digest.counts.tracked},
        "views": {view: [line.entry.code for line in getattr(digest, view)] for view in VIEWS},
        "problems": [
            {"where": problem.where, "message": problem.message, "remedy": problem.remedy}
            for problem in digest.problems
        ],
    }
    parts = [f"  {json.dumps(key)}: {_written(value)}" for key, value in head.items()]
    targets = ",\n".join(f"    {_written(_record(line, digest))}" for line in digest.open_lines + digest.closed)
    parts.append(f'  "targets": [\n{targets}\n  ]' if targets else '  "targets": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _record(line: Line, digest: Digest) -> dict[str, Any]:
    return entry_record(line.entry, day=digest.day, near_days=digest.near_days)


def _written(value: object) -> str:
    """JSON on one line, in which what would move a cursor or cannot be written is a number."""
    return escaped(json.dumps(value, ensure_ascii=False))
