"""What every dialog has in common: a box with a title, Escape to leave it, Enter or ^s to take it."""

from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from gfassess.tui.holding import Holding
from gfassess.tui.widgets.keybar import Key, KeyBar
from gfassess.words import _

Answer = TypeVar("Answer")


class Dialog(Holding, ModalScreen[Answer | None]):
    """A question over the screen; leaving it answers None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("ctrl+s", "take", show=False, priority=True),
    ]

    busy = True
    """Keys wait until the fields are there."""

    warned = False
    """The user was told that leaving loses what was entered."""

    def __init__(self, title: str) -> None:
        """Set the title."""
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """Build the box around the fields."""
        with Vertical(id="dialog"):
            yield Static(self._title, classes="dialog-title", markup=False)
            with VerticalScroll(id="fields", can_focus=False):
                yield from self.fields()
            yield Static("", id="problem", markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Show the keys of the dialog."""
        self.problem("")
        self.query_one(KeyBar).show(self.keys())
        self.call_after_refresh(self.release)

    def on_unmount(self) -> None:
        """Hand on the keys that waited to the screen below."""
        self.release()

    def fields(self) -> tuple[Widget, ...]:
        """Return what is asked."""
        return ()

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the dialog."""
        return (Key("^s", _("take over"), "take"), Key("Esc", _("cancel"), "leave"))

    def problem(self, message: str) -> None:
        """Say why the dialog cannot be taken yet."""
        line = self.query_one("#problem", Static)
        line.update(message)
        line.display = bool(message)

    @on(Input.Submitted)
    def _line_entered(self, event: Input.Submitted) -> None:
        """Go on to the next line with Enter, take the dialog on the last one."""
        lines = [field for field in self.query(".line Input").results(Input) if field.display]
        if event.input not in lines:
            return
        event.stop()
        following = lines[lines.index(event.input) + 1 :]
        if following:
            following[0].focus()
        else:
            self.action_take()
        self.app.call_later(self.release)

    @property
    def pending(self) -> bool:
        """Tell whether something was entered that leaving would lose."""
        return False

    def may_leave(self) -> bool:
        """Tell whether the program may be left; where that loses what was entered, say so once."""
        if self.warned or not self.pending:
            return True
        self.warned = True
        self.problem(_("What was entered is not taken over yet: ^s takes it, ^q once more throws it away."))
        return False

    def action_leave(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)

    def action_take(self) -> None:
        """Take what was entered."""
