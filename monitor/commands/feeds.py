"""`duban calendar`, `feed` and `publish`: due dates, changes and pages for those outside."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitments.i18n import _
from monitor.commands.output import short_path
from monitor.publish_settings import PRIVATE
from monitor.session import Session

if TYPE_CHECKING:  # it loads the ledger, which a help text must not
    from monitor.publishing.outlets import Press


@click.command(
    short_help=_("把完成时限写成 iCalendar 日历"),
    help=_(
        "把在册目标的完成时限写成日历；写了条件的，只写符合条件的。\n\n"
        "条件的写法与 duban list 相同；条件里写明核查状态的，也可以包括待核目标。"
    ),
)
@click.argument("words", nargs=-1, metavar="[FILTER]...")
@click.option("--out", default="-", show_default=True, help=_("写到这个文件；- 为标准输出"))
@click.option("--unit", help=_("只要这个单位负责的"))
@click.option("--name", help=_("日历的名称"))
@click.option("--todos", is_flag=True, help=_("写成待办事项，不写成全天日程"))
@click.option(
    "--alarm",
    "alarms",
    multiple=True,
    type=click.IntRange(0, 366),
    default=(7, 1),
    show_default=True,
    help=_("提前几天的上午九点提醒，可写多次"),
)
@click.option("--no-alarm", is_flag=True, help=_("不带提醒"))
@click.option("--site", default="", help=_("公开网站的地址，用来链接到各项目标"))
@click.pass_obj
def calendar(
    session: Session,
    *,
    words: tuple[str, ...],
    out: str,
    unit: str | None,
    name: str | None,
    todos: bool,
    alarms: tuple[int, ...],
    no_alarm: bool,
    site: str,
) -> None:
    """Write the due dates of reviewed targets, or of those that FILTER finds, as a calendar.

    FILTER is that of `duban list`; with a word on review, candidates can be had too.
    """
    from monitor.feeds.calendar import Layout

    press = _press(session)
    layout = Layout(name or unit or _("督办时限"), todos, () if no_alarm else alarms, site)
    _put(press.calendar(press.wanted(words, unit), layout), out)


@click.command(
    short_help=_("把台账的变化写成 Atom 订阅"),
    help=_(
        "把在册目标的最近变化写成 Atom 订阅；写了条件的，只写符合条件的。\n\n"
        "写进订阅的有：收录文件、收入在册、时限变动、进展、结论、更正。不出现人名。"
    ),
)
@click.argument("words", nargs=-1, metavar="[FILTER]...")
@click.option("--out", default="-", show_default=True, help=_("写到这个文件；- 为标准输出"))
@click.option("--unit", help=_("只要这个单位负责的"))
@click.option("--name", help=_("订阅的名称"))
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True, help=_("最近多少条变化"))
@click.option("--site", default="", help=_("公开网站的地址，用来链接到各项目标"))
@click.pass_obj
def feed(
    session: Session, *, words: tuple[str, ...], out: str, unit: str | None, name: str | None, limit: int, site: str
) -> None:
    """Write the newest changes of reviewed targets, or of those that FILTER finds, as an Atom feed.

    Told: documents taken in, targets taken into care, moved dates, progress, verdicts, corrections. Nobody is named.
    """
    press = _press(session)
    title = name or (_("{unit} 督办动态").format(unit=unit) if unit else _("督办动态"))
    _put(press.feed(press.wanted(words, unit), title=title, site=site, limit=limit), out)


@click.command(
    short_help=_("把台账发布成静态网站"),
    help=_(
        "把在册目标写成静态网站，放进指定的文件夹；写了条件的，只写符合条件的。\n\n"
        "不写文件夹时，把 config.toml 里 [[publish]] 所列的日历、订阅和网站全部写出。\n\n"
        "只写有变化的文件；以前写出、现已不需要的文件会移除。备注、理由、人名和待核目标，"
        "未经 --include 写明的不公开；批示、暂缓和联系方式一律不公开。"
    ),
)
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.argument("words", nargs=-1, metavar="[FILTER]...")
@click.option("--title", help=_("网站的名称"))
@click.option("--site", default="", help=_("网站将来的地址，用在日历和订阅的链接里"))
@click.option(
    "--include",
    "included",
    multiple=True,
    type=click.Choice(PRIVATE),
    help=_("平时不公开的内容也公开，可写多次：备注、理由、人名、待核目标"),
)
@click.pass_obj
def publish(
    session: Session,
    *,
    folder: Path | None,
    words: tuple[str, ...],
    title: str | None,
    site: str,
    included: tuple[str, ...],
) -> None:
    """Write a static site of reviewed targets, or of those that FILTER finds, into FOLDER.

    Without FOLDER everything that [[publish]] in config.toml names is written: calendars, feeds and sites.

    Only files that changed are written, files of earlier runs that are no longer needed go. Notes, reasons, names of
    people and unreviewed targets stay out unless included; remarks, snoozes and contacts always do.
    """
    from monitor.publishing.cards import Private

    if folder is None:
        from monitor.jobs import publish_job

        if not session.settings.publish:
            raise click.UsageError(_("写上文件夹，或在 config.toml 里写 [[publish]]"))
        for path in publish_job(session.services):
            click.echo(short_path(path))
        return
    press, allowed = _press(session), frozenset(Private(name) for name in included)
    done = press.site(press.wanted(words, None, allowed), folder, title=title or "", address=site, allowed=allowed)
    counts = {"written": done.written, "unchanged": done.unchanged, "removed": done.removed}
    click.echo(_("已发布：写入 {written}，未变 {unchanged}，移除 {removed}").format(**counts))


def _press(session: Session) -> "Press":
    from monitor.jobs import press

    return press(session.services)


def _put(content: str, out: str) -> None:
    """Write to standard output or into a file; line ends stay as they are."""
    if out == "-":
        click.echo(content.encode(), nl=False)
        return
    from monitor.publishing.outlets import put

    put(content, Path(out))
