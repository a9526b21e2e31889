"""`duban reread` and `duban differences`: a newer reading or a corrected text against what is in the ledger."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commitments.codes import code_of
from commitments.errors import UnknownEntry
from commitments.extraction import extract
from commitments.i18n import _
from commitments.reading import read
from monitor.commands.output import say, table
from monitor.safe_text import one_line
from monitor.session import Session

if TYPE_CHECKING:
    from commitments.ledger import Ledger
    from commitments.ledger.revision_values import Difference


@click.command(short_help=_("重读文件：未动过的跟着更新，动过的列出差异"))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--document", type=int, help=_("更正的是台账里哪一份文件；默认按文件名找"))
@click.pass_obj
def reread(session: Session, paths: tuple[Path, ...], document: int | None) -> None:
    """Compare a new reading of documents with the ledger."""
    services = session.services
    for path in paths:
        found = read(path, given=session.given_reference(path))
        number = document if document is not None else _known(services.ledger, found.sha256, path)
        done = services.ledger.reread(number, found, extract(found), actor=services.actor)
        say(
            _(
                "{name}：不变 {same}，更新 {updated}，新增 {added}，不再认为是承诺 {dropped}，待定差异 {differing}"
            ).format(
                name=path.name,
                same=done.same,
                updated=done.updated,
                added=done.added,
                dropped=done.dropped,
                differing=done.differing,
            )
        )


def _known(ledger: "Ledger", sha256: str, path: Path) -> int:
    """The document of the ledger that has this text, else this file name."""
    documents = ledger.documents()
    for document in documents:
        if document.sha256 == sha256:
            return document.id
    for document in reversed(documents):
        if document.name == path.name:
            return document.id
    raise UnknownEntry(
        _("台账里没有这份文件"), where=str(path), remedy=_("先用 duban ingest 收录；更正别的文件用 --document 指明")
    )


@click.group(
    invoke_without_command=True,
    short_help=_("重读后的差异：采用新读法，或保留原样"),
    help=_("列出后来的读法与现有内容不一致之处；只列有人动过的目标。"),
)
@click.pass_context
def differences(context: click.Context) -> None:
    """List what later readings say otherwise of targets that people touched."""
    if context.invoked_subcommand:
        return
    session: Session = context.obj
    found = session.services.ledger.differences()
    headings = [_("差异"), _("目标"), _("项目"), _("现为"), _("新读法")]
    click.echo(table(headings, [row for one in found for row in _rows(one)]))


def _rows(one: "Difference") -> list[list[str]]:
    code = code_of(one.target_id)
    if not one.before:
        return [[str(one.id), code, _("整项"), "", _("不再认为是承诺")]]
    return [
        [str(one.id), code, name, _plain(value), _plain(one.proposed.get(name))] for name, value in one.before.items()
    ]


def _plain(value: Any) -> str:
    if value is None:
        return "—"
    return one_line("、".join(value) if isinstance(value, list) else str(value), 60)


@differences.command("take", short_help=_("采用新读法"))
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="DIFFERENCE...")
@click.pass_obj
def take(session: Session, numbers: tuple[int, ...]) -> None:
    """Let targets say what the later reading says."""
    _settle(session, numbers, take_over=True)


@differences.command("keep", short_help=_("保留原样，不再问"))
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="DIFFERENCE...")
@click.pass_obj
def keep(session: Session, numbers: tuple[int, ...]) -> None:
    """Keep targets as they are."""
    _settle(session, numbers, take_over=False)


def _settle(session: Session, numbers: tuple[int, ...], *, take_over: bool) -> None:
    services = session.services
    for number in numbers:
        services.ledger.settle_difference(number, take=take_over, actor=services.actor)
    say(_("已处理 {n} 条差异").format(n=len(numbers)))
