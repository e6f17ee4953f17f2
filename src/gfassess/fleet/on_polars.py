"""A packed folder on Polars, one part after the other: a plan is made ready once and meets each part in turn."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import narwhals as nw
import polars as pl
from polars.io.plugins import register_io_source

from gfassess.fleet.packed import Packed, pack_again
from gfassess.fleet.parquet import collect, scan, schema_of
from gfassess.fleet.steps import MOST_KEYS, Cells, Frame, Key, Step


class PolarsParts:
    """The parts of a packed folder; frames made of it read the part that it is set to."""

    def __init__(self, packed: Packed) -> None:
        """Bind the folder, with its first part."""
        self._packed = packed
        self.part = 0

    def sites(self) -> Frame:
        """Return the table of assessments."""
        return self._scan(self._packed.assessments)

    def rows(self, ledger: str) -> Frame:
        """Return the table of a ledger."""
        return self._scan(partial(self._packed.ledger, ledger))

    def small(self, cells: Cells, types: Mapping[str, nw.dtypes.DType]) -> Frame:
        """Return a small table with these columns."""
        frame = nw.from_dict({name: list(cells[name]) for name in types}, schema=dict(types), backend="polars")
        return frame.lazy()

    def joined(self, frame: Frame, table: Frame, on: Sequence[str]) -> Frame:
        """Return a frame with the columns of the row of a table that agrees in some columns, in its order."""
        left: pl.LazyFrame = frame.to_native()
        return nw.from_native(left.join(table.to_native(), on=list(on), how="left", maintain_order="left"))

    def grown(self, frame: Frame, step: Step) -> Frame:
        """Return a frame with the columns that a step works out, and without those that it does not keep."""
        return (frame.with_columns(**step.columns) if step.columns else frame).select(*step.kept)

    def only(self, frame: Frame, columns: Sequence[str]) -> Frame:
        """Return a frame of some columns."""
        return frame.select(*columns)

    def keys(self, columns: tuple[str, ...]) -> Sequence[Key]:
        """Return what occurs in some columns of the table of assessments, each once, in all parts."""
        files = [self._packed.assessments(number) for number in self._packed.numbers]
        return collect(scan(*files).select(columns).unique().head(MOST_KEYS + 1), files, pack_again()).rows()

    def _scan(self, place: Callable[[int], Path]) -> Frame:
        return nw.from_native(register_io_source(partial(self._read, place), schema=schema_of(place(0), pack_again())))

    def _read(
        self,
        place: Callable[[int], Path],
        columns: list[str] | None,
        predicate: pl.Expr | None,
        rows: int | None,
        batch: int | None,
    ) -> Iterator[pl.DataFrame]:
        del batch
        frame = scan(place(self.part))
        if columns is not None:
            frame = frame.select(columns)
        if predicate is not None:
            frame = frame.filter(predicate)
        yield (frame if rows is None else frame.head(rows)).collect(engine="in-memory")
