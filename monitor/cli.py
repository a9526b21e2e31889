"""The command line: global options, the table of commands, and the edge where every error becomes a line.

Exit codes: 0 done · 1 failed · 2 wrong usage or configuration · 3 done in part · 130 interrupted.
"""

import gettext
import os
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

import click

from commitments.errors import CommitmentsError, FilterError
from commitments.i18n import LANGUAGES, LOCALE_FOLDER, _, use_language
from monitor.clock import Clock
from monitor.commands.help_page import localised
from monitor.config import load
from monitor.errors import ConfigError
from monitor.safe_text import visible
from monitor.session import Session

FAILED, WRONG_USAGE, IN_PART, INTERRUPTED = 1, 2, 3, 130

# command → "module:attribute"; adding a command is adding a line
COMMANDS = {
    "run": "pipeline:run",
    "extract": "extraction:extract",
    "ingest": "pipeline:ingest",
    "documents": "documents:documents",
    "review": "service:review",
    "sweep": "pipeline:sweep",
    "report": "report:report",
    "calendar": "feeds:calendar",
    "feed": "feeds:feed",
    "publish": "feeds:publish",
    "notify": "notices:notify",
    "outbox": "outbox:outbox",
    "channel": "outbox:channel",
    "web": "web:web",
    "daemon": "service:daemon",
    "list": "entries:list_entries",
    "show": "entries:show",
    "accept": "decisions:accept",
    "reject": "decisions:reject",
    "evidence": "evidence:evidence",
    "suggest": "suggestions:suggest",
    "restated": "restatements:restated",
    "edit": "editing:edit",
    "split": "editing:split",
    "merge": "editing:merge",
    "add": "editing:add",
    "reread": "rereading:reread",
    "units": "units:units",
    "export": "exchange:export",
    "import": "exchange:import_",
    "differences": "rereading:differences",
    "judge": "decisions:judge",
    "confirm": "life:confirm",
    "decline": "life:decline",
    "reopen": "life:reopen",
    "withdraw": "life:withdraw",
    "extend": "life:extend",
    "extensions": "life:extensions",
    "acknowledge": "life:acknowledge",
    "snooze": "life:snooze",
    "mute": "muting:mute",
    "remark": "life:remark",
    "recur": "turns:recur",
    "occurrence": "turns:occurrence",
    "undo": "life:undo",
    "audit": "upkeep:audit",
    "backup": "upkeep:backup",
    "restore": "upkeep:restore",
    "migrate": "upkeep:migrate",
    "doctor": "service:doctor",
}


class LazyCommands(click.Group):
    """A group that imports a command's module only when that command, or the list of all, is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order of the table, which is the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Load one command."""
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        module, attribute = target.split(":")
        command = getattr(import_module(f"monitor.commands.{module}"), attribute)
        assert isinstance(command, click.Command)
        return localised(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was typed; the complaint of one that is unknown offers the nearest of the table."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            raise click.exceptions.NoSuchCommand(error.command_name, possibilities=COMMANDS, ctx=ctx) from error


def build_cli() -> click.Command:
    """The command tree, its help texts in the language in use."""

    @click.command(cls=LazyCommands, name="duban", help=_("督办：从公文里找出承诺，盯住时限，留下证据。"))
    @click.option(
        "--config", type=click.Path(path_type=Path), envvar="DUBAN_CONFIG", help=_("配置文件，默认 config.toml")
    )
    @click.option("--ledger", envvar="DUBAN_LEDGER", help=_("台账地址，例如 sqlite:///var/duban.sqlite3"))
    @click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help=_("把“今天”当作这一天"))
    @click.option("--lang", type=click.Choice(LANGUAGES), help=_("界面语言"))
    @click.option("--as", "actor", envvar="DUBAN_USER", help=_("以谁的名义记录，默认登录名"))
    @click.version_option(package_name="duban", message="%(prog)s %(version)s")
    @click.pass_context
    def duban(
        context: click.Context,
        config: Path | None,
        ledger: str | None,
        today: date | None,
        lang: str | None,  # noqa: ARG001 - acted on before the help texts were built
        actor: str | None,
    ) -> None:
        settings = load(config)
        fixed = date(today.year, today.month, today.day) if today else None
        context.obj = Session(settings, Clock(settings.zone, fixed), ledger_url=ledger, actor=actor, config=config)
        context.call_on_close(context.obj.close)

    return localised(duban)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; the console script passes it to the shell."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    _speak(_language(arguments))
    try:
        code = build_cli().main(arguments, prog_name="duban", standalone_mode=False)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the outermost edge
        return _edge(error)
    return code if isinstance(code, int) else 0


def _speak(language: str) -> None:
    """Set the language of our own messages and of those click prints itself."""
    use_language(language)
    os.environ["LANGUAGE"] = language  # click asks the process-wide gettext, which asks the environment
    gettext.bindtextdomain("messages", LOCALE_FOLDER)


def _edge(error: BaseException) -> int:
    """Say what went wrong in one line and name the remedy; the exit code that goes with it."""
    match error:
        case click.exceptions.Exit():
            code = error.exit_code
        case click.exceptions.NoArgsIsHelpError():  # a group called without a command: its page is the answer
            click.echo(error.format_message(), err=True)
            code = WRONG_USAGE
        case click.UsageError():
            code = _complain(error.format_message(), remedy=_hint(error), code=WRONG_USAGE)
        case ConfigError() | FilterError():
            code = _complain(str(error), remedy=error.remedy, code=WRONG_USAGE)
        case CommitmentsError():
            code = _complain(str(error), remedy=error.remedy, code=FAILED)
        case click.ClickException():
            code = _complain(error.format_message(), code=FAILED)
        case click.Abort() | KeyboardInterrupt():
            code = _complain(_("已中断"), code=INTERRUPTED)
        case BrokenPipeError():
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left: say nothing at exit
            code = 0
        case _ if os.environ.get("DUBAN_DEBUG"):
            raise error
        case _:
            message = _("程序内部出错：{kind}: {error}").format(kind=type(error).__name__, error=error)
            remedy = _("设 DUBAN_DEBUG=1 再运行一次，把完整信息报告给维护者")
            code = _complain(message, remedy=remedy, code=FAILED)
    return code


def _complain(message: str, *, remedy: str = "", code: int) -> int:
    click.echo(_("错误：{message}").format(message=visible(message)), err=True)
    if remedy:
        click.echo(_("办法：{remedy}").format(remedy=visible(remedy)), err=True)
    return code


def _hint(error: click.UsageError) -> str:
    """What to do about a wrong call: where an option of the whole program belongs, else where to read more."""
    if error.ctx is None:
        return _("见 {command} --help").format(command="duban")
    everywhere = {name for option in error.ctx.find_root().command.params for name in option.opts}
    if isinstance(error, click.NoSuchOption) and error.option_name in everywhere:
        return _("{option} 要写在命令前面：duban {option} … {command}").format(
            option=error.option_name, command=error.ctx.info_name
        )
    return _("见 {command} --help").format(command=error.ctx.command_path)


def _language(arguments: Sequence[str]) -> str:
    """The language, found before any help text is built: `--lang`, else config.toml, else the locale."""
    asked = _option(arguments, "--lang")
    if asked in LANGUAGES:
        return asked
    config = _option(arguments, "--config") or os.environ.get("DUBAN_CONFIG")
    try:
        configured = load(Path(config) if config else None).language
    except ConfigError:  # complained of later, in the language of the locale
        configured = "auto"
    return configured if configured in LANGUAGES else _locale_language()


def _option(arguments: Sequence[str], name: str) -> str | None:
    for at, word in enumerate(arguments):
        if word == name and at + 1 < len(arguments):
            return arguments[at + 1]
        if word.startswith(f"{name}="):
            return word.removeprefix(f"{name}=")
    return None


def _locale_language() -> str:
    """English where the locale says so; Chinese where it says Chinese or nothing at all (C, POSIX)."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "en" if next((name for name in names if name), "").lower().startswith("en") else "zh"
