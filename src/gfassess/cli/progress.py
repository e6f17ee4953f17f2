"""How far a long piece of work is, told to whoever sits at a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeAlias

from gfassess.cli.output import safe
from gfassess.report.columns import cells, cut
from gfassess.words import _

_LARGE: Final = 50_000_000
"""Bytes from which reading a file is worth a word."""
_WIDTH: Final = 78

Line: TypeAlias = Callable[[str], None]


@contextmanager
def line() -> Iterator[Line]:
    """Give what shows a line of words in place of the one before; it is gone in the end. Silent without a terminal."""
    shown = [""]

    def show(said: str) -> None:
        new = cut(safe(said), _WIDTH)
        if sys.stderr.isatty() and new != shown[0]:
            _draw(new, shown[0])
            shown[0] = new

    try:
        yield show
    finally:
        if shown[0]:
            _draw("", shown[0])


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give what is told of a file how many bytes are done, and of how many."""
    with line() as show:

        def told(file: str, done: int, size: int) -> None:
            if size >= _LARGE:
                show(_("{percent} % of {file}").format(percent=min(done * 100 // size, 100), file=file))

        yield told


def _draw(new: str, before: str) -> None:
    """Write a line over the one before."""
    blank = " " * max(cells(before) - cells(new), 0)
    sys.stderr.write(f"\r{new}{blank}" if new else f"\r{blank}\r")
    sys.stderr.flush()
