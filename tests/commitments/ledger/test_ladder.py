"""Stages of reminding: each once for every due date, whoever notes it."""

from datetime import date

from commitments.evidence import Verdict
from commitments.ledger import Ledger, NewStage
from tests.commitments.builders import ACTOR, a_target, an_evidence, enter

SLOT, NEXT = date(2025, 7, 1), date(2025, 7, 2)


def test_a_stage_is_noted_once(ledger: Ledger) -> None:
    """The second daemon changes nothing; another due date starts anew."""
    (one,) = enter(ledger, a_target(due=date(2025, 6, 1)))
    stages = [NewStage(one, 0, "E1", skipped=True), NewStage(one, 0, "E2")]

    assert [ledger.note_stages(SLOT, stages), ledger.note_stages(NEXT, stages)] == [2, 0]
    assert ledger.note_stages(NEXT, [NewStage(one, 1, "E1")]) == 1
    assert [(stage.due_rev, stage.stage, stage.slot, stage.skipped) for stage in ledger.stages([one])] == [
        (0, "E1", SLOT, True),
        (0, "E2", SLOT, False),
        (1, "E1", NEXT, False),
    ]


def test_what_is_to_be_told_comes_from_the_slots_since(ledger: Ledger) -> None:
    """What was overtaken is not told, nor what was told before."""
    (one, two) = enter(ledger, a_target("甲", due=date(2025, 6, 1)), a_target("乙", due=date(2025, 6, 1)))
    ledger.note_stages(SLOT, [NewStage(one, 0, "E1"), NewStage(one, 0, "D", skipped=True)])
    ledger.note_stages(NEXT, [NewStage(two, 0, "E3")])

    assert [stage.stage for stage in ledger.new_stages(None, NEXT)] == ["E1", "E3"]
    assert [stage.stage for stage in ledger.new_stages(SLOT, NEXT)] == ["E3"]
    assert [stage.stage for stage in ledger.new_stages(None, SLOT)] == ["E1"]


def test_a_revision_grows_with_every_new_start_and_never_falls(ledger: Ledger) -> None:
    """An extension, its undoing, and opening again are new starts; evidence and notes are none."""
    ids = enter(ledger, a_target("甲", due=date(2025, 6, 1)), a_target("乙"))
    one, other = ids
    ledger.accept(ids, actor=ACTOR)
    seen = [ledger.due_revisions(ids)[one]]

    def note() -> None:
        seen.append(ledger.due_revisions(ids)[one])

    ledger.extend(one, date(2025, 8, 1), reason="批复", approver="李市长", actor=ACTOR)
    note()
    ledger.undo(ledger.last_undoable(one), actor=ACTOR)
    note()
    evidence = ledger.add_evidence(one, an_evidence(date(2025, 6, 20)), actor=ACTOR)
    ledger.accept_evidence(evidence.id, actor=ACTOR)
    note()
    ledger.judge(one, Verdict.MET, reason="已验收", actor=ACTOR)
    ledger.reopen([one], actor=ACTOR, reason="有误")
    note()

    assert seen == [0, 1, 2, 2, 3]
    assert ledger.due_revisions(ids)[other] == 0
