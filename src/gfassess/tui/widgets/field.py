"""A field of one line, the same in every section and dialog."""

from textual import events
from textual.widgets import Input

from gfassess.tui.harmless import harmless


class Field(Input):
    """Stands still, so that input methods stay in place, and holds nothing that an answer may not hold."""

    def on_mount(self) -> None:
        """Stand still."""
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Leave out what would command a terminal, wherever the text comes from."""
        return harmless(value)

    def _on_paste(self, event: events.Paste) -> None:
        """Take the first line that says something."""
        event.prevent_default()
        event.stop()
        lines = [line for line in harmless(event.text).split("\n") if line.strip()]
        if lines:
            self.replace(lines[0], *sorted(self.selection))
