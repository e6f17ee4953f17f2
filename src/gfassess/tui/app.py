"""The application: paints a frame at once, then begins at home or on an assessment; offers every action in the palette.

What is imported here is on the way to the first painted screen: neither rules nor records.
"""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.widget import Widget
from textual.widgets import Input

from gfassess.errors import GfassessError
from gfassess.tui.harmless import Harmless
from gfassess.tui.screens.opening import OpeningScreen
from gfassess.words import _

if TYPE_CHECKING:
    from gfassess.tui.shell import Opened, Shell

_PATIENCE: Final = 0.5
"""Seconds after which a key that something else swallowed counts as done."""


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
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("ctrl+o", "settle", show=False, priority=True),
    ]
    shell: "Shell"

    def __init__(self, load: "Callable[[], Shell]", title: str = "") -> None:
        """Take what gives the world outside, and whose assessment is opened."""
        super().__init__()
        self._load = load
        self._harmless = Harmless()
        self._opening = title
        self._held: deque[events.Key | events.Paste] = deque()
        self._handed_on: events.Key | events.Paste | None = None
        self._under_way: events.Key | None = None
        self.stopped_by: GfassessError | OSError | None = None
        """Why there is nothing to show."""
        # Movement on screen drags the window of Chinese input methods about.
        self.animation_level = "none"

    def get_default_screen(self) -> Screen[None]:
        """Return the frame to begin with."""
        return OpeningScreen(self._opening)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Look over every line once more before it is drawn."""
        return (*super().get_line_filters(), self._harmless)

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
        """Let typed keys through one by one: each reaches the field that it is meant for, in the order of typing.

        A letter is taken by the field at once, but a key such as ^k comes back here first; without waiting for it, the
        letter behind it would be typed before it works.
        """
        if not isinstance(event, events.Key | events.Paste):
            await super().on_event(event)
        elif event.is_forwarded:
            await super().on_event(event)
            if event is self._under_way:
                self._arrived(event)
        elif self._waits(event):
            if event not in self._held:
                self._held.append(event)
            self.release()
        else:
            if self._held:
                self._held.popleft()
            await self._begin_key(event)
            self.release()

    def _waits(self, event: events.Key | events.Paste) -> bool:
        """Tell whether a key has to wait; what is handed on now is the first of those that did."""
        if event is self._handed_on:
            self._handed_on = None
        return self._busy or (bool(self._held) and event is not self._held[0])

    async def _begin_key(self, event: events.Key | events.Paste) -> None:
        field = self.focused
        if isinstance(event, events.Key):
            if event.key == "enter":
                self._hold_after_enter(field)
            taken = field is not None and field.check_consume_key(event.key, event.character)
            if taken and getattr(field, "opens", False) and callable(hold := getattr(self.screen, "hold", None)):
                hold()
            if field is not None and not taken:
                self._under_way = event
                self.set_timer(_PATIENCE, partial(self._arrived, event))
        await super().on_event(event)
        if not event.is_forwarded and event is self._under_way:
            self._arrived(event)

    def _arrived(self, event: events.Key) -> None:
        """Note that a key did its work."""
        if event is self._under_way:
            self._under_way = None
            self.release()

    def _hold_after_enter(self, field: Widget | None) -> None:
        """Let keys behind an Enter wait for the next field: a slow line delivers both at once."""
        hold = getattr(self.screen, "hold", None)
        over = len(self.screen_stack) > 1 and self.screen.is_modal
        answers = isinstance(field, Input) or getattr(field, "answers", False)
        if callable(hold) and field is not None and answers and (over or _asked(field)):
            hold()

    def release(self) -> None:
        """Hand on the next key that waited."""
        if self._held and self._handed_on is None and not self._busy:
            self._handed_on = self._held[0]
            self.post_message(self._held[0])

    @property
    def waiting(self) -> bool:
        """Tell whether keys wait."""
        return bool(self._held) or self._busy

    @property
    def _busy(self) -> bool:
        under_way = self._under_way is not None
        return under_way or any(getattr(screen, "busy", False) for screen in self.screen_stack[-1:])

    def work_on(self, opened: "Opened") -> None:
        """Show an assessment."""
        self.switch_screen(self._work(opened))

    def action_home(self) -> None:
        """Show the recent files."""
        if self._may_leave():
            if (desk := getattr(self.screen, "desk", None)) is not None:
                desk.opened.close()
            self.switch_screen(self._home())

    def action_settle(self) -> None:
        """Ask what becomes of the answers where someone else changed the file, or has it open."""
        desk = getattr(self.screen, "desk", None)
        if desk is not None and desk.unsettled:
            from gfassess.tui.screens.work import WorkScreen  # noqa: PLC0415 - not needed at home
            from gfassess.tui.settling import ask  # noqa: PLC0415 - only when it is asked for

            if isinstance(self.screen, WorkScreen):
                ask(self, self.screen)

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

    @work
    async def action_author(self) -> None:
        """Ask for the name under which answers are kept from now on."""
        from gfassess.tui.dialogs.texts import TextDialog  # noqa: PLC0415 - only when it is asked for

        there = self.shell.author()
        help_ = _("Kept in the file beside each answer that you change from now on.")
        name = await self.push_screen_wait(TextDialog(_("Your name"), help_, there, needed=True))
        if name is None or self.shell.choose_author is None:
            return
        try:
            self.shell.choose_author(name)
            said = _("Answers are kept under the name: {name}").format(name=self.shell.author())
        except (GfassessError, OSError) as error:
            said = str(error)
        if callable(say := getattr(self.screen, "say", None)):
            say(said)

    def _may_leave(self) -> bool:
        """Ask every screen, the uppermost first, whether it may be left."""
        asked = [ask for screen in reversed(self.screen_stack) if callable(ask := getattr(screen, "may_leave", None))]
        return all(ask() for ask in asked)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """List what the palette offers: the commands of the screen, then those of the program."""
        desk = getattr(screen, "desk", None)
        if desk is not None and desk.unsettled:
            yield SystemCommand(desk.unsettled, "^o", self.action_settle)
        commands = getattr(screen, "commands", None)
        if callable(commands):
            yield from commands()
        if desk is not None:
            if self.shell.choose_author is not None:
                yield SystemCommand(_("Your name"), _("Kept beside the answers that you change"), self.action_author)
            yield SystemCommand(_("Home"), _("Recent files, a new one"), self.action_home)
        yield SystemCommand(_("Theme"), _("Change the colours"), self.action_change_theme)
        yield SystemCommand(_("Quit"), _("Everything is saved"), self.action_quit)

    def _home(self) -> Screen[None]:
        from gfassess.tui.screens.home import HomeScreen  # noqa: PLC0415 - not needed where a file is given

        return HomeScreen(self.shell)

    def _work(self, opened: "Opened") -> Screen[None]:
        from gfassess.tui.desk import Desk  # noqa: PLC0415 - not needed at home
        from gfassess.tui.screens.work import WorkScreen  # noqa: PLC0415 - not needed at home
        from gfassess.tui.settling import begin  # noqa: PLC0415 - not needed at home

        begun = opened.session.assessment
        section = "results" if begun.enterprise.name or begun.facts else "enterprise"
        screen = WorkScreen(Desk(self.shell, opened), "conflicts" if begun.conflicts else section)
        if opened.notice:
            # The screen takes it up once it is built.
            screen.call_later(screen.say, opened.notice)
        screen.call_later(begin, self, screen)
        return screen


def _asked(field: Widget) -> bool:
    """Tell whether a field belongs to a question."""
    return any(one.has_class("question") for one in field.ancestors)
