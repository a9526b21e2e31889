"""Mode 7: messages by channel, what needs hands first; the exact body of each, and what a person can do about it."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.message import Message

from commitments.i18n import _
from commitments.ledger import OutboxMessage
from monitor.safe_text import one_line
from monitor.services import Services
from monitor.tui.actions import Scope, bindings, key_of
from monitor.tui.listing import Listing
from monitor.tui.modes import OUTBOX
from monitor.tui.outbox_provider import body_of, channel_rows, paused, resumed, tried
from monitor.tui.outbox_words import (
    BOXES,
    ENDED_BADLY,
    ChannelRow,
    Row,
    channel_facts,
    channel_words,
    header_words,
    message_facts,
    outbox_fields,
)
from monitor.tui.screens.record_messages import one_run
from monitor.tui.screens.records import RecordsScreen
from monitor.tui.widgets.choice_strips import BulkStrip
from monitor.tui.widgets.details import Told
from monitor.tui.widgets.record_table import Field, RecordTable
from monitor.tui.widgets.resolve_strip import Resolved, ResolveStrip, Way
from monitor.words import word


@dataclass(frozen=True, slots=True)
class Asked:
    """Which messages are wanted."""

    words: tuple[str, ...] = ()
    box: int = 0  # which of `BOXES`


class Tried(Message):
    """A channel has answered a test message."""

    def __init__(self, name: str, answer: str, *, taken: bool) -> None:
        """What it said, and whether it took it."""
        super().__init__()
        self.name, self.answer, self.taken = name, answer, taken


class OutboxScreen(RecordsScreen[Asked, Row]):
    """Channels, each with its messages below it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.OUTBOX)]
    MODE = OUTBOX
    HOME = Scope.OUTBOX
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.OUTBOX, Scope.RECORDS, Scope.LIST, Scope.APP)

    def __init__(self, services: Services) -> None:
        """Everything."""
        super().__init__(services, Asked())
        self._channels: dict[int, ChannelRow] = {}
        self._answers: dict[str, str] = {}  # what channels said to test messages, by name
        self._indented = False
        self._zone = services.settings.zone

    # what is listed

    def read(self, asked: Asked) -> tuple[Listing, str]:
        """Channels and messages; without a filter also channels that have no message."""
        ledger = self.services.ledger
        channels = {row.name: row for row in channel_rows(self.services)}
        found = dict(ledger.message_ids(BOXES[asked.box][1], asked.words))
        narrowed = asked.words or asked.box
        ids = array("q")
        for name, row in channels.items():
            if name in found or not narrowed:
                ids.append(row.id)
                ids.extend(found.get(name, ()))
        self._channels = {row.id: row for row in channels.values()}
        return one_run(ids), header_words(channels.values())

    def fetch(self, ids: Sequence[int]) -> Sequence[Row]:
        """One page: channels from memory, messages out of the ledger."""
        messages = {one.id: one for one in self.services.ledger.messages([n for n in ids if n > 0])}
        rows = (messages.get(n) if n > 0 else self._channels.get(n) for n in ids)
        return tuple(row or ChannelRow(0, "", "") for row in rows)

    def fields(self, width: int) -> Sequence[Field[Row]]:  # noqa: ARG002 - the table lets narrow ones give way
        """What a list says of a message."""
        return outbox_fields(self._when)

    def _when(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%m-%d %H:%M}"

    def banner(self, row: Row) -> tuple[str, str] | None:
        """A channel takes one line of words."""
        return channel_words(row) if isinstance(row, ChannelRow) else None

    def tell(self, row_id: int) -> Told:
        """All there is to say of a channel, or of a message with its exact body."""
        channel = self._channels.get(row_id)
        if channel is not None:
            return channel_facts(channel, self._zone, self._answers.get(channel.name, ""))
        found = self.services.ledger.messages([row_id])
        if not found:
            return Told()
        attempts, body = self.services.ledger.attempts(row_id), body_of(self.services, found[0], self.day)
        return message_facts(found[0], attempts, body, self._zone, indented=self._indented)

    def whole(self) -> str:
        """Which kind of messages."""
        return _("{box}（[ ] 换类）").format(box=_(BOXES[self._asked.box][0]))

    def hint(self) -> str:
        """What to do when there is nothing."""
        if self._asked.words or self._asked.box:
            return _("没有这样的消息")
        return _("未配置渠道（在 config.toml 里写 [[channel]]）")

    def example(self) -> str:
        """What can be typed."""
        return _("渠道、编号 R-7F3K、单位、说明里的词 …")

    def understood(self, words: Sequence[str]) -> Asked:
        """Words in channel, short name, kind, unit or note."""
        return replace(self._asked, words=tuple(word.strip('"“”「」') for word in words))

    def action_turn(self, by: int) -> None:
        """Another kind of messages."""
        self.ask_for(replace(self._asked, box=(self._asked.box + by) % len(BOXES)), self._words)

    def action_body_shape(self) -> None:
        """The body as it goes over the wire, or one value a line."""
        self._indented = not self._indented
        self.flash(_("正文一行一项") if self._indented else _("正文按原样"))
        self.look()

    @on(RecordTable.Chosen)
    def _open(self) -> None:
        self.action_enlarge()

    # deciding

    def action_pick(self) -> None:
        """Mark a message, or take its mark away, and go on."""
        row = self.table.row
        if isinstance(row, OutboxMessage):
            self.table.mark([row.id])
        self.table.action_move(1)
        self.say_status()

    def action_pick_all(self) -> None:
        """Mark all messages of the list that can be sent again, or none."""
        badly = {number for _name, ids in self.services.ledger.message_ids(ENDED_BADLY) for number in ids}
        self.table.mark([number for number in self.table.listing.ids if number in badly])
        self.say_status()

    async def action_replay(self) -> None:
        """Back to what waits: the message under the cursor, or the marked ones when their count has been confirmed."""
        marked, row = self.table.marks, self.table.row
        if marked:
            about = _("把 {n} 条消息放回待发").format(n=f"{len(marked):,}")
            self.app.push_screen(BulkStrip(about), partial(self._replay_all, marked))
        elif isinstance(row, OutboxMessage):
            await self._resolve(row, Resolved(Way.RESEND, ""))
        else:
            self.flash(_("先选一条消息"))

    async def _replay_all(self, ids: Sequence[int], sure: bool | None) -> None:
        if not sure:
            return
        ledger, actor = self.services.ledger, self.services.actor
        moved = await self.write(lambda: [number for number in ids if ledger.resend(number, actor=actor)])
        if moved is not None:
            self.table.mark(list(ids))
            self.freshen()
            left = len(ids) - len(moved)
            said = _("已放回待发 {n} 条").format(n=f"{len(moved):,}")
            self.flash(said + (_("，{n} 条现在的状态不能重发").format(n=left) if left else ""), warning=bool(left))

    def action_resolve(self) -> None:
        """Ask what became of a message."""
        row = self.table.row
        if isinstance(row, OutboxMessage):
            strip = ResolveStrip(f"{row.ref}  {word(row.state)}  {row.channel}  {row.owner}")
            self.app.push_screen(strip, partial(self._resolve, row))
        else:
            self.flash(_("先选一条消息"))

    async def _resolve(self, row: OutboxMessage, resolved: Resolved | None) -> None:
        """Write it, if the message is in a state in which it can be done: the ledger judges, as for the commands."""
        if resolved is None:
            return
        ledger, actor, note = self.services.ledger, self.services.actor, resolved.note
        act, done = {
            Way.DELIVERED: (ledger.confirm_delivered, _("已记为送达")),
            Way.RESEND: (ledger.resend, _("已放回待发")),
            Way.CANCEL: (ledger.cancel, _("已撤下")),
        }[resolved.way]
        moved = await self.write(lambda: act(row.id, actor=actor, note=note))
        if moved is None:
            return
        if moved:
            self.flash(f"{done} {row.ref}")
            self.table.action_move(1)  # before the list is read anew, in which the message stands elsewhere
        self.freshen()
        if not moved:
            self.flash(
                _("{ref} 现在的状态（{state}）不能这样处理").format(ref=row.ref, state=word(row.state)), warning=True
            )

    # channels

    def _channel(self) -> ChannelRow | None:
        """The channel under the cursor, or that of the message under it."""
        row = self.table.row
        if isinstance(row, ChannelRow):
            return row if row.name else None
        return next((one for one in self._channels.values() if row is not None and one.name == row.channel), None)

    async def action_resume_channel(self) -> None:
        """Put a paused or broken channel back into use; what waited goes out with the next pass."""
        channel = self._channel()
        if channel is None:
            return
        if channel.state == "ok":
            self.flash(_("渠道 {name} 没有停").format(name=channel.name))
            return
        ledger = self.services.ledger

        def act() -> bool:
            ledger.resume_channel(channel.name)
            return True

        if await self.write(act):
            self.freshen()
            self.flash(_("渠道 {name} 已恢复").format(name=channel.name))

    def action_pause_all(self) -> None:
        """Let every channel rest until somebody resumes it, or resume all that rest, when that has been confirmed."""
        usable = [row for row in self._channels.values() if row.state != "broken"]
        running = [row for row in usable if row.state == "ok" or row.paused_until is not None]
        if not usable:
            self.flash(_("没有可以暂停的渠道"))
            return
        asked = _("暂停全部渠道（{n} 个），待发的先留着") if running else _("恢复全部渠道（{n} 个）")
        rows = running or usable
        self.app.push_screen(BulkStrip(asked.format(n=len(rows))), partial(self._pause_all, rows, bool(running)))

    async def _pause_all(self, rows: Sequence[ChannelRow], pause: bool, sure: bool | None) -> None:
        if not sure:
            return
        services = self.services
        done = await self.write(lambda: paused(services, rows) if pause else resumed(services, rows))
        if done is not None:
            self.freshen()
            said = _("已暂停 {n} 个渠道   {key} 恢复") if pause else _("已恢复 {n} 个渠道")
            self.flash(said.format(n=done, key=key_of("pause_all")))

    def action_trial(self) -> None:
        """Send one test message, when that has been confirmed: it cannot be taken back."""
        channel = self._channel()
        if channel is None:
            return
        about = _("向渠道 {name}（{kind}）试发一条").format(name=one_line(channel.name), kind=channel.kind)
        self.app.push_screen(BulkStrip(about), partial(self._try, channel.name))

    def _try(self, name: str, sure: bool | None) -> None:
        if sure:
            self.flash(_("正在试发……"))
            self.ask("trial", lambda: self._tried(name))

    def _tried(self, name: str) -> Tried:
        """In a thread: the far side may take its time."""
        answer, taken = tried(self.services, name, self.day)
        return Tried(name, answer, taken=taken)

    @on(Tried)
    def _answered(self, message: Tried) -> None:
        self._answers[message.name] = message.answer
        self.freshen()
        self.flash(f"{message.name}  {message.answer}", warning=not message.taken)


def outbox_screen(services: Services) -> OutboxScreen:
    """Mode 7: the outbox."""
    return OutboxScreen(services)
