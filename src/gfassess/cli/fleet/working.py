"""Long work on a folder: by one at a time, and it may be interrupted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from gfassess.cli import output
from gfassess.cli.keeper import holder_words
from gfassess.cli.person import me
from gfassess.cli.progress import Line, line
from gfassess.errors import GfassessError
from gfassess.files.lock import Holder, take
from gfassess.words import _


def interrupted_once(work: Callable[[], object]) -> None:
    """Do some work of Polars: it raises Ctrl+C by itself, and Python raises the same one again right after."""
    try:
        work()
    except KeyboardInterrupt:
        try:  # noqa: SIM105 - a call would be a place for the second one to come
            sleep(0)
        except KeyboardInterrupt:
            pass
        raise


@contextmanager
def working(target: Path) -> Iterator[Line]:
    """Keep a second one from writing the same folder meanwhile; give what shows how far it is."""
    lock = take(target, me())
    if isinstance(lock, Holder):
        message = _("somebody is at work on this folder: {who}").format(who=holder_words(lock))
        raise GfassessError.of(message, file=str(target))
    try:
        with line() as shown:
            yield shown
    except KeyboardInterrupt:
        output.tell(_("stopped; the same command goes on where it was"))
        raise
    finally:
        if lock is not None:
            lock.release()
