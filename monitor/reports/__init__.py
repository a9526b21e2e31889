"""Reports: one digest rendered in many formats, and written so that nobody meets half a file."""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

from commitments.i18n import _
from monitor.digest import Digest
from monitor.errors import ReportError
from monitor.report_settings import SUFFIXES

# format → the module that renders it; a format is added by a module and a line in the settings
FORMATS = {name: f"monitor.reports.{name}" for name in SUFFIXES}

PLACED = frozenset({"markdown", "html", "pdf"})  # formats that show where in its document each line stands


def shows_places(names: Iterable[str]) -> bool:
    """Whether one of these formats shows where in their documents lines stand."""
    return not PLACED.isdisjoint(names)


def render(name: str, digest: Digest) -> bytes:
    """The digest in one format, as the bytes of its file; text is UTF-8.

    Raises:
        ReportError: there is no such format.
    """
    if name not in FORMATS:
        remedy = _("可用的值：{values}").format(values="、".join(FORMATS))
        raise ReportError(_("没有这种报告格式"), where=name, remedy=remedy)
    rendered = import_module(FORMATS[name]).render(digest)
    if isinstance(rendered, str):
        return rendered.encode("utf-8")
    assert isinstance(rendered, bytes)
    return rendered


def write_reports(digest: Digest, folder: Path, formats: Iterable[str]) -> tuple[Path, ...]:
    """Write the report as DATE.md, DATE.html, 2025-W47.md and so on; the files written, in the order asked.

    Everything is rendered before anything is written; each file appears whole or not at all.

    Raises:
        ReportError: a format is unknown, or the folder cannot be written.
    """
    rendered = [(folder / f"{digest.name}{SUFFIXES[name]}", render(name, digest)) for name in _known(formats)]
    return tuple(write_report(content, path) for path, content in rendered)


def write_report(content: bytes, path: Path) -> Path:
    """Write one rendered report, replacing what was there in one step; missing folders are made.

    Raises:
        ReportError: the file cannot be written; what was there before is untouched.
    """
    with whole(path) as unfinished:
        unfinished.write_bytes(content)
    return path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A file beside the wanted one, which takes its place when it is finished: nobody ever meets half of it.

    Raises:
        ReportError: the file cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield unfinished
        unfinished.replace(path)
    except OSError as error:
        remedy = _("请检查文件夹的权限和磁盘空间，或改 [reports] 的 folder")
        message = _("报告写不进去（{why}）").format(why=error.strerror or error)
        raise ReportError(message, where=str(path), remedy=remedy) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _known(formats: Iterable[str]) -> tuple[str, ...]:
    names = tuple(formats)
    for name in names:
        if name not in FORMATS:
            remedy = _("可用的值：{values}").format(values="、".join(FORMATS))
            raise ReportError(_("没有这种报告格式"), where=name, remedy=remedy)
    return names
