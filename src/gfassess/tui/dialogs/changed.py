"""Asks what becomes of the answers where someone else changed the file."""

from pathlib import Path
from typing import Literal, cast

from textual import on
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from gfassess.tui.dialogs.dialog import Dialog
from gfassess.tui.widgets.keybar import Key
from gfassess.words import _

Choice = Literal["reload", "copy", "overwrite"]


class ChangedDialog(Dialog[Choice]):
    """Reload theirs, keep mine under another name, or overwrite: nothing happens until one is chosen."""

    def __init__(self, reason: str, path: Path, copy: Path) -> None:
        """Say why nothing was saved, and where a copy would stand."""
        super().__init__(_("Not saved: {reason}.").format(reason=reason))
        self._path = path
        self._copy = copy

    def fields(self) -> tuple[Widget, ...]:
        """List what can be done."""
        choices = {
            "reload": _("Reload the file; my changes since the last save are lost"),
            "copy": _("Keep mine as {name}, and go on there").format(name=self._copy.name),
            "overwrite": _("Overwrite the file; what the other one wrote is lost"),
        }
        path = Static(str(self._path), classes="dialog-help", markup=False)
        return (path, OptionList(*(Option(words, name) for name, words in choices.items()), markup=False, compact=True))

    def on_mount(self) -> None:
        """Begin on the choice that loses nothing."""
        super().on_mount()
        options = self.query_one(OptionList)
        options.highlighted = 1
        options.focus()

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the dialog."""
        return (Key("Enter", _("choose"), "take"), Key("Esc", _("cancel"), "leave"))

    def action_take(self) -> None:
        """Take the choice that the mark stands on."""
        option = self.query_one(OptionList).highlighted_option
        self.dismiss(cast("Choice", option.id) if option is not None else None)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_take()
