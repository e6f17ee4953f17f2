"""Asks before something is replaced."""

from textual.widget import Widget
from textual.widgets import Static

from gfassess.tui.dialogs.dialog import Dialog
from gfassess.tui.widgets.keybar import Key
from gfassess.words import _


class ConfirmDialog(Dialog[bool]):
    """One sentence; only ^s says yes, so that Enter pressed once too often does nothing."""

    def __init__(self, title: str, sentence: str, yes: str = "") -> None:
        """Say what would happen; `yes` names it in one word, otherwise something is replaced."""
        super().__init__(title)
        self._sentence = sentence
        self._yes = yes

    def fields(self) -> tuple[Widget, ...]:
        """Show the sentence."""
        return (Static(self._sentence, markup=False),)

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the dialog."""
        return (Key("^s", self._yes or _("replace"), "take"), Key("Esc", _("cancel"), "leave"))

    def action_take(self) -> None:
        """Say yes."""
        self.dismiss(True)  # noqa: FBT003 - the answer itself
