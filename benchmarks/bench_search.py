"""Search over 100,000 targets: `python benchmarks/bench_search.py [TARGETS] [URL]` prints what each word costs.

Twice: the first page in order of due, as lists and screens show it, and the ids of everything that was found.
"""

import hashlib
import random
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from commitments.document import Document, Imprint
from commitments.filter import parse_filter
from commitments.ledger import Ledger
from commitments.target import Basis, Due, Extraction, Kind, Owners, Strength, Target

DAY = date(2025, 7, 1)
PER_DOCUMENT = 1000
# Sentences of about sixty characters; a word stands in one of six of them, a pair of words in one of sixty.
PARTS = (
    ("到2025年底", "到2027年", "力争三年内", "年底前", "十四五期间", "每年"),
    ("新建", "改造", "扩建", "完成", "推进", "启动"),
    ("老旧小区", "农村公路", "社区养老服务设施", "普惠托育机构", "高标准农田", "城市公园", "产业园区", "公共充电桩"),
    ("数量达到", "面积不少于", "覆盖率提高到", "投资额超过", "利用率达到"),
    ("，保障群众基本生活需求", "，带动就业和增收", "，形成可复制的经验", "，确保工程质量和安全", "，实现县域全覆盖"),
)
PAGE, TIMES = 50, 40
WORDS = (
    "托",
    "托育",
    "农田",
    "4711",
    "省商务厅",
    "社区养老服务设施",
    "改造老旧小区",
    "不存在的词",
    "的",
    "年",
    "养老 农田",
    "托育 overdue",
)


def _quote(pick: random.Random, number: int) -> str:
    time, verb, thing, measure, purpose = (pick.choice(part) for part in PARTS)
    return f"{time}，{verb}第{number}批{thing}{measure}{pick.randrange(10_000)}{purpose}"


def _document(number: int, pick: random.Random) -> tuple[Document, Extraction]:
    quotes = [_quote(pick, number) for _ in range(PER_DOCUMENT)]
    text, targets, start = "\n".join(quotes), [], 0
    for quote in quotes:
        due = Due(DAY + timedelta(days=pick.randrange(900) - 200), "2025年", Basis.EXPLICIT)
        owners = Owners((pick.choice(("省商务厅", "市教育局", "县农业农村局", "区民政局", "省住房城乡建设厅")),))
        targets.append(
            Target("x", "1", Kind.TASK, quote, start, start + len(quote), Strength.PLANNED, due=due, owners=owners)
        )
        start += len(quote) + 1
    document = Document(f"{number}.txt", text, hashlib.sha256(text.encode()).hexdigest(), Imprint(), (), ())
    return document, Extraction(tuple(targets))


def main(total: int, url: str | None) -> None:
    """Fill a ledger and search it."""
    pick = random.Random(7)  # noqa: S311 - the same sentences every time
    documents = [_document(number, pick) for number in range(total // PER_DOCUMENT)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.sqlite3"
        with Ledger.open(url or f"sqlite:///{path}", now=lambda: datetime(2025, 7, 1, tzinfo=UTC)) as ledger:
            started = perf_counter()
            for document, extraction in documents:
                ledger.enter(document, extraction, actor="bench")
            print(f"enter {total} targets: {perf_counter() - started:.1f} s")
            for word in WORDS:
                _search(ledger, word)
        if path.exists():
            print(f"file: {path.stat().st_size / 2**20:.0f} MB")


def _search(ledger: Ledger, word: str) -> None:
    asked = parse_filter(word.split(), today=DAY)
    found = len(ledger.ids(asked, day=DAY, near_days=30))
    page = _spread(lambda: ledger.ids(asked, day=DAY, near_days=30, limit=PAGE))
    whole = _spread(lambda: ledger.ids(asked, day=DAY, near_days=30))
    print(f"{word:<12}\t{found:>7} found\tpage {page}\tall {whole}")


def _spread(work: Callable[[], object]) -> str:
    """The median and the 95th percentile, in milliseconds."""
    seconds = []
    for _ in range(TIMES):
        started = perf_counter()
        work()
        seconds.append(perf_counter() - started)
    cuts = quantiles(seconds, n=20)
    return f"p50 {cuts[9] * 1000:>6.2f}  p95 {cuts[18] * 1000:>6.2f} ms"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, sys.argv[2] if len(sys.argv) > 2 else None)  # noqa: PLR2004
