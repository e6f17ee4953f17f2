"""How far a long piece of work is, told to whoever sits at a terminal."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from threading import Thread
from time import perf_counter
from typing import Final, TypeAlias

from gfassess.cli.output import safe
from gfassess.report.columns import cells, cut
from gfassess.words import _

_LARGE: Final = 50_000_000
"""Bytes from which reading a file is worth a word."""
_USUAL: Final = 80
_SECOND: Final = 1

Line: TypeAlias = Callable[[str], None]


@contextmanager
def line() -> Iterator[Line]:
    """Give what shows a line of words in place of the one before; it is gone in the end. Silent without a terminal."""
    shown = [""]

    def show(said: str) -> None:
        if sys.stderr.isatty() and (new := cut(safe(said), _width())) != shown[0]:
            _draw(new, shown[0])
            shown[0] = new

    try:
        yield show
    finally:
        if shown[0]:
            _draw("", shown[0])


@contextmanager
def clock(shown: Line) -> Iterator[Line]:
    """Give what shows words with the time since the beginning, which goes on until there are other words."""
    if not sys.stderr.isatty():
        yield shown
        return
    said: SimpleQueue[str | None] = SimpleQueue()  # unlike locks of Python's own, not held for ever after Ctrl+C
    ticking = Thread(target=_tick, args=(shown, said, perf_counter()), daemon=True)
    ticking.start()
    try:
        yield said.put
    finally:
        said.put(None)
        ticking.join()


def _tick(shown: Line, said: "SimpleQueue[str | None]", begun: float) -> None:
    """Show what is said, again each second, until nothing more is."""
    words: str | None = ""
    while words is not None:
        if words:
            shown(_("{words}; {time} so far").format(words=words, time=time_words(perf_counter() - begun)))
        with suppress(Empty):
            words = said.get(timeout=_SECOND)


def time_words(seconds: float) -> str:
    """Return hours, minutes and seconds."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give what is told of a file how many bytes are done, and of how many."""
    with line() as show:

        def told(file: str, done: int, size: int) -> None:
            if size >= _LARGE:
                show(_("{percent} % of {file}").format(percent=min(done * 100 // size, 100), file=file))

        yield told


def _width() -> int:
    """Return how many cells a line may take: one that is full would go over to the next."""
    try:
        return (os.get_terminal_size(sys.stderr.fileno()).columns or _USUAL) - 1
    except (OSError, ValueError):
        return _USUAL - 1


def _draw(new: str, before: str) -> None:
    """Write a line over the one before."""
    blank = " " * max(cells(before) - cells(new), 0)
    sys.stderr.write(f"\r{new}{blank}" if new else f"\r{blank}\r")
    sys.stderr.flush()
