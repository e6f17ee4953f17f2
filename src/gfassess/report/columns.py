"""Text in columns of a terminal, where a Chinese character takes two cells."""

# Help is laid out with this at every start, so it loads next to nothing: no expression to compile, no typing.
import unicodedata
from collections.abc import Iterable, Iterator

_OPENING = frozenset("（《「『“‘〔【([")
_CLOSING = frozenset("，。、；：？！）》」』”’〕】,.;:?!)]%")


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def pad(text: str, width: int) -> str:
    """Return a text filled up with spaces to `width` cells."""
    return text + " " * (width - cells(text))


def pad_left(text: str, width: int) -> str:
    """Return a text set at the right of `width` cells."""
    return " " * (width - cells(text)) + text


def cut(text: str, width: int) -> str:
    """Return a text of at most `width` cells; one that is too long ends in two points."""
    if cells(text) <= width:
        return text
    kept = ""
    for character in text:
        if cells(kept) + _cells(character) > width - 2:
            break
        kept += character
    return kept + ".."


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Return a text as lines of at most `width` cells, broken at spaces and between Chinese characters.

    A single word that is longer stays whole. Every line begins with `indent`.
    """
    room = max(width - cells(indent), 10)
    if cells(text) <= room:
        return [indent + text.strip()]
    lines, line, used = [], "", 0
    for piece in _pieces(text.strip()):
        if line and used + cells(piece.rstrip()) > room:
            lines.append(line.rstrip())
            line, used = "", 0
        line += piece
        used += cells(piece)
    return [indent + each for each in [*lines, line.rstrip()]]


def widest(texts: Iterable[str]) -> int:
    """Return the cells of the widest text, 0 where there is none."""
    return max(map(cells, texts), default=0)


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _pieces(text: str) -> Iterator[str]:
    """Go through what stays together: a word or a Chinese character, its punctuation, the space after it."""
    start = 0
    for place in range(1, len(text)):
        if _breaks(text[place - 1], text[place]):
            yield text[start:place]
            start = place
    yield text[start:]


def _breaks(before: str, after: str) -> bool:
    if after == " " or after in _CLOSING or before in _OPENING:
        return False
    return before == " " or _cells(before) > 1 or _cells(after) > 1
