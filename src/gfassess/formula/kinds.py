"""What kind of value each part of a formula has, found before anything runs."""

from collections.abc import Callable
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
    found: list[Problem] = []

    def want(node: Node, wanted: ValueKind) -> None:
        actual = visit(node)
        if actual is not None and actual != wanted:
            found.append(_mismatch(text, node, wanted, actual))

    def both(then: Node, other: Node) -> ValueKind | None:
        kind, second = visit(then), visit(other)
        for part, one in ((then, kind), (other, second)):
            if one == "text":
                found.append(_mismatch(text, part, "number", one))
                return None
        if kind is not None and second is not None and second != kind:
            found.append(_mismatch(text, other, kind, second))
        return kind or second

    def visit(node: Node) -> ValueKind | None:
        match node:
            case Number():
                return "number"
            case Name(name):
                return kinds(name)
            case Minus(operand):
                want(operand, "number")
                return "number"
            case Binary(_, left, right):
                want(left, "number")
                want(right, "number")
                return "number"
            case Compare(_, operands):
                for operand in operands:
                    want(operand, "number")
                return "truth"
            case Not(operand):
                want(operand, "truth")
                return "truth"
            case Logic(_, operands):
                for operand in operands:
                    want(operand, "truth")
                return "truth"
            case Conditional(test, then, other):
                want(test, "truth")
                return both(then, other)
            case Call(_, arguments):
                for argument in arguments:
                    want(argument, "number")
                return "number"

    return visit(node), found


def _mismatch(text: str, node: Node, wanted: ValueKind, actual: ValueKind) -> Problem:
    words = {"number": _("a number"), "truth": _("yes or no"), "text": _("a text")}
    message = _("{part} is {actual}; {wanted} is needed here")
    first = next(iter(names(node)), None)
    return Problem(
        message=message.format(part=show(node), actual=words[actual], wanted=words[wanted]),
        source=text,
        column=first.column if first else None,
        width=len(first.id) if first else 1,
    )
