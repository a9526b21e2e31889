"""The agenda: decisions in one or two keys, written to a real ledger; nothing a document says can do harm."""

from datetime import date
from decimal import Decimal

import pytest
from textual.widgets import Input

from commitments.errors import LedgerUnavailable
from commitments.evidence import Evidence, Grade, RejectReason, Review, Verdict
from commitments.ledger import Ledger
from monitor.tui.messages import Trouble
from monitor.tui.screens.help import HelpScreen, help_lines
from monitor.tui.screens.trouble import TroubleScreen
from monitor.tui.widgets.evidence_sheet import EvidenceSheet
from monitor.tui.widgets.facts import Facts
from monitor.tui.widgets.filter_bar import FilterBar
from monitor.tui.widgets.source_view import SourceView
from tests.monitor.tui.desk import TEXT, Desk, Drive, a_document, a_target, enter


def test_accept_writes_and_goes_on(filled: Ledger, drive: Drive) -> None:
    """One key: the target is in care, the row stays in place, the cursor is on the next one."""

    async def flow(desk: Desk) -> None:
        await desk.press("a")

        assert filled.entry(1).review is Review.TRACKED
        assert desk.agenda.table.row_id == 2
        assert desk.agenda.table.decided == {1}
        assert "C000001" in desk.said
        assert "☐ 在册" in desk.lines()[4]

    drive(filled, flow)


def test_the_log_names_who_accepted(filled: Ledger, drive: Drive) -> None:
    """Every decision carries the actor."""

    async def flow(desk: Desk) -> None:
        await desk.press("a")

    drive(filled, flow)

    newest = filled.events(target_id=1)[0]
    assert (newest.action, newest.actor) == ("accept", "王敏")


def test_reject_takes_a_digit_for_the_reason(filled: Ledger, drive: Drive) -> None:
    """Two keys: x, then the reason; the row stays, dim, until the list is loaded again."""

    async def flow(desk: Desk) -> None:
        await desk.press("x")
        assert "2 已完成的成绩" in desk.screen_text
        await desk.press("2")

        assert filled.entry(1).review is Review.REJECTED
        assert filled.entry(1).reject_reason is RejectReason.ALREADY_DONE
        assert "✗ 已退" in desk.lines()[4]
        await desk.press("R")
        assert desk.agenda.table.listing.find(1) is None

    drive(filled, flow)


def test_a_rejection_that_is_thought_better_of_changes_nothing(filled: Ledger, drive: Drive) -> None:
    """Esc leaves the strip; keys that are no reason do nothing."""

    async def flow(desk: Desk) -> None:
        await desk.press("x", "9", "escape")

        assert filled.entry(1).review is Review.CANDIDATE
        assert desk.agenda.table.row_id == 1

    drive(filled, flow)


def test_keys_typed_ahead_act_in_the_order_they_were_typed(filled: Ledger, drive: Drive) -> None:
    """Bursts, as over a slow line: no letter overtakes another."""

    async def flow(desk: Desk) -> None:
        await desk.burst("a", "x", "1")
        await desk.burst("a", "u")

        reviews = [filled.entry(number).review for number in (1, 2, 3)]
        assert reviews == [Review.TRACKED, Review.REJECTED, Review.CANDIDATE]
        assert desk.agenda.table.row_id == 3

    drive(filled, flow)


def test_undo_is_a_compensating_event_and_returns_to_the_row(filled: Ledger, drive: Drive) -> None:
    """Nothing is erased: the log has the decision and its reversal."""

    async def flow(desk: Desk) -> None:
        await desk.press("a", "x", "1", "u", "u", "u")

        assert {filled.entry(number).review for number in (1, 2)} == {Review.CANDIDATE}
        assert [event.action for event in filled.events(target_id=1)][:2] == ["undo", "accept"]
        assert desk.agenda.table.row_id == 1
        assert desk.agenda.table.decided == set()
        assert desk.said == "没有可撤销的决定"

    drive(filled, flow)


def test_evidence_with_a_value_is_r_value_save(filled: Ledger, drive: Drive) -> None:
    """Two keys and the value: the unit is shown, the date is today, the cursor goes on."""

    async def flow(desk: Desk) -> None:
        await desk.press("r", "4", "2", "0", "0")
        assert "个" in desk.lines()[-6]
        assert "达目标 93%" in desk.screen_text
        await desk.press("ctrl+s")

        (observation,) = filled.evidence(1)
        assert (observation.value, observation.unit, observation.observed_on) == (
            Decimal(4200),
            "个",
            date(2025, 11, 21),
        )
        assert observation.recorded_by == "王敏"
        assert desk.agenda.table.row_id == 2
        await desk.press("k")
        assert "4200 个" in desk.screen_text

    drive(filled, flow)


def test_evidence_takes_a_typed_date_a_link_a_weight_and_a_note(filled: Ledger, drive: Drive) -> None:
    """Enter goes from field to field; 上月底 is a date; the weight follows the link until a digit says otherwise."""

    async def flow(desk: Desk) -> None:
        await desk.press("r", *"4300", "enter")
        await desk.write("上月底")
        await desk.press("enter")
        await desk.write("https://tjj.example.org/1")
        assert "▸4 独立数据" in desk.screen_text
        await desk.press("enter", "enter", "3", "enter")
        await desk.write("统计公报")
        await desk.press("ctrl+s")

        (observation,) = filled.evidence(1)
        assert observation.observed_on == date(2025, 10, 31)
        assert (observation.note, observation.link) == ("统计公报", "https://tjj.example.org/1")
        assert observation.grade is Grade.RECORD

    drive(filled, flow)


def test_leaving_the_sheet_keeps_the_draft(filled: Ledger, drive: Drive) -> None:
    """Esc loses nothing; another row has its own draft."""

    async def flow(desk: Desk) -> None:
        await desk.press("r", "4", "tab")
        await desk.write("-3d")
        await desk.press("escape", "j", "r")
        assert desk.app.screen.query_one("#value", Input).value == ""
        await desk.press("escape", "k", "r")

        assert desk.app.screen.query_one("#value", Input).value == "4"
        assert desk.app.screen.query_one("#date", Input).value == "-3d"
        assert filled.evidence(1) == ()

    drive(filled, flow)


@pytest.mark.parametrize(("typed", "warning"), [("4000", "小于上次"), ("5000|12-31", "日期在将来")])
def test_what_looks_wrong_wants_a_second_save(filled: Ledger, drive: Drive, typed: str, warning: str) -> None:
    """Lower than last time, or a day to come: said once, saved when confirmed."""
    filled.add_evidence(1, Evidence(date(2025, 10, 1), Decimal(4200)), actor="李航")

    async def flow(desk: Desk) -> None:
        await desk.press("r")
        for field in typed.split("|"):
            await desk.write(field)
            await desk.press("enter")
        await desk.press("ctrl+s")
        assert warning in desk.screen_text
        assert len(filled.evidence(1)) == 1
        await desk.press("ctrl+s")
        assert len(filled.evidence(1)) == 2

    drive(filled, flow)


@pytest.mark.parametrize(("typed", "said"), [("abc", "要写数字"), ("", "至少写一项")])
def test_a_sheet_nobody_can_read_is_not_saved(filled: Ledger, drive: Drive, typed: str, said: str) -> None:
    """The sheet stays open and says which field to mend."""

    async def flow(desk: Desk) -> None:
        await desk.press("r", *typed, "ctrl+s")

        assert isinstance(desk.app.screen, EvidenceSheet)
        assert said in desk.screen_text
        assert filled.evidence(1) == ()

    drive(filled, flow)


def test_a_filter_narrows_the_list_and_an_error_keeps_the_last_good_one(filled: Ledger, drive: Drive) -> None:
    """What is typed is tried at once; words nobody understands are named, and the rows stay."""

    async def flow(desk: Desk) -> None:
        await desk.press("slash", *"逾期")
        await desk.settle()
        assert list(desk.agenda.table.listing.ids) == [1]
        await desk.write(" lad:x")
        await desk.press("enter")

        assert list(desk.agenda.table.listing.ids) == [1]
        assert "lad" in desk.agenda.query_one(FilterBar).query_one("#filter-note").render().plain  # type: ignore[union-attr]
        assert desk.agenda.table.has_focus
        assert "筛选：逾期" in desk.lines()[1] or desk.said

    drive(filled, flow)


def test_leaving_the_filter_line_goes_back_to_the_list(filled: Ledger, drive: Drive) -> None:
    """Letters are letters while a filter is typed, and actions again afterwards."""

    async def flow(desk: Desk) -> None:
        await desk.press("fullwidth_solidus", *"aqx")
        assert len(desk.agenda.table.listing) == 0
        assert "没有符合筛选的条目" in desk.screen_text
        await desk.press("escape")
        assert len(desk.agenda.table.listing) == 4
        assert filled.entry(1).review is Review.CANDIDATE
        await desk.press("a")
        assert filled.entry(1).review is Review.TRACKED

    drive(filled, flow)


def test_a_filter_keeps_the_row_it_leaves_in_and_else_begins_with_the_first(filled: Ledger, drive: Drive) -> None:
    """However many words were tried in between; Esc goes back to the row that was left."""

    async def flow(desk: Desk) -> None:
        desk.agenda.table.go_to(3)
        await desk.press("slash")
        await desk.write("教育局")
        await desk.settle()
        assert desk.agenda.table.row_id == 1
        desk.agenda.query_one(Input).value = "单位:局"
        await desk.settle()
        assert desk.agenda.table.row_id == 3
        desk.agenda.query_one(Input).value = "-交通"
        await desk.settle()
        assert desk.agenda.table.cursor == 0
        await desk.press("escape")
        assert desk.agenda.table.row_id == 3

    drive(filled, flow)


def test_escape_leaves_a_filter_that_leaves_nothing(filled: Ledger, drive: Drive) -> None:
    """The empty list says so; a filter with rows stays, and out of its line one comes back to what was before."""

    async def flow(desk: Desk) -> None:
        await desk.press("slash")
        await desk.write("单位:林业局")
        await desk.press("enter")
        assert "没有符合筛选的条目：按 Esc 看全部" in desk.screen_text
        await desk.press("slash", "escape")
        assert len(desk.agenda.table.listing) == 0
        await desk.press("escape")
        assert desk.said == "已取消筛选：单位:林业局"
        assert len(desk.agenda.table.listing) == 4
        desk.agenda.look_at("单位:教育局")
        await desk.settle()
        await desk.press("escape")
        assert len(desk.agenda.table.listing) == 1

    drive(filled, flow)


def test_sorting_walks_through_the_orders_and_keeps_the_row(filled: Ledger, drive: Drive) -> None:
    """By due date, urgency, document and confidence; heads only where they mean something."""

    async def flow(desk: Desk) -> None:
        await desk.press("j", "s")
        assert [section.key for section in desk.agenda.table.listing.sections] == [""]
        await desk.press("s", "s")
        assert desk.agenda.table.row_id == 2
        await desk.press("s")
        assert [section.key for section in desk.agenda.table.listing.sections] == [
            "overdue",
            "near",
            "ahead",
            "undated",
        ]

    drive(filled, flow)


def test_the_quote_is_marked_centred_and_equal_to_the_text(ledger: Ledger, drive: Drive) -> None:
    """The words that are marked are text[start:end], in the middle of the pane."""
    text = "\n".join(f"第{n}条　一般性要求，应当遵守。" for n in range(1, 200))
    document = a_document(text)
    enter(ledger, document, a_target(document, "第100条　一般性要求"))

    async def flow(desk: Desk) -> None:
        entry = ledger.entry(1)
        source = desk.agenda.query_one(SourceView)
        assert source.marked == text[entry.target.start : entry.target.end] == entry.target.quote
        await desk.settle()  # the facts above may have taken lines from the source since it was shown
        lines = [source.render_line(y).text for y in range(source.size.height)]
        (where,) = [y for y, line in enumerate(lines) if "第100条" in line]
        assert abs(where - source.size.height // 2) <= 1
        assert lines[where].startswith(">")
        await desk.press("J")
        assert source.render_line(where - 3).text == lines[where]

    drive(ledger, flow)


def test_other_quotes_of_the_document_are_marked_dimly(filled: Ledger, drive: Drive) -> None:
    """A reader sees what else of the document is in the ledger."""

    async def flow(desk: Desk) -> None:
        source = desk.agenda.query_one(SourceView)
        style = source.get_component_rich_style("source--other")
        strips = [source.render_line(y) for y in range(source.size.height)]
        dim = "".join(segment.text for strip in strips for segment in strip if segment.style == style)
        assert "完成老旧小区改造120个" in dim
        assert "新增学位4500个" not in dim

    drive(filled, flow)


HOSTILE = "请[@click=app.quit]点这里[/]\x1b[31m红\x1b[0m，到2025年底[bold]建成[/bold]\u202e个5\u202c学校\u200b三所。"


def test_hostile_text_is_only_text(ledger: Ledger, drive: Drive) -> None:
    """Markup, escapes and bidi marks in a document are shown, and do nothing, in list, facts, source and sheets."""
    document = a_document(HOSTILE, title="[@click=app.quit]题[/]\x1b]0;x\x07", issuer="\u202e[red]局[/]", number=None)
    enter(
        ledger,
        document,
        a_target(document, HOSTILE, doubts=("[@click=app.bell]疑[/]",), metric="[reverse]指标[/]\x1b[2J"),
    )

    async def flow(desk: Desk) -> None:
        for keys in ((), ("r",), ("escape", "x"), ("escape", "f"), ("escape", "o")):
            await desk.press(*keys)
            lines = desk.lines()
            assert "[@click=app.quit]点这里[/]" in "".join(line.replace(" ", "") for line in lines) or keys
            assert not set("\x1b\u202e\u202c\u200b\x07") & set("".join(lines))
            actions = [segment.style and segment.style.meta for line in desk.strips() for segment in line]
            assert not any(meta and "@click" in meta for meta in actions)
        assert desk.agenda.query_one(SourceView).marked.count("\ufffd") == 5

    drive(ledger, flow)


def test_the_preview_says_where_the_due_date_comes_from(filled: Ledger, drive: Drive) -> None:
    """Date, the words it was read from, on what they rest, and what a reviewer should look at."""

    async def flow(desk: Desk) -> None:
        await desk.press("j")
        facts = "\n".join(desk.lines())
        for words in ("2025-12-01 ← “年底前” (按基准日推算)", "≥ 120 个", "市住房城乡建设局", "请核对年底前指哪一年"):
            assert words in facts

    drive(filled, flow, size=(120, 36))


def test_the_source_takes_the_whole_width_and_gives_it_back(filled: Ledger, drive: Drive) -> None:
    """O and o again; Esc does too."""

    async def flow(desk: Desk) -> None:
        source = desk.agenda.query_one(SourceView)
        beside = source.size.width
        await desk.press("o")
        assert source.size.width > 110
        assert source.has_focus
        await desk.press("escape")
        assert (source.size.width, desk.agenda.table.has_focus) == (beside, True)
        await desk.press("tab")
        assert source.has_focus

    drive(filled, flow, size=(120, 36))


def test_what_somebody_else_wrote_appears_by_itself(filled: Ledger, drive: Drive) -> None:
    """The rows in view are read anew when the ledger moved; their order stays."""

    async def flow(desk: Desk) -> None:
        desk.agenda._poll()
        await desk.settle()
        filled.accept([3], actor="李航")
        desk.agenda._poll()
        await desk.settle()

        assert any("☐ 在册" in line and "农村公路" in line for line in desk.lines())
        assert desk.agenda.table.row_id == 1

    drive(filled, flow)


def test_what_the_ledger_refuses_is_shown_with_its_remedy(filled: Ledger, drive: Drive) -> None:
    """A modal with message and remedy, no traceback; the app goes on, and the draft is kept."""

    async def flow(desk: Desk) -> None:
        await desk.press("x", "1", "k", "r", "1", "ctrl+s")
        assert isinstance(desk.app.screen, TroubleScreen)
        assert "办法：" in desk.screen_text
        await desk.press("enter", "r")
        assert desk.app.screen.query_one("#value", Input).value == "1"

    drive(filled, flow)


def test_an_empty_ledger_has_a_screen_too(ledger: Ledger, drive: Drive) -> None:
    """No row, no crash, whatever is pressed."""

    async def flow(desk: Desk) -> None:
        assert "duban ingest" in desk.lines()[3]
        await desk.press("a", "x", "r", "f", "u", "s", "G", "j", "o", "o", "p", "p", "J", "enter")
        assert "0/0" in desk.lines()[1] or desk.said
        assert desk.agenda.query_one(Facts)._preview is None

    drive(ledger, flow)


def test_help_lists_every_action_and_quit_asks_nothing(filled: Ledger, drive: Drive) -> None:
    """? opens it, with full width too; q leaves help first, then the app."""

    async def flow(desk: Desk) -> None:
        await desk.press("fullwidth_question_mark")
        assert isinstance(desk.app.screen, HelpScreen)
        assert "退回：不算承诺" in desk.screen_text
        await desk.press("q")
        assert not isinstance(desk.app.screen, HelpScreen)
        await desk.press("q")
        assert not desk.app.is_running

    drive(filled, flow)


def test_the_palette_offers_the_registry(filled: Ledger, drive: Drive) -> None:
    """An action can be found by its words and run from the palette."""

    async def flow(desk: Desk) -> None:
        await desk.press("ctrl+p", *"收入")
        await desk.settle()
        await desk.press("enter")
        await desk.settle()
        assert filled.entry(1).review is Review.TRACKED

    drive(filled, flow)


def test_a_list_that_receives_chinese_says_that_an_input_method_is_on(filled: Ledger, drive: Drive) -> None:
    """Letters that stay in the input method would look like a dead screen."""

    async def flow(desk: Desk) -> None:
        await desk.press("承")
        assert "输入法" in desk.said

    drive(filled, flow)


def test_the_document_is_there_as_it_was_read(filled: Ledger, drive: Drive) -> None:
    """Every sentence of the source can be read beside the list."""

    async def flow(desk: Desk) -> None:
        source = desk.agenda.query_one(SourceView)
        words = "".join(source.render_line(y).text.strip(" >") for y in range(source.size.height))
        assert words == TEXT.replace("\n", "")

    drive(filled, flow)


def test_a_reader_who_has_scrolled_stays_there_when_the_ledger_moves(ledger: Ledger, drive: Drive) -> None:
    """Reading on in the source is not undone by somebody else's write."""
    document = a_document("\n".join(f"第{n}条　一般性要求。" for n in range(1, 200)))
    enter(ledger, document, a_target(document, "第100条"), a_target(document, "第150条"))

    async def flow(desk: Desk) -> None:
        source = desk.agenda.query_one(SourceView)
        await desk.press("J", "J")
        where = source.scroll_offset.y
        ledger.accept([2], actor="李航")
        desk.agenda.freshen()
        await desk.settle()
        assert source.scroll_offset.y == where
        await desk.press("j")
        assert source.scroll_offset.y != where

    drive(ledger, flow)


def test_enter_opens_the_source_of_a_row(filled: Ledger, drive: Drive) -> None:
    """Enter is what people try first."""

    async def flow(desk: Desk) -> None:
        await desk.press("enter")
        assert desk.agenda.query_one(SourceView).has_focus

    drive(filled, flow)


def test_trouble_that_nobody_asked_for_takes_one_line(filled: Ledger, drive: Drive) -> None:
    """Looking for other people's writes must not stop somebody's own work every two seconds."""

    async def flow(desk: Desk) -> None:
        desk.agenda.post_message(Trouble(LedgerUnavailable("台账打不开"), quiet=True))
        await desk.settle()
        assert desk.said == "⚠ 台账打不开"
        desk.agenda.post_message(Trouble(LedgerUnavailable("台账打不开", where="var/x", remedy="检查磁盘")))
        await desk.settle()
        for words in ("台账打不开", "位置：var/x", "办法：检查磁盘"):
            assert words in desk.screen_text

    drive(filled, flow)


def test_what_a_worker_did_not_foresee_is_shown_too(filled: Ledger, drive: Drive) -> None:
    """A defect in a thread is a message with its name, not the end of the session."""

    def broken() -> Trouble:
        raise RuntimeError("no such thing")

    async def flow(desk: Desk) -> None:
        desk.agenda.ask("odd", broken)
        await desk.settle()
        assert "RuntimeError: no such thing" in desk.screen_text
        await desk.press("escape", "a")
        assert filled.entry(1).review is Review.TRACKED

    drive(filled, flow)


def test_rejected_rows_come_back_when_the_filter_asks_for_them(filled: Ledger, drive: Drive) -> None:
    """They are hidden, not gone."""
    filled.reject([2], reason=RejectReason.DUPLICATE, actor="李航")

    async def flow(desk: Desk) -> None:
        assert desk.agenda.table.listing.find(2) is None
        await desk.press("slash")
        await desk.write("状态:已退")
        await desk.press("enter")
        assert list(desk.agenda.table.listing.ids) == [2]
        assert any(line.startswith("已退  1 项") for line in desk.lines())

    drive(filled, flow)


def test_closed_targets_stand_last_with_their_verdict(filled: Ledger, drive: Drive) -> None:
    """What is settled does not press."""
    filled.add_evidence(1, Evidence(date(2025, 10, 1), Decimal(4200)), actor="李航")
    filled.judge(1, Verdict.PARTLY, reason="统计公报", actor="李航", self_verified=True)

    async def flow(desk: Desk) -> None:
        assert desk.agenda.table.listing.sections[-1].key == "closed"
        assert list(desk.agenda.table.listing.ids)[-1] == 1
        await desk.press("G")
        assert "☑ 部分兑现" in desk.screen_text
        assert "部分兑现：统计公报（李航 提出，自行核定）" in desk.screen_text.replace("\n", "")

    drive(filled, flow, size=(200, 36))


def test_g_and_a_number_lead_to_a_line_of_the_source(ledger: Ledger, drive: Drive) -> None:
    """With the focus in the source; a number beyond the end leads to the last line, a word nowhere."""
    document = a_document("\n".join(f"第{n}条　一般性要求。" for n in range(1, 200)))
    enter(ledger, document, a_target(document, "第100条"), a_target(document, "第150条"))

    async def flow(desk: Desk) -> None:
        source = desk.agenda.query_one(SourceView)
        await desk.press("o", "g", *"42", "enter")
        lines = [source.render_line(y).text for y in range(source.size.height)]
        (where,) = [y for y, line in enumerate(lines) if "第42条" in line]
        assert abs(where - source.size.height // 2) <= 1
        assert "第 42/199 行" in desk.said
        await desk.press("g", *"900", "enter")
        assert "第 199/199 行" in desk.said
        await desk.press("g", "x", "enter")
        assert "行号写成数字" in desk.said
        await desk.press("escape", "G", "g")
        assert desk.agenda.table.row_id == 1  # in the list it is the first row, as before
        assert "跳到原文第几行" in "\n".join(line.plain for line in help_lines(desk.agenda.SCOPES))

    drive(ledger, flow)
