"""Chooses one of many, with a search."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from gfassess.tui.choices import Choice
from gfassess.tui.dialogs.dialog import Dialog
from gfassess.tui.ranking import ranked
from gfassess.tui.widgets.field import Field
from gfassess.tui.widgets.keybar import Key
from gfassess.words import _, ngettext

_SEARCHED = 8
"""Lists longer than this have a search field."""
_WIDE: Final = 90
"""Cells of the widest dialog."""
_FRAME: Final = 8
"""Cells of a dialog beside the text of a line."""


class ChooseDialog(Dialog[str]):
    """A list to choose from; typing narrows a long one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(8)", show=False, priority=True),
        Binding("pageup", "move(-8)", show=False, priority=True),
    ]

    def __init__(self, title: str, choices: Sequence[Choice], value: str | None = None, wanted: str = "") -> None:
        """Offer these; `value` is chosen now, `wanted` was typed already."""
        super().__init__(title)
        self._choices = tuple(choices)
        self._found = self._choices
        self._value = value
        self._wanted = wanted
        self._searched = len(self._choices) > _SEARCHED or bool(wanted)

    def fields(self) -> tuple[Widget, ...]:
        """Show the search and the list."""
        search = Field(self._wanted, placeholder=_("type to search"), id="wanted", compact=True, select_on_focus=False)
        search.display = self._searched
        return (search, OptionList(id="found", markup=False))

    def on_mount(self) -> None:
        """Fill the list and stand on what is chosen now."""
        super().on_mount()
        self._fill(self._wanted)
        self.query_one("#wanted" if self._searched else "#found").focus()

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the dialog."""
        return (Key("Enter", _("choose"), "take"), Key("Esc", _("cancel"), "leave"))

    @on(Input.Changed, "#wanted")
    def _narrow(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def _fill(self, wanted: str) -> None:
        """Show what fits; the mark stands on what is chosen, else on the best of a search, else nowhere."""
        self._found = tuple(ranked(self._choices, wanted, lambda choice: choice.texts))
        found = self.query_one("#found", OptionList)
        width = min(self.app.size.width * 9 // 10, _WIDE) - _FRAME
        found.clear_options()
        found.add_options([Option(_prompt(choice, width)) for choice in self._found])
        names = [choice.id for choice in self._found]
        first = 0 if wanted.strip() and names else None
        found.highlighted = names.index(self._value) if self._value in names and not wanted.strip() else first
        count = len(self._found)
        self.problem("" if count else _("Nothing fits."))
        if wanted and count:
            found.border_subtitle = ngettext("{count} fits", "{count} fit", count).format(count=count)

    def action_move(self, step: int) -> None:
        """Move in the list while the search field has the focus."""
        found = self.query_one("#found", OptionList)
        if not self._found:
            return
        start = found.highlighted
        if start is None:
            start = -1 if step > 0 else len(self._found)
            step = 1 if step > 0 else -1
        found.highlighted = min(max(start + step, 0), len(self._found) - 1)

    @on(Input.Submitted, "#wanted")
    @on(OptionList.OptionSelected, "#found")
    def action_take(self) -> None:
        """Choose the line that is marked."""
        at = self.query_one("#found", OptionList).highlighted
        if at is not None and at < len(self._found):
            self.dismiss(self._found[at].id)
        elif self._found:
            self.problem(_("Nothing is marked yet: the arrows mark a line."))
        self.app.call_later(self.release)


def _prompt(choice: Choice, width: int) -> Content:
    """Return one line: the title, and of the details those that fit whole, so that no figure is cut."""
    title = Content(choice.title)
    details = ""
    for part in choice.detail.split(_("; ")):
        longer = _("{first}; {second}").format(first=details, second=part) if details else part
        if title.cell_length + Content(longer).cell_length + 2 <= width:
            details = longer
    return Content.assemble(title, Content.styled(f"  {details}", "dim") if details else "")
