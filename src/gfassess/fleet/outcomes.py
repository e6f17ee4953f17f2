"""The outcome of an indicator as one number: its share, or why it has none.

From 0 to 1 it is the share of the points. It is null where the indicator is unanswered and NaN where it is undefined,
as any number is; the other states are marks below 0.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Final, NamedTuple

import narwhals as nw

from gfassess.fleet.layout import cell_column
from gfassess.fleet.results import STATES
from gfassess.formula import Formula
from gfassess.formula.columns import Column, Keep, carried, chosen, divided, number, one_or_zero, settled
from gfassess.formula.tree import Name
from gfassess.model.facts import Column as Heading
from gfassess.model.rules import Better, Candidate, Measure, Scale, Step
from gfassess.scoring.inputs import meaning_of
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
    """Return the outcome on a scale that needs nothing but the settled value; None where the scale looks further."""
    match scale.kind:
        case "fixed" if scale.leading is not None and scale.baseline is not None:
            return _between_constants(value, scale.leading, scale.baseline)
        case "steps":
            return _on_steps(value, scale.steps, at_most=scale.at_most)
        case "levels":
            return _on_levels(value, scale.levels)
        case "yes_no":
            return one_or_zero(value)
        case _:
            return None


def referenced(value: Column, pairs: list[Pair], better: Better, keep: Keep) -> Column:
    """Return the outcome of a settled value with the first pair that counts; without reference where none does."""
    leading = baseline = nw.lit(None, nw.Float64)
    for pair in reversed(pairs):
        valid = keep(pair.valid)
        leading = nw.when(valid).then(pair.leading).otherwise(leading)
        baseline = nw.when(valid).then(pair.baseline).otherwise(baseline)
    leading, baseline = keep(leading), keep(baseline)
    distance = keep(leading * 0.25 - baseline * 0.25)
    part = (value.value * 0.25 - baseline * 0.25) / distance
    share = _between(value.value, leading, baseline, nw.when(distance != 0).then(part).otherwise(nw.lit(0.0)), better)
    return _like(nw.when(~distance.is_null()).then(share).otherwise(nw.lit(WITHOUT_REFERENCE)), value)


def right_way(leading: nw.Expr, baseline: nw.Expr, better: Better) -> nw.Expr:
    """Return what is true where leading is not worse than baseline; null where one of the two is missing."""
    return leading >= baseline if better == "higher" else leading <= baseline


def described(value: Column, case: Column) -> Column:
    """Return the outcome of a case: yes earns all once it is described, and is unanswered until then."""
    told = Column(nw.when(~case.value.is_null()).then(nw.lit(1.0)), bound=1.0)
    return chosen(value, told if case.open else number(1.0), number(0.0))


def row_outcome(rows: "RowNames", measure: Measure) -> tuple[Column, Column]:
    """Return the outcome of each row of a ledger under an indicator that runs over rows, and its weight."""
    value = _kept(rows, measure.formula)
    weight = number(1.0) if measure.weight is None else _kept(rows, measure.weight)
    found = simple_outcome(measure.scale, value)
    if found is None:
        better = measure.scale.better or "higher"
        pairs = [_candidate(rows, one, better) for one in measure.scale.candidates]
        found = referenced(value, pairs, better, rows.plan.keep)
    if weight.open or weight.faulty:
        # What the value lacks is told before what the weight lacks.
        known = value.value.is_finite() if value.faulty else ~value.value.is_null()
        share = rows.plan.keep(found.value)
        found = Column(nw.when(known).then(carried(share, [weight])).otherwise(share), faulty=True)
    weight = weight if measure.combine == "weighted" else number(1.0)
    if measure.where is None:
        return found, weight
    return chosen(rows.of(measure.where), found, number(EXCLUDED)), weight


def _kept(rows: "RowNames", formula: Formula) -> Column:
    """Return the settled value of a formula, worked out once."""
    value = rows.of(formula)
    if value.kind != "number" or value.constant is not None:
        return value
    value = settled(value)
    return value if isinstance(formula.tree, Name) else replace(value, value=rows.plan.keep(value.value))


def _candidate(rows: "RowNames", candidate: Candidate, better: Better) -> Pair:
    leading, baseline = (_kept(rows, formula) for formula in (candidate.leading, candidate.baseline))
    # Where one of the two is missing there is no right way either.
    conditions = [right_way(leading.value, baseline.value, better)]
    conditions += [~one.value.is_nan() for one in (leading, baseline) if one.faulty]
    heading = rows.ledger.column(candidate.source)
    if heading is None:
        conditions.append(nw.lit(value=False))
    elif heading.table is None:
        # As it was answered: a default is no source.
        conditions.append(~rows.plan.using(cell_column(heading.id)).is_null())
    else:
        conditions += _of_table(rows, heading, candidate)
    return Pair(leading.value, baseline.value, reduce(and_, conditions))


def _of_table(rows: "RowNames", heading: Heading, candidate: Candidate) -> list[nw.Expr]:
    """Return what must hold for a pair of a table: its row is there, and in force."""
    row = rows.chosen(heading)
    if row is None:
        return [nw.lit(value=False)]
    meanings = [
        [meaning_of(rows.ledger, name, rows.names.book.tables) for name in formula.names]
        for formula in (candidate.leading, candidate.baseline)
    ]
    own = [any(isinstance(one, tuple) and one[0] is heading for one in names) for names in meanings]
    # A figure that is none of the table counts from when the row does.
    begun = None if all(own) else row.begun("")
    return [row.there()] if begun is None else [row.there(), begun]


def _between_constants(value: Column, leading: float, baseline: float) -> Column:
    above = Column(value.value * 0.25 - baseline * 0.25, open=value.open, faulty=value.faulty)
    distance = leading * 0.25 - baseline * 0.25
    if distance == 0:
        return _like((value.value >= leading).cast(nw.Int8).cast(nw.Float64), value)
    part = divided(above, number(distance)).value
    better: Better = "higher" if leading >= baseline else "lower"
    return _like(_between(value.value, nw.lit(leading), nw.lit(baseline), part, better), value)


def _between(figure: nw.Expr, leading: nw.Expr, baseline: nw.Expr, part: nw.Expr, better: Better) -> nw.Expr:
    """Return all at the leading value, none at the baseline, which may be the same, and a part in between."""
    reached = figure >= leading if better == "higher" else figure <= leading
    missed = figure <= baseline if better == "higher" else figure >= baseline
    rest = nw.when(missed).then(nw.lit(0.0)).otherwise(part)
    return nw.when(reached).then(nw.lit(1.0)).otherwise(rest)


def _on_steps(value: Column, steps: tuple[Step, ...], *, at_most: bool) -> Column:
    edges = [(edge_of(step.at, at_most=at_most), step.share) for step in steps]
    return _like(
        _best((value.value <= edge if at_most else value.value >= edge, share) for edge, share in edges), value
    )


def _on_levels(value: Column, levels: Mapping[str, float]) -> Column:
    share = _best((value.value == level, earned) for level, earned in levels.items())
    return Column(nw.when(~value.value.is_null()).then(share), open=value.open, bound=1.0)


def _best(shares: Iterable[tuple[nw.Expr, float]]) -> nw.Expr:
    """Return the greatest share whose condition holds, 0 where none does; side by side, for they may be many."""
    found = [nw.when(holds).then(nw.lit(share)).otherwise(nw.lit(0.0)) for holds, share in shares]
    return nw.max_horizontal(*found) if len(found) > 1 else found[0]


def _like(share: nw.Expr, value: Column) -> Column:
    """Return a share that is null or NaN where the settled value is, whatever the steps to it made of that."""
    return Column(carried(share, [value]), open=value.open, faulty=value.faulty, bound=max(1.0, -WITHOUT_REFERENCE))
