"""What config.toml says of where documents come from; and which of it makes no sense."""

import os
import re
from dataclasses import dataclass

from commitments.i18n import _
from monitor.errors import ConfigError

SITE_KINDS = ("page", "feed", "sitemap", "list")
# Every format that is read (commitments.reading.FORMATS), spelled out so that settings load without the readers.
_WORDS = "txt text md markdown html htm shtml xhtml docx docm doc wps rtf odt pdf eml zip"
_TABLES = "xlsx xlsm xls et ods csv tsv"
_PICTURES = "png jpg jpeg tif tiff bmp"
PATTERNS = tuple(f"*.{suffix}" for suffix in f"{_WORDS} {_TABLES} {_PICTURES}".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """What `duban ingest` and `duban run` read when no path is given."""

    paths: tuple[str, ...] = ("seeds",)
    patterns: tuple[str, ...] = PATTERNS
    exclude: tuple[str, ...] = ("README*", ".*", "~$*", "*.part", "*.tmp", "*.crdownload")
    watch: tuple[str, ...] = ()  # folders the daemon looks into every minute
    workers: int = 0  # processes that read side by side; 0 for one less than the machine has processors
    snapshots: str = "var/snapshots"  # the bytes of every page that was fetched, named by their content

    @property
    def crew(self) -> int:
        """How many processes read side by side."""
        return self.workers or max(1, (os.cpu_count() or 1) - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings:
    """One page, feed, sitemap or list page that is visited for documents."""

    name: str = ""
    url: str = ""
    kind: str = "page"  # page, feed (RSS, Atom), sitemap, or list (a page of links)
    links: str = "a"  # of a list: the CSS selector of its links
    pattern: str = ""  # a regular expression: only links whose words or address it matches
    most: int = 50  # of the newest links, how many
    delay: float = 1.0  # seconds between two pages of one host; more where its robots.txt says so
    max_megabytes: int = 20  # of one page
    allow_private: bool = False  # let it be on the office's own network, and unencrypted there


def check_sites(sources: SourceSettings, sites: tuple[SiteSettings, ...], file: str) -> None:
    """Refuse what makes no sense, naming the key; raises `ConfigError`."""
    if sources.workers < 0:
        raise ConfigError(_("sources.workers 不能是负数"), where=file, remedy=_("0 为按处理器数自动决定"))
    for site in sites:
        if not site.url.startswith(("https://", "http://")):
            raise ConfigError(_("[[site]] 要写网址 url"), where=file, remedy='url = "https://…"')
        if site.kind not in SITE_KINDS:
            message = _("{key} 不能是 {value}").format(key="site.kind", value=repr(site.kind))
            raise ConfigError(message, where=file, remedy=_("可用的值：{values}").format(values="、".join(SITE_KINDS)))
        if site.most < 1 or site.delay < 0 or site.max_megabytes < 1:
            message = _("site.most、site.delay、site.max_megabytes 不能小于 1、0、1")
            raise ConfigError(message, where=file, remedy=_("去掉这一行即用默认值"))
        try:
            re.compile(site.pattern)
        except re.error as error:
            message = _("site.pattern 不是正则表达式：{why}").format(why=error)
            raise ConfigError(message, where=file, remedy=_("例如 关于.*的(通知|意见)")) from error
