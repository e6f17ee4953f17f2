"""Chunks of files read in worker processes, each kept as a file of its own: an interrupted run goes on from them."""

import hashlib
import json
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from multiprocessing import parent_process
from pathlib import Path
from typing import Final

from gfassess import __version__, words
from gfassess.errors import GfassessError, Problem
from gfassess.files import write_atomic
from gfassess.fleet.layout import COMPRESSION
from gfassess.fleet.pack_table import Rows
from gfassess.model.rulebook import Rulebook
from gfassess.rules.folder import load as load_rules
from gfassess.store.load import Loaded, load
from gfassess.store.renames import following
from gfassess.words import _

CHUNK_FILES: Final = 500
"""Files of a chunk: two or three seconds of reading, which is what an interruption loses of each worker."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Files that are read together."""

    first: int
    """Place of the first one among all."""
    files: tuple[str, ...]
    place: Path
    """Where its table is kept; the name changes with the files, the rules and the program."""


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a chunk."""

    files: int
    problems: tuple[Problem, ...] = ()
    """Why its table could not be written."""


def chunks_of(files: Sequence[str], book: Rulebook, folder: Path) -> Iterator[Chunk]:
    """Go through the chunks of the files, whose tables are kept in a folder."""
    rules = json.dumps([__version__, words.language(), sorted(book.hashes.items())])
    for first in range(0, len(files), CHUNK_FILES):
        part = tuple(files[first : first + CHUNK_FILES])
        known = json.dumps([rules, first, [(file, *_state(file)) for file in part]])
        digest = hashlib.sha256(known.encode()).hexdigest()[:32]
        yield Chunk(first, part, folder / f"{first:010}-{digest}.parquet")


def kept(chunk: Chunk) -> bool:
    """Tell whether the table of a chunk is there from an earlier run; one that a crash cut short is not."""
    if not chunk.place.is_file():
        return False
    # Not at the top of a module that workers load: they say first how many threads Polars may start.
    from gfassess.fleet.parquet import BROKEN, scan  # noqa: PLC0415

    try:
        scan(chunk.place).collect_schema()
    except BROKEN:
        return False
    return True


def read_chunk(chunk: Chunk, book: Rulebook) -> Read:
    """Read the files of a chunk and keep their table."""
    rows = Rows(book)
    for ordinal, file in enumerate(chunk.files, chunk.first):
        try:
            loaded = _named(following(load(Path(file), quick=True), book))
            rows.add(ordinal, file, loaded.assessment, _exported(loaded))
        except GfassessError as error:
            rows.skip(ordinal, file, error.problems)
    table = BytesIO()
    rows.frame().write_parquet(table, compression=COMPRESSION)
    try:
        write_atomic(chunk.place, table.getvalue())
    except GfassessError as error:
        return Read(0, error.problems)
    return Read(len(chunk.files))


def begin_worker(criteria: Path, language: words.Language) -> None:
    """Make a new process ready: it leaves Ctrl+C to the one that started it, and ends when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.environ["POLARS_MAX_THREADS"] = "1"  # there are as many workers as cores
    words.use(language)
    _rules(criteria)


def work(chunk: Chunk, criteria: Path) -> Read:
    """Read a chunk in a worker."""
    return read_chunk(chunk, _rules(criteria))


@cache
def _rules(criteria: Path) -> Rulebook:
    return load_rules(criteria)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _named(loaded: Loaded) -> Loaded:
    """Return an assessment that says whose it is; raise GfassessError where nobody could tell it from a second one."""
    enterprise = loaded.assessment.enterprise
    if enterprise.credit_code.strip() or enterprise.name.strip():
        return loaded
    message = _("it names neither a credit code nor an enterprise, so nobody knows whether it counts twice")
    raise GfassessError.of(message, file=loaded.file)


def _exported(loaded: Loaded) -> str:
    """Return the date of the stamp of an export; empty where it has none."""
    stamped = loaded.stamp.get("date")
    return stamped.isoformat() if isinstance(stamped, date) else ""


def _state(file: str) -> tuple[int, int]:
    """Return by what a file is known to be the same as before."""
    try:
        found = Path(file).stat()
    except (OSError, ValueError):  # the reader says what is wrong with it
        return 0, 0
    return found.st_size, found.st_mtime_ns
