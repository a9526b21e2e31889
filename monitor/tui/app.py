"""The app: which screens there are, the command palette, and the one place where trouble is shown."""

from collections.abc import Iterable
from functools import partial
from importlib import import_module
from typing import Any

from textual.app import App, SystemCommand
from textual.command import CommandPalette
from textual.screen import ModalScreen, Screen

from commitments.i18n import _
from monitor.services import Services
from monitor.tui.actions import ACTIONS, Scope, allowed, bindings, of
from monitor.tui.messages import Trouble
from monitor.tui.modes import MODES, REVIEW, Mode
from monitor.tui.pictures import self_contained
from monitor.tui.screens.help import HelpScreen
from monitor.tui.screens.trouble import TroubleScreen
from monitor.tui.screens.working import WorkingScreen

OWN = frozenset(action.run.partition("(")[0] for action in of(Scope.APP))
PALETTE_ID = "--command-palette"


class ReviewApp(App[None]):
    """What `duban review` opens."""

    TITLE = "duban"
    BINDINGS = [*bindings(Scope.APP)]  # noqa: RUF012 - Textual declares it so
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, services: Services) -> None:
        """Work on one ledger as one actor."""
        super().__init__()
        self.services = services

    async def on_mount(self) -> None:
        """Open the first screen."""
        for mode in MODES:
            self.add_mode(mode.name, partial(built, mode, self.services))
        await self.switch_mode(REVIEW)

    def on_trouble(self, message: Trouble) -> None:
        """Show an error, one at a time."""
        if not isinstance(self.screen, TroubleScreen):
            self.push_screen(TroubleScreen(message.error))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Sheets, help and palette have keys of their own, and letters are letters while somebody writes."""
        if action in OWN and (isinstance(self.screen, ModalScreen) or not allowed(action, self.focused)):
            return False
        return super().check_action(action, parameters)

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """The screen as SVG that names no font of another machine."""
        return self_contained(super().export_screenshot(title=title, simplify=simplify))

    async def action_mode(self, name: str) -> None:
        """Another mode, as it was left; its rows are put where they now belong."""
        if name != self.current_mode:
            await self.switch_mode(name)
            if isinstance(self.screen, WorkingScreen):
                self.screen.returned()

    async def open_filtered(self, name: str, words: str) -> None:
        """Another mode with what a filter leaves, such as the rows behind a number; raises `FilterError`."""
        await self.action_mode(name)
        if isinstance(self.screen, WorkingScreen):
            self.screen.look_at(words)

    def action_leave_app(self) -> None:
        """Nothing is left to save."""
        self.exit()

    def action_help_quit(self) -> None:
        """Ctrl+C does not end the program by accident; it says what does."""
        self.notify(_("退出请按 q，表单里按 Ctrl+Q"))

    def action_help(self) -> None:
        """Every key."""
        self.push_screen(HelpScreen())

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        if self.use_command_palette and not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(id=PALETTE_ID, placeholder=_("找命令……")))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The actions of the registry that make sense on this screen, then theme and screenshot."""
        for action in ACTIONS:
            target = next((node for node in (screen, self) if hasattr(node, f"action_{action.run}")), None)
            if action.palette and target is not None:
                run = partial(self.call_later, target.run_action, action.run)
                yield SystemCommand(_(action.long), action.key, run)
        yield SystemCommand(_("换配色"), _("浅色、深色等"), self.action_change_theme)
        yield SystemCommand(_("截图"), _("把屏幕存成 SVG"), self.deliver_screenshot)


def built(mode: Mode, services: Services) -> WorkingScreen:
    """The screen of a mode, its module imported now that somebody looks at it."""
    module, _, factory = mode.screen.partition(":")
    screen: WorkingScreen = getattr(import_module(f"monitor.tui.screens.{module}"), factory)(services)
    return screen


def run_review(services: Services) -> None:
    """Open the review screen, and come back when the person has left it."""
    ReviewApp(services).run()
