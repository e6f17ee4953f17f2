"""The state, value and share of one indicator, before points move."""

from dataclasses import dataclass
from typing import Final

from gfassess.formula import Outcome, Scalar, Undefined, Unknown, is_known
from gfassess.model.assessment import Assessment
from gfassess.model.rules import Indicator, Measure
from gfassess.model.scorecard import RowScore, State, UsedReference
from gfassess.scoring.inputs import Inputs, RowInputs, usable
from gfassess.scoring.references import Cohort, LastYear, reference_for, reference_in_row
from gfassess.scoring.scales import between, simple_share
from gfassess.scoring.sums import exact_sum

_OPEN_FIRST: Final[tuple[State, ...]] = ("unanswered", "undefined", "without_reference")
"""An indicator over rows takes the first of these states that any of its rows has."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found out about one indicator."""

    state: State
    measure: Measure | None = None
    share: float | None = None
    value: Scalar | None = None
    reference: UsedReference | None = None
    missing: tuple[str, ...] = ()
    divisor: str = ""
    too_large: str = ""
    reason: str = ""
    rows: tuple[RowScore, ...] = ()


@dataclass(frozen=True, slots=True)
class Measurer:
    """Measures indicators with the inputs of one assessment."""

    inputs: Inputs
    cohort: Cohort | None = None
    last_year: LastYear | None = None

    def measure(self, indicator: Indicator) -> Found:
        """Return exactly one of the five states with what belongs to it."""
        assessment: Assessment = self.inputs.assessment
        if reason := assessment.not_applicable.get(indicator.id, "").strip():
            return Found("not_applicable", reason=reason)
        if indicator.applies_when is not None:
            applies = indicator.applies_when(self.inputs)
            if not is_known(applies):
                return _open(applies)
            if not applies:
                return Found("not_applicable")
        for variant in indicator.variants:
            counts: Outcome = True if variant.when is None else variant.when(self.inputs)
            if not is_known(counts):
                return _open(counts)
            if counts:
                return self._rows(variant) if variant.per else self._single(indicator, variant)
        return Found("not_applicable")

    def _single(self, indicator: Indicator, measure: Measure) -> Found:
        value = measure.formula(self.inputs)
        if not is_known(value):
            return _open(value, measure)
        scale = measure.scale
        share = simple_share(scale, value)
        if share is not None:
            used = _fixed(measure)
            return Found("scored", measure, share, value, used)
        if scale.kind == "case":
            return self._case(measure, value)
        reference = reference_for(indicator, scale, self.inputs, self.cohort, self.last_year)
        if reference is None:
            return Found("without_reference", measure, value=value)
        share = between(float(value), reference.leading, reference.baseline, scale.better)
        return Found("scored", measure, share, value, reference)

    def _case(self, measure: Measure, value: Scalar) -> Found:
        """Yes earns the points once the case is described; no earns none."""
        if value is not True:
            return Found("scored", measure, 0.0, value)
        name = measure.scale.case or ""
        fact = self.inputs.rulebook.facts.get(name)
        told = usable(fact, self.inputs.assessment.facts.get(name)) if fact is not None else None
        if told is None:
            return Found("unanswered", measure, value=value, missing=(name,))
        return Found("scored", measure, 1.0, value)

    def _rows(self, measure: Measure) -> Found:
        ledger = self.inputs.rulebook.ledgers[measure.per or ""]
        rows: list[RowScore] = []
        for row in self.inputs.rows(ledger):
            counts: Outcome = True if measure.where is None else measure.where(row)
            if not is_known(counts):
                rows.append(_row(row, "unanswered", missing=_missing(counts)))
            elif counts:
                rows.append(self._row(measure, row))
        if not rows:
            return Found("unanswered", measure, missing=(ledger.id,))
        for state in _OPEN_FIRST:
            if any(row.state == state for row in rows):
                missing = tuple(dict.fromkeys(name for row in rows for name in row.missing))
                return Found(state, measure, missing=missing, rows=tuple(rows))
        return _combined(measure, tuple(rows))

    def _row(self, measure: Measure, row: RowInputs) -> RowScore:
        value = measure.formula(row)
        weight: Outcome = 1.0 if measure.weight is None else measure.weight(row)
        for outcome in (value, weight):
            if isinstance(outcome, Unknown):
                return _row(row, "unanswered", missing=_missing(outcome))
            if isinstance(outcome, Undefined):
                return _row(row, "undefined", missing=(outcome.divisor or outcome.too_large,))
        if not is_known(value) or not is_known(weight):
            return _row(row, "undefined")
        share = simple_share(measure.scale, value)
        reference = _fixed(measure)
        if share is None:
            reference = reference_in_row(measure.scale, row)
            if reference is None:
                return _row(row, "without_reference", value=value, weight=float(weight))
            share = between(float(value), reference.leading, reference.baseline, measure.scale.better)
        return _row(row, "scored", value=value, share=share, weight=float(weight), reference=reference)


def _combined(measure: Measure, rows: tuple[RowScore, ...]) -> Found:
    shares = [row.share for row in rows if row.share is not None]
    weights = [row.weight if row.weight is not None else 1.0 for row in rows]
    if measure.combine == "min":
        worst = min(rows, key=lambda row: row.share if row.share is not None else 0.0)
        return Found("scored", measure, worst.share, worst.value, worst.reference, rows=rows)
    if measure.combine == "mean":
        weights = [1.0] * len(rows)
    name = measure.weight.text if measure.weight is not None else measure.formula.text
    whole = exact_sum(weights, name)
    if isinstance(whole, Undefined) or whole <= 0 or min(weights) < 0:
        return Found("undefined", measure, divisor=name, rows=rows)
    parts = [weight / whole for weight in weights]
    share = exact_sum((share * part for share, part in zip(shares, parts, strict=True)), name)
    values = [float(row.value) for row in rows if isinstance(row.value, float | int)]
    mean = exact_sum((value * part for value, part in zip(values, parts, strict=False)), measure.formula.text)
    if isinstance(share, Undefined) or isinstance(mean, Undefined):
        return Found("undefined", measure, too_large=measure.formula.text, rows=rows)
    return Found("scored", measure, min(max(share, 0.0), 1.0), mean, rows=rows)


def _fixed(measure: Measure) -> UsedReference | None:
    scale = measure.scale
    if scale.kind != "fixed" or scale.leading is None or scale.baseline is None:
        return None
    return UsedReference("fixed", scale.leading, scale.baseline)


def _open(outcome: Outcome, measure: Measure | None = None) -> Found:
    if isinstance(outcome, Undefined):
        return Found("undefined", measure, divisor=outcome.divisor, too_large=outcome.too_large)
    return Found("unanswered", measure, missing=_missing(outcome))


def _missing(outcome: Outcome) -> tuple[str, ...]:
    return tuple(sorted(outcome.missing)) if isinstance(outcome, Unknown) else ()


def _row(
    row: RowInputs,
    state: State,
    *,
    value: Scalar | None = None,
    share: float | None = None,
    weight: float | None = None,
    reference: UsedReference | None = None,
    missing: tuple[str, ...] = (),
) -> RowScore:
    return RowScore(row.index, row.label, state, value, share, weight, reference, missing)
