"""One input given to one reader, and what must hold of it: refused in words, soon, and nothing else touched."""

import signal
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from gfassess.errors import GfassessError
from tests.fuzz.readers import Reader, Seed
from tests.fuzz.watch import watched

SECONDS: Final = 2.0
"""Processor time that one input may take."""
_OBEYED: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs"})


class TooSlowError(BaseException):
    """A reader was still busy after its time; no handler for errors of files may swallow it."""


def tried(reader: Reader, folder: Path, given: Seed, seconds: float = SECONDS) -> bool:
    """Give a reader one file and return whether it took it; raises whatever breaks a promise.

    `folder` is laid out for the reader; the file that is put into it is taken away again.
    """
    name, data = given
    path = folder / name
    before = path.read_bytes() if path.exists() else None
    path.write_bytes(data)
    try:
        with watched(folder), _limited(seconds):
            taken = _read(reader, path)
        assert path.read_bytes() == data, "the file was changed"
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
    return taken


def _read(reader: Reader, path: Path) -> bool:
    try:
        for text in reader.read(path):
            _harmless(text)
    except GfassessError as error:
        problems = error.problems
    else:
        return True
    assert problems, "refused without a word"
    for problem in problems:
        assert problem.message, "refused without a reason"
        _harmless(str(problem))
    return False


def _harmless(text: str) -> None:
    """Hold that nothing in a text makes a terminal do something, but for ends of lines."""
    if text.isprintable():
        return
    bad = [character for character in text if character != "\n" and unicodedata.category(character) in _OBEYED]
    assert not bad, f"a terminal would obey {bad[:3]!a}"


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise TooSlowError after so much processor time, where the system has such a clock."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _late(_signal: int, _frame: object) -> None:
    raise TooSlowError
