"""The ledger at 100,000 targets: `python benchmarks/bench_ledger.py [TARGETS]` prints what each step costs."""

import hashlib
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Any

from commitments.document import Document, Imprint
from commitments.evidence import RejectReason
from commitments.filter import EVERYTHING, parse_filter
from commitments.ledger import Ledger, Order
from commitments.target import Basis, Comparator, Due, Extraction, Kind, Owners, Quantity, Strength, Target

PER_DOCUMENT = 500
DAY = date(2025, 7, 1)
NOW = datetime(2025, 7, 1, tzinfo=UTC)
AT = {"day": DAY, "near_days": 30}


def _documents(total: int) -> list[tuple[Document, Extraction]]:
    return [_document(number) for number in range(max(1, total // PER_DOCUMENT))]


def _document(number: int) -> tuple[Document, Extraction]:
    quotes = [f"到2025年底，新建第{number}号区域公共服务设施{index}处" for index in range(PER_DOCUMENT)]
    text, targets, start = "\n".join(quotes), [], 0
    for index, quote in enumerate(quotes):
        targets.append(_target(number, index, quote, start))
        start += len(quote) + 1
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    imprint = Imprint(title=f"第{number}号方案", issuer="某市人民政府")
    return Document(f"{number}.txt", text, sha256, imprint, (), ()), Extraction(tuple(targets))


def _target(number: int, index: int, quote: str, start: int) -> Target:
    spread = (number * PER_DOCUMENT + index) * 7919
    due = Due() if spread % 20 == 0 else Due(DAY + timedelta(days=spread % 730 - 180), "2025年底", Basis.EXPLICIT)
    return Target(
        document=f"{number}.txt",
        commitment=str(index // 2),
        kind=Kind.QUANTIFIED,
        quote=quote,
        start=start,
        end=start + len(quote),
        strength=Strength.PLANNED,
        metric="公共服务设施",
        quantity=Quantity(Comparator.AT_LEAST, Decimal(index), "处"),
        due=due,
        owners=Owners((f"第{spread % 40}局",), (f"第{spread % 17}委",)),
        confidence=spread % 100 / 100,
    )


def _timed(label: str, work: Callable[[], Any], *, repeat: int = 3) -> float:
    best = float("inf")
    for _ in range(repeat):
        started = perf_counter()
        work()
        best = min(best, perf_counter() - started)
    print(f"{label:<46} {best * 1000:>10.2f} ms")
    return best


def main(total: int) -> None:
    """Fill a ledger and time what screens, sweeps and reports do."""
    documents = _documents(total)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.sqlite3"
        _timed("open, new ledger", lambda: Ledger.open(f"sqlite:///{path}", now=lambda: NOW).close(), repeat=1)
        _timed("open, ledger at head", lambda: Ledger.open(f"sqlite:///{path}", now=lambda: NOW).close())
        with Ledger.open(f"sqlite:///{path}", now=lambda: NOW) as ledger:
            seconds = _timed(f"enter {total} targets", lambda: _enter_all(ledger, documents), repeat=1)
            print(f"{'':<46} {total / seconds:>10.0f} targets/s")
            _timed(f"audit of {total} targets as read", ledger.audit, repeat=1)
            _reading(ledger, path)
            _writing(ledger)


def _enter_all(ledger: Ledger, documents: list[tuple[Document, Extraction]]) -> None:
    for document, extraction in documents:
        ledger.enter(document, extraction, actor="bench")


def _reading(ledger: Ledger, path: Path) -> None:
    scan = _timed("plain sqlite3: all ids in order of due", lambda: _plain_ids(path))
    ids = ledger.ids(EVERYTHING, **AT)
    ours = _timed("ids, everything, by due", lambda: ledger.ids(EVERYTHING, **AT))
    print(f"{'':<46} {ours / scan:>10.2f} × plain")
    _timed("ids, by document", lambda: ledger.ids(EVERYTHING, order=Order.DOCUMENT, **AT))
    _timed("ids, by confidence", lambda: ledger.ids(EVERYTHING, order=Order.CONFIDENCE, **AT))
    for words in (["overdue"], ["lead:第7局"], ["设施12处"], ["due<2025-03"], ["-near", "kind:quantified"]):
        asked = parse_filter(words, today=DAY)
        _timed(f"ids, {' '.join(words)}", lambda asked=asked: ledger.ids(asked, **AT))
    middle = len(ids) // 2
    _timed("rows, a page of 40", lambda: ledger.rows(ids[middle : middle + 40]))
    _timed("rows, 5000", lambda: ledger.rows(ids[:5000]), repeat=1)
    _timed("counts", lambda: ledger.counts(**AT))
    _timed("documents", ledger.documents)
    _timed("data_version", ledger.data_version)


def _plain_ids(path: Path) -> list[int]:
    connection = sqlite3.connect(path)
    found = [row[0] for row in connection.execute("SELECT id FROM target ORDER BY standing, due NULLS LAST, id")]
    connection.close()
    return found


def _writing(ledger: Ledger) -> None:
    ids = ledger.ids(EVERYTHING, **AT)
    _timed("sweep, first", lambda: ledger.note_timings(**AT), repeat=1)
    _timed("sweep, nothing new", lambda: ledger.note_timings(**AT))
    _timed("sweep, a month later", lambda: ledger.note_timings(day=DAY + timedelta(days=30), near_days=30), repeat=1)
    _timed("accept one", lambda: ledger.accept(ids[:1], actor="bench"), repeat=1)
    _timed("accept 1000", lambda: ledger.accept(ids[1:1001], actor="bench"), repeat=1)
    reason = RejectReason.DUPLICATE
    _timed("reject all the rest", lambda: ledger.reject(ids[1001:], reason=reason, actor="bench"), repeat=1)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
