"""What config.toml says of reports: formats, summaries, how channels hand them on; and which of it makes no sense."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from commitments.i18n import _
from monitor.errors import ConfigError
from monitor.workdays import Workdays

# format → the suffix of its files
SUFFIXES = {
    "markdown": ".md",
    "html": ".html",
    "csv": ".csv",
    "xlsx": ".xlsx",
    "json": ".json",
    "pdf": ".pdf",
}
REPORT_FORMATS = tuple(SUFFIXES)
PERIODS = ("week", "month", "year")
MONDAY, JANUARY = 0, 1
# No character that any product's mark-up would obey, so that an address can stand in a link as it is.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~%/-]*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettings:
    """What a report run writes, and where."""

    folder: str = "var/reports"
    formats: tuple[str, ...] = ("markdown", "html", "csv")
    periods: tuple[str, ...] = ()  # summaries that the daemon writes when a week, month or year is over
    keep: int = 0  # days for which every report stays; of older ones the last of each month stays; 0 keeps all
    base_url: str = ""  # where others find the folder; digests in chat link to its reports
    attach: tuple[str, ...] = ()  # formats that mails attach to the digest
    attach_megabytes: int = 5  # of one mail


def check_reports(reports: ReportSettings, file: str) -> None:
    """Refuse what makes no sense, naming the key; raises `ConfigError`."""
    _all_of(reports.formats, REPORT_FORMATS, "reports.formats", file)
    _all_of(reports.periods, PERIODS, "reports.periods", file)
    _all_of(reports.attach, reports.formats, "reports.attach", file)
    if reports.keep < 0:
        raise ConfigError(_("reports.keep 不能是负数"), where=file, remedy=_("0 表示全部保留"))
    if reports.attach_megabytes < 1:
        raise ConfigError(_("reports.attach_megabytes 不能小于 1"), where=file, remedy=_("去掉这一行即用默认值"))
    if reports.base_url and not _ADDRESS.fullmatch(reports.base_url):
        message = _("reports.base_url 不是网址：{value}").format(value=repr(reports.base_url))
        raise ConfigError(message, where=file, remedy='base_url = "https://reports.example.gov.cn/duban"')


def _all_of(values: Iterable[str], allowed: Collection[str], key: str, file: str) -> None:
    for value in values:
        if value not in allowed:
            message = _("{key} 不能是 {value}").format(key=key, value=repr(value))
            raise ConfigError(message, where=file, remedy=_("可用的值：{values}").format(values="、".join(allowed)))


def summed_up_on(period: str, day: date, workdays: Workdays) -> bool:
    """Whether the summary of the week, month or year before is written on a day.

    A week's on Monday, whether it is worked or not; the others on the first working day after them.
    """
    match period:
        case "week":
            return day.weekday() == MONDAY
        case "month":
            return workdays.is_first_of_month(day)
        case _:
            return day.month == JANUARY and workdays.is_first_of_month(day)
