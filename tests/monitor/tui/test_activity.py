"""Mode 6: the log in words, narrowed by a key, taken back where the ledger can."""

import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from commitments.errors import FilterError
from commitments.evidence import Evidence, RejectReason, Review
from commitments.i18n import use_language
from commitments.ledger import Ledger, NewMessage, vouched_records, vouching
from commitments.ledger.browsing_values import LogFilter
from monitor.tui.log_filter import parse_log_filter, spelled
from monitor.tui.log_words import ACTIONS, action_words, change_words, fact_words, moment_words
from monitor.tui.modes import DOCUMENTS, LEDGER, OUTBOX, REVIEW
from monitor.tui.screens.activity import activity_screen
from monitor.tui.screens.agenda import AgendaScreen
from tests.conftest import NOW
from tests.monitor.tui.desk import a_document, a_target, enter
from tests.monitor.tui.records import Led, Look, RecordDesk, meant

SHANGHAI = ZoneInfo("Asia/Shanghai")
LEDGER_CODE = Path(__file__).parents[3] / "commitments" / "ledger"
TODAY = date(2025, 11, 21)


@pytest.fixture
def busy(filled: Ledger) -> Ledger:
    """Four targets, two of them decided upon by two people, one with evidence."""
    filled.accept([1], actor="李航")
    filled.reject([2], reason=RejectReason.DUPLICATE, actor="Anna Li", note="见上一条")
    filled.add_evidence(1, Evidence(date(2025, 6, 30), note="统计公报 [red]x[/]"), actor="王敏")
    return filled


def test_the_newest_line_comes_first_in_words(busy: Ledger, look: Look) -> None:
    """Who, when in the office's own time, what, to what; the details say before and after."""

    async def flow(desk: RecordDesk) -> None:
        first, second = desk.lines()[3:5]
        for words in ("07-01 09:03", "王敏", "进展", "C000001 新", "2025-06-30"):
            assert words in first
        assert "Anna Li" in second
        assert "统计公报 [red]x[/]" in desk.told
        await desk.press("j")
        assert "退回理由 - → 重复" in desk.told
        assert "状态 待核 → 已退" in desk.told
        assert "理由 见上一条" in desk.told
        await desk.press("G")
        assert "收录文件" in desk.lines()[6]
        assert "条目数 4" in desk.told

    look(activity_screen, busy, flow)


def test_one_key_narrows_to_a_person_a_target_a_day(busy: Ledger, look: Look) -> None:
    """w, t, d; U shows all again. A name with a space survives the filter line."""

    async def flow(desk: RecordDesk) -> None:
        await desk.press("j", "w")
        assert list(desk.screen.table.listing.ids) == [3]
        assert "人:Anna_Li" in desk.lines()[1]
        await desk.press("slash", "enter")
        assert list(desk.screen.table.listing.ids) == [3]
        await desk.press("U", "g", "t")
        assert list(desk.screen.table.listing.ids) == [4, 2]
        await desk.press("U", "d")
        assert list(desk.screen.table.listing.ids) == [4, 3, 2, 1]
        assert "日期:2025-07-01" in desk.lines()[1]

    look(activity_screen, busy, flow)


def test_a_typed_filter_is_tried_and_a_mistake_leaves_the_list(busy: Ledger, look: Look) -> None:
    """The complaint names the remedy; Esc goes back to what was shown before."""

    async def flow(desk: RecordDesk) -> None:
        await desk.press("slash")
        await desk.write("动作:退")
        assert list(desk.screen.table.listing.ids) == [3]
        await desk.write(" 动作:飞")
        assert list(desk.screen.table.listing.ids) == [3]
        assert "没有这个动作" in desk.screen_text
        await desk.press("escape")
        assert len(desk.screen.table.listing) == 4

    look(activity_screen, busy, flow)


def test_one_key_takes_a_line_back_and_the_log_keeps_both(busy: Ledger, look: Look) -> None:
    """What cannot be undone, and what was undone already, says so."""

    async def flow(desk: RecordDesk) -> None:
        await desk.press("j", "u")
        assert busy.entry(2).review is Review.CANDIDATE
        assert [event.action for event in busy.events(target_id=2)][:2] == ["undo", "reject"]
        assert "已撤销" in desk.said
        assert "撤销" in desk.lines()[3]
        assert desk.screen.table.row_id == 3
        await desk.press("u")
        assert "已经撤销过" in desk.said
        await desk.press("G", "u")
        assert "不能撤销" in desk.said

    look(activity_screen, busy, flow)


def test_enter_leads_to_whatever_a_line_is_about(busy: Ledger, look: Look, led: Led) -> None:
    """In care, or sent back: the ledger; a candidate: the review; a document and a message: their own screens."""
    busy.accept([3], actor="李航")
    busy.undo(busy.events(target_id=3)[0].id, actor="李航")
    busy.register_channel("督办群", "feishu")
    busy.plan("notify", "", TODAY, [NewMessage("a", "督办群", "digest", "", {})])
    busy.cancel(1, actor="李航")
    busy.note_timings(day=TODAY, near_days=30)

    async def flow(desk: RecordDesk) -> None:
        await desk.press("enter")
        assert "不针对" in desk.said
        for _ in range(6):
            await desk.press("j", "enter")
        await desk.press("G", "enter")

    look(activity_screen, busy, flow)
    assert [name for name, _words in led] == [OUTBOX, REVIEW, REVIEW, LEDGER, LEDGER, LEDGER, DOCUMENTS]
    assert led[0][1] == busy.message(1).ref
    assert [meant(busy, words) for _name, words in led[1:6]] == [[3], [3], [1], [2], [1]]
    assert led[6][1] == "id:1"


def test_a_candidate_is_opened_in_the_review(filled: Ledger, look: Look) -> None:
    """Undone, it waits again."""
    filled.accept([3], actor="李航")
    filled.undo(filled.events(target_id=3)[0].id, actor="李航")

    async def flow(desk: RecordDesk) -> None:
        await desk.press("enter")
        assert desk.app.current_mode == REVIEW
        agenda = desk.app.screen
        assert isinstance(agenda, AgendaScreen)
        await desk.until(lambda: list(agenda.table.listing.ids) == [3])

    look(activity_screen, filled, flow)


def test_what_others_write_comes_into_sight_and_the_cursor_stays(busy: Ledger, look: Look) -> None:
    """At the top the newest line appears; further down the row under the cursor stays."""

    async def flow(desk: RecordDesk) -> None:
        screen = desk.screen
        screen._poll()
        await desk.settle()
        busy.accept([3], actor="李航")
        screen._poll()
        await desk.settle()
        assert screen.table.row_id == 5
        await desk.press("j", "j")
        kept = screen.table.row_id
        busy.accept([4], actor="李航")
        screen._poll()
        await desk.settle()
        assert (screen.table.row_id, len(screen.table.listing)) == (kept, 6)

    look(activity_screen, busy, flow)


def test_every_action_of_the_ledger_has_a_word() -> None:
    """An action that the ledger logs is never shown by its English name."""
    code = "\n".join(file.read_text(encoding="utf-8") for file in LEDGER_CODE.glob("*.py"))
    logged = set(re.findall(r'(?:Line|_log|_follow|_add)\((?:\w+, )*"([a-z_]+)"', code))
    logged |= set(re.findall(r'\baction="([a-z_]+)"', code)) | set(
        re.findall(r'^ACTION = "([a-z_]+)"', code, re.MULTILINE)
    )

    assert len(logged) > 30
    assert sorted(logged - set(ACTIONS)) == []
    assert action_words("accept") == "收"
    assert action_words("something_new") == "something_new"


def test_values_are_told_as_people_say_them() -> None:
    """Enumerations, lists, nothing, and what lies inside of what was concluded."""
    closing = {"verdict": "met", "proposed_by": "李航", "confirmed_by": None, "self_verified": False}

    assert change_words({"lead": ["甲", "乙"]}, {"lead": []}) == "牵头 甲、乙 → -"
    assert change_words({"closing": None}, {"closing": closing}) == "结论 已兑现，提出人 李航"
    assert change_words({"due": "2025-01-01"}, {"due": None}) == "时限 2025-01-01 → -"
    assert change_words({"same": 1}, {"same": 1}) == ""
    assert change_words({}, {"into": 7, "accepted": True}) == "并入或拆为 C000007，采信 是"
    assert moment_words(NOW, SHANGHAI, TODAY) == "07-01 09:03"
    assert moment_words(NOW, SHANGHAI, date(2026, 1, 1)) == "2025-07-01"


def _asked(*words: str) -> LogFilter:
    return parse_log_filter(words, today=TODAY, zone=SHANGHAI)


def test_the_filter_of_the_log_knows_people_actions_targets_and_days() -> None:
    """In Chinese, in English, by initials; days begin and end in the office's own time."""
    day = datetime(2025, 11, 20, tzinfo=SHANGHAI)
    assert _asked("人:王敏|李航") == LogFilter(actors=("王敏", "李航"))
    assert _asked("who:wang_min").actors == ("wang_min", "wang min")
    assert _asked("动作:延期", "dz:accept").actions == ("accept",)
    assert _asked("目标：417").target_id == _asked("mb:C000417").target_id == 417
    assert _asked("目标:99999999999").target_id == 2**31 - 1
    assert _asked("文件:3").document_id == 3
    assert (_asked("日期:-1d").since, _asked("日期:-1d").before) == (day, datetime(2025, 11, 21, tzinfo=SHANGHAI))
    assert _asked("日期>=11-20").since == _asked("rq>11-19").since == day
    assert _asked("日期<11-20").before == _asked("日期<=11-19").before == day
    assert _asked("统计公报", '"人:甲"').words == ("统计公报", "人:甲")


@pytest.mark.parametrize("word", ["天气:好", "动作:飞", "目标:甲", "文件:甲", "日期:某天", "人>王敏"])
def test_a_word_that_nobody_understands_is_named(word: str) -> None:
    """With what could be written instead."""
    with pytest.raises(FilterError) as caught:
        _asked(word)
    assert caught.value.where == word
    assert caught.value.remedy


def test_a_filter_is_spelled_in_the_language_in_use() -> None:
    """And understood in both."""
    assert spelled("target", "C000001") == "目标:C000001"
    use_language("en")
    assert spelled("target", "C000001") == "target:C000001"
    assert _asked(spelled("actor", "王敏")).actors == ("王敏",)


def test_no_line_names_a_column_of_the_database(filled: Ledger) -> None:
    """What is kept beside the words, numbers of rows that nobody sees, stays out of what people read."""
    filled.accept([1], actor="李航")
    filled.extend(1, date(2025, 12, 31), reason="土地手续", approver="市政府办", actor="李航")
    filled.snooze(1, date(2025, 12, 1), reason="等待批复", day=TODAY, actor="李航")
    filled.add_unit("市教育局", actor="李航")
    filled.alias_unit("市教育局", "市教委", actor="李航", since=date(2020, 1, 1))
    filled.mute("单位:财政局", date(2025, 12, 1), reason="年终结账", day=TODAY, actor="李航")

    labels = {label for event in filled.events() for label, _before, _after in fact_words(event)}
    assert {"时限", "到", "别名", "筛选"} <= labels
    assert [label for label in labels if re.search("[a-z_]", label)] == []


def test_verifying_the_chain_tells_how_many_readings_no_line_vouches_for(
    ledger: Ledger, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    """V walks the whole log beside the screen; what was entered before lines vouched is counted, not blamed."""
    with monkeypatch.context() as before:
        before.setattr(vouching, "vouch", lambda _connection, _ids: "")
        before.setattr(vouched_records, "vouch", lambda _connection, _kind, *_numbers: "")
        document = a_document("到2025年底，建成学校3所。", name="old.txt")
        enter(ledger, document, a_target(document, "建成学校3所"))

    async def flow(desk: RecordDesk) -> None:
        await desk.press("v")
        await desk.until(lambda: "正在核对" not in desk.said)
        assert "记录链连续" in desk.said
        assert "有 1 项目标是早先收录的" in desk.said
        assert "条文件、单位、证据等记录是早先登记的" in desk.said

    look(activity_screen, ledger, flow)
