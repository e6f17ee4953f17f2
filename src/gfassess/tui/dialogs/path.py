"""Asks for a file: one to open, or where a new assessment shall stand."""

from pathlib import Path

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from gfassess.errors import GfassessError
from gfassess.files import user_path
from gfassess.model.assessment import YEARS
from gfassess.quantity import read_number
from gfassess.tui.dialogs.dialog import Dialog
from gfassess.tui.dialogs.field import line, whole_path
from gfassess.tui.widgets.field import Field
from gfassess.words import _


class PathDialog(Dialog[Path]):
    """Asks for the path of a file."""

    def fields(self) -> tuple[Widget, ...]:
        """Ask for the path."""
        return (line(_("File"), Field(id="path", compact=True)),)

    def action_take(self) -> None:
        """Take the path."""
        text = self.query_one("#path", Input).value.strip()
        if not text:
            self.problem(_("Write a path, for instance assessments/2025.toml."))
            return
        try:
            path = user_path(text)
        except GfassessError as error:
            self.problem(str(error))
            return
        self.dismiss(path)


class NewDialog(Dialog[tuple[Path, int]]):
    """Asks for the path and reporting year of a new assessment."""

    def __init__(self, year: int) -> None:
        """Suggest a reporting year."""
        super().__init__(_("New assessment"))
        self._year = year

    def fields(self) -> tuple[Widget, ...]:
        """Ask for year and path."""
        return (
            line(_("Reporting year"), Field(str(self._year), id="year", compact=True)),
            line(_("File"), Field(f"assessment-{self._year}.toml", id="path", compact=True)),
            Static("", id="whole", classes="dialog-help", markup=False),
        )

    @on(Input.Changed, "#path")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one("#whole", Static).update(whole_path(event.value))

    def action_take(self) -> None:
        """Take year and path."""
        text = self.query_one("#path", Input).value.strip()
        try:
            year = read_number(self.query_one("#year", Input).value)
            path = user_path(text)
        except GfassessError as error:
            self.problem(str(error))
            return
        first, last = YEARS
        if not text or not year.is_integer() or not first <= year <= last:
            self.problem(_("A path and a year from {first} to {last} are needed.").format(first=first, last=last))
            return
        self.dismiss((path, int(year)))
