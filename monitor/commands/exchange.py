"""`duban export` and `duban import`: the whole ledger as a file and back, and an office's own list taken in."""

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitments.i18n import _
from monitor.commands.output import say
from monitor.exchange import read, write
from monitor.exchange.register_sheet import BadCell, read_sheet
from monitor.safe_text import one_line
from monitor.session import Session
from monitor.words import quantity_words, word

if TYPE_CHECKING:
    from commitments.ledger import Entry

IN_PART = 3


@click.command(
    "export",
    short_help=_("整本台账导出为 .xlsx、.csv 或 .jsonl"),
    help=_("把整本台账写成一个文件，可用 duban import 完整导回。"),
)
@click.argument("path", type=click.Path(path_type=Path))
@click.pass_obj
def export(session: Session, path: Path) -> None:
    """Write the whole ledger into a file that `duban import` takes back without loss."""
    ledger = session.services.ledger
    summary = _summary(session) if path.suffix.lower() == ".xlsx" else []
    with ledger.exported() as rows:
        count = write(path, rows, ledger.exchange_layout(), summary=summary)
    say(_("已导出 {n} 行：{path}").format(n=count, path=path))


@click.command(
    "import",
    short_help=_("导入台账，或按列对应导入已有的督办台账表格"),
    help=_(
        "把导出的台账导入一本空台账；加 --map 则把表格的各行收为目标。\n\n"
        "字段：quote（原文，必填）、lead（牵头单位）、support（配合单位）、due（时限）、metric（指标）、"
        "value（数值）、unit（单位）。"
    ),
)
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--map", "mappings", multiple=True, metavar="COLUMN=FIELD", help=_("列名=字段，可重复；或一个 .toml 文件")
)
@click.option("--dry-run", is_flag=True, help=_("只检查，不写入"))
@click.option("--skip-bad", is_flag=True, help=_("有问题的行跳过，其余照样导入"))
@click.pass_context
def import_(context: click.Context, path: Path, mappings: tuple[str, ...], dry_run: bool, skip_bad: bool) -> None:
    """Put an exported ledger into an empty one; with --map, take the rows of a spreadsheet in as targets.

    Fields: quote (required), lead, support, due, metric, value, unit.
    """
    session: Session = context.obj
    if mappings:
        context.exit(_import_sheet(session, path, _mapping(mappings), dry_run=dry_run, skip_bad=skip_bad))
    ledger = session.services.ledger
    rows = read(path, ledger.exchange_layout())
    if dry_run:
        say(_("可以读出 {n} 行").format(n=sum(1 for _row in rows)))
        return
    loaded = ledger.load(rows)
    click.echo(_("记录 {n} 条，封印 {head}").format(n=loaded.events, head=loaded.head))
    say(_("已导入 {targets} 项目标、{documents} 份文件").format(targets=loaded.targets, documents=loaded.documents))


def _mapping(given: tuple[str, ...]) -> dict[str, str]:
    """Heading → field, from options and TOML files."""
    found: dict[str, str] = {}
    for one in given:
        heading, sign, field = one.rpartition("=")
        if sign:
            found[heading.strip()] = field.strip()
            continue
        try:
            table = tomllib.loads(Path(one).read_text(encoding="utf-8-sig"))
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise click.BadParameter(
                _("既不是 列名=字段，也不是读得了的 .toml 文件：{one}").format(one=one), param_hint="--map"
            ) from error
        found |= {str(heading): str(field) for heading, field in table.items()}
    return found


def _import_sheet(session: Session, path: Path, mapping: dict[str, str], *, dry_run: bool, skip_bad: bool) -> int:
    sheet = read_sheet(path, mapping)
    for bad in sheet.bad:
        say(_described(bad))
    good = len(sheet.extraction.targets)
    if dry_run or (sheet.bad and not skip_bad):
        say(_("可导入 {good} 行，有问题 {bad} 行；没有写入").format(good=good, bad=sheet.skipped))
        return 1 if sheet.bad else 0
    services = session.services
    entered = services.ledger.enter(sheet.document, sheet.extraction, actor=services.actor)
    if entered.known:
        say(_("这张表已经导入过，没有变化"))
        return 0
    ids = [target for target, _start, _end in services.ledger.document_quotes(entered.document_id)]
    services.ledger.accept(ids, actor=services.actor)
    say(_("已导入 {good} 项，跳过 {bad} 行").format(good=good, bad=sheet.skipped))
    return IN_PART if sheet.skipped else 0


def _described(bad: BadCell) -> str:
    place = _("工作表“{sheet}” {cell}").format(sheet=one_line(bad.sheet), cell=bad.cell) if bad.sheet else bad.cell
    return _("{place}（{heading}）“{text}”：{why}").format(
        place=place, heading=bad.heading, text=one_line(bad.text, 40), why=bad.why
    )


def _summary(session: Session) -> list[list[str]]:
    """The sheet for people."""
    from commitments.filter import EVERYTHING

    headings = [_("编号"), _("原文"), _("指标"), _("数量"), _("时限"), _("状态"), _("核查"), _("结论")]
    headings += [_("牵头"), _("配合"), _("最新进展"), _("文件")]
    near = session.services.near_days
    entries = session.services.ledger.entries(EVERYTHING, day=session.today, near_days=near)
    return [headings, *(_line(session, entry) for entry in entries)]


def _line(session: Session, entry: "Entry") -> list[str]:
    target, latest = entry.target, entry.latest
    seen = f"{latest.observed_on} {latest.value:f}{latest.unit or ''}" if latest and latest.value is not None else ""
    return [
        entry.code,
        one_line(target.quote),
        one_line(target.metric or ""),
        quantity_words(target.quantity) if target.quantity else "",
        entry.due.isoformat() if entry.due else "",
        word(entry.timing(session.today, session.services.near_days)),
        word(entry.review),
        word(entry.verdict),
        one_line("、".join(target.owners.lead)),
        one_line("、".join(target.owners.support)),
        seen,
        one_line(entry.document.label),
    ]
