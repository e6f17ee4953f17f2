"""What the names in formulas stand for inside the rows of one ledger."""

from typing import TYPE_CHECKING

import narwhals as nw

from gfassess.fleet.answers import KIND_TYPES, answer, is_raw
from gfassess.fleet.defining import Defining
from gfassess.fleet.layout import cell_column
from gfassess.fleet.steps import LedgerPass
from gfassess.fleet.tables import YEAR, ChosenRow
from gfassess.formula import Formula
from gfassess.formula.columns import Column, column
from gfassess.model.facts import Column as Heading
from gfassess.model.facts import Ledger
from gfassess.scoring.inputs import split_name

if TYPE_CHECKING:
    from gfassess.fleet.names import Names


class RowNames:
    """Gives the column of each cell, of each cell of a chosen table row, and of everything outside of the ledger."""

    def __init__(self, names: "Names", ledger: Ledger, each: LedgerPass) -> None:
        """Bind the names outside and the pass that grows."""
        self.names = names
        self.ledger = ledger
        self.each = each
        self.plan = Defining(plain=each.steps)
        self._kinds = names.kinds.inside(names.book, ledger).kinds
        self._known: dict[str, tuple[str, Column]] = {}
        self._chosen: dict[str, ChosenRow] = {}

    def __call__(self, name: str) -> Column:
        """Return the column of a name, and note that it is needed."""
        if name not in self._known:
            self._known[name] = self._find(name)
        place, found = self._known[name]
        self.plan.using(place)
        return found

    def of(self, formula: Formula) -> Column:
        """Return the column of a formula, in work whose needs are noted."""
        return column(formula.tree, self, self.plan.keep)

    def chosen(self, heading: Heading) -> ChosenRow | None:
        """Return the table row that a choice column names; None where its table was not loaded."""
        book = self.names.book
        table = book.tables.get(heading.table or "")
        if table is None:
            return None
        if heading.id not in self._chosen:
            # A row says nothing of the year by itself.
            self.each.outer[YEAR] = None
            self._chosen[heading.id] = ChosenRow(book, self.plan, table, cell_column(heading.id))
        return self._chosen[heading.id]

    def _find(self, name: str) -> tuple[str, Column]:
        heading = self.ledger.column(name)
        if heading is not None:
            return self._cell(heading)
        split = split_name(self.ledger, name, self.names.book.tables)
        if split is not None:
            return self._field(*split, name)
        place, found = self.names.named(name)
        self.each.outer[place] = None
        return place, found

    def _cell(self, heading: Heading) -> tuple[str, Column]:
        raw, kind = cell_column(heading.id), self._kinds[heading.id]
        if is_raw(heading):
            return raw, Column(nw.col(raw), kind)
        value, place = self.plan.needing(lambda: answer(self.names.book, heading, self.plan.using(raw), kind, self.of))
        name = f"_cell_{heading.id}"
        self.plan.define(name, value.value, place)
        return name, Column(nw.col(name), kind, open=value.open)

    def _field(self, heading: Heading, field: str, name: str) -> tuple[str, Column]:
        kind, row, place = self._kinds[name], self.chosen(heading), f"_field_{name}"
        if row is None:
            value, at = nw.lit(None, KIND_TYPES[kind]), self.plan.needing(lambda: None)[1]
        else:
            value, at = self.plan.needing(lambda: row.cell(field, KIND_TYPES[kind]))
        self.plan.define(place, value, at)
        return place, Column(nw.col(place), kind)
