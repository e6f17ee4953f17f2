"""From the tables of the chunks to the packed folder: sites numbered, duplicates out, parts written, head last."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl
import tomli_w

from gfassess import __version__
from gfassess.errors import Problem
from gfassess.files import write_atomic
from gfassess.files.writing import make_folder, settle
from gfassess.fleet.layout import (
    COMPRESSION,
    FORMAT,
    HEAD,
    PART_SITES,
    SITE,
    SKIPPED,
    assessment_columns,
    assessments_folder,
    ledger_columns,
    ledger_folder,
    part_name,
)
from gfassess.fleet.pack_table import EXPORTED, ORDINAL, PROBLEMS, ledger_list, problem_of
from gfassess.fleet.parquet import scan
from gfassess.lists.delimited import delimited
from gfassess.model.fleet import PackedFolder, PackedPart
from gfassess.model.rulebook import Rulebook
from gfassess.words import _

_GROUP_ROWS: Final = 50_000
"""Rows of a row group: what a reader takes at once."""
_WHO: Final = ("who", "site_name", "year")
"""What two files of one site and year have in common."""


@dataclass(frozen=True, slots=True)
class Sites:
    """The files that stay, numbered, and what is said of the others."""

    numbers: pl.DataFrame
    """`ordinal` and `site` of each that stays, ascending."""
    left: tuple[Problem, ...]
    """Each names its file."""
    skipped: int
    """Files that do not stay."""
    illustrative: bool


def sites_of(chunks: Sequence[Path]) -> Sites:
    """Give the sites their numbers: of two files about one site and year the one that was exported later stays."""
    table = scan(*chunks)
    bad = table.filter(pl.col(PROBLEMS).is_not_null()).select("file", PROBLEMS).collect(engine="streaming")
    code, name = (pl.col(column).str.strip_chars() for column in ("credit_code", "name"))
    who = pl.when(code != "").then(code.str.to_uppercase()).otherwise(name).alias("who")
    good = table.filter(pl.col(PROBLEMS).is_null()).with_columns(who, pl.col("site_name").str.strip_chars())
    # Names of a million firms take more memory than their hashes.
    known = good.select(ORDINAL, "illustrative", pl.struct(_WHO).hash().alias("hash")).collect(engine="streaming")
    alike = known.filter(pl.col("hash").is_duplicated())[ORDINAL].implode()
    twice = good.select(ORDINAL, "file", EXPORTED, *_WHO).filter(pl.col(ORDINAL).is_in(alike))
    older = dict(_older(twice.collect(engine="streaming").iter_rows(named=True)))
    stay = known.filter(~pl.col(ORDINAL).is_in(list(older)))
    left = [problem_of(row["file"], fields) for row in bad.iter_rows(named=True) for fields in row[PROBLEMS]]
    left.extend(older.values())
    return Sites(
        stay.select(ORDINAL, pl.int_range(pl.len(), dtype=pl.Int64).alias(SITE)),
        tuple(sorted(left, key=lambda problem: problem.file)),
        bad.height + len(older),
        bool(stay["illustrative"].any()),
    )


def _older(rows: Iterator[dict[str, Any]]) -> Iterator[tuple[int, Problem]]:
    """Go through the files of which there is a later one, or an equal one before."""
    best: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        who = tuple(row[name] for name in _WHO)
        before = best.setdefault(who, row)
        if before is row:
            continue
        newer, older = (row, before) if row[EXPORTED] > before[EXPORTED] else (before, row)
        best[who] = newer
        message = _("the same site and year as {file}").format(file=newer["file"])
        yield older[ORDINAL], Problem(message=message, file=older["file"])


def write_parts(
    book: Rulebook, chunks: Sequence[Path], numbers: pl.DataFrame, folder: Path, told: Callable[[int], None]
) -> tuple[PackedPart, ...]:
    """Write the parts of all tables; `told` hears how many sites are done."""
    table = scan(*chunks)
    parts = []
    for number, first in enumerate(range(0, numbers.height, PART_SITES)):
        here = numbers.slice(first, PART_SITES)
        least, most = here[ORDINAL][0], here[ORDINAL][-1]
        own = table.filter(pl.col(ORDINAL).is_between(least, most))
        names = list(assessment_columns(book))
        _sink(_numbered(own, here).select(names), assessments_folder(folder), number)
        for ledger in book.ledgers.values():
            column = ledger_list(ledger.id)
            rows = own.select(ORDINAL, column).explode(column, empty_as_null=False, keep_nulls=False).unnest(column)
            cells = _numbered(rows, here).select(list(ledger_columns(ledger)))
            _sink(cells, ledger_folder(folder, ledger.id), number)
        parts.append(PackedPart(first=first, sites=here.height))
        told(first + here.height)
    return tuple(parts)


def _numbered(table: pl.LazyFrame, numbers: pl.DataFrame) -> pl.LazyFrame:
    """Return the rows of the sites that stay, in the order in which they were."""
    return table.join(numbers.lazy(), on=ORDINAL, maintain_order="left")


def _sink(table: pl.LazyFrame, folder: Path, number: int) -> None:
    make_folder(folder)
    place = folder / part_name(number)
    table.sink_parquet(
        place, compression=COMPRESSION, row_group_size=_GROUP_ROWS, sync_on_close="all", engine="streaming"
    )
    settle(folder)


def write_head(folder: Path, sites: Sites, parts: tuple[PackedPart, ...], remark: str) -> PackedFolder:
    """Write what was left out, and last the head, which makes the folder complete."""
    write_atomic(folder / SKIPPED, delimited(_skipped(sites.left)))
    head = PackedFolder(
        format=FORMAT,
        gfassess=__version__,
        sites=sites.numbers.height,
        skipped=sites.skipped,
        part=parts,
        illustrative=sites.illustrative,
        remark=remark,
    )
    write_atomic(folder / HEAD, tomli_w.dumps(head.model_dump()))
    return head


def _skipped(left: Sequence[Problem]) -> Iterator[tuple[str, ...]]:
    yield _("File"), _("Line"), _("Key"), _("Problem")
    for problem in left:
        line = "" if problem.line is None else str(problem.line)
        yield problem.file, line, problem.key, _("; ").join(filter(None, (problem.message, problem.hint)))
