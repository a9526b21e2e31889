"""Entering documents: once, whole, and exactly as they were read."""

import json
import subprocess
import sys
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments.document import NO_REFERENCE, Place, PlaceKind, Span
from commitments.errors import LedgerError, Problem, UnknownEntry
from commitments.filter import EVERYTHING
from commitments.ledger import Entered, Ledger
from commitments.target import (
    Basis,
    Comparator,
    Due,
    Extraction,
    Kind,
    Owners,
    Quantity,
    RuleHit,
    Strength,
    Target,
)
from tests.commitments.builders import ACTOR, a_document, a_document_of, a_target, an_extraction, enter

DAY = date(2025, 7, 1)
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=12)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda ends: Span(min(ends), max(ends)))
QUANTITIES = st.builds(Quantity, st.sampled_from(Comparator), DECIMALS, st.none() | WORDS, st.none() | DECIMALS)
DUES = st.builds(
    Due,
    st.none() | st.dates(),
    st.none() | WORDS,
    st.sampled_from(Basis),
    st.none() | st.just("quarterly"),
    st.none() | st.dates(),
    st.none() | st.just("month"),
    WORDS | st.just(""),
)
NAMES = st.lists(WORDS, max_size=3).map(tuple)
TARGETS = st.builds(
    Target,
    document=st.just("x.txt"),
    commitment=WORDS,
    kind=st.sampled_from(Kind),
    quote=WORDS,
    start=st.just(0),
    end=st.just(0),
    strength=st.sampled_from(Strength),
    metric=st.none() | WORDS,
    quantity=st.none() | QUANTITIES,
    due=DUES,
    owners=st.builds(Owners, NAMES, NAMES),
    confidence=st.floats(0, 1),
    doubts=NAMES,
    rules=st.lists(st.builds(RuleHit, WORDS, WORDS, st.none() | SPANS), max_size=3).map(tuple),
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(targets=st.lists(TARGETS, max_size=4), heading=WORDS)
def test_a_target_comes_back_exactly_as_it_went_in(ledger: Ledger, targets: list[Target], heading: str) -> None:
    """Every field survives: digits and exponents, hostile characters, the trail of rules."""
    document, extraction = a_document_of(*targets, heading=f"{len(ledger.documents())} {heading}")
    entered = ledger.enter(document, extraction, actor=ACTOR)
    stored = [
        entry.target
        for entry in ledger.entries(EVERYTHING, day=DAY, near_days=30)
        if entry.document.id == entered.document_id
    ]
    stored.sort(key=lambda target: target.start)

    assert stored == list(extraction.targets)
    assert [target.rules for target in stored] == [target.rules for target in extraction.targets]
    assert [str(target.quantity) for target in stored] == [str(target.quantity) for target in extraction.targets]
    assert ledger.document_text(entered.document_id) == document.text


def test_the_same_text_enters_once(ledger: Ledger) -> None:
    """Taking a document in twice changes nothing."""
    document, extraction = a_document_of(a_target(), a_target("年底前完成立法"))
    first = ledger.enter(document, extraction, actor=ACTOR)
    before = ledger.events()
    second = ledger.enter(document, extraction, actor=ACTOR)

    assert (first.known, first.targets) == (False, 2)
    assert (second.known, second.targets, second.document_id) == (True, 0, first.document_id)
    assert len(ledger.ids(EVERYTHING, day=DAY, near_days=30)) == 2
    assert ledger.events() == before


def test_a_renamed_copy_is_recognised_and_its_name_remembered(ledger: Ledger) -> None:
    """The first name stays; the new one is noted in the log, once."""
    document, extraction = a_document_of(a_target(), name="甲.txt")
    ledger.enter(document, extraction, actor=ACTOR)
    copies = [ledger.enter(replace(document, name="乙.txt"), extraction, actor=ACTOR) for _ in range(2)]

    assert {(copy.known, copy.first_name) for copy in copies} == {(True, "甲.txt")}
    assert [event.after for event in ledger.events() if event.action == "also_named"] == [{"name": "乙.txt"}]
    assert [entry.name for entry in ledger.documents()] == ["甲.txt"]


def test_two_processes_entering_the_same_document_enter_it_once(ledger_url: str) -> None:
    """The database, not the program, decides who was first."""
    script = (
        "import sys; from datetime import UTC, datetime\n"
        "from commitments.ledger import Ledger; from tests.commitments.builders import *\n"
        "pairs = [a_document_of(*[a_target() for _ in range(20)], heading=str(n)) for n in range(10)]\n"
        "ledger = Ledger.open(sys.argv[1], now=lambda: datetime(2025, 7, 1, tzinfo=UTC))\n"
        "print(sum(not ledger.enter(d, e, actor='x').known for d, e in pairs))\n"
    )
    workers = [
        subprocess.Popen([sys.executable, "-c", script, ledger_url], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    entered = [int(worker.communicate(timeout=60)[0]) for worker in workers]

    assert sum(entered) == 10
    with Ledger.open(ledger_url, now=lambda: pytest.fail("nothing is written here")) as ledger:
        assert [document.targets for document in ledger.documents()] == [20] * 10


def test_a_document_keeps_its_imprint_and_counts(ledger: Ledger) -> None:
    """What the head and foot of a document say is shown with every entry."""
    document, extraction = a_document_of(a_target(), a_target("年底前完成立法"))
    entered = ledger.enter(document, extraction, actor=ACTOR)
    first = ledger.ids(EVERYTHING, day=DAY, near_days=30)[0]
    ledger.accept([first], actor=ACTOR)
    (shown,) = ledger.documents()

    assert shown.id == entered.document_id
    assert (shown.title, shown.number, shown.signed) == ("2025年工作方案", "某政办发〔2025〕1号", date(2025, 5, 20))
    assert (shown.reference, shown.reference_basis) == (date(2025, 5, 20), "signed")
    assert (shown.targets, shown.candidates) == (2, 1)
    assert asdict(shown).items() >= asdict(ledger.entry(first).document).items()


def test_a_document_without_imprint_or_targets_is_entered_too(ledger: Ledger) -> None:
    """An empty finding is a finding; trouble in the document does not keep it out."""
    document = a_document(
        "无事\n",
        title=None,
        issuer=None,
        number=None,
        signed=None,
        reference=NO_REFERENCE,
        problems=[Problem("1", "?")],
    )
    entered = ledger.enter(document, an_extraction(), actor=ACTOR)

    assert (entered.known, entered.targets) == (False, 0)
    assert ledger.documents()[0].label == document.name
    assert ledger.document_quotes(entered.document_id) == ()


def test_what_was_wrong_with_a_document_is_kept(ledger: Ledger) -> None:
    """A report made later names it too."""
    trouble = [Problem("甲.txt:3", "日期看不清", "请人工核对"), Problem("甲.txt", "没有落款")]
    ledger.enter(a_document("甲", problems=trouble), an_extraction(), actor=ACTOR)
    ledger.enter(a_document("乙"), an_extraction(), actor=ACTOR)

    assert ledger.problems() == tuple(trouble)


def test_a_quote_that_is_not_in_the_text_is_refused_whole(ledger: Ledger) -> None:
    """What the ledger shows as quoted must have been written."""
    document, extraction = a_document_of(a_target(), a_target("年底前完成立法"))
    moved = replace(extraction.targets[1], start=0, end=7)

    with pytest.raises(ValueError, match="is not"):
        ledger.enter(document, Extraction((extraction.targets[0], moved)), actor=ACTOR)
    with pytest.raises(ValueError, match="sha256"):
        ledger.enter(replace(document, sha256="0" * 64), extraction, actor=ACTOR)
    assert ledger.documents() == ()


def test_a_refused_document_leaves_those_beside_it_alone(ledger: Ledger) -> None:
    """Documents entered together are one transaction in which each stands for itself."""
    good = [a_document_of(a_target(), name="甲.txt"), a_document_of(a_target("年底前完成立法"), name="丙.txt")]
    bad = (a_document("乙\0"), an_extraction())
    answers = ledger.enter_all([good[0], bad, good[1], good[0]], actor=ACTOR)

    assert [isinstance(answer, LedgerError) for answer in answers] == [False, True, False, False]
    assert [one.name for one in ledger.documents()] == ["甲.txt", "丙.txt"]
    assert [isinstance(answer, Entered) and answer.known for answer in answers] == [False, False, False, True]
    assert ledger.audit().sound


def test_entering_stops_half_way_without_a_trace(ledger: Ledger) -> None:
    """A target the database refuses takes its document with it."""
    document, extraction = a_document_of(a_target(), a_target(quantity=Quantity(Comparator.EQUAL, Decimal("NaN"), "")))

    with pytest.raises(Exception, match="NaN"):
        ledger.enter(document, extraction, actor=ACTOR)
    assert (ledger.documents(), ledger.events()) == ((), ())


def test_entering_is_logged_with_the_ids_it_gave(ledger: Ledger) -> None:
    """The first line of every entry's history is how it came in."""
    first, second = enter(ledger, a_target(), a_target("年底前完成立法"))
    (event,) = ledger.events(target_id=second)

    assert (event.action, event.actor, event.before) == ("enter", ACTOR, {})
    assert event.after["ids"] == [first, second]
    assert json.loads(json.dumps(event.after)) == event.after


def test_quotes_leave_out_what_was_rejected(ledger: Ledger) -> None:
    """The source pane marks what is still held to be a promise."""
    from commitments.evidence import RejectReason

    first, second = enter(ledger, a_target(), a_target("年底前完成立法"))
    ledger.reject([first], reason=RejectReason.DUPLICATE, actor=ACTOR)
    document = ledger.entry(second).document.id
    ((number, start, end),) = ledger.document_quotes(document)

    assert number == second
    assert ledger.document_text(document)[start:end] == "年底前完成立法"


def test_an_unknown_document_is_an_error_that_says_so(ledger: Ledger) -> None:
    """No empty text for a document that is not there."""
    with pytest.raises(UnknownEntry):
        ledger.document_text(7)


def test_places_come_back_as_they_were_entered(ledger: Ledger) -> None:
    """Pages and cells are kept with the document; a document of plain text has none."""
    places = (Place(0, PlaceKind.PAGE, "1"), Place(4, PlaceKind.CELL, "任务分工!B7"))
    found = replace(a_document("到2027年新建泵站12座。"), places=places)
    entered = ledger.enter(found, Extraction(()), actor="甲")

    assert ledger.document_places(entered.document_id) == places
    assert ledger.document_places(entered.document_id + 1) == ()
