"""`duban documents`: what was taken in, and what was wrong with it."""

import json
from typing import TYPE_CHECKING, Any

import click

from commitments.errors import Problem
from commitments.i18n import _
from monitor.commands.output import table
from monitor.safe_text import one_line
from monitor.session import Session

if TYPE_CHECKING:
    from commitments.ledger import CountedDocument


@click.command(
    short_help=_("看收录了哪些文件；--problems 看哪些有问题"),
    help=_("按收录先后列出台账里的文件；加 --problems 则列出文件有哪些问题。"),
)
@click.option("--problems", is_flag=True, help=_("只列问题：读不了的文件，缺日期的文件"))
@click.option("--format", "layout", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.pass_obj
def documents(session: Session, problems: bool, layout: str) -> None:
    """List the documents in the ledger in the order in which they came, or what is wrong with them."""
    ledger = session.services.ledger
    if problems:
        failed = [receipt.problem for receipt in ledger.failed_receipts() if receipt.problem]
        _tell_problems([*failed, *ledger.problems()], layout)
        return
    found = ledger.documents()
    if layout == "json":
        click.echo(json.dumps([_record(one) for one in found], ensure_ascii=False, indent=2))
        return
    headings = [_("编号"), _("成文"), _("目标"), _("待核"), _("文号"), _("标题"), _("文件")]
    click.echo(table(headings, [_columns(one) for one in found]))


def _tell_problems(found: list[Problem], layout: str) -> None:
    if layout == "json":
        records = [{"where": one.where, "message": one.message, "remedy": one.remedy} for one in found]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
    elif found:
        headings = [_("位置"), _("问题"), _("办法")]
        click.echo(table(headings, [[one.where, one.message, one.remedy] for one in found]))


def _columns(one: "CountedDocument") -> list[str]:
    day = one.signed or one.published or one.reference
    counts = [str(one.targets), str(one.candidates)]
    return [str(one.id), str(day or "—"), *counts, one.number or "—", one_line(one.label, 40), one.name]


def _record(one: "CountedDocument") -> dict[str, Any]:
    days = {name: getattr(one, name) for name in ("signed", "published", "reference")}
    return {
        "id": one.id,
        "name": one.name,
        "title": one.title,
        "issuer": one.issuer,
        "number": one.number,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "sha256": one.sha256,
        "added_at": one.added_at.isoformat(),
        "targets": one.targets,
        "candidates": one.candidates,
    }
