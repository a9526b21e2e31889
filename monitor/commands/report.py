"""`duban report`: the report of the day or of a period, the paper for one unit, how one document was kept."""

from pathlib import Path

import click

from commitments.i18n import _
from monitor.commands.output import short_path
from monitor.report_settings import PERIODS, REPORT_FORMATS, SUFFIXES
from monitor.session import Session


@click.command(
    short_help=_("写当日的日报、一个单位的督办单、一份文件的兑现情况"),
    help=_("写出今天的日报，或截至今天的一段时期的汇总：全部的，或一个单位、一份文件的。"),
)
@click.option("--format", "layout", type=click.Choice(REPORT_FORMATS), help=_("只写这一种格式"))
@click.option("--out", help=_("写到这个文件；- 为标准输出；默认写入 reports.folder"))
@click.option("--period", type=click.Choice(PERIODS), help=_("周报、月报、年报：到今天为止的这一周、这一月、这一年"))
@click.option("--unit", help=_("督办单：只看这个单位牵头或配合的目标，附签收栏"))
@click.option("--document", help=_("一份文件：承诺、进展、结论；写编号，或标题、文号里的词"))
@click.pass_obj
def report(
    session: Session, layout: str | None, out: str | None, period: str | None, unit: str | None, document: str | None
) -> None:
    """Render today's digest, or a summary of the period up to it: everybody's, or that of one unit or one document."""
    from monitor.digest import Grain
    from monitor.jobs import report_job
    from monitor.reports import render, shows_places, write_report

    services, grain = session.services, Grain(period) if period else None
    if out is None and unit is None and document is None:
        for path in report_job(services, formats=(layout,) if layout else None, grain=grain):
            click.echo(short_path(path))
        return
    name = layout or _format_of(out)
    if document is not None:
        digest = services.document_brief(document, grain=grain)
    else:
        digest = (
            services.unit_brief(unit, grain=grain) if unit else services.brief(grain=grain, places=shows_places([name]))
        )
    content = render(name, digest.of_unit(unit) if unit and document else digest)
    if out in (None, "-"):
        click.echo(content, nl=False)
    else:
        click.echo(write_report(content, Path(str(out))))


def _format_of(out: str | None) -> str:
    """The format a file name asks for; Markdown where it asks for none."""
    formats = {suffix: name for name, suffix in SUFFIXES.items()} | {".htm": "html"}
    return formats.get(Path(out or "").suffix.lower(), "markdown")
