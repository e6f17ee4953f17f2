"""How fast assessments become columns: whole runs, in one process and in all, with and without the fast reader."""

import os
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

import tomli_w

from bench.table import Result
from gfassess.files import builtin_criteria, builtin_examples
from gfassess.files.toml import quick_reader
from gfassess.fleet.pack import Order, pack
from gfassess.fleet.pack_files import files_of
from gfassess.model.rulebook import Rulebook
from gfassess.rules import load

_ROUNDS: Final = 3
_PER: Final = 1000
"""Files that a figure is about."""
_QUICK: Final = 600
_PLAIN: Final = 200
"""Goals in files a second and core."""


def measure(count: int = 2000) -> list[Result]:
    """Time the packing of so many copies of the examples, each named after another firm."""
    book = load(builtin_criteria())
    cores = os.cpu_count() or 1
    times: dict[tuple[bool, int], list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), count)
        for _round in range(_ROUNDS):
            for jobs in sorted({1, cores}):
                for quick in (True, False):
                    times.setdefault((quick, jobs), []).append(_time(book, Path(folder), jobs, quick=quick))
    each = {kind: median(found) * _PER / count for kind, found in times.items()}
    results = []
    for (quick, jobs), seconds in each.items():
        what = f"{_PER} files, {'tomli' if quick else 'tomllib'}, {jobs} process{'es' if jobs > 1 else ''}"
        limit = _QUICK if quick else _PLAIN
        if jobs == 1:
            results.append(Result(what, f"a limit of {limit} files a second", seconds, _PER / limit, 1.0))
        else:
            results.append(Result(what, "one process", seconds, each[quick, 1], None))
    return results


def _write(folder: Path, count: int) -> None:
    """Write copies of the complete examples."""
    examples = [tomllib.loads(path.read_text("utf-8")) for path in builtin_examples()]
    texts = [
        tomli_w.dumps({**one, "enterprise": {**one["enterprise"], "name": "@@", "credit_code": ""}})
        for one in examples
        if one.get("illustrative")
    ]
    for number in range(count):
        text = texts[number % len(texts)].replace("@@", f"虚构企业 {number}")
        (folder / f"{number:07}.toml").write_text(text, encoding="utf-8")


def _time(book: Rulebook, folder: Path, jobs: int, *, quick: bool) -> float:
    with tempfile.TemporaryDirectory() as place, _reader(Path(place), quick=quick):
        begun = perf_counter()
        found = files_of([str(folder)])
        order = Order(found.files, (), builtin_criteria(), Path(place) / "packed", jobs)
        pack(order, book, lambda _step: None)
        return perf_counter() - begun


@contextmanager
def _reader(place: Path, *, quick: bool) -> Iterator[None]:
    """Have the fast reader, or be without it, here and in the processes that are started."""
    hidden = place / "without"
    hidden.mkdir()
    (hidden / "tomli.py").write_text("raise ImportError\n", encoding="utf-8")
    kept = sys.modules.pop("tomli", None)
    if not quick:
        sys.path.insert(0, str(hidden))
    quick_reader.cache_clear()
    try:
        if (quick_reader() is not None) != quick:
            message = 'the fast reader is missing: pip install "gfassess[fast]"'
            raise RuntimeError(message)
        yield
    finally:
        if not quick:
            sys.path.remove(str(hidden))
        if kept is not None:
            sys.modules["tomli"] = kept
        quick_reader.cache_clear()
