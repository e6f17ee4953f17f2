"""Formulas over whole columns, as users of OpenFisca write them with NumPy.

A number that is missing is NaN, one whose divisor is zero is infinite: both pass through plain arithmetic. A yes/no is
two columns, where it is yes and where it is no; where neither holds nobody answered.
"""

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from gfassess.formula.tree import Binary, Call, Conditional, Logic, Name, Node, Not, Number
from gfassess.model.rules import Better, Scale

Floats: TypeAlias = npt.NDArray[np.float64]
Bools: TypeAlias = npt.NDArray[np.bool_]

_SLACK: Final = 1e-9


class Truth(NamedTuple):
    """A yes/no by column."""

    yes: Bools
    no: Bools

    @property
    def known(self) -> Bools:
        """Where it was answered."""
        return self.yes | self.no


class Lookup(NamedTuple):
    """What names stand for."""

    number: Callable[[str], Floats]
    truth: Callable[[str], Truth]


def number(node: Node, lookup: Lookup) -> Floats:
    """Work out a formula that gives a number."""
    match node:
        case Number(value):
            return np.float64(value)  # broadcast like a column
        case Name(name):
            return lookup.number(name)
        case Binary(sign, left, right):
            return _joined(sign, number(left, lookup), number(right, lookup))
        case Conditional(test, then, other):
            decides = truth(test, lookup)
            chosen = np.where(decides.yes, number(then, lookup), number(other, lookup))
            return np.where(decides.known, chosen, np.nan)
        case Call("abs", (operand,)):
            return np.abs(number(operand, lookup))
        case Call("sum", operands):
            return sum((number(each, lookup) for each in operands[1:]), start=number(operands[0], lookup))
        case _:
            raise TypeError(node)


def _joined(sign: str, left: Floats, right: Floats) -> Floats:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            result = left / right
            # Only zero over zero needs a word: NumPy takes it for missing.
            return np.where((right == 0) & ~np.isnan(left), np.inf, result)


def truth(node: Node, lookup: Lookup) -> Truth:
    """Work out a formula that gives a yes or no."""
    match node:
        case Name(name):
            return lookup.truth(name)
        case Not(operand):
            inner = truth(operand, lookup)
            return Truth(inner.no, inner.yes)
        case Logic(word, operands):
            parts = [truth(each, lookup) for each in operands]
            every, some = (np.logical_and.reduce, np.logical_or.reduce)
            yes, no = (some, every) if word == "or" else (every, some)
            return Truth(yes([part.yes for part in parts]), no([part.no for part in parts]))
        case _:
            raise TypeError(node)


def between(value: Floats, leading: Floats, baseline: Floats, better: Better | None) -> Floats:
    """Return the share on a scale with a leading and a baseline value."""
    share = np.clip((value - baseline) / (leading - baseline), 0.0, 1.0)
    reached = value <= leading if better == "lower" else value >= leading
    return np.where(leading == baseline, reached, share)


def on_steps(value: Floats, scale: Scale) -> Floats:
    """Return the share of the best rung reached."""
    share = np.zeros_like(value)
    for step in scale.steps:
        slack = _SLACK * max(abs(step.at), 1.0)
        reached = value <= step.at + slack if scale.at_most else value >= step.at - slack
        share = np.maximum(share, np.where(reached, step.share, 0.0))
    return share


def usable_pair(leading: Floats, baseline: Floats, better: Better | None) -> Bools:
    """Tell where two reference values are both there and the right way round; with a missing one neither holds."""
    return leading <= baseline if better == "lower" else leading >= baseline
