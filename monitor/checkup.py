"""What `duban doctor` looks at: each check answers in one line and, where it is unwell, names the remedy."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import available_timezones

from commitments.errors import CommitmentsError
from commitments.i18n import _
from monitor.session import Session
from monitor.sources import configured_files
from monitor.words import word

SMALLEST_TERMINAL = (80, 24)
MOST_COUNTED = 1000
MOST_SKEW = 300.0  # seconds
MOST_SILENCE = 10  # minutes; the daemon shows itself twice a minute, a timer every five
LEAST_FREE = 200  # megabytes
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    what: str
    well: bool
    says: str
    remedy: str = ""


def checkup(session: Session) -> tuple[Finding, ...]:
    """Run every check, in the order in which a day's work would stumble over them; those of the ledger if it opens."""
    found = tuple(check(session) for check in CHECKS)
    return found + (tuple(check(session) for check in OF_THE_LEDGER) if _check_ledger(session).well else ())


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
    year, workdays = session.today.year, session.settings.workdays
    provisional = [str(one) for one in (year, year + 1) if workdays.is_provisional(one)]
    says = (
        _("{years} 年的调休尚未公布，暂按法定节假日计").format(years="、".join(provisional))
        if provisional
        else _("齐全")
    )
    return Finding(_("节假日"), str(year) not in provisional, says, _("升级 holidays 包") if provisional else "")


def _check_channels(session: Session) -> Finding:
    from monitor.notifications.secrets import ChannelBroken
    from monitor.notifications.surroundings import opened

    channels, folder = session.settings.channel, session.settings.folder
    if not channels:
        return Finding(_("通知"), well=True, says=_("未配置渠道，不发送任何通知"))
    troubles: list[str] = []
    for channel in channels:
        try:
            opened(channel, folder)
        except (ChannelBroken, CommitmentsError) as error:
            troubles.append(f"{channel.name}：{error}")
    return Finding(_("通知"), not troubles, _("{n} 个渠道").format(n=len(channels)), "；".join(troubles))


def _check_delivery(session: Session) -> Finding:
    """Channels out of use, and messages that wait for a person."""
    from commitments.ledger import OutboxState

    ledger = session.services.ledger
    broken = "、".join(status.name for status in ledger.channels() if status.state == "broken")
    counts = {
        state: len(ledger.outbox(state, limit=MOST_COUNTED))
        for state in (OutboxState.READY, OutboxState.UNCERTAIN, OutboxState.DEAD)
    }
    says = " · ".join(f"{word(state)} {count}" for state, count in counts.items())
    remedies = (
        _("渠道 {names} 已停用：duban channel test").format(names=broken) if broken else "",
        _("duban outbox list uncertain，再用 resolve 处理") if counts[OutboxState.UNCERTAIN] else "",
        _("duban outbox list dead，再用 replay 重发") if counts[OutboxState.DEAD] else "",
    )
    remedy = "；".join(filter(None, remedies))
    return Finding(_("发送"), not remedy, says, remedy)


def _check_clock(session: Session) -> Finding:
    """Whether vendors' clocks agree with ours: their signatures die of an hour's difference."""
    found = session.services.ledger.clock_skew()
    if found is None:
        return Finding(_("时钟"), well=True, says=_("还没有可比对的对方时间"))
    name, skew = found
    well = abs(skew) <= MOST_SKEW
    says = _("比 {name} 慢 {n} 秒") if skew > 0 else _("比 {name} 快 {n} 秒")
    remedy = "" if well else _("本机时钟不对：开启 NTP 对时，否则签名会失效")
    return Finding(_("时钟"), well, says.format(name=name, n=round(abs(skew))), remedy)


def _check_heartbeat(session: Session) -> Finding:
    seen = session.services.ledger.worker("daemon")
    if seen is None:
        return Finding(_("守护进程"), well=True, says=_("没有运行过（也可由 cron 调用 duban run）"))
    minutes = round((session.services.ledger.now() - seen.at).total_seconds() / 60)
    well = minutes <= MOST_SILENCE
    remedy = "" if well else _("检查服务：systemctl status duban")
    says = _("{n} 分钟前还在").format(n=max(minutes, 0))
    if seen.host:
        says += _("（{host}，进程 {pid}）").format(host=seen.host, pid=seen.pid)
    return Finding(_("守护进程"), well, says, remedy)


def _check_watching(session: Session) -> Finding:
    """Whether the dead-man's switch can be called and the figures can be written."""
    from monitor.notifications.secrets import ChannelBroken, resolve

    settings, says = session.settings, list[str]()
    troubles: list[str] = []
    if settings.watch.ping:
        says.append(_("每日报平安"))
        try:
            resolve(settings.watch.ping, folder=settings.folder)
        except ChannelBroken as error:
            troubles.append(f"watch.ping：{error}")
    if settings.metrics.textfile:
        says.append(_("指标文件"))
        folder = settings.path(settings.metrics.textfile).absolute().parent
        if not os.access(folder, os.W_OK):
            troubles.append(_("{folder} 不可写").format(folder=folder))
    return Finding(_("旁人看守"), not troubles, "、".join(says) or _("未配置"), "；".join(troubles))


def _check_disk(session: Session) -> Finding:
    folder = session.settings.folder.absolute()
    free = shutil.disk_usage(folder).free // MEGABYTE
    well = free >= LEAST_FREE
    return Finding(
        _("磁盘"), well, _("余 {n} MB").format(n=free), "" if well else _("腾出空间：台账写不进就不会发通知")
    )


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
    _check_watching,
    _check_disk,
    _check_terminal,
)
OF_THE_LEDGER: tuple[Callable[[Session], Finding], ...] = (_check_delivery, _check_clock, _check_heartbeat)
