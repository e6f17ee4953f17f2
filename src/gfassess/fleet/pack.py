"""Packing: files to columns in worker processes, in a folder beside the target until that can take its place whole."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Final, Literal

from gfassess import words
from gfassess.errors import GfassessError, Problem
from gfassess.files.writing import make_folder, settle
from gfassess.fleet.pack_chunks import Chunk, Read, begin_worker, chunks_of, kept, read_chunk, work
from gfassess.fleet.pack_parts import HEAD, sites_of, write_head, write_parts
from gfassess.model.fleet import PackedFolder
from gfassess.model.rulebook import Rulebook
from gfassess.words import _

_AHEAD: Final = 2
"""Chunks that are handed out for each worker."""


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


@dataclass(frozen=True, slots=True)
class Step:
    """How far it is."""

    work: Literal["read", "write"]
    done: int
    """Files read, or sites written."""
    of: int
    fresh: int = 0
    """Files read by this run; the others were there from one that was interrupted."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was packed and what was not."""

    head: PackedFolder
    left: tuple[Problem, ...]


Told = Callable[[Step], None]


def staging(target: Path) -> Path:
    """Return the folder beside the target where the work is until it is done."""
    return target.with_name(f"{target.name}.packing")


def require_free(target: Path, *, force: bool) -> None:
    """Raise GfassessError where nothing may be put; only a packed folder is replaced, and only by `force`."""
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise GfassessError.of(_("this is a file, not a folder"), file=str(target))
    if not (target / HEAD).is_file():
        if any(target.iterdir()):
            hint = _("choose another name; only a packed folder is replaced")
            raise GfassessError.of(_("there is something else in this folder"), file=str(target), hint=hint)
    elif not force:
        hint = _("another name, or --force to replace it")
        raise GfassessError.of(_("this folder is packed already"), file=str(target), hint=hint)


def recover(target: Path) -> None:
    """Finish or undo the exchange of folders that a crash cut short."""
    place = staging(target)
    if target.exists():
        return
    for left in (place / "packed", place / "old"):
        if (left / HEAD).is_file():
            left.replace(target)
            settle(target.parent)
            return


def pack(order: Order, book: Rulebook, told: Told) -> Outcome:
    """Pack the files of an order; raise GfassessError where that fails, and leave what the target was."""
    import polars as pl  # noqa: PLC0415 - an extra

    place = staging(order.target)
    _require_ours(place)
    _remove(place / "old", place / "packed")
    make_folder(place / "chunks")
    chunks = list(chunks_of(order.files, book, place / "chunks"))
    _read(order, book, chunks, told)
    tables = [chunk.place for chunk in chunks]
    try:
        sites = sites_of(tables)
        left = tuple(sorted((*order.left, *sites.left), key=lambda problem: problem.file))
        count = sites.numbers.height
        if not count:
            _remove(place)
            raise GfassessError(*left, Problem(message=_("no file is left to pack")))
        make_folder(place / "packed")
        parts = write_parts(
            book, tables, sites.numbers, place / "packed", lambda done: told(Step("write", done, count))
        )
    except pl.exceptions.PolarsError as error:
        message = _("the packed folder cannot be written: {reason}").format(reason=error)
        raise GfassessError.of(message, file=str(place)) from error
    sites = replace(sites, left=left, skipped=sites.skipped + len(order.left))
    head = write_head(place / "packed", sites, parts, order.remark)
    _exchange(place, order.target)
    return Outcome(head, left)


def _exchange(place: Path, target: Path) -> None:
    """Put the new folder in place of the old one; at every moment one of them is whole."""
    if (target / HEAD).is_file():
        target.replace(place / "old")
    elif target.exists():  # empty
        target.rmdir()
    (place / "packed").replace(target)
    settle(target.parent)
    _remove(place)


def _remove(*folders: Path) -> None:
    for folder in folders:
        if folder.exists():
            shutil.rmtree(folder)


def _require_ours(place: Path) -> None:
    """Raise GfassessError where something else has the name of the folder that is removed in the end."""
    if os.path.lexists(place) and not (place / "chunks").is_dir():
        raise GfassessError.of(_("this name is needed for the work, and something else has it"), file=str(place))


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
            for chunk in waiting:
                with _uninterrupted():
                    pending.add(pool.submit(work, chunk, criteria))
                if len(pending) >= jobs * _AHEAD:
                    break
            if not pending:
                break
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
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
