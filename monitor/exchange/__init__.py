"""The ledger as a file and back: JSON lines, CSV or XLSX by the name's ending, the same rows in each."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from commitments.i18n import _
from monitor.errors import MonitorError

FORMATS = {".jsonl": "jsonl", ".csv": "sections", ".xlsx": "workbook"}
Rows = Iterator[tuple[str, dict[str, Any]]]  # table, values by column
Layout = Mapping[str, Mapping[str, str]]  # table → column → text, number, flag, json


class ExchangeError(MonitorError):
    """A file that cannot be written, or read as what it should be."""


def write(path: Path, rows: Rows, layout: Layout, *, summary: list[list[str]]) -> int:
    """Write rows of a ledger; how many. `summary` is a table for people, for formats that can hold one.

    Raises:
        ExchangeError: an unknown ending, or a place that cannot be written.
    """
    write_rows: Callable[..., int] = _module(path).write
    beside = path.with_name(path.name + ".part")
    try:
        written = write_rows(beside, rows, layout, summary=summary)
        beside.replace(path)
    except OSError as error:
        raise ExchangeError(
            _("写不了：{why}").format(why=error.strerror), where=str(path), remedy=_("换一个可写的位置")
        ) from error
    finally:
        beside.unlink(missing_ok=True)
    return written


def read(path: Path, layout: Layout) -> Rows:
    """The rows of an exported file; `ExchangeError` for a file that is none."""
    found: Rows = _module(path).read(path, layout)
    return found


def _module(path: Path) -> Any:
    name = FORMATS.get(path.suffix.lower())
    if name is None:
        raise ExchangeError(
            _("看不出格式"), where=path.name, remedy=_("文件名以这些结尾：{endings}").format(endings=" ".join(FORMATS))
        )
    return import_module(f"monitor.exchange.{name}")
