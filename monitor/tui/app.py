"""The app: which screens there are, the command palette, and the one place where trouble is shown."""

import asyncio
import gc
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.command import CommandPalette, Provider
from textual.filter import LineFilter
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from commitments.codes import code_of
from commitments.errors import CommitmentsError
from commitments.evidence import Review
from commitments.i18n import _
from monitor.safe_text import harmless
from monitor.services import Services
from monitor.tui.actions import Scope, allowed, bindings, of, use_keys
from monitor.tui.glyphs import is_ascii, use_ascii
from monitor.tui.key_order import acted, come_to_rest, must_wait
from monitor.tui.keymap import Keymap, load_keymap
from monitor.tui.memory import Memory, memory_of, state_folder
from monitor.tui.messages import Trouble
from monitor.tui.modes import LEDGER, MODES, REVIEW, Mode
from monitor.tui.plain import Plain
from monitor.tui.screens.help import HelpScreen
from monitor.tui.screens.jump import JumpScreen
from monitor.tui.screens.trouble import TroubleScreen
from monitor.tui.screens.working import WorkingScreen
from monitor.tui.terminal import need_terminal
from monitor.tui.themes import THEME_NAMES, THEMES
from monitor.tui.widgets.go_strip import GoStrip
from monitor.tui.workbench import Workbench

OWN = frozenset(action.run.partition("(")[0] for action in of(Scope.APP))
PALETTE_ID = "--command-palette"
PLAIN = Plain()


@dataclass(frozen=True, slots=True)
class Look:
    """How the screen is drawn."""

    theme: str = "dark"
    insisted: bool = False  # whether it was asked for just now, and so comes before what is remembered
    ascii: bool = False


class ReviewApp(Workbench):
    """What `duban review` opens."""

    TITLE = "duban"
    BINDINGS = [*bindings(Scope.APP)]  # noqa: RUF012 - Textual declares it so
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {*App.COMMANDS, lambda: _finder()}  # noqa: PLW0108

    def __init__(
        self,
        services: Services,
        memory: Memory | None = None,
        look: Look = Look(),
        keymap: Keymap | None = None,
    ) -> None:
        """Work on one ledger as one person, with their memory and their own keys."""
        super().__init__(services, memory or Memory())
        self._before = REVIEW  # the mode that - goes back to
        for theme in THEMES.values():
            self.register_theme(theme)
        known = "" if look.insisted else self.memory.section("screen").get("theme", "")
        self.theme = known if known in self.available_themes else look.theme
        use_keys(keymap or {})
        self.set_keymap({name: ",".join(keys) for name, keys in (keymap or {}).items()})

    async def on_mount(self) -> None:
        """Open the screen on which this person left."""
        for mode in MODES:
            self.add_mode(mode.name, partial(built, mode, self.services))
        left = self.memory.section("screen").get("mode")
        await self.switch_mode(left if left in {mode.name for mode in MODES} else REVIEW)

    async def on_event(self, event: events.Event) -> None:
        """A line feed is Enter: that is how a terminal sends ⏎ before the program has it, and how scripts do.

        Digits behind a key that was refused are dropped: they were meant for what it would have asked. What is pasted
        loses what would turn the writing round: a field draws its words as they are.
        """
        if isinstance(event, events.Paste) and not event.is_forwarded:
            event = events.Paste(harmless(event.text))
        if isinstance(event, events.Key) and not event.is_forwarded:
            if event.key == "ctrl+j":
                event = events.Key("enter", "\r")
            if isinstance(self.screen, WorkingScreen) and self.screen.swallows(event.key):
                return
            if must_wait(self, event):
                await come_to_rest(self)
                if not await acted(self, event.key):
                    await super().on_event(event)
                await come_to_rest(self)
                return
        await super().on_event(event)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Under `--ascii` every line passes through one filter more."""
        return [*super().get_line_filters(), PLAIN] if is_ascii() else super().get_line_filters()

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
        from monitor.tui.pictures import self_contained

        return self_contained(super().export_screenshot(title=title, simplify=simplify))

    # modes

    async def action_mode(self, name: str) -> None:
        """Another mode, as it was left; its rows are put where they now belong."""
        if name == self.current_mode:
            return
        if isinstance(self.screen, WorkingScreen):
            self.screen.remember()
        self._before = self.current_mode
        await self.switch_mode(name)
        self.memory.keep("screen", "mode", name)
        if isinstance(self.screen, WorkingScreen):
            self.screen.returned()

    async def action_last_mode(self) -> None:
        """The mode before this one."""
        await self.action_mode(self._before)

    async def open_filtered(self, name: str, words: str) -> None:
        """Another mode with what a filter leaves, such as the rows behind a number; raises `FilterError`."""
        await self.action_mode(name)
        if isinstance(self.screen, WorkingScreen):
            self.screen.look_at(words)

    async def open_target(self, target_id: int) -> None:
        """The mode that has a target, narrowed down to it."""
        try:
            entry = await asyncio.to_thread(self.services.ledger.entry, target_id)
        except CommitmentsError as error:
            self.post_message(Trouble(error))
            return
        also = " review:rejected" if entry.review is Review.REJECTED else ""
        mode = REVIEW if entry.review is Review.CANDIDATE else LEDGER
        await self.open_filtered(mode, f"id:{entry.code}{also}")

    def action_go_to_code(self) -> None:
        """Ask for a code or a name, and go there."""
        if isinstance(self.screen, WorkingScreen):
            here = self.screen
            names = [*here.places(), *(_(mode.title) for mode in MODES)]
            self.push_screen(GoStrip(names), partial(self._go_to, here))

    async def _go_to(self, here: WorkingScreen, place: int | str | None) -> None:
        if place is None:
            return
        if await here.go_to(place):
            here.flash(_("已到 {place}").format(place=code_of(place) if isinstance(place, int) else place))
            return
        if isinstance(place, int):
            await self.open_target(place)
        else:
            await self.action_mode(next(mode.name for mode in MODES if _(mode.title) == place))

    # leaving

    def action_leave_app(self) -> None:
        """Everything is saved but where one stands."""
        if isinstance(self.screen, WorkingScreen):
            self.screen.remember()
        self.exit()

    def action_help_quit(self) -> None:
        """Ctrl+C does not end the program by accident; it says what does."""
        self.notify(_("退出请按 q，表单里按 Ctrl+Q"))

    # help, palette, looks

    def action_help(self) -> None:
        """The keys of the screen in view."""
        screen = self.screen
        scopes = screen.SCOPES if isinstance(screen, WorkingScreen) else tuple(Scope)
        self.push_screen(HelpScreen(scopes))

    def action_jump(self) -> None:
        """A letter on every pane."""
        self.push_screen(JumpScreen(self.screen), _focus)

    def action_jump_field(self) -> None:
        """A letter on every field of a sheet."""
        self.action_jump()

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        if self.use_command_palette and not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(id=PALETTE_ID, placeholder=_("找命令、编号、文件……")))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The actions of the registry that make sense on this screen, then looks and screenshot."""
        scopes = screen.SCOPES if isinstance(screen, WorkingScreen) else (Scope.APP,)
        for action in of(*scopes):
            target = next((node for node in (screen, self) if hasattr(node, f"action_{_name(action.run)}")), None)
            if action.palette and target is not None:
                run = partial(self.call_later, target.run_action, action.run)
                yield SystemCommand(_(action.long), action.key, run)
        for name, words in THEME_NAMES.items():
            yield SystemCommand(
                _("配色：{name}").format(name=_(words)), _("换配色，下次也用它"), partial(self.wear, name)
            )
        yield SystemCommand(_("截图"), _("把屏幕存成 SVG，放在 var/ 里"), self.action_picture)

    def wear(self, theme: str) -> None:
        """Another theme, now and next time."""
        self.theme = theme
        self.memory.keep("screen", "theme", theme)

    def action_picture(self) -> None:
        """The screen as an SVG file among the program's own; in a browser it is downloaded."""
        if self.is_web:
            self.deliver_screenshot()
            return
        settings, now = self.services.settings, self.services.clock.now()
        folder = settings.path("var")
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"duban-{now:%Y%m%d-%H%M%S}.svg"
        file.write_text(self.export_screenshot(), encoding="utf-8")
        if isinstance(self.screen, WorkingScreen):
            self.screen.flash(_("已存 {file}").format(file=file))


def _finder() -> type[Provider]:
    """What finds targets, imported when somebody opens the palette."""
    from monitor.tui.screens.finding import FindTargets

    return FindTargets


def _focus(widget: Widget | None) -> None:
    if widget is not None:
        widget.screen.set_focus(widget)


def _name(run: str) -> str:
    return run.partition("(")[0]


def built(mode: Mode, services: Services) -> WorkingScreen:
    """The screen of a mode, its module imported now that somebody looks at it."""
    module, _, factory = mode.screen.partition(":")
    screen: WorkingScreen = getattr(import_module(f"monitor.tui.screens.{module}"), factory)(services)
    return screen


def run_review(services: Services, *, ledger_url: str, look: Look, keymap: Path | None = None) -> None:
    """Open the review screen, and come back when the person has left it.

    Args:
        services: the ledger and who acts on it.
        ledger_url: names the ledger in the person's memory.
        look: how the screen is drawn.
        keymap: a file with the person's own keys.

    Raises:
        ConfigError: the file with the keys cannot be used, or there is no terminal.
    """
    own = load_keymap(keymap) if keymap is not None else {}
    need_terminal()
    use_ascii(on=look.ascii)
    memory = memory_of(state_folder(os.environ), actor=services.actor, ledger=ledger_url)
    app = ReviewApp(services, memory, look, own)
    gc.freeze()  # what has been imported stays for good: no collection walks over it while somebody types
    gc.enable()
    app.run()
