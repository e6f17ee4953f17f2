"""The first screen without a file: recent files, a new one, the demonstration."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from gfassess import words
from gfassess.errors import GfassessError
from gfassess.report.calendar import next_words
from gfassess.session import due_dates
from gfassess.tui.shell import Opened, Recent, Shell
from gfassess.tui.widgets.keybar import Key, KeyBar
from gfassess.words import _


class HomeScreen(Screen[None]):
    """Chooses what to work on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", show=False),
        Binding("o", "open_path", show=False),
        Binding("d", "demo", show=False),
        Binding("ctrl+l", "language", show=False, priority=True),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - the type is the base class's

    def __init__(self, shell: Shell) -> None:
        """Take the world outside."""
        super().__init__()
        self._shell = shell
        self._recent: tuple[Recent, ...] = ()

    def compose(self) -> ComposeResult:
        """List what can be opened."""
        self._recent = tuple(self._shell.recent())
        yield Static(self._title(), id="title", markup=False)
        yield OptionList(*self._options(), id="choices", markup=False)
        yield Static("", id="message", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one("#message").display = False
        self.query_one("#choices").focus()
        self.query_one(KeyBar).show(
            (
                Key("n", _("new"), "new"),
                Key("o", _("open"), "open_path"),
                Key("d", _("demonstration"), "demo"),
                Key("^l", "English" if words.language() == "zh" else "中文", "language"),
                Key("^q", _("quit"), "app.quit"),
            )
        )

    def _title(self) -> Content:
        lines = [
            Content.styled("gfassess", "bold"),
            Content(_("How green is the factory, what holds it back, who is listed already.")),
            Content.styled(_("Everything stays on this machine."), "dim"),
        ]
        today = self._shell.now().date()
        if words := next_words(due_dates(self._shell.schemes(), today), today):
            lines.append(Content.styled(words, "dim"))
        return Content("\n").join(lines)

    def _options(self) -> Iterator[Option]:
        yield Option(_("New assessment"), "new")
        yield Option(_("Open a file"), "open")
        yield Option(_("Demonstration: a real factory, partly answered"), "demo")
        for index, recent in enumerate(self._recent):
            name = Content.styled(recent.name or recent.path.stem, "bold")
            if recent.demo:
                name = Content.assemble(name, Content.styled("  " + _("copy of an example"), "$text-warning"))
            yield Option(Content.assemble(name, "\n", Content.styled(f"  {recent.path}", "dim")), f"recent-{index}")

    @on(OptionList.OptionSelected, "#choices")
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        name = event.option.id or ""
        match name:
            case "new":
                self.action_new()
            case "open":
                self.action_open_path()
            case "demo":
                self.action_demo()
            case _:
                path = self._recent[int(name.removeprefix("recent-"))].path
                self._work(lambda: self._shell.open_file(path))

    def action_demo(self) -> None:
        """Open the demonstration."""
        self._work(self._shell.demo)

    def action_open_path(self) -> None:
        """Ask for a file and open it."""
        from gfassess.tui.dialogs.path import PathDialog  # noqa: PLC0415 - only when it is asked for

        def chosen(path: Path | None) -> None:
            if path is not None:
                self._work(lambda: self._shell.open_file(path))

        self.app.push_screen(PathDialog(_("Open an assessment")), chosen)

    def action_new(self) -> None:
        """Ask where a new assessment shall stand, and begin it."""
        from gfassess.tui.dialogs.path import NewDialog  # noqa: PLC0415 - only when it is asked for

        def chosen(found: tuple[Path, int] | None) -> None:
            if found is not None:
                self._work(lambda: self._shell.new_file(*found))

        self.app.push_screen(NewDialog(self._shell.now().year - 1), chosen)

    async def action_language(self) -> None:
        """Show everything in the other language."""
        words.use("en" if words.language() == "zh" else "zh")
        await self.recompose()
        self.on_mount()

    def commands(self) -> Iterator[SystemCommand]:
        """List the actions of this screen for the palette."""
        yield SystemCommand(_("New assessment"), "n", self.action_new)
        yield SystemCommand(_("Open a file"), "o", self.action_open_path)
        yield SystemCommand(_("Demonstration"), "d", self.action_demo)
        yield SystemCommand("English" if words.language() == "zh" else "中文", "^l", self.action_language)

    def _work(self, opening: Callable[[], Opened]) -> None:
        from gfassess.tui.app import GfassessApp  # noqa: PLC0415 - the application imports this module

        try:
            opened = opening()
        except (GfassessError, OSError) as error:
            line = self.query_one("#message", Static)
            line.update(str(error))
            line.display = True
            return
        if isinstance(self.app, GfassessApp):
            self.app.work_on(opened)
