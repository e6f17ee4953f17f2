"""Panes made of blocks: each question stands once, in the first block that needs it."""

from collections.abc import Sequence
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from gfassess.tui.panes.pane import Pane
from gfassess.tui.widgets.block import Block
from gfassess.tui.widgets.prose import Prose

_FRAME: Final = 3
"""Cells of a head beside its text."""


class BlocksPane(Pane):
    """Blocks below each other; each kind of pane fills in the hooks.

    The hooks raise because widgets have a metaclass of their own, which rules abstract classes out.
    """

    by_ruleset = True

    def names(self) -> Sequence[str]:
        """Return the ids of the indicators or gates."""
        raise NotImplementedError

    def questions(self, name: str) -> Sequence[str]:
        """Return the questions that one of them needs as things stand."""
        raise NotImplementedError

    @property
    def room(self) -> int:
        """Cells that a line of a head has."""
        return max(self.scrollable_content_region.width - _FRAME, 30)

    def show_block(self, block: Block) -> None:
        """Bring the head of a block up to date."""
        raise NotImplementedError

    def heading(self) -> str:
        """Return what stands above the blocks."""
        return ""

    def compose(self) -> ComposeResult:
        """Build the blocks without their questions."""
        yield Prose(self.heading(), classes="heading")
        for name in self.names():
            yield Block(self.desk, name)

    async def on_mount(self) -> None:
        """Put the questions where they belong."""
        await self.settle()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the heads to the new width."""
        event.stop()
        for block in self.query(Block):
            self.show_block(block)

    def show(self) -> None:
        """Bring everything up to date; questions come and go as answers make them count."""
        self.query_one(".heading", Prose).write(self.heading())
        for block in self.query(Block):
            self.show_block(block)
        for widget in self.query(".question"):
            if callable(show := getattr(widget, "show", None)) and widget.is_mounted:
                show()

    async def settle(self) -> None:
        """Mount the questions that count now, remove the others."""
        seen: set[str] = set()
        for block in self.query(Block):
            names = self.questions(block.of)
            new = [name for name in names if name not in seen]
            await block.ask(new, [name for name in names if name in seen])
            seen.update(new)

    def target(self, name: str) -> Widget | None:
        """Return the field of a question, or the head of an indicator or gate."""
        for wanted in (f"#q-{name}", f"#head-{name}") if name else (".question", ".head"):
            for widget in self.query(wanted):
                if (target := _field(widget)) is not None:
                    return target
        return None


def _field(widget: Widget) -> Widget | None:
    """Return the first part of a widget that takes the focus."""
    if widget.focusable:
        return widget
    return next((part for part in widget.query("*") if part.focusable), None)
