"""Reading again: the untouched follows, the touched is kept and shown, and nothing is asked twice."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from commitments.document import Document
from commitments.errors import StaleEntry, UnknownEntry
from commitments.evidence import RejectReason, Review
from commitments.filter import EVERYTHING
from commitments.ledger import Ledger
from commitments.ledger.findings_values import LinkState
from commitments.ledger.revision_values import DifferenceKind, Reread
from commitments.target import Comparator, Due, Extraction, Quantity, Strength, Target
from tests.commitments.builders import a_document, a_document_of, a_target, an_extraction

FIRST, SECOND, THIRD = (
    a_target("到2025年底建成养老院3所", metric="养老院", quantity=None),
    a_target("力争高新技术企业数量达到4500家"),
    a_target("完成老旧小区改造12个", metric="老旧小区", quantity=Quantity(Comparator.AT_LEAST, Decimal(12), "个")),
)


def _entered(ledger: Ledger, *targets: Target) -> tuple[Document, Extraction, int]:
    document, extraction = a_document_of(*targets)
    return document, extraction, ledger.enter(document, extraction, actor="王敏").document_id


def _again(extraction: Extraction, number: int, **changes: object) -> Extraction:
    """The same reading with one target read otherwise."""
    targets = list(extraction.targets)
    targets[number] = replace(targets[number], **changes)  # type: ignore[arg-type]
    return an_extraction(*targets)


def _ids(ledger: Ledger) -> list[int]:
    return list(ledger.ids(EVERYTHING, day=date(2025, 7, 1), near_days=30))


def test_the_same_reading_changes_nothing(ledger: Ledger) -> None:
    """However often."""
    document, extraction, number = _entered(ledger, FIRST, SECOND)
    before = ledger.rows([1, 2])
    said = [ledger.reread(number, document, extraction, actor="王敏") for _ in range(2)]

    assert said == [Reread(number, same=2)] * 2
    assert ledger.rows([1, 2]) == before


def test_an_untouched_candidate_follows_the_new_reading(ledger: Ledger) -> None:
    """Its id stays; the log says what was read before."""
    document, extraction, number = _entered(ledger, FIRST, SECOND)
    quantity = Quantity(Comparator.AT_LEAST, Decimal(3), "所")
    later = _again(extraction, 0, quantity=quantity, due=Due(date(2026, 12, 31)))

    assert ledger.reread(number, document, later, actor="王敏") == Reread(number, same=1, updated=1)
    entry = ledger.entry(1)
    assert (entry.target, entry.due) == (later.targets[0], date(2026, 12, 31))
    event = next(event for event in ledger.events(target_id=1) if event.target_id == 1)
    assert (event.before["value"], event.after["value"]) == (None, "3")


def test_what_a_person_touched_is_kept_and_shown(ledger: Ledger) -> None:
    """The person decides; whatever she decides is not asked again."""
    document, extraction, number = _entered(ledger, FIRST, SECOND)
    ledger.accept([1, 2], actor="李航")
    later = _again(extraction, 1, strength=Strength.BINDING, confidence=0.1)

    assert ledger.reread(number, document, later, actor="王敏") == Reread(number, same=1, differing=1)
    assert ledger.entry(2).target == extraction.targets[1]
    (asked,) = ledger.differences()
    assert (asked.target_id, asked.kind, asked.before) == (2, DifferenceKind.CHANGED, {"strength": "aspirational"})
    ledger.settle_difference(asked.id, take=False, actor="李航")
    assert ledger.reread(number, document, later, actor="王敏") == Reread(number, same=2)
    assert ledger.differences() == ()
    with pytest.raises(StaleEntry):
        ledger.settle_difference(asked.id, take=True, actor="李航")
    with pytest.raises(UnknownEntry):
        ledger.settle_difference(99, take=True, actor="李航")


def test_a_difference_taken_over_changes_the_target_but_no_watched_date(ledger: Ledger) -> None:
    """A due date in force moves by extension only."""
    document, extraction, number = _entered(ledger, SECOND)
    ledger.accept([1], actor="李航")
    later = _again(extraction, 0, strength=Strength.BINDING, due=Due(date(2026, 12, 31)))
    ledger.reread(number, document, later, actor="王敏")
    ledger.settle_difference(ledger.differences()[0].id, take=True, actor="李航")
    entry = ledger.entry(1)

    assert entry.target.strength is Strength.BINDING
    assert (entry.due, entry.original_due, entry.review) == (date(2025, 12, 31), date(2025, 12, 31), Review.TRACKED)


def test_taking_a_difference_over_leaves_what_was_corrected_after_it_was_found(ledger: Ledger) -> None:
    """The reviewer saw one difference and agrees with that one; a date moved meanwhile is a date people count on."""
    document, extraction, number = _entered(ledger, FIRST, THIRD)
    ledger.edit(2, {"unit": "处"}, actor="李航")
    later = _again(extraction, 1, strength=Strength.BINDING)
    ledger.reread(number, document, later, actor="王敏")
    ledger.edit(2, {"lead": ["甲局"], "original_due": "2027-06-30"}, actor="李航")
    asked = ledger.differences()[0]
    ledger.settle_difference(asked.id, take=True, actor="王敏")
    entry = ledger.entry(2)

    assert (entry.target.strength, entry.target.owners.lead) == (Strength.BINDING, ("甲局",))
    assert (entry.due, entry.original_due) == (date(2027, 6, 30), date(2027, 6, 30))
    assert ledger.audit().findings == ()


def test_a_candidate_whose_date_was_moved_keeps_it_when_a_difference_is_taken_over(ledger: Ledger) -> None:
    """And the log says so: the audit is silent."""
    document, extraction, number = _entered(ledger, SECOND)
    ledger.extend(1, date(2026, 3, 31), reason="征地", approver="张", actor="李航")
    later = _again(extraction, 0, strength=Strength.BINDING, due=Due(date(2026, 12, 31)))
    ledger.reread(number, document, later, actor="王敏")
    ledger.settle_difference(ledger.differences()[0].id, take=True, actor="李航")
    entry = ledger.entry(1)

    assert (entry.target.strength, entry.due) == (Strength.BINDING, date(2026, 3, 31))
    assert ledger.audit().findings == ()


def test_what_is_no_longer_found_is_sent_back_or_asked_about(ledger: Ledger) -> None:
    """And comes back when a still later reading finds it again."""
    document, extraction, number = _entered(ledger, FIRST, SECOND)
    ledger.accept([2], actor="李航")
    nothing = an_extraction()

    assert ledger.reread(number, document, nothing, actor="王敏") == Reread(number, dropped=1, differing=1)
    assert ledger.entry(1).reject_reason is RejectReason.WRONG_READING
    (asked,) = ledger.differences()
    assert asked.kind is DifferenceKind.GONE
    ledger.settle_difference(asked.id, take=True, actor="李航")
    assert ledger.entry(2).review is Review.REJECTED
    ledger.reread(number, document, extraction, actor="王敏")
    assert ledger.entry(1).review is Review.CANDIDATE


def test_new_finds_are_new_candidates(ledger: Ledger) -> None:
    """Searchable at once."""
    document, extraction = a_document_of(FIRST, SECOND, THIRD)
    number = ledger.enter(document, an_extraction(*extraction.targets[:2]), actor="王敏").document_id

    assert ledger.reread(number, document, extraction, actor="王敏") == Reread(number, same=2, added=1)
    assert ledger.entry(3).target == extraction.targets[2]
    assert len(_ids(ledger)) == 3


def test_a_corrected_text_takes_the_untouched_over_and_keeps_the_touched(ledger: Ledger) -> None:
    """Spans belong to the text they were read from; a reworded promise is the same promise."""
    _document, _extraction, number = _entered(ledger, FIRST, SECOND, THIRD)
    ledger.accept([2], actor="李航")
    better = replace(
        SECOND, quote="力争高新技术企业数量达到4800家", quantity=Quantity(Comparator.AT_LEAST, Decimal(4800), "家")
    )
    corrected, extraction = a_document_of(FIRST, better, THIRD, heading="更正后的全文")
    done = ledger.reread(number, corrected, extraction, actor="王敏")

    assert done == Reread(2, updated=2, differing=1)
    assert [entry.document.id for entry in ledger.rows([1, 2, 3])] == [2, 1, 2]
    text = ledger.document_text(2)
    assert all(text[e.target.start : e.target.end] == e.target.quote for e in ledger.rows([1, 3]))
    (asked,) = ledger.differences()
    assert (asked.before["value"], asked.proposed["value"]) == ("4500", "4800")
    ledger.settle_difference(asked.id, take=True, actor="李航")
    assert (ledger.entry(2).document.id, ledger.entry(2).target.quantity) == (2, better.quantity)
    assert [one.state for one in ledger.differences(None)] == [LinkState.ACCEPTED]


def test_an_unknown_document_cannot_be_read_again(ledger: Ledger) -> None:
    """Nothing is written."""
    document, extraction = a_document_of(FIRST)
    with pytest.raises(UnknownEntry):
        ledger.reread(9, document, extraction, actor="王敏")
    assert ledger.documents() == ()


def _version(text: str, *quotes: str) -> tuple[Document, Extraction]:
    """A text with targets in the order of their quotes, each with the number that its quote ends in."""
    targets, at = [], 0
    for quote in quotes:
        at = text.index(quote, at)
        number = Quantity(Comparator.AT_LEAST, Decimal("".join(filter(str.isdigit, quote))), quote[-1])
        targets.append(a_target(quote, metric=None, quantity=number, commitment=str(at), start=at))
        at += len(quote)
    return a_document(text), an_extraction(*targets)


def _values_asked(ledger: Ledger) -> dict[int, tuple[str, str]]:
    return {one.target_id: (one.before["value"], one.proposed["value"]) for one in ledger.differences()}


@pytest.mark.parametrize(
    ("text", "quotes", "later", "read", "asked"),
    [
        ("甲类企业：达到30家。", ("达到30家",), "甲类企业：达到50家。", ("达到50家",), {1: ("30", "50")}),
        (  # what one line says now, another one said before
            "甲类企业：达到30家。\n乙类团体：达到20家。",
            ("达到30家", "达到20家"),
            "甲类企业：达到50家。\n乙类团体：达到30家。",
            ("达到50家", "达到30家"),
            {1: ("30", "50"), 2: ("20", "30")},
        ),
        (  # a row of a table with what names it in the cell before
            "1\t甲类企业\t达到30家\t某局\n2\t乙类团体\t达到30家\t某局",
            ("达到30家", "达到30家"),
            "1\t甲类企业\t达到30家\t某局\n2\t乙类团体\t达到50家\t某局",
            ("达到30家", "达到50家"),
            {2: ("30", "50")},
        ),
        (  # two of one sentence
            "全年力争达到30家、带动就业达到400人。",
            ("达到30家", "达到400人"),
            "全年力争达到50家、带动就业达到600人。",
            ("达到50家", "达到600人"),
            {1: ("30", "50"), 2: ("400", "600")},
        ),
        ("培育甲类企业\n达到30家", ("达到30家",), "培育甲类企业\n达到50家", ("达到50家",), {1: ("30", "50")}),
    ],
)
def test_a_bare_number_is_known_by_what_names_it(
    ledger: Ledger,
    text: str,
    quotes: tuple[str, ...],
    later: str,
    read: tuple[str, ...],
    asked: dict[int, tuple[str, str]],
) -> None:
    """A changed number is a difference of the accepted target, not a candidate of its own; two targets stay two."""
    number = ledger.enter(*_version(text, *quotes), actor="王敏").document_id
    ledger.accept(_ids(ledger), actor="李航")
    done = ledger.reread(number, *_version(later, *read), actor="王敏")

    assert (done.added, done.dropped, done.differing) == (0, 0, len(asked))
    assert _values_asked(ledger) == asked


def test_lines_that_differ_in_numbers_alone_are_told_apart_by_their_metrics(ledger: Ledger) -> None:
    """In a long register the number of a place may be all that names what is counted; none stands in for another."""

    def register(values: dict[int, int]) -> tuple[Document, Extraction]:
        targets = [
            a_target(
                f"第{place}号片区新建泵站{value}座",
                metric=f"第{place}号片区新建泵站",
                quantity=Quantity(Comparator.AT_LEAST, Decimal(value), "座"),
            )
            for place, value in values.items()
        ]
        return a_document_of(*targets, heading=f"共{sum(values.values())}座")

    first, second = register({place: place for place in range(1, 13)}), register(dict.fromkeys(range(2, 14), 20))
    number = ledger.enter(*first, actor="王敏").document_id
    ledger.accept(range(1, 13), actor="李航")
    done = ledger.reread(number, *second, actor="王敏")

    assert (done.added, done.differing) == (1, 12)
    changed = [one for one in ledger.differences() if one.kind is DifferenceKind.CHANGED]
    assert {one.target_id: one.proposed["metric"] for one in changed} == {
        place: f"第{place}号片区新建泵站" for place in range(2, 13)
    }


def test_a_bare_number_under_another_name_is_another_promise(ledger: Ledger) -> None:
    """What was accepted is asked about as gone; the other one is a candidate."""
    number = ledger.enter(*_version("甲类企业：达到30家。", "达到30家"), actor="王敏").document_id
    ledger.accept([1], actor="李航")
    done = ledger.reread(number, *_version("乡村戏台：达到50家。", "达到50家"), actor="王敏")

    assert (done.added, done.differing) == (1, 1)
    assert [one.kind for one in ledger.differences()] == [DifferenceKind.GONE]


def _versions(ledger: Ledger, *values: int) -> tuple[list[tuple[Document, Extraction]], int]:
    """Versions of one document that differ in a number; the first is entered, its target accepted."""
    read = []
    for value in values:
        quantity = Quantity(Comparator.AT_LEAST, Decimal(value), "家")
        said = replace(SECOND, quote=f"力争高新技术企业数量达到{value}家", quantity=quantity)
        read.append(a_document_of(FIRST, said, heading=f"数量{value}家的文本"))
    number = ledger.enter(*read[0], actor="王敏").document_id
    ledger.accept([2], actor="李航")
    return read, number


def test_a_third_version_is_held_against_what_was_accepted_in_the_first(ledger: Ledger) -> None:
    """Accepted targets keep resting on the text they were accepted in; the question of the version between is moot."""
    (_first, second, third), number = _versions(ledger, 4500, 4800, 5000)
    ledger.reread(number, *second, actor="王敏")
    assert _values_asked(ledger) == {2: ("4500", "4800")}
    done = ledger.reread(2, *third, actor="王敏")

    assert (done.added, done.differing) == (0, 1)
    assert _values_asked(ledger) == {2: ("4500", "5000")}
    assert len(_ids(ledger)) == 2
    assert ledger.audit().findings == ()


def test_what_was_kept_against_one_version_is_not_asked_with_the_next(ledger: Ledger) -> None:
    """As long as it says the same; another number is another question, and so is one that is gone."""
    (_first, second, other), number = _versions(ledger, 4500, 4800, 5000)
    same = a_document_of(*second[1].targets, heading="再次印发")
    ledger.reread(number, *second, actor="王敏")
    ledger.settle_difference(ledger.differences()[0].id, take=False, actor="李航")

    assert ledger.reread(2, *same, actor="王敏").differing == 0
    assert ledger.differences() == ()
    assert ledger.reread(3, *other, actor="王敏").differing == 1
    assert _values_asked(ledger) == {2: ("4500", "5000")}
    gone = [a_document_of(FIRST, heading=heading) for heading in ("删去一项", "又删去一项")]
    assert ledger.reread(4, *gone[0], actor="王敏").differing == 1
    ledger.settle_difference(ledger.differences()[0].id, take=False, actor="李航")
    assert ledger.reread(5, *gone[1], actor="王敏").differing == 0
    assert ledger.audit().findings == ()


def test_a_later_version_read_again_asks_about_what_was_accepted_in_the_first(ledger: Ledger) -> None:
    """Not as new candidates: the program may read better by then, the promises are the same."""
    (_first, second), number = _versions(ledger, 4500, 4800)
    ledger.reread(number, *second, actor="王敏")
    done = ledger.reread(2, *second, actor="王敏")

    assert (done.added, done.differing) == (0, 1)
    assert ledger.compare(2, *second, actor="王敏").changes[0].target_id == 2


def test_an_old_version_read_again_brings_nothing_back(ledger: Ledger) -> None:
    """It settles what is asked; what only it promises is no candidate any more, and what was dropped stays dropped."""
    document, extraction, number = _entered(ledger, FIRST, SECOND, THIRD)
    ledger.accept([2], actor="李航")
    better = replace(SECOND, quote="力争高新技术企业数量达到4800家")
    ledger.reread(number, *a_document_of(replace(FIRST, quote=f"{FIRST.quote}，配好护理员"), better), actor="王敏")
    before = ledger.rows([1, 2, 3])
    assert [entry.review for entry in before] == [Review.CANDIDATE, Review.TRACKED, Review.REJECTED]
    (asked,) = ledger.differences()

    comparison = ledger.compare(number, document, extraction, actor="王敏")
    assert [change.target_id for change in comparison.changes] == [2]
    assert ledger.reread(number, document, extraction, actor="王敏") == Reread(number, same=1)
    assert ledger.rows([1, 2, 3]) == before
    assert ledger.differences() == (asked,)
    assert len(_ids(ledger)) == len(before)


def test_a_text_that_comes_back_counts_again(ledger: Ledger) -> None:
    """The first version once more is the newest one: nothing is asked, and the untouched goes back to it."""
    (first, second), number = _versions(ledger, 4500, 4800)
    ledger.reread(number, *second, actor="王敏")
    done = ledger.reread(2, *first, actor="王敏")

    assert (done.document_id, done.added, done.differing) == (1, 0, 0)
    assert ledger.differences() == ()
    assert [entry.document.id for entry in ledger.rows([1, 2])] == [1, 1]
    document, extraction = first
    assert ledger.reread(1, document, _again(extraction, 0, strength=Strength.BINDING), actor="王敏").updated == 1
