"""`duban review`, `daemon`, `doctor`: what runs for a while, and whether it can."""

import gc
import logging
import sys
import threading
from pathlib import Path

import click

from commitments.i18n import _
from monitor.commands.output import say
from monitor.config import THEMES
from monitor.session import Session


@click.command(short_help=_("打开终端核查界面"), help=_("核查待核目标，登记证据，下结论。"))
@click.option("--theme", type=click.Choice(THEMES), help=_("配色：深色、浅色、高对比"))
@click.option("--ascii", "plain", is_flag=True, help=_("只用 ASCII 画线和符号，供字宽不准的终端"))
@click.option("--keymap", type=click.Path(path_type=Path), help=_("自定按键的 TOML 文件"))
@click.pass_obj
def review(session: Session, *, theme: str | None, plain: bool, keymap: Path | None) -> None:
    """Review candidates, record evidence, give verdicts."""
    gc.disable()  # what is imported stays for good: looking through it on the way takes a tenth of the start
    from monitor.tui.app import Look, run_review

    configured = session.settings.screen
    own = session.settings.path(configured.keymap) if configured.keymap else None
    look = Look(theme or configured.theme, insisted=theme is not None, ascii=plain or configured.ascii)
    run_review(session.services, ledger_url=session.ledger_url, look=look, keymap=keymap or own)


@click.command(
    short_help=_("守护进程：按时取文、巡检、出日报、发通知"),
    help=_("按配置的时间工作，直到收到 SIGTERM；收到后做完手头一步再停。"),
)
@click.option("--once", is_flag=True, help=_("把到点的事做一遍就退出，供 cron 或 systemd 定时器调用"))
@click.option("--log", "log_format", type=click.Choice(("text", "json")), help=_("日志写成文本还是 JSON"))
@click.option("--print-systemd", "printing", is_flag=True, help=_("打印本机可用的 systemd 单元文件"))
@click.pass_obj
def daemon(session: Session, log_format: str | None, *, once: bool, printing: bool) -> int:
    """Work at the configured times until SIGTERM, which finishes the step in hand."""
    if printing:
        _print_units(session)
        return 0
    from monitor.daemon import beats
    from monitor.logs import write_log
    from monitor.schedule import run_once, serve
    from monitor.supervisor import notify_supervisor

    stopping = threading.Event()
    work = beats(session.services, stop=stopping.is_set)
    handler = write_log(log_format or session.settings.log.format)
    try:
        if once:
            return 1 if run_once(work) else 0
        session.services.ledger.reserve()
        return serve(work, now=session.clock.now, stopping=stopping, say=notify_supervisor)
    finally:
        logging.getLogger().removeHandler(handler)


def _print_units(session: Session) -> None:
    from monitor.commands.systemd import units

    program = Path(sys.executable).with_name("duban")
    for name, text in units(program, session.settings.folder.absolute()).items():
        say(_("写入 /etc/systemd/system/{name}").format(name=name))
        click.echo(text)


@click.command(
    short_help=_("体检：配置、台账、时区、日历、渠道、终端"),
    help=_("检查日常工作所需的一切，并说明哪里要改、怎么改。"),
)
@click.pass_obj
def doctor(session: Session) -> int:
    """Check everything a day's work needs, and say what to mend."""
    from monitor.checkup import checkup

    findings = checkup(session)
    for finding in findings:
        said = _("{name}：{value}").format(name=finding.what, value=finding.says)
        click.echo(f"{'✓' if finding.well else '✗'} {said}")
        if finding.remedy:
            say(_("  办法：{remedy}").format(remedy=finding.remedy))
    return 0 if all(finding.well for finding in findings) else 1
