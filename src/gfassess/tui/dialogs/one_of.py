"""Asks which of a few things shall be done."""

from collections.abc import Mapping

from textual import on
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from gfassess.tui.dialogs.dialog import Dialog
from gfassess.tui.widgets.keybar import Key
from gfassess.words import _


class OneOfDialog(Dialog[str]):
    """A sentence and what can be done: nothing happens until one is chosen."""

    def __init__(self, title: str, about: str, choices: Mapping[str, str], first: str) -> None:
        """Offer choices by name, in words; the mark begins on `first`, which should lose nothing."""
        super().__init__(title)
        self._about = about
        self._choices = dict(choices)
        self._first = first

    def fields(self) -> tuple[Widget, ...]:
        """List what can be done."""
        about = Static(self._about, classes="dialog-help", markup=False)
        options = (Option(words, name) for name, words in self._choices.items())
        return (about, OptionList(*options, markup=False, compact=True))

    def on_mount(self) -> None:
        """Begin on the choice that loses nothing."""
        super().on_mount()
        options = self.query_one(OptionList)
        options.highlighted = list(self._choices).index(self._first)
        options.focus()

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the dialog."""
        return (Key("Enter", _("choose"), "take"), Key("Esc", _("cancel"), "leave"))

    def action_take(self) -> None:
        """Take the choice that the mark stands on."""
        option = self.query_one(OptionList).highlighted_option
        self.dismiss(option.id if option is not None else None)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_take()
