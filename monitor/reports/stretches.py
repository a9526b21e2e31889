"""A summary and the progress of targets for programs: plain values, targets by their codes."""

from typing import Any

from commitments.progress import Observed, Progress
from monitor.digest import Digest, Line, News, Shift, Summary, Tally
from monitor.reports.records import observation_record


def period_record(summary: Summary, news: News) -> dict[str, Any]:
    """The period, what came due in it and in the one before, and every list as codes."""
    period, before = summary.period, summary.period.before
    lists = {
        "came": summary.came,
        "met": news.met,
        "met_late": news.met_late,
        "settled": news.settled,
        "newly_overdue": news.overdue,
        "promised": news.arrived,
        "due_next": summary.ahead,
    }
    return {
        "name": period.name,
        "grain": period.grain.value,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "through": summary.through.isoformat(),
        "due": _tally(summary.tally(summary.came)),
        "before": {"name": before.name, "due": _tally(summary.tally(summary.came_before))},
        **{name: _codes(lines) for name, lines in lists.items()},
        "moved": [_shift(shift) for shift in summary.shifts],
        "evidence": {line.entry.code: _trail(line, summary) for line in summary.heard},
    }


def progress_records(digest: Digest) -> dict[str, Any]:
    """Of each target with values: these, the even pace, and what it expects today; decimals and dates as text."""
    return {
        line.entry.code: _progress(digest.progress[line.entry.id])
        for line in digest.in_order
        if line.entry.id in digest.progress
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "targets": tally.number,
        "met": tally.met,
        "met_late": tally.met_late,
        "partly_or_missed": tally.other,
        "withdrawn_or_unmeasurable": tally.aside,
        "overdue": tally.late,
        "on_time": None if tally.share is None else round(float(tally.share), 4),
    }


def _codes(lines: tuple[Line, ...]) -> list[str]:
    return [line.entry.code for line in lines]


def _shift(shift: Shift) -> dict[str, Any]:
    move = shift.move
    return {
        "id": shift.line.entry.code,
        "from": move.old_due.isoformat() if move.old_due else None,
        "to": move.new_due.isoformat(),
        "days": move.days,
        "reason": move.reason,
        "approver": move.approver,
    }


def _trail(line: Line, summary: Summary) -> list[dict[str, Any]]:
    return [{**observation_record(one), "grade": one.grade.value} for one in summary.trails.get(line.entry.id, ())]


def _progress(progress: Progress) -> dict[str, Any]:
    return {
        "goal": f"{progress.goal:f}",
        "observed": [_seen(one) for one in progress.series],
        "pace": [_seen(one) for one in progress.pace] if progress.pace else None,
        "expected": None if progress.expected is None else f"{progress.expected:.6g}",
    }


def _seen(one: Observed) -> list[str]:
    return [one.day.isoformat(), f"{one.value:f}"]
