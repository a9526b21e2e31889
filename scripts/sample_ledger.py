"""A ledger with a past: `python scripts/sample_ledger.py FILE [--targets N] [--today DATE] [--seed N]`.

Takes the seed documents in, as often as it takes to reach N targets, gives their targets invented units and dates
around today, and then lets a year and a half pass in the office: targets are accepted or sent back, evidence comes in,
dates are moved, verdicts are given and confirmed. The same arguments make the same ledger. For demonstrations,
screenshots and benchmarks.
"""
# ruff: noqa: INP001, T201 - a script beside the packages, whose purpose is to print

import argparse
import hashlib
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from commitments.document import Document, Reference, ReferenceBasis  # noqa: E402 - found through the line above
from commitments.evidence import Evidence, Grade, RejectReason, Verdict  # noqa: E402
from commitments.ledger import Ledger  # noqa: E402
from commitments.periods import add_months, month  # noqa: E402
from commitments.target import Basis, Comparator, Due, Extraction, Owners, Target  # noqa: E402

SEEDS = ROOT / "seeds"
PAST, FUTURE = 15, 14  # months that due dates reach back and ahead
UNITS = (
    *(("市住房城乡建设局", 14), ("市教育局", 11), ("市发展改革委", 10), ("市工业和信息化局", 9)),
    *(("市交通运输局", 8), ("市生态环境局", 7), ("市民政局", 6), ("市卫生健康委", 6)),
    *(("市人力资源社会保障局", 5), ("市水务局", 5), ("市农业农村局", 4), ("市商务局", 4)),
    *(("市文化和旅游局", 3), ("市市场监管局", 3), ("市数据局", 2), ("市应急管理局", 2)),
    *(("市政务服务和大数据管理局", 1),),
)
HELPERS = ("市财政局", "各区人民政府", "市自然资源局", "市公安局", "市司法局", "市发展改革委")
PEOPLE = ("王敏", "李航", "陈静", "Anna Li")
REASONS = ("土地手续未结", "上级资金未到位", "招标流标，重新组织", "设计方案调整", "等待专项规划批复")
NOTES = ("月度报表", "统计公报", "现场核查", "验收纪要", "单位来函")
OUTCOMES = (
    (Verdict.MET, 62),
    (Verdict.MET_LATE, 9),
    (Verdict.PARTLY, 5),
    (Verdict.MISSED, 3),
    (Verdict.WITHDRAWN, 3),
    (Verdict.UNMEASURABLE, 2),
    (Verdict.OPEN, 16),
)
RESTS = (Verdict.MET, Verdict.MET_LATE, Verdict.PARTLY)


@dataclass
class Moment:
    """A clock that is put on by hand."""

    now: datetime

    def __call__(self) -> datetime:
        """What it shows."""
        return self.now


@dataclass
class Office:
    """A ledger, its people, and the moment that they live in."""

    ledger: Ledger
    dice: random.Random
    clock: Moment

    def person(self) -> str:
        """Somebody."""
        return self.dice.choice(PEOPLE)


Deed = tuple[datetime, int, Callable[[Office], object]]  # when, order among deeds of that moment, what


def main(words: Sequence[str]) -> None:
    """Make the file, and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--targets", type=int, default=400)
    parser.add_argument("--today", type=date.fromisoformat, default=date(2025, 11, 21))
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(words)
    made = make(f"sqlite:///{asked.file}", targets=asked.targets, today=asked.today, seed=asked.seed)
    print(f"{asked.file}: {made} targets; look at it with")
    print(f"duban --ledger sqlite:///{asked.file} --today {asked.today} review")


def make(url: str, *, targets: int, today: date, seed: int = 1) -> int:
    """Fill the ledger at `url` with about so many targets as they stand in the evening before `today`; how many."""
    with working(url, today=today, seed=seed) as office:
        made = _enter(office, targets, today)
        live(office, made, today)
    return len(made)


@contextmanager
def working(url: str, *, today: date, seed: int = 1) -> Iterator[Office]:
    """An office on the ledger at `url`, on the morning on which the past begins."""
    dice = random.Random(seed)  # noqa: S311 - the same ledger again, not a secret
    clock = Moment(_moment(_start(today), dice))
    with Ledger.open(url, now=clock, four_eyes=True) as ledger:
        yield Office(ledger, dice, clock)


def live(office: Office, made: Sequence[tuple[int, Target]], today: date) -> None:
    """Let everything happen to targets, given with their ids, that happens until the evening before `today`."""
    for when, _, deed in sorted(_deeds(office, made, _start(today), today), key=lambda deed: deed[:2]):
        office.clock.now = when
        deed(office)


def _start(today: date) -> date:
    return add_months(today, -PAST - 1)


def _enter(office: Office, wanted: int, today: date) -> list[tuple[int, Target]]:
    """The seed documents again and again, each time with another number, other units and other dates."""
    readings = [_reading(path) for path in sorted(SEEDS.glob("*.txt"))]
    made: list[tuple[int, Target]] = []
    for turn in count():
        for document, found in readings:
            if len(made) >= wanted:
                return made
            signed = _start(today) + timedelta(days=office.dice.randrange(40))
            again = _again(document, turn, signed)
            given = [
                given_life(replace(target, document=again.name), office.dice, today)
                for target in found.targets[: wanted - len(made)]
            ]
            if not given:
                continue
            office.ledger.enter(again, Extraction(tuple(given)), actor="录入")
            ids = range(len(made) + 1, len(made) + len(given) + 1)
            made.extend(zip(ids, given, strict=True))
    raise AssertionError


def _reading(path: Path) -> tuple[Document, Extraction]:
    from commitments.extraction import extract  # only who needs the seeds waits for the rules
    from commitments.reading import read

    document = read(path, given=date(2023, 10, 1))
    return document, extract(document)


def _again(document: Document, turn: int, signed: date) -> Document:
    """The same text with a number at its end, so that it is another document and every quote stays where it is."""
    text = f"{document.text}\n（第{turn + 1}号）\n"
    imprint = replace(
        document.imprint,
        number=f"某政发〔{signed.year}〕{turn + 1}号",
        signed=signed,
        reference=Reference(signed, ReferenceBasis.SIGNED),
    )
    name = f"{turn + 1:04d}-{document.name}"
    return replace(
        document, name=name, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), imprint=imprint, problems=()
    )


def given_life(target: Target, dice: random.Random, today: date) -> Target:
    """A target with a due date around today and units of one city."""
    lead = dice.choices([name for name, _ in UNITS], [weight for _, weight in UNITS], k=dice.choice((1, 1, 1, 1, 2)))
    support = dice.sample(HELPERS, dice.choice((0, 0, 1, 1, 2, 3)))
    owners = Owners(tuple(dict.fromkeys(lead)), tuple(name for name in support if name not in lead))
    if dice.random() < 0.06:  # noqa: PLR2004 - one in so many names nobody
        owners = Owners()
    due = Due() if dice.random() < 0.07 else Due(_due(dice, today), target.due.text, Basis.EXPLICIT)  # noqa: PLR2004
    return replace(target, owners=owners, due=due)


def _due(dice: random.Random, today: date) -> date:
    """Mostly the end of a month, and of these mostly June and December."""
    ahead = range(-PAST, FUTURE + 1)
    months = [add_months(today.replace(day=1), shift) for shift in ahead]
    weights = [{12: 6, 6: 3, 9: 2}.get(first.month, 1) for first in months]
    first = dice.choices(months, weights)[0]
    last = month(first.year, first.month).last
    return last if dice.random() < 0.5 else first + timedelta(days=dice.randrange(last.day))  # noqa: PLR2004 - half


def _deeds(office: Office, made: Sequence[tuple[int, Target]], start: date, today: date) -> Iterator[Deed]:
    number = count()
    for target_id, target in made:
        for when, deed in _life(office.dice, target_id, target, start, today):
            if when.date() < today:
                yield when, next(number), deed


def _life(
    dice: random.Random, target_id: int, target: Target, start: date, today: date
) -> Iterator[tuple[datetime, Callable[[Office], object]]]:
    """What happens to one target, on the days it happens; what would lie beyond today is dropped by the caller."""
    taken = start + timedelta(days=40 + dice.randrange(30))
    if dice.random() < 0.05:  # noqa: PLR2004 - one in twenty is no target
        reason = dice.choice(list(RejectReason))
        yield _moment(taken, dice), lambda office: office.ledger.reject([target_id], reason=reason, actor="王敏")
        return
    if dice.random() < 0.08:  # noqa: PLR2004 - and some have not been looked at
        return
    yield _moment(taken, dice), lambda office: office.ledger.accept([target_id], actor=office.person())
    due, begin = target.due.day, taken
    if due is not None and due > taken + timedelta(days=30) and dice.random() < 0.16:  # noqa: PLR2004
        asked = max(taken + timedelta(days=10), due - timedelta(days=dice.randrange(3, 40)))
        due, old = due + timedelta(days=dice.choice((14, 30, 61, 92, 184))), due
        if asked < today:
            begin = asked
            yield _moment(asked, dice), _extension(target_id, due, dice.choice(REASONS))
        else:
            due = old
    outcome = dice.choices([verdict for verdict, _ in OUTCOMES], [weight for _, weight in OUTCOMES])[0]
    early = due is None or due >= today
    if early and dice.random() < 0.78:  # noqa: PLR2004 - what lies ahead is mostly open
        outcome = Verdict.OPEN
    end = max(_concluded(dice, outcome, due, taken, today), begin + timedelta(days=2))
    yield from _evidence(dice, target_id, target, taken, min(end, today))
    if outcome is not Verdict.OPEN:
        yield from _closing(dice, target_id, outcome, end)


def _concluded(dice: random.Random, outcome: Verdict, due: date | None, taken: date, today: date) -> date:
    """The day somebody concludes: in time for what was kept, later for the rest."""
    if outcome is Verdict.OPEN:
        return today
    if due is None or due >= today:
        return taken + timedelta(days=dice.randrange(20, max(21, (today - taken).days)))
    lag = dice.randrange(-25, 8) if outcome is Verdict.MET else dice.randrange(5, 70)
    return max(taken + timedelta(days=5), due + timedelta(days=lag))


def _evidence(
    dice: random.Random, target_id: int, target: Target, taken: date, end: date
) -> Iterator[tuple[datetime, Callable[[Office], object]]]:
    """A report every month or two, growing towards the number; some units never report."""
    day, goal = taken + timedelta(days=dice.randrange(10, 60)), target.quantity.value if target.quantity else None
    counts = target.quantity is not None and target.quantity.comparator in {Comparator.AT_LEAST, Comparator.EQUAL}
    silent = dice.random() < 0.15  # noqa: PLR2004
    share = dice.uniform(0.05, 0.3)
    while day < end and not silent:
        value = None
        if counts and goal is not None:
            share = min(share + dice.uniform(0.02, 0.18), 1.1)
            value = (goal * Decimal(f"{share:.2f}")).quantize(Decimal(1) if goal > 10 else Decimal("0.1"))  # noqa: PLR2004
        yield _moment(day + timedelta(days=2), dice), _observation(target_id, day, value, dice)
        day += timedelta(days=dice.randrange(25, 75))
        silent = dice.random() < 0.08  # noqa: PLR2004


def _closing(
    dice: random.Random, target_id: int, outcome: Verdict, end: date
) -> Iterator[tuple[datetime, Callable[[Office], object]]]:
    """One person proposes, mostly another one confirms; a few proposals wait."""
    when = _moment(end, dice)
    reason = "材料齐备" if outcome in RESTS else "情况有变，见来函"
    if outcome in RESTS:
        seen = Evidence(end - timedelta(days=1), note="验收材料", grade=Grade.RECORD, unit=None)
        yield when - timedelta(hours=1), lambda office: office.ledger.add_evidence(target_id, seen, actor="陈静")
    if dice.random() < 0.3:  # noqa: PLR2004 - closed by one person, and openly so
        yield (
            when,
            lambda office: office.ledger.judge(target_id, outcome, reason=reason, actor="李航", self_verified=True),
        )
        return
    yield when, lambda office: office.ledger.judge(target_id, outcome, reason=reason, actor="李航")
    confirmed = when + timedelta(days=dice.randrange(1, 4), hours=1)
    if dice.random() < 0.97:  # noqa: PLR2004
        yield confirmed, lambda office: office.ledger.confirm(target_id, actor="王敏")


def _extension(target_id: int, due: date, reason: str) -> Callable[[Office], object]:
    return lambda office: office.ledger.extend(
        target_id, due, reason=reason, approver="周副市长", actor=office.person()
    )


def _observation(target_id: int, day: date, value: Decimal | None, dice: random.Random) -> Callable[[Office], object]:
    seen = Evidence(day, value, dice.choice(NOTES), grade=dice.choice(list(Grade)))
    return lambda office: office.ledger.add_evidence(target_id, seen, actor=office.person())


def _moment(day: date, dice: random.Random) -> datetime:
    """A moment of office hours in Shanghai."""
    return datetime.combine(day, time(1 + dice.randrange(9), dice.randrange(60)), UTC)


if __name__ == "__main__":
    main(sys.argv[1:])
