"""Readers by format: `python benchmarks/bench_reading.py [FILES]` prints what each format costs and keeps.

Documents: the seeds as plain text and as pages of three templates; the fixtures of the tests in every other format; an
intake of many small files with one and with two processes. Wall-clock time in a process that has read before, for most
formats are read in a process of their own; the peak of memory is that of those processes so far.
"""

import re
import resource
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from commitments.document import PlaceKind  # noqa: E402
from commitments.errors import ReadError  # noqa: E402
from commitments.extraction import extract  # noqa: E402
from commitments.intake import take_in  # noqa: E402
from commitments.ledger import Ledger  # noqa: E402
from commitments.reading import read  # noqa: E402
from commitments.reading.apart import dismiss  # noqa: E402
from tests.commitments.reading.pages import PAGES  # noqa: E402

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
FIXTURES = ROOT / "tests" / "fixtures" / "formats"
KILOBYTE = 1024


def quotes(path: Path) -> list[str]:
    """The quotes found in a file, without white space."""
    return [re.sub(r"\s", "", target.quote) for target in extract(read(path)).targets]


def line(name: str, path: Path, plain: Path | None) -> None:
    """One format: targets found, those of the plain text among them, time and pages."""
    try:
        read(path)  # starts the process that reads it, and loads what it needs
        started = perf_counter()
        document = read(path)
    except ReadError as error:
        print(f"  {name:<24}{error.message}")
        return
    spent = perf_counter() - started
    dismiss()  # so that its memory is counted
    found = quotes(path)
    known = quotes(plain) if plain else []
    pages = max((int(place.label) for place in document.places if place.kind is PlaceKind.PAGE), default=1)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / KILOBYTE
    same = f"{len(set(known) & set(found))}/{len(set(known))}" if known else "—"
    print(f"  {name:<24}{len(found):>6}{same:>10}{spent / pages:>12.3f}{peak:>10.0f}")


def time_formats(folder: Path) -> None:
    """The table of formats."""
    print(f"  {'format':<24}{'found':>6}{'of plain':>10}{'s a page':>12}{'peak MB':>10}")
    for seed in SEEDS:
        line(f"text {seed.stem[:3]}", seed, seed)
        for template, make in PAGES.items():
            page = folder / f"{seed.stem[:3]}-{template}.html"
            page.write_bytes(make(seed.read_text(encoding="utf-8")))
            line(f"html {template} {seed.stem[:3]}", page, seed)
    for path in sorted(FIXTURES.iterdir()):
        line(path.name, path, SEEDS[0] if path.stem in {"reply", "printed", "scan"} else FIXTURES / "tasks.docx")


def time_intake(folder: Path, files: int) -> None:
    """Many small files, by one process and by two, into SQLite."""
    text = SEEDS[0].read_text(encoding="utf-8")
    paths = [folder / f"{number:05}.txt" for number in range(files)]
    for number, path in enumerate(paths):
        path.write_text(text.replace("500个", f"{number + 500}个"), encoding="utf-8")
    now: Callable[[], datetime] = lambda: datetime(2026, 1, 1, tzinfo=UTC)  # noqa: E731
    for workers in (1, 2):
        with Ledger.open(f"sqlite:///{folder}/{workers}.sqlite3", now=now) as ledger:
            started = perf_counter()
            take_in(paths, ledger, given=lambda _path: None, actor="bench", workers=workers)
            first = perf_counter() - started
            started = perf_counter()
            again = take_in(paths, ledger, given=lambda _path: None, actor="bench", workers=workers)
            second = perf_counter() - started
        rate, known = files / first, again.unchanged
        print(f"  {workers} processes: {rate:7.1f} files/s; again, {known} unchanged: {second:.2f} s")


def main() -> None:
    """Print both tables."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with TemporaryDirectory() as name:
        time_formats(Path(name))
        print(f"intake of {files} files")
        time_intake(Path(name), files)


if __name__ == "__main__":  # crews start fresh interpreters, which load this file again
    main()
