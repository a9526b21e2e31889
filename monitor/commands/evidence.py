"""`duban evidence`: what was observed — recorded, shown, accepted, struck — and the files that prove it."""

import sys
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitments.codes import code_of
from commitments.document import Span
from commitments.evidence import Evidence, Grade, Passage, StoredFile
from commitments.i18n import _
from monitor.commands.entries import target_id
from monitor.commands.output import say, table
from monitor.safe_text import one_line
from monitor.session import Session
from monitor.words import word

if TYPE_CHECKING:
    from commitments.ledger import Observation

GRADES = [grade.value for grade in Grade]


@click.group(short_help=_("进展证据"), help=_("一项目标的进展证据，不论有利还是不利。"))
def evidence() -> None:
    """Evidence for and against a target."""


@evidence.command("add", short_help=_("记一条进展证据"), help=_("登记一次观测所得；已登记的不会被改写。"))
@click.argument("code", metavar="ID")
@click.option("--value", help=_("观测值"))
@click.option("--unit", help=_("观测值的单位，默认是目标的单位；可换算的自动换算"))
@click.option("--date", "observed_on", type=click.DateTime(["%Y-%m-%d"]), help=_("观测日期，默认今天"))
@click.option("--grade", type=click.Choice(GRADES), default=Grade.DOCUMENT.value, show_default=True, help=_("证据等级"))
@click.option("--note", default="", help=_("说明"))
@click.option("--link", default="", help=_("来源链接或文号"))
@click.option("--file", "path", type=click.Path(path_type=Path), help=_("附上一个文件"))
@click.option("--passage", help=_("台账里的出处：文件编号:起:止，例如 3:120:154"))
@click.option("--override", default="", help=_("证据早于承诺时，写明为什么仍可采用"))
@click.option("--unconfirmed", is_flag=True, help=_("只登记，等别人采信后才算数"))
@click.pass_obj
def add(
    session: Session,
    code: str,
    value: str | None,
    unit: str | None,
    observed_on: datetime | None,
    grade: str,
    note: str,
    link: str,
    path: Path | None,
    passage: str | None,
    override: str,
    unconfirmed: bool,
) -> None:
    """Record one observation; it is never overwritten."""
    if value is None and not note and not link and path is None and passage is None:
        raise click.UsageError(_("至少要有 --value、--note、--link、--file、--passage 之一"))
    number, observed = target_id(code), _decimal(value) if value is not None else None
    services = session.services
    services.ledger.entry(number)  # no file is stored for a target that is not there
    seen = Evidence(
        observed_on=observed_on.date() if observed_on else session.today,
        value=observed,
        note=note,
        link=link,
        unit=unit,
        grade=Grade(grade),
        passage=_passage(passage) if passage else None,
        file=services.attachments.put(path) if path else None,
        override=override,
    )
    recorded = services.ledger.add_evidence(number, seen, actor=services.actor, accepted=not unconfirmed)
    say(_("已记证据 #{id}：{code}").format(id=recorded.id, code=code))


@evidence.command(
    "list",
    short_help=_("列出一项目标的证据"),
    help=_("列出一项目标的证据，以及每条证据还用于哪些目标。"),
)
@click.argument("code", metavar="ID")
@click.option("--struck", is_flag=True, help=_("也列出已作废的"))
@click.pass_obj
def list_evidence(session: Session, code: str, struck: bool) -> None:
    """Show the evidence of one target and where else each piece is used."""
    ledger, number = session.services.ledger, target_id(code)
    ledger.entry(number)
    shared = ledger.shared_evidence(number)
    headings = [_("证据"), _("日期"), _("数值"), _("等级"), _("状态"), _("登记"), _("采信"), _("也用于"), _("说明")]
    rows = [_columns(one, shared.get(one.id, ())) for one in ledger.evidence(number, struck=struck)]
    click.echo(table(headings, rows))


def _columns(one: "Observation", others: tuple[int, ...]) -> list[str]:
    value = f"{one.value:f} {one.unit or ''}".strip() if one.value is not None else ""
    if one.stated_unit is not None and one.stated_value is not None:
        value += f"（{one.stated_value:f} {one.stated_unit}）"
    state = _("作废") if one.struck_at else _("有效") if one.counts else _("待采信")
    words = [one.note, one.link, one.file_name, one.override, one.strike_reason]
    return [
        f"#{one.id}",
        one.observed_on.isoformat(),
        value,
        word(one.grade),
        state,
        one.recorded_by,
        one.accepted_by or "",
        " ".join(map(code_of, others)),
        one_line("  ".join(filter(None, words))),
    ]


@evidence.command("accept", short_help=_("采信别人登记的证据"))
@click.argument("evidence_id", metavar="EVIDENCE", type=int)
@click.pass_obj
def accept_evidence(session: Session, evidence_id: int) -> None:
    """Vouch for evidence that somebody recorded."""
    services = session.services
    seen = services.ledger.accept_evidence(evidence_id, actor=services.actor)
    say(_("已采信证据 #{id}：C{target:06d}").format(id=seen.id, target=seen.target_id))


@evidence.command("strike", short_help=_("作废一条证据，保留记录"), help=_("作废一条证据；证据不会被删除。"))
@click.argument("evidence_id", metavar="EVIDENCE", type=int)
@click.option("--reason", required=True, help=_("为什么作废"))
@click.pass_obj
def strike(session: Session, evidence_id: int, reason: str) -> None:
    """Declare evidence void; it is never deleted."""
    services = session.services
    seen = services.ledger.strike_evidence(evidence_id, reason=reason, actor=services.actor)
    say(_("证据 #{id} 已作废：C{target:06d}").format(id=seen.id, target=seen.target_id))


@evidence.command("file", short_help=_("取出证据附件"), help=_("取出证据附件，取出前先核验内容未被改动。"))
@click.argument("sha256")
@click.option("--out", type=click.Path(path_type=Path), help=_("写到哪里，默认标准输出"))
@click.pass_obj
def take_file(session: Session, sha256: str, out: Path | None) -> None:
    """Give an attached file back, after checking that nobody changed it."""
    content = session.services.attachments.read(sha256)
    if out is None:
        sys.stdout.buffer.write(content)
        return
    out.write_bytes(content)
    say(_("已写出 {path}").format(path=out))


@evidence.command(
    "snapshot",
    short_help=_("把网页存为证据附件"),
    help=_("通过 https 取一个公开网页，连同网址一并保存；仍须采信才算数。"),
)
@click.argument("code", metavar="ID")
@click.argument("url")
@click.option("--date", "observed_on", type=click.DateTime(["%Y-%m-%d"]), help=_("观测日期，默认今天"))
@click.option("--grade", type=click.Choice(GRADES), default=Grade.ANNOUNCEMENT.value, show_default=True)
@click.option("--note", default="", help=_("说明"))
@click.pass_obj
def snapshot(session: Session, code: str, url: str, observed_on: datetime | None, grade: str, note: str) -> None:
    """Fetch a public page over https and keep it beside its address; it still waits to be accepted."""
    from monitor.notifications.snapshot import take

    services, number = session.services, target_id(code)
    services.ledger.entry(number)
    page = take(url, most_bytes=services.attachments.most_bytes)
    stored: StoredFile = services.attachments.put_bytes(page.content, page.name)
    day = observed_on.date() if observed_on else session.today
    seen = Evidence(day, note=note, link=url, grade=Grade(grade), file=stored)
    recorded = services.ledger.add_evidence(number, seen, actor=services.actor, accepted=False)
    say(_("已存网页并记证据 #{id}：{code}，待采信").format(id=recorded.id, code=code))


def _passage(text: str) -> Passage:
    try:
        document, start, end = (int(part) for part in text.split(":"))
    except ValueError:
        raise click.BadParameter(_("写成 文件编号:起:止，例如 3:120:154"), param_hint="--passage") from None
    return Passage(document, Span(start, end))


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise click.BadParameter(_("{value} 不是数").format(value=repr(text)), param_hint="--value")
    return value
