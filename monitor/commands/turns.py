"""`duban recur` and `duban occurrence`: promises that fall due again and again."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from commitments.evidence import Verdict
from commitments.i18n import _
from monitor.commands.decisions import VERDICTS
from monitor.commands.entries import target_id
from monitor.commands.output import say, table
from monitor.session import Session
from monitor.words import word

if TYPE_CHECKING:
    from commitments.ledger import Entry, Occurrence
    from commitments.recurrence import Rule

DAY = click.DateTime(["%Y-%m-%d"])


@click.command(
    short_help=_("设定周期：每年、每季度……"),
    help=_("给一项目标设定周期。改设周期，只改动以后各期中没有人动过的。"),
)
@click.argument("code", metavar="ID")
@click.option(
    "--every", help=_("yearly、half-yearly、quarterly、monthly、ten-daily、weekly 或 every-N-days；默认按原文")
)
@click.option("--first", type=DAY, help=_("第一期哪天到期；默认按原文推定"))
@click.option("--until", type=DAY, help=_("最后一期不晚于哪天；默认原文时限"))
@click.pass_obj
def recur(session: Session, code: str, every: str | None, first: datetime | None, until: datetime | None) -> None:
    """Give a target its rule. Another rule changes only future occurrences that nobody has touched."""
    ledger = session.services.ledger
    entry = ledger.entry(target_id(code))
    rule = _rule(entry, every, first.date() if first else None, until.date() if until else None, session.today)
    rows = ledger.recur(entry.id, rule, day=session.today, actor=session.services.actor)
    say(_("{code}：已排出 {n} 期，第一期 {first}").format(code=entry.code, n=rows, first=rule.first))


def _rule(entry: "Entry", every: str | None, first: date | None, until: date | None, today: date) -> "Rule":
    from commitments.recurrence import Rule, first_end

    every = every or entry.target.due.recurrence
    if not every:
        raise click.UsageError(_("原文没有写明周期，请用 --every 指定"))
    end = until or (entry.original_due if first is None or first <= (entry.original_due or first) else None)
    try:
        return Rule(every, first or first_end(every, entry.document.reference or today), end)
    except ValueError as error:
        raise click.UsageError(_("周期不成立：{why}").format(why=error)) from error


@click.command(
    short_help=_("看各期，或给一期下结论"),
    help=_(
        "列出一项目标的各期；写明结论的，给其中一期下结论。错过时限的一期，下结论之前一直算逾期。\n\n"
        "第一人的结论是拟定；由另一人下同样的结论，即为确认。"
    ),
)
@click.argument("code", metavar="ID")
@click.argument("verdict", type=click.Choice(VERDICTS), required=False)
@click.option("--reason", default="", help=_("为什么这样认定"))
@click.option("--scheduled", type=DAY, help=_("哪一期；默认最早未定的一期"))
@click.option("--self-verified", is_flag=True, help=_("只有一人时：当场生效，如实记为自行核定"))
@click.pass_obj
def occurrence(
    session: Session, code: str, verdict: str | None, reason: str, scheduled: datetime | None, *, self_verified: bool
) -> None:
    """List the occurrences of a target; with VERDICT, decide on one. A missed one stays overdue until decided.

    The first person's verdict is a proposal; the same verdict by another person confirms it.
    """
    services, number = session.services, target_id(code)
    if verdict is None:
        headings = [_("期次"), _("时限"), _("结论"), _("理由")]
        turns = services.ledger.occurrences(number)
        rows = [[str(one.scheduled), str(one.due), _stands(one), one.reason] for one in turns]
        click.echo(table(headings, rows))
        return
    turn = services.ledger.judge_occurrence(
        number,
        Verdict(verdict),
        reason=reason,
        actor=services.actor,
        scheduled=scheduled.date() if scheduled else None,
        self_verified=self_verified,
    )
    say(_("{day} 这一期：{verdict}").format(day=turn.scheduled, verdict=_stands(turn)))


def _stands(turn: "Occurrence") -> str:
    """The verdict on a turn, and by how many people."""
    if turn.proposed is not None:
        return _("{verdict}（{who} 提出，待另一人确认）").format(verdict=word(turn.proposed), who=turn.decided_by)
    if turn.open:
        return word(turn.verdict)
    if turn.confirmed_by is None:
        return _("{verdict}（{who} 自行核定）").format(verdict=word(turn.verdict), who=turn.decided_by)
    people = {"who": turn.decided_by, "second": turn.confirmed_by}
    return _("{verdict}（{who} 提出，{second} 确认）").format(verdict=word(turn.verdict), **people)
