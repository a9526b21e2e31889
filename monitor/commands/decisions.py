"""`duban accept`, `reject`, `judge`: what a reviewer decides, for scripts."""

import click

from commitments.evidence import RejectReason, Verdict
from commitments.i18n import _
from monitor.commands.entries import target_id
from monitor.commands.output import say
from monitor.session import Session
from monitor.words import word

VERDICTS = [verdict.value for verdict in Verdict if verdict is not Verdict.OPEN]


@click.command(short_help=_("收入在册：确认这些是承诺"))
@click.argument("codes", nargs=-1, required=True, metavar="ID...")
@click.pass_obj
def accept(session: Session, codes: tuple[str, ...]) -> None:
    """Take candidates into the ledger's care."""
    services = session.services
    changed = services.ledger.accept([target_id(code) for code in codes], actor=services.actor)
    say(_("已收 {n} 项").format(n=changed))


@click.command(short_help=_("退回：这些不是承诺"))
@click.argument("codes", nargs=-1, required=True, metavar="ID...")
@click.option("--reason", type=click.Choice([reason.value for reason in RejectReason]), required=True)
@click.option("--note", default="", help=_("补充说明"))
@click.pass_obj
def reject(session: Session, codes: tuple[str, ...], reason: str, note: str) -> None:
    """Refuse candidates, saying why."""
    services = session.services
    ids = [target_id(code) for code in codes]
    changed = services.ledger.reject(ids, reason=RejectReason(reason), actor=services.actor, note=note)
    say(_("已退 {n} 项").format(n=changed))


@click.command(short_help=_("下结论并销号"))
@click.argument("code", metavar="ID")
@click.argument("verdict", type=click.Choice(VERDICTS))
@click.option("--reason", required=True, help=_("为什么这样认定"))
@click.pass_obj
def judge(session: Session, code: str, verdict: str, reason: str) -> None:
    """Close a target with a verdict."""
    services = session.services
    entry = services.ledger.judge(target_id(code), Verdict(verdict), reason=reason, actor=services.actor)
    say(_("{code}：{verdict}").format(code=entry.code, verdict=word(entry.verdict)))
