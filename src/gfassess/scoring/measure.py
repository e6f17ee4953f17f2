"""The state, value and share of one indicator, before points move."""

from dataclasses import dataclass
from typing import Final

from gfassess.formula import Node, Outcome, Scalar, Undefined, Unknown, is_known
from gfassess.formula.tree import Name
from gfassess.model.rules import Indicator, Measure
from gfassess.model.scorecard import Finding, RowScore, State, UsedReference
from gfassess.scoring.inputs import Inputs, RowInputs
from gfassess.scoring.references import Cohort, LastYear, reference_for, reference_in_row
from gfassess.scoring.scales import between, simple_share
from gfassess.scoring.sums import exact_sum

_OPEN_FIRST: Final[tuple[State, ...]] = ("unanswered", "undefined", "without_reference")
"""An indicator over rows takes the first of these states that any of its rows has."""


@dataclass(frozen=True, slots=True)
class Measurer:
    """Measures indicators with the inputs of one assessment."""

    inputs: Inputs
    cohort: Cohort | None = None
    last_year: LastYear | None = None

    def measure(self, indicator: Indicator) -> Finding:
        """Return exactly one of the five states with what belongs to it."""
        if reason := self.inputs.assessment.excused(indicator.id):
            return Finding(state="not_applicable", reason=reason)
        if indicator.applies_when is not None:
            applies = indicator.applies_when(self.inputs)
            if not is_known(applies):
                return _open(applies)
            if not applies:
                return Finding(state="not_applicable")
        for variant in indicator.variants:
            counts: Outcome = True if variant.when is None else variant.when(self.inputs)
            if not is_known(counts):
                return _open(counts)
            if counts:
                return self._rows(variant) if variant.per else self._single(variant)
        return Finding(state="not_applicable")

    def _single(self, measure: Measure) -> Finding:
        value = measure.formula(self.inputs)
        if not is_known(value):
            return _open(value, measure)
        share = simple_share(measure.scale, value)
        if share is not None:
            return Finding(state="scored", measure=measure, share=share, value=value, reference=_fixed(measure))
        if measure.scale.kind == "case":
            return self._case(measure, value)
        found = reference_for(measure.scale, self.inputs, self.cohort, self.last_year)
        if not isinstance(found, UsedReference):
            return Finding(state="without_reference", measure=measure, value=value, refusal=found)
        share = between(float(value), found.leading, found.baseline, measure.scale.better)
        return Finding(state="scored", measure=measure, share=share, value=value, reference=found)

    def _case(self, measure: Measure, value: Scalar) -> Finding:
        """Yes earns the points once the case is described; no earns none."""
        if value is not True:
            return Finding(state="scored", measure=measure, share=0.0, value=value)
        name = measure.scale.case or ""
        if not is_known(self.inputs(name)):
            return Finding(state="unanswered", measure=measure, value=value, missing=(name,))
        return Finding(state="scored", measure=measure, share=1.0, value=value)

    def _rows(self, measure: Measure) -> Finding:
        ledger = self.inputs.rulebook.ledgers[measure.per or ""]
        rows: list[RowScore] = []
        for row in self.inputs.rows(ledger):
            counts: Outcome = True if measure.where is None else measure.where(row)
            if not is_known(counts):
                rows.append(_open_row(row, counts))
            elif counts:
                rows.append(self._row(measure, row))
        if not rows:
            return Finding(state="unanswered", measure=measure, missing=(ledger.id,))
        for state in _OPEN_FIRST:
            first = next((row for row in rows if row.state == state), None)
            if first is not None:
                return Finding(
                    state=state,
                    measure=measure,
                    value=_worst_value(measure, rows),
                    missing=tuple(dict.fromkeys(name for row in rows for name in row.missing)),
                    undefined=first.undefined,
                    refusal=first.refusal,
                    rows=tuple(rows),
                )
        return _combined(measure, tuple(rows))

    def _row(self, measure: Measure, row: RowInputs) -> RowScore:
        value = measure.formula(row)
        weight: Outcome = 1.0 if measure.weight is None else measure.weight(row)
        if not is_known(value):
            return _open_row(row, value)
        if not is_known(weight):
            return _open_row(row, weight)
        share = simple_share(measure.scale, value)
        reference = _fixed(measure)
        if share is None:
            found = reference_in_row(measure.scale, row)
            if not isinstance(found, UsedReference):
                return RowScore(row.index, "without_reference", value, weight=float(weight), refusal=found)
            reference = found
            share = between(float(value), found.leading, found.baseline, measure.scale.better)
        return RowScore(row.index, "scored", value, share, float(weight), reference)


def _combined(measure: Measure, rows: tuple[RowScore, ...]) -> Finding:
    shares = [row.share if row.share is not None else 0.0 for row in rows]
    if measure.combine == "min":
        worst = min(rows, key=lambda row: row.share if row.share is not None else 0.0)
        return Finding(
            state="scored",
            measure=measure,
            share=worst.share,
            value=worst.value,
            reference=worst.reference,
            rows=rows,
        )
    part: Node = measure.weight.tree if measure.weight is not None else Name(measure.per or "", 0)
    weights = [1.0 if row.weight is None or measure.combine == "mean" else row.weight for row in rows]
    whole = exact_sum(weights, part)
    if isinstance(whole, Undefined):
        return Finding(state="undefined", measure=measure, undefined=whole, rows=rows)
    if whole <= 0 or min(weights) < 0:
        return Finding(state="undefined", measure=measure, undefined=Undefined("weights", part), rows=rows)
    weighed = exact_sum((share * weight for share, weight in zip(shares, weights, strict=True)), part)
    if isinstance(weighed, Undefined):  # shares are at most 1: it is no more than the sum of the weights
        return Finding(state="undefined", measure=measure, undefined=weighed, rows=rows)
    value = _common_value(measure, rows, [weight / whole for weight in weights])
    share = min(max(weighed / whole, 0.0), 1.0)
    return Finding(state="scored", measure=measure, share=share, value=value, rows=rows)


def _worst_value(measure: Measure, rows: list[RowScore]) -> float | None:
    """Return the worst value where it needs no share: rows on one side of their scales, all with a value."""
    values = [float(row.value) for row in rows if isinstance(row.value, float | int)]
    if measure.combine != "min" or measure.scale.better is None or len(values) != len(rows):
        return None
    return min(values) if measure.scale.better == "higher" else max(values)


def _common_value(measure: Measure, rows: tuple[RowScore, ...], parts: list[float]) -> float | None:
    """Return the weighted value where all rows stand on one scale; of rows with scales of their own there is none."""
    if measure.scale.kind == "candidates":
        return None
    values = (float(row.value) for row in rows if isinstance(row.value, float | int))
    mean = exact_sum((value * part for value, part in zip(values, parts, strict=False)), measure.formula.tree)
    return None if isinstance(mean, Undefined) else mean


def _fixed(measure: Measure) -> UsedReference | None:
    scale = measure.scale
    if scale.kind != "fixed" or scale.leading is None or scale.baseline is None:
        return None
    return UsedReference("fixed", scale.leading, scale.baseline)


def _open(outcome: Outcome, measure: Measure | None = None) -> Finding:
    if isinstance(outcome, Undefined):
        return Finding(state="undefined", measure=measure, undefined=outcome)
    return Finding(state="unanswered", measure=measure, missing=_missing(outcome))


def _open_row(row: RowInputs, outcome: Outcome) -> RowScore:
    if isinstance(outcome, Undefined):
        return RowScore(row.index, "undefined", undefined=outcome)
    return RowScore(row.index, "unanswered", missing=_missing(outcome))


def _missing(outcome: Outcome) -> tuple[str, ...]:
    return tuple(sorted(outcome.missing)) if isinstance(outcome, Unknown) else ()
