"""`duban units`: responsible units, their names through time, and the names that wait to be resolved."""

from datetime import date
from typing import TYPE_CHECKING

import click

from commitments.i18n import _
from monitor.commands.output import say, table
from monitor.safe_text import one_line
from monitor.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commitments.ledger.revision_values import Alias, Body, Unresolved

SHOWN = 20  # names of the queue below the register


class _Day(click.ParamType[date]):
    """A day on the command line, as a date."""

    name = "day"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a complaint that shows how to write one."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(_("“{text}”不是日期，应如 2025-12-31").format(text=value), param, ctx)


_DAY = _Day()


@click.group(
    invoke_without_command=True,
    short_help=_("责任单位：名称、别名、隶属、联系人"),
    help=_("列出已登记的单位，以及还没有对上单位的名称。"),
)
@click.pass_context
def units(context: click.Context) -> None:
    """List the units in the register, and the names that wait to be resolved."""
    if context.invoked_subcommand:
        return
    session: Session = context.obj
    known, queue = session.services.ledger.units(), session.services.ledger.unresolved_units()
    if known:
        headings = [_("单位"), _("性质"), _("隶属"), _("联系人"), _("别名")]
        click.echo(table(headings, [_columns(unit) for unit in known]))
    if queue:
        say(_("还有 {n} 个名称没有对上单位：").format(n=len(queue)))
        click.echo(_queue(queue[:SHOWN]))
        say(_("对上：duban units resolve 名称 [单位]；全部：duban units waiting [--settle]"))
    elif not known:
        say(_("还没有登记单位，目标里也没有提到单位"))


def _queue(waiting: "Sequence[Unresolved]") -> str:
    headings = [_("名称"), _("目标数"), _("就是"), _("可能是"), _("性质")]
    rows = [
        [one.name, str(one.targets), one.likely or "", "、".join(one.akin), _("一类单位") if one.group else ""]
        for one in waiting
    ]
    return table(headings, rows)


@units.command(
    "waiting",
    short_help=_("列出还没有对上的单位名称"),
    help=_("列出目标里还没有对上单位的名称：是哪个单位的另一种写法，可能指哪个单位。"),
)
@click.option("--settle", is_flag=True, help=_("有把握的并为别名，其余各自登记"))
@click.pass_obj
def waiting(session: Session, settle: bool) -> None:
    """List names on targets that no unit bears, whose other writing each is, and whom it may mean."""
    services = session.services
    if settle:
        aliases, added = services.ledger.settle_unresolved_units(actor=services.actor)
        say(_("已并为别名 {aliases} 个，新登记 {added} 个").format(aliases=aliases, added=added))
        return
    click.echo(_queue(services.ledger.unresolved_units()))


@units.command(
    "resolve",
    short_help=_("把一个名称对到单位上；不写单位就照建议，没有建议就新登记"),
    help=_(
        "把一个还没有对上的名称认作某个单位，必要时先登记这个单位；不写单位的，按有把握的建议，"
        "没有建议就以这个名称登记。"
    ),
)
@click.argument("name")
@click.argument("unit", required=False)
@click.option("--new", "is_new", is_flag=True, help=_("不管建议，另登记为一个单位"))
@click.pass_obj
def resolve(session: Session, name: str, unit: str | None, is_new: bool) -> None:
    """Let a waiting name mean UNIT, which is entered if need be; without it what the queue is sure of, else itself."""
    services = session.services
    if unit is None and not is_new:
        queue = services.ledger.unresolved_units()
        unit = next((one.likely for one in queue if one.name == name), None)
    found = services.ledger.settle_unit_name(name, None if is_new else unit, actor=services.actor)
    if found.name == name:
        say(_("已登记 {name}").format(name=found.name))
    else:
        say(_("{other} 即 {name}").format(other=name, name=found.name))


@units.command("add", short_help=_("登记一个单位"), help=_("以规范名称登记一个单位。"))
@click.argument("name")
@click.option("--parent", help=_("上级单位"))
@click.option("--group", is_flag=True, help=_("一类单位，例如 各市政府"))
@click.pass_obj
def add(session: Session, name: str, parent: str | None, group: bool) -> None:
    """Enter a unit under its canonical name."""
    from commitments.ledger.revision_values import BodyKind

    services = session.services
    kind = BodyKind.GROUP if group else None
    unit = services.ledger.add_unit(name, kind=kind, parent=parent, actor=services.actor)
    say(_("已登记 {name}").format(name=unit.name))


@units.command("show", short_help=_("看一个单位"), help=_("看一个单位的各种名称和联系方式。"))
@click.argument("name")
@click.pass_obj
def show(session: Session, name: str) -> None:
    """Show a unit with its names and where to reach it."""
    unit = session.services.ledger.unit(name)
    facts = [
        (_("性质"), _kind(unit)),
        (_("隶属"), unit.parent or ""),
        (_("名称"), "；".join(_alias(one) for one in unit.names)),
        (_("联系人"), unit.contact),
        (_("渠道"), "；".join(f"{channel}={ident}" for channel, ident in sorted(unit.chats.items()))),
        (_("并入"), unit.merged_into or ""),
    ]
    click.echo(one_line(unit.name))
    for label, value in facts:
        if value:
            click.echo(f"  {label}  {one_line(value)}")


@units.command("alias", short_help=_("添一个别名"))
@click.argument("name")
@click.argument("other", metavar="ALIAS")
@click.option("--since", type=_DAY, help=_("从哪天起这样叫"))
@click.option("--until", type=_DAY, help=_("到哪天为止这样叫"))
@click.pass_obj
def alias(session: Session, name: str, other: str, since: date | None, until: date | None) -> None:
    """Let a unit be known by another name too."""
    services = session.services
    unit = services.ledger.alias_unit(name, other, actor=services.actor, since=since, until=until)
    say(_("{other} 即 {name}").format(other=other, name=unit.name))


@units.command("rename", short_help=_("单位改名；原文不变"))
@click.argument("name")
@click.argument("new")
@click.option("--on", type=_DAY, help=_("从哪天起改名"))
@click.pass_obj
def rename(session: Session, name: str, new: str, on: date | None) -> None:
    """Give a unit another name; quotes stay as they are."""
    services = session.services
    unit = services.ledger.rename_unit(name, new, actor=services.actor, on=on)
    say(_("{old} 现名 {name}").format(old=name, name=unit.name))


@units.command("merge", short_help=_("一个单位并入另一个；原文不变"))
@click.argument("name")
@click.argument("into")
@click.option("--on", type=_DAY, help=_("从哪天起合并"))
@click.pass_obj
def merge(session: Session, name: str, into: str, on: date | None) -> None:
    """Let one unit be part of another; quotes stay as they are."""
    services = session.services
    unit = services.ledger.merge_units(name, into, actor=services.actor, on=on)
    say(_("{old} 已并入 {name}").format(old=name, name=unit.name))


@units.command("reach", short_help=_("登记联系人和群聊编号"))
@click.argument("name")
@click.option("--contact", help=_("联系人"))
@click.option("--chat", multiple=True, metavar="CHANNEL=ID", help=_("在某个渠道上的编号；等号后留空表示去掉"))
@click.pass_obj
def reach(session: Session, name: str, contact: str | None, chat: tuple[str, ...]) -> None:
    """Note whom to ask and where to write."""
    pairs = [one.partition("=") for one in chat]
    if any(not sign or not channel for channel, sign, _ident in pairs):
        raise click.BadParameter(_("写成 渠道=编号"), param_hint="--chat")
    services = session.services
    chats = {channel: ident for channel, _sign, ident in pairs}
    services.ledger.reach_unit(name, actor=services.actor, contact=contact, chats=chats)
    say(_("已登记 {name} 的联系方式").format(name=name))


def _columns(unit: "Body") -> list[str]:
    aliases = "；".join(_alias(one) for one in unit.names if one.name != unit.name)
    return [unit.name, _kind(unit), unit.parent or "", unit.contact, aliases]


def _kind(unit: "Body") -> str:
    return {"unit": _("单位"), "group": _("一类单位")}[unit.kind.value]


def _alias(one: "Alias") -> str:
    if one.since is None and one.until is None:
        return one.name
    return f"{one.name}（{one.since or ''}—{one.until or ''}）"
