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

    def go_home(self) -> None:
        """Show the recent files."""
        self.switch_screen(self._home())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """List what the palette offers: the commands of the screen, then those of the program."""
        commands = getattr(screen, "commands", None)
        if callable(commands):
            yield from commands()
        yield SystemCommand(_("Theme"), _("Change the colours"), self.action_change_theme)
        yield SystemCommand(_("Quit"), _("Everything is saved"), self.action_quit)

    def _home(self) -> Screen[None]:
        from gfassess.tui.screens.home import HomeScreen  # noqa: PLC0415 - not needed where a file is given

        return HomeScreen(self.shell)

    def _work(self, opened: Opened) -> Screen[None]:
        from gfassess.tui.screens.work import WorkScreen  # noqa: PLC0415 - not needed at home

        return WorkScreen(Desk(self.shell, opened))
