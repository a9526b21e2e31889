"""`duban audit`, `backup`, `restore`, `migrate`: is the ledger whole, copied, and where it should be."""

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from commitments.attachments import AttachmentError, Attachments
from commitments.i18n import _
from monitor.commands.output import say, table
from monitor.session import Session
from monitor.words import uncovered_words

_SEAL = re.compile(r"(\d{1,12}):([0-9a-f]{64})")


@click.command(
    short_help=_("核验记录链，打印封印"),
    help=_(
        "逐条核验记录与封印是否相符，再核验条目与记录是否一致。\n\n"
        "打印记录条数和封印（序号:哈希值）。请把封印另行抄存：日后用 --kept 核对，"
        "可以证明此前的记录没有被改写。有任何不符，退出码为 1。"
    ),
)
@click.option("--kept", "kept", multiple=True, metavar="N:HASH", help=_("先前记下的封印，看它是否仍然成立；可多次给出"))
@click.option("--format", "layout", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def audit(session: Session, kept: Sequence[str], layout: str) -> int:
    """Verify every line of the log against its seal, and the entries against the log.

    Prints the number of events and the head N:HASH. Note the head down elsewhere: with --kept it proves later that
    nothing before it was rewritten. Exit code 1 if anything does not fit.
    """
    from commitments.ledger import Seal

    seals = [Seal(int(number), digits) for number, digits in map(_parsed, kept)]
    found = session.services.ledger.audit(seals)
    if layout == "json":
        findings = [{"event": one.event, "message": one.message} for one in found.findings]
        click.echo(
            json.dumps(
                {
                    "events": found.events,
                    "head": str(found.head),
                    "findings": findings,
                    "uncovered_targets": found.uncovered,
                    "uncovered_records": found.uncovered_records,
                },
                ensure_ascii=False,
            )
        )
    else:
        click.echo(_("记录 {n} 条，封印 {head}").format(n=found.events, head=found.head))
    for one in found.findings:
        say(f"#{one.event} {one.message}" if one.event is not None else one.message)
    for said in uncovered_words(found.uncovered, found.uncovered_records):
        say(said)
    if found.sound:
        say(_("记录链完整，条目与记录一致"))
        return 0
    say(_("有 {n} 处不符").format(n=len(found.findings)))
    return 1


@click.command(
    short_help=_("备份台账，不必停下别的程序"),
    help=_(
        "把台账完整一致地复制到一个新文件，并加以核验；写的是文件夹时，文件按当时的时刻命名。\n\n"
        "附件放进旁边的同名 .files 文件夹，各以内容命名，复制时逐一核验。"
    ),
)
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--files/--no-files", default=True, show_default=True, help=_("附件一并复制到旁边的 .files 文件夹"))
@click.pass_obj
def backup(session: Session, path: Path, *, files: bool) -> int:
    """Write a consistent, checked copy of the ledger into a new file; a folder gets a file named by the instant.

    Attached files go into a folder beside it, PATH.files, each named by its content and verified on the way.
    """
    if path.is_dir():
        path /= f"duban-{session.clock.now():%Y%m%d-%H%M%S}.sqlite3"
    services = session.services
    made = services.ledger.backup(path)
    click.echo(
        _("{path}  {size} 字节  记录 {n} 条  封印 {head}").format(
            path=made.path, size=made.size, n=made.events, head=made.head
        )
    )
    attached = services.ledger.files() if files else ()
    if not attached:
        return 0
    return _tell(services.attachments.carry(attached, _beside(path)), _("附件已复制 {n} 份"))


def _beside(path: Path) -> Attachments:
    """The attached files that belong to a backup."""
    return Attachments(path.with_name(f"{path.name}.files"), most_bytes=sys.maxsize)


def _tell(carried: tuple[int, Sequence[AttachmentError]], done: str) -> int:
    """Say how many attached files were copied, and what is wrong with others; the exit code."""
    new, wrong = carried
    say(done.format(n=new))
    for error in wrong:
        say(str(error))
    return 1 if wrong else 0


@click.command(
    short_help=_("用备份恢复台账"),
    help=_(
        "把备份放回台账原处；备份须完整无误，并且不比本程序新。\n\n"
        "备份旁边的附件（同名 .files 文件夹）放回附件库，逐一按哈希值核验。\n\n"
        "请先停下使用台账的一切程序。备份时正在等待的消息改为未确认：此后也许已经发出，"
        "不经人说明不再发送（duban outbox resolve）。"
    ),
)
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help=_("这里已有台账时，把它改名保留，再恢复"))
@click.pass_obj
def restore(session: Session, path: Path, replace: bool) -> int:
    """Put a backup where the ledger belongs, if it proves to be whole and no newer than this program.

    Attached files beside it (PATH.files) go back into their store, each verified by its hash.

    Stop whatever uses the ledger first. Messages that were waiting when the copy was made become uncertain: they may
    have gone out since, and are not sent again unless somebody says so (duban outbox resolve).
    """
    from commitments.ledger import restore as put_back

    found = put_back(path, session.ledger_url, replace=replace, actor=session.actor, now=session.clock.now())
    click.echo(_("已恢复：记录 {n} 条，封印 {head}").format(n=found.events, head=found.head))
    if found.kept is not None:
        say(_("原台账保留在 {path}").format(path=found.kept))
    if found.uncertain:
        say(_("{n} 条消息是否已发出不能确定，未再发送；请逐条核对").format(n=found.uncertain))
    attached = session.services.ledger.files()
    if not attached:
        return 0
    return _tell(_beside(path).carry(attached, session.services.attachments), _("附件已放回 {n} 份，其余原来就在"))


@click.command(
    short_help=_("把台账搬到另一个数据库"),
    help=_("在 SQLite 与 PostgreSQL 之间复制台账；两边逐表核对行数和哈希值，并核验记录链。"),
)
@click.option("--from", "source", required=True, metavar="URL", help=_("从哪里"))
@click.option("--to", "destination", required=True, metavar="URL", help=_("到哪里；须是空的"))
@click.option("--format", "layout", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def migrate(_session: Session, source: str, destination: str, layout: str) -> None:
    """Copy a ledger between SQLite and PostgreSQL; rows are counted and hashed on both sides, the chain is verified."""
    from commitments.ledger import migrate as move

    moved = move(source, destination)
    if layout == "json":
        click.echo(json.dumps([{"table": one.table, "rows": one.rows, "sha256": one.hash} for one in moved], indent=2))
        return
    rows = [[one.table, str(one.rows), one.hash[:16]] for one in moved if one.rows]
    click.echo(table([_("表"), _("行数"), "SHA-256"], rows))
    say(_("两边逐表核对一致；把 [ledger] url 改成新地址即可使用"))


def _parsed(text: str) -> tuple[str, str]:
    found = _SEAL.fullmatch(text.strip().lower())
    if not found:
        raise click.BadParameter(
            _("{text} 不是封印，应如 417:64位十六进制").format(text=repr(text)), param_hint="--kept"
        )
    return found[1], found[2]
