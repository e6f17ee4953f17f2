"""The application: paints a frame at once, then begins at home or on an assessment; offers every action in the palette.

What is imported here is on the way to the first painted screen: neither rules nor records.
"""

import gc
from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.widgets import Input

from gfassess.errors import GfassessError
from gfassess.tui.screens.opening import OpeningScreen
from gfassess.words import _

if TYPE_CHECKING:
    from gfassess.tui.shell import Opened, Shell


class PlainBars(ScrollBarRender):
    """Scroll bars without the characters that draw parts of a cell."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


def run(load: "Callable[[], Shell]", title: str = "") -> int:
    """Run the screens until the user quits; return the exit code.

    `load` gives the world outside once a frame with `title` stands; what it raises is raised here.
    """
    app = GfassessApp(load, title)
    app.run()
    if app.stopped_by is not None:
        raise app.stopped_by
    return app.return_code or 0


class GfassessApp(App[None]):
    """Terminal self-assessment."""

    TITLE = "gfassess"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["gfassess.tcss", "results.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False, priority=True)]
    shell: "Shell"

    def __init__(self, load: "Callable[[], Shell]", title: str = "") -> None:
        """Take what gives the world outside, and whose assessment is opened."""
        super().__init__()
        self._load = load
        self._opening = title
        self._held: list[events.Event] = []
        self.stopped_by: GfassessError | OSError | None = None
        """Why there is nothing to show."""
        # Movement on screen drags the window of Chinese input methods about.
        self.animation_level = "none"

    def get_default_screen(self) -> Screen[None]:
        """Return the frame to begin with."""
        return OpeningScreen(self._opening)

    def on_ready(self) -> None:
        """Read rules and answers once the frame is painted."""
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        from gfassess.tui import signs  # noqa: PLC0415 - records, which the first frame does without

        try:
            self.shell = self._load()
            begin = self.shell.start
            signs.use(signs.ASCII if self.shell.ascii else signs.BOX)
            self.set_class(self.shell.ascii, "-ascii")
            ScrollBar.renderer = PlainBars if self.shell.ascii else ScrollBarRender
            await self.push_screen(self._home() if begin is None else self._work(begin()))
        except (GfassessError, OSError) as error:
            self.stopped_by = error
            self.exit()
        self.call_after_refresh(self.release)
        # What was loaded stays until the end: collections need not go through it again.
        gc.freeze()
        gc.enable()

    async def on_event(self, event: events.Event) -> None:
        """Hold what is typed while a section is being built, so that it reaches the field it is meant for."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded and self._busy:
            self._held.append(event)
            return
        if isinstance(event, events.Key) and event.key == "enter" and not event.is_forwarded:
            self._hold_after_enter()
        await super().on_event(event)

    def _hold_after_enter(self) -> None:
        """Let keys behind an Enter wait for the next field: a slow line delivers both at once."""
        hold = getattr(self.screen, "hold", None)
        field = self.focused
        if callable(hold) and isinstance(field, Input) and any(one.has_class("question") for one in field.ancestors):
            hold()

    def release(self) -> None:
        """Hand on what was typed meanwhile."""
        held, self._held = self._held, []
        for event in held:
            self.post_message(event)

    @property
    def _busy(self) -> bool:
        return any(getattr(screen, "busy", False) for screen in self.screen_stack[-1:])

    def work_on(self, opened: "Opened") -> None:
        """Show an assessment."""
        self.switch_screen(self._work(opened))

    def action_home(self) -> None:
        """Show the recent files."""
        if self._may_leave():
            self.switch_screen(self._home())

    async def action_quit(self) -> None:
        """Leave, once everything is saved."""
        if self._may_leave():
            self.exit()

    def action_help_quit(self) -> None:
        """Say how to leave."""
        say = getattr(self.screen, "say", None)
        if callable(say):
            say(_("^q quits; everything is saved after each answer."))

    def action_command_palette(self) -> None:
        """Show all commands."""
        from textual.command import CommandPalette  # noqa: PLC0415 - only when it is asked for

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("search for a command"), id="--command-palette"))

    def search_themes(self) -> None:
        """Show all themes."""
        from textual.command import CommandPalette  # noqa: PLC0415 - only when it is asked for
        from textual.theme import ThemeProvider  # noqa: PLC0415 - the same

        self.push_screen(CommandPalette(providers=[ThemeProvider], placeholder=_("search for a theme")))

    def _may_leave(self) -> bool:
        """Ask every screen below whether it may be left."""
        asked = [ask for screen in self.screen_stack if callable(ask := getattr(screen, "may_leave", None))]
        return all(ask() for ask in asked)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """List what the palette offers: the commands of the screen, then those of the program."""
        commands = getattr(screen, "commands", None)
        if callable(commands):
            yield from commands()
        if hasattr(screen, "may_leave"):
            yield SystemCommand(_("Home"), _("Recent files, a new one"), self.action_home)
        yield SystemCommand(_("Theme"), _("Change the colours"), self.action_change_theme)
        yield SystemCommand(_("Quit"), _("Everything is saved"), self.action_quit)

    def _home(self) -> Screen[None]:
        from gfassess.tui.screens.home import HomeScreen  # noqa: PLC0415 - not needed where a file is given

        return HomeScreen(self.shell)

    def _work(self, opened: "Opened") -> Screen[None]:
        from gfassess.tui.desk import Desk  # noqa: PLC0415 - not needed at home
        from gfassess.tui.screens.work import WorkScreen  # noqa: PLC0415 - not needed at home

        known = opened.session.assessment.enterprise.name or opened.session.assessment.facts
        return WorkScreen(Desk(self.shell, opened), "results" if known else "enterprise")
