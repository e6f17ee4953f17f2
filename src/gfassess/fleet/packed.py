"""A packed folder as whoever scores it meets it: opened, and refused with the reason before anything is reckoned."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gfassess.errors import GfassessError, Problem, Problems
from gfassess.files import read_toml
from gfassess.fleet.layout import (
    FORMAT,
    IDENTITY,
    PART_SITES,
    ROW,
    SITE,
    ColumnType,
    assessments_folder,
    doubted_column,
    excused_column,
    ledger_folder,
    part_name,
    sourced_column,
    unproved_column,
)
from gfassess.fleet.pack_parts import HEAD
from gfassess.fleet.pack_table import polars_type
from gfassess.model.fleet import PackedFolder
from gfassess.records import read_record
from gfassess.words import _, ngettext

if TYPE_CHECKING:
    import polars as pl

_NEVER_NULL: Final = tuple(name("") for name in (unproved_column, excused_column, doubted_column, sourced_column))
"""How the columns that are never null begin, beside those of the identity."""
_NAMED: Final = 5
"""Columns that a message names."""

Columns = Mapping[str, ColumnType]


@dataclass(frozen=True, slots=True)
class Packed:
    """A packed folder that is complete."""

    root: Path
    head: PackedFolder

    def assessments(self, number: int) -> Path:
        """Return the file of a part of the table of assessments."""
        return assessments_folder(self.root) / part_name(number)

    def ledger(self, name: str, number: int) -> Path:
        """Return the file of a part of the table of a ledger."""
        return ledger_folder(self.root, name) / part_name(number)


def open_packed(path: Path) -> Packed:
    """Return a packed folder; raise GfassessError where it is none, is not complete, or is of a later format."""
    if not path.is_dir():
        raise GfassessError.of(_("there is no such folder"), file=str(path))
    place = path / HEAD
    if not place.is_file():
        message = _("this is no packed folder, or its packing did not end: {file} is missing").format(file=HEAD)
        raise GfassessError.of(
            message, file=str(path), hint=_("run gfassess fleet pack again; it goes on where it was")
        )
    data, text = read_toml(place)
    version = data.get("format")
    if isinstance(version, int) and version > FORMAT:
        message = _("this folder has format {version}, written by a newer gfassess; this one reads up to {known}")
        raise GfassessError.of(message.format(version=version, known=FORMAT), file=str(place))
    problems = Problems()
    head = read_record(PackedFolder, data, str(place), text, problems)
    problems.raise_errors()
    if head is None or not _adds_up(head):
        raise GfassessError.of(_("the parts do not add up to the sites"), file=str(place), hint=_again())
    return Packed(path, head)


def check_columns(packed: Packed, columns: Columns, ledgers: Mapping[str, Columns]) -> None:
    """Raise GfassessError where a part or a column is missing or has another type; reads no values."""
    problems = Problems()
    for number, part in enumerate(packed.head.part):
        problems.extend(_schema_problems(packed.assessments(number), columns, part.sites))
        for name, cells in ledgers.items():
            problems.extend(_schema_problems(packed.ledger(name, number), cells))
    problems.raise_errors()


def check_part(packed: Packed, number: int, columns: Columns, ledgers: Mapping[str, Columns]) -> None:
    """Raise GfassessError where a value of one part cannot be: reads the numbers, keys and what is never null."""
    import polars as pl  # noqa: PLC0415 - an extra

    part = packed.head.part[number]
    end = part.first + part.sites - 1
    step, site, row = pl.col(SITE).diff(), pl.col(SITE), pl.col(ROW)
    whole = (site.min() == part.first) & (site.max() == end) & (pl.len() == part.sites)
    tests = {
        _("site numbers are missing, repeated or not in order"): whole & (step == 1).all(),
        **_of_values(columns),
    }
    _require(packed.assessments(number), tests)
    for name, cells in ledgers.items():
        known = (site.min() >= part.first) & (site.max() <= end) | (pl.len() == 0)
        ordered = ((step > 0) | ((step == 0) & (row.diff() > 0))).all() & (row.min() >= 0).fill_null(value=True)
        tests = {
            _("rows belong to sites that are not in this part"): known,
            _("rows are repeated or not in order"): ordered,
            **_of_values(cells),
        }
        _require(packed.ledger(name, number), tests)


def _adds_up(head: PackedFolder) -> bool:
    first = 0
    for part in head.part:
        if part.first != first or part.sites > PART_SITES:
            return False
        first += part.sites
    return first == head.sites


def _schema_problems(path: Path, columns: Columns, sites: int | None = None) -> Iterator[Problem]:
    import polars as pl  # noqa: PLC0415 - an extra

    if not path.is_file():
        yield Problem(message=_("this part is missing"), file=str(path), hint=_again())
        return
    with _read(path):
        found = pl.read_parquet_schema(path)
        height = pl.scan_parquet(path).select(pl.len()).collect().item()
    if missing := [name for name in columns if name not in found]:
        message = ngettext("column {names} is missing", "columns {names} are missing", len(missing))
        hint = _("it was packed with other rules; pack the files again")
        yield Problem(message=message.format(names=_listed(missing)), file=str(path), hint=hint)
    if wrong := [name for name, kind in columns.items() if name in found and found[name] != polars_type(kind)]:
        message = ngettext("column {names} has the wrong type", "columns {names} have the wrong type", len(wrong))
        yield Problem(message=message.format(names=_listed(wrong)), file=str(path), hint=_again())
    if sites is not None and height != sites:
        message = _("it has {found} rows, and {file} says {count}").format(found=height, file=HEAD, count=sites)
        yield Problem(message=message, file=str(path), hint=_again())


def _of_values(columns: Columns) -> "dict[str, pl.Expr]":
    """Return what must hold of single columns, by what is said where it does not."""
    import polars as pl  # noqa: PLC0415 - an extra

    infinite = _('column "{name}" holds a number that is infinite or not a number')
    null = _('column "{name}" has gaps, and must have none')
    numbers = {
        infinite.format(name=name): pl.col(name).is_finite().all() for name, kind in columns.items() if kind == "float"
    }
    full = [name for name in columns if name in {*IDENTITY, ROW} or name.startswith(_NEVER_NULL)]
    return {**numbers, **{null.format(name=name): pl.col(name).null_count() == 0 for name in full}}


def _require(path: Path, tests: "Mapping[str, pl.Expr]") -> None:
    """Raise GfassessError with everything that does not hold of a file, found in one pass."""
    import polars as pl  # noqa: PLC0415 - an extra

    with _read(path):
        held = pl.scan_parquet(path).select(**{str(place): test for place, test in enumerate(tests.values())})
        answers = held.collect(engine="streaming").row(0)
    wrong = [message for message, holds in zip(tests, answers, strict=True) if not holds]
    if wrong:
        more = len(wrong) - _NAMED
        said = [Problem(message=message, file=str(path), hint=_again()) for message in wrong[:_NAMED]]
        text = ngettext("{count} more problem", "{count} more problems", more).format(count=more)
        raise GfassessError(*said, *([Problem(message=text, file=str(path))] if more > 0 else []))


@contextmanager
def _read(path: Path) -> Iterator[None]:
    """Say that a file cannot be read, whatever the reader calls it."""
    import polars as pl  # noqa: PLC0415 - an extra

    try:
        yield
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        message = _("this file is damaged or was not written whole")
        raise GfassessError.of(message, file=str(path), hint=_again()) from error


def _listed(names: Collection[str]) -> str:
    shown = _(", ").join(list(names)[:_NAMED])
    return shown if len(names) <= _NAMED else _("{some} and {count} more").format(some=shown, count=len(names) - _NAMED)


def _again() -> str:
    return _("pack the files again, with --force")
