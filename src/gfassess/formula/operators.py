"""What the signs and functions of the language do to whole columns, the same on whichever engine Narwhals speaks to.

A number is null while it is unknown and NaN where it is undefined; both travel through arithmetic by themselves, and
null prevails over NaN as unknown does over undefined. What would swallow them - a comparison, a least, a divisor - is
guarded here. A truth is null while it is unknown or undefined; which of the two says an expression beside it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from math import frexp, inf, isnan, nan
from operator import add, and_, eq, ge, gt, le, lt, mul, ne, or_, sub
from sys import float_info
from typing import Any, Final

import narwhals as nw

from gfassess.formula.closures import NO_FRACTION
from gfassess.formula.kinds import ValueKind

_LEAST: Final = 5e-324
_GREATEST: Final = float_info.max
_ARITHMETIC: Final[dict[str, Callable[[Any, Any], Any]]] = {"+": add, "-": sub, "*": mul}
_COMPARISON: Final[dict[str, Callable[[Any, Any], Any]]] = {"<": lt, "<=": le, ">": gt, ">=": ge, "==": eq, "!=": ne}


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
    constant: float | None = None
    """A number that is the same in every row."""
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


def number(value: float) -> Column:
    """Return a constant, always as float64: an engine may take a bare literal for a decimal."""
    faulty = isnan(value)
    bound = 0.0 if faulty else abs(value)
    return Column(nw.lit(value, nw.Float64), open=False, faulty=faulty, bound=bound, constant=value)


def truth(value: bool) -> Column:  # noqa: FBT001 - the value itself
    """Return a constant truth."""
    return Column(nw.lit(value, nw.Boolean), "truth", open=False)


def settled(part: Column) -> Column:
    """Return a number whose infinities have become NaN: undefined, as a figure beyond any float is."""
    if not part.wild:
        return part
    return replace(part, value=part.value + _zero(part), wild=False, faulty=True)


def carried(value: nw.Expr, parts: Iterable[Column]) -> nw.Expr:
    """Return a value that is null or NaN wherever one of the numbers has none that it was worked out from."""
    return reduce(add, [_zero(part) for part in parts if part.open or part.faulty or part.wild], value)


def joined(sign: str, left: Column, right: Column) -> Column:
    """Return a sum, difference or product."""
    bound = left.bound * right.bound if sign == "*" else left.bound + right.bound
    wild = not bound < inf
    return Column(
        _ARITHMETIC[sign](left.value, right.value),
        open=left.open or right.open,
        # Two infinities may make a NaN.
        faulty=left.faulty or right.faulty or left.wild or right.wild,
        wild=wild,
        bound=inf if wild else bound,
    )


def held(part: Column) -> Column:
    """Return a sum or product that an engine cannot take for a part of another one.

    Spark works one of `a + b + c` and `a + c + b` out for both.
    """
    return replace(part, value=part.value - nw.lit(0.0, nw.Float64))


def summed(parts: Sequence[Column]) -> Column:
    """Return the sum of some numbers, from left to right."""
    first, *others = parts
    return reduce(lambda total, part: joined("+", total if total is first else held(total), part), others, first)


def divided(above: Column, below: Column) -> Column:
    """Return a quotient; by zero it is undefined."""
    if below.constant is not None:
        return _divided(above, nan if below.constant == 0 else below.constant)
    divisor = below.value
    faulty = ~divisor.abs().is_between(_LEAST, _GREATEST) if below.wild else divisor == 0
    safe = nw.when(faulty).then(nw.lit(nan, nw.Float64)).otherwise(divisor)
    return Column(above.value / safe, open=above.open or below.open, faulty=True, wild=True)


def _divided(above: Column, divisor: float) -> Column:
    bound, value = above.bound / abs(divisor), nw.lit(divisor, nw.Float64)
    wild = abs(divisor) < 1 and not bound < inf
    if frexp(divisor)[0] in {0.5, -0.5} and abs(1 / divisor) < inf:  # of a power of two the reciprocal is exact
        return replace(above, value=above.value / value, wild=above.wild or wild, bound=bound, constant=None)
    # A divisor in every row: an engine may multiply by the reciprocal of a single one, and 49 / 49 is no longer 1.
    quotient, faulty = above.value / (value + _zero(above)), above.faulty or above.wild or isnan(divisor)
    return Column(quotient, open=above.open, faulty=faulty, wild=wild, bound=inf if isnan(bound) else bound)


def compared(signs: Sequence[str], operands: Sequence[Column]) -> Column:
    """Return a chain of comparisons; one that fails decides it."""
    tests = [_pair(*each) for each in zip(signs, operands, operands[1:], strict=False)]
    value = reduce(and_, tests)
    faulty = any(side.faulty or side.wild for side in operands)
    undefined = _but_known(value, [side.value.is_null() for side in operands if side.open]) if faulty else None
    return Column(value, "truth", open=faulty or any(side.open for side in operands), undefined=undefined)


def _pair(sign: str, left: Column, right: Column) -> nw.Expr:
    test: nw.Expr = _COMPARISON[sign](left.value, right.value)
    # Engines hold NaN for greater than all numbers.
    sound = [
        side.value.is_finite() if side.wild else ~side.value.is_nan()
        for side in (left, right)
        if side.wild or side.faulty
    ]
    return nw.when(reduce(and_, sound)).then(test) if sound else test


def decided(word: str, operands: Sequence[Column]) -> Column:
    """Return Kleene's `and` or `or`, which the engines have: one deciding operand is enough."""
    value = reduce(and_ if word == "and" else or_, [operand.value for operand in operands])
    undefined = None
    if any(operand.undefined is not None for operand in operands):
        undefined = _but_known(value, [part.unknown for part in operands if part.unknown is not None])
    return Column(value, "truth", open=any(operand.open for operand in operands), undefined=undefined)


def _but_known(value: nw.Expr, unknown: Sequence[nw.Expr]) -> nw.Expr:
    """Return what is true where a truth is open although nothing is unknown."""
    return value.is_null() & ~reduce(or_, unknown) if unknown else value.is_null()


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
    # Polars is several times as slow from truths to floats at once.
    return Column(test.value.cast(nw.Int8).cast(nw.Float64), open=test.open, bound=1.0)


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


def least(parts: Sequence[Column]) -> Column:
    """Return the least of some numbers; open where any of them is."""
    return _extreme(nw.min_horizontal, parts)


def greatest(parts: Sequence[Column]) -> Column:
    """Return the greatest of some numbers; open where any of them is."""
    return _extreme(nw.max_horizontal, parts)


def _extreme(function: Callable[..., nw.Expr], parts: Sequence[Column]) -> Column:
    if len(parts) == 1:
        return parts[0]
    # Engines pass over a null.
    value = carried(function(*(part.value for part in parts)), parts)
    return Column(
        value,
        open=any(part.open for part in parts),
        faulty=any(part.faulty or part.wild for part in parts),
        bound=max(part.bound for part in parts),
    )


def rounded(part: Column, scale: float) -> Column:
    """Return a number rounded half to even; the engines' own rounding is of different kinds."""
    scaled, whole = part.value * scale, nw.lit(NO_FRACTION, nw.Float64)
    # A sum that leaves no room for a fraction is rounded by the processor: half to even.
    near = nw.when(scaled < 0).then(scaled - whole + whole).otherwise(scaled + whole - whole)
    if scale != 1.0:
        near /= nw.lit(scale, nw.Float64) + _zero(part)  # a divisor in every row
    value = nw.when(scaled.abs() < NO_FRACTION).then(near).otherwise(part.value)
    return replace(part, value=value, bound=part.bound + 1, constant=None)


def _zero(part: Column) -> nw.Expr:
    """Return 0 for a finite number, NaN for an infinity and NaN, null for null."""
    return part.value * nw.lit(0.0, nw.Float64)
