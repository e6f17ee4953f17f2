"""Tree to text: the formula as people read it, with names or with figures."""

from collections.abc import Callable
from typing import Final

from gfassess.formula.tree import Binary, Call, Compare, Conditional, Logic, Minus, Name, Node, Not, Number

_LEVEL: Final[dict[str, int]] = {"if": 0, "or": 1, "and": 2, "not": 3, "compare": 4, "+": 5, "-": 5, "*": 6, "/": 6}
_UNARY: Final = 7


def show(node: Node, name: Callable[[str], str] = str) -> str:
    """Return the text of a tree; `name` says how a name is written (its title, its value)."""
    return _show(node, name, 0)


def _show(node: Node, name: Callable[[str], str], outer: int) -> str:
    match node:
        case Number(value):
            return repr(value).removesuffix(".0")
        case Name(identifier):
            return name(identifier)
        case Minus(operand):
            return f"-{_show(operand, name, _UNARY)}"
        case Not(operand):
            return _bracket(f"not {_show(operand, name, _LEVEL['not'])}", _LEVEL["not"], outer)
        case Binary(sign, left, right):
            level = _LEVEL[sign]
            text = f"{_show(left, name, level)} {sign} {_show(right, name, level + 1)}"
            return _bracket(text, level, outer)
        case Compare(operators, operands):
            level = _LEVEL["compare"]
            parts = [_show(operand, name, level + 1) for operand in operands]
            text = parts[0] + "".join(f" {sign} {part}" for sign, part in zip(operators, parts[1:], strict=True))
            return _bracket(text, level, outer)
        case Logic(word, operands):
            level = _LEVEL[word]
            return _bracket(f" {word} ".join(_show(operand, name, level + 1) for operand in operands), level, outer)
        case Conditional(test, then, other):
            text = f"{_show(then, name, 1)} if {_show(test, name, 1)} else {_show(other, name, 0)}"
            return _bracket(text, 0, outer)
        case Call(function, arguments):
            return f"{function}({', '.join(_show(argument, name, 0) for argument in arguments)})"


def _bracket(text: str, level: int, outer: int) -> str:
    return f"({text})" if level < outer else text
