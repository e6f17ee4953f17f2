"""Tree to column expressions: how a province is scored, by the operators of `gfassess.formula.operators`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from math import nan
from typing import TypeAlias

import narwhals as nw

from gfassess.formula.closures import close
from gfassess.formula.kinds import kind_of
from gfassess.formula.operators import (
    Column,
    carried,
    chosen,
    compared,
    decided,
    divided,
    greatest,
    held,
    joined,
    least,
    number,
    one_or_zero,
    rounded,
    settled,
    summed,
    truth,
)
from gfassess.formula.tree import (
    Binary,
    Call,
    Compare,
    Conditional,
    Function,
    Logic,
    Minus,
    Name,
    Node,
    Not,
    Number,
    names,
)
from gfassess.formula.values import Undefined, Unknown

__all__ = [
    "Column",
    "Keep",
    "Lookup",
    "carried",
    "chosen",
    "column",
    "divided",
    "greatest",
    "least",
    "number",
    "one_or_zero",
    "settled",
    "truth",
]

Lookup: TypeAlias = Callable[[str], Column]
Keep: TypeAlias = Callable[[nw.Expr], nw.Expr]
"""Works a part of a formula out as a column of its own, and returns that column."""


def column(node: Node, lookup: Lookup, keep: Keep | None = None) -> Column:
    """Return the column of a tree with the columns that a look-up gives for its names.

    What is needed more than once is written down more than once, so that the size of the expression may double with
    every level of the tree; with `keep` it is as large as the tree.
    """
    return _Walk(lookup, keep).column(node)


@dataclass(frozen=True, slots=True)
class _Walk:
    """One walk over a tree."""

    lookup: Lookup
    keep: Keep | None

    def column(self, node: Node) -> Column:
        if not names(node):
            return _constant(node)
        match node:
            case Name(name):
                return self.lookup(name)
            case Minus(operand):
                inner = self.column(operand)
                return replace(inner, value=-inner.value, constant=None)
            case Not(operand):
                inner = self.column(operand)
                return replace(inner, value=~inner.value)
            case Binary("/", left, right):
                return divided(self._kept(left), self._kept(right))
            case Binary(sign, left, right):
                return joined(sign, self._held(sign, left), self._held(sign, right))
            case Compare(signs, operands):
                return compared(signs, [self._kept(operand) for operand in operands])
            case Logic(word, operands):
                return decided(word, [self._kept(operand) for operand in operands])
            case Conditional(test, Number(1.0), Number(0.0)):
                return one_or_zero(self._kept(test))
            case Conditional(test, then, other):
                return chosen(self._kept(test), self.column(then), self.column(other))
            case Call(function, arguments):
                part = partial(self._held, "+") if function == "sum" else self._kept
                return _called(function, [part(argument) for argument in arguments], arguments)
            case Number():  # a constant
                return _constant(node)

    def _kept(self, node: Node) -> Column:
        """Return the column of a part that is needed more than once."""
        part = self.column(node)
        if self.keep is None or isinstance(node, Name) or not names(node):
            return part
        undefined = None if part.undefined is None else self.keep(part.undefined)
        return replace(part, value=self.keep(part.value), undefined=undefined)

    def _held(self, sign: str, node: Node) -> Column:
        """Return an operand that an engine cannot take for a part of the sum or product that it is joined to."""
        part = self.column(node)
        match node:
            case Binary(inner, _, _) if inner == sign and names(node):
                return held(part)
            case Call("sum", _) if sign == "+" and names(node):
                return held(part)
            case _:
                return part


def _constant(node: Node) -> Column:
    outcome = close(node)(lambda name: Unknown(frozenset({name})))
    match outcome:
        case bool():
            return truth(outcome)
        case float():
            return number(outcome)
        case Undefined():
            is_truth = kind_of("", node, lambda _: "number")[0] == "truth"
            return Column(nw.lit(None, nw.Boolean), "truth", undefined=nw.lit(value=True)) if is_truth else number(nan)
        case str() | Unknown():  # a formula without names has neither
            raise TypeError(outcome)


def _called(function: Function, parts: list[Column], arguments: tuple[Node, ...]) -> Column:
    match function:
        case "min":
            return least(parts)
        case "max":
            return greatest(parts)
        case "clamp":
            value, low, high = parts
            return least((greatest((value, low)), high))
        case "sum":
            return summed(parts)
        case "abs":
            return replace(parts[0], value=parts[0].value.abs(), constant=None)
        case "round":
            digits = arguments[1].value if len(arguments) > 1 and isinstance(arguments[1], Number) else 0.0
            return rounded(parts[0], 10.0**digits)
