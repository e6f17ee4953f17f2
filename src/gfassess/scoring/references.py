"""Which leading and baseline value an indicator is scored with."""

from collections.abc import Mapping
from typing import Final, NamedTuple, TypeAlias

from gfassess.formula import Formula, is_known
from gfassess.model.facts import Column
from gfassess.model.rules import Better, Candidate, Scale
from gfassess.model.scorecard import Refusal, Scorecard, UsedReference
from gfassess.model.tables import Row, Table, source_of
from gfassess.scoring.inputs import Inputs, RowInputs

_PROGRESS: Final = 0.1
"""Own last year: leading is 10 % better than last year's value."""

Looked: TypeAlias = UsedReference | Refusal | None
"""A pair; why there is a pair that does not count; nothing at all."""


class CohortPair(NamedTuple):
    """What a cohort says about one reference: the best 5 % (leading) and the mean (baseline), clause 4.4.3."""

    leading: float
    mean: float
    source: str
    """Which cohort, of which division and year, of how many sites."""


Cohort: TypeAlias = Mapping[str, CohortPair]
"""Pairs of a cohort by reference id."""


class LastYear(NamedTuple):
    """The factory's own values of the year before, by reference id; used only when the user asks for it."""

    source: str
    values: Mapping[str, float]

    @classmethod
    def of(cls, scorecard: Scorecard, source: str) -> "LastYear":
        """Take the values of a scorecard that serve the next year as reference."""
        measured = ((score.measure, score.value) for score in scorecard.scores)
        return cls(
            source,
            {
                measure.scale.reference: float(value)
                for measure, value in measured
                if measure is not None
                and measure.scale.reference is not None
                and isinstance(value, float | int)
                and not isinstance(value, bool)
            },
        )


def reference_for(scale: Scale, inputs: Inputs, cohort: Cohort | None, last_year: LastYear | None) -> Looked:
    """Return the first usable pair: entered with its source, chosen row, cohort, own last year.

    Where there is none: why the first pair that was entered or chosen does not count, or None.
    """
    found = (_entered(scale, inputs), _chosen(scale, inputs), _from_cohort(scale, cohort), _own_last(scale, last_year))
    return _first([_checked(one, scale.better or "higher") for one in found])


def reference_in_row(scale: Scale, row: RowInputs) -> Looked:
    """Return the first candidate of a ledger row that counts, or why the first that was given does not."""
    return _first([_checked(_candidate(one, row), scale.better or "higher") for one in scale.candidates])


def right_way(pair: UsedReference, better: Better) -> bool:
    """Tell whether leading is not worse than baseline."""
    return pair.leading >= pair.baseline if better == "higher" else pair.leading <= pair.baseline


def _first(found: list[Looked]) -> Looked:
    pair = next((one for one in found if isinstance(one, UsedReference)), None)
    return pair if pair is not None else next((one for one in found if one is not None), None)


def _checked(found: Looked, better: Better) -> Looked:
    return "wrong_way" if isinstance(found, UsedReference) and not right_way(found, better) else found


def _entered(scale: Scale, inputs: Inputs) -> Looked:
    entry = inputs.assessment.references.get(scale.reference or "")
    if entry is None or (entry.leading is None and entry.baseline is None):
        return None
    baseline = entry.baseline if entry.baseline is not None else scale.baseline
    if entry.leading is None or baseline is None:
        return "half"
    return UsedReference("entered", entry.leading, baseline, entry.source) if entry.source.strip() else "no_source"


def _chosen(scale: Scale, inputs: Inputs) -> Looked:
    name = scale.reference or ""
    entry, table = inputs.assessment.references.get(name), inputs.rulebook.tables.get(name)
    if entry is None or not entry.row:
        return None
    row = table.row(entry.row) if table is not None else None
    if table is None or row is None:
        return "no_row"
    if not (inputs.in_force(table, row, "leading") and inputs.in_force(table, row, "baseline")):
        return "not_in_force"
    leading, baseline = row.values.get("leading"), row.values.get("baseline", scale.baseline)
    if not isinstance(leading, float) or not isinstance(baseline, float):
        return "half"
    pair = UsedReference("chosen", leading, baseline, table=table.id, row=row.id)
    return _cited(pair, table, row, "leading", "baseline")


def _candidate(candidate: Candidate, row: RowInputs) -> Looked:
    leading, baseline = candidate.leading(row), candidate.baseline(row)
    column = row.ledger.column(candidate.source)
    if column is None:
        return None
    if column.table is None:
        answered = row.inputs.usable(column, row.row.get(candidate.source))
        source = answered.strip() if isinstance(answered, str) else ""
        if is_known(leading) and is_known(baseline):
            return UsedReference("row", float(leading), float(baseline), source) if source else "no_source"
        return "half" if is_known(leading) or source else None
    chosen, table = row.chosen(column), row.inputs.rulebook.tables.get(column.table)
    if chosen is None or table is None:
        return "no_row" if candidate.source in row.row else None
    fields = [_field(formula, row, column, chosen) for formula in (candidate.leading, candidate.baseline)]
    if not all(row.inputs.in_force(table, chosen, field) for field in fields):
        return "not_in_force"
    if not is_known(leading) or not is_known(baseline):
        return "half"
    pair = UsedReference("row", float(leading), float(baseline), table=table.id, row=chosen.id)
    return _cited(pair, table, chosen, *fields)


def _field(formula: Formula, row: RowInputs, column: Column, chosen: Row) -> str:
    """Return the column of the chosen row that a formula takes its figure from."""
    meanings = (row.inputs.meaning(row.ledger, name) for name in formula.ordered_names)
    fields = (found[1] for found in meanings if isinstance(found, tuple) and found[0] is column)
    return next((field for field in fields if field in chosen.values), "")


def _cited(pair: UsedReference, table: Table, row: Row, leading: str, baseline: str) -> UsedReference:
    """Return a pair with the documents of its two figures."""
    first, second = str(source_of(table, row, leading) or ""), str(source_of(table, row, baseline) or "")
    other = second if second != first and baseline in row.values else ""
    return pair._replace(source=first, baseline_source=other)


def _from_cohort(scale: Scale, cohort: Cohort | None) -> Looked:
    name = scale.reference or ""
    if cohort is None or name not in cohort:
        return None
    leading, mean, source = cohort[name]
    return UsedReference("cohort", leading, mean if scale.baseline is None else scale.baseline, source)


def _own_last(scale: Scale, last: LastYear | None) -> Looked:
    name = scale.reference or ""
    if last is None or name not in last.values:
        return None
    value = last.values[name]
    step = abs(value) * _PROGRESS
    leading = value + step if scale.better == "higher" else value - step
    return UsedReference("last_year", leading, value if scale.baseline is None else scale.baseline, last.source)
