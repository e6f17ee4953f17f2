"""Text from outside made harmless: no character that would command the terminal or turn the direction of writing."""

import re
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

# Controls but tab and line feed, surrogates, and the marks that turn the direction of writing around.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_IN_A_LINE: Final = re.compile(f"[\t\n]|{_FORBIDDEN.pattern}")


def harmless(text: str) -> str:
    """Return a text as an answer may hold it."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class Harmless(LineFilter):
    """The last look at every line that is drawn, whatever it shows: paths, names, messages of the system."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - the base class's
        """Return the line without such characters; each takes the cells that it was counted with."""
        return [
            segment
            if segment.control or not _IN_A_LINE.search(segment.text)
            else Segment(_IN_A_LINE.sub(_stand_in, segment.text), segment.style)
            for segment in segments
        ]


def _stand_in(match: re.Match[str]) -> str:
    return "?" * cell_len(match[0])
