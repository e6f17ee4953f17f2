"""Long work on a folder: by one at a time, and it may be interrupted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import TypeVar

from gfassess.cli import output
from gfassess.cli.keeper import holder_words
from gfassess.cli.person import me
from gfassess.cli.progress import Line, clock, line
from gfassess.errors import GfassessError
from gfassess.files.lock import Holder, take
from gfassess.words import _

Result = TypeVar("Result")


def interrupted_once(work: Callable[[], Result]) -> Result:
    """Do some work of Polars: it raises Ctrl+C by itself, and Python raises the same one again right after."""
    try:
        return work()
    except KeyboardInterrupt:
        try:  # noqa: SIM105 - a call would be a place for the second one to come
            sleep(0)
        except KeyboardInterrupt:
            pass
        raise


@contextmanager
def working(target: Path, *, goes_on: bool = True) -> Iterator[Line]:
    """Keep a second one from writing the same folder meanwhile; give what shows how far it is, and how long it took.

    `goes_on`: after an interruption the same command has less to do.
    """
    lock = take(target, me())
    if isinstance(lock, Holder):
        message = _("somebody is at work on this folder: {who}").format(who=holder_words(lock))
        raise GfassessError.of(message, file=str(target))
    try:
        with line() as shown, clock(shown) as told:
            yield told
    except KeyboardInterrupt:
        goes = _("stopped; the same command goes on where it was")
        output.tell(goes if goes_on else _("stopped; the same command begins anew"))
        raise
    finally:
        if lock is not None:
            lock.release()
