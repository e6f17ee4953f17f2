"""What is refused of a packed folder before anything is reckoned: columns, keys, numbers, parts that are too large."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

import polars as pl

from gfassess.errors import GfassessError, Problem, Problems
from gfassess.fleet.layout import (
    HEAD,
    IDENTITY,
    ROW,
    SITE,
    ColumnType,
    doubted_column,
    excused_column,
    sourced_column,
    unproved_column,
)
from gfassess.fleet.packed import Packed, pack_again
from gfassess.fleet.parquet import collect, height_of, scan, schema_problems
from gfassess.model.assessment import YEARS
from gfassess.words import _, ngettext

_NEVER_NULL: Final = tuple(name("") for name in (unproved_column, excused_column, doubted_column, sourced_column))
"""How the columns that are never null begin, beside those of the identity."""
_NAMED: Final = 5
"""Problems of a file that are named one by one."""
_ROWS_A_SITE: Final = 1_000
_ROWS_A_PART: Final = 50_000
"""Rows of a ledger that a part may have, beside those for each site: few bytes can stand for billions."""

Columns = Mapping[str, ColumnType]


def check_columns(packed: Packed, columns: Columns, ledgers: Mapping[str, Columns]) -> None:
    """Raise GfassessError where a part or a column is missing or not as it must be, or who and when are not said.

    That is of all parts, before any is worked on: what occurs in one of them decides what is made ready for all.
    """
    problems = Problems()
    wrong, long = _("it has {found} rows, and {file} says {count}"), _("it has {found} rows; {count} are the most here")
    for number, part in enumerate(packed.head.part):
        exactly, most = range(part.sites, part.sites + 1), range(part.sites * _ROWS_A_SITE + _ROWS_A_PART + 1)
        problems.extend(_file_problems(packed, packed.assessments(number), columns, exactly, wrong))
        for name, cells in ledgers.items():
            problems.extend(_file_problems(packed, packed.ledger(name, number), cells, most, long))
    problems.raise_errors()
    tests = _of_identity([name for name in columns if name in IDENTITY])
    for number in packed.numbers:
        file = packed.assessments(number)
        _require(file, scan(file), tests)


def read_part(
    packed: Packed, number: int, columns: Columns, ledgers: Mapping[str, Columns]
) -> tuple[pl.DataFrame, dict[str, pl.DataFrame]]:
    """Return the table of assessments of one part, and those of the ledgers, with these columns.

    Raises GfassessError where a value cannot be: a number, the order, a gap in what is never null.
    """
    part = packed.head.part[number]
    end = part.first + part.sites - 1
    step, site, row = pl.col(SITE).diff(), pl.col(SITE), pl.col(ROW)
    whole = (site.min() == part.first) & (site.max() == end) & (pl.len() == part.sites)
    tests = {
        _("site numbers are missing, repeated or not in order"): whole & (step == 1).all(),
        **_of_values({name: kind for name, kind in columns.items() if name not in IDENTITY}),
    }
    sites, tables = _checked(packed.assessments(number), columns, tests), dict[str, pl.DataFrame]()
    for name, cells in ledgers.items():
        known = (site.min() >= part.first) & (site.max() <= end) | (pl.len() == 0)
        ordered = ((step > 0) | ((step == 0) & (row.diff() > 0))).all() & (row.min() >= 0).fill_null(value=True)
        tests = {
            _("rows belong to sites that are not in this part"): known,
            _("rows are repeated or not in order"): ordered,
            **_of_values(cells),
        }
        tables[name] = _checked(packed.ledger(name, number), cells, tests)
    return sites, tables


def _checked(file: Path, columns: Columns, tests: Mapping[str, pl.Expr]) -> pl.DataFrame:
    table = collect(scan(file).select(*columns), [file], pack_again(), "in-memory")
    _require(file, table.lazy(), tests)
    return table


def _file_problems(packed: Packed, file: Path, columns: Columns, heights: range, message: str) -> Iterator[Problem]:
    """Go through what is wrong with a file but for its values; `message` is for a number of rows out of `heights`."""
    if not file.is_file():
        yield Problem(message=_("this part is missing"), file=str(file), hint=pack_again())
        return
    if not file.resolve().is_relative_to(packed.root.resolve()):
        hint = _("replace the link by the file itself")
        yield Problem(message=_("a link that leads out of the folder is not followed"), file=str(file), hint=hint)
        return
    other_rules = _("it was packed with other rules; pack the files again")
    yield from schema_problems(file, columns, pack_again(), missing=other_rules)
    if (rows := height_of(file, pack_again())) not in heights:
        said = message.format(found=f"{rows:,}", file=HEAD, count=f"{heights[-1]:,}")
        yield Problem(message=said, file=str(file), hint=pack_again())


def _of_identity(names: Collection[str]) -> dict[str, pl.Expr]:
    """Return what must hold of who and when, by what is said where it does not."""
    tests = _without_gaps(names)
    if "year" in names:
        first, last = YEARS
        message = _("years are before {first} or after {last}").format(first=first, last=last)
        tests[message] = pl.col("year").is_between(first, last).all()
    return tests


def _of_values(columns: Columns) -> dict[str, pl.Expr]:
    """Return what must hold of other columns, by what is said where it does not."""
    infinite = _('column "{name}" holds a number that is infinite or not a number')
    numbers = {
        infinite.format(name=name): pl.col(name).is_finite().all() for name, kind in columns.items() if kind == "float"
    }
    full = [name for name in columns if name in {SITE, ROW} or name.startswith(_NEVER_NULL)]
    return {**numbers, **_without_gaps(full)}


def _without_gaps(names: Collection[str]) -> dict[str, pl.Expr]:
    null = _('column "{name}" has gaps, and must have none')
    return {null.format(name=name): pl.col(name).null_count() == 0 for name in names}


def _require(file: Path, table: pl.LazyFrame, tests: Mapping[str, pl.Expr]) -> None:
    """Raise GfassessError with everything that does not hold of the table of a file, found in one pass."""
    query = table.select(**{str(place): test for place, test in enumerate(tests.values())})
    answers = collect(query, [file], pack_again(), "in-memory").row(0)
    wrong = [message for message, holds in zip(tests, answers, strict=True) if not holds]
    if wrong:
        more = len(wrong) - _NAMED
        said = [Problem(message=message, file=str(file), hint=pack_again()) for message in wrong[:_NAMED]]
        text = ngettext("{count} more problem", "{count} more problems", more).format(count=more)
        raise GfassessError(*said, *([Problem(message=text, file=str(file))] if more > 0 else []))
