"""What config.toml says of calendars, feeds and sites for those outside, and which of it makes no sense."""

from collections.abc import Iterable
from dataclasses import dataclass

from commitments.i18n import _
from monitor.errors import ConfigError
from monitor.notice_settings import check_filter

KINDS = ("calendar", "feed", "site")
PRIVATE = ("notes", "reasons", "people", "candidates")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishSettings:
    """One thing that is written for those outside, with the report of the day."""

    kind: str = ""  # calendar, feed or site
    to: str = ""  # the file, or the folder of a site
    filter: str = ""  # the words of `duban list`; "" for all
    title: str = ""  # what it is called; "" for the usual name
    address: str = ""  # where the site will be found, for links
    include: tuple[str, ...] = ()  # of a site: what is private otherwise


def check_published(published: Iterable[PublishSettings], file: str) -> None:
    """Refuse what makes no sense, naming the key; raises `ConfigError`."""
    taken: set[str] = set()
    for one in published:
        if one.kind not in KINDS:
            raise _refused("publish.kind", one.kind, KINDS, file)
        for name in one.include:
            if name not in PRIVATE:
                raise _refused("publish.include", name, PRIVATE, file)
        if not one.to or one.to in taken:
            message = _("[[publish]] 的 to 缺了，或与另一项相同：{to}").format(to=repr(one.to))
            raise ConfigError(message, where=file, remedy='kind = "calendar", to = "var/due.ics"')
        taken.add(one.to)
        check_filter(one.filter, "publish.filter", file)


def _refused(key: str, value: str, known: tuple[str, ...], file: str) -> ConfigError:
    message = _("{key} 不能是 {value}").format(key=key, value=repr(value))
    return ConfigError(message, where=file, remedy=_("可用的值：{values}").format(values="、".join(known)))
