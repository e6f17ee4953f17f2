"""Reading Parquet: exactly the files that are named, and whatever is wrong with one is said with its name."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

import polars as pl

from gfassess.errors import GfassessError, Problem
from gfassess.fleet.layout import ColumnType
from gfassess.fleet.pack_table import polars_type
from gfassess.words import _, ngettext

BROKEN: Final = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)
"""What damaged Parquet and a full disk come to: Polars panics at some of it."""
_NAMED: Final = 5
"""Columns that a message names one by one."""


def scan(*files: Path) -> pl.LazyFrame:
    """Return the table in some files; nothing in their names is a pattern, a home folder or a column."""
    return pl.scan_parquet([file.absolute() for file in files], glob=False, hive_partitioning=False)


def collect(
    query: pl.LazyFrame, files: Sequence[Path], hint: str, engine: Literal["in-memory", "streaming"] = "streaming"
) -> pl.DataFrame:
    """Return the answer of a query over some files; raise GfassessError that names the one that is damaged."""
    try:
        return query.collect(engine=engine)
    except BROKEN as error:
        for file in files:
            require_whole(file, hint)
        message = _("this cannot be worked out: {reason}").format(reason=reason_of(error))
        raise GfassessError.of(message, file=str(files[0].parent), hint=hint) from error


def require_whole(file: Path, hint: str) -> None:
    """Raise GfassessError where a value of a file cannot be read."""
    with reading(file, hint):
        scan(file).sink_batches(_drop, engine="streaming")


@contextmanager
def reading(file: Path, hint: str) -> Iterator[None]:
    """Say that a file cannot be read, whatever the reader calls it."""
    try:
        yield
    except BROKEN as error:
        message = _("this file is damaged or was not written whole")
        raise GfassessError.of(message, file=str(file), hint=hint) from error


def height_of(file: Path, hint: str) -> int:
    """Return how many rows a file says it has; reads none of them."""
    with reading(file, hint):
        return int(scan(file).select(pl.len()).collect().item())


def schema_of(file: Path, hint: str) -> pl.Schema:
    """Return the columns of a file with their types."""
    with reading(file, hint):
        return scan(file).collect_schema()


def schema_problems(
    file: Path, columns: Mapping[str, ColumnType], hint: str, *, missing: str = "", wrong: str = ""
) -> Iterator[Problem]:
    """Go through what is wrong with the columns of a file; `hint` is for a damaged one.

    `missing` and `wrong` say what to do where columns are missing or have another type.
    """
    found = schema_of(file, hint)
    if lacking := [name for name in columns if name not in found]:
        message = ngettext("column {names} is missing", "columns {names} are missing", len(lacking))
        yield Problem(message=message.format(names=_listed(lacking)), file=str(file), hint=missing or hint)
    if others := [name for name, kind in columns.items() if name in found and found[name] != polars_type(kind)]:
        message = ngettext("column {names} has the wrong type", "columns {names} have the wrong type", len(others))
        yield Problem(message=message.format(names=_listed(others)), file=str(file), hint=wrong or hint)


def reason_of(error: BaseException) -> str:
    """Return what an error of an engine says, without what only its developers read."""
    return next(iter(str(error).splitlines()), type(error).__name__)


def _drop(batch: pl.DataFrame) -> None:
    del batch


def _listed(names: Collection[str]) -> str:
    shown = _(", ").join(list(names)[:_NAMED])
    return shown if len(names) <= _NAMED else _("{some} and {count} more").format(some=shown, count=len(names) - _NAMED)
