"""What config.toml says of notices and of those who watch over them; and which of it makes no sense."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from commitments.errors import FilterError
from commitments.filter import Filter, parse_filter
from commitments.i18n import _
from monitor.errors import ConfigError

REFERENCES = ("env:", "file:", "keyring:")
UNCERTAIN = ("resend", "hold")
LOG_FORMATS = ("text", "json")
LONGEST_OFFSET = 3600
_QUIET = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")
_ANY_DAY = date(2025, 1, 1)  # filter words are checked against any day at all


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifySettings:
    """What goes into messages, and who hears of what is long overdue."""

    include: str = "tracked"  # tracked: only what a reviewer accepted; all: candidates too
    requester: str = ""  # channel that hears of the second overdue stage and later ones
    manager: str = ""  # channel that hears of the last overdue stage and the weekly ones


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSettings:
    """One channel. Secrets are references, `env:NAME`, `file:PATH` or `keyring:SERVICE/USER`, never the secret."""

    name: str = ""
    kind: str = ""  # feishu, dingtalk, wecom, slack, teams, discord, email, webhook, apprise
    url: str = ""
    secret: str = ""
    allow_private: bool = False  # let it reach private and loopback addresses, and unencrypted there
    mention: tuple[str, ...] = ()  # people to call by name when something becomes overdue, as the product knows them
    sender: str = ""  # of e-mail
    to: tuple[str, ...] = ()  # of e-mail
    on_uncertain: str = "resend"  # resend: digests and escalations once more, marked, after ten minutes; hold: never
    quiet: str = ""  # "22:00-07:00": nothing goes out, everything goes later
    days_off: bool = False  # whether it also speaks on days that are not worked
    urgent: bool = False  # let escalations of the highest level go in quiet hours and on days off too
    timezone: str = ""  # of those who read it; "" for the office's
    offset: int = 0  # seconds after the slot, so that many channels do not speak at once


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSettings:
    """How the daemon writes its log: one line for each event."""

    format: str = "text"  # text or json


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSettings:
    """A dead-man's switch: an address that is called after each successful daily run, and tells when no call comes."""

    ping: str = ""  # a reference, as those of channels; "" for none
    allow_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricsSettings:
    """Figures for Prometheus."""

    textfile: str = ""  # the file its node exporter reads; "" for none


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteSettings:
    """Which targets a channel tells of. A channel without a route tells of all."""

    channel: str = ""
    filter: str = ""  # the words of `duban list`; "" for all
    owner: str = ""  # whose digest it is; "" for everybody's
    mention: tuple[str, ...] = ()  # instead of the channel's


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderSettings:
    """When a target is reminded of, in working days; the first ladder whose filter holds is the target's."""

    filter: str = ""
    upcoming: tuple[int, ...] = (30, 7, 1)  # before the due date; the due date itself always counts
    overdue: tuple[int, ...] = (1, 3, 5)  # after it
    every: int = 5  # and then again after so many working days; 0 for never


def check_notices(
    notify: NotifySettings,
    channels: tuple[ChannelSettings, ...],
    routes: tuple[RouteSettings, ...],
    ladders: tuple[LadderSettings, ...],
    file: str,
) -> None:
    """Refuse what makes no sense, naming the key; raises `ConfigError`."""
    names = [channel.name for channel in channels]
    for channel in channels:
        _check_channel(channel, names, file)
    for key in ("requester", "manager"):
        name = getattr(notify, key)
        _check_known(name, {*names, ""}, f"notify.{key}", file)
    for route in routes:
        _check_known(route.channel, names, "route.channel", file)
        check_filter(route.filter, "route.filter", file)
        if "|" in route.owner:
            raise ConfigError(_("{key} 里不能有 |").format(key="route.owner"), where=file, remedy=_("换一个名称"))
    for ladder in ladders:
        check_filter(ladder.filter, "ladder.filter", file)
        if min((*ladder.upcoming, *ladder.overdue, 1)) < 1 or ladder.every < 0:
            raise ConfigError(_("[[ladder]] 的天数要是正整数"), where=file, remedy="overdue = [1, 3, 5]")


def words_of(text: str, today: date) -> Filter:
    """The filter a setting spells, with the words of `duban list`; raises `FilterError`."""
    return parse_filter(text.split(), today=today)


def _check_channel(channel: ChannelSettings, names: list[str], file: str) -> None:
    if not channel.name or not channel.kind or not channel.url:
        raise ConfigError(_("[[channel]] 要写 name、kind 和 url"), where=file, remedy=_("例子见随附的 config.toml"))
    if "|" in channel.name:
        raise ConfigError(_("{key} 里不能有 |").format(key="channel.name"), where=file, remedy=_("换一个名称"))
    if names.count(channel.name) > 1:
        message = _("通知渠道 {name} 写了两次").format(name=channel.name)
        raise ConfigError(message, where=file, remedy=_("每个渠道的 name 要唯一"))
    for key in ("url", "secret"):
        _check_reference(getattr(channel, key), f"channel.{channel.name}.{key}", file)
    if channel.on_uncertain not in UNCERTAIN:
        message = _("{key} 不能是 {value}").format(key="channel.on_uncertain", value=repr(channel.on_uncertain))
        raise ConfigError(message, where=file, remedy=_("可用的值：{values}").format(values="、".join(UNCERTAIN)))
    if channel.timezone and not _is_zone(channel.timezone):
        message = _("找不到时区 {zone} 的数据").format(zone=repr(channel.timezone))
        raise ConfigError(message, where=file, remedy=_("请写 Asia/Shanghai 这样的名称"))
    if not 0 <= channel.offset <= LONGEST_OFFSET:
        message = _("channel.offset 是 0 到 {most} 之间的秒数").format(most=LONGEST_OFFSET)
        raise ConfigError(message, where=file, remedy="offset = 120")
    if channel.quiet and not _QUIET.fullmatch(channel.quiet):
        message = _("{key} 不是一段时间：{value}").format(key="channel.quiet", value=repr(channel.quiet))
        raise ConfigError(message, where=file, remedy=_("请写成 22:00-07:00；留空表示不设"))


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def check_watching(log: LogSettings, watch: WatchSettings, file: str) -> None:
    """Refuse what makes no sense of log and dead-man's switch, naming the key; raises `ConfigError`."""
    if log.format not in LOG_FORMATS:
        message = _("{key} 不能是 {value}").format(key="log.format", value=repr(log.format))
        raise ConfigError(message, where=file, remedy=_("可用的值：{values}").format(values="、".join(LOG_FORMATS)))
    _check_reference(watch.ping, "watch.ping", file)


def _check_reference(value: str, key: str, file: str) -> None:
    if value and not value.startswith(REFERENCES):  # the value may be a secret: never repeat it
        message = _("{key} 必须是引用，不能直接写地址或密钥").format(key=key)
        raise ConfigError(message, where=file, remedy=_("写成 env:变量名、file:路径 或 keyring:服务/用户"))


def _check_known(name: str, known: Collection[str], key: str, file: str) -> None:
    if name not in known:
        message = _("{key} 指向没有配置的渠道 {name}").format(key=key, name=repr(name))
        raise ConfigError(message, where=file, remedy=_("先写这个 [[channel]]，或改正名称"))


def check_filter(text: str, key: str, file: str) -> None:
    """Refuse words of a filter that nobody understands, naming the key; raises `ConfigError`."""
    try:
        words_of(text, _ANY_DAY)
    except FilterError as error:
        raise ConfigError(f"{key}: {error.message}", where=file, remedy=error.remedy) from error
