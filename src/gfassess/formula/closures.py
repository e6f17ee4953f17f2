"""Tree to closures: how one factory is scored.

Known operands go through plain operators only, so the same closures also run on quantities with units.
"""

import operator
from collections.abc import Callable
from functools import reduce
from typing import Any, Final, TypeAlias

from gfassess.formula.text import show
from gfassess.formula.tree import Binary, Call, Compare, Conditional, Logic, Minus, Name, Node, Not, Number
from gfassess.formula.values import Outcome, Undefined, Unknown, worse

Lookup: TypeAlias = Callable[[str], Outcome]
Closure: TypeAlias = Callable[[Lookup], Outcome]
Operation: TypeAlias = Callable[..., Any]

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


def _sum(*values: Any) -> Any:  # noqa: ANN401 - a float, or a quantity with its unit
    return reduce(operator.add, values)


def _round(value: Any, digits: Any = 0.0) -> Any:  # noqa: ANN401 - a float, or a quantity with its unit
    return round(value, int(digits))


_FUNCTIONS: Final[dict[str, Operation]] = {
    "min": min,
    "max": max,
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
            return _apply(operator.neg, (operand,))
        case Not(operand):
            return _apply(operator.not_, (operand,))
        case Binary("/", left, right):
            return _divide(close(left), close(right), show(right))
        case Binary(sign, left, right):
            return _apply(_ARITHMETIC[sign], (left, right))
        case Compare(operators, operands):
            return _compare(tuple(_COMPARISON[sign] for sign in operators), tuple(map(close, operands)))
        case Logic(word, operands):
            return _logic(word == "or", tuple(map(close, operands)))
        case Conditional(test, then, other):
            return _choose(close(test), close(then), close(other))
        case Call(function, arguments):
            return _call(_FUNCTIONS[function], arguments)


def _apply(operation: Operation, operands: tuple[Node, ...]) -> Closure:
    if len(operands) == 1:
        only = close(operands[0])

        def one(lookup: Lookup) -> Outcome:
            value = only(lookup)
            return value if isinstance(value, _OPEN) else operation(value)

        return one
    left, right = map(close, operands)

    def two(lookup: Lookup) -> Outcome:
        first, second = left(lookup), right(lookup)
        if isinstance(first, _OPEN) or isinstance(second, _OPEN):
            return worse((first, second)) or first
        result: Outcome = operation(first, second)
        return result

    return two


def _call(function: Operation, arguments: tuple[Node, ...]) -> Closure:
    closures = tuple(map(close, arguments))

    def call(lookup: Lookup) -> Outcome:
        values = tuple(closure(lookup) for closure in closures)
        result: Outcome = worse(values) or (function(*values) if len(values) > 1 else _alone(function, values[0]))
        return result

    return call


def _alone(function: Operation, value: Any) -> Any:  # noqa: ANN401 - a float, or a quantity with its unit
    return value if function in {min, max} else function(value)


def _divide(above: Closure, below: Closure, text: str) -> Closure:
    def divide(lookup: Lookup) -> Outcome:
        dividend, divisor = above(lookup), below(lookup)
        if isinstance(dividend, _OPEN) or isinstance(divisor, _OPEN):
            return worse((dividend, divisor)) or divisor
        if divisor == 0:
            return Undefined(text)
        result: Outcome = operator.truediv(dividend, divisor)
        return result

    return divide


def _compare(operators: tuple[Operation, ...], closures: tuple[Closure, ...]) -> Closure:
    def compare(lookup: Lookup) -> Outcome:
        values = tuple(closure(lookup) for closure in closures)
        if (stop := worse(values)) is not None:
            return stop
        return all(test(left, right) for test, left, right in zip(operators, values, values[1:], strict=False))

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
