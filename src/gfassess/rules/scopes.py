"""Which names a formula may use, and what kind of value each has."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gfassess.formula.kinds import ValueKind
from gfassess.model.facts import Kind, Ledger
from gfassess.model.rulebook import Rulebook
from gfassess.model.tables import Table

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
        return Scope(self.kinds | dict(_chosen(book, ledger)) | own)


def _chosen(book: Rulebook, ledger: Ledger) -> Iterator[tuple[str, ValueKind]]:
    for column in ledger.columns:
        table = book.tables.get(column.table or "")
        if table is not None:
            for field in table.column:
                yield f"{column.id}_{field.id}", _kind_of_column(table, field.id)


def _kind_of_column(table: Table, name: str) -> ValueKind:
    value = next((row.values[name] for row in table.rows if name in row.values), 0.0)
    if isinstance(value, bool):
        return "truth"
    return "text" if isinstance(value, str) else "number"
