"""`duban suggest`: results reported by documents, offered as evidence; accepted or refused in one call."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from commitments.codes import code_of
from commitments.evidence import Grade
from commitments.i18n import _
from commitments.record import result_record
from monitor.commands.entries import target_id
from monitor.commands.output import say, table
from monitor.safe_text import one_line
from monitor.session import Session
from monitor.words import quantity_words

if TYPE_CHECKING:
    from commitments.ledger.findings_values import Suggestion


@click.group(
    invoke_without_command=True,
    short_help=_("证据建议：文件里报告的成效，可能对应哪项目标"),
    help=_("列出证据建议，把握大的在前。"),
)
@click.option("--target", "code", metavar="ID", help=_("只看这一项目标的建议"))
@click.option("--format", "layout", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help=_("最多列出几条"))
@click.pass_context
def suggest(context: click.Context, code: str | None, layout: str, limit: int) -> None:
    """List suggested evidence, the likeliest first."""
    if context.invoked_subcommand:
        return
    session: Session = context.obj
    number = target_id(code) if code else None
    found = session.services.ledger.suggestions(target_id=number, limit=limit)
    if layout == "json":
        click.echo(json.dumps([_record(one) for one in found], ensure_ascii=False, indent=2))
        return
    headings = [_("建议"), _("目标"), _("把握"), _("日期"), _("数值"), _("依据"), _("成效原文"), _("出处")]
    click.echo(table(headings, [_columns(one) for one in found]))


@suggest.command("accept", short_help=_("采纳：记为这项目标的证据"))
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="SUGGESTION...")
@click.option("--date", "observed_on", type=click.DateTime(["%Y-%m-%d"]), help=_("观测日期，默认原文所说的日期"))
@click.option("--grade", type=click.Choice([grade.value for grade in Grade]), default=Grade.DOCUMENT.value)
@click.pass_obj
def accept(session: Session, numbers: tuple[int, ...], observed_on: datetime | None, grade: str) -> None:
    """Record suggested results as evidence."""
    services = session.services
    day = observed_on.date() if observed_on else None
    for number in numbers:
        seen = services.ledger.accept_suggestion(number, actor=services.actor, observed_on=day, grade=Grade(grade))
        say(_("已采纳建议 {n}：C{target:06d} 证据 #{id}").format(n=number, target=seen.target_id, id=seen.id))


@suggest.command("refuse", short_help=_("不采纳：这一对以后不再提出"))
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="SUGGESTION...")
@click.option("--reason", default="", help=_("为什么不是"))
@click.pass_obj
def refuse(session: Session, numbers: tuple[int, ...], reason: str) -> None:
    """Say that results are no evidence for their targets."""
    services = session.services
    for number in numbers:
        services.ledger.refuse_suggestion(number, actor=services.actor, reason=reason)
    say(_("已回绝 {n} 条建议").format(n=len(numbers)))


def _columns(one: "Suggestion") -> list[str]:
    said = one.result.result
    return [
        str(one.id),
        code_of(one.target_id),
        f"{one.score:.2f}",
        one.result.day.isoformat() if one.result.day else "—",
        quantity_words(said.quantity) if said.quantity else "",
        one_line("；".join(f"{_reason(kind)}“{words}”" for kind, words in one.why)),
        one_line(said.quote, 40),
        one_line(one.result.document_label, 30),
    ]


def _reason(kind: str) -> str:
    words = {
        "metric": _("同说"),
        "unit": _("同一单位"),
        "place": _("同一地方"),
        "owner": _("同一责任单位"),
        "later": _("承诺之后的"),
    }
    return words.get(kind, kind)


def _record(one: "Suggestion") -> dict[str, Any]:
    return {
        "suggestion": one.id,
        "target": code_of(one.target_id),
        "score": one.score,
        "why": [list(reason) for reason in one.why],
        "date": one.result.day.isoformat() if one.result.day else None,
        "document": one.result.document_label,
        "result": result_record(one.result.result),
    }
