"""Mode 7: messages by channel, the body as it goes over the wire, and the decisions that the commands take too."""

import json
from datetime import UTC, date, datetime

import pytest

from commitments.ledger import Ledger, NewMessage, OutboxMessage, OutboxState, Settlement
from monitor.config import Settings
from monitor.notifications.message import to_document
from monitor.notifications.preview import preview
from monitor.tui.screens.outbox import outbox_screen
from tests.monitor.notifications.builders import a_channel, a_message, an_item
from tests.monitor.notifications.fake_vendor import HTML, OK, FakeVendor
from tests.monitor.tui.desk import TODAY
from tests.monitor.tui.records import Look, RecordDesk

SETTINGS = Settings(channel=(a_channel(), a_channel(name="备用", kind="webhook", secret="")))
HOSTILE = "坏的 [red]x[/] \x1b[31m \u202e"


def _plan(ledger: Ledger, count: int) -> None:
    document = to_document(a_message(an_item()))
    messages = [NewMessage(f"digest|{n}", "督办群", "digest", f"单位{n}", document) for n in range(count)]
    assert ledger.plan("notify", "", date(2025, 7, 1), messages)


def _settle(ledger: Ledger, state: OutboxState, **more: object) -> None:
    claim = ledger.claim("督办群", lease_seconds=60)
    assert claim is not None
    assert ledger.mark_wire(claim)
    outcome = {OutboxState.UNCERTAIN: "ambiguous", OutboxState.DELIVERED: "delivered"}.get(state, "refused")
    assert ledger.settle(claim, Settlement(state, outcome, **more))  # type: ignore[arg-type]


@pytest.fixture
def office(filled: Ledger) -> Ledger:
    """One channel with a message sent, one uncertain, one dead and two that wait."""
    filled.register_channel("督办群", "feishu")
    _plan(filled, 5)
    _settle(filled, OutboxState.DELIVERED, http_status=200)
    _settle(filled, OutboxState.UNCERTAIN, vendor_message="没有等到答复")
    _settle(filled, OutboxState.DEAD, http_status=400, vendor_message=HOSTILE)
    return filled


def _state(ledger: Ledger, number: int) -> OutboxState:
    return ledger.message(number).state


def test_channels_come_with_their_messages_what_needs_hands_first(office: Ledger, look: Look) -> None:
    """A channel's line counts them; the header says what presses; the channel without messages is there too."""

    async def flow(desk: RecordDesk) -> None:
        lines = desk.lines()
        assert "要处理 2 | 待发 2" in lines[0]
        assert "备用  webhook  可用" in lines[3]
        assert "督办群  feishu  可用  待发 2 未确认 1 未发成 1 已发 1" in lines[4]
        assert [line.split()[1] for line in lines[5:10]] == ["未发成", "未确认", "待发", "待发", "已送达"]
        assert "\x1b" not in desk.screen_text
        assert "\u202e" not in desk.screen_text
        await desk.press("j", "j")
        assert "坏的 [red]x[/]" in desk.told
        assert "第 1 次" in desk.told

    look(outbox_screen, office, flow, settings=SETTINGS)


def test_the_body_is_the_one_that_goes_over_the_wire(office: Ledger, look: Look) -> None:
    """Byte for byte what a dry run shows; b sets one value a line, and back."""

    async def flow(desk: RecordDesk) -> None:
        await desk.press("j", "j", "j", "j")
        row = desk.screen.table.row
        assert isinstance(row, OutboxMessage)
        assert row.state is OutboxState.READY
        body = preview(office, SETTINGS, row, today=TODAY).body
        assert body
        assert desk.told.endswith(body)
        await desk.press("b")
        shown = desk.told[desk.told.index("{") :]
        assert "\n" in shown
        assert json.loads(shown) == json.loads(body)
        await desk.press("b")
        assert desk.told.endswith(body)

    look(outbox_screen, office, flow, settings=SETTINGS)


def test_a_message_that_cannot_be_shown_says_why(filled: Ledger, look: Look) -> None:
    """A kind nobody knows, a document that is not ours."""
    filled.register_channel("旧群", "pager")
    filled.register_channel("督办群", "feishu")
    odd = [NewMessage("a", "督办群", "digest", "", {"format": 99}), NewMessage("b", "旧群", "digest", "", {})]
    filled.plan("notify", "", date(2025, 7, 1), odd)

    async def flow(desk: RecordDesk) -> None:
        await desk.press("j", "j")
        assert "不认识的通知渠道类型" in desk.told
        await desk.press("G")
        assert "看不懂这条消息" in desk.told
        assert "（配置里没有）" in desk.screen_text

    look(outbox_screen, filled, flow, settings=SETTINGS)


def test_one_key_sends_again_and_the_log_names_who(office: Ledger, look: Look) -> None:
    """One key on the two that failed; one that was delivered is refused as the command refuses it."""

    async def flow(desk: RecordDesk) -> None:
        await desk.press("j", "j", "r", "r")
        assert (_state(office, 3), _state(office, 2)) == (OutboxState.READY, OutboxState.READY)
        assert office.events()[0].actor == "王敏"
        await desk.press("G", "r")
        assert "不能这样处理" in desk.said
        assert _state(office, 1) is OutboxState.DELIVERED
        await desk.press("g", "r")
        assert "先选一条消息" in desk.said

    look(outbox_screen, office, flow, settings=SETTINGS)


def test_all_that_failed_go_again_in_three_keys(office: Ledger, look: Look) -> None:
    """* r Enter; the question names the count, and a state that has changed meanwhile is told."""

    async def flow(desk: RecordDesk) -> None:
        await desk.press("asterisk")
        assert "已标记 2 项" in desk.lines()[1]
        await desk.press("r", "escape")
        assert _state(office, 3) is OutboxState.DEAD
        await desk.press("r")
        assert "把 2 条消息放回待发？" in desk.screen_text
        office.cancel(2, actor="李航")
        await desk.press("enter")
        assert (_state(office, 3), _state(office, 2)) == (OutboxState.READY, OutboxState.CANCELLED)
        assert "已放回待发 1 条，1 条现在的状态不能重发" in desk.said
        assert desk.screen.table.marks == []
        await desk.press("g", "j", "j", "space", "space")
        assert len(desk.screen.table.marks) == 2

    look(outbox_screen, office, flow, settings=SETTINGS)


def test_what_nobody_knows_is_resolved_by_a_digit(office: Ledger, look: Look) -> None:
    """Two keys; a note may come first, and digits in it are digits."""
    for _ in range(2):
        _settle(office, OutboxState.UNCERTAIN)

    async def flow(desk: RecordDesk) -> None:
        ways = ((4, "1", OutboxState.DELIVERED), (2, "2", OutboxState.READY), (5, "3", OutboxState.CANCELLED))
        for number, digit, state in ways:
            desk.screen.table.go_to(number)
            await desk.press("f", "escape")
            assert _state(office, number) is OutboxState.UNCERTAIN
            await desk.press("f", "tab", "2", "1", "enter", digit)
            assert _state(office, number) is state
            assert office.events()[0].reason == "21"
            assert office.message(number).ref in desk.said

    look(outbox_screen, office, flow, settings=SETTINGS)


def test_a_broken_channel_is_resumed_or_mended_by_a_test(
    office: Ledger, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One key puts it back into use; t sends one message after a question, shows the answer, and mends it too."""
    monkeypatch.setenv("ROBOT_SECRET", "s")
    _settle(office, OutboxState.READY, vendor_message="auth", break_channel="签名不对")

    async def flow(desk: RecordDesk) -> None:
        assert "停用渠道 1" in desk.lines()[0]
        assert "已停用  签名不对" in desk.lines()[4]
        await desk.press("e")
        assert "没有停" in desk.said
        await desk.press("j", "e")
        assert office.channels()[0].state == "ok"
        assert "已恢复" in desk.said
        _settle(office, OutboxState.READY, vendor_message="auth", break_channel="签名不对")
        with FakeVendor(OK, HTML) as vendor:
            monkeypatch.setenv("ROBOT_URL", vendor.url)
            await desk.press("t", "escape")
            assert vendor.received == []
            await desk.press("j", "t")  # the channel of the message under the cursor
            assert "向渠道 督办群（feishu）试发一条？" in desk.screen_text
            await desk.press("enter")
            assert len(vendor.received) == 1
            assert "HTTP 200" in desk.said
            assert office.channels()[0].state == "ok"
            await desk.press("t", "enter")
            assert len(vendor.received) == 2
            assert desk.said.startswith("⚠ 督办群  没有等到结果 HTTP 200")
        await desk.press("t", "enter")
        assert desk.said.startswith("⚠ 督办群  没有发出 ConnectError")  # nobody listens there any more
        await desk.press("k")
        assert "试发" in desk.told

    look(outbox_screen, office, flow, settings=SETTINGS)


def test_a_channel_that_is_not_configured_cannot_be_tried(filled: Ledger, look: Look) -> None:
    """The complaint names those that are, as the command does."""
    filled.register_channel("旧群", "feishu")

    async def flow(desk: RecordDesk) -> None:
        await desk.press("j", "t", "enter")
        assert "没有渠道 旧群；已配置：督办群、备用" in desk.screen_text
        await desk.press("enter")

    look(outbox_screen, filled, flow, settings=SETTINGS)


def test_messages_are_narrowed_by_kind_and_words(office: Ledger, look: Look) -> None:
    """[ and ] walk through what presses, waits, was sent; / finds by unit or short name."""

    async def flow(desk: RecordDesk) -> None:
        table = desk.screen.table
        await desk.press("right_square_bracket")
        assert "要处理" in desk.lines()[1]
        assert [number for number in table.listing.ids if number > 0] == [3, 2]
        await desk.press("right_square_bracket", "right_square_bracket")
        assert [number for number in table.listing.ids if number > 0] == [1]
        await desk.press("left_square_bracket", "left_square_bracket", "left_square_bracket", "slash")
        await desk.write("单位4")
        assert [number for number in table.listing.ids if number > 0] == [5]
        await desk.press("enter", "slash")
        for _ in range(3):
            await desk.press("backspace")
        await desk.write(office.message(2).ref)
        assert [number for number in table.listing.ids if number > 0] == [2]
        await desk.press("escape", "j", "enter")
        assert desk.screen.has_class("-enlarged")
        await desk.press("escape")
        assert not desk.screen.has_class("-enlarged")

    look(outbox_screen, office, flow, settings=SETTINGS)


def test_without_a_channel_the_screen_says_where_to_write_one(ledger: Ledger, look: Look) -> None:
    """And every key is harmless."""

    async def flow(desk: RecordDesk) -> None:
        assert "[[channel]]" in desk.screen_text
        await desk.press("r", "f", "t", "e", "b", "space", "asterisk", "enter", "escape")

    look(outbox_screen, ledger, flow)


def test_all_channels_are_paused_and_resumed_with_one_key_that_asks_once(office: Ledger, look: Look) -> None:
    """P and Enter: nothing goes out, a vendor's rest does not end it, and the same key puts all back into use."""

    async def flow(desk: RecordDesk) -> None:
        await desk.press("P", "escape")
        assert {status.state for status in office.channels()} == {"ok"}
        await desk.press("P")
        assert "暂停全部渠道" in desk.screen_text
        await desk.press("enter")
        assert {(one.state, one.paused_until, one.note) for one in office.channels()} == {("paused", None, "王敏 暂停")}
        assert office.claim("督办群", lease_seconds=60) is None
        assert "已暂停" in desk.said
        assert any("歇停  王敏 暂停" in line for line in desk.lines())
        await desk.press("P", "enter")
        assert {status.state for status in office.channels()} == {"ok"}
        assert "已恢复" in desk.said
        await desk.press("question_mark")
        assert "暂停全部渠道；都停着时全部恢复" in desk.screen_text

    look(outbox_screen, office, flow, settings=SETTINGS)


def test_a_message_says_until_when_it_waits_and_whose_trouble_it_was(filled: Ledger, look: Look) -> None:
    """In the list, not only beside it; answers are kept by the name of their fault, and told in words."""
    filled.register_channel("督办群", "feishu")
    _plan(filled, 2)
    _settle(filled, OutboxState.DEAD, http_status=400, vendor_message="content: Bad Request")
    _settle(filled, OutboxState.READY, retry_at=datetime(2030, 1, 2, 1, 3, tzinfo=UTC), vendor_message="server: 无")

    async def flow(desk: RecordDesk) -> None:
        assert "最早 01-02 09:03" in desk.screen_text
        await desk.press("j", "j")
        assert "对方不收这条内容：Bad Request" in desk.told
        await desk.press("j")
        assert "对方故障：无" in desk.told

    look(outbox_screen, filled, flow, size=(140, 24), settings=SETTINGS)
