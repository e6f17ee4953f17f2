"""Which leading and baseline value an indicator is scored with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from gfassess.formula import is_known
from gfassess.model.rules import Better, Indicator, Scale
from gfassess.model.scorecard import UsedReference
from gfassess.scoring.inputs import Inputs, RowInputs

_PROGRESS: Final = 0.1
"""Own last year: leading is 10 % better than last year's value."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """Figures of several peers: by indicator the best 5 % (leading) and the mean (baseline), clause 4.4.3."""

    source: str
    figures: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LastYear:
    """The factory's own values of the year before, by indicator; used only when the user asks for it."""

    source: str
    values: Mapping[str, float] = field(default_factory=dict)


def reference_for(
    indicator: Indicator, scale: Scale, inputs: Inputs, cohort: Cohort | None, last_year: LastYear | None
) -> UsedReference | None:
    """Return the first usable pair: entered with its source, chosen row, cohort, own last year."""
    better: Better = scale.better or "higher"
    found = (
        _entered(scale, inputs),
        _chosen(scale, inputs),
        _from_cohort(indicator.id, scale, cohort),
        _from_last_year(indicator.id, scale, last_year, better),
    )
    return next((pair for pair in found if pair is not None and right_way(pair, better)), None)


def right_way(pair: UsedReference, better: Better) -> bool:
    """Tell whether leading is not worse than baseline."""
    return pair.leading >= pair.baseline if better == "higher" else pair.leading <= pair.baseline


def reference_in_row(scale: Scale, row: RowInputs) -> UsedReference | None:
    """Return the first candidate of a ledger row that has both values."""
    for candidate in scale.candidates:
        leading, baseline = candidate.leading(row), candidate.baseline(row)
        source = _row_source(candidate.source, row)
        if source and is_known(leading) and is_known(baseline):
            pair = UsedReference("row", float(leading), float(baseline), source)
            if right_way(pair, scale.better or "higher"):
                return pair
    return None


def _row_source(name: str, row: RowInputs) -> str:
    column = row.ledger.column(name)
    if column is None:
        return ""
    if column.table is None:
        return str(row.row.get(name, "")).strip()
    chosen, table = row.chosen(column), row.inputs.rulebook.tables.get(column.table)
    source = (chosen.source if chosen else None) or (table.source if table else None)
    return f"{source}: {chosen.title}" if source is not None and chosen is not None else ""


def _entered(scale: Scale, inputs: Inputs) -> UsedReference | None:
    entry = inputs.assessment.references.get(scale.reference or "")
    if entry is None or entry.leading is None or not entry.source.strip():
        return None
    baseline = entry.baseline if entry.baseline is not None else scale.baseline
    return None if baseline is None else UsedReference("entered", entry.leading, baseline, entry.source)


def _chosen(scale: Scale, inputs: Inputs) -> UsedReference | None:
    name = scale.reference or ""
    entry, table = inputs.assessment.references.get(name), inputs.rulebook.tables.get(name)
    row = table.row(entry.row) if entry is not None and table is not None and entry.row else None
    if table is None or row is None or not inputs.in_force(table, row):
        return None
    leading, baseline = row.values.get("leading"), row.values.get("baseline", scale.baseline)
    if not isinstance(leading, float) or not isinstance(baseline, float):
        return None
    return UsedReference("chosen", leading, baseline, f"{row.source or table.source}: {row.title}")


def _from_cohort(name: str, scale: Scale, cohort: Cohort | None) -> UsedReference | None:
    if cohort is None or name not in cohort.figures:
        return None
    leading, mean = cohort.figures[name]
    return UsedReference("cohort", leading, mean if scale.baseline is None else scale.baseline, cohort.source)


def _from_last_year(name: str, scale: Scale, last: LastYear | None, better: Better) -> UsedReference | None:
    if last is None or name not in last.values:
        return None
    value = last.values[name]
    step = abs(value) * _PROGRESS
    leading = value + step if better == "higher" else value - step
    return UsedReference("last_year", leading, value if scale.baseline is None else scale.baseline, last.source)
