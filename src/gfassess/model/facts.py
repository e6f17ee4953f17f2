"""What is asked of a factory: facts, and ledgers, which are facts with rows."""

from typing import Annotated, Literal

from pydantic import Field

from gfassess.formula import Formula
from gfassess.model.base import Array, Id, Record, Text
from gfassess.model.formulas import FormulaField

Kind = Literal["number", "count", "yes_no", "choice", "text", "date"]


class Option(Record):
    """One possible answer of a choice."""

    id: Id
    title: Text


class Question(Record):
    """What a fact and a column of a ledger have in common."""

    id: Id
    kind: Kind
    title: Text
    unit: str = ""
    """Unit of the stored number; for a column also `column.field`, the unit that the chosen row carries."""
    help: Text | None = None
    """How to find or work out the answer."""
    options: Annotated[tuple[Option, ...], Array] = ()
    """The answers of a choice, unless `table` names them."""
    table: Id | None = Field(default=None, alias="from")
    """The table of parameters or references whose rows are the answers of a choice."""
    default: bool | float | FormulaField | None = None
    """Counts until the user answers: a constant, or a formula over parameters (and, in a row, its columns)."""
    plausible: Annotated[tuple[float, float] | None, Array] = None
    """Least and greatest plausible value: outside lies a warning, never a refusal."""


class Fact(Question):
    """One thing asked of the factory."""

    evidence: Text | None = None
    """The document wanted as proof; absent where none is."""
    department: Id
    """The office that knows: energy, environment, administration, production, purchasing, quality, finance."""
    optional: bool = False
    """An answer that refines but is never missing: left out of progress and of "next unanswered"."""
    formerly: Annotated[tuple[Id, ...], Array] = ()
    """Ids that this fact had in earlier editions of the rules; answers given under them count for it."""


class Column(Question):
    """One column of a ledger."""

    optional: bool = False
    """A row is complete without it."""


class Total(Record):
    """A figure summed over the rows of a ledger; formulas use it by its id."""

    id: Id
    title: Text
    unit: str = ""
    row: FormulaField
    """What one row adds: a formula over its columns, `column_field` of the chosen rows, facts and parameters."""
    where: FormulaField | None = None
    """Only rows for which this holds."""


class Ledger(Record):
    """A fact with rows."""

    id: Id
    title: Text
    help: Text | None = None
    evidence: Text | None = None
    department: Id
    columns: Annotated[tuple[Column, ...], Array]
    total: Annotated[tuple[Total, ...], Array] = ()
    optional: bool = False
    """Rows that refine but are never missing."""
    formerly: Annotated[tuple[Id, ...], Array] = ()
    """Ids that this ledger had in earlier editions of the rules; rows given under them count for it."""

    def column(self, name: str) -> Column | None:
        """Return the column called `name`."""
        return next((column for column in self.columns if column.id == name), None)


class FactFile(Record):
    """A file of `criteria/facts/`: one theme."""

    id: Id
    title: Text
    fact: Annotated[tuple[Fact, ...], Array] = ()
    ledger: Annotated[tuple[Ledger, ...], Array] = ()


__all__ = ["Column", "Fact", "FactFile", "Formula", "Kind", "Ledger", "Option", "Question", "Total"]
