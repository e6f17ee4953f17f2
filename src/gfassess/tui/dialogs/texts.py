"""Dialogs that ask for a text: a reason, a note."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

from gfassess.tui.dialogs.dialog import Dialog
from gfassess.tui.widgets.keybar import Key
from gfassess.tui.widgets.long_text import Paper
from gfassess.tui.widgets.prose import Prose
from gfassess.words import _


class Box(Paper):
    """A text area in which Enter is done; ^j breaks the line, as does Alt or Shift with Enter where that is told."""

    def on_key(self, event: events.Key) -> None:
        """Leave Enter to the dialog."""
        if event.key == "enter":
            event.prevent_default()
        elif event.key in {"ctrl+j", "alt+enter", "shift+enter"}:
            event.prevent_default()
            self.insert("\n")


class TextDialog(Dialog[str]):
    """Asks for a text of one or more lines."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", show=False)]

    def __init__(self, title: str, help_: str, text: str = "", *, needed: bool = False) -> None:
        """Show the text there is; `needed` refuses an empty one."""
        super().__init__(title)
        self._help = help_
        self._text = text
        self._needed = needed

    def fields(self) -> tuple[Widget, ...]:
        """Ask for the text."""
        return (Prose(self._help, classes="dialog-help"), Box(self._text, compact=True, soft_wrap=True))

    def on_mount(self) -> None:
        """Begin in the field, behind the text there is."""
        super().on_mount()
        box = self.query_one(Box)
        box.move_cursor(box.document.end)
        box.focus()

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the dialog."""
        return (
            Key("Enter", _("take over"), "take"),
            Key("^j", _("new line"), "new_line"),
            Key("Esc", _("cancel"), "leave"),
        )

    @property
    def pending(self) -> bool:
        """Tell whether the text is another than it was."""
        return self.query_one(Box).text.strip() != self._text.strip()

    def action_new_line(self) -> None:
        """Break the line."""
        self.query_one(Box).insert("\n")

    def action_take(self) -> None:
        """Take the text."""
        text = self.query_one(Box).text.strip()
        if self._needed and not text:
            self.problem(_("A reason is needed."))
        else:
            self.dismiss(text)
