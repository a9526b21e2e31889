"""The review screen over 100,000 targets, in a real terminal: `python benchmarks/bench_review.py [TARGETS]`.

Prints processor time, not wall time: start to first paint, memory, one step of the cursor, a filter to its first page;
then what the queries cost that the screen asks on its own thread. Every figure has its limit beside it; what Textual
and SQLModel alone cost, which every start imports, stands first, measured in the same run.
"""

import fcntl
import hashlib
import os
import pty
import random
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import quantiles
from time import monotonic, perf_counter, process_time, sleep

from commitments.document import Document, Imprint
from commitments.evidence import Evidence
from commitments.filter import parse_filter
from commitments.ledger import Ledger, Order
from commitments.target import Basis, Comparator, Due, Extraction, Kind, Owners, Quantity, Strength, Target
from monitor.clock import Clock
from monitor.config import Settings
from monitor.services import Services
from monitor.tui.provider import QUEUE, TRACKED, LedgerProvider, Query
from monitor.tui.widgets.virtual_table import PAGE

DAY = date(2025, 7, 1)
ROOT = Path(__file__).parents[1]
PER_DOCUMENT = 1000
COLUMNS, LINES = 120, 36
QUIET = 0.25  # seconds without output after which the screen has said all it has to say
PATIENCE = 120.0
MEASURED, DATED = 0.7, 0.8  # shares of targets with a number, and with a date
PARTS = (
    ("到2025年底，", "到2027年，", "力争三年内", "年底前", "“十五五”期间，", "每年"),
    ("新建", "改造", "扩建", "完成", "推进", "启动"),
    ("老旧小区", "农村公路", "社区养老服务设施", "普惠托育机构", "高标准农田", "城市公园", "产业园区", "公共充电桩"),
    ("，保障群众基本生活需求", "，带动就业和增收", "，形成可复制的经验", "，确保工程质量和安全", "，实现县域全覆盖"),
)
LIBRARIES = """
import gc; gc.disable()
import textual.app, sqlmodel
from pathlib import Path
from time import process_time
pages = int(Path("/proc/self/statm").read_text().split()[1])
print(pages * 4096 / 2**20, process_time())
"""
UNITS = ("省商务厅", "市教育局", "县农业农村局", "区民政局", "省住房城乡建设厅")


def _target(start: int, quote: str, pick: random.Random) -> Target:
    amount = Quantity(Comparator.AT_LEAST, Decimal(pick.randrange(1, 5000)), "个") if pick.random() < MEASURED else None
    day = DAY + timedelta(days=pick.randrange(900) - 200)
    return Target(
        "x",
        "1",
        Kind.QUANTIFIED if amount else Kind.TASK,
        quote,
        start,
        start + len(quote),
        Strength.PLANNED,
        metric=quote[6:12],
        quantity=amount,
        due=Due(day, "2025年", Basis.EXPLICIT) if pick.random() < DATED else Due(),
        owners=Owners((pick.choice(UNITS),), (pick.choice(UNITS),)),
        confidence=round(0.4 + pick.random() * 0.59, 2),
    )


def _document(number: int, pick: random.Random) -> tuple[Document, Extraction]:
    quotes = ["".join(pick.choice(part) for part in PARTS) + f"第{number}批{n}号" for n in range(PER_DOCUMENT)]
    text, targets, start = "\n".join(quotes), [], 0
    for quote in quotes:
        targets.append(_target(start, quote, pick))
        start += len(quote) + 1
    imprint = Imprint(title=f"第{number}号工作要点", issuer="市人民政府", number=f"市政发〔2025〕{number}号")
    document = Document(f"{number}.txt", text, hashlib.sha256(text.encode()).hexdigest(), imprint, (), ())
    return document, Extraction(tuple(targets))


def fill(path: Path, total: int) -> None:
    """A ledger in which half of the targets are in care and one in twenty has evidence."""
    pick = random.Random(7)  # noqa: S311 - the same sentences every time
    with Ledger.open(f"sqlite:///{path}", now=lambda: datetime(2025, 7, 1, tzinfo=UTC)) as ledger:
        for number in range(1, total // PER_DOCUMENT + 1):
            ledger.enter(*_document(number, pick), actor="bench")
        ledger.accept(range(1, total + 1, 2), actor="bench")
        for target_id in range(1, total, 200):
            seen = Evidence(DAY - timedelta(days=30), Decimal(pick.randrange(1000)), unit="个")
            if ledger.entry(target_id).target.quantity is not None:
                ledger.add_evidence(target_id, seen, actor="bench")


# --- a terminal with the program in it


class Terminal:
    """The program in a pseudo-terminal, whose screen is not looked at but whose silence is."""

    def __init__(self, path: Path, state: Path) -> None:
        """Start it."""
        self.pid, self._fd = pty.fork()
        if not self.pid:
            os.environ |= {"XDG_STATE_HOME": str(state), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.environ |= {"LC_ALL": "C.UTF-8"}
            program = str(Path(sys.executable).with_name("duban"))
            os.execv(program, [program, "--ledger", f"sqlite:///{path}", "--today", DAY.isoformat(), "review"])  # noqa: S606
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self.seen = b""

    def read_until(self, wanted: str) -> None:
        """Take in what is drawn until some words have been."""
        ends = monotonic() + PATIENCE
        while wanted.encode() not in self.seen:
            assert monotonic() < ends, f"{wanted} never came"
            self._read(QUIET)

    def settle(self) -> None:
        """Take in what is drawn until nothing more comes."""
        while self._read(QUIET):
            pass

    def _read(self, patience: float) -> bool:
        ready, _, _ = select.select([self._fd], [], [], patience)
        if ready:
            self.seen = (self.seen + os.read(self._fd, 65536))[-400_000:]
        return bool(ready)

    def cpu(self) -> float:
        """Processor seconds of all threads so far, exact to the microsecond."""
        tasks = Path(f"/proc/{self.pid}/task")
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e9

    def memory(self) -> float:
        """Resident megabytes."""
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.pid}/status").read_text(encoding="ascii"))
        assert found
        return int(found[1]) / 1024

    def shared(self) -> float:
        """Of the resident megabytes those of libraries' files, which other programs and further screens share."""
        found = re.search(r"RssFile:\s+(\d+)", Path(f"/proc/{self.pid}/status").read_text(encoding="ascii"))
        assert found
        return int(found[1]) / 1024

    def press(self, keys: str) -> float:
        """Milliseconds of processor time that some keys cost, until the screen is still again."""
        self.seen = b""
        before = self.cpu()
        os.write(self._fd, keys.encode())
        self.settle()
        return (self.cpu() - before) * 1000

    def close(self) -> None:
        """End it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)


@contextmanager
def running(path: Path, state: Path) -> Iterator[Terminal]:
    """The program, ended afterwards."""
    terminal = Terminal(path, state)
    try:
        yield terminal
    finally:
        terminal.close()


def told(what: str, figure: float, limit: float, unit: str) -> None:
    """One line: what, how much, how much is allowed."""
    sign = "ok" if figure <= limit else "OVER"
    print(f"{what:<44}{figure:>9.2f} {unit:<3} (limit {limit:g}) {sign}")


def libraries() -> None:
    """What Textual and SQLModel cost alone: the ground that no start gets below."""
    called = subprocess.run([sys.executable, "-c", LIBRARIES], capture_output=True, text=True, check=True)
    memory, processor = map(float, called.stdout.split())
    print(f"Textual and SQLModel imported, nothing else: {processor:.2f} s, {memory:.1f} MB")


def screen(path: Path, folder: Path) -> None:
    """Start, move, filter: as a person does."""
    with running(path, folder / "state") as terminal:
        terminal.read_until("▸")
        told("first paint, processor", terminal.cpu(), 0.8, "s")
        told("first paint, memory", terminal.memory(), 60, "MB")
        print(f"    of it files of libraries, shared with others: {terminal.shared():.1f} MB")
        terminal.settle()
        told("all settled, processor", terminal.cpu(), 2.0, "s")
        background = idle_cost(terminal)
        terminal.press("p")  # the list alone: what a step of the cursor costs while the key is held down
        steps(terminal, background, "cursor", 15, 25)
        terminal.press("gp")
        steps(terminal, background, "cursor and its preview", 40, 50)
        told("last row", terminal.press("G") - background, 50, "ms")
        told("memory at the end", terminal.memory(), 80, "MB")


def steps(terminal: Terminal, background: float, what: str, within: float, scrolling: float) -> None:
    """A view of steps down, then a view of steps that scroll."""
    for where, limit in (("in view", within), ("scrolling", scrolling)):
        costs = sorted(terminal.press("j") - background for _ in range(24))
        told(f"{what}, {where}, median", costs[12], limit, "ms")
        told(f"{what}, {where}, p95", quantiles(costs, n=20)[18], limit, "ms")


def idle_cost(terminal: Terminal) -> float:
    """Milliseconds that the program costs while nobody does anything for as long as a key is waited for."""
    sleep(1)  # the counts of the header are taken a moment after the list
    terminal.settle()
    before = terminal.cpu()
    terminal._read(1.0)  # noqa: SLF001 - our own class
    return (terminal.cpu() - before) * 1000 * QUIET


def queries(path: Path) -> None:
    """What the screens ask: the page on their own thread, the rest in threads beside it."""
    with Ledger.open(f"sqlite:///{path}", now=lambda: datetime(2025, 7, 1, tzinfo=UTC)) as ledger:
        settings = Settings()
        provider = LedgerProvider(Services(settings, Clock(settings.zone, DAY), ledger, "bench"))
        asked = Query(order=Order.DUE, view=TRACKED)
        ids = provider.ids(asked).ids
        starts = [random.Random(n).randrange(len(ids) - PAGE) for n in range(60)]  # noqa: S311
        pages = sorted(_milliseconds(lambda start=start: provider.rows(ids[start : start + PAGE])) for start in starts)
        told("page of rows on the screen's thread, median", pages[30], 10, "ms")
        told("page of rows on the screen's thread, p95", pages[57], 10, "ms")
        for words in ("", "逾期", "单位:财政", "普惠托育", "时限>=今天 时限<=+30d"):
            for view in (QUEUE, TRACKED):
                narrowed = Query(parse_filter(words.split(), today=DAY), view.order, view)
                best = min(_milliseconds(lambda narrowed=narrowed: provider.first(narrowed)) for _ in range(3))
                whole = min(_milliseconds(lambda narrowed=narrowed: provider.ids(narrowed)) for _ in range(3))
                told(f"first page of {words or 'all'} in {view.name}", best, 50, "ms")
                print(f"    all of it: {whole:.1f} ms, {len(provider.ids(narrowed)):,} rows")


def _milliseconds(act: Callable[[], object]) -> float:
    started = process_time()
    act()
    return (process_time() - started) * 1000


def main(total: int) -> None:
    """Fill a ledger and look at it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = Path(os.environ.get("BENCH_LEDGER", folder / "bench.sqlite3"))
        if not path.exists():
            started = perf_counter()
            fill(path, total)
            print(f"enter {total:,} targets: {perf_counter() - started:.0f} s")
        libraries()
        screen(path, folder)
        queries(path)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
