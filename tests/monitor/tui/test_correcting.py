"""Corrections beside the sentence: edit, hand over, merge, cut apart; each with a key count, each undone with u."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from textual.widgets import Input

from commitments.evidence import RejectReason, Review
from commitments.ledger import Ledger
from commitments.target import Comparator, Due, Kind, Owners, Quantity, Strength
from monitor.tui.doubt_words import open_doubts, short_doubts
from monitor.tui.edit_draft import draft_of, read_edit, units_in
from monitor.tui.evidence_draft import Unreadable
from monitor.tui.unit_names import clean, offers, with_name
from monitor.tui.widgets.correction_strips import pieces_of, proposed_cuts
from monitor.tui.widgets.edit_sheet import EditSheet
from tests.monitor.tui.desk import TEXT, TODAY, Desk, Drive, a_document, a_target, enter


def field(desk: Desk, name: str) -> Input:
    """A field of the sheet in view."""
    return desk.app.screen.query_one(f"#{name}", Input)


async def put(desk: Desk, name: str, text: str) -> None:
    """Type over a field."""
    field(desk, name).focus()
    await desk.press("end", "ctrl+u")
    await desk.write(text)


def test_a_reading_is_corrected_field_by_field_under_its_sentence(filled: Ledger, drive: Drive) -> None:
    """Every field of a target; the sheet shows the quote and says back what the target would then be."""

    async def flow(desk: Desk) -> None:
        await desk.press("e")
        assert "“新增学位4500个”" in desk.screen_text
        wanted = {"metric": "新增公办学位", "comparator": "", "value": "4600", "high": "5000", "unit": "座"}
        for name, text in {**wanted, "due": "12-31", "lead": "市教育局、市发改委", "support": ""}.items():
            await put(desk, name, text)
        desk.app.screen.query_one("#kind").focus()
        await desk.press("2", "enter", "3")
        assert "→ 新增公办学位 4600—5000 座 | 2025-12-31 | 市教育局、市发改委 | 里程碑 | 力争" in desk.screen_text
        await desk.press("ctrl+s")

        entry = filled.entry(1)
        assert entry.target.quantity == Quantity(Comparator.BETWEEN, Decimal(4600), "座", Decimal(5000))
        assert (entry.due, entry.target.kind, entry.target.strength) == (
            date(2025, 12, 31),
            Kind.MILESTONE,
            Strength.ASPIRATIONAL,
        )
        assert (entry.target.owners.lead, entry.target.owners.support) == (("市教育局", "市发改委"), ())
        assert desk.agenda.table.row_id == 1  # it is still to be accepted, or sent back
        await desk.press("u")
        assert filled.entry(1).target.quantity == Quantity(Comparator.AT_LEAST, Decimal(4500), "个")
        assert filled.entry(1).due == date(2025, 11, 14)

    drive(filled, flow, size=(120, 36))


def test_one_field_is_e_the_change_and_save(filled: Ledger, drive: Drive) -> None:
    """Esc keeps what was typed; what cannot be read is not saved; the due date of a tracked target is no field."""

    async def flow(desk: Desk) -> None:
        await desk.press("e")
        await put(desk, "value", "很多")
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, EditSheet)
        assert "✗ 这里要写数字" in desk.screen_text
        await put(desk, "value", "46")
        await desk.press("escape")
        assert "草稿已留" in desk.said
        await desk.press("e", "ctrl+s")
        assert filled.entry(1).target.quantity == Quantity(Comparator.AT_LEAST, Decimal(46), "个")
        await desk.press("k", "e", "ctrl+s")
        assert desk.said == "C000001 没有变化"

        await desk.press("a", "k", "e")
        assert not desk.app.screen.query("#due")
        assert "用 d 延期" in desk.screen_text

    drive(filled, flow)


def test_a_target_goes_to_other_units_and_all_marked_ones_too(filled: Ledger, drive: Drive) -> None:
    """B, the unit, Enter; with marks for all of them; one u takes all back."""

    async def flow(desk: Desk) -> None:
        await desk.press("b")
        assert field(desk, "lead").value == "市教育局"
        await put(desk, "lead", "市发展改革委、市财政局")
        await desk.press("enter")
        assert filled.entry(1).target.owners.lead == ("市发展改革委", "市财政局")
        await desk.press("asterisk", "b", "enter")
        assert "要写单位" in desk.screen_text
        await desk.write("市政府办公室")
        await desk.press("enter")
        assert {entry.target.owners.lead for entry in filled.rows([1, 2, 3, 4])} == {("市政府办公室",)}
        await desk.press("u")
        assert filled.entry(1).target.owners.lead == ("市发展改革委", "市财政局")
        assert filled.entry(4).target.owners.lead == ()

    drive(filled, flow)


def test_known_units_are_offered_while_one_is_typed(filled: Ledger, drive: Drive) -> None:
    """Typing narrows them, the arrows put one in; a name that nobody has used yet is told as that, and taken."""
    filled.add_unit("市水务局", actor="李航")

    async def flow(desk: Desk) -> None:
        await desk.press("b")
        assert "↓ 市交通运输局  市住房城乡建设局  市财政局  市水务局" in desk.screen_text
        await desk.write("财")
        assert "↓ 市财政局" in desk.screen_text
        assert "市水务局" not in desk.screen_text
        await desk.press("down")
        assert field(desk, "lead").value == "市财政局"
        await desk.write("、市")
        await desk.press("down", "down", "up", "up")
        assert field(desk, "lead").value == "市财政局、市水务局"
        assert "▸ 市水务局" in desk.screen_text
        await desk.write("、市水物局")
        assert "台账里还没有：市水物局" in desk.screen_text
        await desk.press("enter")
        assert filled.entry(1).target.owners.lead == ("市财政局", "市水务局", "市水物局")

    drive(filled, flow)


def test_known_units_are_offered_in_the_sheet_while_a_unit_is_typed(filled: Ledger, drive: Drive) -> None:
    """In place of the line of keys, which comes back with the next field."""

    async def flow(desk: Desk) -> None:
        await desk.press("e")
        field(desk, "support").focus()
        await desk.settle()
        assert "↓ 市交通运输局" in desk.screen_text
        assert "跳到某栏" not in desk.screen_text
        await desk.press("down", "tab")
        assert "跳到某栏" in desk.screen_text
        assert field(desk, "support").value == "市交通运输局"

    drive(filled, flow)


def test_names_are_offered_for_the_last_one_in_the_field() -> None:
    """Those that begin with it first, none twice; what would be read as two names is not offered."""
    known = ("市财政局", "财政厅", "市教育局")

    assert offers(known, "") == known
    assert offers(known, "财政") == ("财政厅", "市财政局")
    assert offers(known, "市财政局") == ("财政厅", "市教育局")
    assert offers(known, "财政厅、") == ("市财政局", "市教育局")
    assert offers(known, "财政厅、市 x") == ()
    assert with_name("财政厅、市", "市教育局") == "财政厅、市教育局"
    assert clean(["市财政局", "市 财政局", "市\x1b局", "市、县"]) == ("市财政局",)


def test_the_metric_has_a_line_of_its_own(filled: Ledger, drive: Drive) -> None:
    """At eighty columns too all of it is in sight."""

    async def flow(desk: Desk) -> None:
        await desk.press("e")
        assert field(desk, "metric").region.width > 60
        assert all(line.region.bottom <= 24 for line in desk.app.screen.query(Input))

    drive(filled, flow, size=(80, 24))


def test_letters_of_fields_stay_where_the_date_is_none(filled: Ledger, drive: Drive) -> None:
    """In care the due date is no field; 牵头 keeps its letter."""

    async def flow(desk: Desk) -> None:
        for _ in range(2):
            await desk.press("e", "ctrl+g", "j")
            focused = desk.app.focused
            assert focused is not None
            assert focused.id == "lead"
            await desk.press("escape", "a", "k")
        assert filled.entry(1).review is Review.TRACKED

    drive(filled, flow)


@pytest.fixture
def doubled(filled: Ledger) -> Ledger:
    """The filled ledger with a promise that is in it twice."""
    again = a_document(
        "年底前完成老旧小区改造120个，切实改善居民居住条件，加装电梯。", name="again.txt", title="又一份通知"
    )
    enter(filled, again, a_target(again, "完成老旧小区改造120个，切实改善居民居住条件"))
    return filled


def test_a_double_is_merged_with_two_keys(doubled: Ledger, drive: Drive) -> None:
    """M shows what is like it with code, likeness and state; a digit merges, u takes it apart again."""
    doubled.edit(2, {"metric": None}, actor="李航")

    async def flow(desk: Desk) -> None:
        desk.agenda.table.go_to(5)
        await desk.press("m")
        assert "并入哪一条" in desk.screen_text
        assert "1 C000002" in desk.screen_text
        await desk.press("9", "1")
        assert doubled.entry(5).reject_reason is RejectReason.DUPLICATE
        assert "已把 C000005 并入 C000002" in desk.said
        await desk.press("g", "u")
        assert doubled.entry(5).review is Review.CANDIDATE
        assert desk.agenda.table.row_id == 5
        desk.agenda.table.go_to(4)
        await desk.press("m")
        assert "没有相似的条目" in desk.said

    drive(doubled, flow)


def test_marked_rows_are_merged_into_the_row_under_the_cursor(filled: Ledger, drive: Drive) -> None:
    """Whatever they say; the question names the count."""

    async def flow(desk: Desk) -> None:
        await desk.press("space", "space", "m")
        assert "把 2 项并入 C000003？" in desk.screen_text
        await desk.press("enter")
        assert [entry.review for entry in filled.rows([1, 2, 3])] == [
            Review.REJECTED,
            Review.REJECTED,
            Review.CANDIDATE,
        ]
        await desk.press("u")
        assert {entry.review for entry in filled.rows([1, 2, 3])} == {Review.CANDIDATE}

    drive(filled, flow)


def test_a_sentence_is_cut_where_a_bar_is_written(ledger: Ledger, drive: Drive) -> None:
    """S proposes the ends of clauses; words that are not in the quote are refused; the pieces are rows at once."""
    document = a_document("到2025年底，建成养老院3所，培训护理员500名。")
    enter(ledger, document, a_target(document, "到2025年底，建成养老院3所，培训护理员500名"))

    async def flow(desk: Desk) -> None:
        await desk.press("S")
        assert field(desk, "pieces").value == "到2025年底，|建成养老院3所，|培训护理员500名"
        await put(desk, "pieces", "建成养老院|培训教师")
        await desk.press("enter")
        assert "原文里没有：培训教师" in desk.screen_text
        await put(desk, "pieces", "建成养老院3所")
        await desk.press("enter")
        assert "至少要有两段" in desk.screen_text
        await put(desk, "pieces", "建成养老院3所|培训护理员500名")
        await desk.press("enter")
        assert [entry.target.quote for entry in ledger.rows([2, 3])] == ["建成养老院3所", "培训护理员500名"]
        assert desk.agenda.table.row_id == 2
        await desk.press("u")
        assert ledger.entry(1).review is Review.CANDIDATE

    drive(ledger, flow)


def test_a_doubtful_date_is_settled_while_accepting(filled: Ledger, drive: Drive) -> None:
    """A and Enter take the proposed date; another one may be typed; u takes both back; Esc accepts nothing."""

    async def flow(desk: Desk) -> None:
        await desk.press("j", "a")
        assert "请核对年底前指哪一年" in desk.screen_text
        await desk.press("escape")
        assert filled.entry(2).review is Review.CANDIDATE
        await desk.press("a", "enter")
        assert (filled.entry(2).review, filled.entry(2).due) == (Review.TRACKED, date(2025, 12, 1))
        assert short_doubts(filled.entry(2).target) == []
        await desk.press("u", "a")
        assert "请核对年底前指哪一年" in desk.screen_text
        await put(desk, "day", "年底")
        await desk.press("enter")
        assert (filled.entry(2).review, filled.entry(2).due) == (Review.TRACKED, date(2025, 12, 31))
        await desk.press("u")
        assert (filled.entry(2).review, filled.entry(2).due) == (Review.CANDIDATE, date(2025, 12, 1))

    drive(filled, flow)


def test_a_missing_date_is_proposed_out_of_the_title(ledger: Ledger, drive: Drive) -> None:
    """The end of the year, or of the plan, in the title; an emptied field means none; a pledge is not asked."""
    plan = a_document("建设水库3座。完善制度。", title="某市国民经济和社会发展“十五五”规划纲要")
    pledge = {"kind": Kind.PLEDGE}
    enter(ledger, plan, a_target(plan, "建设水库3座"), a_target(plan, "完善制度", **pledge))
    year = a_document("新建公园5个。", name="year.txt", title="2025年政府工作报告")
    enter(ledger, year, a_target(year, "新建公园5个"))

    async def flow(desk: Desk) -> None:
        await desk.press("s", "a", "enter")
        assert ledger.entry(1).due == date(2030, 12, 31)
        await desk.press("a")
        assert (ledger.entry(2).review, ledger.entry(2).due) == (Review.TRACKED, None)
        await desk.press("a")
        assert "文件标题：2025年末" in desk.screen_text
        await put(desk, "day", "")
        await desk.press("enter")
        assert (ledger.entry(3).review, ledger.entry(3).due) == (Review.TRACKED, None)

    drive(ledger, flow)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [("甲完成，|乙完成。", ["甲完成", "乙完成"]), ("甲｜乙", ["甲", "乙"]), ("||", []), ("甲", ["甲"])],
)
def test_pieces_lose_the_marks_at_their_ends(text: str, pieces: list[str]) -> None:
    """A comma is no part of a promise."""
    assert pieces_of(text) == pieces


def test_cuts_are_proposed_only_between_pieces_that_can_stand() -> None:
    """Short clauses stay with their neighbours."""
    assert proposed_cuts("全面，建成养老院3所；好") == "全面，建成养老院3所；好"


def test_what_is_read_out_of_the_fields_is_only_what_differs(filled: Ledger) -> None:
    """An untouched draft changes nothing; half a number and an empty interval are refused."""
    entry = filled.entry(1)
    draft = draft_of(entry)

    assert read_edit(draft, entry, today=TODAY) == {}
    assert read_edit(replace(draft, value="4.6万"), entry, today=TODAY) == {"value": "46000"}
    assert read_edit(replace(draft, value="", comparator=""), entry, today=TODAY)["value"] is None
    assert units_in(" 甲局、乙局 甲局,") == ["甲局", "乙局"]
    for broken in (
        {"comparator": "大概"},
        {"high": "1"},
        {"value": "", "high": "5"},
        {"due": "某天"},
        {"comparator": "between"},
    ):
        with pytest.raises(Unreadable):
            read_edit(replace(draft, **broken), entry, today=TODAY)  # type: ignore[arg-type]


def test_hostile_words_are_shown_in_the_fields_and_stay_as_they_are_where_nobody_typed(ledger: Ledger) -> None:
    """A metric may carry an escape sequence: it is drawn as a sign, and only what was typed is changed."""
    hostile, document = "产值\x1b[31m\u202e额", a_document("新增产值5万元")
    enter(ledger, document, a_target(document, "新增产值5万元", metric=hostile))
    entry = ledger.entry(1)
    draft = draft_of(entry)

    assert draft.metric == "产值\ufffd[31m\ufffd额"
    assert read_edit(draft, entry, today=TODAY) == {}
    assert set(read_edit(replace(draft, strength=Strength.PLANNED), entry, today=TODAY)) == {"strength"}
    assert read_edit(replace(draft, metric="产值"), entry, today=TODAY) == {"metric": "产值"}


def test_a_doubt_that_the_reading_keeps_twice_is_told_once() -> None:
    """It stands among the doubts, and with the date."""
    document = a_document(TEXT)
    due = Due(date(2025, 12, 1), "年底前", confirm="请核对")
    target = a_target(document, "完成老旧小区改造120个", due=due, doubts=("请核对",))

    assert open_doubts(target) == ["请核对"]


def test_doubts_that_a_correction_has_answered_are_doubts_no_longer(ledger: Ledger, drive: Drive) -> None:
    """A date of a person's own, one lead, a metric: neither row nor card doubts them; whose date it is, is said."""
    document = a_document(TEXT)
    doubts = ("no-due", "several-leads", "no-metric", "winter-and-spring")
    owners = Owners(("市教育局", "市民政局"))
    enter(ledger, document, a_target(document, "进一步完善养老服务体系", doubts=doubts, owners=owners))

    async def flow(desk: Desk) -> None:
        said = ("没有完成时限", "有多个牵头单位", "未能确定所量的指标", "“今冬明春”按至 3 月底计")
        assert [words for words in said if words in desk.screen_text] == [*said]
        assert short_doubts(ledger.entry(1).target)[:3] == ["无时限", "多牵头", "无指标"]
        ledger.edit(1, {"original_due": "2026-12-31", "lead": ["市民政局"], "metric": "养老服务"}, actor="李航")
        await desk.press("R")
        assert not [words for words in said if words in desk.screen_text]
        assert short_doubts(ledger.entry(1).target) == []
        assert "2026-12-31 (核查时填写)" in desk.screen_text
        assert "“今冬明春”按至 3 月底计" not in desk.screen_text

    drive(ledger, flow, size=(160, 36))
