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
    """A field that opens a list to choose from, and searches it for what is typed; delete takes the choice back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "choose", show=False),
        Binding("delete", "clear", show=False),
    ]

    opens = True
    """What is typed opens a dialog, into which the rest of it goes."""

    @dataclass
    class Changed(Message):
        """Something else was chosen, or None."""

        pick: "Pick"
        value: str | None

    @dataclass
    class Kept(Message):
        """What was chosen before was chosen again."""

        pick: "Pick"

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

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - textual's signature
        """Take letters and digits: they search the list."""
        return character is not None and character.isprintable() and character != " "

    def on_key(self, event: events.Key) -> None:
        """Open the list at what is typed."""
        if self.check_consume_key(event.key, event.character):
            event.stop()
            event.prevent_default()
            self.action_choose(event.character or "")

    def on_paste(self, event: events.Paste) -> None:
        """Open the list at what is pasted, or comes whole from an input method."""
        event.stop()
        if event.text.strip():
            self.action_choose(event.text.strip().splitlines()[0])

    def action_choose(self, wanted: str = "") -> None:
        """Open the list, narrowed to what is wanted."""
        from gfassess.tui.dialogs.choose import ChooseDialog  # noqa: PLC0415 - only when it is asked for

        def chosen(value: str | None) -> None:
            self._hold("hold" if value is not None and self.has_class("answer") else "release")
            if value is not None and value != self.value:
                self._set(value)
            elif value is not None:
                self.post_message(self.Kept(self))

        self.app.push_screen(ChooseDialog(self._title, self.choices, self.value, wanted), chosen)

    def _hold(self, how: str) -> None:
        """Let keys wait until it is known where the choice leads, or hand them on."""
        act = getattr(self.screen, how, None)
        if callable(act):
            act()

    def action_clear(self) -> None:
        """Take the choice back."""
        if self._clears and self.value is not None:
            self._set(None)

    def _set(self, value: str | None) -> None:
        self.write(value)
        self.post_message(self.Changed(self, value))
