"""A day and a period that are over: the same bytes in every format, however often and late they are asked for."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from commitments.evidence import Evidence, Grade, RejectReason, Verdict
from commitments.ledger import Entry, Ledger
from commitments.ledger.browsing_values import LogFilter
from commitments.target import Comparator, Quantity
from monitor.clock import Clock
from monitor.config import Settings
from monitor.digest import Digest, Grain
from monitor.reports import FORMATS, pdf, render
from monitor.services import Services
from tests.commitments.builders import a_document_of, a_target, an_extraction
from tests.monitor.lively import TODAY
from tests.monitor.movable_clock import MovableClock

PAST = TODAY
PARKS = a_document_of(
    a_target("到2025年底建成公园9个", metric="公园"), a_target("到2025年底建成公厕20座", metric="公厕")
)
LATER = datetime.combine(TODAY + timedelta(days=40), time(4), UTC)


@pytest.fixture
def office(lively_file: Path, tmp_path: Path, clock: MovableClock) -> Iterator[Services]:
    """The lively ledger; on its last day a verdict is shaken, so that every view of that day holds something."""
    path = shutil.copyfile(lively_file, tmp_path / "past.sqlite3")
    with Ledger.open(f"sqlite:///{path}", now=clock.now, four_eyes=True) as ledger:
        settings = Settings()
        services = Services(settings, Clock(settings.zone, PAST), ledger, "王敏")
        _shake(ledger, _ripe(services.brief())[0])
        document, extraction = PARKS
        ledger.enter(document, an_extraction(extraction.targets[0]), actor="王敏")
        clock.time = LATER
        yield services


def _ripe(digest: Digest) -> list[Entry]:
    """Targets in care that nobody concluded on."""
    return [line.entry for line in digest.open_lines if line.reviewed and line.units and line.entry.waiting is None]


def _shake(ledger: Ledger, entry: Entry) -> None:
    proofs = [ledger.add_evidence(entry.id, Evidence(PAST, grade=Grade.RECORD), actor="王敏") for _number in range(2)]
    ledger.judge(entry.id, Verdict.MET, reason="已验收", actor="王敏", self_verified=True)
    ledger.strike_evidence(proofs[0].id, reason="张冠李戴", actor="李航")


def _much_happens(services: Services, digest: Digest) -> None:
    """Whatever a busy month brings."""
    ledger, entries = services.ledger, _ripe(digest)
    dated = [entry for entry in entries if entry.due is not None]
    counted = next(entry for entry in entries if entry.target.quantity is not None)
    for number, entry in enumerate(dated[:4]):
        seen = Evidence(PAST - timedelta(days=number), note="补报", grade=Grade.RECORD)
        ledger.add_evidence(entry.id, seen, actor="李航")
        ledger.extend(entry.id, TODAY + timedelta(days=200), reason="推迟", approver="周副市长", actor="李航")
    ledger.judge(dated[0].id, Verdict.MET_LATE, reason="已验收", actor="王敏", self_verified=True)
    ledger.judge(dated[1].id, Verdict.PARTLY, reason="八成", actor="王敏")
    ledger.reject([dated[4].id], reason=RejectReason.DUPLICATE, actor="李航")
    ledger.edit(dated[5].id, {"lead": ["市新设局"], "metric": "另一个指标"}, actor="王敏", reason="更正")
    ledger.edit(counted.id, {"value": "98765"}, actor="王敏", reason="更正")
    ledger.accept([line.entry.id for line in digest.unreviewed][:3], actor="王敏")
    ledger.reopen([line.entry.id for line in digest.closed][:3], reason="复查", actor="王敏")
    for line in digest.recent[:2]:
        assert line.entry.latest is not None
        ledger.strike_evidence(line.entry.latest.id, reason="记错", actor="李航")
    _is_taken_back(ledger)
    _units_change(ledger, entries)
    _papers_come(ledger)


def _is_taken_back(ledger: Ledger) -> None:
    """Moves and recordings of the past, undone now."""
    for action in ("extend", "evidence"):
        told = ledger.lines(ledger.line_ids(LogFilter(actions=(action,), before=datetime.combine(PAST, time(), UTC))))
        undone = [line.event.id for line in told if line.undoable][:20]
        assert len(ledger.undo_all(undone, actor="王敏")) < len(undone)


def _units_change(ledger: Ledger, entries: list[Entry]) -> None:
    unit = entries[0].target.owners.lead[0] if entries[0].target.owners.lead else "市商务局"
    for name in (unit, "市并入局"):
        ledger.add_unit(name, actor="王敏")
    ledger.rename_unit(unit, "市新名局", actor="王敏")
    ledger.merge_units("市并入局", "市新名局", actor="王敏")


def _papers_come(ledger: Ledger) -> None:
    """A new document; and a later reading of an old one says a number otherwise and finds one target more."""
    document, extraction = a_document_of(a_target("到2025年底建成公交站台30个", metric="站台"))
    ledger.enter(document, extraction, actor="王敏")
    old, found = PARKS
    more = replace(found.targets[0], quantity=Quantity(Comparator.AT_LEAST, Decimal(10), "个"))
    known = next(one.id for one in ledger.documents() if one.sha256 == old.sha256)
    said = ledger.reread(known, old, an_extraction(more, found.targets[1]), actor="王敏")
    assert (said.added, said.updated + said.differing) == (1, 1)


def _day(services: Services) -> Digest:
    return services.brief()


def _period(grain: Grain) -> Callable[[Services], Digest]:
    return lambda services: services.brief(grain=grain)


ASKED: dict[str, Callable[[Services], Digest]] = {
    "day": _day,
    **{grain.value: _period(grain) for grain in Grain},
    "unit": lambda services: services.unit_brief(_unit(services)),
    "unit-year": lambda services: services.unit_brief(_unit(services), grain=Grain.YEAR),
    "document": lambda services: services.document_brief("1"),
    "document-year": lambda services: services.document_brief("1", grain=Grain.YEAR),
}


def _unit(services: Services) -> str:
    return services.brief(places=False).overdue_by_unit()[0].unit


def _rendered(services: Services, asked: str) -> dict[str, bytes]:
    digest = ASKED[asked](services)
    return {name: render(name, digest) for name in FORMATS if name != "pdf" or _sets_type()}


def _sets_type() -> bool:
    """Whether this machine can write PDF."""
    typst = pytest.importorskip("typst")
    return bool(set(pdf.FONTS) & set(typst.Fonts().families()))


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_over_is_told_in_the_same_bytes_for_good(office: Services, asked: str) -> None:
    """Evidence, verdicts, moves, corrections, other names and new documents of a later month change no byte of it."""
    before = _rendered(office, asked)
    _much_happens(office, office.brief(places=False))
    after = _rendered(office, asked)

    assert [name for name in before if before[name] != after[name]] == []


def test_a_day_that_is_over_shows_what_was_shaken_on_it(office: Services) -> None:
    """So that the test above compares something."""
    digest = office.brief()

    assert digest.as_known
    assert len(digest.revisit) == 1
    assert digest.news is not None
    assert digest.day == date(PAST.year, PAST.month, PAST.day)
