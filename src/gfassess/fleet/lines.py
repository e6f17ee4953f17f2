"""Indicators as columns: outcome and state, variant and value, and whether a result rests on what nobody proved."""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import TypeAlias

import narwhals as nw

from gfassess.fleet import layout
from gfassess.fleet.names import Names
from gfassess.fleet.outcomes import NOT_APPLICABLE, described, referenced, simple_outcome
from gfassess.fleet.references import References
from gfassess.fleet.results import STATES, has_value, lacking_column, state_column, value_column, variant_column
from gfassess.formula import Formula
from gfassess.formula.columns import Column, chosen, number, settled
from gfassess.model.rules import Indicator, Measure
from gfassess.scoring import questions_of
from gfassess.scoring.inputs import meaning_of

_NO_VARIANT = -1.0

_Measured: TypeAlias = tuple[Callable[[], Column], Callable[[], Column]]
"""What gives the outcome and the value of a variant, and notes that they are needed."""


def share_column(indicator: str) -> str:
    """Name the column of the share of an indicator, 0 unless it is scored; it is not kept."""
    return f"_share_{indicator}"


class Lines:
    """Works indicators out, one after the other."""

    def __init__(self, names: Names, references: References) -> None:
        """Bind what names and references stand for."""
        self._names = names
        self._plan = names.plan
        self._references = references

    def define(self, line: Indicator) -> None:
        """Define the columns of one indicator."""
        measured = self._all_measured(line)
        outcome = self._plan.made(
            f"_outcome_{line.id}",
            lambda: self._choose(line, [used() for used, _ in measured], number(NOT_APPLICABLE)).value,
        )
        state, variant = state_column(line.id), variant_column(line.id)
        self._plan.made(state, lambda: _state(self._plan.using(outcome)))
        self._plan.made(share_column(line.id), lambda: _share(self._plan.using(state), self._plan.using(outcome)))
        if len(line.variants) > 1:
            self._plan.made(variant, lambda: self._counted(line))
        if has_value(line):
            self._plan.made(value_column(line.id), lambda: self._value(line, [used() for _, used in measured]))
        self._plan.made(lacking_column(line.id), lambda: self._lacking(line))

    def _all_measured(self, line: Indicator) -> list[_Measured]:
        """Return outcome and value of each variant."""
        found: list[_Measured] = []
        for run in self._runs(line):
            measure = reduce(_either, reversed(run))
            found += [self._measured(line, len(found), measure)] * len(run)
        return found

    def _runs(self, line: Indicator) -> list[list[Measure]]:
        """Return the variants with those together that run over the same rows in the same way but for their formula."""
        runs: list[list[Measure]] = []
        for measure in line.variants:
            if runs and self._alike(runs[-1][-1], measure):
                runs[-1].append(measure)
            else:
                runs.append([measure])
        return runs

    def _alike(self, one: Measure, other: Measure) -> bool:
        ledger, book = self._names.book.ledgers.get(one.per or ""), self._names.book
        if ledger is None or one.when is None or _way(one) != _way(other):
            return False
        # In a row a name means a cell first.
        return not any(meaning_of(ledger, name, book.tables) for name in one.when.names)

    def _measured(self, line: Indicator, place: int, measure: Measure) -> _Measured:
        """Define outcome and value of one way to measure."""
        name, names = f"_outcome_{line.id}~{place}", self._names
        if measure.per is not None:
            return names.ledgers.measure(name, measure), _no_value
        if measure.scale.kind not in {"fixed", "steps", "reference"}:
            return self._plan.column(name, lambda: self._single(measure, names.of(measure.formula))), _no_value
        value = self._plan.column(f"_value_{line.id}~{place}", lambda: settled(names.of(measure.formula)))
        return self._plan.column(name, lambda: self._single(measure, value())), value

    def _single(self, measure: Measure, value: Column) -> Column:
        scale = measure.scale
        simple = simple_outcome(scale, value)
        if simple is not None:
            return simple
        if scale.case is not None:
            return described(value, self._names(scale.case))
        return referenced(value, self._references.pairs(scale), scale.better or "higher", self._plan.keep)

    def _choose(self, line: Indicator, picks: Sequence[Column], none: Column) -> Column:
        """Return the pick of the variant that counts; `none` where the indicator does not apply."""
        found = none
        for measure, pick in reversed(list(zip(line.variants, picks, strict=True))):
            found = pick if measure.when is None else chosen(self._names.of(measure.when), pick, found)
        if line.applies_when is not None:
            found = chosen(self._names.of(line.applies_when), found, none)
        excused = Column(self._plan.using(layout.excused_column(line.id)), "truth", open=False)
        return chosen(excused, none, found)

    def _counted(self, line: Indicator) -> nw.Expr:
        places = [number(float(place)) for place in range(len(line.variants))]
        found = self._choose(line, places, number(_NO_VARIANT)).value
        # Also where it is open which one counts there is none: null, or NaN, which is greater than all numbers.
        return nw.when((found >= 0) & (found < len(places))).then(found).cast(nw.Int8)

    def _value(self, line: Indicator, values: Sequence[Column]) -> nw.Expr:
        found = self._choose(line, values, _no_value())
        return nw.when(~found.value.is_nan()).then(found.value) if found.faulty else found.value

    def _lacking(self, line: Indicator) -> nw.Expr:
        """Return what is true where a result rests on an answer or claim that no document proves."""
        using, names = self._plan.using, self._names
        state = using(state_column(line.id))
        own = line.id in names.book.facts or line.id in names.book.ledgers or line.id in names.book.parameters
        excused = using(layout.excused_column(line.id))
        claim = using(layout.doubted_column(line.id)) if not own else excused & self._unproved([line.id])
        conditions = self._questions([line.applies_when])
        scored: list[nw.Expr] = []
        for place, measure in enumerate(line.variants):
            conditions |= self._questions([measure.when])
            rests = self._unproved([*conditions, *questions_of(names.book, measure)])
            counts = using(variant_column(line.id)) == place if len(line.variants) > 1 else None
            scored.append(rests if counts is None else counts & rests)
        no_line = ~excused & self._unproved(conditions)
        return claim | (state == _SCORED) & reduce(or_, scored) | (state == _NOT_APPLICABLE) & no_line

    def _questions(self, formulas: Iterable[Formula | None]) -> dict[str, None]:
        totals = self._names.book.totals
        names = (name for formula in formulas if formula is not None for name in formula.ordered_names)
        return {totals[name][0].id if name in totals else name: None for name in names}

    def _unproved(self, names: Iterable[str]) -> nw.Expr:
        book = self._names.book
        questions = (book.facts.get(name) or book.ledgers.get(name) for name in names)
        wanted = dict.fromkeys(one.id for one in questions if one is not None and one.evidence is not None)
        columns = [self._plan.using(layout.unproved_column(name)) for name in wanted]
        return reduce(or_, columns) if columns else nw.lit(value=False)


def _way(measure: Measure) -> tuple[object, ...]:
    return measure.per, measure.where, measure.combine, measure.weight, measure.scale


def _either(other: Measure, one: Measure) -> Measure:
    """Return one way to measure with the formula of whichever of two counts."""
    if one.when is None:
        raise TypeError(one)
    return one.model_copy(update={"formula": Formula.either(one.when, one.formula, other.formula)})


_SCORED, _NOT_APPLICABLE = STATES.index("scored"), STATES.index("not_applicable")


def _no_value() -> Column:
    return Column(nw.lit(None, nw.Float64))


def _state(outcome: nw.Expr) -> nw.Expr:
    """Return the place of the state in `STATES`: marks are its negative."""
    place = {state: nw.lit(number, nw.Int8) for number, state in enumerate(STATES)}
    gone = nw.when(outcome == NOT_APPLICABLE).then(place["not_applicable"]).otherwise(place["without_reference"])
    found = nw.when(outcome >= 0).then(place["scored"]).otherwise(gone)
    defined = nw.when(outcome.is_nan()).then(place["undefined"]).otherwise(found)
    return nw.when(~outcome.is_null()).then(defined).otherwise(place["unanswered"])


def _share(state: nw.Expr, outcome: nw.Expr) -> nw.Expr:
    return nw.when(state == _SCORED).then(outcome).otherwise(nw.lit(0.0))
