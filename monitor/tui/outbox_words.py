"""What a list and its details say of a channel and of a message, its attempts and its body."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from commitments.i18n import _
from commitments.ledger import Attempt, OutboxMessage, OutboxState
from monitor.notifications.preview import Preview
from monitor.safe_text import one_line
from monitor.tui.glyphs import glyph
from monitor.tui.widgets.details import Fact, Told
from monitor.tui.widgets.record_table import Field
from monitor.words import N_, word

ENDED_BADLY = (OutboxState.UNCERTAIN, OutboxState.DEAD, OutboxState.EXPIRED)
BOXES: tuple[tuple[str, tuple[OutboxState, ...]], ...] = (  # name (msgid) and states of each kind of message
    (N_("全部消息"), ()),
    (N_("要处理"), ENDED_BADLY),
    (N_("待发"), (OutboxState.READY, OutboxState.SENDING)),
    (N_("已发"), (OutboxState.DELIVERED, OutboxState.ACCEPTED)),
    (N_("不再发"), (OutboxState.SUPERSEDED, OutboxState.CANCELLED)),
)
CHANNEL_STATES: Mapping[str, tuple[str, str, str]] = {  # glyph, word (msgid), look
    "ok": ("done", N_("可用"), "good"),
    "paused": ("waiting", N_("歇停"), "warning"),
    "broken": ("failed", N_("已停用"), "bad"),
}
_STATES: Mapping[OutboxState, tuple[str, str]] = {  # glyph, look
    OutboxState.READY: ("tracked", ""),
    OutboxState.SENDING: ("running", ""),
    OutboxState.DELIVERED: ("done", "good"),
    OutboxState.ACCEPTED: ("done", "good"),
    OutboxState.UNCERTAIN: ("candidate", "warning"),
    OutboxState.DEAD: ("failed", "bad"),
    OutboxState.SUPERSEDED: ("rejected", "dim"),
    OutboxState.EXPIRED: ("rejected", "warning"),
    OutboxState.CANCELLED: ("rejected", "dim"),
}
_KINDS: Mapping[str, str] = {"digest": N_("日报"), "escalation": N_("催办"), "alarm": N_("告警")}  # msgids
_OUTCOMES: Mapping[str, str] = {  # msgids
    "delivered": N_("送达"),
    "accepted": N_("受理"),
    "refused": N_("拒收"),
    "not_sent": N_("没有发出"),
    "ambiguous": N_("没有等到结果"),
    "": N_("未完成"),
}
_FAULTS: Mapping[str, str] = {  # msgids, by `Fault`
    "rate": N_("发得太密"),
    "auth": N_("密钥不对"),
    "config": N_("配置有误"),
    "too_large": N_("内容太长"),
    "content": N_("对方不收这条内容"),
    "unwanted": N_("对方不要再收"),
    "server": N_("对方故障"),
    "network": N_("网络不通"),
    "tls": N_("证书不对"),
    "lease": N_("没有轮到发送"),
}


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One channel as the list shows it; `id` is negative, so that it is no message's."""

    id: int
    name: str
    kind: str
    state: str = "ok"  # ok, paused, broken
    paused_until: datetime | None = None
    note: str = ""
    secret_fp: str = ""
    configured: bool = True
    states: Mapping[OutboxState, int] | None = None

    def count(self, *states: OutboxState) -> int:
        """How many of its messages stand there."""
        return sum((self.states or {}).get(state, 0) for state in states)


Row = ChannelRow | OutboxMessage


def outcome_words(outcome: str) -> str:
    """What became of one attempt, in a word."""
    return _(_OUTCOMES[outcome]) if outcome in _OUTCOMES else outcome


def answer_words(kept: str) -> str:
    """An answer as it is kept, `content: Bad Request`: whose trouble it is in words, then the vendor's own."""
    fault, found, answer = one_line(kept).partition(": ")
    if not found or fault not in _FAULTS:
        return one_line(kept)
    return _("{fault}：{answer}").format(fault=_(_FAULTS[fault]), answer=answer)


def outbox_fields(when: Callable[[datetime], str]) -> Sequence[Field[Row]]:
    """State, name, for whom, how often tried, when made, and why it is where it is."""
    return (
        Field(N_("状态"), 8, lambda row: _of(row, state_words), style=_look, samples=_state_samples),
        Field(N_("编号"), 7, lambda row: _of(row, lambda one: one.ref)),
        Field(N_("类型"), 4, lambda row: _of(row, lambda one: kind_words(one.kind)), 24, samples=_kind_samples),
        Field(N_("对象"), 14, lambda row: _of(row, lambda one: one.owner or _("全部")), 12),
        Field(N_("次数"), 4, lambda row: _of(row, lambda one: str(one.attempts)), 16, right=True),
        Field(N_("生成"), 11, lambda row: _of(row, lambda one: when(one.created_at)), 20),
        Field(N_("说明"), 0, lambda row: _of(row, lambda one: _why(one, when))),
    )


def _why(message: OutboxMessage, when: Callable[[datetime], str]) -> str:
    """Why it is where it is: until when it waits, or what was last said of it."""
    waits = message.not_before if message.state is OutboxState.READY else None
    first = _("最早") + f" {when(waits)}" if waits is not None else ""
    return "  ".join(part for part in (first, answer_words(message.note)) if part)


def _of(row: Row, read: Callable[[OutboxMessage], str]) -> str:
    return read(row) if isinstance(row, OutboxMessage) else ""


def state_words(message: OutboxMessage) -> str:
    """Glyph and word of where a message stands."""
    return f"{glyph(_STATES[message.state][0])} {word(message.state)}"


def _state_samples() -> list[str]:
    return [f"? {word(state)}" for state in OutboxState]


def _kind_samples() -> list[str]:
    return [_(words) for words in _KINDS.values()]


def kind_words(kind: str) -> str:
    """What a kind of message is called."""
    return _(_KINDS[kind]) if kind in _KINDS else kind


def _look(row: Row) -> str:
    look = _STATES[row.state][1] if isinstance(row, OutboxMessage) else ""
    return f"record--{look}" if look else ""


def channel_words(row: ChannelRow) -> tuple[str, str]:
    """One line of a channel: its state and how many of its messages stand where; its look."""
    sign, said, look = CHANNEL_STATES[row.state]
    counts = [
        f"{words} {number:,}"
        for words, number in (
            (_("待发"), row.count(OutboxState.READY, OutboxState.SENDING)),
            (word(OutboxState.UNCERTAIN), row.count(OutboxState.UNCERTAIN)),
            (word(OutboxState.DEAD), row.count(OutboxState.DEAD)),
            (word(OutboxState.EXPIRED), row.count(OutboxState.EXPIRED)),
            (_("已发"), row.count(OutboxState.DELIVERED, OutboxState.ACCEPTED)),
        )
        if number
    ]
    missing = "" if row.configured else _("（配置里没有）")
    why = f"  {one_line(row.note)}" if row.state != "ok" and row.note else ""
    words = f"{glyph(sign)} {one_line(row.name)}  {row.kind}{missing}  {_(said)}{why}  {' '.join(counts)}"
    return words, f"record--{'head' if row.state == 'ok' else look}"


def header_words(channels: Iterable[ChannelRow]) -> str:
    """What presses, over all channels."""
    every = list(channels)
    waiting = sum(row.count(OutboxState.READY, OutboxState.SENDING) for row in every)
    badly, stopped = sum(row.count(*ENDED_BADLY) for row in every), sum(row.state == "broken" for row in every)
    parts = [f"{glyph('failed')} " + _("停用渠道 {n}").format(n=stopped)] if stopped else []
    parts += [_("要处理 {n}").format(n=f"{badly:,}")] if badly else []
    return " | ".join([*parts, _("待发 {n}").format(n=f"{waiting:,}")])


def channel_facts(row: ChannelRow, zone: tzinfo, answer: str = "") -> Told:
    """Everything worth knowing of a channel; `answer` is what it said to the last test message."""
    _sign, said, look = CHANNEL_STATES[row.state]
    facts = [Fact(_("渠道"), f"{row.name}  {row.kind}", "bold"), Fact(_("状态"), _(said), look)]
    if row.paused_until is not None:
        facts.append(Fact(_("到"), f"{row.paused_until.astimezone(zone):%Y-%m-%d %H:%M}"))
    if row.note:
        facts.append(Fact(_("说明"), row.note, look))
    if row.state == "broken":
        facts.append(Fact(_("办法"), _("改正配置后按 t 试发；或按 e 恢复，待发的随下一次发送发出")))
    elif row.state == "paused":
        facts.append(Fact(_("办法"), _("按 e 恢复这一个，待发的随下一次发送发出")))
    if row.secret_fp:
        facts.append(Fact(_("密钥指纹"), row.secret_fp))
    facts += [Fact(word(state), f"{row.count(state):,}") for state in OutboxState if row.count(state)]
    if answer:
        facts.append(Fact(_("试发"), answer))
    return Told(tuple(facts))


def message_facts(
    message: OutboxMessage, attempts: Sequence[Attempt], preview: Preview | str, zone: tzinfo, *, indented: bool
) -> Told:
    """A message, every attempt, and the body that goes over the wire; `preview` may be why there is none."""
    facts = [
        Fact(_("编号"), f"{message.ref}  {state_words(message)}", "bold"),
        Fact(_("渠道"), f"{message.channel}  {kind_words(message.kind)}"),
        Fact(_("对象"), message.owner or _("全部")),
        Fact(_("生成"), _moment(message.created_at, zone)),
    ]
    if message.not_before is not None:
        facts.append(Fact(_("最早"), _moment(message.not_before, zone)))
    if message.expires_at is not None:
        facts.append(Fact(_("过期"), _moment(message.expires_at, zone)))
    if message.note:
        facts.append(Fact(_("说明"), answer_words(message.note)))
    facts += [Fact(_("发送") if n == 0 else "", attempt_words(one, zone)) for n, one in enumerate(attempts)]
    if message.state in ENDED_BADLY:
        facts.append(Fact("", _("r 重发  f 处理"), "dim"))
    if isinstance(preview, str):
        return Told((*facts, Fact(_("正文"), preview, "bad")))
    if not preview.body:
        return Told((*facts, Fact(_("正文"), _("所列条目都已了结或静默，不会再发"), "dim")))
    same = {True: _("，与上次发出的一致"), False: _("，与上次发出的不同"), None: ""}[preview.as_sent]
    heading = _("正文（{channel}{same}）").format(channel=preview.kind, same=same)
    return Told(tuple(facts), heading, preview.indented if indented else preview.body)


def attempt_words(attempt: Attempt, zone: tzinfo) -> str:
    """One try at sending: when, what became of it, what was answered."""
    parts = (
        _("第 {n} 次").format(n=attempt.n),
        _moment(attempt.started, zone),
        outcome_words(attempt.outcome),
        f"HTTP {attempt.http_status}" if attempt.http_status else "",
        attempt.vendor_code,
        answer_words(attempt.vendor_message),
    )
    return one_line("  ".join(part for part in parts if part))


def _moment(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%m-%d %H:%M}"
