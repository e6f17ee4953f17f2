"""How far the reading of large files is, told to whoever sits at a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from gfassess.cli.output import safe
from gfassess.report.columns import cells, cut
from gfassess.words import _

_LARGE: Final = 50_000_000
"""Bytes from which reading a file is worth a word."""
_WIDTH: Final = 78


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give what is told of a file how many bytes are done, and of how many; the line is gone in the end."""
    shown = [""]

    def told(file: str, done: int, size: int) -> None:
        if size < _LARGE or not sys.stderr.isatty():
            return
        said = _("{percent} % of {file}").format(percent=min(done * 100 // size, 100), file=file)
        line = cut(safe(said), _WIDTH)
        if line != shown[0]:
            _draw(line, shown[0])
            shown[0] = line

    try:
        yield told
    finally:
        if shown[0]:
            _draw("", shown[0])


def _draw(line: str, before: str) -> None:
    """Write a line over the one before."""
    blank = " " * max(cells(before) - cells(line), 0)
    sys.stderr.write(f"\r{line}{blank}" if line else f"\r{blank}\r")
    sys.stderr.flush()
