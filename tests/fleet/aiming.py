"""Answers moved so that something comes out exactly: a value on a rung, a total on a threshold, a gate passed."""

import math
import random
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import product
from typing import Any, Final, TypeGuard

from gfassess.formula import Formula, Outcome
from gfassess.formula.closures import Lookup
from gfassess.formula.tree import Binary, Name, Node, Number, children, names
from gfassess.model.assessment import Assessment
from gfassess.model.facts import Ledger, Total
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Measure, Scale
from gfassess.scoring import Inputs

Draft = dict[str, Any]
"""An assessment as plain data."""

_MOST_TURNED: Final = 6


def measures(book: Rulebook) -> Iterator[Measure]:
    """Go through all ways in which a rule book measures something."""
    for rules in book.rulesets.values():
        for head in rules.heads:
            for line in head.indicator:
                yield from line.variants


def formulas(book: Rulebook) -> Iterator[tuple[Formula, str | None]]:
    """Go through the formulas that states hang on, each with the ledger over whose rows it runs."""
    for rules in book.rulesets.values():
        yield from ((gate.formula, None) for gate in rules.gates)
        for line in (line for head in rules.heads for line in head.indicator):
            outer = [line.applies_when, *(variant.when for variant in line.variants)]
            yield from ((one, None) for one in outer if one is not None)
            for variant in line.variants:
                inner = [variant.formula, variant.where, variant.weight]
                yield from ((one, variant.per) for one in inner if one is not None)
    for ledger, total in book.totals.values():
        yield total.row, ledger.id


def literals(node: Node) -> Iterator[float]:
    """Go through the numbers that a formula writes."""
    if isinstance(node, Number):
        yield node.value
    for child in children(node):
        yield from literals(child)


def beside(figure: float) -> tuple[float, ...]:
    """Return a figure and those right beside it, within the agreement of all engines and outside."""
    near = [figure * (1 + part) for part in (5e-10, -5e-10, 1e-7, -1e-7)]
    found = (figure, figure, figure, math.nextafter(figure, math.inf), math.nextafter(figure, -math.inf), *near)
    return tuple(one for one in found if math.isfinite(one))


def marks(scale: Scale) -> list[float]:
    """Return the figures at which a scale that the rule fixes turns."""
    ends = [scale.leading, scale.baseline, *(step.at for step in scale.steps)]
    return [one for one in ends if one is not None]


class Aim:
    """Moves the answers of one draft; never adds any but reference values."""

    def __init__(self, book: Rulebook, draft: Draft, rng: random.Random) -> None:
        """Bind rules, answers and chance."""
        self.book, self.draft, self.rng = book, draft, rng

    @cached_property
    def _first(self) -> Assessment:
        """The draft as it was at the beginning; only facts and rows move before the reference values do."""
        return Assessment.model_validate(self.draft)

    def _inputs(self) -> Inputs:
        told = {part: {**self.draft[part]} for part in ("facts", "ledgers")}
        return Inputs(self.book, self._first.model_copy(update=told))

    def gates(self) -> None:
        """Answer yes or no otherwise until every gate is passed for which that is enough."""
        inputs = self._inputs()
        for rules in self.book.rulesets.values():
            for gate in rules.gates:
                self._gate(gate.formula, inputs)

    def _gate(self, formula: Formula, inputs: Inputs) -> None:
        told = self.draft["facts"]
        asked = [name for name in formula.ordered_names if isinstance(told.get(name), bool)][:_MOST_TURNED]
        for answers in product((True, False), repeat=len(asked)):
            turned = dict(zip(asked, answers, strict=True))
            if formula(_with(inputs, turned)) is True:
                told.update(turned)
                return

    def rungs(self) -> None:
        """Bring some values onto rungs and ends of scales."""
        for measure in measures(self.book):
            targets = marks(measure.scale)
            if not targets or self.rng.random() < 0.4:
                continue
            inputs = self._inputs()
            if measure.per is None:
                self._move(measure.formula, inputs, self.draft["facts"], targets)
                continue
            for row in inputs.rows(self.book.ledgers[measure.per]):
                self._move(measure.formula, row, self.draft["ledgers"][measure.per][row.index], targets)

    def _move(self, formula: Formula, lookup: Lookup, told: Draft, targets: list[float]) -> None:
        """Change one of the figures that a formula uses so that it comes to a target, if it can."""
        target = self.rng.choice(beside(self.rng.choice(targets)))
        value = formula(lookup)
        if not _figure(value) or value == 0 or target == 0:
            return
        for name in formula.ordered_names:
            now = told.get(name)
            if not _figure(now):
                continue
            for moved in self._ways(formula, lookup, name, now, value, target):
                found = formula(_with(lookup, {name: moved}))
                if math.isfinite(moved) and _figure(found) and math.isclose(found, target, rel_tol=1e-13):
                    told[name] = moved
                    return

    def _ways(
        self, formula: Formula, lookup: Lookup, name: str, now: float, value: float, target: float
    ) -> Iterator[float]:
        """Return figures for a name that may bring a value to a target: in proportion, in inverse, along a line."""
        yield now * target / value
        yield now * value / target
        further = formula(_with(lookup, {name: now + 1}))
        if _figure(further) and further != value:
            yield now + (target - value) / (further - value)

    def divisors(self) -> None:
        """Make some divisors nothing."""
        for formula, ledger in self._some():
            for node in _divisors(formula.tree):
                self._set(node, ledger, (0.0,))

    def extremes(self) -> None:
        """Make all figures of some formulas as large as they can be, on either side."""
        for formula, ledger in self._some():
            self._set(formula.tree, ledger, (1.7e308, 1.7e308, -1.7e308))

    def _some(self) -> list[tuple[Formula, str | None]]:
        """Choose an eighth of the formulas at most, and of few formulas up to three."""
        found = list(formulas(self.book))
        return self.rng.sample(found, self.rng.randint(1, min(len(found), max(3, len(found) // 8))))

    def _set(self, node: Node, ledger: str | None, figures: tuple[float, ...]) -> None:
        rows = self.draft["ledgers"].get(ledger, [])
        for told in self.rng.sample(rows, self.rng.randint(1, len(rows))) if rows else [self.draft["facts"]]:
            told |= {one.id: self.rng.choice(figures) for one in names(node) if _figure(told.get(one.id))}

    def totals(self) -> None:
        """Bring some totals to figures that conditions compare them with, or near those."""
        wanted = [
            (name, figure)
            for measure in measures(self.book)
            if measure.when is not None
            for name in measure.when.ordered_names
            if name in self.book.totals
            for figure in literals(measure.when.tree)
        ]
        if wanted:
            name, figure = self.rng.choice(wanted)
            scaled = self.rng.choice((*beside(figure), figure * 1.3, figure * 0.8))
            self._total(*self.book.totals[name], scaled)

    def _total(self, ledger: Ledger, total: Total, target: float) -> None:
        rows = self.draft["ledgers"].get(ledger.id, [])
        value = self._inputs()(total.id)
        if not _figure(value) or value == 0:
            return
        for column in total.row.ordered_names:
            moved = [{**row, column: row[column] * target / value} for row in rows if _figure(row.get(column))]
            if len(moved) == len(rows) and all(math.isfinite(row[column]) for row in moved):
                self.draft["ledgers"][ledger.id] = moved
                return

    def references(self, *, always: bool = False) -> None:
        """Set entered reference values by what the value is: on it, around it, the wrong way round."""
        inputs = self._inputs()
        for measure in measures(self.book):
            scale, value = measure.scale, measure.formula(inputs) if measure.per is None else None
            if scale.reference is None or not _figure(value) or not (always or self.rng.random() < 0.4):
                continue
            pair = self._pair(value, scale.better == "higher", always=always)
            chosen = self.draft["references"].get(scale.reference, {}).keys() == {"row"}
            if all(math.isfinite(one) for one in pair) and (always or not chosen):
                entry = {"leading": pair[0], "baseline": pair[1], "source": "示例"}
                self.draft["references"][scale.reference] = entry

    def rows(self, *, always: bool = False) -> None:
        """Set reference values in rows by what the value of the row is, where they are plain columns."""
        for measure in measures(self.book):
            if measure.per is None or not measure.scale.candidates:
                continue
            pair = measure.scale.candidates[0]
            for row in self._inputs().rows(self.book.ledgers[measure.per]):
                value, told = measure.formula(row), self.draft["ledgers"][measure.per][row.index]
                if not _figure(value) or not (always or self.rng.random() < 0.4):
                    continue
                figures = self._pair(value, measure.scale.better == "higher", always=always)
                for formula, figure in zip((pair.leading, pair.baseline), figures, strict=True):
                    if isinstance(formula.tree, Name) and math.isfinite(figure):
                        told[formula.tree.id] = figure
                column = row.ledger.column(pair.source)
                if column is not None and column.kind == "text":
                    told.setdefault(pair.source, "示例")

    def _pair(self, value: float, higher: bool, *, always: bool) -> tuple[float, float]:  # noqa: FBT001 - a side
        better, worse = value * 1.25 + 1, value * 0.75 - 1
        if not higher:
            better, worse = worse, better
        if always:
            return better, worse
        far = value + 3 * (better - value)
        around = [(better, worse), (better, worse), (far, better), (worse, better)]
        on = [(value, worse), (better, value), (value, value), (better, math.nextafter(value, worse))]
        return self.rng.choice(around + on)


def _figure(value: object) -> TypeGuard[float]:
    return isinstance(value, float) and math.isfinite(value)


def _divisors(node: Node) -> Iterator[Node]:
    if isinstance(node, Binary) and node.operator == "/":
        yield node.right
    for child in children(node):
        yield from _divisors(child)


def _with(lookup: Lookup, changed: dict[str, Any]) -> Callable[[str], Outcome]:
    return lambda name: changed[name] if name in changed else lookup(name)
