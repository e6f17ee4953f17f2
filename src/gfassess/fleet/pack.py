"""Packing: files to columns in worker processes, in a folder beside the target until that can take its place whole."""

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Final, Literal

from gfassess import words
from gfassess.errors import GfassessError, Problem
from gfassess.files.writing import make_folder
from gfassess.fleet.exchange import Exchange, remove
from gfassess.fleet.layout import HEAD
from gfassess.fleet.pack_chunks import Chunk, Read, begin_worker, chunks_of, kept, read_chunk, work
from gfassess.fleet.pack_parts import sites_of, write_head, write_parts
from gfassess.fleet.parquet import BROKEN, reason_of
from gfassess.model.fleet import PackedFolder
from gfassess.model.rulebook import Rulebook
from gfassess.words import _

_AHEAD: Final = 2
"""Chunks that are handed out for each worker."""
_LISTEN: Final = 0.1


@dataclass(frozen=True, slots=True)
class Order:
    """What is packed, and where."""

    files: Sequence[str]
    """Sorted; their places give the numbers of the sites."""
    left: tuple[Problem, ...]
    """What was left out while the files were looked for."""
    criteria: Path
    target: Path
    jobs: int
    remark: str = ""
    force: bool = False
    """Replace a packed folder."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far it is."""

    work: Literal["read", "compare", "write"]
    done: int
    """Files read or compared, or sites written."""
    of: int
    fresh: int = 0
    """Files read by this run; the others were there from one that was interrupted."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was packed and what was not."""

    head: PackedFolder
    left: tuple[Problem, ...]


Told = Callable[[Step], None]


def exchange_of(target: Path) -> Exchange:
    """Return where the work is until it takes the place of the target."""
    return Exchange(target, HEAD, ".packing")


def pack(order: Order, book: Rulebook, told: Told) -> Outcome:
    """Pack the files of an order; raise GfassessError where that fails, and leave what the target was."""
    exchange = exchange_of(order.target)
    exchange.begin(force=order.force)
    make_folder(exchange.work / "chunks")
    chunks = list(chunks_of(order.files, book, exchange.work / "chunks"))
    _read(order, book, chunks, told)
    tables = [chunk.place for chunk in chunks]
    new = exchange.new
    remove(*new.iterdir())
    told(Step("compare", 0, len(order.files)))
    try:
        sites = sites_of(tables)
        left = tuple(sorted((*order.left, *sites.left), key=lambda problem: problem.file))
        count = sites.numbers.height
        if not count:
            exchange.give_up()
            raise GfassessError(*left, Problem(message=_("no file is left to pack")))
        parts = write_parts(book, tables, sites.numbers, new, lambda done: told(Step("write", done, count)))
    except BROKEN as error:
        message = _("the packed folder cannot be written: {reason}").format(reason=reason_of(error))
        hint = _("the same command goes on where it was")
        raise GfassessError.of(message, file=str(new), hint=hint) from error
    sites = replace(sites, left=left, skipped=sites.skipped + len(order.left))
    head = write_head(new, sites, parts, order.remark)
    exchange.finish()
    return Outcome(head, left)


def _read(order: Order, book: Rulebook, chunks: Sequence[Chunk], told: Told) -> None:
    """Read all chunks that are not there from an earlier run."""
    todo = [chunk for chunk in chunks if not kept(chunk)]
    total, fresh = len(order.files), 0
    before = total - sum(len(chunk.files) for chunk in todo)
    jobs = min(order.jobs, len(todo))
    told(Step("read", before, total))
    for read in _in_workers(todo, order.criteria, jobs) if jobs > 1 else (read_chunk(chunk, book) for chunk in todo):
        if read.problems:
            raise GfassessError(*read.problems)
        fresh += read.files
        told(Step("read", before + fresh, total, fresh))


def _in_workers(todo: Sequence[Chunk], criteria: Path, jobs: int) -> Iterator[Read]:
    others = set(active_children())
    # A fork would take over the threads of Polars as they stand; new processes work alike on every system.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), begin_worker, (criteria, words.language()))
    waiting = iter(todo)
    pending: set[Future[Read]] = set()
    try:
        while True:
            for chunk in islice(waiting, jobs * _AHEAD - len(pending)):
                with _uninterrupted():
                    pending.add(pool.submit(work, chunk, criteria))
            if not pending:
                break
            # Once Polars is loaded, Ctrl+C does not end a wait; it is heard between two.
            done, pending = wait(pending, _LISTEN, FIRST_COMPLETED)
            yield from (future.result() for future in done)
    except BrokenProcessPool as error:
        hint = _("the same command goes on where it stopped; with --jobs 1 it needs least memory")
        raise GfassessError.of(_("one of the processes that read the files ended"), hint=hint) from error
    except BaseException:
        for process in set(active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl+C back while a process is started: it would inherit it before it knows to leave it to this one."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
