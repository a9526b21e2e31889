"""`duban mute`: tell nobody of what a filter finds, until a day and for a reason; see it, and end it."""

from datetime import datetime

import click

from commitments.i18n import _
from monitor.commands.output import say, table
from monitor.session import Session

DAY = click.DateTime(["%Y-%m-%d"])


@click.group(
    short_help=_("静默：add 在一段时间内不通知某范围，list 查看，end 提前结束"),
    help=_("一段时间内不通知任何人的目标；列表和报告里照常列出。"),
)
def mute() -> None:
    """Targets that nobody is told of for a while; they stay in lists and reports."""


@mute.command(
    "add",
    short_help=_("对符合条件的事项不再通知，到某天为止"),
    help=_("对符合条件的目标不再通知；条件的写法与 duban list 相同，须同时满足。"),
)
@click.argument("words", nargs=-1, required=True, metavar="FILTER...")
@click.option("--until", type=DAY, required=True, help=_("到哪一天恢复通知"))
@click.option("--reason", required=True, help=_("理由，例如机构改革期间"))
@click.pass_obj
def add(session: Session, words: tuple[str, ...], until: datetime, reason: str) -> None:
    """Mute what a filter finds; the words are those of `duban list`, all of which must hold."""
    from monitor.notice_settings import words_of

    services, text = session.services, " ".join(words)
    wanted = words_of(text, session.today)
    found = services.ledger.ids(wanted, day=session.today, near_days=services.near_days)
    number = services.ledger.mute(text, until.date(), reason=reason, day=session.today, actor=services.actor)
    say(_("静默 {n} 已生效，现在涉及 {count} 项，{day} 恢复").format(n=number, count=len(found), day=until.date()))


@mute.command("list", short_help=_("列出生效中的静默；--all 也列已结束的"))
@click.option("--all", "every", is_flag=True, help=_("也列已结束的"))
@click.pass_obj
def list_mutes(session: Session, *, every: bool) -> None:
    """Mutes in force, or every one there ever was."""
    found = session.services.ledger.mutes(None if every else session.today)
    if not found:
        say(_("没有静默"))
        return
    rows = [
        (str(one.id), one.filter, one.until.isoformat(), one.recorded_by, one.ended_by or "", one.reason)
        for one in found
    ]
    click.echo(table((_("编号"), _("范围"), _("恢复"), _("设定人"), _("结束人"), _("理由")), rows))


@mute.command(
    "end",
    short_help=_("提前结束一个静默"),
    help=_("从现在起恢复通知；静默期间到过哪些阶段，只按最高的一级通知一次。"),
)
@click.argument("number", type=int)
@click.pass_obj
def end(session: Session, number: int) -> int:
    """Tell of it again from now on; what was reached meanwhile is told once, by its highest stage."""
    services = session.services
    if services.ledger.unmute(number, actor=services.actor):
        say(_("静默 {n} 已结束").format(n=number))
        return 0
    say(_("静默 {n} 早已结束").format(n=number))
    return 3
