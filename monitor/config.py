"""config.toml → frozen settings: every key known, every value typed, the nearest key offered for a mistyped one."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from commitments.i18n import LANGUAGES, _
from monitor.errors import ConfigError
from monitor.notice_settings import (
    ChannelSettings,
    LadderSettings,
    LogSettings,
    MetricsSettings,
    NotifySettings,
    RouteSettings,
    WatchSettings,
    check_notices,
    check_watching,
)
from monitor.publish_settings import PublishSettings, check_published
from monitor.report_settings import ReportSettings, check_reports
from monitor.source_settings import SiteSettings, SourceSettings, check_sites
from monitor.workdays import Workdays, load_workdays

THEMES = ("dark", "light", "contrast")
DEFAULT_FILE = Path("config.toml")
SECRET_KEYS = ("channel", "channel.url", "channel.secret", "watch.ping")
_TIME_OF_DAY = re.compile(r"([01]\d|2[0-3]):[0-5]\d")

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSettings:
    """Where the store of record is."""

    url: str = "sqlite:///var/duban.sqlite3"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSettings:
    """How reviewers work."""

    near_days: int = 30  # length of the warning window before a due date, in calendar days
    four_eyes: bool = True  # a verdict closes a target only when a second person confirms it
    undated_days: int = 180  # an undated target in care that nobody touched for so many days is to be looked at again


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenSettings:
    """How the review screen looks and which keys it takes."""

    theme: str = "dark"  # dark, light or contrast
    ascii: bool = False  # draw with plain ASCII, for terminals that count glyphs as two cells
    keymap: str = ""  # a TOML file that gives actions other keys


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSettings:
    """Attached files, and when progress counts as stale."""

    folder: str = "var/evidence"
    max_megabytes: int = 50
    stale_days: int = 100  # a quarter and some days of grace


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSettings:
    """When the daemon does what, in the office's time zone; an empty time switches a job off."""

    ingest_at: str = "07:30"
    report_at: str = "08:30"
    notify_at: str = "09:03"  # off the full and half hour, when the vendors' gates are crowded
    weekends: bool = False  # whether notices also go out on days that are not worked
    calendar: str = ""  # a file with the office's own days off and working days


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSettings:
    """What the user knows of one document that its text does not say."""

    file: str = ""
    reference: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything config.toml can say. `folder` is where its relative paths start."""

    language: str = "auto"  # zh, en, or auto: the locale decides
    timezone: str = "Asia/Shanghai"
    ledger: LedgerSettings = LedgerSettings()
    sources: SourceSettings = SourceSettings()  # noqa: RUF009 - frozen
    review: ReviewSettings = ReviewSettings()
    screen: ScreenSettings = ScreenSettings()
    evidence: EvidenceSettings = EvidenceSettings()
    reports: ReportSettings = ReportSettings()  # noqa: RUF009 - frozen
    schedule: ScheduleSettings = ScheduleSettings()
    notify: NotifySettings = NotifySettings()  # noqa: RUF009 - frozen
    log: LogSettings = LogSettings()  # noqa: RUF009 - frozen
    watch: WatchSettings = WatchSettings()  # noqa: RUF009 - frozen
    metrics: MetricsSettings = MetricsSettings()  # noqa: RUF009 - frozen
    document: tuple[DocumentSettings, ...] = ()
    site: tuple[SiteSettings, ...] = ()
    publish: tuple[PublishSettings, ...] = ()
    channel: tuple[ChannelSettings, ...] = ()
    route: tuple[RouteSettings, ...] = ()
    ladder: tuple[LadderSettings, ...] = ()
    folder: Path = field(default=Path(), metadata={"internal": True})

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def workdays(self) -> Workdays:
        """The days on which the office works; `ConfigError` if its own calendar cannot be read."""
        own = self.schedule.calendar
        return load_workdays(self.path(own) if own else None)

    def path(self, relative: str) -> Path:
        """A path of the configuration, resolved against the folder config.toml is in."""
        return self.folder / relative

    def given_reference(self, file: Path) -> date | None:
        """The reference date the user gave for a file, matched by path or by bare name."""
        for document in self.document:
            if document.file in (file.name, file.as_posix()) or self.path(document.file) == file:
                return document.reference
        return None


def load(path: Path | None) -> Settings:
    """Read the settings.

    Args:
        path: the file to read; None means `config.toml` in the working folder if there is one, else the defaults.

    Raises:
        ConfigError: the file is missing, is no TOML, or says something nobody understands.
    """
    if path is None and not DEFAULT_FILE.is_file():
        return _checked(Settings(), "config.toml")
    file = path or DEFAULT_FILE
    return _checked(_build(Settings, _table(file), str(file), folder=file.parent), str(file))


def _table(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        remedy = _("请检查 --config 或 $DUBAN_CONFIG 指向的文件")
        raise ConfigError(
            _("配置文件读不了（{why}）").format(why=error.strerror), where=str(file), remedy=remedy
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        remedy = _("请按 TOML 语法改正这一处")
        raise ConfigError(_("不是合法的 TOML：{why}").format(why=error), where=str(file), remedy=remedy) from error


def _build(kind: type[T], table: Mapping[str, Any], file: str, prefix: str = "", **extra: Any) -> T:
    known = [f.name for f in fields(kind) if not f.metadata.get("internal")]
    hints = get_type_hints(kind)
    for key in table:
        if key not in known:
            raise _unknown_key(prefix, key, known, file)
    return kind(**{key: _value(hints[key], value, file, prefix + key) for key, value in table.items()}, **extra)


def _value(kind: Any, value: Any, file: str, key: str) -> Any:
    """Check one value against the annotation of its field; tables become settings, arrays become tuples."""
    if get_origin(kind) is tuple:
        item_kind = get_args(kind)[0]
        if not isinstance(value, list):
            raise _wrong_type(key, value, _("一个数组"), file)
        return tuple(_value(item_kind, item, file, key) for item in value)
    if get_origin(kind) is UnionType:
        kind = get_args(kind)[0]
    if isinstance(kind, type) and is_dataclass(kind):
        if not isinstance(value, dict):
            raise _wrong_type(key, value, _("一个表"), file)
        return _build(kind, value, file, f"{key}.")
    if type(value) is not kind:  # bool is an int, datetime is a date: neither will do for the other
        raise _wrong_type(key, value, _type_word(kind), file)
    return value


def _type_word(kind: type) -> str:
    words = {str: _("文字"), int: _("整数"), bool: "true / false", date: _("日期，例如 2023-10-01")}
    return words[kind]


def _wrong_type(key: str, value: object, wanted: str, file: str) -> ConfigError:
    if key in SECRET_KEYS:  # what stands there may be a secret: never repeat it
        message = _("{key} 应为{wanted}").format(key=key, wanted=wanted)
    else:
        message = _("{key} 应为{wanted}，而不是 {value}").format(key=key, wanted=wanted, value=repr(value))
    return ConfigError(message, where=file, remedy=_("每个设置的写法见随附的 config.toml"))


def _unknown_key(prefix: str, key: str, known: list[str], file: str) -> ConfigError:
    near = _nearest(prefix, key, known)
    remedy = (
        _("是不是想写 {key}？").format(key=near)
        if near
        else _("这里可用的设置：{keys}").format(keys="、".join(prefix + name for name in known))
    )
    return ConfigError(_("不认识的设置 {key}").format(key=prefix + key), where=file, remedy=remedy)


def _nearest(prefix: str, key: str, known: list[str]) -> str | None:
    """The known key most like `key`: of the same table, else the same word in another table."""
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    if near:
        return prefix + near[0]
    return next((name for name in _every_key(Settings) if name.rpartition(".")[2] == key), None)


def _every_key(kind: type["DataclassInstance"], prefix: str = "") -> Iterator[str]:
    """The dotted name of every key that config.toml can hold."""
    for item in fields(kind):
        name, hint = prefix + item.name, get_type_hints(kind)[item.name]
        table = next(iter(get_args(hint)), hint)
        if isinstance(table, type) and is_dataclass(table):
            yield from _every_key(table, f"{name}.")
        elif not item.metadata.get("internal"):
            yield name


def _checked(settings: Settings, file: str) -> Settings:
    """Refuse values of the right type that make no sense, naming the key."""
    _one_of(settings.language, ("auto", *LANGUAGES), "language", file)
    _one_of(settings.notify.include, ("tracked", "all"), "notify.include", file)
    _one_of(settings.screen.theme, THEMES, "screen.theme", file)
    _check_zone(settings, file)
    for key in ("ingest_at", "report_at", "notify_at"):
        _check_time(getattr(settings.schedule, key), f"schedule.{key}", file)
    if settings.review.near_days < 0:
        raise ConfigError(_("review.near_days 不能是负数"), where=file, remedy=_("默认值是 30"))
    if settings.review.undated_days < 1:
        raise ConfigError(_("review.undated_days 至少是 1"), where=file, remedy=_("默认值是 180"))
    check_reports(settings.reports, file)
    _check_documents(settings, file)
    check_published(settings.publish, file)
    check_sites(settings.sources, settings.site, file)
    check_notices(settings.notify, settings.channel, settings.route, settings.ladder, file)
    check_watching(settings.log, settings.watch, file)
    assert settings.workdays is not None  # reading it complains of a calendar that cannot be read
    return settings


def _one_of(value: str, allowed: tuple[str, ...], key: str, file: str) -> None:
    if value not in allowed:
        message = _("{key} 不能是 {value}").format(key=key, value=repr(value))
        raise ConfigError(message, where=file, remedy=_("可用的值：{values}").format(values="、".join(allowed)))


def _check_zone(settings: Settings, file: str) -> None:
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = _("找不到时区 {zone} 的数据").format(zone=repr(settings.timezone))
        remedy = _("请写 Asia/Shanghai 这样的名称；系统没有时区数据时，用 pip install tzdata 装上")
        raise ConfigError(message, where=file, remedy=remedy) from error


def _check_time(value: str, key: str, file: str) -> None:
    if value and not _TIME_OF_DAY.fullmatch(value):
        message = _("{key} 不是时刻：{value}").format(key=key, value=repr(value))
        raise ConfigError(message, where=file, remedy=_("请写成 09:03；留空表示不做"))


def _check_documents(settings: Settings, file: str) -> None:
    for document in settings.document:
        if not document.file or document.reference is None:
            message = _("[[document]] 要同时写 file 和 reference")
            raise ConfigError(message, where=file, remedy='file = "004.txt", reference = 2023-10-01')
