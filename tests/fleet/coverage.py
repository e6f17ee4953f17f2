"""What generated assessments reach: states, variants, reference values, refusals, faults, values right on a rung."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gfassess.formula import Formula
from gfassess.formula.tree import Binary, Call, Conditional, Name, Node, Number, children
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Indicator, Measure
from gfassess.model.scorecard import RowScore, Score, Scorecard, State
from gfassess.scoring import questions_of


@dataclass(slots=True)
class Coverage:
    """How often something occurred."""

    states: Counter[tuple[str, str, State]] = field(default_factory=Counter)
    """By rule set, indicator and state."""
    variants: Counter[tuple[str, str, int, State]] = field(default_factory=Counter)
    """By rule set, indicator, place of the variant that counted, and state."""
    gates: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    references: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    rungs: Counter[tuple[str, str, float]] = field(default_factory=Counter)
    """By rule set, indicator and figure: values that are exactly a rung of steps or an end of a scale."""
    shares: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """By rule set and indicator: how often the share was "none", "all" or "between"."""
    rows: Counter[int] = field(default_factory=Counter)
    """How many rows counted under indicators over rows."""

    def add(self, card: Scorecard) -> None:
        """Count one scorecard."""
        rules = card.ruleset.id
        self.verdicts[rules, card.verdict] += 1
        for gate in card.gates:
            self.gates[rules, gate.gate.id, gate.state] += 1
        for score in card.scores:
            self._line(rules, score)

    def _line(self, rules: str, score: Score) -> None:
        name = score.indicator.id
        self.states[rules, name, score.state] += 1
        if score.measure is not None:
            place = next(place for place, one in enumerate(score.indicator.variants) if one is score.measure)
            self.variants[rules, name, place, score.state] += 1
            if score.measure.per is not None:
                self.rows[len(score.rows)] += 1
        if score.share is not None:
            self.shares[rules, name, {0.0: "none", 1.0: "all"}.get(score.share, "between")] += 1
        found: tuple[Score | RowScore, ...] = (score, *score.rows)
        for one in found:
            self._figure(rules, name, score.measure, one)

    def _figure(self, rules: str, name: str, measure: Measure | None, one: Score | RowScore) -> None:
        if one.reference is not None:
            self.references[one.reference.kind] += 1
            if one.value in {one.reference.leading, one.reference.baseline}:
                self.rungs[rules, name, float(one.value or 0)] += 1
        if one.refusal is not None:
            self.refusals[one.refusal] += 1
        if one.undefined is not None:
            self.faults[one.undefined.fault] += 1
        if measure is not None:
            for step in measure.scale.steps:
                self.rungs[rules, name, step.at] += one.value == step.at


def coverage(cards: Iterable[Scorecard]) -> Coverage:
    """Count what some scorecards show."""
    found = Coverage()
    for card in cards:
        found.add(card)
    return found


def reachable(book: Rulebook, line: Indicator) -> set[State]:
    """Return the states that an indicator can have at all."""
    states: set[State] = {"scored", "not_applicable"}
    asked = [book.facts[name].default if name in book.facts else None for name in questions_of(book, line)]
    used = [one for variant in line.variants for one in _formulas(variant)]
    if line.applies_when is not None:
        used.append(line.applies_when)
    looked_up = any(name in book.parameters for one in used for name in one.names)
    if looked_up or any(default is None for default in asked):
        states.add("unanswered")
    if any(variant.scale.kind in {"reference", "candidates"} for variant in line.variants):
        states.add("without_reference")
    weighted = any(variant.combine == "weighted" for variant in line.variants)
    if weighted or any(_may_fail(book, one.tree) for one in used):
        states.add("undefined")
    return states


def _formulas(variant: Measure) -> Iterator[Formula]:
    for one in (variant.when, variant.formula, variant.where, variant.weight):
        if one is not None:
            yield one


def _may_fail(book: Rulebook, node: Node) -> bool:
    """Tell whether a formula can run over or divide by zero; an undefined default counts as a missing answer."""
    match node:
        case Binary("/", left, Number(value)) if abs(value) >= 1:
            return _may_fail(book, left)
        case Binary() | Call("sum", (_, _, *_)) if _varies(node):
            return True
        case Name(name) if name in book.totals:
            return _varies(book.totals[name][1].row.tree)
        case _:
            return any(_may_fail(book, child) for child in children(node))


def _varies(node: Node) -> bool:
    """Tell whether the figure that a part comes to, and not only a choice inside it, hangs on a name."""
    match node:
        case Name():
            return True
        case Conditional(_, then, other):
            return _varies(then) or _varies(other)
        case _:
            return any(_varies(child) for child in children(node))
