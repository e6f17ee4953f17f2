"""The values that names in formulas stand for, in one assessment."""

from datetime import date

from gfassess.formula import Formula, Outcome, Scalar, Unknown, is_known
from gfassess.formula.values import worse
from gfassess.model.assessment import Assessment, LedgerRow, Value
from gfassess.model.facts import Column, Fact, Ledger, Question, Total
from gfassess.model.places import same_place
from gfassess.model.rulebook import Rulebook
from gfassess.model.tables import Cell, Match, Parameter, Row, Table
from gfassess.scoring.memo import KeptRows, Memo
from gfassess.scoring.sums import exact_sum


class Inputs:
    """Looks up facts, totals, parameters and cells of rows; each is worked out at most once."""

    def __init__(self, rulebook: Rulebook, assessment: Assessment, memo: Memo | None = None) -> None:
        """Bind rules and answers; `memo` may carry row results over from an earlier assessment of the same rules."""
        self.rulebook = rulebook
        self.assessment = assessment
        self._memo = memo or Memo()
        self._values: dict[str, Outcome] = {}

    def __call__(self, name: str) -> Outcome:
        """Return the value of a fact, total or parameter, or Unknown with the questions that are missing."""
        if name not in self._values:
            self._values[name] = Unknown(frozenset({name}))  # what a name that needs itself comes to
            self._values[name] = self._find(name)
        return self._values[name]

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
        answered = usable(fact, self.assessment.facts.get(fact.id))
        if answered is not None:
            return answered
        return self._default(fact, self, fact.id)

    def _default(self, question: Question, lookup: "Inputs | RowInputs", missing: str) -> Outcome:
        default = question.default
        if default is None:
            return Unknown(frozenset({missing}))
        if isinstance(default, bool | float):
            return default
        outcome = default(lookup)
        return outcome if is_known(outcome) else Unknown(frozenset({missing}))

    def parameter_row(self, table: Table, parameter: Parameter) -> Row | None:
        """Return the row of a table that fits the enterprise and the reporting year."""
        fitting = [row for row in table.rows if self._fits(table, row, parameter.by)]
        return max(fitting, key=lambda row: _closeness(row, parameter.by), default=None)

    def _fits(self, table: Table, row: Row, by: tuple[Match, ...]) -> bool:
        enterprise = self.assessment.enterprise
        return (
            ("division" not in by or row.division in {"", enterprise.division})
            and ("province" not in by or not row.province or same_place(row.province, enterprise.province))
            and ("year" not in by or row.year is None or row.year <= self.assessment.year)
            and self.in_force(table, row)
        )

    def in_force(self, table: Table, row: Row) -> bool:
        """Tell whether a row may be used for the reporting year: in force by its last day."""
        start = row.in_force
        source = row.source or table.source
        if start is None and source is not None:
            document = self.rulebook.documents.get(source.document)
            start = document.in_force if document else None
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
        names = kept.outer.keys() if kept is not None else _outer_names(ledger, total)
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
            result = exact_sum((value for value in outcomes if isinstance(value, float | int)), total.id)
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
        column = self.ledger.column(name)
        if column is not None:
            return self._column(column)
        chosen = split_name(self.ledger, name)
        if chosen is None:
            return self.inputs(name)
        column, field = chosen
        table_row = self.chosen(column)
        if table_row is None or not self.inputs.in_force(self.inputs.rulebook.tables[column.table or ""], table_row):
            return Unknown(frozenset({self.path(column.id)}))
        return _cell(table_row.values.get(field), self.path(name))

    def _column(self, column: Column) -> Outcome:
        answered = usable(column, self.row.get(column.id))
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

    @property
    def label(self) -> str:
        """What the row is about: the title of what its first column chose, or its text."""
        first = self.ledger.columns[0]
        chosen = self.chosen(first)
        if chosen is not None:
            return str(chosen.title)
        return str(self.row.get(first.id, "")) or str(self.index + 1)


def split_name(ledger: Ledger, name: str) -> tuple[Column, str] | None:
    """Return the choice column and the table column that `column_field` names in a ledger."""
    for column in ledger.columns:
        if column.table is not None and name.startswith(f"{column.id}_"):
            return column, name[len(column.id) + 1 :]
    return None


def usable(question: Question, value: Value | None) -> Scalar | None:
    """Return an answer as formulas take it; None for no answer and for one of the wrong kind."""
    match question.kind:
        case "number" | "count":
            return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
        case "yes_no":
            return value if isinstance(value, bool) else None
        case "choice" | "text":
            return value if isinstance(value, str) and value.strip() else None
        case "date":
            return value.isoformat() if isinstance(value, date) else None


def _cell(value: Cell | None, name: str) -> Outcome:
    return Unknown(frozenset({name})) if value is None else value


def _closeness(row: Row, by: tuple[Match, ...]) -> tuple[bool, bool, int]:
    """Order fitting rows: an exact division or province before one for everybody, then the latest year."""
    return ("division" in by and row.division != "", "province" in by and row.province != "", row.year or 0)


def _outer_names(ledger: Ledger, total: Total) -> frozenset[str]:
    formulas = [total.row, total.where, *(column.default for column in ledger.columns)]
    names = frozenset(name for formula in formulas if isinstance(formula, Formula) for name in formula.names)
    return frozenset(name for name in names if ledger.column(name) is None and split_name(ledger, name) is None)


def _contribution(row: RowInputs, total: Total) -> Outcome:
    if total.where is not None:
        counts = total.where(row)
        if not is_known(counts):
            return counts
        if not counts:
            return 0.0
    return total.row(row)
