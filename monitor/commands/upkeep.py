"""`duban audit`: is the ledger whole, and what is its seal."""

import json
import re
from collections.abc import Sequence

import click

from commitments.i18n import _
from monitor.commands.output import say
from monitor.session import Session

_SEAL = re.compile(r"(\d{1,12}):([0-9a-f]{64})")


@click.command(short_help=_("核验记录链，打印封印"))
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
            json.dumps({"events": found.events, "head": str(found.head), "findings": findings}, ensure_ascii=False)
        )
    else:
        click.echo(_("记录 {n} 条，封印 {head}").format(n=found.events, head=found.head))
    for one in found.findings:
        say(f"#{one.event} {one.message}" if one.event is not None else one.message)
    if found.sound:
        say(_("记录链完整，条目与记录一致"))
        return 0
    say(_("有 {n} 处不符").format(n=len(found.findings)))
    return 1


def _parsed(text: str) -> tuple[str, str]:
    found = _SEAL.fullmatch(text.strip().lower())
    if not found:
        raise click.BadParameter(
            _("{text} 不是封印，应如 417:64位十六进制").format(text=repr(text)), param_hint="--kept"
        )
    return found[1], found[2]
