"""Tables of parameters and references: dated, sourced rows that ledgers choose from and formulas use."""

from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from gfassess.model.base import Array, Id, Record, Text
from gfassess.model.sources import Basis, Confidence, Source

Match = Literal["division", "province", "year"]
"""What of an enterprise picks a row: its GB/T 4754 division, its province, the reporting year."""

Cell = bool | float | str


class TableColumn(Record):
    """One column of a table."""

    id: Id
    title: Text
    unit: str = ""
    source: Source | None = None
    """Where this column's figures come from, unless the row says otherwise."""


class Row(Record):
    """One row: who it is for, its figures, and where they come from."""

    id: str
    """Stable name, unique in the table; what a ledger row stores when it is chosen."""
    title: Text
    values: dict[str, Cell]
    """Figures by column; a column that the source leaves empty is absent."""
    unit: str = ""
    """Unit of an amount of it, for tables whose rows differ in it (`carrier.unit`)."""
    division: str = ""
    province: str = ""
    year: int | None = None
    """What `Parameter.by` matches; empty matches everyone, after the exact rows."""
    in_force: date | None = None
    """First day on which the row may be used; of the document where absent."""
    source: Source | None = None
    sources: dict[str, Source] = {}
    """Where single figures come from that the row's source does not hold, by column."""
    confidence: Confidence | None = None
    note: Text | None = None


ROW_KEYS = frozenset(Row.model_fields)
"""What every row has; no column can be called so, because a row is written flat."""


def source_of(table: "Table", row: Row, column: str) -> Source | None:
    """Return where one figure comes from: its own source, the row's, the column's, the table's."""
    heading = next((entry for entry in table.column if entry.id == column), None)
    return row.sources.get(column) or row.source or (heading.source if heading else None) or table.source


class Parameter(Record):
    """A name that formulas can use: one column of the row that fits the enterprise and year."""

    id: Id
    title: Text
    column: Id
    by: Annotated[tuple[Match, ...], Array]


def _column_ids(columns: object) -> set[str]:
    """Return the ids of columns as a file has them, whatever stands there instead."""
    if not isinstance(columns, list):
        return set()
    ids = [column.get("id") for column in columns if isinstance(column, dict)]
    return {name for name in ids if isinstance(name, str)}


def _gathered(row: object, names: set[str]) -> object:
    """Return a row with the keys of columns in `values`; one that writes `values` itself stays as it is."""
    if not isinstance(row, dict) or "values" in row:
        return row
    own = {key: value for key, value in row.items() if key not in names}
    return {**own, "values": {key: value for key, value in row.items() if key in names}}


class Table(Record):
    """A file of `criteria/parameters/` or `criteria/references/`."""

    id: Id
    title: Text
    basis: Basis
    note: Text | None = None
    source: Source | None = None
    """Where its rows come from, unless column or row say otherwise."""
    column: Annotated[tuple[TableColumn, ...], Array] = Field(alias="columns")
    parameter: Annotated[tuple[Parameter, ...], Array] = ()
    rows: Annotated[tuple[Row, ...], Array]

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, data: Any) -> Any:  # noqa: ANN401 - what pydantic hands over before it knows the type
        """Let a row be written flat, `{ id = "coke", kgce = 0.9714 }`: keys of the columns go into `values`."""
        if not isinstance(data, dict) or not isinstance(data.get("rows"), list):
            return data
        names = _column_ids(data.get("columns")) - ROW_KEYS
        return {**data, "rows": [_gathered(row, names) for row in data["rows"]]}

    def row(self, name: str) -> Row | None:
        """Return the row called `name`."""
        return self._index.get(name)

    @cached_property
    def _index(self) -> dict[str, Row]:
        return {row.id: row for row in self.rows}
