"""The work on one assessment: sections left, one of them open, head and keys around."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import OptionList, Static

from gfassess import words
from gfassess.tui.desk import Desk
from gfassess.tui.panes.pane import Pane
from gfassess.tui.panes.sections import pane_of
from gfassess.tui.widgets.keybar import Key, KeyBar
from gfassess.tui.widgets.nav import Nav, sections
from gfassess.tui.widgets.status import Status
from gfassess.words import _


class WorkScreen(Screen[None]):
    """One section at a time; every change goes through here to the session and back to what is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next", show=False),
        Binding("ctrl+n", "next", show=False, priority=True),
        Binding("slash", "search", show=False),
        Binding("ctrl+f", "search", show=False, priority=True),
        Binding("f1", "explain_here", show=False, priority=True),
        Binding("ctrl+z", "undo", show=False, priority=True),
        Binding("ctrl+y", "redo", show=False, priority=True),
        Binding("ctrl+l", "language", show=False, priority=True),
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("ctrl+b", "nav", show=False, priority=True),
        Binding("escape", "leave", show=False),
        *(Binding(f"f{number + 2}", f"section({number})", show=False, priority=True) for number in range(11)),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - the type is the base class's

    def __init__(self, desk: Desk, section: str = "enterprise") -> None:
        """Open the assessment on the desk at one section."""
        super().__init__()
        self.desk = desk
        self.section = section
        self.message = ""

    def compose(self) -> ComposeResult:
        """Build the frame and the open section."""
        yield Status(self.desk)
        with Horizontal(id="body"):
            yield Nav(self.desk)
            yield pane_of(self.section, self.desk)
        yield Static(self.message, id="message", markup=False)
        yield KeyBar()

    @property
    def pane(self) -> Pane:
        """The open section."""
        return self.query_one("#pane", Pane)

    def on_mount(self) -> None:
        """Begin in the open section, not in the list."""
        self.say("")
        self.show()
        self.pane.reveal("")

    def show(self) -> None:
        """Bring everything that is shown up to date."""
        self.query_one(Status).refresh()
        self.query_one(Nav).show(self.section)
        self.pane.show()
        self.query_one(KeyBar).show(self.keys())

    def say(self, message: str) -> None:
        """Show one line above the keys until something else happens."""
        self.message = message
        line = self.query_one("#message", Static)
        line.update(message)
        line.display = bool(message)

    def change(self, act: Callable[[], object]) -> bool:
        """Run something that changes the assessment and show what came of it; tell whether it did."""
        changed = self.desk.change(act)
        if changed:
            self.say("")
        self.show()
        return changed

    def keys(self) -> tuple[Key, ...]:
        """Return the keys that matter where the user is."""
        return (
            *self.pane.keys(),
            Key("n", _("next unanswered"), "next"),
            Key("/", _("search"), "search"),
            Key("F1", _("basis"), "explain_here"),
            Key("^z", _("undo"), "undo"),
            Key("^p", _("all commands"), "app.command_palette"),
            Key("^q", _("quit"), "app.quit"),
        )

    async def open(self, section: str, name: str = "") -> None:
        """Open a section, and there a question, indicator or gate."""
        if section != self.section or section == "why":
            self.section = section
            await self.pane.remove()
            await self.query_one("#body").mount(pane_of(section, self.desk, name))
            self.say("")
            self.show()
        self.pane.reveal(name)

    async def explain(self, name: str) -> None:
        """Open the explanation of something; leaving it leads back here."""
        if self.section != "why":
            self.desk.asked_from = (self.section, name)
        self.desk.trail = [name]
        await self.open("why", name)

    @on(OptionList.OptionSelected, "#nav")
    async def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        await self.open(event.option.id or "enterprise")

    @on(Pane.Open)
    async def _open(self, event: Pane.Open) -> None:
        event.stop()
        await self.open(event.section, event.name)

    @on(Pane.Explain)
    async def _explain(self, event: Pane.Explain) -> None:
        event.stop()
        await self.explain(event.name)

    async def action_section(self, number: int) -> None:
        """Open a section by its place in the list."""
        names = sections(self.desk)
        if number < len(names):
            await self.open(names[number])

    async def action_pane(self, name: str) -> None:
        """Do what the open section offers."""
        await self.pane.run_action(name)

    def action_search(self) -> None:
        """Search questions, indicators and gates, and go to what is chosen."""
        from gfassess.tui.dialogs.search import SearchDialog  # noqa: PLC0415 - only when it is asked for

        async def found(place: tuple[str, str] | None) -> None:
            if place is not None:
                await self.open(*place)

        self.app.push_screen(SearchDialog(self.desk.session), found)

    def action_explain_here(self) -> None:
        """Show clause, formula and help of what the user stands on."""
        from gfassess.tui.dialogs.help import HelpDialog  # noqa: PLC0415 - only when it is asked for

        self.app.push_screen(HelpDialog(self.desk.session, self.pane.marked))

    async def action_next(self) -> None:
        """Go to the next open question."""
        spot = self.desk.session.next_unanswered(None)
        if spot is None:
            self.say(_("Every question is answered."))
        else:
            await self.open(*spot)

    def action_undo(self) -> None:
        """Take the last change back."""
        if not self.change(self.desk.session.undo):
            self.say(_("Nothing to undo."))

    def action_redo(self) -> None:
        """Make the change again that was taken back last."""
        if not self.change(self.desk.session.redo):
            self.say(_("Nothing to redo."))

    def action_save(self) -> None:
        """Write the file now."""
        self.desk.save()
        self.show()

    def action_nav(self) -> None:
        """Show or hide the list of sections."""
        nav = self.query_one(Nav)
        nav.display = not nav.display

    def action_leave(self) -> None:
        """Leave the field, so that letters are keys again."""
        self.set_focus(None)

    async def action_language(self) -> None:
        """Show everything in the other language."""
        words.use("en" if words.language() == "zh" else "zh")
        await self.recompose()
        self.on_mount()
