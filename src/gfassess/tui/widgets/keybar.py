"""The last line: the few keys that matter where the user is."""

from collections.abc import Iterable
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

_NARROW = 78


class Key(NamedTuple):
    """One key as it is written, what it does, and the action that a click runs."""

    key: str
    words: str
    action: str


class KeyBar(Static):
    """Keys with their meaning; a click on one runs it."""

    def __init__(self) -> None:
        """Start empty; the screen fills it."""
        super().__init__("", id="keys", markup=False)
        self._keys: tuple[Key, ...] = ()

    def show(self, keys: Iterable[Key]) -> None:
        """Show these keys."""
        found = tuple(keys)
        if found == self._keys:
            return
        self._keys = found
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Show as many keys as there is room for."""
        event.stop()
        self._draw()

    def _draw(self) -> None:
        parts: list[Content] = []
        room = self.content_size.width or _NARROW
        for key in self._keys:
            action = key.action if key.action.startswith("app.") else f"screen.{key.action}"
            click = Style.from_meta({"@click": action})
            text = Content.assemble(Content.styled(key.key, "bold $footer-key-foreground"), f" {key.words}")
            room -= text.cell_length + 2
            if room >= -2:  # noqa: PLR2004 - no gap after the last one
                parts.append(text.stylize(click))
        self.update(Content("  ").join(parts))
