"""`duban restated`: the same promise in two documents, both quotes side by side, and what moved."""

import json
from typing import TYPE_CHECKING, Any

import click

from commitments.codes import code_of
from commitments.i18n import _
from commitments.restating import softened
from commitments.target import Strength
from monitor.commands.entries import target_id
from monitor.commands.output import say
from monitor.safe_text import one_line
from monitor.session import Session
from monitor.words import word

if TYPE_CHECKING:
    from commitments.ledger import Ledger
    from commitments.ledger.findings_values import Restatement


@click.group(
    invoke_without_command=True,
    short_help=_("重申与变动：同一承诺在不同文件里的说法"),
    help=_("列出后来的文件又一次作出的承诺，以及说法有哪些不同。"),
)
@click.option("--target", "code", metavar="ID", help=_("只看这一项目标"))
@click.option("--moved", is_flag=True, help=_("只看数字、时限或措辞变了的"))
@click.option("--find", is_flag=True, help=_("先在全部文件里找一遍"))
@click.option("--format", "layout", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def restated(context: click.Context, code: str | None, moved: bool, find: bool, layout: str) -> None:
    """List promises that a later document says again, and what it says otherwise."""
    if context.invoked_subcommand:
        return
    session: Session = context.obj
    ledger = session.services.ledger
    if find:
        say(_("新找到 {n} 对").format(n=ledger.link_restatements([document.id for document in ledger.documents()])))
    found = ledger.restatements(target_id=target_id(code) if code else None)
    found = tuple(one for one in found if one.changes or not moved)
    if layout == "json":
        click.echo(json.dumps([_record(one) for one in found], ensure_ascii=False, indent=2))
        return
    for one in found:
        click.echo("\n".join(_lines(ledger, one)))


def _lines(ledger: "Ledger", one: "Restatement") -> list[str]:
    earlier, later = ledger.rows([one.earlier_id, one.later_id])
    lines = [_("#{id}  把握 {score:.2f}").format(id=one.id, score=one.score)]
    for label, entry in ((_("原来"), earlier), (_("后来"), later)):
        lines.append(f"  {label}  {entry.code}  {one_line(entry.document.label, 40)}")
        lines.append(f"        “{one_line(entry.target.quote)}”")
    lines += [f"  {_change(change)}" for change in one.changes] or [f"  {_('说法未变')}"]
    return lines


def _change(change: tuple[str, Any, Any]) -> str:
    what, before, after = change
    if what == "strength":
        before, after = word(Strength(before)), word(Strength(after))
        label = _("措辞变软") if softened(change) else _("措辞变硬")
    else:
        label = {"number": _("数字变动"), "due": _("时限变动")}[what]
    return _("{label}：{before} → {after}").format(label=label, before=before or "—", after=after or "—")


def _record(one: "Restatement") -> dict[str, Any]:
    return {
        "restated": one.id,
        "earlier": code_of(one.earlier_id),
        "later": code_of(one.later_id),
        "score": one.score,
        "changes": [{"what": what, "before": before, "after": after} for what, before, after in one.changes],
    }


@restated.command("confirm", short_help=_("确认是同一承诺"))
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="NUMBER...")
@click.option("--reason", default="", help=_("说明"))
@click.pass_obj
def confirm(session: Session, numbers: tuple[int, ...], reason: str) -> None:
    """Say that both are one promise."""
    _decide(session, numbers, same=True, reason=reason)


@restated.command("refuse", short_help=_("不是同一承诺，不再提出"))
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="NUMBER...")
@click.option("--reason", default="", help=_("说明"))
@click.pass_obj
def refuse(session: Session, numbers: tuple[int, ...], reason: str) -> None:
    """Say that they are two promises."""
    _decide(session, numbers, same=False, reason=reason)


def _decide(session: Session, numbers: tuple[int, ...], *, same: bool, reason: str) -> None:
    services = session.services
    for number in numbers:
        services.ledger.decide_restatement(number, same=same, actor=services.actor, reason=reason)
    say(_("已处理 {n} 对").format(n=len(numbers)))
