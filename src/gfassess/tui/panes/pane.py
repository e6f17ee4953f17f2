"""What every section of the work screen has in common."""

from dataclasses import dataclass

from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget

from gfassess.session import Session
from gfassess.tui.desk import Desk
from gfassess.tui.widgets.keybar import Key


class Pane(VerticalScroll, can_focus=False):
    """One section: built from the session when it is opened, brought up to date after every change."""

    by_ruleset = False
    """It is built from the lines of the rule set: another one needs it anew."""

    @dataclass
    class Open(Message):
        """Asks for another section, and there for a question, indicator or gate."""

        section: str
        name: str = ""

    @dataclass
    class Explain(Message):
        """Asks why: an id that `gfassess.explain.why` knows."""

        name: str

    def __init__(self, desk: Desk) -> None:
        """Show a part of the assessment on the desk."""
        super().__init__(id="pane")
        self.desk = desk

    @property
    def session(self) -> Session:
        """The session that is shown."""
        return self.desk.session

    @property
    def marked(self) -> str:
        """The id of the question, indicator or gate that the user stands on; empty where there is none."""
        focused = self.screen.focused
        for widget in focused.ancestors_with_self if focused is not None else ():
            name = getattr(widget, "of", "")
            if isinstance(name, str) and name:
                return name
        return ""

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of this section that matter most; their actions are `pane('...')`."""
        return ()

    def show(self) -> None:
        """Bring what is shown up to date after a change."""

    async def settle(self) -> None:
        """Let parts come and go as a change makes them count."""

    def reveal(self, name: str) -> bool:
        """Focus a question, indicator or gate by its id, or the first thing of the pane; tell whether it is here."""
        target = self.target(name)
        if target is not None:
            target.focus()
        return target is not None

    def target(self, name: str) -> Widget | None:
        """Return what takes the focus for a question, indicator or gate; the first thing of the pane without a name."""
        return next((one for one in self.query("*") if one.focusable and (not name or one.id == name)), None)
