"""What kind of value each part of a formula has, found before anything runs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from gfassess.errors import Problem
from gfassess.formula.text import show
from gfassess.formula.tree import Binary, Call, Compare, Conditional, Logic, Minus, Name, Node, Not, Number, names
from gfassess.words import _

ValueKind = Literal["number", "truth", "text"]


def kind_of(text: str, node: Node, kinds: Callable[[str], ValueKind]) -> tuple[ValueKind | None, list[Problem]]:
    """Return the kind of a formula and what is wrong in it: a sum of yes and no, a comparison of texts.

    `kinds` gives the kind of each name. The kind is None where a problem hides it.
    """
    check = _Check(text, kinds)
    return check.visit(node), check.found


@dataclass(slots=True)
class _Check:
    """One walk over a tree."""

    text: str
    kinds: Callable[[str], ValueKind]
    found: list[Problem] = field(default_factory=list)

    def visit(self, node: Node) -> ValueKind | None:
        match node:
            case Number():
                return "number"
            case Name(name):
                return self.kinds(name)
            case Minus(operand):
                return self._all((operand,), "number", "number")
            case Binary(_, left, right):
                return self._all((left, right), "number", "number")
            case Call(_, arguments):
                return self._all(arguments, "number", "number")
            case Compare(_, operands):
                return self._all(operands, "number", "truth")
            case Not(operand):
                return self._all((operand,), "truth", "truth")
            case Logic(_, operands):
                return self._all(operands, "truth", "truth")
            case Conditional(test, then, other):
                self._all((test,), "truth", "truth")
                return self._either(then, other)

    def _all(self, nodes: tuple[Node, ...], wanted: ValueKind, result: ValueKind) -> ValueKind:
        for node in nodes:
            actual = self.visit(node)
            if actual is not None and actual != wanted:
                self._mismatch(node, wanted, actual)
        return result

    def _either(self, then: Node, other: Node) -> ValueKind | None:
        """Return the kind that both ways of a choice have; a text stands alone in a formula, never in a choice."""
        first, second = self.visit(then), self.visit(other)
        for node, kind in ((then, first), (other, second)):
            if kind == "text":
                self._mismatch(node, "number", kind)
                return None
        if first is not None and second is not None and second != first:
            self._mismatch(other, first, second)
        return first or second

    def _mismatch(self, node: Node, wanted: ValueKind, actual: ValueKind) -> None:
        words = {"number": _("a number"), "truth": _("yes or no"), "text": _("a text")}
        message = _("{part} is {actual}; {wanted} is needed here")
        first = next(iter(names(node)), None)
        self.found.append(
            Problem(
                message=message.format(part=show(node), actual=words[actual], wanted=words[wanted]),
                source=self.text,
                column=first.column if first else None,
                width=len(first.id) if first else 1,
            )
        )
