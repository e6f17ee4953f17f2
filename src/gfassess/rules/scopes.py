"""Which names a formula may use, and what kind of value each has."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gfassess.formula.kinds import ValueKind
from gfassess.model.facts import Kind, Ledger, Question
from gfassess.model.rulebook import Rulebook
from gfassess.model.tables import Cell, Table

KIND_OF_VALUE: Final[dict[Kind, ValueKind]] = {
    "number": "number",
    "count": "number",
    "yes_no": "truth",
    "choice": "text",
    "text": "text",
    "date": "text",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """The names known in one place: everywhere, and inside the rows of one ledger."""

    kinds: dict[str, ValueKind]

    @classmethod
    def outer(cls, book: Rulebook) -> "Scope":
        """Return the names known everywhere: facts, totals and parameters."""
        kinds: dict[str, ValueKind] = {fact.id: KIND_OF_VALUE[fact.kind] for fact in book.facts.values()}
        kinds |= dict.fromkeys(book.totals, "number")
        for table, parameter in book.parameters.values():
            kinds[parameter.id] = _kind_of_column(table, parameter.column)
        return cls(kinds)

    def inside(self, book: Rulebook, ledger: Ledger) -> "Scope":
        """Return the names known in a row of a ledger."""
        own: dict[str, ValueKind] = {column.id: KIND_OF_VALUE[column.kind] for column in ledger.columns}
        chosen = {name: kind for column in ledger.columns for name, kind in names_chosen(book, column)}
        return Scope(self.kinds | chosen | own)


def names_chosen(book: Rulebook, column: Question) -> Iterator[tuple[str, ValueKind]]:
    """Go through the names that a choice column brings into a row, `column_field`, and their kinds."""
    table = book.tables.get(column.table or "")
    if table is not None:
        for field in table.column:
            yield f"{column.id}_{field.id}", _kind_of_column(table, field.id)


def kind_of_cell(value: Cell) -> ValueKind:
    """Return the kind of one cell of a table."""
    if isinstance(value, bool):
        return "truth"
    return "text" if isinstance(value, str) else "number"


def _kind_of_column(table: Table, name: str) -> ValueKind:
    """Return the kind of the first cell, which all others of the column share: see `check_sources`."""
    return kind_of_cell(next((row.values[name] for row in table.rows if name in row.values), 0.0))
