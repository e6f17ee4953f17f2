"""A packed folder on Polars, one part after the other: a plan is made ready once and meets each part in turn."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import narwhals as nw
import polars as pl
from polars.io.plugins import register_io_source

from gfassess.fleet.pack_table import polars_type
from gfassess.fleet.packed import Packed, pack_again
from gfassess.fleet.packed_checks import Columns, read_part
from gfassess.fleet.parquet import collect, scan
from gfassess.fleet.steps import MOST_KEYS, Cells, Frame, Key, Step


class PolarsParts:
    """The parts of a packed folder; frames made of it read the part that was opened last."""

    def __init__(self, packed: Packed, columns: Columns, ledgers: Mapping[str, Columns]) -> None:
        """Bind the folder and the columns of its tables that are read."""
        self._packed = packed
        self._columns = columns
        self._ledgers = ledgers
        self._sites = pl.DataFrame()
        self._rows: Mapping[str, pl.DataFrame] = {}

    def open(self, number: int) -> None:
        """Read a part; raise GfassessError where something is wrong with it."""
        self.close()
        self._sites, self._rows = read_part(self._packed, number, self._columns, self._ledgers)

    def close(self) -> None:
        """Give back what the part takes."""
        self._sites, self._rows = pl.DataFrame(), {}

    def sites(self) -> Frame:
        """Return the table of assessments."""
        return _reading(lambda: self._sites, self._columns)

    def rows(self, ledger: str) -> Frame:
        """Return the table of a ledger."""
        return _reading(lambda: self._rows[ledger], self._ledgers[ledger])

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
        return keys_of(self._packed, columns)


def keys_of(packed: Packed, columns: tuple[str, ...]) -> Sequence[Key]:
    """Return what occurs in some columns of the table of assessments, each once; of too many one more than that."""
    files = list(map(packed.assessments, packed.numbers))
    return collect(scan(*files).select(columns).unique().head(MOST_KEYS + 1), files, pack_again()).rows()


def _reading(table: Callable[[], pl.DataFrame], columns: Columns) -> Frame:
    """Return a frame that asks for its table each time that it is worked out."""

    def read(
        wanted: list[str] | None, predicate: pl.Expr | None, rows: int | None, _batch: int | None
    ) -> Iterator[pl.DataFrame]:
        frame = table() if wanted is None else table().select(wanted)
        frame = frame if predicate is None else frame.filter(predicate)
        yield frame if rows is None else frame.head(rows)

    return nw.from_native(register_io_source(read, schema={name: polars_type(kind) for name, kind in columns.items()}))
