"""Finders and extraction: `python benchmarks/bench_extraction.py [MEGABYTES]` prints what reading costs.

The text is the seed documents, repeated. Peers (jionlp, recognizers-text) are timed beside the finders where they are
installed. Processor time of this process, the best of several runs; and, because a busy machine is slower in all it
does, the ratio to a bare look for the words of all rules on the same text in the same run: what is done beyond it.
"""

import importlib.util
import resource
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from time import process_time

from commitments.document import Document, Reference, ReferenceBasis
from commitments.extraction import extract
from commitments.extraction.clauses import cut
from commitments.extraction.grids import grids_of
from commitments.extraction.rule import Context
from commitments.extraction.tables import tables_of
from commitments.extraction.watching import lookout
from commitments.extraction.zh.dates import find_dates
from commitments.extraction.zh.owners import find_owners
from commitments.extraction.zh.quantities import find_quantities
from commitments.extraction.zh.subjects import acting_subject
from commitments.reading import read_text
from commitments.target import Extraction

SEEDS = Path(__file__).parents[1] / "seeds"
DAY = date(2025, 5, 20)
CONTEXT = Context(Reference(DAY, ReferenceBasis.SIGNED))
MEGABYTE = 1_000_000
MICRO = 1_000_000
Stretch = tuple[str, int, int]
TICK = 0.001  # seconds below which a time says nothing
LENGTHS = (25_000, 100_000)  # characters
HOSTILE = (
    *" \u3000，。、（“《一1年|\t*的要",
    "2025年",
    "3个",
    "1、",
    "（一）",
    "（责任单位：",
    "年底前建成3座泵站，",
    "附件1\n",
    "|a\n",
    "二、目标\n到2027年达到5个。\n",
    "（市水利局牵头）\n",
    "一、建设泵站。\n责任单位：市水利局\n",
)


def seeds() -> str:
    """The text of the seed documents, one after the other."""
    return "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))


def repeated(text: str, size: int) -> str:
    """A text of at least `size` bytes of UTF-8 made of whole repetitions."""
    return (text + "\n\n") * -(-size // len(text.encode()))


def best(work: Callable[[], object], *, runs: int = 5) -> float:
    """The least processor time of several runs, in seconds."""
    times = []
    for _ in range(runs):
        started = process_time()
        work()
        times.append(process_time() - started)
    return min(times)


def document(text: str) -> Document:
    """A text read as one document."""
    return read_text("seeds.txt", text, given=DAY)


def time_finders(text: str) -> None:
    """Microseconds a sentence for each finder, on the sentences that the pipeline hands them."""
    read = document(text)
    stretches: list[Stretch] = [(read.text, found.span.start, found.span.end) for found in cut(read)]
    print(f"{len(stretches)} sentences, {len(read.text) / len(stretches):.0f} characters each")
    finders: Sequence[tuple[str, Callable[[str, int, int], object]]] = (
        ("dates", lambda text, start, end: find_dates(text, start, end, CONTEXT)),
        ("quantities", find_quantities),
        ("owners", find_owners),
        ("acting subject", acting_subject),
    )
    total = 0.0
    for name, find in finders:
        spent = best(lambda find=find: [find(*stretch) for stretch in stretches]) / len(stretches) * MICRO  # type: ignore[misc]
        total += spent if name != "acting subject" else 0
        print(f"  {name:<16}{spent:8.1f} µs a sentence")
    print(f"  {'three finders':<16}{total:8.1f} µs a sentence")


def time_pipeline(text: str, megabytes: float) -> None:
    """Reading and extraction in MB of UTF-8 a second, from 30 KB up, against a bare look for words."""
    print(f"{'size':>10}{'read MB/s':>12}{'extract MB/s':>14}{'together':>10}{'bare scan':>11}{'ratio':>8}")
    find = lookout("").find
    for size in (0.03, 0.3, 3.0, megabytes):
        sample = repeated(text, int(size * MEGABYTE)) if size > len(text.encode()) / MEGABYTE else cut_to(text, size)
        volume = len(sample.encode()) / MEGABYTE
        runs = 3 if volume < 1 else 1
        reading = best(lambda sample=sample: document(sample), runs=runs)  # type: ignore[misc]
        read = document(sample)
        extracting = best(lambda read=read: extract_anew(read), runs=runs)  # type: ignore[misc]
        bare = best(lambda sample=sample: [find(line) for line in sample.splitlines()], runs=runs)  # type: ignore[misc]
        both = reading + extracting
        rates = f"{volume / reading:12.2f}{volume / extracting:14.2f}{volume / both:10.2f}{volume / bare:11.2f}"
        print(f"{volume:>7.2f} MB{rates}{both / bare:8.1f}")


def extract_anew(read: Document) -> Extraction:
    """A document extracted as if it had not been met: what is remembered of the last text is forgotten."""
    grids_of.cache_clear()
    tables_of.cache_clear()
    return extract(read)


def cut_to(text: str, megabytes: float) -> str:
    """The first so many megabytes of a text, at a paragraph's end."""
    cut_off = text.encode()[: int(megabytes * MEGABYTE)].decode(errors="ignore")
    return cut_off[: cut_off.rfind("\n") + 1]


def measure_memory(text: str, megabytes: float) -> None:
    """The peak of memory of reading and extraction, in sizes of the text, at a small and at a large size."""
    for size in (0.3, megabytes):
        sample = repeated(text, int(size * MEGABYTE))
        tracemalloc.start()
        extract(document(sample))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        volume = len(sample.encode())
        print(f"peak memory at {volume / MEGABYTE:.1f} MB: {peak / volume:.1f} times the text")


FIRST = """
from datetime import date
from commitments.extraction import extract
from commitments.reading import read_text
extract(read_text("a.txt", "{text}", given=date(2025, 5, 20)))
"""
LONG = """
import resource, sys
from datetime import date
from commitments.extraction import extract
from commitments.reading import read_text
extract(read_text("a.txt", sys.stdin.buffer.read().decode(), given=date(2025, 5, 20)))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def time_first_use() -> None:
    """Processor time of a fresh process that imports what it needs and reads one short paper, beside an empty one."""
    short = FIRST.format(text="一、目标\\n到2027年底前，建成泵站12座，力争新增就业3.5万人。\\n（责任单位：市水利局）")
    spent = []
    for code in ("", short):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run([sys.executable, "-c", code], check=True)
        spent.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
    print(f"first use in a fresh process: {spent[1] - spent[0]:.2f} s")


def measure_resident(text: str, megabytes: float) -> None:
    """The peak of a fresh process that reads a long paper, interpreter and tables of rules included."""
    sample = repeated(text, int(megabytes * MEGABYTE)).encode()
    run = subprocess.run([sys.executable, "-c", LONG], input=sample, stdout=subprocess.PIPE, check=True)
    print(f"peak of a process at {len(sample) / MEGABYTE:.1f} MB: {int(run.stdout) / len(sample):.1f} times the text")


def time_hostile(text: str) -> None:
    """Texts made to be slow: how much longer the fourfold takes (4 is linear), and how long 100,000 characters take."""
    plain = text.replace("\n", "")
    made: dict[str, Callable[[int], str]] = {
        "one paragraph": lambda size: (plain * 9)[:size],
        "one sentence": lambda size: (plain.replace("。", "，").replace("；", "，") * 9)[:size],
        "no punctuation": lambda size: ("".join(filter(str.isalnum, plain)) * 9)[:size],
    }
    for phrase in HOSTILE:
        made[f"{phrase!r} repeated"] = lambda size, phrase=phrase: (phrase * size)[:size]  # type: ignore[misc]
    for name, make in made.items():
        small, large = (best(partial(read_all, make(size)), runs=1) for size in LENGTHS)
        print(f"  {name:<28}{large / max(small, TICK):8.1f} times{large:9.2f} s")


def read_all(text: str) -> Extraction:
    """A text read and extracted."""
    return extract(document(text))


def time_peers(text: str) -> None:
    """The peers on the same text, in MB/s; a line for each that is not installed."""
    volume = len(text.encode()) / MEGABYTE
    ours = best(lambda: find_dates(text, 0, len(text), CONTEXT), runs=3)
    print(f"  {'ours: dates':<34}{volume / ours:8.2f} MB/s")
    ours = best(lambda: find_quantities(text, 0, len(text)), runs=3)
    print(f"  {'ours: quantities':<34}{volume / ours:8.2f} MB/s")
    for name, package, load in (
        ("jionlp: dates", "jionlp", jionlp_dates),
        ("jionlp: money", "jionlp", jionlp_money),
        ("recognizers-text: numbers, units", "recognizers_number_with_unit", recognizers_quantities),
    ):
        if importlib.util.find_spec(package) is None:
            print(f"  {name:<34}not installed")
            continue
        find = load()
        find(text[:2000])
        spent = best(lambda find=find: find(text), runs=2)  # type: ignore[misc]
        print(f"  {name:<34}{volume / spent:8.2f} MB/s")


def jionlp_dates() -> Callable[[str], object]:
    """Jionlp's extraction of times."""
    import jionlp  # type: ignore[import-not-found]

    return lambda text: jionlp.ner.extract_time(text, time_base={"year": DAY.year, "month": DAY.month, "day": DAY.day})


def jionlp_money() -> Callable[[str], object]:
    """Jionlp's extraction of sums."""
    import jionlp

    return jionlp.ner.extract_money


def recognizers_quantities() -> Callable[[str], object]:
    """The Chinese number, percentage and currency models of recognizers-text."""
    import recognizers_number as number  # type: ignore[import-not-found]
    import recognizers_number_with_unit as unit  # type: ignore[import-not-found]

    models = (number.recognize_number, number.recognize_percentage, unit.recognize_currency, unit.recognize_dimension)
    return lambda text: [model(text, "zh-cn") for model in models]


def main() -> None:
    """All of it."""
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 30.0
    text = seeds()
    time_first_use()
    time_finders(text)
    time_pipeline(text, megabytes)
    measure_memory(text, min(megabytes, 3.0))
    measure_resident(text, megabytes)
    time_hostile(text)
    time_peers(text)


if __name__ == "__main__":
    main()
