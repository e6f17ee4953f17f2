"""Dialogs that ask for a text: a reason, a note."""

from textual.widget import Widget

from gfassess.tui.dialogs.dialog import Dialog
from gfassess.tui.widgets.long_text import Paper
from gfassess.tui.widgets.prose import Prose
from gfassess.words import _


class TextDialog(Dialog[str]):
    """Asks for a text of one or more lines."""

    def __init__(self, title: str, help_: str, text: str = "", *, needed: bool = False) -> None:
        """Show the text there is; `needed` refuses an empty one."""
        super().__init__(title)
        self._help = help_
        self._text = text
        self._needed = needed

    def fields(self) -> tuple[Widget, ...]:
        """Ask for the text."""
        return (Prose(self._help, classes="dialog-help"), Paper(self._text, compact=True))

    def on_mount(self) -> None:
        """Begin in the field."""
        super().on_mount()
        self.query_one(Paper).focus()

    def action_take(self) -> None:
        """Take the text."""
        text = self.query_one(Paper).text.strip()
        if self._needed and not text:
            self.problem(_("A reason is needed."))
        else:
            self.dismiss(text)
