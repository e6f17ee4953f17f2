"""Tables and strips of many sites for a plain terminal."""

from collections.abc import Iterator, Sequence
from typing import Final

from gfassess.fleet.summary import Spread
from gfassess.report.columns import cells, cut, pad, pad_left, widest
from gfassess.report.strips import Signs

_GAP: Final = 2
_LEAST: Final = 12
"""Cells that the first column keeps."""
_LONGEST: Final = 46
"""Cells of the longest strip."""
_SHORTEST: Final = 18


def grid(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Go through the lines of a table: titles at the left, cut where they are too long, figures at the right."""
    room = _rooms(heads, rows, width)
    yield _line(heads, room)
    yield from (_line(row, room) for row in rows)


def grid_with_strips(
    heads: Sequence[str],
    rows: Sequence[tuple[Sequence[str], Spread]],
    points: float,
    width: int,
    signs: Signs,
) -> Iterator[str]:
    """Go through the same with a strip from 0 to `points` at the end of each line; it draws how a figure is spread."""
    bare = [cells_of for cells_of, _spread in rows]
    room = _rooms(heads, bare, width - _GAP - _SHORTEST)
    strip = min(width - sum(room) - _GAP * len(room), _LONGEST)
    yield f"{_line(heads, room)}{' ' * _GAP}{_scale(points, strip)}"
    for cells_of, spread in rows:
        yield f"{_line(cells_of, room)}{' ' * _GAP}{_strip(spread, points, strip, signs)}".rstrip()


def bar(part: float, width: int, sign: str) -> str:
    """Return a bar of a part of the whole, 0 to 1; something is never drawn as nothing."""
    return sign * (max(round(part * width), 1) if part > 0 else 0)


def _rooms(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    wanted = [widest(column) for column in zip(heads, *rows, strict=True)]
    rest = sum(wanted[1:]) + _GAP * (len(wanted) - 1)
    return [min(wanted[0], max(width - rest, _LEAST)), *wanted[1:]]


def _line(row: Sequence[str], room: Sequence[int]) -> str:
    first, *figures = row
    parts = [pad(cut(first, room[0]), room[0])]
    parts += [pad_left(text, each) for text, each in zip(figures, room[1:], strict=True)]
    return (" " * _GAP).join(parts).rstrip()


def _scale(points: float, width: int) -> str:
    """Return the head of strips: where they begin and end."""
    last = f"{points:g}"
    return f"0{' ' * (width - 1 - cells(last))}{last}"


def _strip(spread: Spread, points: float, width: int, signs: Signs) -> str:
    """Return a line from the lowest to the highest figure, the middle half as a box, the median in it."""

    def place(value: float) -> int:
        return min(max(round(value / points * (width - 1)), 0), width - 1)

    line = [" "] * width
    for start, end, sign in ((spread.least, spread.most, signs.axis), (spread.lower, spread.upper, signs.box)):
        line[place(start) : place(end) + 1] = sign * (place(end) - place(start) + 1)
    for value, sign in ((spread.lower, signs.first), (spread.upper, signs.last), (spread.median, signs.median)):
        line[place(value)] = sign
    return "".join(line)
