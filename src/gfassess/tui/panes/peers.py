"""Who is listed near the factory and in its trade."""

from textual.app import ComposeResult
from textual.widgets import Static

from gfassess.peers import Query, compare
from gfassess.tui.panes.pane import Pane


class PeersPane(Pane):
    """Listed enterprises and what their listing proves."""

    def compose(self) -> ComposeResult:
        """List the peers."""
        yield Static(self._text(), id="peers", markup=False)

    def show(self) -> None:
        """Bring the list up to date."""
        self.query_one("#peers", Static).update(self._text())

    def _text(self) -> str:
        own = self.session.assessment.enterprise
        found = compare(
            self.desk.shell.peers(), Query(), self.session.scorecard, city=own.city, division=own.division
        ).peers
        return "\n".join(f"{one.list_.year}  {one.peer.name}" for one in found)
