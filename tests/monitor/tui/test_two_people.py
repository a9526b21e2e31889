"""Two people at one target: whoever is later sees both versions and decides; nothing is overwritten unseen."""

from datetime import date
from decimal import Decimal

from textual.widgets import Input

from commitments.evidence import Evidence, RejectReason, Review, Verdict
from commitments.ledger import Ledger
from monitor.tui.screens.conflict import ConflictScreen
from monitor.tui.screens.overtaken import OvertakenScreen
from monitor.tui.widgets.correction_strips import SplitStrip
from monitor.tui.widgets.evidence_sheet import EvidenceSheet
from tests.monitor.tui.desk import Desk, Drive

LI = "李航"
TRACKED = Review.TRACKED


def test_a_decision_on_a_row_that_somebody_changed_shows_both_versions(filled: Ledger, drive: Drive) -> None:
    """What was seen, what stands, who it was; 2 leaves theirs, 1 writes one's own."""

    async def flow(desk: Desk) -> None:
        filled.reject([1], reason=RejectReason.OTHERS, actor=LI)
        await desk.press("a")
        assert isinstance(desk.app.screen, ConflictScreen)
        for words in ("C000001 刚被别人改过：李航 07-01 09:03", "待核", "已退", "他人之事", "我要写", "收入台账"):
            assert words in desk.screen_text
        await desk.press("3")  # there is no sheet to go back to
        assert isinstance(desk.app.screen, ConflictScreen)
        await desk.press("2")
        assert filled.entry(1).review is Review.REJECTED
        assert "没有写入" in desk.said

        filled.accept([2], actor=LI)
        await desk.press("g", "j", "x", "1")
        assert isinstance(desk.app.screen, ConflictScreen)
        await desk.press("1")
        assert filled.entry(2).review is Review.REJECTED
        await desk.press("u")
        assert filled.entry(2).review is Review.TRACKED

    drive(filled, flow)


def test_what_somebody_else_has_done_already_asks_nothing(filled: Ledger, drive: Drive) -> None:
    """Two people accept the same row: the second one is told, and goes on."""

    async def flow(desk: Desk) -> None:
        filled.accept([1], actor=LI)
        await desk.press("a")
        assert not isinstance(desk.app.screen, ConflictScreen)
        assert desk.said == "C000001 已经在册"
        assert desk.agenda.table.row_id == 2

    drive(filled, flow)


def test_evidence_beside_somebody_elses_can_be_edited_again_and_written(filled: Ledger, drive: Drive) -> None:
    """3 goes back to the sheet with what was typed; then it is written on the row as it stands."""

    async def flow(desk: Desk) -> None:
        await desk.press("r", *"4200")
        filled.add_evidence(1, Evidence(date(2025, 11, 20), Decimal(4100)), actor=LI)
        await desk.press("ctrl+s")
        for words in ("最近值", "2025-11-20 4100 个", "→ 4200 个"):
            assert words in desk.screen_text
        await desk.press("3")
        assert isinstance(desk.app.screen, EvidenceSheet)
        assert desk.app.screen.query_one("#value", Input).value == "4200"
        await desk.press("ctrl+s")
        assert [seen.value for seen in filled.evidence(1)] == [Decimal(4100), Decimal(4200)]

    drive(filled, flow, size=(120, 36))


def test_what_somebody_said_to_leave_is_no_draft_any_more(filled: Ledger, drive: Drive) -> None:
    """2 leaves it to the other one for good; Esc leaves it too, and keeps what was typed."""

    async def flow(desk: Desk) -> None:
        for value, key, left in (("4100", "escape", "4200"), ("4150", "2", "")):
            await desk.press("r", *("" if key == "2" else "4200"))
            filled.add_evidence(1, Evidence(date(2025, 11, 20), Decimal(value)), actor=LI)
            await desk.press("ctrl+s", key)
            assert "没有写入" in desk.said
            await desk.press("r")
            assert desk.app.screen.query_one("#value", Input).value == left
            await desk.press("escape")
            desk.agenda.freshen()
            await desk.settle()
        assert len(filled.evidence(1)) == 2

    drive(filled, flow)


def test_one_s_own_write_through_another_door_is_told_too(filled: Ledger, drive: Drive) -> None:
    """A version that moved without any difference in sight is said to be just that."""

    async def flow(desk: Desk) -> None:
        filled.remark(1, leader="刘", said="抓紧", actor=LI)
        before = filled.entry(1).version
        await desk.press("x", "1")
        if isinstance(desk.app.screen, ConflictScreen):
            assert "内容相同" in desk.screen_text
            await desk.press("1")
        assert filled.entry(1).version > before
        assert filled.entry(1).review is Review.REJECTED

    drive(filled, flow)


def test_many_are_not_written_over_what_somebody_else_wrote_meanwhile(filled: Ledger, drive: Drive) -> None:
    """Who, what was and what is now; 2 writes the rest only, Esc nothing, 1 all; one undo takes all of it back."""

    async def flow(desk: Desk) -> None:
        await desk.press("asterisk")
        filled.reject([2], reason=RejectReason.OTHERS, actor=LI)
        await desk.press("a", "enter")
        assert isinstance(desk.app.screen, OvertakenScreen)
        for words in ("4 项里有 1 项", "C000002", f"{LI} 07-01 09:03", "待核 → 已退", "我要写：收入台账"):
            assert words in desk.screen_text
        await desk.press("escape")
        assert filled.entry(1).review is Review.CANDIDATE
        assert "没有写入" in desk.said
        await desk.press("a", "enter", "2")
        assert [filled.entry(n).review for n in (1, 2, 3, 4)] == [TRACKED, Review.REJECTED, TRACKED, TRACKED]
        filled.judge(3, Verdict.MISSED, reason="未报", actor=LI)
        await desk.press("u")
        assert [filled.entry(n).review for n in (1, 3, 4)] == [Review.CANDIDATE] * 3
        await desk.press("g", "space", "j", "space")
        filled.edit(1, {"lead": ["市林业局"]}, actor=LI)
        await desk.press("b", *"戊局", "enter")
        assert isinstance(desk.app.screen, OvertakenScreen)
        assert "市教育局 → 市林业局" in desk.screen_text
        await desk.press("1")
        assert filled.entry(1).target.owners.lead == ("戊局",)

    drive(filled, flow, size=(120, 36))


def test_merging_and_cutting_apart_look_whether_somebody_was_faster(filled: Ledger, drive: Drive) -> None:
    """Nothing is taken into a target, and none cut apart, that looks otherwise by now."""

    async def flow(desk: Desk) -> None:
        await desk.press("j", "space", "g")
        filled.edit(1, {"lead": ["市林业局"]}, actor=LI)
        await desk.press("m", "enter")
        assert isinstance(desk.app.screen, OvertakenScreen)
        await desk.press("escape")
        assert filled.entry(2).review is Review.CANDIDATE
        await desk.press("U", "g")
        desk.agenda.freshen()
        await desk.press("S")
        strip = desk.app.screen_stack[-1]
        assert isinstance(strip, SplitStrip)
        filled.edit(1, {"lead": ["市水务局"]}, actor=LI)
        strip.dismiss(["新增学位", "4500个"])
        await desk.settle()
        assert isinstance(desk.app.screen, ConflictScreen)
        assert "拆分：新增学位 | 4500个" in desk.screen_text
        await desk.press("1")
        assert filled.entry(1).review is Review.REJECTED

    drive(filled, flow, size=(120, 36))


def test_an_edit_taken_up_again_leaves_alone_what_somebody_else_corrected(filled: Ledger, drive: Drive) -> None:
    """What one meant to write is told in words; back in the sheet only fields that were typed into are one's own."""

    async def flow(desk: Desk) -> None:
        await desk.press("e", "ctrl+u")
        await desk.write("小学学位")
        filled.edit(1, {"lead": ["市林业局"]}, actor=LI)
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, ConflictScreen)
        for words in ("市林业局", "我要写", "指标 小学学位"):
            assert words in desk.screen_text
        await desk.press("3")
        assert desk.app.screen.query_one("#metric", Input).value == "小学学位"
        assert desk.app.screen.query_one("#lead", Input).value == "市林业局"
        await desk.press("ctrl+s")
        target = filled.entry(1).target
        assert (target.metric, target.owners.lead) == ("小学学位", ("市林业局",))

    drive(filled, flow, size=(120, 36))
