"""`duban accept`, `reject`, `judge`: what a reviewer decides, for scripts."""

from typing import TYPE_CHECKING

import click

from commitments.evidence import RejectReason, Verdict
from commitments.i18n import _
from monitor.commands.entries import target_id
from monitor.commands.output import say
from monitor.session import Session
from monitor.words import word

if TYPE_CHECKING:
    from commitments.ledger import Entry

VERDICTS = [verdict.value for verdict in Verdict if verdict is not Verdict.OPEN]


@click.command(short_help=_("收入在册：确认这些是承诺"))
@click.argument("codes", nargs=-1, required=True, metavar="ID...")
@click.pass_obj
def accept(session: Session, codes: tuple[str, ...]) -> None:
    """Take candidates into the ledger's care."""
    services = session.services
    changed = services.ledger.accept([target_id(code) for code in codes], actor=services.actor)
    say(_("已收 {n} 项").format(n=changed))


@click.command(short_help=_("退回：这些不是承诺"), help=_("退回待核的目标，并写明理由。"))
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


@click.command(
    short_help=_("下结论；由第二人确认后销号"),
    help=_(
        "对一项目标下结论。\n\n"
        "[review] four_eyes 开启时，第一人的结论只是拟定；由另一人下同样的结论，或运行 duban confirm，"
        "目标才销号。结论为 met、met_late、partly（已兑现、逾期兑现、部分兑现）的，须有已采信的证据，"
        "且不能只是宣布。"
    ),
)
@click.argument("code", metavar="ID")
@click.argument("verdict", type=click.Choice(VERDICTS))
@click.option("--reason", required=True, help=_("为什么这样认定"))
@click.option("--self-verified", is_flag=True, help=_("没有第二人：自行核定，台账如实记载"))
@click.option("--superseded-by", metavar="ID", help=_("由哪一项取代（结论为 withdrawn 时）"))
@click.pass_obj
def judge(
    session: Session, code: str, verdict: str, reason: str, self_verified: bool, superseded_by: str | None
) -> None:
    """Conclude on a target.

    With `[review] four_eyes` the first person's verdict waits; the same verdict, or `duban confirm`, by another
    person closes the target. Met, met_late and partly need accepted evidence that is more than an announcement.
    """
    if superseded_by and verdict != Verdict.WITHDRAWN.value:
        raise click.UsageError(_("--superseded-by 只用于 withdrawn"))
    services = session.services
    entry = services.ledger.judge(
        target_id(code),
        Verdict(verdict),
        reason=reason,
        actor=services.actor,
        self_verified=self_verified,
        superseded_by=target_id(superseded_by) if superseded_by else None,
    )
    tell_closing(entry)


def tell_closing(entry: "Entry") -> None:
    """Say how an entry stands after a verdict: closed by whom, or waiting."""
    if entry.waiting is not None:
        said = _("{code}：拟定为{verdict}，待另一人确认（duban confirm {code}）")
        say(said.format(code=entry.code, verdict=word(entry.waiting.verdict)))
    elif entry.self_verified:
        say(_("{code}：{verdict}（自行核定）").format(code=entry.code, verdict=word(entry.verdict)))
    else:
        say(_("{code}：{verdict}").format(code=entry.code, verdict=word(entry.verdict)))
