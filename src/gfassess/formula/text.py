"""Tree to text: the formula as people read it, with names or with figures."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from gfassess.formula.tree import Binary, Call, Compare, Conditional, Logic, Minus, Name, Node, Not, Number

_LEVEL: Final[dict[str, int]] = {"if": 0, "or": 1, "and": 2, "not": 3, "compare": 4, "+": 5, "-": 5, "*": 6, "/": 6}
_UNARY: Final = 7


class Phrasing(NamedTuple):
    """How the words of the language are said; as they stand here, the text can be read as a formula again."""

    both: str = "and"
    either: str = "or"
    negation: str = "not {part}"
    condition: str = "{then} if {test} else {other}"
    signs: Mapping[str, str] = MappingProxyType({})
    """Signs that are written in another way: `×` for `*`."""


def show(node: Node, name: Callable[[str], str] = str, phrasing: Phrasing | None = None) -> str:
    """Return the text of a tree; `name` says how a name is written (its title, its value)."""
    return _Writer(name, phrasing or Phrasing()).show(node, 0)


class _Writer(NamedTuple):
    name: Callable[[str], str]
    phrasing: Phrasing

    def show(self, node: Node, outer: int) -> str:
        match node:
            case Number(value):
                return repr(value).removesuffix(".0")
            case Name(identifier):
                return self.name(identifier)
            case Minus(operand):
                return f"-{self.show(operand, _UNARY)}"
            case Not(operand):
                text = self.phrasing.negation.format(part=self.show(operand, _LEVEL["not"]))
                return _bracket(text, _LEVEL["not"], outer)
            case Binary(sign, left, right):
                level = _LEVEL[sign]
                text = f"{self.show(left, level)} {self._sign(sign)} {self.show(right, level + 1)}"
                return _bracket(text, level, outer)
            case Compare(operators, operands):
                level = _LEVEL["compare"]
                parts = [self.show(operand, level + 1) for operand in operands]
                text = parts[0] + "".join(
                    f" {self._sign(sign)} {part}" for sign, part in zip(operators, parts[1:], strict=True)
                )
                return _bracket(text, level, outer)
            case Logic(word, operands):
                level = _LEVEL[word]
                joint = f" {self.phrasing.both if word == 'and' else self.phrasing.either} "
                return _bracket(joint.join(self.show(operand, level + 1) for operand in operands), level, outer)
            case Conditional(test, then, other):
                branches = {"then": self.show(then, 1), "test": self.show(test, 1), "other": self.show(other, 0)}
                return _bracket(self.phrasing.condition.format(**branches), 0, outer)
            case Call(function, arguments):
                return f"{function}({', '.join(self.show(argument, 0) for argument in arguments)})"

    def _sign(self, sign: str) -> str:
        return self.phrasing.signs.get(sign, sign)


def _bracket(text: str, level: int, outer: int) -> str:
    return f"({text})" if level < outer else text
