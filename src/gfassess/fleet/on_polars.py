"""A part of a packed folder on Polars: lazily, so that a part streams through."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import narwhals as nw
import polars as pl

from gfassess.fleet.layout import assessments_folder, ledger_folder, part_name
from gfassess.fleet.steps import Cells, Frame, Key


class PolarsPart:
    """One part of a packed folder."""

    def __init__(self, packed: Path, part: int) -> None:
        """Bind the folder and the number of the part."""
        self._packed = packed
        self._file = part_name(part)

    def sites(self) -> Frame:
        """Return the table of assessments."""
        return nw.from_native(pl.scan_parquet(assessments_folder(self._packed) / self._file))

    def rows(self, ledger: str) -> Frame:
        """Return the table of a ledger."""
        return nw.from_native(pl.scan_parquet(ledger_folder(self._packed, ledger) / self._file))

    def small(self, cells: Cells, types: Mapping[str, nw.dtypes.DType]) -> Frame:
        """Return a small table with these columns."""
        frame = nw.from_dict({name: list(cells[name]) for name in types}, schema=dict(types), backend="polars")
        return frame.lazy()

    def keys(self, columns: tuple[str, ...]) -> Sequence[Key]:
        """Return what occurs in some columns of the table of assessments, each once."""
        found = pl.scan_parquet(assessments_folder(self._packed) / self._file).select(columns).unique()
        return found.collect(engine="streaming").rows()
