"""A long intake: `python benchmarks/bench_intake.py [FILES [WORKERS]]`, 2,000 files and two processes by default.

Small files of eight formats are made from the seeds, each with sentences, numbers and names of its own: characters that
are not among the common ones change places. What one of each costs to read and extract is printed first. Then a process
takes all of them in and is killed half-way, as by a power cut; another goes on, and a third finds nothing to do: how
fast each was, and whether every file is in the ledger once.
"""

import csv
import io
import random
import re
import signal
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time, sleep

import docx
import openpyxl

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from commitments.intake import Errand, prepare, take_in  # noqa: E402
from commitments.ledger import Ledger  # noqa: E402
from tests.commitments.reading.pages import plain_page  # noqa: E402

SENTENCES = 6  # of each file
COMMON = 300  # characters that stay what they are: the words by which promises are made are among them
KINDS = ("txt", "md", "html", "docx", "xlsx", "csv", "eml", "zip")
PROBES = 40  # files whose cost is told


def words_of(number: int, lines: list[list[str]], rare: list[str]) -> str:
    """A reply of a few sentences, its numbers and names its own."""
    chance = random.Random(number)  # noqa: S311  a benchmark, no secret
    said = chance.sample(lines[number % len(lines)], SENTENCES)
    body = re.sub(r"(?<!\d)\d{2,3}(?!\d)", lambda _found: str(chance.randint(10, 999)), "\n".join(said))
    body = body.translate(str.maketrans("".join(rare), "".join(chance.sample(rare, len(rare)))))
    year = 2018 + number % 8
    head = f"关于第{number}号建议的答复\n清政办发〔{year}〕{number}号\n李某某代表：\n"
    return f"{head}{body}\n清河市人民政府办公室\n{year}年{1 + number % 12}月{1 + number % 28}日\n"


def bytes_of(kind: str, text: str) -> bytes:
    """The text in one format."""
    out = io.BytesIO()
    lines = [line for line in text.split("\n") if line]
    match kind:
        case "html":
            return plain_page(text)
        case "docx":
            package = docx.Document()
            for line in lines:
                package.add_paragraph(line)
            package.save(out)
        case "xlsx":
            book = openpyxl.Workbook()
            for line in lines:
                book.active.append([line])
            book.save(out)
        case "csv":
            paper = io.StringIO()
            csv.writer(paper).writerows([line] for line in lines)
            return paper.getvalue().encode()
        case "eml":
            mail = EmailMessage()
            mail["Subject"] = lines[0]
            mail.set_content(text)
            return bytes(mail)
        case "zip":
            with zipfile.ZipFile(out, "w") as archive:
                archive.writestr("a.txt", text)
        case _:
            return text.encode()
    return out.getvalue()


def made(folder: Path, files: int) -> list[Path]:
    """Files of every format in turn."""
    seeds = [path.read_text(encoding="utf-8").split("\n") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    lines = [[line for line in seed if len(line) > 30] for seed in seeds]  # noqa: PLR2004  sentences, no headings
    counts = Counter(character for seed in lines for line in seed for character in line if "一" <= character <= "龥")
    rare = [character for character, _count in counts.most_common()[COMMON:]]
    paths = []
    for number in range(files):
        kind = KINDS[number % len(KINDS)]
        path = folder / f"{number:05}.{kind}"
        path.write_bytes(bytes_of(kind, words_of(number, lines, rare)))
        paths.append(path)
    return paths


def ledger_of(folder: Path) -> Ledger:
    """The ledger of this run."""
    return Ledger.open(f"sqlite:///{folder}/ledger.sqlite3", now=lambda: datetime(2026, 1, 1, tzinfo=UTC))


def take(folder: Path, workers: int) -> None:
    """What the process that is killed does, and the one that goes on."""
    files = sorted((folder / "files").iterdir())
    times: list[float] = []
    with ledger_of(folder) as ledger:
        started = perf_counter()
        done = take_in(
            files,
            ledger,
            given=lambda _path: None,
            actor="bench",
            workers=workers,
            progress=lambda _step: times.append(perf_counter()),
        )
        spent = perf_counter() - started
    print(f"  {len(done.new)} new, {done.unchanged} not read again, {len(done.failed)} failed in {spent:.1f} s")
    if part := len(times) // 5:
        first, last = part / (times[part] - times[0]), part / (times[-1] - times[-1 - part])
        cpu = process_time() / len(times) * 1000
        print(
            f"  the first fifth {first:.0f} files/s, the last {last:.0f}; the writing process {cpu:.1f} ms CPU a file"
        )


def taken(folder: Path, workers: int, *, until: int | None = None) -> None:
    """An intake in a process of its own, killed once so many files are noted."""
    call = [sys.executable, __file__, "take", str(folder), str(workers)]
    last = sorted((folder / "files").iterdir())[until or 0]  # they are noted in their order
    with subprocess.Popen(call) as process:
        while until is not None and process.poll() is None:
            if noted(folder, [last]):
                process.send_signal(signal.SIGKILL)
                print(f"  killed with {noted(folder, (folder / 'files').iterdir())} files noted")
                break
            sleep(0.5)


def noted(folder: Path, paths: Iterable[Path]) -> int:
    """How many of these files the ledger has receipts for."""
    with ledger_of(folder) as ledger:
        return len(ledger.receipts(str(path) for path in paths))


def time_reading(paths: list[Path]) -> None:
    """What one file costs to read and extract, by format, in a process that is used again."""
    for kind in KINDS:
        own = [path for path in paths[: PROBES * len(KINDS)] if path.suffix == f".{kind}"]
        prepare(Errand(own[0], None, "zh"))
        started = perf_counter()
        for path in own:
            prepare(Errand(path, None, "zh"))
        print(f"  {kind:<6}{(perf_counter() - started) / len(own) * 1000:7.1f} ms")


def main() -> None:
    """Make the files, take them in, kill, go on, and look whether all is there once."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 2  # noqa: PLR2004  its place
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "files").mkdir()
        paths = made(folder / "files", files)
        print("reading and extracting one file")
        time_reading(paths)
        print(f"intake of {files} files by {workers} processes")
        ledger_of(folder).close()
        taken(folder, workers, until=files // 2)
        taken(folder, workers)
        taken(folder, workers)
        with ledger_of(folder) as ledger:
            names = [one.name for one in ledger.documents()]
        print(f"  {len(names)} documents, {len(names) - len(set(names))} of them twice")


if __name__ == "__main__":  # crews start fresh interpreters, which load this file again
    if sys.argv[1:2] == ["take"]:
        take(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
