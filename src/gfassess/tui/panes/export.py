"""Writes the assessment with its result and stamp to a file that others can recompute."""

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from gfassess.errors import GfassessError
from gfassess.tui.panes.pane import Pane
from gfassess.words import _


class ExportPane(Pane):
    """Where to write, and what was written."""

    def compose(self) -> ComposeResult:
        """Ask for the path."""
        yield Static(_("Write the assessment with result and stamp to:"), markup=False)
        yield Input(str(self.desk.path.with_suffix(".export.toml")), id="target", compact=True)
        yield Static("", id="written", markup=False)

    @on(Input.Submitted, "#target")
    def _write(self, event: Input.Submitted) -> None:
        event.stop()
        line = self.query_one("#written", Static)
        try:
            path = self.desk.shell.export(self.session, Path(event.value))
        except (GfassessError, OSError) as error:
            line.update(str(error))
        else:
            line.update(_("Written: {path}").format(path=path))
