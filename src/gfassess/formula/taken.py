"""The part of a formula that counted: conditions that are known, and the branch they chose."""

from collections.abc import Callable

from gfassess.formula.closures import Lookup, close
from gfassess.formula.tree import Binary, Call, Compare, Conditional, Logic, Minus, Name, Node, Not, Number
from gfassess.formula.values import is_known


def taken(node: Node, lookup: Lookup) -> Node:
    """Return a tree with every condition that is known replaced by the branch it chose."""
    return _visit(node, lookup, lambda _: None)


def names_taken(node: Node, lookup: Lookup) -> tuple[str, ...]:
    """Return the names that the value rests on, each once: those of conditions, then of chosen branches."""
    found: dict[str, None] = {}
    _visit(node, lookup, found.setdefault)
    return tuple(found)


def _visit(node: Node, lookup: Lookup, see: Callable[[str], object]) -> Node:
    def visit(node: Node) -> Node:
        match node:
            case Name(name):
                see(name)
                return node
            case Number():
                return node
            case Minus(operand):
                return Minus(visit(operand))
            case Not(operand):
                return Not(visit(operand))
            case Binary(sign, left, right):
                return Binary(sign, visit(left), visit(right))
            case Compare(signs, operands):
                return Compare(signs, tuple(map(visit, operands)))
            case Logic(word, operands):
                return Logic(word, tuple(map(visit, operands)))
            case Call(function, arguments):
                return Call(function, tuple(map(visit, arguments)))
            case Conditional(test, then, other):
                seen = visit(test)
                outcome = close(test)(lookup)
                if is_known(outcome):
                    return visit(then if outcome else other)
                return Conditional(seen, visit(then), visit(other))

    return visit(node)
