"""Running text, wrapped as Chinese typography wants it: no comma begins a line."""

from collections.abc import Iterator

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from gfassess.report.columns import wrapped


class Prose(Widget, can_focus=False):
    """Paragraphs below each other, in one style."""

    def __init__(self, text: str | Content = "", classes: str = "") -> None:
        """Show a text; every line of it is a paragraph."""
        super().__init__(classes=classes)
        self._text = Content(text) if isinstance(text, str) else text

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text.plain

    def write(self, text: str | Content) -> None:
        """Show another text; an empty one takes no room."""
        text = Content(text) if isinstance(text, str) else text
        self.display = bool(text.plain)
        if not text.is_same(self._text):
            self._text = text
            self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - textual's signature
        """Take all the width there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - the same
        """Take as many lines as the text needs."""
        return len(wrap(self._text, width).plain.split("\n")) if self._text.plain else 0

    def render(self) -> Content:
        """Return the wrapped lines."""
        return wrap(self._text, self.content_size.width)


def wrap(text: Content, width: int) -> Content:
    """Return a styled text in lines of at most `width` cells; every line of it is a paragraph."""
    return Content("\n").join(line for paragraph in text.split("\n") for line in _lines(paragraph, max(width, 10)))


def _lines(paragraph: Content, width: int) -> Iterator[Content]:
    at = 0
    for line in wrapped(paragraph.plain, width):
        start = paragraph.plain.index(line, at)
        at = start + len(line)
        yield paragraph[start:at]
