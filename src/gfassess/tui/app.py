"""The application: begins at home or on an assessment, and offers every action in the palette."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from gfassess.tui import signs
from gfassess.tui.desk import Desk
from gfassess.tui.shell import Opened, Shell
from gfassess.words import _


def run(shell: Shell) -> int:
    """Run the screens until the user quits; return the exit code."""
    app = GfassessApp(shell)
    app.run()
    return app.return_code or 0


class GfassessApp(App[None]):
    """Terminal self-assessment."""

    TITLE = "gfassess"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["gfassess.tcss", "results.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False, priority=True)]

    def __init__(self, shell: Shell) -> None:
        """Take the world outside; raises what `shell.start` raises."""
        super().__init__()
        self.shell = shell
        self._begin = shell.start() if shell.start is not None else None
        # Movement on screen drags the window of Chinese input methods about.
        self.animation_level = "none"
        signs.use(signs.ASCII if shell.ascii else signs.BOX)

    def get_default_screen(self) -> Screen[None]:
        """Return the screen to begin with."""
        return self._home() if self._begin is None else self._work(self._begin)

    def work_on(self, opened: Opened) -> None:
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
        if callable(commands):
            yield SystemCommand(_("Home"), _("Recent files, a new one"), self.action_home)
        yield SystemCommand(_("Theme"), _("Change the colours"), self.action_change_theme)
        yield SystemCommand(_("Quit"), _("Everything is saved"), self.action_quit)

    def _home(self) -> Screen[None]:
        from gfassess.tui.screens.home import HomeScreen  # noqa: PLC0415 - not needed where a file is given

        return HomeScreen(self.shell)

    def _work(self, opened: Opened) -> Screen[None]:
        from gfassess.tui.screens.work import WorkScreen  # noqa: PLC0415 - not needed at home

        known = opened.session.assessment.enterprise.name or opened.session.assessment.facts
        return WorkScreen(Desk(self.shell, opened), "results" if known else "enterprise")
