"""The shape of the code: what loads what, how long things get, and what must not be left lying about."""

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commitments.ledger import Ledger
from tests.commitments.builders import a_target, enter
from tests.conftest import NOW

ROOT = Path(__file__).parents[1]
PACKAGES = ("commitments", "monitor")
TABLES = ("commitments/extraction/zh/", "commitments/holidays.py", "commitments/ledger/migrations/versions/")
# The CLI, a job, a worker, the process of a reader; and where one poisoned target must not silence the others.
EDGES = (
    "monitor/cli.py",
    "monitor/jobs.py",
    "monitor/daily.py",
    "monitor/schedule.py",
    "monitor/tui/",
    "commitments/reading/apart.py",
    *(f"monitor/notifications/{name}.py" for name in ("dispatch", "ladder", "message", "planning", "poison")),
)

SCREEN_CLOCK_AND_WIRE = {"textual", "apscheduler", "httpx"}
DATABASE = {"sqlmodel", "sqlalchemy", "alembic"}

LEFT_OVERS = re.compile(r"\b(TODO|FIXME|XXX|HACK|NotImplementedError|xfail|breakpoint\(|pdb\.set_trace)\b")
PRIVATE_PATHS = re.compile(r"(?<![\w.}])/(home|root|work|Users|tmp|farm)/\w")


def _modules() -> Iterator[tuple[str, str]]:
    """(path, source) of every module of our packages."""
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            yield file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")


def _functions() -> Iterator[tuple[str, int]]:
    """(where, body lines without the docstring) of every function of our packages."""
    for path, source in _modules():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path}:{node.lineno} {node.name}", _body_lines(node)


def _body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def _loaded_by(*arguments: str) -> set[str]:
    """The top-level packages that one call of the command imports, as the interpreter itself reports them."""
    call = [sys.executable, "-X", "importtime", "-m", "monitor", *arguments]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr.splitlines()[-5:]
    names = re.findall(r"^import time:.*\| +([\w.]+)$", done.stderr, re.MULTILINE)
    assert "monitor.cli" in names  # else nothing was measured
    return {name.split(".")[0] for name in names}


def test_help_loads_no_heavy_library() -> None:
    """A person who asks for help waits for click alone: no screen, scheduler, HTTP client or database."""
    assert set() == _loaded_by("--help") & (SCREEN_CLOCK_AND_WIRE | DATABASE | {"jinja2"})


def test_a_sweep_loads_neither_screen_nor_scheduler_nor_http(tmp_path: Path) -> None:
    """Cron pays only for what a sweep needs."""
    ledger = f"sqlite:///{tmp_path}/ledger.sqlite3"

    assert set() == _loaded_by("--ledger", ledger, "sweep") & (SCREEN_CLOCK_AND_WIRE | {"jinja2"})


# Starts as `duban review` does, up to the first page of its list, and says what that has loaded.
FIRST_PAGE = """
import sys
from zoneinfo import ZoneInfo
import monitor.cli
import monitor.commands.service
from monitor.clock import Clock
from monitor.config import Settings
from monitor.services import build
from monitor.tui.app import built
from monitor.tui.modes import REVIEW, mode_of
from monitor.tui.provider import QUEUE, Query
services = build(Settings(), Clock(ZoneInfo("UTC")), actor="x", ledger_url=sys.argv[1])
provider = built(mode_of(REVIEW), services).provider
provider.rows(provider.first(Query(order=QUEUE.order, view=QUEUE)).ids)
print(*sys.modules)
"""
# What a person may ask for later, or never: what writes and counts, what is typed into, other formats and databases.
ASKED_FOR_LATER = {
    *("alembic", "apscheduler", "httpx", "jinja2", "html.entities", "sqlalchemy.dialects.postgresql"),
    *("commitments.extraction", "commitments.reading", "monitor.reports", "monitor.notifications"),
    *(f"commitments.ledger.{name}" for name in ("audit", "backups", "bodies", "channels", "chronicle", "decisions")),
    *(f"commitments.ledger.{name}" for name in ("documents", "editing", "exchange", "likeness", "moves", "outbox")),
    *(f"commitments.ledger.{name}" for name in ("proofs", "rereading", "restated", "settling", "suggesting")),
    *(f"commitments.ledger.{name}" for name in ("sweeping", "tallies", "transfer", "turns", "undoing", "verdicts")),
    *(f"commitments.ledger.{name}_tables" for name in ("notice", "receipt")),
    *(f"monitor.digest.{name}" for name in ("brief", "day", "figures", "summary")),
    *(f"monitor.tui.widgets.{name}" for name in ("choice_strips", "correction_strips", "date_sheet", "edit_sheet")),
    *(f"monitor.tui.widgets.{name}" for name in ("evidence_sheet", "option_strips", "picker")),
    "monitor.tui.pictures",
}


def test_the_first_page_of_the_screen_loads_nothing_that_may_never_be_asked_for(sqlite_url: str) -> None:
    """Most of the time and memory of a start are imports; what is not loaded costs nothing."""
    with Ledger.open(sqlite_url, now=lambda: NOW) as ledger:
        enter(ledger, a_target())
    call = [sys.executable, "-c", FIRST_PAGE, sqlite_url]
    loaded = set(subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split())

    assert {"textual.app", "sqlmodel", "commitments.ledger.queries", "monitor.tui.screens.agenda"} <= loaded
    assert sorted(loaded & ASKED_FOR_LATER) == []


def test_no_function_is_longer_than_fifty_lines() -> None:
    """What does not fit on a screen is not read; a table written as calls is a table."""
    long = [(where, lines) for where, lines in _functions() if lines > 50 and not where.startswith(TABLES)]

    assert long == []


def test_most_functions_are_short() -> None:
    """Half have at most eight lines, nine in ten at most twenty-five."""
    lengths = [lines for _, lines in _functions()]

    assert statistics.median(lengths) <= 8
    assert statistics.quantiles(lengths, n=10)[-1] <= 25


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    """A crowded room is split; tables may be as long as their subject."""
    crowded = [
        (path, lines)
        for path, source in _modules()
        if (lines := source.count("\n")) > 300 and not path.startswith(TABLES)
    ]

    assert crowded == []


def test_everything_is_caught_only_at_the_edges() -> None:
    """`except Exception` stands in the CLI, in a job and in a worker; elsewhere errors have names."""
    broad = [
        f"{path}:{node.lineno}"
        for path, source in _modules()
        if not path.startswith(EDGES)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node)
    ]

    assert broad == []


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    """Whether a handler takes any error and keeps it; one that only cleans up and raises again does not."""
    if isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None:
        return False
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or getattr(kind, "id", "") in ("Exception", "BaseException") for kind in kinds)


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "manager"])
def test_no_module_is_a_drawer_for_everything(name: str) -> None:
    """A module is named for what it does."""
    assert [path for path, _ in _modules() if name in Path(path).with_suffix("").parts] == []


def test_nothing_unfinished_and_no_machine_of_ours_is_in_the_sources() -> None:
    """No left-over marks, and no path that exists only on somebody's computer."""
    here = Path(__file__).resolve()
    texts = [
        (file, number, line)
        for folder in (*PACKAGES, "tests", "benchmarks", "docs", "scripts")
        for file in sorted((ROOT / folder).rglob("*"))
        if file.suffix in (".py", ".md", ".j2", ".tcss", ".mako", "") and file.is_file() and file != here
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
    ]
    marked = [
        f"{file.relative_to(ROOT)}:{number}"
        for file, number, line in texts
        if LEFT_OVERS.search(line) or PRIVATE_PATHS.search(line)
    ]

    assert texts
    assert marked == []
