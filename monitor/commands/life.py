"""`duban confirm`, `extend`, `snooze` and the like: what happens to a target between acceptance and closing."""

import json
from datetime import datetime
from typing import TYPE_CHECKING

import click

from commitments.evidence import Verdict
from commitments.i18n import _
from monitor.commands.decisions import tell_closing
from monitor.commands.entries import target_id
from monitor.commands.output import say, table
from monitor.session import Session

if TYPE_CHECKING:
    from commitments.ledger import Extension, Slippage

DAY = click.DateTime(["%Y-%m-%d"])


@click.command(short_help=_("确认另一人的结论，销号"), help=_("确认另一人拟定的结论；目标随即销号。"))
@click.argument("code", metavar="ID")
@click.option("--note", default="", help=_("补充说明"))
@click.pass_obj
def confirm(session: Session, code: str, note: str) -> None:
    """Confirm the verdict that another person proposed; the target is then closed."""
    services = session.services
    tell_closing(services.ledger.confirm(target_id(code), actor=services.actor, note=note))


@click.command(short_help=_("不同意拟定的结论，退回"), help=_("退回拟定的结论；目标仍为待核查。"))
@click.argument("code", metavar="ID")
@click.option("--reason", required=True, help=_("为什么不同意"))
@click.pass_obj
def decline(session: Session, code: str, reason: str) -> None:
    """Send a proposed verdict back; the target stays open."""
    services = session.services
    entry = services.ledger.decline(target_id(code), reason=reason, actor=services.actor)
    say(_("{code}：结论已退回").format(code=entry.code))


@click.command(
    short_help=_("收回上一个决定"),
    help=_("收回上一个决定：已有结论的恢复为待核查，只有拟定结论的撤去拟定，两者都没有的恢复为待核。"),
)
@click.argument("codes", nargs=-1, required=True, metavar="ID...")
@click.option("--reason", required=True, help=_("为什么重开"))
@click.pass_obj
def reopen(session: Session, codes: tuple[str, ...], reason: str) -> None:
    """Take the last decision back: a verdict becomes open again, else a proposal falls, else the review."""
    services = session.services
    changed = services.ledger.reopen([target_id(code) for code in codes], reason=reason, actor=services.actor)
    say(_("已重开 {n} 项").format(n=changed))


@click.command(short_help=_("撤回或改由另一项取代"), help=_("目标不再要求的，予以销号；加 --by 表示已由另一项取代。"))
@click.argument("code", metavar="ID")
@click.option("--reason", required=True, help=_("为什么不再要求，依据哪份文件"))
@click.option("--by", "successor", metavar="ID", help=_("由哪一项取代"))
@click.option("--self-verified", is_flag=True, help=_("没有第二人：自行核定，台账如实记载"))
@click.pass_obj
def withdraw(session: Session, code: str, reason: str, successor: str | None, self_verified: bool) -> None:
    """Close a target because it is no longer asked for; with --by, because another one took its place."""
    services = session.services
    entry = services.ledger.judge(
        target_id(code),
        Verdict.WITHDRAWN,
        reason=reason,
        actor=services.actor,
        self_verified=self_verified,
        superseded_by=target_id(successor) if successor else None,
    )
    tell_closing(entry)


@click.command(
    short_help=_("延期：改动时限的唯一途径"),
    help=_("改动时限；原定时限、变动次数和推后的天数都留在台账里。"),
)
@click.argument("code", metavar="ID")
@click.argument("day", type=DAY, metavar="DATE")
@click.option("--reason", required=True, help=_("为什么延期"))
@click.option("--approver", required=True, help=_("谁批准"))
@click.option("--source", default="", help=_("依据的文件：标题、文号或链接"))
@click.option("--document", "document_id", type=int, help=_("依据的文件在台账里的编号"))
@click.pass_obj
def extend(
    session: Session, code: str, day: datetime, reason: str, approver: str, source: str, document_id: int | None
) -> None:
    """Move a due date; the original one, the number of moves and the days moved stay on record."""
    services = session.services
    number = target_id(code)
    move = services.ledger.extend(
        number,
        day.date(),
        reason=reason,
        approver=approver,
        source=source,
        document_id=document_id,
        actor=services.actor,
    )
    entry = services.ledger.entry(number)
    said = _("{code}：{old} → {new}，第 {n} 次变动").format(
        code=entry.code, old=move.old_due or "—", new=move.new_due, n=entry.times_moved
    )
    say(said)


@click.command(
    short_help=_("各单位延期情况，或一项的各次延期"),
    help=_("列出各牵头单位的时限推后了多少；写明一项目标的，列出它的各次变动。"),
)
@click.argument("code", metavar="[ID]", required=False)
@click.option("--format", "layout", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.pass_obj
def extensions(session: Session, code: str | None, layout: str) -> None:
    """Show how far each leading unit's dates have moved, or every move of one target."""
    ledger = session.services.ledger
    if code is None:
        click.echo(_slippage(ledger.slippage(), layout))
    else:
        click.echo(_moves(ledger.extensions(target_id(code)), layout))


def _slippage(units: "tuple[Slippage, ...]", layout: str) -> str:
    if layout == "json":
        rows = [{"unit": one.unit, "targets": one.targets, "moves": one.moves, "days": one.days} for one in units]
        return json.dumps(rows, ensure_ascii=False, indent=2)
    headings = [_("牵头"), _("条目"), _("延期次数"), _("天数")]
    return table(headings, [[one.unit or "—", str(one.targets), str(one.moves), str(one.days)] for one in units])


def _moves(moves: "tuple[Extension, ...]", layout: str) -> str:
    if layout == "json":
        return json.dumps([_move_record(one) for one in moves], ensure_ascii=False, indent=2)
    headings = [_("原时限"), _("新时限"), _("天数"), _("批准人"), _("依据"), _("理由")]
    return table(headings, [_move_columns(one) for one in moves])


def _move_record(move: "Extension") -> dict[str, object]:
    return {
        "old": move.old_due.isoformat() if move.old_due else None,
        "new": move.new_due.isoformat(),
        "days": move.days,
        "reason": move.reason,
        "approver": move.approver,
        "source": move.source,
        "document": move.document_id,
        "by": move.recorded_by,
        "undone": move.struck,
    }


def _move_columns(move: "Extension") -> list[str]:
    days = "" if move.days is None else str(move.days)
    reason = _("（已撤销）{reason}").format(reason=move.reason) if move.struck else move.reason
    return [str(move.old_due or "—"), str(move.new_due), days, move.approver, move.source, reason]


@click.command(short_help=_("签收：单位已知悉"), help=_("记下单位已知悉这些目标。"))
@click.argument("codes", nargs=-1, required=True, metavar="ID...")
@click.option("--unit", default="", help=_("哪个单位签收"))
@click.option("--note", default="", help=_("补充说明"))
@click.pass_obj
def acknowledge(session: Session, codes: tuple[str, ...], unit: str, note: str) -> None:
    """Record that a unit took note of targets."""
    services = session.services
    ids = [target_id(code) for code in codes]
    changed = services.ledger.acknowledge(ids, unit=unit, note=note, actor=services.actor)
    say(_("已签收 {n} 项").format(n=changed))


@click.command(short_help=_("暂缓提醒到某日，至多三次"), help=_("在某日之前不再提醒一项目标；时限不变。"))
@click.argument("code", metavar="ID")
@click.argument("day", type=DAY, metavar="DATE")
@click.option("--reason", required=True, help=_("为什么暂缓"))
@click.pass_obj
def snooze(session: Session, code: str, day: datetime, reason: str) -> None:
    """Rest reminders about a target until a day; its due date does not move."""
    services = session.services
    entry = services.ledger.snooze(target_id(code), day.date(), reason=reason, day=session.today, actor=services.actor)
    say(_("{code}：提醒暂缓到 {day}（第 {n} 次）").format(code=entry.code, day=entry.snoozed_until, n=entry.snoozes))


@click.command(short_help=_("记一条领导批示"))
@click.argument("code", metavar="ID")
@click.argument("said", metavar="TEXT")
@click.option("--leader", required=True, help=_("谁批示"))
@click.pass_obj
def remark(session: Session, code: str, said: str, leader: str) -> None:
    """Keep what a leader noted on a target."""
    services = session.services
    services.ledger.remark(target_id(code), leader=leader, said=said, actor=services.actor)
    say(_("已记 {leader} 的批示").format(leader=leader))


@click.command(
    short_help=_("撤销一个决定（留痕）"),
    help=_("撤销一项目标的上一个决定，或某一号记录（如 #417）；撤销本身另记一条。"),
)
@click.argument("code", metavar="ID|#EVENT")
@click.option("--reason", default="", help=_("为什么撤销"))
@click.pass_obj
def undo(session: Session, code: str, reason: str) -> None:
    """Undo the last decision on a target, or the event with a number (#417), by one more event."""
    ledger = session.services.ledger
    number = int(code[1:]) if code.startswith("#") and code[1:].isascii() and code[1:].isdecimal() else None
    if number is None:
        number = ledger.last_undoable(target_id(code))
    ledger.undo(number, actor=session.services.actor, reason=reason)
    say(_("已撤销第 {id} 号记录").format(id=number))
