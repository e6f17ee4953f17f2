"""One of many answers: shows what is chosen, opens the list on demand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from gfassess.tui.choices import Choice, title_of
from gfassess.tui.signs import signs
from gfassess.words import _


class Pick(Static, can_focus=True):
    """A field that opens a list to choose from; delete takes the choice back where that is allowed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "choose", show=False),
        Binding("delete,backspace", "clear", show=False),
    ]

    @dataclass
    class Changed(Message):
        """Something else was chosen, or None."""

        pick: "Pick"
        value: str | None

    def __init__(
        self, choices: Sequence[Choice], title: str, *, clears: bool = True, fallback: str = "", classes: str = ""
    ) -> None:
        """Offer these answers under a title; `fallback` is what counts while nothing is chosen."""
        super().__init__("", markup=False, classes=classes)
        self.choices = tuple(choices)
        self._title = title
        self._clears = clears
        self._fallback = fallback
        self.value: str | None = None

    def on_mount(self) -> None:
        """Draw what is chosen."""
        self.write(self.value)

    def write(self, value: str | None) -> None:
        """Show what is chosen."""
        self.value = value
        words = title_of(self.choices, value) if value is not None else self._fallback or _("choose")
        text = Content.styled(words, "" if value is not None else "dim")
        self.update(Content.assemble(text, f" {signs().down}"))

    def on_click(self, event: events.Click) -> None:
        """Open the list."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Open the list."""
        from gfassess.tui.dialogs.choose import ChooseDialog  # noqa: PLC0415 - only when it is asked for

        def chosen(value: str | None) -> None:
            if value is not None and value != self.value:
                self._set(value)

        self.app.push_screen(ChooseDialog(self._title, self.choices, self.value), chosen)

    def action_clear(self) -> None:
        """Take the choice back."""
        if self._clears:
            self._set(None)

    def _set(self, value: str | None) -> None:
        self.write(value)
        self.post_message(self.Changed(self, value))
