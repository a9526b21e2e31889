"""`duban accept`, `reject`, `evidence`, `judge`: what a reviewer decides, for scripts."""

from datetime import datetime
from decimal import Decimal, InvalidOperation

import click

from commitments.evidence import Evidence, RejectReason, Verdict
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


@click.group(short_help=_("进展证据"))
def evidence() -> None:
    """Evidence for and against a target."""


@evidence.command("add", short_help=_("记一条进展证据"))
@click.argument("code", metavar="ID")
@click.option("--value", help=_("观测值，按目标的单位"))
@click.option("--date", "observed_on", type=click.DateTime(["%Y-%m-%d"]), help=_("观测日期，默认今天"))
@click.option("--note", default="", help=_("说明"))
@click.option("--link", default="", help=_("来源链接或文号"))
@click.pass_obj
def add(session: Session, code: str, value: str | None, observed_on: datetime | None, note: str, link: str) -> None:
    """Record one observation; it is never overwritten."""
    if value is None and not note and not link:
        raise click.UsageError(_("至少要有 --value、--note、--link 之一"))
    services = session.services
    seen = Evidence(
        observed_on=observed_on.date() if observed_on else session.today,
        value=_decimal(value) if value is not None else None,
        note=note,
        link=link,
    )
    recorded = services.ledger.add_evidence(target_id(code), seen, actor=services.actor)
    say(_("已记证据 #{id}：{code}").format(id=recorded.id, code=code))


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


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise click.BadParameter(_("{value} 不是数").format(value=repr(text)), param_hint="--value")
    return value
