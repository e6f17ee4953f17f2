"""The work on one assessment: sections left, one of them open, head and keys around."""

from asyncio import Lock
from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import OptionList, Static

from gfassess import words
from gfassess.tui.changes import changed, title_words
from gfassess.tui.desk import Desk
from gfassess.tui.panes.pane import Pane
from gfassess.tui.panes.sections import pane_of
from gfassess.tui.places import place_of
from gfassess.tui.screens.hints import hints
from gfassess.tui.screens.saving import Saving
from gfassess.tui.screens.whereabouts import Subject
from gfassess.tui.widgets.keybar import Key, KeyBar
from gfassess.tui.widgets.nav import Nav, section_keys, section_titles, sections
from gfassess.tui.widgets.status import Status
from gfassess.words import _


class WorkScreen(Saving):
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
        Binding("enter", "enter", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        *(Binding(f"f{number}", f"section('f{number}')", show=False, priority=True) for number in range(2, 13)),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - the type is the base class's

    def __init__(self, desk: Desk, section: str = "enterprise") -> None:
        """Open the assessment on the desk at one section."""
        super().__init__()
        self.desk = desk
        self.section = section
        self._building = Lock()

    def compose(self) -> ComposeResult:
        """Build the frame and the open section."""
        yield Status(self.desk)
        with Horizontal(id="body"):
            yield Nav(self.desk)
            yield pane_of(self.section, self.desk)
        yield Static("", id="message", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin in the open section, not in the list."""
        self.say("")
        self.show()
        self.pane.reveal("")
        self.watch_saving()

    def show_saved(self) -> None:
        """Show whether everything is saved."""
        self.query_one(Status).refresh()

    def show(self) -> None:
        """Bring everything that is shown up to date."""
        self.query_one(Status).refresh()
        self.query_one(Nav).show(self.section)
        self.pane.show()
        self.show_keys()

    def say(self, message: str) -> None:
        """Show one line above the keys until something else happens."""
        line = self.query_one("#message", Static)
        line.update(message)
        line.display = bool(message)

    def show_keys(self) -> None:
        """Show the keys that matter where the user is."""
        own: tuple[Key, ...] = self.pane.keys()
        subject = self.subject
        line = self.session.ruleset.indicator(subject.line)
        asked = subject.question in self.session.rulebook.facts
        self.query_one(KeyBar).show((*own, *hints(self.focused, line, few=bool(own), asked=asked)))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember where the user is, and show the keys that matter there."""
        super().on_descendant_focus(event)
        self.show_keys()

    def on_screen_suspend(self) -> None:
        """Let a message go when a dialog comes."""
        if self.is_mounted:
            self.say("")

    async def open(self, section: str, name: str = "") -> None:
        """Open a section, and there a question, indicator or gate."""
        self.busy = True
        self.say("")
        try:
            # Keys come by the task of the application, messages by that of the screen: one builds at a time.
            async with self._building:
                if section != self.section or section == "why":
                    with self.app.batch_update():
                        await self._build(section, name)
                self.pane.reveal(name)
        finally:
            self.app.call_later(self.release)  # behind the focus, which comes by the same way

    async def _build(self, section: str, name: str) -> None:
        self.commit()
        self.section = section
        self.current, self.last = None, Subject()
        await self.pane.remove()
        await self.query_one("#body").mount(pane_of(section, self.desk, name))
        self.say("")
        self.show()

    async def rebuild(self) -> None:
        """Build the open section anew; one that the rule set in use does not have gives way to the results."""
        async with self._building:
            with self.app.batch_update():
                await self._build(self.section if self.section in sections(self.desk) else "results", "")
        self.pane.reveal("")

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

    async def action_section(self, key: str) -> None:
        """Open the section of a key; one that the rule set in use does not have has none."""
        found = [name for name in sections(self.desk) if section_keys(self.desk).get(name) == key]
        if found:
            await self.open(found[0])

    async def action_pane(self, name: str) -> None:
        """Do what the open section offers."""
        await self.pane.run_action(name)

    def action_search(self) -> None:
        """Search questions, indicators and gates, and go to what is chosen."""
        from gfassess.tui.dialogs.search import SearchDialog  # noqa: PLC0415 - only when it is asked for

        async def found(place: tuple[str, str] | None) -> None:
            if place is not None:
                await self.open(*place)

        self.app.push_screen(SearchDialog(self.session), found)

    def action_explain_here(self) -> None:
        """Show clause, formula and help of what the user stands on."""
        from gfassess.tui.dialogs.help import HelpDialog  # noqa: PLC0415 - only when it is asked for

        self.app.push_screen(HelpDialog(self.session, self.subject.question or self.subject.line))

    async def action_next(self) -> None:
        """Go to the next open question, from where the user is."""
        self.commit()
        spot = self.session.next_unanswered((self.section, self.subject.question))
        if spot is None:
            self.show()
            self.say(_("Every question is answered."))
        else:
            await self.open(*spot)
            self.show()

    async def action_undo(self) -> None:
        """Take the last change back, or first what is being typed."""
        focused = self.focused
        for widget in focused.ancestors_with_self if focused is not None else ():
            if callable(revert := getattr(widget, "revert", None)) and revert():
                self.say(_("What was being typed is gone; once more takes the last answer back."))
                return
        await self._step(self.session.undo, _("Taken back: {title}"), _("Nothing to undo."))

    async def action_redo(self) -> None:
        """Make the change again that was taken back last."""
        await self._step(self.session.redo, _("Made again: {title}"), _("Nothing to redo."))

    async def _step(self, step: Callable[[], object], done: str, nothing: str) -> None:
        before = self.session.assessment
        if not await self.change(step):
            self.say(nothing)
            return
        name = changed(before, self.session.assessment)
        place = place_of(self.session, name) if name else None
        if place is not None and not self.back(name):
            await self.open(*place)
        self.say(done.format(title=title_words(self.session.rulebook, self.session.ruleset, name)))

    def action_nav(self) -> None:
        """Show or hide the list of sections."""
        nav = self.query_one(Nav)
        nav.display = not nav.display

    def action_leave(self) -> None:
        """Leave the field, so that letters are keys again; what is no answer goes, and the saved one is shown."""
        around = self.focused.ancestors_with_self if self.focused is not None else ()
        gone = any(callable(forgo := getattr(widget, "forgo", None)) and forgo() for widget in around)
        self.say(_("What was typed was no answer: the field shows again what is saved.") if gone else "")
        self.set_focus(None)
        self.show_keys()

    def action_enter(self) -> None:
        """Go back into the field that was left."""
        if self.focused is None and self.current is not None and self.current.is_attached:
            self.current.focus()

    def action_step(self, step: int) -> None:
        """Go to the field above or below, where the field itself makes nothing of the arrows."""
        places = [widget for widget in self.focus_chain if self.pane in widget.ancestors]
        if self.current in places:
            at = places.index(self.current) + (step if self.focused is not None else 0)
            places[min(max(at, 0), len(places) - 1)].focus()

    async def action_language(self) -> None:
        """Show everything in the other language, at the same place."""
        self.commit()
        subject = self.subject
        words.use("en" if words.language() == "zh" else "zh")
        self.current = None
        await self.recompose()
        self.say("")
        self.show()
        self.pane.reveal(subject.question or subject.line)

    def commands(self) -> Iterable[SystemCommand]:
        """List the actions of this screen for the palette."""
        yield SystemCommand(_("Next unanswered"), "n", self.action_next)
        yield SystemCommand(_("Search"), "/", self.action_search)
        yield SystemCommand(_("Basis: clause, formula, help"), "F1", self.action_explain_here)
        yield SystemCommand(_("Why this result"), "w", self.action_why)
        yield SystemCommand(_("Reference values"), "r", self.action_reference)
        yield SystemCommand(_("Not applicable"), "x", self.action_not_applicable)
        yield SystemCommand(_("Evidence"), "e", self.action_evidence)
        yield SystemCommand(_("Note"), "m", self.action_note)
        yield SystemCommand(_("Reason for an unusual value"), "v", self.action_reason)
        keys = section_keys(self.desk)
        for name, title in section_titles(self.desk).items():
            said = _("Section: {title}").format(title=title)
            yield SystemCommand(said, keys.get(name, "").upper(), partial(self.open, name))
        yield SystemCommand(_("Undo"), "^z", self.action_undo)
        yield SystemCommand(_("Redo"), "^y", self.action_redo)
        yield SystemCommand(_("Save now"), "^s", self.action_save)
        yield SystemCommand(_("Show or hide the sections"), "^b", self.action_nav)
        yield SystemCommand("English" if words.language() == "zh" else "中文", "^l", self.action_language)
