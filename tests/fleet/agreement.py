"""Where the scores of a fleet differ from those of one factory after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import narwhals as nw
import polars as pl

from gfassess.fleet.layout import SITE, assessment_columns, ledger_columns
from gfassess.fleet.on_polars import PolarsParts
from gfassess.fleet.pack_table import ORDINAL, Rows, ledger_list
from gfassess.fleet.steps import Frame, Key
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook

AGREE = 1e-9


@dataclass(frozen=True)
class Memory(PolarsParts):
    """Assessments that were packed in memory."""

    book: Rulebook
    assessments: Sequence[Assessment]

    @cached_property
    def table(self) -> pl.LazyFrame:
        """Return the assessments as packing knows them."""
        rows = Rows(self.book)
        for number, one in enumerate(self.assessments):
            rows.add(number, f"{number:06}.toml", one)
        return rows.frame().rename({ORDINAL: SITE}).lazy()

    def sites(self) -> Frame:
        """Return the table of assessments."""
        return nw.from_native(self.table.select(list(assessment_columns(self.book))))

    def rows(self, ledger: str) -> Frame:
        """Return the table of a ledger."""
        column = ledger_list(ledger)
        exploded = self.table.select(SITE, column).explode(column, empty_as_null=False, keep_nulls=False)
        return nw.from_native(exploded.unnest(column).select(list(ledger_columns(self.book.ledgers[ledger]))))

    def keys(self, columns: tuple[str, ...]) -> Sequence[Key]:
        """Return what occurs in some columns, each once."""
        return self.table.select(columns).unique().collect().rows()


def differences(found: pl.DataFrame, wanted: pl.DataFrame) -> Iterator[str]:
    """Go through the cells that differ: figures by more than 1e-9, anything else at all."""
    if found.columns != wanted.columns:
        yield f"columns {set(found.columns) ^ set(wanted.columns)}"
        return
    for name in wanted.columns:
        left, right = found[name], wanted[name]
        if left.dtype != right.dtype:
            yield f"{name}: type {left.dtype}, wanted {right.dtype}"
            continue
        same = left.eq_missing(right)
        if left.dtype == pl.Float64:
            size = pl.max_horizontal(right.abs(), pl.lit(1.0))
            close = pl.select((left - right).abs() <= AGREE * size).to_series().fill_null(value=False)
            same |= close
        for row in (~same).arg_true():
            yield f"{wanted[SITE][row]}: {name} is {left[row]}, wanted {right[row]}"
