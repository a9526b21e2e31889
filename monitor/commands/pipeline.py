"""`duban run`, `ingest`, `sweep`: from documents to the report of the day."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commitments.i18n import _
from commitments.timing import Timing
from monitor.commands.notices import tell_dispatch
from monitor.commands.output import complain, say, short_path
from monitor.commands.progress import intake_progress
from monitor.session import Session
from monitor.words import word

if TYPE_CHECKING:  # both stand above the ledger, which a help text must not load
    from commitments.entering import Revised
    from commitments.intake import IntakeResult
    from monitor.sweep import SweepResult


@click.command(
    short_help=_("走一遍全部工作：取文、巡检、出日报、发通知"),
    help=_("把全部工作做一遍，与交给 cron 时相同。"),
)
@click.pass_obj
def run(session: Session) -> int:
    """One pass of everything, as cron would call it."""
    from monitor.jobs import intake_job, plan_job, publish_job, report_job, sweep_job

    services = session.services
    with intake_progress() as progress:
        taken = intake_job(services, progress=progress)
    _tell_intake(taken)
    _tell_sweep(sweep_job(services))
    _tell_state(session)
    for path in report_job(services, problems=taken.failed):
        click.echo(_("日报：{path}").format(path=short_path(path)))
    for path in publish_job(services):
        click.echo(_("公开：{path}").format(path=short_path(path)))
    plan_job(services)
    code = tell_dispatch(session)
    click.echo(_("打开核查界面：{command} review").format(command=_own_name()))
    return 3 if taken.failed else code


@click.command(
    short_help=_("把文件收入台账；同一文件收两次不变"),
    help=_("把文件收入台账：写明的文件、文件夹和网址；没有写明的，取配置里的来源和网站。"),
)
@click.argument("places", nargs=-1, metavar="[PATH|URL]...")
@click.pass_obj
def ingest(session: Session, places: tuple[str, ...]) -> int:
    """Take documents into the ledger: the files, folders and addresses given, else the configured sources and sites."""
    from monitor.jobs import intake_job, visit_job
    from monitor.source_settings import SiteSettings
    from monitor.sources import files_of

    services = session.services
    addresses = [place for place in places if place.startswith(("https://", "http://"))]
    paths = [Path(place) for place in places if place not in addresses]
    files = files_of(paths, session.settings.sources) if places else None
    with intake_progress() as progress:
        taken = intake_job(services, files, progress=progress)
    if addresses:
        taken = taken.with_others(visit_job(services, [SiteSettings(url=address) for address in addresses]))
    _tell_intake(taken)
    if not taken.failed:
        return 0
    return 3 if taken.taken or taken.revised else 1


@click.command(
    short_help=_("巡检：记下新近临期、到期、逾期的目标"),
    help=_("记下上次巡检以来因日期推移而有的变化，每次变化只记一次。"),
)
@click.pass_obj
def sweep(session: Session) -> None:
    """Notice what the calendar changed since the last sweep, once."""
    from monitor.jobs import sweep_job

    _tell_sweep(sweep_job(session.services))


def _tell_intake(taken: "IntakeResult") -> None:
    for path, count in Counter(item.path for item in taken.new).items():
        if count > 1:
            say(_("{name}：里面有 {count} 份文件，已分开收录").format(name=path.name, count=count))
    for item in taken.taken:
        if item.renamed:
            name, first = item.name, item.entered.first_name
            say(_("{name}：与已入账的 {first} 内容相同，未重复收录").format(name=name, first=first))
    for one in taken.revised:
        say(revision_words(one))
    for problem in taken.failed + taken.problems:
        complain(problem)
    counts = {
        "read": len(taken.taken) + len(taken.revised),
        "new": len(taken.new),
        "targets": sum(item.entered.targets for item in taken.new),
        "failed": len(taken.failed),
    }
    click.echo(_("取文：读入 {read} 份，新收 {new} 份，新增目标 {targets} 项，失败 {failed} 份").format(**counts))


def revision_words(one: "Revised") -> str:
    """What a changed text did to the targets of its document."""
    done = one.reread
    counts = {"updated": done.updated, "added": done.added, "dropped": done.dropped, "differing": done.differing}
    changes = _("更新 {updated}，新增 {added}，不再认为是承诺 {dropped}，待定差异 {differing}").format(**counts)
    return _("{name}：内容有变：{changes}（见 duban differences）").format(name=one.name, changes=changes)


def _tell_sweep(result: "SweepResult") -> None:
    parts = [
        f"{word(timing)} {count}"
        for timing in (Timing.OVERDUE, Timing.DUE, Timing.NEAR, Timing.CLOSED)
        if (count := result.became(timing))
    ]
    changes = _("新变为 {parts}").format(parts=" · ".join(parts)) if parts else _("没有变化")
    click.echo(_("巡检（{day}）：{changes}").format(day=result.day, changes=changes))


def _tell_state(session: Session) -> None:
    counts = session.services.counts()
    timings = (Timing.OVERDUE, Timing.DUE, Timing.NEAR, Timing.AHEAD, Timing.UNDATED)
    parts = [f"{word(timing)} {counts.timing[timing]}" for timing in timings]
    click.echo(_("台账：{parts}；待核 {candidates}").format(parts=" · ".join(parts), candidates=counts.candidates))
    if overlooked := session.services.overlooked():
        asked = f"无时限 动过<-{session.settings.review.undated_days}d"
        click.echo(
            _("其中待复查 {n} 项，久无时限也无人过问：duban list {asked}").format(n=len(overlooked), asked=asked)
        )


def _own_name() -> str:
    """How this very command was called, so that the hint can be copied."""
    called = Path(sys.argv[0])
    if called.name != "duban":
        return "python -m monitor"
    return short_path(called) if called.is_absolute() or "/" in sys.argv[0] else "duban"
