"""What the points of lines that do not apply become, and the totals: `gfassess.scoring.redistribute` in columns."""

from collections.abc import Iterable
from functools import partial, reduce
from operator import add, and_, or_
from typing import Literal

import narwhals as nw

from gfassess.fleet.defining import Defining
from gfassess.fleet.lines import share_column
from gfassess.fleet.results import (
    GATE_STATES,
    STATES,
    TOTAL,
    VERDICT,
    VERDICTS,
    criterion_column,
    gate_column,
    got_column,
    lacking_column,
    points_column,
    state_column,
)
from gfassess.model.rules import Criterion, Indicator, Ruleset

Reading = Literal["claimed", "proved"]
"""As it was answered; as if what is not proved had not been answered."""

_SCORED, _NOT_APPLICABLE = STATES.index("scored"), STATES.index("not_applicable")


class Placing:
    """Places the points of the lines of a rule set."""

    def __init__(self, rules: Ruleset, plan: Defining) -> None:
        """Bind the rules and the plan that grows."""
        self._rules = rules
        self._plan = plan

    def define(self) -> None:
        """Define points, totals and the verdict."""
        rules, made = self._rules, self._plan.made
        if rules.not_applicable == "redistribute":
            self._factors("claimed")
            self._factors("proved")
        for head in rules.heads:
            for line in head.indicator:
                made(points_column(line.id), partial(self._points, head, line, "claimed"))
                made(got_column(line.id), partial(self._got, line))
            if rules.weighted:
                for part, work in (
                    ("points", self._reach),
                    ("low", self._low),
                    ("high", self._high),
                    ("evidenced", self._evidenced),
                ):
                    made(criterion_column(head.id, part), partial(work, head))
        for part in TOTAL if rules.weighted else ():
            made(part, partial(self._total, part))
        made(VERDICT, self._verdict)

    def _state(self, line: Indicator) -> nw.Expr:
        return self._plan.using(state_column(line.id))

    def _gone(self, line: Indicator, reading: Reading) -> nw.Expr:
        gone = self._state(line) == _NOT_APPLICABLE
        return gone if reading == "claimed" else gone & ~self._plan.using(lacking_column(line.id))

    def _factors(self, reading: Reading) -> None:
        """Define by what the points of the lines of each criterion grow."""
        heads = self._rules.heads
        for head in heads:
            self._plan.made(_live(head, reading), partial(self._left, head, reading))
        kept = f"_kept_{reading}"
        self._plan.made(kept, lambda: _sum(self._kept(head, reading) for head in heads))
        for head in heads:
            self._plan.made(_factor(head, reading), partial(self._grown, head, reading, kept))

    def _left(self, head: Criterion, reading: Reading) -> nw.Expr:
        gone = ((self._gone(line, reading), line.points) for line in head.indicator)
        return _sum(nw.when(each).then(nw.lit(0.0)).otherwise(nw.lit(points)) for each, points in gone)

    def _kept(self, head: Criterion, reading: Reading) -> nw.Expr:
        left = self._plan.using(_live(head, reading))
        return nw.when(left > 0).then(nw.lit(head.points or 0.0)).otherwise(nw.lit(0.0))

    def _grown(self, head: Criterion, reading: Reading, kept: str) -> nw.Expr:
        left, whole = self._plan.using(_live(head, reading)), self._rules.points
        safe, divisor = (_or_one(one) for one in (left, self._plan.using(kept)))
        grown = (nw.lit(head.points or 0.0) / safe) * (nw.lit(whole) / divisor)
        return nw.when(left > 0).then(grown).otherwise(nw.lit(0.0))

    def _points(self, head: Criterion, line: Indicator, reading: Reading) -> nw.Expr:
        points = nw.lit(line.points)
        if self._rules.not_applicable == "redistribute":
            points *= self._plan.using(_factor(head, reading))
        if self._rules.not_applicable == "full":
            return points
        return nw.when(self._gone(line, reading)).then(nw.lit(0.0)).otherwise(points)

    def _got(self, line: Indicator) -> nw.Expr:
        return self._earned(line, self._plan.using(points_column(line.id)), "claimed")

    def _earned(self, line: Indicator, points: nw.Expr, reading: Reading) -> nw.Expr:
        earned = self._plan.using(share_column(line.id)) * points
        if self._rules.not_applicable != "full":
            return earned
        return nw.when(self._gone(line, reading)).then(points).otherwise(earned)

    def _reach(self, head: Criterion) -> nw.Expr:
        return _sum(self._plan.using(points_column(line.id)) for line in head.indicator)

    def _low(self, head: Criterion) -> nw.Expr:
        return _sum(self._plan.using(got_column(line.id)) for line in head.indicator)

    def _high(self, head: Criterion) -> nw.Expr:
        return _sum(self._top(line) for line in head.indicator)

    def _top(self, line: Indicator) -> nw.Expr:
        state, using = self._state(line), self._plan.using
        settled = (state == _SCORED) | (state == _NOT_APPLICABLE)
        return nw.when(settled).then(using(got_column(line.id))).otherwise(using(points_column(line.id)))

    def _evidenced(self, head: Criterion) -> nw.Expr:
        return _sum(self._sure(head, line) for line in head.indicator)

    def _sure(self, head: Criterion, line: Indicator) -> nw.Expr:
        got = self._earned(line, self._points(head, line, "proved"), "proved")
        return nw.when(self._plan.using(lacking_column(line.id))).then(nw.lit(0.0)).otherwise(got)

    def _total(self, part: str) -> nw.Expr:
        return _sum(self._plan.using(criterion_column(head.id, part)) for head in self._rules.heads)

    def _verdict(self) -> nw.Expr:
        gates = [self._plan.using(gate_column(gate.id)) for gate in self._rules.gates]
        states = [self._state(line) for head in self._rules.heads for line in head.indicator]
        failed = [gate == GATE_STATES.index("fail") for gate in gates]
        passed = [gate == GATE_STATES.index("pass") for gate in gates]
        settled = [(state == _SCORED) | (state == _NOT_APPLICABLE) for state in states]
        complete = reduce(and_, [*passed, *settled, reduce(or_, [state == _SCORED for state in states])])
        says = {verdict: nw.lit(place, nw.Int8) for place, verdict in enumerate(VERDICTS)}
        otherwise = nw.when(complete).then(says["complete"]).otherwise(says["open"])
        return nw.when(reduce(or_, failed)).then(says["blocked"]).otherwise(otherwise) if failed else otherwise


def _live(head: Criterion, reading: Reading) -> str:
    return f"_live_{reading}_{head.id}"


def _factor(head: Criterion, reading: Reading) -> str:
    return f"_factor_{reading}_{head.id}"


def _or_one(divisor: nw.Expr) -> nw.Expr:
    return nw.when(divisor > 0).then(divisor).otherwise(nw.lit(1.0))


def _sum(terms: Iterable[nw.Expr]) -> nw.Expr:
    """Return the sum in the order given, as one factory is summed up."""
    return reduce(add, terms)
