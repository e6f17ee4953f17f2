"""A list whose entries are drawn for the width there is: texts wrapped, figures at the right margin."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from textual import events
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from gfassess.report.columns import wrapped
from gfassess.tui.figures import spread
from gfassess.tui.signs import signs

Draw: TypeAlias = Callable[[int], Content]
"""Draws something for so many cells of width."""


class Entry(NamedTuple):
    """One entry: how it is drawn, and the name under which it can be chosen; without one it is only read."""

    draw: Draw
    name: str = ""


class Lines(OptionList):
    """Entries below each other; arrows move, Enter or a click chooses."""

    def __init__(self, name: str) -> None:
        """Start empty under this id."""
        super().__init__(id=name, classes="lines", markup=False, compact=True)
        self._entries: tuple[Entry, ...] = ()
        self._drawn = 0
        self._wanted = ""

    @property
    def chosen(self) -> str:
        """The name of the entry that is marked, or an empty text."""
        option = self.highlighted_option
        return (option.id or "") if option is not None else self._wanted

    @property
    def room(self) -> int:
        """Cells of a line; 0 while the list has no place on the screen yet."""
        return int(self.scrollable_content_region.width)

    @property
    def settled(self) -> bool:
        """Tell whether the entries are drawn for the place that the list has now."""
        return self._drawn == self.room > 0

    def fill(self, entries: Iterable[Entry], at: str = "") -> None:
        """Show these entries; the mark stays, or goes to the entry called `at`."""
        wanted = at or self.chosen
        self._entries = tuple(entries)
        self._draw(wanted)

    def mark(self, name: str) -> bool:
        """Move the mark to an entry; tell whether there is one of that name."""
        self._wanted = name
        for index, option in enumerate(self.options):
            if option.id == name:
                self.highlighted = index
        return bool(name) and any(entry.name == name for entry in self._entries)

    def on_resize(self, event: events.Resize) -> None:
        """Draw again where the width changed."""
        event.stop()
        if self.room != self._drawn:
            self._draw(self.chosen)

    def scroll_to_highlight(self, top: bool = False) -> None:  # noqa: FBT001, FBT002 - as in the base class
        """Bring the marked entry into view, and with the first one all that stands above it."""
        first = next((index for index, option in enumerate(self.options) if not option.disabled), None)
        if self.highlighted is not None and self.highlighted == first:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
        else:
            super().scroll_to_highlight(top)

    def _draw(self, at: str) -> None:
        self._drawn, self._wanted = self.room, at
        if not self._drawn:
            return
        offset = self.scroll_offset.y
        self.clear_options()
        self.add_options(
            [Option(entry.draw(self._drawn), entry.name or None, disabled=not entry.name) for entry in self._entries]
        )
        self.scroll_to(y=offset, animate=False, force=True, immediate=True)
        if not self.mark(at):
            self.action_first()


def paragraph(text: str, width: int, *, indent: int = 0, style: str = "", most: int = 0) -> Content:
    """Return a text wrapped with an indent; with `most`, cut after so many lines."""
    lines = wrapped(" ".join(text.split()), width, " " * indent)
    if most and len(lines) > most:
        last = Content(lines[most - 1]).truncate(max(width - len(signs().more), 1)).rstrip().plain
        lines = [*lines[: most - 1], last + signs().more]
    return Content.styled("\n".join(lines), style)


def said(text: str, *, indent: int = 0, style: str = "", name: str = "") -> Entry:
    """Return an entry that is one wrapped text."""
    return Entry(lambda width: paragraph(text, width, indent=indent, style=style), name)


def headline(left: Content, right: Content, width: int) -> Content:
    """Return left and right text on one line; where they do not fit the right one goes below, long texts wrapped."""
    if left.cell_length + right.cell_length < width:
        return spread(left, right, width)
    lines = left.wrap(width)
    if right.cell_length > width // 2:
        below = paragraph(right.plain, width)
    else:
        room = width - lines[-1].cell_length - right.cell_length
        below = right.pad_left(max(width - right.cell_length, 0))
        if room > 0:
            below = Content.assemble(lines.pop(), " " * room, right)
    return Content("\n").join([*lines, below])
