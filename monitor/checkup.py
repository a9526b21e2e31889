"""What `duban doctor` looks at: each check answers in one line and, where it is unwell, names the remedy."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import available_timezones

from commitments.errors import CommitmentsError
from commitments.holidays import is_provisional
from commitments.i18n import _
from monitor.session import Session
from monitor.sources import configured_files

SMALLEST_TERMINAL = (80, 24)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    what: str
    well: bool
    says: str
    remedy: str = ""


def checkup(session: Session) -> tuple[Finding, ...]:
    """Run every check, in the order in which a day's work would stumble over them."""
    return tuple(check(session) for check in CHECKS)


def _check_zone(session: Session) -> Finding:
    zone = session.settings.timezone
    well = zone in available_timezones()
    says = _("{zone}，今天是 {day}").format(zone=zone, day=session.today)
    return Finding(_("时区"), well, says, "" if well else "pip install tzdata")


def _check_sources(session: Session) -> Finding:
    files = configured_files(session.settings)
    missing = [str(file) for file in files if not file.exists()]
    says = _("{n} 份文件，缺 {missing} 份").format(n=len(files), missing=len(missing))
    return Finding(_("来源"), bool(files) and not missing, says, "" if files else _("在 [sources] 里写上文件或文件夹"))


def _check_ledger(session: Session) -> Finding:
    try:
        counts = session.services.counts()
    except CommitmentsError as error:
        return Finding(_("台账"), well=False, says=str(error), remedy=error.remedy)
    return Finding(_("台账"), well=True, says=_("可读写，待核 {n} 项").format(n=counts.candidates))


def _check_calendar(session: Session) -> Finding:
    year = session.today.year
    provisional = [str(one) for one in (year, year + 1) if is_provisional(one)]
    says = (
        _("{years} 年的调休尚未公布，暂按法定节假日计").format(years="、".join(provisional))
        if provisional
        else _("齐全")
    )
    return Finding(_("节假日"), str(year) not in provisional, says, _("升级 holidays 包") if provisional else "")


def _check_channels(session: Session) -> Finding:
    from monitor.notifications.secrets import ChannelBroken, resolve

    channels, folder = session.settings.channel, session.settings.folder
    if not channels:
        return Finding(_("通知"), well=True, says=_("未配置渠道，不发送任何通知"))
    troubles: list[str] = []
    for channel in channels:
        try:
            for reference in (channel.url, channel.secret):
                resolve(reference, folder=folder)
        except ChannelBroken as error:
            troubles.append(f"{channel.name}：{error}")
    return Finding(_("通知"), not troubles, _("{n} 个渠道").format(n=len(channels)), "；".join(troubles))


def _check_terminal(_session: Session) -> Finding:
    columns, lines = shutil.get_terminal_size()
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    well = columns >= SMALLEST_TERMINAL[0] and lines >= SMALLEST_TERMINAL[1] and encoding == "utf8"
    says = _("{columns}×{lines}，{encoding}").format(columns=columns, lines=lines, encoding=encoding)
    return Finding(_("终端"), well, says, "" if well else _("核查界面要至少 80×24 的 UTF-8 终端"))


CHECKS: tuple[Callable[[Session], Finding], ...] = (
    _check_zone,
    _check_sources,
    _check_ledger,
    _check_calendar,
    _check_channels,
    _check_terminal,
)
