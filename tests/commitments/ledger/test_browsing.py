"""Looking through documents, log and outbox row by row, and a reading compared without being taken over."""

from array import array
from dataclasses import replace
from datetime import date, timedelta

from commitments.errors import Problem
from commitments.evidence import RejectReason
from commitments.ledger import Ledger, NewMessage, OutboxState, Settlement
from commitments.ledger.browsing_values import ChangeKind, LogFilter, Tally
from commitments.target import Due
from tests.commitments.builders import a_document, a_document_of, a_target, an_evidence, an_extraction, enter
from tests.conftest import NOW

DAY = date(2025, 7, 1)


def test_documents_tell_what_became_of_their_targets(ledger: Ledger) -> None:
    """Found, waiting, in care, sent back, problems; the newest first, and nothing for an id that nobody has."""
    first, second, _third = enter(ledger, a_target(), a_target("甲"), a_target("乙"))
    ledger.accept([first], actor="王敏")
    ledger.reject([second], reason=RejectReason.OTHERS, actor="王敏")
    poor = a_document("空话", name="poor.txt", title="另一份", problems=[Problem("poor.txt", "没有日期", "补上")])
    ledger.enter(poor, an_extraction(), actor="王敏")

    assert ledger.document_ids() == array("q", [2, 1])
    empty, full = ledger.shelved([2, 99, 1])
    assert (full.document.targets, full.document.candidates, full.tracked, full.rejected) == (3, 1, 1, 1)
    assert (full.problems, full.differences) == ((), 0)
    assert (empty.document.targets, empty.problems) == (0, (Problem("poor.txt", "没有日期", "补上"),))
    assert ledger.shelved([]) == ()


def test_documents_are_found_by_the_words_they_are_called_by(ledger: Ledger) -> None:
    """Title, number, issuer and file name; a minus leaves out; pending ones have something to decide."""
    enter(ledger, a_target(), name="Plan-A.txt", title="工作方案")
    ledger.enter(a_document("无", name="b.txt", title="意见", number="某发〔2025〕9号"), an_extraction(), actor="王敏")

    assert list(ledger.document_ids(["plan-a"])) == [1]
    assert list(ledger.document_ids(["〔2025〕9号"])) == [2]
    assert list(ledger.document_ids(["人民政府", "-方案"])) == [2]
    assert list(ledger.document_ids(pending=True)) == [1]
    assert list(ledger.document_ids(["%"])) == []


def test_a_comparison_tells_all_and_changes_nothing(ledger: Ledger) -> None:
    """What a person touched, what follows, what comes and what goes, exactly as reading again then does it."""
    touched, follows, gone = a_target("甲项目建成"), a_target("乙项目建成"), a_target("丙项目建成")
    heading = "丁项目开工\n第一份"
    document, found = a_document_of(touched, follows, gone, heading=heading)
    number = ledger.enter(document, found, actor="王敏").document_id
    ledger.accept([1], actor="王敏")
    later = Due(date(2026, 6, 30), "2026年6月", found.targets[0].due.basis)
    new = a_target("丁项目开工", document=document.name, commitment="9")
    again = an_extraction(*(replace(item, due=later) for item in found.targets[:2]), new)
    before = (ledger.head(), ledger.rows([1, 2, 3]), ledger.differences(), ledger.data_version())

    told = ledger.compare(number, document, again, actor="王敏")

    assert (ledger.head(), ledger.rows([1, 2, 3]), ledger.differences(), ledger.data_version()) == before
    assert [(change.kind, change.target_id, change.quote) for change in told.changes] == [
        (ChangeKind.DIFFERING, 1, "甲项目建成"),
        (ChangeKind.UPDATED, 2, "乙项目建成"),
        (ChangeKind.DROPPED, 3, "丙项目建成"),
        (ChangeKind.ADDED, None, "丁项目开工"),
    ]
    assert told.changes[0].before["original_due"] == "2025-12-31"
    assert told.changes[0].after["original_due"] == "2026-06-30"
    assert told.numbers == ledger.reread(number, document, again, actor="王敏")
    assert ledger.compare(number, document, again, actor="王敏").changes == told.changes[:1]
    assert ledger.shelved([number])[0].differences == 1
    assert list(ledger.document_ids(pending=True)) == [number]


def test_the_log_is_narrowed_by_person_action_target_day_and_words(ledger: Ledger) -> None:
    """Newest first; all that is asked must hold."""
    first, second = enter(ledger, a_target(), a_target("甲"), actor="录入")
    ledger.accept([first, second], actor="Anna Li")
    ledger.reject([second], reason=RejectReason.OTHERS, actor="王敏", note="他人之事")
    ledger.add_evidence(first, an_evidence(note="统计公报"), actor="王敏")

    def asked(**wanted: object) -> list[int]:
        return list(ledger.line_ids(LogFilter(**wanted)))  # type: ignore[arg-type]

    assert asked() == [5, 4, 3, 2, 1]
    assert list(ledger.line_ids(LogFilter(), limit=2)) == [5, 4]
    assert asked(actors=("anna", "录")) == [3, 2, 1]
    assert asked(actions=("reject", "evidence")) == [5, 4]
    assert asked(target_id=second) == [4, 3]
    assert asked(document_id=1) == [5, 4, 3, 2, 1]
    assert asked(document_id=2) == []
    assert asked(since=NOW, before=NOW + timedelta(seconds=1), actors=("王敏",)) == [5, 4]
    assert asked(before=NOW) == []
    assert asked(words=("他人之事",)) == [4]
    assert asked(words=("统计公报", "甲")) == []
    assert ledger.actors() == ("Anna Li", "录入", "王敏")


def test_a_line_tells_what_it_is_about_and_whether_it_can_be_taken_back(ledger: Ledger) -> None:
    """An undone line says so; entering a document cannot be undone."""
    (number,) = enter(ledger, a_target())
    ledger.accept([number], actor="王敏")
    (accepted, entered) = ledger.lines([2, 77, 1])

    assert (accepted.promise, accepted.document) == ("高新技术企业数量", "2025年工作方案")
    assert (accepted.undoable, accepted.undone) == (True, False)
    assert (entered.event.action, entered.undoable) == ("enter", False)
    ledger.undo(2, actor="王敏")
    (undo, accepted) = ledger.lines([3, 2])
    assert (undo.event.action, undo.undoable) == ("undo", False)
    assert (accepted.undoable, accepted.undone) == (False, True)


def test_messages_come_by_channel_what_needs_hands_first(ledger: Ledger) -> None:
    """Dead ones, then those that wait, then the newest; found by short name, unit or channel."""
    for name in ("甲群", "乙群"):
        ledger.register_channel(name, "webhook")
    messages = [NewMessage(f"digest|甲群||{n}", "甲群", "digest", f"单位{n}", {"n": n}) for n in range(3)]
    ledger.plan("notify", "", DAY, [*messages, NewMessage("x", "乙群", "digest", "", {})])
    for state in (OutboxState.DELIVERED, OutboxState.DEAD):
        claim = ledger.claim("甲群", lease_seconds=60)
        assert claim is not None
        ledger.settle(claim, Settlement(state, "refused"))

    assert dict(ledger.message_ids()) == {"甲群": array("q", [2, 3, 1]), "乙群": array("q", [4])}
    assert dict(ledger.message_ids([OutboxState.READY])) == {"甲群": array("q", [3]), "乙群": array("q", [4])}
    ref = ledger.message(3).ref
    assert dict(ledger.message_ids(words=[ref])) == {"甲群": array("q", [3])}
    assert dict(ledger.message_ids(words=["单位1", "甲群"])) == {"甲群": array("q", [2])}
    assert dict(ledger.message_ids(words=["没有"])) == {}
    assert [message.owner for message in ledger.messages([3, 99, 1])] == ["单位2", "单位0"]
    counts = {OutboxState.READY: 1, OutboxState.DELIVERED: 1, OutboxState.DEAD: 1}
    assert set(map(_frozen, ledger.tallies())) == {
        _frozen(Tally("甲群", counts)),
        _frozen(Tally("乙群", {OutboxState.READY: 1})),
    }


def _frozen(tally: Tally) -> tuple[str, frozenset[tuple[OutboxState, int]]]:
    return tally.channel, frozenset(tally.states.items())


def test_a_ledger_tells_the_address_that_opens_it_again(ledger: Ledger) -> None:
    """A child process gets the very same ledger."""
    enter(ledger, a_target())

    with Ledger.open(ledger.url, now=lambda: NOW) as again:
        assert again.documents() == ledger.documents()
