"""A field for texts of several lines."""

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import TextArea

from gfassess.model.assessment import Value
from gfassess.tui.harmless import harmless
from gfassess.tui.widgets.editor import Editor


class Paper(TextArea):
    """A text area that never blinks and says when it is left."""

    def on_mount(self) -> None:
        """Stand still."""
        self.cursor_blink = False
        self.add_class("paper")

    async def _on_paste(self, event: events.Paste) -> None:
        """Leave out what would command a terminal."""
        event.prevent_default()
        await super()._on_paste(events.Paste(harmless(event.text)))


class TextEditor(Editor):
    """Several lines of text."""

    _written = ""

    def compose(self) -> ComposeResult:
        """Build the field."""
        yield Paper(compact=True, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)

    @property
    def paper(self) -> Paper:
        """The field itself."""
        return self.query_one(Paper)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.paper.text

    @property
    def dirty(self) -> bool:
        """Tell whether something else stands there than was written."""
        return self.paper.text != self._written

    def read(self) -> Value | None:
        """Return the text."""
        return self.paper.text.strip() or None

    def write(self, value: Value | None) -> None:
        """Show a text."""
        self._written = value if isinstance(value, str) else ""
        if self.paper.text != self._written:
            self.paper.load_text(self._written)

    def write_text(self, text: str) -> None:
        """Show typed text again."""
        self.paper.load_text(text)

    @on(TextArea.Changed)
    def _typing(self, event: TextArea.Changed) -> None:
        event.stop()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Take the text when the field is left."""
        event.stop()
        if self.dirty:
            self.post_message(self.Entered(self))
