"""Few answers side by side or below each other, all in sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from gfassess.tui.choices import Choice
from gfassess.tui.signs import signs


class Options(Static, can_focus=True):
    """One of a few answers: arrows move, space or Enter chooses, a digit chooses at once, delete takes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "move(-1)", show=False),
        Binding("right,down", "move(1)", show=False),
        Binding("space", "choose", show=False),
        Binding("enter", "choose(True)", show=False),
        Binding("delete", "clear", show=False),
        *(Binding(str(digit), f"pick({digit - 1})", show=False) for digit in range(1, 10)),
    ]

    answers = True
    """Enter is always followed by a message that the user is done."""

    @dataclass
    class Changed(Message):
        """Another answer was chosen, or None; `go_on` where the user is done with it."""

        options: "Options"
        value: str | None
        go_on: bool = False

    def __init__(self, choices: Sequence[Choice], *, beside: bool = False) -> None:
        """Offer these answers, beside or below each other."""
        super().__init__("", markup=False)
        self._choices = tuple(choices)
        self._beside = beside
        self._at: int | None = None
        self.value: str | None = None

    def on_mount(self) -> None:
        """Draw the answers."""
        self._draw()

    def on_focus(self) -> None:
        """Show where the arrows stand."""
        self._draw()

    def on_blur(self) -> None:
        """Hide where the arrows stand."""
        self._draw()

    def write(self, value: str | None) -> None:
        """Show what is chosen."""
        self.value = value
        names = [choice.id for choice in self._choices]
        self._at = names.index(value) if value in names else self._at
        self._draw()

    def action_move(self, step: int) -> None:
        """Move to another answer without choosing it."""
        start = (-1 if step > 0 else 0) if self._at is None else self._at
        self._at = (start + step) % len(self._choices)
        self._draw()

    def action_choose(self, go_on: bool = False) -> None:  # noqa: FBT001, FBT002 - actions take plain arguments
        """Choose the answer that the arrows stand on; Enter goes on without an answer where they stand on none."""
        if self._at is not None:
            self._set(self._choices[self._at].id, go_on=go_on)
        elif go_on:
            self.post_message(self.Changed(self, self.value, go_on=True))
        else:
            self.action_move(1)

    def action_pick(self, index: int) -> None:
        """Choose an answer by its place."""
        if index < len(self._choices):
            self._at = index
            self._set(self._choices[index].id, go_on=False)

    def action_clear(self) -> None:
        """Take the answer back."""
        self._at = None
        if self.value is not None:
            self._set(None, go_on=False)
        self._draw()

    def _set(self, value: str | None, *, go_on: bool) -> None:
        self.write(value)
        self.post_message(self.Changed(self, value, go_on))

    def _draw(self) -> None:
        parts = []
        for index, choice in enumerate(self._choices):
            here = self.has_focus and index == (0 if self._at is None else self._at)
            sign = signs().chosen if choice.id == self.value else signs().free
            style = "bold" if choice.id == self.value else ""
            if here:
                style = "reverse" if self._at is not None else "underline"
            text = Content.styled(f"{sign} {choice.title}", style)
            parts.append(text.stylize(Style.from_meta({"@click": f"pick({index})"})))
        self.update(Content("   " if self._beside else "\n").join(parts))
