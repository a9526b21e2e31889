"""`duban calendar`, `feed` and `publish`: due dates, changes and pages for those outside."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitments.i18n import _
from monitor.safe_text import one_line
from monitor.session import Session

if TYPE_CHECKING:
    from commitments.filter import Filter

TRACKED = "review:tracked"
OPEN_BOOK = "review:tracked|candidate"


@click.command(short_help=_("把完成时限写成 iCalendar 日历"))
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
    from monitor.feeds.calendar import Layout, render

    services = session.services
    entries = services.ledger.entries(wanted(words, unit, session), day=session.today, near_days=services.near_days)
    layout = Layout(name or unit or _("督办时限"), todos, () if no_alarm else alarms, site)
    put(render(entries, services.ledger.changes(), layout), out)


@click.command(short_help=_("把台账的变化写成 Atom 订阅"))
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
    from monitor.feeds.atom import render
    from monitor.feeds.changes import recent

    services = session.services
    asked = wanted(words, unit, session)
    ids = services.ledger.ids(asked, day=session.today, near_days=services.near_days)
    title = name or (_("{unit} 督办动态").format(unit=unit) if unit else _("督办动态"))
    changes = recent(services.ledger, frozenset(ids), limit=limit)
    put(render(changes, title=one_line(title), language=_("zh-CN"), site=site), out)


@click.command(short_help=_("把台账发布成静态网站"))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.argument("words", nargs=-1, metavar="[FILTER]...")
@click.option("--title", help=_("网站的名称"))
@click.option("--site", default="", help=_("网站将来的地址，用在日历和订阅的链接里"))
@click.option(
    "--include",
    "included",
    multiple=True,
    type=click.Choice(["notes", "reasons", "people", "candidates"]),
    help=_("平时不公开的内容也公开，可写多次：备注、理由、人名、待核目标"),
)
@click.pass_obj
def publish(
    session: Session, *, folder: Path, words: tuple[str, ...], title: str | None, site: str, included: tuple[str, ...]
) -> None:
    """Write a static site of reviewed targets, or of those that FILTER finds, into FOLDER.

    Only files that changed are written, files of earlier runs that are no longer needed go. Notes, reasons, names of
    people and unreviewed targets stay out unless included; remarks, snoozes and contacts always do.
    """
    from monitor.publishing.cards import Private
    from monitor.publishing.site import Edition
    from monitor.publishing.site import publish as write

    services = session.services
    allowed = frozenset(Private(name) for name in included)
    asked = wanted(words, None, session, review=OPEN_BOOK if Private.CANDIDATES in allowed else TRACKED)
    name = one_line(title or _("督办公开"))
    zone = session.settings.zone
    edition = Edition(name, asked, session.today, services.near_days, zone, site, allowed)
    done = write(services.ledger, edition, folder)
    counts = {"written": done.written, "unchanged": done.unchanged, "removed": done.removed}
    click.echo(_("已发布：写入 {written}，未变 {unchanged}，移除 {removed}").format(**counts))


def wanted(words: tuple[str, ...], unit: str | None, session: Session, *, review: str = TRACKED) -> "Filter":
    """What a filter and a unit ask for; of targets that were reviewed, unless the filter says which."""
    from commitments.filter import Among, Field, Filter, NamedIs, Term, parse_filter

    asked = parse_filter(words, today=session.today)
    terms = asked.terms
    if not any(isinstance(term.test, Among) and term.test.field is Field.REVIEW for term in terms):
        terms = (*terms, *parse_filter([review], today=session.today).terms)
    if unit:
        terms = (*terms, Term(NamedIs(Field.ANSWERS, (unit,))))
    return Filter(terms)


def put(content: str, out: str) -> None:
    """Write to standard output, or to a file that is never seen half written; line ends stay as they are."""
    data = content.encode()
    if out == "-":
        click.echo(data, nl=False)
        return
    from monitor.errors import ReportError

    path = Path(out)
    beside = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise ReportError(
            _("写不了：{why}").format(why=error.strerror), where=out, remedy=_("换一个可写的位置")
        ) from error
