"""One line of a dialog: what is asked, and the field for it; and what a typed path means."""

from pathlib import Path

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Label


def line(title: str, field: Widget) -> Horizontal:
    """Return title and field side by side."""
    return Horizontal(Label(title, markup=False), field, classes="line")


def whole_path(typed: str) -> str:
    """Return where a typed path leads from the folder that the program runs in; nothing where that is plain."""
    text = typed.strip()
    try:
        whole = str(Path(text).expanduser().absolute())
    except RuntimeError:  # "~somebody" whom the system does not know
        return ""
    return f"= {whole}" if text and whole != text else ""
