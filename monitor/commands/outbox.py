"""`duban outbox` and `duban channel`: what waits, what became of it, and what people decide about it."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from commitments.i18n import _
from monitor.commands.notices import try_channel
from monitor.commands.output import moment, say, table
from monitor.safe_text import visible
from monitor.session import Session
from monitor.words import word

if TYPE_CHECKING:
    from commitments.ledger import Attempt, OutboxMessage

STATES = ("ready", "sending", "delivered", "accepted", "uncertain", "dead", "superseded", "expired", "cancelled")
TEXT, JSON = "table", "json"


@click.group(
    short_help=_("待发箱：list 查看，show 详情，replay 重发，resolve 处理未确认的"),
    help=_("等待发送、已经发出和未能发出的消息。"),
)
def outbox() -> None:
    """Messages that wait, were sent, or could not be."""


@outbox.command(
    "list",
    short_help=_("列出消息，可按状态"),
    help=_(
        "列出消息，新的在前；写明状态的，只列这些状态的。\n\n"
        "状态：ready 待发、sending 发送中、delivered 已送达、accepted 已受理、uncertain 未确认、"
        "dead 未发成、superseded 已取代、expired 已过期、cancelled 已撤下。"
    ),
)
@click.argument("states", nargs=-1, type=click.Choice(STATES), metavar="[STATE]...")
@click.option("--channel", default="", help=_("只看这个渠道"))
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help=_("最多几条"))
@click.option("--format", "layout", type=click.Choice((TEXT, JSON)), default=TEXT)
@click.pass_obj
def list_messages(session: Session, states: tuple[str, ...], channel: str, limit: int, layout: str) -> None:
    """List messages, newest first; of the states named, else of all.

    STATE: ready, sending, delivered, accepted, uncertain, dead, superseded, expired, cancelled.
    """
    from commitments.ledger import OutboxState

    rows = session.services.ledger.outbox(*map(OutboxState, states), limit=limit)
    found = [row for row in rows if channel in ("", row.channel)]
    if layout == JSON:
        click.echo("\n".join(json.dumps(_facts(row), ensure_ascii=False) for row in found))
    elif found:
        headings = (_("编号"), _("状态"), _("渠道"), _("对象"), _("次数"), _("生成"), _("说明"))
        click.echo(table(headings, [_cells(session, row) for row in found]))
    else:
        say(_("没有这样的消息"))


@outbox.command("show", short_help=_("一条消息的内容和每次发送的结果"))
@click.argument("ref")
@click.pass_obj
def show(session: Session, ref: str) -> None:
    """One message: what it says, and every attempt."""
    from monitor.notifications.message import from_document, lines

    ledger = session.services.ledger
    row = ledger.message(_number(session, ref))
    click.echo(visible("  ".join(_cells(session, row))))
    for attempt in ledger.attempts(row.id):
        click.echo(visible(_attempt_words(session, attempt)))
    click.echo()
    click.echo(visible("\n".join(lines(from_document(row.document), row.ref))))


@outbox.command(
    "replay",
    short_help=_("把没发成的消息放回待发"),
    help=_("再发一次未发成、已过期或未确认的消息；对方可能已经收到的，会注明是重发。"),
)
@click.argument("refs", nargs=-1, required=True)
@click.option("--note", default="", help=_("写进记录的理由"))
@click.pass_obj
def replay(session: Session, refs: tuple[str, ...], note: str) -> int:
    """Try dead, expired or uncertain messages again; one that may have arrived says that it is a repeat."""
    ledger, actor = session.services.ledger, session.actor
    return _each(session, refs, lambda number: ledger.resend(number, actor=actor, note=note), _("已放回待发"))


@outbox.command(
    "resolve",
    short_help=_("未确认的消息：--delivered 已收到，--resend 重发，--cancel 不再发"),
    help=_("消息到没到，程序无从得知的，由人说明下落。"),
)
@click.argument("refs", nargs=-1, required=True)
@click.option("--delivered", "what", flag_value="delivered", help=_("有人看到它到了"))
@click.option("--resend", "what", flag_value="resend", help=_("没到，再发一次"))
@click.option("--cancel", "what", flag_value="cancel", help=_("不再发"))
@click.option("--note", default="", help=_("写进记录的理由"))
@click.pass_obj
def resolve(session: Session, refs: tuple[str, ...], what: str | None, note: str) -> int:
    """Say what became of messages about which the program cannot know."""
    ledger, actor = session.services.ledger, session.actor
    match what:
        case "delivered":
            act, done = ledger.confirm_delivered, _("已记为送达")
        case "resend":
            act, done = ledger.resend, _("已放回待发")
        case "cancel":
            act, done = ledger.cancel, _("已撤下")
        case _:
            raise click.UsageError(_("要写 --delivered、--resend 或 --cancel 之一"))
    return _each(session, refs, lambda number: act(number, actor=actor, note=note), done)


@click.group(
    short_help=_("通知渠道：list 状态，test 试发，pause 暂停，resume 恢复"), help=_("各个通知渠道，以及能不能用。")
)
def channel() -> None:
    """The channels, and whether they can be used."""


@channel.command(
    "list",
    short_help=_("每个渠道的状态、最近一次发送、待发几条"),
    help=_("列出已配置的渠道，以及只在台账里还有记录的渠道。"),
)
@click.pass_obj
def list_channels(session: Session) -> int:
    """Configured channels, and those that only the ledger still knows."""
    from commitments.ledger import OutboxState

    ledger = session.services.ledger
    known = {status.name: status for status in ledger.channels()}
    kinds = {name: status.kind for name, status in known.items()}
    kinds |= {each.name: each.kind for each in session.settings.channel}
    if not kinds:
        say(_("未配置渠道（在 config.toml 里写 [[channel]]）"))
        return 0
    waiting = [row.channel for row in ledger.outbox(OutboxState.READY, limit=1000)]
    states = {"ok": _("可用"), "paused": _("歇停"), "broken": _("已停用")}
    rows = []
    for name, kind in sorted(kinds.items()):
        status = known.get(name)
        state = states["ok" if status is None else status.state]
        until = "" if status is None or status.paused_until is None else _when(session, status.paused_until)
        note = "" if status is None else status.note
        rows.append((name, kind, state, str(waiting.count(name)), f"{until} {note}".strip()))
    click.echo(table((_("渠道"), _("类型"), _("状态"), _("待发"), _("说明")), rows))
    return 1 if any(status.state == "broken" for status in known.values()) else 0


@channel.command(
    "test",
    short_help=_("试发一条，打印对方的答复；收下了就恢复渠道"),
    help=_("试发一条消息，只发一次，不重试。"),
)
@click.argument("name")
@click.pass_obj
def test(session: Session, name: str) -> int:
    """Send one test message, once, without repeating it."""
    return try_channel(session, name)


@channel.command("resume", short_help=_("恢复停用或歇停的渠道"), help=_("恢复使用一个渠道；等待的消息在下一轮发出。"))
@click.argument("name")
@click.pass_obj
def resume(session: Session, name: str) -> None:
    """Put a channel back into use; what waited goes out with the next pass."""
    session.services.ledger.resume_channel(name)
    say(_("渠道 {name} 已恢复").format(name=name))


@channel.command(
    "pause",
    short_help=_("暂停渠道，直到有人恢复；不写名字就是全部"),
    help=_("暂停所写的渠道，不写名字就暂停全部；等待的消息先留着，用 duban channel resume 恢复。"),
)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.pass_obj
def pause(session: Session, names: tuple[str, ...]) -> None:
    """Let the channels named rest, or all where none is named; what waits stays until duban channel resume."""
    ledger = session.services.ledger
    configured = {each.name: each.kind for each in session.settings.channel}
    wanted = names or tuple({*configured, *(status.name for status in ledger.channels())})
    for name in configured.keys() & set(wanted):
        ledger.register_channel(name, configured[name])  # one that has never sent can be paused too
    paused = ledger.pause_channels(wanted, _("{who} 暂停").format(who=session.actor))
    say(_("已暂停 {n} 个渠道").format(n=paused))


def _each(session: Session, refs: Sequence[str], act: Any, done: str) -> int:
    """Do it to each message named; 3 where one was not in a state in which it can be done."""
    numbers = [(ref, _number(session, ref)) for ref in refs]
    failed = [ref for ref, number in numbers if not act(number)]
    for ref in refs:
        said = _("现在的状态不能这样处理，见 duban outbox show") if ref in failed else done
        say(f"{ref}  {said}")
    return 3 if failed else 0


def _number(session: Session, ref: str) -> int:
    number = session.services.ledger.message_id(ref)
    if number is None:
        raise click.BadParameter(_("消息编号写成 R-7F3K 这样：{ref}").format(ref=ref))
    return number


def _cells(session: Session, row: "OutboxMessage") -> tuple[str, ...]:
    created = _when(session, row.created_at)
    return (row.ref, word(row.state), row.channel, row.owner or "—", str(row.attempts), created, row.note)


def _facts(row: "OutboxMessage") -> dict[str, Any]:
    return {
        "ref": row.ref,
        "state": row.state.value,
        "channel": row.channel,
        "kind": row.kind,
        "owner": row.owner,
        "attempts": row.attempts,
        "created_at": row.created_at.isoformat(),
        "not_before": None if row.not_before is None else row.not_before.isoformat(),
        "expires_at": None if row.expires_at is None else row.expires_at.isoformat(),
        "note": row.note,
    }


def _attempt_words(session: Session, attempt: "Attempt") -> str:
    parts: Iterable[str] = (
        _("第 {n} 次").format(n=attempt.n),
        _when(session, attempt.started),
        attempt.outcome or _("未完成"),
        f"HTTP {attempt.http_status}" if attempt.http_status else "",
        attempt.vendor_code,
        attempt.vendor_message,
    )
    return "  ".join(part for part in parts if part)


def _when(session: Session, at: datetime) -> str:
    return moment(at, session.settings.zone)
