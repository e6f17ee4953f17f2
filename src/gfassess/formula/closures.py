"""Tree to closures: how one factory is scored.

Known operands go through plain operators only, so the same closures also run on quantities with units.
"""

import operator
from collections.abc import Callable
from functools import reduce
from math import isfinite
from typing import Any, Final, TypeAlias

from gfassess.formula.tree import Binary, Call, Compare, Conditional, Logic, Minus, Name, Node, Not, Number
from gfassess.formula.values import Outcome, Undefined, Unknown, worse

Lookup: TypeAlias = Callable[[str], Outcome]
Closure: TypeAlias = Callable[[Lookup], Outcome]
Operation: TypeAlias = Callable[..., Any]

NO_FRACTION: Final = 2.0**52
"""From here on a float has no digits after the point."""

_OPEN: Final = (Unknown, Undefined)
_ARITHMETIC: Final[dict[str, Operation]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}
_COMPARISON: Final[dict[str, Operation]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def _clamp(value: Any, low: Any, high: Any) -> Any:  # noqa: ANN401 - a float, or a quantity with its unit
    return min(max(value, low), high)


def _least(*values: Any) -> Any:  # noqa: ANN401 - a float, or a quantity with its unit
    return min(values)


def _greatest(*values: Any) -> Any:  # noqa: ANN401 - a float, or a quantity with its unit
    return max(values)


def _sum(*values: Any) -> Any:  # noqa: ANN401 - a float, or a quantity with its unit
    return reduce(operator.add, values)


def _round(value: Any, digits: Any = 0.0) -> Any:  # noqa: ANN401 - a float, or a quantity with its unit
    """Round half to even by steps that every engine has, so that 2.675 is 2.68 on all of them."""
    scale = 10.0 ** int(digits)
    scaled = value * scale
    if isinstance(scaled, float) and abs(scaled) >= NO_FRACTION:
        return value
    return round(scaled, 0) / scale


_FUNCTIONS: Final[dict[str, Operation]] = {
    "min": _least,
    "max": _greatest,
    "abs": abs,
    "round": _round,
    "sum": _sum,
    "clamp": _clamp,
}


def close(node: Node) -> Closure:
    """Return the closure that evaluates a tree with the values that a look-up gives for its names."""
    match node:
        case Number(value):
            return lambda _: value
        case Name(name):
            return lambda lookup: lookup(name)
        case Minus(operand):
            return _apply(operator.neg, close(operand))
        case Not(operand):
            return _apply(operator.not_, close(operand))
        case Binary("/", left, right):
            return _divide(close(left), close(right), node, right)
        case Binary(sign, left, right):
            return _join(_ARITHMETIC[sign], close(left), close(right), node)
        case Compare(operators, operands):
            return _compare(tuple(_COMPARISON[sign] for sign in operators), tuple(map(close, operands)))
        case Logic(word, operands):
            return _logic(word == "or", tuple(map(close, operands)))
        case Conditional(test, then, other):
            return _choose(close(test), close(then), close(other))
        case Call(function, arguments):
            return _call(_FUNCTIONS[function], tuple(map(close, arguments)), node)


def _apply(operation: Operation, operand: Closure) -> Closure:
    def apply(lookup: Lookup) -> Outcome:
        value = operand(lookup)
        return value if isinstance(value, _OPEN) else operation(value)

    return apply


def _join(operation: Operation, left: Closure, right: Closure, node: Node) -> Closure:
    def join(lookup: Lookup) -> Outcome:
        first, second = left(lookup), right(lookup)
        if isinstance(first, _OPEN) or isinstance(second, _OPEN):
            return worse((first, second)) or first
        return _finite(operation(first, second), node)

    return join


def _divide(above: Closure, below: Closure, node: Node, divisor_node: Node) -> Closure:
    def divide(lookup: Lookup) -> Outcome:
        dividend, divisor = above(lookup), below(lookup)
        if isinstance(dividend, _OPEN) or isinstance(divisor, _OPEN):
            return worse((dividend, divisor)) or divisor
        if divisor == 0:
            return Undefined("zero_divisor", divisor_node)
        return _finite(operator.truediv(dividend, divisor), node)

    return divide


def _call(function: Operation, arguments: tuple[Closure, ...], node: Node) -> Closure:
    def call(lookup: Lookup) -> Outcome:
        values = tuple(argument(lookup) for argument in arguments)
        return worse(values) or _finite(function(*values), node)

    return call


def _finite(value: Any, node: Node) -> Outcome:  # noqa: ANN401 - a float, or a quantity with its unit
    """Return a result, or why it is none: a float that ran over is an infinity, and two of those make a NaN."""
    if isinstance(value, float) and not isfinite(value):
        return Undefined("too_large", node)
    result: Outcome = value
    return result


def _compare(operators: tuple[Operation, ...], closures: tuple[Closure, ...]) -> Closure:
    """Return a chain, which says what its parts joined by `and` say: one that fails decides it."""

    def compare(lookup: Lookup) -> Outcome:
        values = tuple(closure(lookup) for closure in closures)
        for test, left, right in zip(operators, values, values[1:], strict=False):
            if not isinstance(left, _OPEN) and not isinstance(right, _OPEN) and not test(left, right):
                return False
        return worse(values) or True

    return compare


def _logic(decisive: bool, closures: tuple[Closure, ...]) -> Closure:  # noqa: FBT001 - the deciding value itself
    """Return Kleene's `and` (decided by False) or `or` (decided by True): one deciding operand is enough."""

    def logic(lookup: Lookup) -> Outcome:
        stops: list[Outcome] = []
        for closure in closures:
            value = closure(lookup)
            if isinstance(value, _OPEN):
                stops.append(value)
            elif value == decisive:
                return decisive
        return worse(tuple(stops)) or (not decisive)

    return logic


def _choose(test: Closure, then: Closure, other: Closure) -> Closure:
    def choose(lookup: Lookup) -> Outcome:
        value = test(lookup)
        if isinstance(value, _OPEN):
            return value
        return then(lookup) if value else other(lookup)

    return choose
