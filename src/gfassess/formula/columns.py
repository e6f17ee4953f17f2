"""Tree to column expressions: how a province is scored, on whichever engine Narwhals speaks to.

A number is null while it is unknown and NaN where it is undefined; both travel through arithmetic by themselves, and
null prevails over NaN as unknown does over undefined. What would swallow them - a comparison, a least, a divisor - is
guarded here. A truth is null while it is unknown or undefined; which of the two says an expression beside it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from math import inf, nan
from operator import add, and_, eq, ge, gt, le, lt, mul, ne, or_, sub
from typing import Any, Final, TypeAlias

import narwhals as nw

from gfassess.formula.closures import NO_FRACTION, close
from gfassess.formula.kinds import ValueKind
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


@dataclass(frozen=True, slots=True)
class Column:
    """What a formula comes to in every row, and what is known of it before any row is seen."""

    value: nw.Expr
    """A number: null while unknown, NaN or (where `wild`) infinite where undefined. Anything else: null where open."""
    kind: ValueKind = "number"
    open: bool = True
    """It may be null."""
    faulty: bool = False
    """A number that may be NaN."""
    wild: bool = False
    """A number that may have run over into an infinity."""
    bound: float = inf
    """A number's largest magnitude."""
    undefined: nw.Expr | None = None
    """A truth: true where it is undefined, never null; None where it never is."""

    @property
    def unknown(self) -> nw.Expr | None:
        """Return what is true where it is unknown, and never null; None where it never is."""
        if not self.open:
            return None
        if self.undefined is None:
            return self.value.is_null()
        return self.value.is_null() & ~self.undefined


Lookup: TypeAlias = Callable[[str], Column]

_ARITHMETIC: Final[dict[str, Callable[[Any, Any], Any]]] = {"+": add, "-": sub, "*": mul}
_COMPARISON: Final[dict[str, Callable[[Any, Any], Any]]] = {"<": lt, "<=": le, ">": gt, ">=": ge, "==": eq, "!=": ne}


def column(node: Node, lookup: Lookup) -> Column:
    """Return the column of a tree with the columns that a look-up gives for its names."""
    if not names(node):
        return _constant(node)
    match node:
        case Name(name):
            return lookup(name)
        case Minus(operand):
            inner = column(operand, lookup)
            return replace(inner, value=-inner.value)
        case Not(operand):
            inner = column(operand, lookup)
            return replace(inner, value=~inner.value)
        case Binary("/", left, right):
            return divided(column(left, lookup), column(right, lookup))
        case Binary(sign, left, right):
            return _joined(sign, column(left, lookup), column(right, lookup))
        case Compare(signs, operands):
            return _compared(signs, [column(operand, lookup) for operand in operands])
        case Logic(word, operands):
            return _decided(word, [column(operand, lookup) for operand in operands])
        case Conditional(test, then, other):
            return _conditional(column(test, lookup), then, other, lookup)
        case Call(function, arguments):
            return _called(function, arguments, lookup)
        case Number():  # a constant
            return _constant(node)


def number(value: float) -> Column:
    """Return a constant, always as float64: an engine may take a bare literal for a decimal."""
    return Column(nw.lit(value, nw.Float64), open=False, faulty=value != value, bound=abs(value))  # noqa: PLR0124 - NaN


def truth(value: bool) -> Column:  # noqa: FBT001 - the value itself
    """Return a constant truth."""
    return Column(nw.lit(value, nw.Boolean), "truth", open=False)


def settled(part: Column) -> Column:
    """Return a number whose infinities have become NaN: undefined, as a figure beyond any float is."""
    if not part.wild:
        return part
    # x - x is 0, but NaN of an infinity.
    return replace(part, value=part.value + (part.value - part.value), wild=False, faulty=True)


def carried(value: nw.Expr, parts: Iterable[Column]) -> nw.Expr:
    """Return a value that is null or NaN wherever one of the settled numbers is that it was worked out from."""
    zeros = [part.value - part.value for part in parts if part.open or part.faulty]
    return reduce(add, zeros, value)


def divided(above: Column, below: Column) -> Column:
    """Return a quotient; by zero it is undefined."""
    divisor = settled(below)
    safe = nw.when(divisor.value == 0).then(nw.lit(nan, nw.Float64)).otherwise(divisor.value)
    return Column(above.value / safe, open=above.open or below.open, faulty=True, wild=True)


def chosen(test: Column, then: Column, other: Column) -> Column:
    """Return one of two columns of the same kind, as a test says; open where the test is."""
    picked = _picked(test, then.value, other.value)
    is_number = then.kind == "number"
    if is_number and test.undefined is not None:
        picked = nw.when(test.undefined).then(nw.lit(nan, nw.Float64)).otherwise(picked)
    return Column(
        picked,
        then.kind,
        open=test.open or then.open or other.open,
        faulty=then.faulty or other.faulty or (is_number and test.undefined is not None),
        wild=then.wild or other.wild,
        bound=max(then.bound, other.bound),
        undefined=_either_undefined(test, then, other) if then.kind == "truth" else None,
    )


def one_or_zero(test: Column) -> Column:
    """Return 1 where a truth holds and 0 where it does not."""
    if test.undefined is not None:
        return chosen(test, number(1.0), number(0.0))
    return Column(test.value.cast(nw.Float64), open=test.open, bound=1.0)


def least(parts: Sequence[Column]) -> Column:
    """Return the least of some numbers; open where any of them is."""
    return _extreme(nw.min_horizontal, parts)


def greatest(parts: Sequence[Column]) -> Column:
    """Return the greatest of some numbers; open where any of them is."""
    return _extreme(nw.max_horizontal, parts)


def _constant(node: Node) -> Column:
    outcome = close(node)(lambda name: Unknown(frozenset({name})))
    match outcome:
        case bool():
            return truth(outcome)
        case float():
            return number(outcome)
        case Undefined():
            return number(nan)
        case str() | Unknown():  # a formula without names has neither
            raise TypeError(outcome)


def _joined(sign: str, left: Column, right: Column) -> Column:
    bound = left.bound * right.bound if sign == "*" else left.bound + right.bound
    return Column(
        _ARITHMETIC[sign](left.value, right.value),
        open=left.open or right.open,
        # Two infinities may make a NaN.
        faulty=left.faulty or right.faulty or left.wild or right.wild,
        wild=not bound < inf,
        bound=bound,
    )


def _compared(signs: Sequence[str], operands: Sequence[Column]) -> Column:
    sides = [settled(operand) for operand in operands]
    tests = [_pair(*each) for each in zip(signs, sides, sides[1:], strict=False)]
    value = reduce(and_, tests)
    undefined = None
    if any(side.faulty for side in sides):
        undefined = _but_known(value, [side.value.is_null() for side in sides if side.open])
    return Column(value, "truth", open=any(side.open or side.faulty for side in sides), undefined=undefined)


def _pair(sign: str, left: Column, right: Column) -> nw.Expr:
    test: nw.Expr = _COMPARISON[sign](left.value, right.value)
    nans = [side.value.is_nan() for side in (left, right) if side.faulty]
    # Engines hold NaN for greater than all numbers.
    return nw.when(~reduce(or_, nans)).then(test) if nans else test


def _decided(word: str, operands: Sequence[Column]) -> Column:
    """Return Kleene's `and` or `or`, which the engines have: one deciding operand is enough."""
    value = reduce(and_ if word == "and" else or_, [operand.value for operand in operands])
    undefined = None
    if any(operand.undefined is not None for operand in operands):
        undefined = _but_known(value, [part.unknown for part in operands if part.unknown is not None])
    return Column(value, "truth", open=any(operand.open for operand in operands), undefined=undefined)


def _but_known(value: nw.Expr, unknown: Sequence[nw.Expr]) -> nw.Expr:
    """Return what is true where a truth is open although nothing is unknown."""
    return value.is_null() & ~reduce(or_, unknown) if unknown else value.is_null()


def _conditional(test: Column, then: Node, other: Node, lookup: Lookup) -> Column:
    if (then, other) == (Number(1.0), Number(0.0)):
        return one_or_zero(test)
    return chosen(test, column(then, lookup), column(other, lookup))


def _picked(test: Column, then: nw.Expr, other: nw.Expr) -> nw.Expr:
    if not test.open:
        return nw.when(test.value).then(then).otherwise(other)
    return nw.when(test.value).then(then).otherwise(nw.when(~test.value).then(other))


def _either_undefined(test: Column, then: Column, other: Column) -> nw.Expr | None:
    if test.undefined is None and then.undefined is None and other.undefined is None:
        return None
    never = nw.lit(value=False)
    branches = (never if one.undefined is None else one.undefined for one in (then, other))
    picked = _picked(test, *branches)
    return nw.coalesce(picked, never if test.undefined is None else test.undefined)


def _extreme(function: Callable[..., nw.Expr], parts: Sequence[Column]) -> Column:
    sides = [settled(part) for part in parts]
    if len(sides) == 1:
        return sides[0]
    # Engines pass over a null.
    value = carried(function(*(side.value for side in sides)), sides)
    return Column(
        value,
        open=any(side.open for side in sides),
        faulty=any(side.faulty for side in sides),
        bound=max(side.bound for side in sides),
    )


def _called(function: Function, arguments: tuple[Node, ...], lookup: Lookup) -> Column:
    parts = [column(argument, lookup) for argument in arguments]
    match function:
        case "min":
            return least(parts)
        case "max":
            return greatest(parts)
        case "clamp":
            value, low, high = parts
            return least((greatest((value, low)), high))
        case "sum":
            return reduce(lambda left, right: _joined("+", left, right), parts)
        case "abs":
            return replace(parts[0], value=parts[0].value.abs())
        case "round":
            digits = arguments[1].value if len(arguments) > 1 and isinstance(arguments[1], Number) else 0.0
            return _rounded(settled(parts[0]), 10.0**digits)


def _rounded(part: Column, scale: float) -> Column:
    """Return a number rounded half to even; the engines' own rounding is of different kinds."""
    scaled = part.value * scale
    below = scaled.floor().cast(nw.Float64)
    rest, half = scaled - below, below / 2
    up = (rest > 0.5) | ((rest == 0.5) & (half != half.floor().cast(nw.Float64)))  # noqa: PLR2004 - a half
    whole = nw.when(up).then(below + 1).otherwise(below)
    value = nw.when(scaled.abs() < NO_FRACTION).then(whole / scale).otherwise(part.value)
    return replace(part, value=value)
