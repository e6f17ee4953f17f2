"""Chooses one of many, with a search."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from gfassess.tui.choices import Choice
from gfassess.tui.dialogs.dialog import Dialog
from gfassess.tui.widgets.keybar import Key
from gfassess.words import _, ngettext

_SEARCHED = 8
"""Lists longer than this have a search field."""


class ChooseDialog(Dialog[str]):
    """A list to choose from; typing narrows a long one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(8)", show=False, priority=True),
        Binding("pageup", "move(-8)", show=False, priority=True),
    ]

    def __init__(self, title: str, choices: Sequence[Choice], value: str | None = None) -> None:
        """Offer these; `value` is chosen now."""
        super().__init__(title)
        self._choices = tuple(choices)
        self._found = self._choices
        self._value = value

    def fields(self) -> tuple[Widget, ...]:
        """Show the search and the list."""
        search = Input(placeholder=_("type to search"), id="wanted", compact=True)
        search.display = len(self._choices) > _SEARCHED
        return (search, OptionList(id="found", markup=False))

    def on_mount(self) -> None:
        """Fill the list and stand on what is chosen now."""
        super().on_mount()
        self._fill("")
        names = [choice.id for choice in self._choices]
        if self._value in names:
            self.query_one("#found", OptionList).highlighted = names.index(self._value or "")
        self.query_one("#wanted" if len(self._choices) > _SEARCHED else "#found").focus()

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the dialog."""
        return (Key("Enter", _("choose"), "take"), Key("Esc", _("cancel"), "leave"))

    @on(Input.Changed, "#wanted")
    def _narrow(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def _fill(self, wanted: str) -> None:
        self._found = tuple(choice for choice in self._choices if choice.fits(wanted))
        found = self.query_one("#found", OptionList)
        found.clear_options()
        found.add_options([Option(_prompt(choice)) for choice in self._found])
        found.highlighted = 0 if self._found else None
        count = len(self._found)
        self.problem("" if count else _("Nothing fits."))
        if wanted and count:
            found.border_subtitle = ngettext("{count} fits", "{count} fit", count).format(count=count)

    def action_move(self, step: int) -> None:
        """Move in the list while the search field has the focus."""
        found = self.query_one("#found", OptionList)
        if self._found:
            found.highlighted = min(max((found.highlighted or 0) + step, 0), len(self._found) - 1)

    @on(Input.Submitted, "#wanted")
    @on(OptionList.OptionSelected, "#found")
    def action_take(self) -> None:
        """Choose the line that is marked."""
        at = self.query_one("#found", OptionList).highlighted
        if at is not None and at < len(self._found):
            self.dismiss(self._found[at].id)


def _prompt(choice: Choice) -> Content:
    if not choice.detail:
        return Content(choice.title)
    return Content.assemble(choice.title, "\n", Content.styled(f"  {choice.detail}", "dim"))
