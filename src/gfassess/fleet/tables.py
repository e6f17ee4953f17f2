"""Cells of the table rows that a choice names, looked up by its column."""

from collections.abc import Callable, Sequence

import narwhals as nw

from gfassess.fleet.defining import Defining, Place
from gfassess.fleet.steps import Cells, Key, Look
from gfassess.formula import Scalar
from gfassess.model.rulebook import Rulebook
from gfassess.model.tables import Row, Table
from gfassess.scoring.inputs import start_of

YEAR = "year"
"""The column of the reporting year."""


class ChosenRow:
    """The table row that a text column names: one look-up for all its cells that are asked for."""

    def __init__(self, book: Rulebook, plan: Defining, table: Table, by: str) -> None:
        """Bind the table and the column that names its rows."""
        self._book = book
        self._plan = plan
        self._table = table
        self._by = by
        self._cells: dict[str, Callable[[Row], Scalar | None]] = {}
        self._types: dict[str, nw.dtypes.DType] = {by: nw.String()}
        """It grows with what is asked for, and the look-up with it."""

    def there(self) -> nw.Expr:
        """Return what is true where there is such a row; null where there is none."""
        return self._looked_up("there", nw.Boolean(), lambda _: True)

    def cell(self, field: str, kind: nw.dtypes.DType) -> nw.Expr:
        """Return a cell of the row, null where it is empty or not yet in force in the reporting year."""
        found = self._looked_up(f"of~{field}", kind, lambda row: row.values.get(field))
        begun = self.begun(field)
        return found if begun is None else nw.when(begun).then(found)

    def begun(self, field: str) -> nw.Expr | None:
        """Return what is true where a figure is in force in the reporting year; None where it always is."""
        starts = {row.id: start_of(self._book, self._table, row, field) for row in self._table.rows}
        if not any(starts.values()):
            return None
        first = {name: start.year if start is not None else 0 for name, start in starts.items()}
        since = self._looked_up(f"since~{field}", nw.Int64(), lambda row: first[row.id])
        return self._plan.using(YEAR) >= since

    def _looked_up(self, name: str, kind: nw.dtypes.DType, cell: Callable[[Row], Scalar | None]) -> nw.Expr:
        if not self._cells:
            self._plan.look(Look((self._by,), self._types, self._all), Place())
        place = f"_{self._by}~{name}"
        if place not in self._cells:
            self._cells[place] = cell
            self._types[place] = kind
            self._plan.there(place, Place(names=frozenset({self._by})))
        return self._plan.using(place)

    def _all(self, _: Sequence[Key]) -> Cells:
        rows = self._table.rows
        return {
            self._by: [row.id for row in rows],
            **{name: list(map(cell, rows)) for name, cell in self._cells.items()},
        }
