"""`make gold`: the score of every annotated document, how far confidence can be trusted, and what moved since HEAD.

Reads the seeds and, where a folder `../shared` with more documents and gold is beside the checkout, those too.
"""
# ruff: noqa: INP001, T201 - a script beside the packages, whose purpose is to print

import json
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.gold_scoring import FIRM, figures, hit, pairs  # noqa: E402 - found through the line above

Row = Mapping[str, Any]
SHARED = ROOT.parent / "shared"
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
SHOWN = 40

# Run by HEAD's code and by the code at hand: paths and reference dates in, one target a line out.
EXTRACT = """
import json, sys
from datetime import date
from pathlib import Path
from commitments.extraction import extract
from commitments.reading import read
from commitments.record import target_record
for path, given in json.load(sys.stdin):
    document = read(Path(path), given=date.fromisoformat(given) if given else None)
    for target in extract(document).targets:
        print(json.dumps(target_record(target) | {"confidence": target.confidence}, ensure_ascii=False))
"""


def rows(path: Path) -> list[Row]:
    """The rows of a JSON-lines file; none where there is no file."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [json.loads(line) for line in lines if line.strip()]


def documents() -> list[tuple[Path, Path]]:
    """Each annotated document with its gold."""
    pairs_ = [(path, ROOT / "tests" / "gold" / f"{path.stem}.jsonl") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    extra = sorted((SHARED / "corpus").glob("*.txt"))
    return pairs_ + [(path, SHARED / "gold" / f"{path.stem}.jsonl") for path in extra]


def references() -> dict[str, str]:
    """The day each document is read against where its text names none."""
    found = rows(ROOT / "tests" / "gold" / "reference_dates.jsonl") + rows(SHARED / "gold" / "reference_dates.jsonl")
    return {row["doc"]: date.fromisoformat(row["reference"]).isoformat() for row in found}


def extracted(code: Path, paths: Iterable[Path]) -> list[Row]:
    """What the code in a folder finds in these documents."""
    known = references()
    wanted = json.dumps([(str(path), known.get(path.name)) for path in paths])
    ran = subprocess.run(  # noqa: S603 - our own interpreter on our own code
        [sys.executable, "-c", EXTRACT], input=wanted, capture_output=True, text=True, cwd=code, check=False
    )
    if ran.returncode:
        raise SystemExit(f"{code}: {ran.stderr.strip().splitlines()[-1]}")
    return [json.loads(line) for line in ran.stdout.splitlines()]


def of_head(paths: Sequence[Path]) -> list[Row] | None:
    """What the last commit finds; None where there is no commit to ask."""
    archive = subprocess.run(["git", "archive", "HEAD", "commitments"], cwd=ROOT, capture_output=True, check=False)  # noqa: S607
    if archive.returncode:
        return None
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=BytesIO(archive.stdout)) as tar:
            tar.extractall(folder, filter="data")
        return extracted(Path(folder), paths)


def table(gold: Sequence[Row], found: Sequence[Row]) -> Iterable[str]:
    """A line a document: firm targets found, right, in the gold; then all kinds."""
    yield f"{'document':36} {'firm: found right gold':>24} {'all: found right gold':>24}"
    for doc in sorted({row["doc"] for row in gold}):
        cells = []
        for kinds in (FIRM, (*FIRM, "pledge")):
            theirs = [row for row in gold if row["doc"] == doc and row["kind"] in kinds]
            ours = [row for row in found if row["doc"] == doc and row["kind"] in kinds]
            chosen = pairs(theirs, ours)
            optional = sum(bool(theirs[i].get("optional")) for i, _ in chosen)
            wanted = sum(not row.get("optional") for row in theirs)
            cells.append(f"{len(ours) - optional:12} {len(chosen) - optional:5} {wanted:5}")
        yield f"{doc[:36]:36} " + " ".join(cells)


def reliability(gold: Sequence[Row], found: Sequence[Row]) -> Iterable[str]:
    """How often a target of a given confidence stands in the gold, optional rows included."""
    right: set[int] = set()
    for doc in {row["doc"] for row in gold}:
        ours = [index for index, row in enumerate(found) if row["doc"] == doc]
        theirs = [row for row in gold if row["doc"] == doc]
        right |= {ours[j] for _, j in pairs(theirs, [found[index] for index in ours])}
    yield f"{'confidence':14} {'targets':>8} {'in the gold':>12}"
    for low, high in pairwise(BINS):
        here = [index for index, row in enumerate(found) if low <= row["confidence"] < high]
        if here:
            share = sum(index in right for index in here) / len(here)
            yield f"{low:.1f} – {min(high, 1.0):.1f}      {len(here):8} {share:12.2f}"


def moved(before: Sequence[Row], now: Sequence[Row]) -> Iterable[str]:
    """What was not found before, what no longer is, and what is read differently."""
    old, new = _by_place(before), _by_place(now)
    for place in sorted(set(old) | set(new)):
        if place not in new:
            yield f"- {_line(old[place])}"
        elif place not in old:
            yield f"+ {_line(new[place])}"
        elif changed := [key for key in new[place] if new[place][key] != old[place].get(key)]:
            told = ", ".join(f"{key}: {old[place].get(key)} → {new[place][key]}" for key in changed)
            yield f"~ {_line(new[place])}  {told}"


def _by_place(found: Sequence[Row]) -> dict[tuple[Any, ...], Row]:
    counted: dict[tuple[Any, ...], int] = defaultdict(int)
    places = {}
    for row in found:
        place = (row["doc"], row["start"], row["end"], row["kind"])
        counted[place] += 1
        places[*place, counted[place]] = row
    return places


def _line(row: Row) -> str:
    return f"{row['doc'][:24]}:{row['start']} {row['kind']} {' '.join(row['quote'].split())[:50]}"


def main() -> None:
    """Print everything."""
    chosen = documents()
    paths = [path for path, _ in chosen]
    gold = [row for _, file in chosen for row in rows(file)]
    names = {path.name for path in paths}
    negatives = rows(SHARED / "gold" / "hard_negatives.jsonl") or rows(ROOT / "tests" / "gold" / "hard_negatives.jsonl")
    negatives = [row for row in negatives if row["doc"] in names]
    found = extracted(ROOT, paths)
    print(*table(gold, found), "", sep="\n")
    print(*(f"{name:16} {value:.3f}" for name, value in figures(gold, found, negatives).items()), "", sep="\n")
    print(*reliability(gold, found), "", sep="\n")
    for row in (row for negative in negatives for row in found if hit(negative, row)):
        print(f"hard negative taken: {_line(row)}")
    before = of_head(paths)
    changes = list(moved(before, found)) if before is not None else []
    print(f"moved since the last commit: {len(changes)}", *changes[:SHOWN], sep="\n")


if __name__ == "__main__":
    main()
