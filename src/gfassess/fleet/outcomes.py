"""The outcome of an indicator as one number: its share, or why it has none.

From 0 to 1 it is the share of the points. It is null where the indicator is unanswered and NaN where it is undefined,
as any number is; the other states are marks below 0.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

import narwhals as nw

from gfassess.fleet.results import STATES
from gfassess.formula.columns import Column, carried, chosen, number, one_or_zero, settled
from gfassess.model.rules import Better, Candidate, Measure, Scale, Step
from gfassess.scoring.scales import edge_of

if TYPE_CHECKING:
    from gfassess.fleet.rows import RowNames

WITHOUT_REFERENCE: Final = -float(STATES.index("without_reference"))
NOT_APPLICABLE: Final = -float(STATES.index("not_applicable"))
EXCLUDED: Final = -float(len(STATES))
"""Of a row that does not count."""


class Pair(NamedTuple):
    """Leading and baseline value."""

    leading: nw.Expr
    baseline: nw.Expr
    valid: nw.Expr
    """True where the two count, then both are numbers; else false or null."""


def simple_outcome(scale: Scale, value: Column) -> Column | None:
    """Return the outcome on a scale that needs nothing but the value; None where the scale looks further."""
    match scale.kind:
        case "fixed" if scale.leading is not None and scale.baseline is not None:
            return _between_constants(settled(value), scale.leading, scale.baseline)
        case "steps":
            return _on_steps(settled(value), scale.steps, at_most=scale.at_most)
        case "levels":
            return _on_levels(value, scale.levels)
        case "yes_no":
            return one_or_zero(value)
        case _:
            return None


def referenced(value: Column, pairs: list[Pair], better: Better) -> Column:
    """Return the outcome with the first pair that counts; without reference where none does."""
    value = settled(value)
    leading = baseline = nw.lit(None, nw.Float64)
    for pair in reversed(pairs):
        leading = nw.when(pair.valid).then(pair.leading).otherwise(leading)
        baseline = nw.when(pair.valid).then(pair.baseline).otherwise(baseline)
    share = _between(value.value, leading, baseline, better)
    return _like(nw.when(~leading.is_null()).then(share).otherwise(nw.lit(WITHOUT_REFERENCE)), value)


def right_way(leading: nw.Expr, baseline: nw.Expr, better: Better) -> nw.Expr:
    """Return what is true where leading is not worse than baseline; null where one of the two is missing."""
    return leading >= baseline if better == "higher" else leading <= baseline


def described(value: Column, case: Column) -> Column:
    """Return the outcome of a case: yes earns all once it is described, and is unanswered until then."""
    told = Column(nw.when(~case.value.is_null()).then(nw.lit(1.0)), bound=1.0)
    return chosen(value, told if case.open else number(1.0), number(0.0))


def row_outcome(rows: "RowNames", measure: Measure) -> tuple[Column, Column]:
    """Return the outcome of each row of a ledger under an indicator that runs over rows, and its weight."""
    value = settled(rows.of(measure.formula)) if measure.scale.kind != "levels" else rows.of(measure.formula)
    weight = number(1.0) if measure.weight is None else settled(rows.of(measure.weight))
    found = simple_outcome(measure.scale, value)
    if found is None:
        better = measure.scale.better or "higher"
        found = referenced(value, [_candidate(rows, one, better) for one in measure.scale.candidates], better)
    if weight.open or weight.faulty:
        # What the value lacks is told before what the weight lacks.
        both = carried(found.value, [weight])
        value_open = found.value.is_null() | found.value.is_nan()
        found = Column(nw.when(value_open).then(found.value).otherwise(both), faulty=True)
    weight = weight if measure.combine == "weighted" else number(1.0)
    if measure.where is None:
        return found, weight
    return chosen(rows.of(measure.where), found, number(EXCLUDED)), weight


def _candidate(rows: "RowNames", candidate: Candidate, better: Better) -> Pair:
    leading, baseline = (settled(rows.of(formula)) for formula in (candidate.leading, candidate.baseline))
    known = [_finite(leading), _finite(baseline)]
    heading = rows.ledger.column(candidate.source)
    if heading is None:
        valid = nw.lit(value=False)
    elif heading.table is None:
        valid = ~rows(heading.id).value.is_null()
    else:
        row = rows.chosen(heading)
        valid = nw.lit(value=False) if row is None else row.there()
        prefix = f"{heading.id}_"
        for formula in (candidate.leading, candidate.baseline):
            # A figure that is none of the table counts from when the row does.
            begun = None if row is None or any(name.startswith(prefix) for name in formula.names) else row.begun("")
            known += [] if begun is None else [begun]
    for one in (*known, right_way(leading.value, baseline.value, better)):
        valid = valid & one
    return Pair(leading.value, baseline.value, valid)


def _finite(part: Column) -> nw.Expr:
    known = ~part.value.is_null()
    return known & ~part.value.is_nan() if part.faulty else known


def _between(figure: nw.Expr, leading: nw.Expr, baseline: nw.Expr, better: Better) -> nw.Expr:
    distance = leading * 0.25 - baseline * 0.25
    safe = nw.when(distance == 0).then(nw.lit(1.0)).otherwise(distance)
    inside = ((figure * 0.25 - baseline * 0.25) / safe).clip(0.0, 1.0)
    reached = (figure <= leading if better == "lower" else figure >= leading).cast(nw.Float64)
    return nw.when(distance == 0).then(reached).otherwise(inside)


def _between_constants(value: Column, leading: float, baseline: float) -> Column:
    distance = leading * 0.25 - baseline * 0.25
    if distance == 0:
        return _like((value.value >= leading).cast(nw.Float64), value)
    return _like(((value.value * 0.25 - baseline * 0.25) / distance).clip(0.0, 1.0), value)


def _on_steps(value: Column, steps: tuple[Step, ...], *, at_most: bool) -> Column:
    share = nw.lit(0.0)
    for step in sorted(steps, key=lambda one: one.share):
        edge = edge_of(step.at, at_most=at_most)
        share = (
            nw.when(value.value <= edge if at_most else value.value >= edge).then(nw.lit(step.share)).otherwise(share)
        )
    return _like(share, value)


def _on_levels(value: Column, levels: Mapping[str, float]) -> Column:
    share = nw.lit(0.0)
    for level, earned in levels.items():
        share = nw.when(value.value == level).then(nw.lit(earned)).otherwise(share)
    return Column(nw.when(~value.value.is_null()).then(share), open=value.open, bound=1.0)


def _like(share: nw.Expr, value: Column) -> Column:
    """Return a share that is null or NaN where the settled value is, whatever the steps to it made of that."""
    return Column(carried(share, [value]), open=value.open, faulty=value.faulty, bound=max(1.0, -WITHOUT_REFERENCE))
