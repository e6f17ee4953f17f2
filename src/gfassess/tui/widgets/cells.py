"""The cells of a ledger as its table shows them."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from gfassess.explain import value_words
from gfassess.formula import Formula, is_known
from gfassess.model.assessment import Assessment, LedgerRow
from gfassess.model.facts import Column, Ledger
from gfassess.model.rulebook import Rulebook
from gfassess.report.columns import wrapped
from gfassess.scoring import Inputs
from gfassess.scoring.inputs import RowInputs, split_name
from gfassess.session.plausible import check_value
from gfassess.tui.choices import choices_of, title_of, unit_title
from gfassess.tui.signs import signs

LONG: Final = 200
"""Rows that decide how wide a column is."""
_WIDEST: Final = 26
_WORD: Final = 14
"""Titles up to so many cells stay on one line."""


class Odd(NamedTuple):
    """An implausible cell without a reason."""

    row: int
    column: str
    value: str
    key: str


class Cells:
    """Draws cells and remembers what is odd in which row."""

    def __init__(self, rulebook: Rulebook, ledger: Ledger) -> None:
        """Draw cells of a ledger."""
        self._rulebook = rulebook
        self._ledger = ledger

    @property
    def header_lines(self) -> int:
        """Lines that the longest title needs."""
        return max(len(_heading(column)) for column in self._ledger.columns)

    def heading(self, index: int) -> Text:
        """Return the title of a column as it stands above it."""
        return Text("\n".join(_heading(self._ledger.columns[index])), no_wrap=True)

    def outer(self, inputs: Inputs) -> tuple[object, ...]:
        """Return the values outside the rows that defaults of cells rest on; when they change, all cells may."""
        names = {
            name
            for column in self._ledger.columns
            if isinstance(column.default, Formula)
            for name in column.default.names
            if self._ledger.column(name) is None and split_name(self._ledger, name, inputs.rulebook.tables) is None
        }
        return tuple(inputs(name) for name in sorted(names))

    def row(self, row: RowInputs) -> list[Text]:
        """Return the cells of a row."""
        return [self._cell(row, column) for column in self._ledger.columns]

    def widths(self, rows: Sequence[Sequence[Text]]) -> list[int]:
        """Return how wide each column is: its content, and a title that may take more lines than one."""
        found = []
        for index, column in enumerate(self._ledger.columns):
            title = max(map(cell_len, _heading(column)))
            content = max((row[index].cell_len for row in rows[:LONG]), default=0)
            found.append(min(max(title, content, 6), _WIDEST))
        return found

    def _cell(self, row: RowInputs, column: Column) -> Text:
        value = row.row.get(column.id)
        style = ""
        if value is None:
            outcome = row(column.id)
            if not is_known(outcome):
                return Text("" if column.optional else signs().unknown, "bold" if not column.optional else "")
            value, style = outcome, "dim"
        if isinstance(value, str) and column.kind == "choice":
            return Text(title_of(choices_of(row.inputs.rulebook, column), value), style)
        if isinstance(value, float | int) and not isinstance(value, bool):
            unit = unit_title(row.inputs.rulebook, unit_of(row, column))
            return Text(value_words(float(value), unit), style, justify="right")
        return Text(value_words(value) if isinstance(value, bool) else str(value), style, no_wrap=True)

    def implausible(self, rows: Sequence[LedgerRow], assessment: Assessment) -> Odd | None:
        """Return the first implausible cell that has no reason yet."""
        for index, row in enumerate(rows):
            for column in self._ledger.columns if self._suspect(row) else ():
                key = f"{self._ledger.id}[{index + 1}].{column.id}"
                found = check_value(column, row.get(column.id), key, assessment)
                if found is not None and not found.reason:
                    return Odd(index + 1, str(column.title), value_words(found.value), key)
        return None

    def _suspect(self, row: LedgerRow) -> bool:
        return any(
            isinstance(value := row.get(column.id), float | int)
            and not column.plausible[0] <= value <= column.plausible[1]
            for column in self._ledger.columns
            if column.plausible is not None
        )


def _heading(column: Column) -> list[str]:
    """Return the lines of a title: what stands in brackets stays together."""
    title = str(column.title)
    if cell_len(title) <= _WORD:
        return [title]
    bracket = next((sign for sign in "（(" if sign in title[1:]), "")
    if bracket:
        name, _sign, rest = title.partition(bracket)
        parts = [name.strip(), bracket + rest]
    else:
        parts = wrapped(title, max((cell_len(title) + 1) // 2 + 1, _WORD))
    return [line for part in parts for line in wrapped(part, _WIDEST)]


def unit_of(row: RowInputs, column: Column) -> str:
    """Return the unit of a cell; `carrier.unit` is that of the row which the column `carrier` chose."""
    name, point, field = column.unit.partition(".")
    if not point or field != "unit":
        return column.unit
    chooser = row.ledger.column(name)
    chosen = row.chosen(chooser) if chooser is not None else None
    return chosen.unit if chosen is not None else ""
