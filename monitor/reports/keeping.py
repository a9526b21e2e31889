"""Old reports: the newest stay, and of each month that has gone by the last one of each format.

Those of days and those of weeks are looked at apart; summaries of months and years stay for good.
"""

import re
from datetime import date, timedelta
from pathlib import Path

from commitments.i18n import _
from monitor.errors import ReportError

# of a day or of a week; those of months and years stay
_REPORT = re.compile(r"(?P<day>\d{4}-(?:\d{2}-\d{2}|W\d{2}))(?P<suffix>\.(?:md|html|csv|xlsx|json|pdf))")


def tidy(folder: Path, *, day: date, keep: int) -> tuple[Path, ...]:
    """Delete reports older than so many days; the files deleted, by name.

    Args:
        folder: where the reports are; files that are not named as reports are never touched.
        day: today.
        keep: days for which every report stays; of older ones the last of each month stays. 0 keeps all.

    Raises:
        ReportError: a file cannot be deleted.
    """
    if not keep:
        return ()
    oldest = day - timedelta(days=keep)
    gone, last = [], set[tuple[str, str]]()
    for file, made, kind in sorted(_reports(folder), key=lambda report: report[1], reverse=True):
        month = (f"{made:%Y-%m}", kind)
        if made < oldest and month in last:
            gone.append(file)
        last.add(month)
    for file in gone:
        _delete(file)
    return tuple(sorted(gone))


def _reports(folder: Path) -> list[tuple[Path, date, str]]:
    """File, last day told, and kind of each report."""
    found = []
    for file in folder.iterdir() if folder.is_dir() else ():
        named = _REPORT.fullmatch(file.name)
        if named and file.is_file() and not file.is_symlink() and (made := _day(named["day"])):
            found.append((file, made, f"{'W' in named['day']}{named['suffix']}"))
    return found


def _day(text: str) -> date | None:
    """The day of a report; of a week its Sunday."""
    try:
        return date.fromisoformat(text if "W" not in text else f"{text}-7")
    except ValueError:
        return None


def _delete(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        message = _("旧报告删不掉（{why}）").format(why=error.strerror or error)
        raise ReportError(
            message, where=str(file), remedy=_("请检查文件夹的权限，或把 [reports] 的 keep 改成 0")
        ) from error
