"""Search over titles, ids and help, in both languages at once."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList

from gfassess.session import Session
from gfassess.tui.dialogs.dialog import Dialog
from gfassess.tui.figures import spread
from gfassess.tui.finding import Found, everything, find
from gfassess.tui.signs import signs
from gfassess.tui.widgets.field import Field
from gfassess.tui.widgets.keybar import Key
from gfassess.tui.widgets.lines import Entry, Lines
from gfassess.words import _


class SearchDialog(Dialog[tuple[str, str]]):
    """Typing narrows the list, arrows move in it, Enter goes there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move('cursor_down')", show=False, priority=True),
        Binding("up", "move('cursor_up')", show=False, priority=True),
        Binding("pagedown", "move('page_down')", show=False, priority=True),
        Binding("pageup", "move('page_up')", show=False, priority=True),
    ]

    def __init__(self, session: Session) -> None:
        """Search what the rule set of a session asks."""
        super().__init__(_("Search"))
        self._session = session
        self._all = everything(session)

    def fields(self) -> tuple[Widget, ...]:
        """Show the field and the list."""
        return (Field(placeholder=_("title, id or a word of the help"), id="wanted", compact=True), Lines("hits"))

    def on_mount(self) -> None:
        """Begin with everything."""
        super().on_mount()
        field = self.query_one("#wanted", Input)
        field.focus()
        self._fill("")

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the dialog."""
        return (Key("Enter", _("go there"), "take"), Key("Esc", _("cancel"), "leave"))

    @on(Input.Changed, "#wanted")
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._fill(event.value)

    def _fill(self, wanted: str) -> None:
        found = find(self._all, wanted)
        hits = self.query_one("#hits", Lines)
        hits.fill(self._entry(one) for one in found)
        hits.action_first()
        self.problem("" if found else _("Nothing fits."))

    def _entry(self, one: Found) -> Entry:
        waits = self._session.is_open(one.id) if one.id in self._asked else False
        sign = signs().unknown if waits else " "
        tail = Content.styled(f"{one.id}  {one.kind}", "dim")
        return Entry(lambda width: spread(Content(f"{sign} {one.title}"), tail, width), one.id)

    @property
    def _asked(self) -> set[str]:
        book = self._session.rulebook
        return {*book.facts, *book.ledgers}

    def action_move(self, action: str) -> None:
        """Move in the list while the field has the focus."""
        hits = self.query_one("#hits", Lines)
        getattr(hits, f"action_{action}")()

    @on(Input.Submitted, "#wanted")
    @on(OptionList.OptionSelected, "#hits")
    def action_take(self) -> None:
        """Go to what is marked."""
        chosen = self.query_one("#hits", Lines).chosen
        place = next(((one.section, one.id) for one in self._all if one.id == chosen), None)
        if place is not None:
            self.dismiss(place)
