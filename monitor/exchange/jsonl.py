"""The ledger as JSON lines: one row a line, `table` first."""

import json
from pathlib import Path
from typing import Any

from commitments.i18n import _
from monitor.exchange import ExchangeError, Layout, Rows


def write(path: Path, rows: Rows, _layout: Layout, *, summary: list[list[str]]) -> int:  # noqa: ARG001 - for people
    """Write the rows; how many."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for table, row in rows:
            count += 1
            file.write(json.dumps({"table": table, **row}, ensure_ascii=False) + "\n")
    return count


def read(path: Path, _layout: Layout) -> Rows:
    """The rows of a file."""
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                row = _row(line, path, number)
                yield row.pop("table"), row
    except OSError as error:
        raise ExchangeError(
            _("读不了：{why}").format(why=error.strerror), where=str(path), remedy=_("核对路径")
        ) from error
    except UnicodeDecodeError as error:
        raise ExchangeError(_("不是 UTF-8 文字"), where=str(path), remedy=_("用本程序导出的文件")) from error


def _row(line: str, path: Path, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict) or not isinstance(row.get("table"), str):
        raise ExchangeError(
            _("第 {n} 行不是台账的一行").format(n=number), where=str(path), remedy=_("用本程序导出的文件")
        )
    return row
