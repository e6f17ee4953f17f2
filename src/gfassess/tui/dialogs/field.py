"""One line of a dialog: what is asked, and the field for it."""

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Label


def line(title: str, field: Widget) -> Horizontal:
    """Return title and field side by side."""
    return Horizontal(Label(title, markup=False), field, classes="line")
