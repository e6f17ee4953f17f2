"""The values that names in formulas stand for, in one assessment."""

from collections.abc import Mapping
from datetime import date

from gfassess.formula import Formula, Outcome, Scalar, Unknown, is_known
from gfassess.formula.tree import Name
from gfassess.formula.values import worse
from gfassess.model.assessment import Assessment, LedgerRow, Value
from gfassess.model.facts import Column, Fact, Ledger, Question, Total
from gfassess.model.places import same_place
from gfassess.model.rulebook import Rulebook
from gfassess.model.tables import Cell, Match, Parameter, Row, Table, source_of
from gfassess.scoring.memo import KeptRows, Memo
from gfassess.scoring.sums import total_of


class Inputs:
    """Looks up facts, totals, parameters and cells of rows; each is worked out at most once."""

    def __init__(self, rulebook: Rulebook, assessment: Assessment, memo: Memo | None = None) -> None:
        """Bind rules and answers; `memo` may carry row results over from an earlier assessment of the same rules."""
        self.rulebook = rulebook
        self.assessment = assessment
        self._memo = memo or Memo()
        self._values: dict[str, Outcome] = {}
        self._meanings: dict[tuple[str, str], Column | tuple[Column, str] | None] = {}
        self._in_force: dict[tuple[str, str, str], bool] = {}

    def __call__(self, name: str) -> Outcome:
        """Return the value of a fact, total or parameter, or Unknown with the questions that are missing."""
        if name not in self._values:
            self._values[name] = Unknown(frozenset({name}))  # what a name that needs itself comes to
            self._values[name] = self._find(name)
        return self._values[name]

    def meaning(self, ledger: Ledger, name: str) -> "Column | tuple[Column, str] | None":
        """Return what a name means in the rows of a ledger: a column, a cell of what one chose, or nothing."""
        key = ledger.id, name
        if key not in self._meanings:
            self._meanings[key] = meaning_of(ledger, name, self.rulebook.tables)
        return self._meanings[key]

    def _find(self, name: str) -> Outcome:
        book = self.rulebook
        if (fact := book.facts.get(name)) is not None:
            return self._fact(fact)
        if (total := book.totals.get(name)) is not None:
            return self._total(*total)
        if (parameter := book.parameters.get(name)) is not None:
            row = self.parameter_row(*parameter)
            if row is not None:
                return _cell(row.values.get(parameter[1].column), name)
        return Unknown(frozenset({name}))

    def _fact(self, fact: Fact) -> Outcome:
        answered = self.usable(fact, self.assessment.facts.get(fact.id))
        if answered is not None:
            return answered
        return self._default(fact, self, fact.id)

    def usable(self, question: Question, value: Value | None) -> Scalar | None:
        """Return an answer as formulas take it; None for no answer and for one of the wrong kind."""
        found = usable(question, value)
        table = self.rulebook.tables.get(question.table or "")
        return None if table is not None and isinstance(found, str) and table.row(found) is None else found

    def _default(self, question: Question, lookup: "Inputs | RowInputs", missing: str) -> Outcome:
        default = question.default
        if default is None:
            return Unknown(frozenset({missing}))
        outcome = default if isinstance(default, bool | float) else default(lookup)
        fits = not is_known(outcome) or isinstance(outcome, bool) == (question.kind == "yes_no")
        return outcome if is_known(outcome) and fits else Unknown(frozenset({missing}))

    def parameter_row(self, table: Table, parameter: Parameter) -> Row | None:
        """Return the row of a table that fits the enterprise and the reporting year."""
        fitting = [
            row for row in table.rows if self._fits(row, parameter.by) and self.in_force(table, row, parameter.column)
        ]
        return max(fitting, key=lambda row: _closeness(row, parameter.by), default=None)

    def _fits(self, row: Row, by: tuple[Match, ...]) -> bool:
        enterprise = self.assessment.enterprise
        return (
            ("division" not in by or row.division in {"", enterprise.division})
            and ("province" not in by or not row.province or same_place(row.province, enterprise.province))
            and ("year" not in by or row.year is None or row.year <= self.assessment.year)
        )

    def in_force(self, table: Table, row: Row, column: str) -> bool:
        """Tell whether a figure may be used for the reporting year: in force by its last day."""
        key = table.id, row.id, column
        if key not in self._in_force:
            self._in_force[key] = self._begun(table, row, column)
        return self._in_force[key]

    def _begun(self, table: Table, row: Row, column: str) -> bool:
        start = start_of(self.rulebook, table, row, column)
        return start is None or start <= date(self.assessment.year, 12, 31)

    def rows(self, ledger: Ledger) -> "tuple[RowInputs, ...]":
        """Return the rows of a ledger, each as a look-up of its own."""
        rows = self.assessment.ledgers.get(ledger.id, ())
        return tuple(RowInputs(self, ledger, index, row) for index, row in enumerate(rows))

    def _total(self, ledger: Ledger, total: Total) -> Outcome:
        stored = self.assessment.ledgers.get(ledger.id, ())
        if not stored:
            return Unknown(frozenset({ledger.id}))
        kept = self._memo.totals.get(total.id)
        names = kept.outer.keys() if kept is not None else _outer_names(ledger, total, self.rulebook.tables)
        outer = {name: self(name) for name in names}
        if kept is not None and (kept.outer != outer or kept.year != self.assessment.year):
            kept = None
        if kept is not None and kept.ledger is stored:
            return kept.result
        old = kept.rows if kept is not None else {}
        new: dict[int, tuple[LedgerRow, Outcome]] = {}
        outcomes: list[Outcome] = []
        for row in self.rows(ledger):
            found = old.get(id(row.row))
            # What a row lacks is named by its place, which may have moved.
            outcome = found[1] if found is not None and is_known(found[1]) else _contribution(row, total)
            new[id(row.row)] = (row.row, outcome)
            outcomes.append(outcome)
        result: Outcome | None = worse(tuple(outcomes))
        if result is None:
            result = total_of([value for value in outcomes if isinstance(value, float | int)], Name(total.id, 0))
        self._memo.totals[total.id] = KeptRows(self.assessment.year, outer, stored, new, result)
        return result


class RowInputs:
    """Looks up the columns of one ledger row, the cells of the rows it chose, and everything outside."""

    def __init__(self, inputs: Inputs, ledger: Ledger, index: int, row: LedgerRow) -> None:
        """Bind one row."""
        self.inputs = inputs
        self.ledger = ledger
        self.index = index
        self.row = row
        self._defaulting: set[str] = set()

    def __call__(self, name: str) -> Outcome:
        """Return the value of a column, of `column_field` in the chosen row, or of an outer name."""
        meaning = self.inputs.meaning(self.ledger, name)
        if meaning is None:
            return self.inputs(name)
        if isinstance(meaning, Column):
            return self._column(meaning)
        column, field = meaning
        table_row, table = self.chosen(column), self.inputs.rulebook.tables.get(column.table or "")
        if table_row is None or table is None or not self.inputs.in_force(table, table_row, field):
            return Unknown(frozenset({self.path(column.id)}))
        return _cell(table_row.values.get(field), self.path(name))

    def _column(self, column: Column) -> Outcome:
        answered = self.inputs.usable(column, self.row.get(column.id))
        if answered is not None:
            return answered
        path = self.path(column.id)
        if column.id in self._defaulting:
            return Unknown(frozenset({path}))
        self._defaulting.add(column.id)
        try:
            return self.inputs._default(column, self, path)  # noqa: SLF001 - the two look-ups are one mechanism
        finally:
            self._defaulting.discard(column.id)

    def path(self, column: str) -> str:
        """Return how a missing cell is named: `energy_use[2].amount`, rows from 1."""
        return f"{self.ledger.id}[{self.index + 1}].{column}"

    def chosen(self, column: Column) -> Row | None:
        """Return the table row that a choice column of this row names."""
        table = self.inputs.rulebook.tables.get(column.table or "")
        name = self.row.get(column.id)
        return table.row(name) if table is not None and isinstance(name, str) else None


def meaning_of(ledger: Ledger, name: str, tables: Mapping[str, Table]) -> Column | tuple[Column, str] | None:
    """Return what a name means in the rows of a ledger: a column, a cell of what one chose, or nothing."""
    return ledger.column(name) or split_name(ledger, name, tables)


def split_name(ledger: Ledger, name: str, tables: Mapping[str, Table]) -> tuple[Column, str] | None:
    """Return the choice column and the table column that `column_field` names in a ledger."""
    for column in ledger.columns:
        if column.table is None or not name.startswith(f"{column.id}_"):
            continue
        table, field = tables.get(column.table), name[len(column.id) + 1 :]
        # A table that was not asked for holds no row that could be chosen.
        if table is None or any(heading.id == field for heading in table.column):
            return column, field
    return None


def start_of(rulebook: Rulebook, table: Table, row: Row, column: str) -> date | None:
    """Return from when a figure may be used: from when the row says, else its document; None for ever."""
    if row.in_force is not None:
        return row.in_force
    source = source_of(table, row, column)
    document = rulebook.documents.get(source.document) if source is not None else None
    return document.in_force if document is not None else None


def usable(question: Question, value: Value | None) -> Scalar | None:
    """Return an answer as formulas take it; None for no answer and for one of the wrong kind.

    What a choice may take from a table is `Inputs.usable`'s to tell.
    """
    match question.kind:
        case "number" | "count" if isinstance(value, bool):
            return None
        case "number":
            return float(value) if isinstance(value, int | float) else None
        case "count":
            whole = isinstance(value, int | float) and value >= 0 and float(value).is_integer()
            return float(value) if isinstance(value, int | float) and whole else None
        case "yes_no":
            return value if isinstance(value, bool) else None
        case "choice" if question.options:
            return next((option.id for option in question.options if option.id == value), None)
        case "choice" | "text":
            return value if isinstance(value, str) and value.strip() else None
        case "date":
            return value.isoformat() if isinstance(value, date) else None


def _cell(value: Cell | None, name: str) -> Outcome:
    return Unknown(frozenset({name})) if value is None else value


def _closeness(row: Row, by: tuple[Match, ...]) -> tuple[bool, bool, int]:
    """Order fitting rows: an exact division or province before one for everybody, then the latest year."""
    return ("division" in by and row.division != "", "province" in by and row.province != "", row.year or 0)


def _outer_names(ledger: Ledger, total: Total, tables: Mapping[str, Table]) -> frozenset[str]:
    formulas = [total.row, total.where, *(column.default for column in ledger.columns)]
    names = frozenset(name for formula in formulas if isinstance(formula, Formula) for name in formula.names)
    return frozenset(name for name in names if ledger.column(name) is None and not split_name(ledger, name, tables))


def _contribution(row: RowInputs, total: Total) -> Outcome:
    if total.where is not None:
        counts = total.where(row)
        if not is_known(counts):
            return counts
        if not counts:
            return 0.0
    return total.row(row)
