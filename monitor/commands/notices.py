"""`duban notify`: send what waits, look at it first, try a channel."""

from collections.abc import Collection
from datetime import datetime

import click

from commitments.i18n import _
from monitor.commands.output import complain, moment, say
from monitor.safe_text import visible
from monitor.session import Session

MOST_COUNTED = 1000  # messages that are looked at to say how many wait


@click.group(
    invoke_without_command=True,
    short_help=_("发送待发通知；test 试发一条"),
    help=_("发送待发箱里等待的通知。"),
)
@click.option("--channel", default="", help=_("只发这个渠道"))
@click.option("--dry-run", is_flag=True, help=_("只看将要发出的内容，不发送"))
@click.pass_context
def notify(context: click.Context, channel: str, *, dry_run: bool) -> int | None:
    """Send what waits in the outbox."""
    if context.invoked_subcommand:
        return None
    session = context.find_object(Session)
    assert session is not None
    _known(session, channel)
    return _preview(session, channel) if dry_run else tell_dispatch(session, channel)


@notify.command(
    "test",
    short_help=_("向一个渠道试发一条消息"),
    help=_("试发一条消息，只发一次，并打印对方服务的原始答复。"),
)
@click.argument("name")
@click.pass_obj
def test(session: Session, name: str) -> int:
    """Send one test message, once, and print the vendor's own answer."""
    return try_channel(session, name)


def try_channel(session: Session, name: str) -> int:
    """Send one test message to a channel and print the answer; 0 if it was taken."""
    from monitor.notifications.surroundings import configured
    from monitor.notifications.trial import send_test

    _known(session, name)
    channel = configured(session.settings, name)
    assert channel is not None
    services = session.services
    outcome = send_test(
        channel,
        folder=session.settings.folder,
        today=session.today,
        now=session.clock.now,
        ledger=services.ledger,
    )
    answer = _("{fate} HTTP {status} {message}").format(
        fate=outcome.fate, status=outcome.http_status or "—", message=outcome.message
    )
    click.echo(visible(answer.strip()))
    if outcome.fate == "accepted":
        say(_("对方只说收下了，请到群里或信箱里看一眼是否真的到了"))
    return 0 if outcome.succeeded else 1


def tell_dispatch(session: Session, channel: str = "") -> int:
    """Send what waits and say what became of it, and what waits on; 0, or 3 when something failed."""
    if not session.settings.channel:
        click.echo(_("通知：未配置渠道，不发送（在 config.toml 里写 [[channel]]）"))
        return 0
    from monitor.jobs import dispatch_job

    result = dispatch_job(session.services, channel=channel)
    for problem in result.problems:
        complain(problem)
    parts = [
        (_("已发 {n}"), result.sent),
        (_("稍后再试 {n}"), result.waiting),
        (_("未确认 {n}"), result.uncertain),
        (_("失败 {n}"), result.failed),
        (_("撤回 {n}"), result.dropped),
    ]
    said = [words.format(n=len(refs)) for words, refs in parts if refs]
    said += _resting(session, channel, result.waiting)
    click.echo(_("通知：{said}").format(said=" · ".join(said) or _("没有待发")))
    return 3 if result.failed or result.uncertain or result.problems else 0


def _resting(session: Session, channel: str, tried: Collection[str]) -> list[str]:
    """How many messages of the channels in use were not tried at all, and until when they wait."""
    from commitments.ledger import OutboxState

    ledger = session.services.ledger
    served = {one.name for one in session.settings.channel if channel in ("", one.name)}
    rests = {one.name: one.paused_until for one in ledger.channels() if one.state != "ok"}
    rows = [row for row in ledger.outbox(OutboxState.READY, limit=MOST_COUNTED) if row.channel in served]
    held, days = 0, list[datetime]()
    for row in rows:
        if row.ref in tried:
            continue
        until = rests.get(row.channel, row.not_before)
        if until is None or until <= ledger.now():
            held += 1
        else:
            days.append(until)
    said = [_("暂不能发 {n}，见 duban channel list").format(n=held)] if held else []
    if days:
        words = _("等到 {when} 再发 {n}") if min(days) == max(days) else _("等候 {n}，最早 {when} 发")
        said.append(words.format(n=len(days), when=moment(min(days), session.settings.zone)))
    return said


def _known(session: Session, name: str) -> None:
    names = [channel.name for channel in session.settings.channel]
    if name and name not in names:
        known = "、".join(names) or _("（无）")
        raise click.BadParameter(_("没有渠道 {name}；已配置：{known}").format(name=name, known=known))


def _preview(session: Session, channel: str) -> int:
    from monitor.notifications.preview import previews

    services = session.services
    for preview in previews(services.ledger, session.settings, services.digest(), channel=channel):
        say(f"{preview.channel} ({preview.kind}) {preview.ref}")
        click.echo(preview.body)
    return 0
