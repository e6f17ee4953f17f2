"""Running text, wrapped as Chinese typography wants it: no comma begins a line."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from gfassess.report.columns import wrapped


class Prose(Widget, can_focus=False):
    """Paragraphs below each other, in one style."""

    def __init__(self, text: str = "", classes: str = "") -> None:
        """Show a text; every line of it is a paragraph."""
        super().__init__(classes=classes)
        self._text = text

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text

    def write(self, text: str) -> None:
        """Show another text; an empty one takes no room."""
        self.display = bool(text)
        if text != self._text:
            self._text = text
            self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - textual's signature
        """Take all the width there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - the same
        """Take as many lines as the text needs."""
        return len(self._wrapped(width))

    def render(self) -> Content:
        """Return the wrapped lines."""
        return Content("\n".join(self._wrapped(self.content_size.width)))

    def _wrapped(self, width: int) -> list[str]:
        return [line for paragraph in self._text.splitlines() for line in wrapped(paragraph, max(width, 10))]
