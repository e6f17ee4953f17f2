"""The frame that stands while rules and answers are read: whose assessment it is, at the place where it stays."""

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from gfassess.words import _


class OpeningScreen(Screen[None]):
    """Painted first; the application goes on from here."""

    busy = True
    """Keys are held until there is something to type into."""

    def __init__(self, title: str) -> None:
        """Name what is being opened."""
        super().__init__()
        self._name = title

    def compose(self) -> ComposeResult:
        """Show the head of the work screen as far as it is known."""
        said = _("Reading the rules")
        yield Static(f"{self._name or 'gfassess'}\n{said}", id="opening", markup=False)
