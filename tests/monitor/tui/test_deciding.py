"""What becomes of a target after it is taken in: verdicts of two people, time, evidence of others, many at once."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from commitments.evidence import Evidence, Grade, Review, Verdict
from commitments.ledger import Ledger
from commitments.target import Comparator, Extraction, Quantity, Result
from monitor.tui.fact_words import facts
from monitor.tui.screens.trouble import TroubleScreen
from monitor.tui.widgets.evidence_sheet import file_words
from monitor.tui.widgets.facts import Facts
from monitor.tui.widgets.picker import PickerScreen
from tests.monitor.tui.desk import TODAY, Desk, Drive, a_document

LI, WANG = "李航", "王敏"


def facts_of(desk: Desk) -> str:
    """Everything the facts pane says, however it is wrapped."""
    preview = desk.agenda.query_one(Facts)._preview
    assert preview is not None
    return "\n".join(words for _, words, _ in facts(preview))


@pytest.fixture
def proven(filled: Ledger) -> Ledger:
    """The filled ledger with evidence on which the first target may be closed."""
    filled.add_evidence(1, Evidence(date(2025, 11, 1), Decimal(4500)), actor=LI)
    return filled


def test_a_verdict_waits_for_a_second_person(proven: Ledger, drive: Drive) -> None:
    """f, the digit, the reason, Enter; without a reason nothing is concluded. List, facts and header say who waits."""

    async def flow(desk: Desk) -> None:
        await desk.press("f", "1", "enter")
        assert "结论要写理由" in desk.screen_text
        await desk.write("met: see 2025-11")
        await desk.press("enter")

        assert "等另一人确认" in desk.said
        assert "✎ 待确认" in desk.lines()[4]
        assert "待确认 1" in desk.lines()[0]
        await desk.press("k")
        assert "王敏 07-01 提出：已兑现" in desk.screen_text

    drive(proven, flow, size=(120, 36))

    waiting = proven.entry(1).waiting
    assert waiting is not None
    assert (waiting.verdict, waiting.reason, waiting.proposed_by) == (Verdict.MET, "met: see 2025-11", WANG)
    assert not proven.entry(1).closed


def test_another_person_s_verdict_is_confirmed_with_two_keys(proven: Ledger, drive: Drive) -> None:
    """F and Enter; u takes the confirmation back and leaves the proposal standing."""
    proven.judge(1, Verdict.MET, reason="统计公报", actor=LI)

    async def flow(desk: Desk) -> None:
        await desk.press("f")
        assert "李航 07-01 提出：已兑现（统计公报）" in desk.screen_text
        await desk.press("enter")
        assert proven.entry(1).verdict is Verdict.MET
        closing = proven.entry(1).closing
        assert closing is not None
        assert (closing.proposed_by, closing.confirmed_by) == (LI, WANG)
        await desk.press("u")
        assert proven.entry(1).waiting is not None

    drive(proven, flow)


def test_a_verdict_can_be_sent_back_with_a_reason(proven: Ledger, drive: Drive) -> None:
    """The last digit says no; the target stays open and nothing waits."""
    proven.judge(1, Verdict.MET, reason="统计公报", actor=LI)

    async def flow(desk: Desk) -> None:
        await desk.press("f", "7")
        await desk.write("还缺验收")
        await desk.press("enter")

    drive(proven, flow)

    assert proven.entry(1).waiting is None
    newest = proven.events(target_id=1)[0]
    assert (newest.action, newest.reason) == ("decline", "还缺验收")


def test_nobody_confirms_his_own_verdict(proven: Ledger, drive: Drive) -> None:
    """The sheet does not offer it, and saying the same again changes nothing but the reason."""
    proven.judge(1, Verdict.MET, reason="统计公报", actor=WANG)

    async def flow(desk: Desk) -> None:
        await desk.press("f", "enter")
        assert "先按数字选结论" in desk.screen_text
        await desk.press("1")
        await desk.write("再核")
        await desk.press("enter")
        assert not proven.entry(1).closed

    drive(proven, flow)


def test_a_verdict_without_evidence_is_refused_and_its_reason_kept(filled: Ledger, drive: Drive) -> None:
    """The ledger says what is missing; what was typed is there when f is pressed again."""

    async def flow(desk: Desk) -> None:
        await desk.press("f", "1")
        await desk.write("公报")
        await desk.press("enter")
        assert isinstance(desk.app.screen, TroubleScreen)
        assert "证据" in desk.screen_text
        await desk.press("enter", "f")
        assert "▸1 已兑现" in desk.screen_text
        assert "公报" in desk.screen_text

    drive(filled, flow)


def test_waiting_verdicts_are_a_filter_away(proven: Ledger, drive: Drive) -> None:
    """待确认 as a word of its own."""
    proven.judge(1, Verdict.MET, reason="统计公报", actor=LI)

    async def flow(desk: Desk) -> None:
        await desk.press("slash")
        await desk.write("待确认")
        await desk.press("enter")
        assert list(desk.agenda.table.listing.ids) == [1]

    drive(proven, flow)


def test_an_extension_takes_day_reason_and_who_allowed_it(filled: Ledger, drive: Drive) -> None:
    """d, +1m from today because the date has passed, a digit, the approver; the next one remembers the approver."""

    async def flow(desk: Desk) -> None:
        await desk.press("d")
        await desk.write("+1m")
        assert "2025-12-21 周日  移动 +37 天" in desk.screen_text
        await desk.press("enter", "2", "ctrl+s")
        assert "要写批准人" in desk.screen_text
        await desk.press("enter")
        await desk.write("刘副市长")
        await desk.press("ctrl+s")
        moved = filled.entry(1)
        assert (moved.due, moved.original_due) == (date(2025, 12, 21), date(2025, 11, 14))
        (extension,) = filled.extensions(1)
        assert (extension.reason, extension.approver) == ("资金未到位", "刘副市长")

        await desk.press("d")
        await desk.write("+1m")
        await desk.press("enter", "2", "ctrl+s")
        assert filled.entry(2).due == date(2026, 1, 1)
        await desk.press("u", "u")
        assert [filled.entry(number).due for number in (1, 2)] == [date(2025, 11, 14), date(2025, 12, 1)]

    drive(filled, flow)


def test_reminders_rest_until_a_day_for_a_reason(filled: Ledger, drive: Drive) -> None:
    """Z asks for day and reason; the facts say until when; Esc keeps what was typed."""

    async def flow(desk: Desk) -> None:
        await desk.press("z")
        await desk.write("+2w")
        await desk.press("escape", "z")
        assert "2025-12-05" in desk.screen_text
        await desk.press("ctrl+s")
        assert "按数字选理由" in desk.screen_text
        await desk.press("enter", "1", "ctrl+s", "k")
        assert filled.entry(1).snoozed_until == date(2025, 12, 5)
        assert "到 2025-12-05，等待批复" in desk.screen_text

    drive(filled, flow, size=(120, 36))


def test_words_typed_where_a_digit_is_wanted_become_the_note(filled: Ledger, drive: Drive) -> None:
    """Nobody's words are lost because the cursor stood among the reasons; digits and signs stay there."""

    async def flow(desk: Desk) -> None:
        await desk.press("z")
        await desk.write("+2w")
        await desk.press("enter", "9", "等", "数", "据", "2", "ctrl+s")

    drive(filled, flow)

    assert "等数据2" in [event.reason for event in filled.events(target_id=1)]


def test_the_unit_that_answers_takes_note(filled: Ledger, drive: Drive) -> None:
    """One key; a second time says so."""

    async def flow(desk: Desk) -> None:
        await desk.press("t")
        (noted,) = filled.entry(1).acknowledged
        assert (noted.unit, noted.recorded_by) == ("市教育局", WANG)
        await desk.press("t")
        assert "已经签收过" in desk.said
        await desk.press("u")
        assert filled.entry(1).acknowledged == ()

    drive(filled, flow)


def test_evidence_that_nobody_vouched_for_is_accepted_with_one_key(filled: Ledger, drive: Drive) -> None:
    """Until then it is shown as not accepted, with its weight, and counts for nothing."""
    filled.add_evidence(1, Evidence(date(2025, 11, 1), Decimal(4200), grade=Grade.RECORD), actor=LI, accepted=False)

    async def flow(desk: Desk) -> None:
        assert "☐未采信 2025-11-01 4200 个 实施记录" in facts_of(desk)
        assert filled.entry(1).latest is None
        await desk.press("c")
        assert filled.evidence(1)[0].accepted_by == WANG
        assert "☑ 2025-11-01" in facts_of(desk)
        await desk.press("c")
        assert desk.said == "没有待采信的证据"
        await desk.press("u")
        assert not filled.evidence(1)[0].counts

    drive(filled, flow, size=(160, 36))


def reporting(ledger: Ledger, *values: int) -> None:
    """A document that reports results which may be evidence for the second target."""
    quotes = [f"截至10月底，全市完成老旧小区改造{value}个" for value in values]
    text = "\n".join(quotes)
    document = a_document(text, name="report.txt", title="工作报告", number=None)
    results = []
    for value, quote in zip(values, quotes, strict=True):
        start = text.index(quote)
        number = Quantity(Comparator.EQUAL, Decimal(value), "个")
        results.append(
            Result(document.name, quote, start, start + len(quote), "老旧小区改造", number, date(2025, 10, 31))
        )
    ledger.enter(document, Extraction((), tuple(results)), actor="录入")


def test_suggested_evidence_is_accepted_or_refused_with_one_key(filled: Ledger, drive: Drive) -> None:
    """The likeliest first, beside the promise; what is refused never comes back."""
    reporting(filled, 98, 99)
    refused, taken = filled.suggestions(target_id=2)

    async def flow(desk: Desk) -> None:
        await desk.press("j")
        assert f"“{refused.result.result.quote}” 工作报告  [c 采信  X 否定]" in facts_of(desk)
        await desk.press("X")
        assert [one.id for one in filled.suggestions(target_id=2)] == [taken.id]
        await desk.press("c")
        (seen,) = filled.evidence(2)
        assert (seen.note, seen.recorded_by) == (taken.result.result.quote, WANG)
        assert seen.passage is not None
        await desk.press("X")
        assert desk.said == "没有待采信的证据"

    drive(filled, flow, size=(120, 36))


def test_nothing_is_vouched_for_before_it_was_seen(filled: Ledger, drive: Drive) -> None:
    """Keys typed ahead of the preview do not accept what nobody has read."""
    filled.add_evidence(2, Evidence(TODAY, Decimal(1)), actor=LI, accepted=False)

    async def flow(desk: Desk) -> None:
        await desk.burst("j", "c")
        assert not filled.evidence(2)[0].counts
        assert "先看一眼" in desk.said

    drive(filled, flow)


def test_evidence_can_be_undone_too(filled: Ledger, drive: Drive) -> None:
    """It is struck, not erased."""

    async def flow(desk: Desk) -> None:
        await desk.press("r", "7", "ctrl+s", "u")
        assert filled.evidence(1) == ()
        assert len(filled.evidence(1, struck=True)) == 1

    drive(filled, flow)


def test_an_attached_file_goes_into_the_store(filled: Ledger, drive: Drive) -> None:
    """Its path is typed or pasted; a file that is not there is said, and the draft kept."""

    async def flow(desk: Desk) -> None:
        folder = desk.services.settings.folder
        (folder / "acceptance.txt").write_text("合格", encoding="utf-8")
        await desk.press("r", "7", "enter", "enter", "enter")
        await desk.write(str(folder / "missing.txt"))
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, TroubleScreen)
        await desk.press("enter", "r", "enter", "enter", "enter", "end", "ctrl+u")
        await desk.write(str(folder / "acceptance.txt"))
        await desk.press("ctrl+s")
        (seen,) = filled.evidence(1)
        assert (seen.file_name, seen.grade) == ("acceptance.txt", Grade.RECORD)
        assert seen.file_sha256 is not None
        assert desk.services.attachments.read(seen.file_sha256) == "合格".encode()

    drive(filled, flow)


def test_marked_rows_are_decided_together_after_their_count_was_told(filled: Ledger, drive: Drive) -> None:
    """Three keys for all that a filter leaves: *, a, Enter; u takes all of it back."""

    async def flow(desk: Desk) -> None:
        await desk.press("asterisk", "a")
        assert "收入台账 4 项？" in desk.screen_text
        await desk.press("enter")
        assert {entry.review for entry in filled.rows([1, 2, 3, 4])} == {Review.TRACKED}
        assert desk.agenda.table.marks == []
        await desk.press("u")
        assert {entry.review for entry in filled.rows([1, 2, 3, 4])} == {Review.CANDIDATE}

    drive(filled, flow)


def test_single_rows_are_marked_and_sent_back_together(filled: Ledger, drive: Drive) -> None:
    """Space marks and goes on; a second time takes the mark away; the reason is asked once."""

    async def flow(desk: Desk) -> None:
        await desk.press("space", "space", "space", "k", "space")
        assert desk.agenda.table.marks == [1, 2]
        assert "已标记 2 项" in desk.lines()[1]
        assert " *? 待核" in desk.lines()[4]
        await desk.press("x", "4")
        reviews = [entry.review for entry in filled.rows([1, 2, 3])]
        assert reviews == [Review.REJECTED, Review.REJECTED, Review.CANDIDATE]

    drive(filled, flow)


def test_thinking_better_of_many_changes_nothing(filled: Ledger, drive: Drive) -> None:
    """Esc leaves the question; the marks stay until they are taken away."""

    async def flow(desk: Desk) -> None:
        await desk.press("asterisk", "a", "escape")
        assert filled.counts(day=TODAY, near_days=30).tracked == 0
        assert len(desk.agenda.table.marks) == 4
        await desk.press("U")
        assert desk.agenda.table.marks == []

    drive(filled, flow)


def test_a_code_leads_to_its_row(filled: Ledger, drive: Drive) -> None:
    """As people write it; what is not in the list is said."""

    async def flow(desk: Desk) -> None:
        await desk.press("colon")
        await desk.write("c0003")
        await desk.press("enter")
        assert desk.agenda.table.row_id == 3
        assert "已到 C000003" in desk.said
        await desk.press("fullwidth_colon", "9", "9", "enter")
        assert "没有条目 C000099" in desk.screen_text
        await desk.press("escape", "colon", "x", "enter")
        assert "编号写成" in desk.screen_text

    drive(filled, flow)


def test_a_line_feed_is_enter(filled: Ledger, drive: Drive) -> None:
    """What is typed before the program has the terminal, or by a script, ends in a line feed; it goes there too."""

    async def flow(desk: Desk) -> None:
        await desk.burst("colon")
        await desk.burst("3", "ctrl+j")
        assert desk.agenda.table.row_id == 3

    drive(filled, flow)


def test_f8_in_the_evidence_sheet_applies_for_closing_too(filled: Ledger, drive: Drive) -> None:
    """One save records the evidence and proposes the verdict for another person; each is undone by itself."""

    async def flow(desk: Desk) -> None:
        await desk.press("r", *"4600", "f8")
        assert "☑ 同时申请办结(F8)" in desk.screen_text
        await desk.press("escape", "r")
        assert "☑ 同时申请办结(F8)" in desk.screen_text  # part of the draft
        await desk.press("ctrl+s")
        (seen,) = filled.evidence(1)
        waiting = filled.entry(1).waiting
        assert waiting is not None
        assert (seen.value, waiting.verdict, waiting.proposed_by) == (Decimal(4600), Verdict.MET_LATE, WANG)
        assert "4600 个" in waiting.reason
        assert "等另一人确认" in desk.said
        assert desk.agenda.table.row_id == 2
        await desk.press("u")
        assert (filled.entry(1).waiting, len(filled.evidence(1))) == (None, 1)
        await desk.press("u")
        assert filled.entry(1).latest is None

    drive(filled, flow)


def test_what_is_too_little_to_close_on_is_said_once(filled: Ledger, drive: Drive) -> None:
    """A value short of the target, and an announcement: both want a second ^s, and no verdict wants F8 off again."""

    async def flow(desk: Desk) -> None:
        await desk.press("r", *"12", "f8", "enter", "enter")
        await desk.write("https://news.example.org/1")
        await desk.press("ctrl+s")
        assert "观测值未达目标；仅凭公告不能办结：再按 ^s 确认" in desk.screen_text
        await desk.press("f8", "ctrl+s")
        assert (len(filled.evidence(1)), filled.entry(1).waiting) == (1, None)

    drive(filled, flow, size=(120, 36))


def test_a_key_that_overtakes_the_list_falls_on_no_row_of_the_one_before(filled: Ledger, drive: Drive) -> None:
    """Filter, then a, x, * and V faster than the ledger answers: nothing is decided or marked, and that is said."""

    async def flow(desk: Desk) -> None:
        agenda = desk.agenda
        agenda.look_at("bm:市交通运输局")
        for act in (agenda.action_mark_all, agenda.action_mark_range, agenda.action_reject, agenda.action_edit):
            act()
            assert "清单还在读取" in desk.said
        await agenda.action_accept()
        await desk.settle()
        assert not agenda.table.marks
        assert {filled.entry(n).review for n in (1, 2, 3, 4)} == {Review.CANDIDATE}
        await desk.press("a")
        assert filled.entry(3).review is Review.TRACKED
        assert filled.entry(1).review is Review.CANDIDATE

    drive(filled, flow)


def test_a_long_folder_is_paged_through_and_a_small_file_sized(filled: Ledger, drive: Drive, tmp_path: Path) -> None:
    """PgDn and PgUp move by what is in view and stop at the ends; a file of some bytes is not told as none."""
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.txt").write_bytes(b"x" * 25)
    picked: list[str | None] = []

    async def flow(desk: Desk) -> None:
        desk.app.push_screen(PickerScreen(folder), picked.append)
        await desk.press("pagedown", "pagedown", "pageup", "enter")
        await desk.app.push_screen(PickerScreen(folder), picked.append)
        await desk.press(*["pagedown"] * 9, "enter")
        assert picked[0] is not None
        assert "01.txt" < Path(picked[0]).name < "40.txt"
        assert picked[1] == str(folder / "59.txt")
        assert "25 字节" in file_words(picked[1])

    drive(filled, flow)


def test_a_range_that_is_marked_says_how_many_rows(filled: Ledger, drive: Drive) -> None:
    """What the first V asked for does not stay on the screen after the second one."""

    async def flow(desk: Desk) -> None:
        await desk.press("V", "j", "j")
        assert "从这里开始" in desk.said
        await desk.press("V")
        assert desk.said == "已标记 3 项"

    drive(filled, flow)
