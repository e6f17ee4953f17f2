"""The nodes of a formula: one tree for closures, column expressions and text."""

from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

Arithmetic = Literal["+", "-", "*", "/"]
Comparison = Literal["<", "<=", ">", ">=", "==", "!="]
Function = Literal["min", "max", "abs", "round", "sum", "clamp"]

FUNCTIONS: Final[dict[Function, tuple[int, int]]] = {
    "min": (1, 64),
    "max": (1, 64),
    "sum": (1, 64),
    "abs": (1, 1),
    "round": (1, 2),
    "clamp": (3, 3),
}
"""Fewest and most arguments of each function."""


@dataclass(frozen=True, slots=True)
class Number:
    """A literal."""

    value: float


@dataclass(frozen=True, slots=True)
class Name:
    """A fact, total, parameter or column."""

    id: str
    column: int = field(default=0, compare=False)
    """Where it stands in the text, in characters from 0; no part of what the formula says."""


@dataclass(frozen=True, slots=True)
class Minus:
    """Unary minus."""

    operand: "Node"


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands joined by an arithmetic sign."""

    operator: Arithmetic
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Compare:
    """A chain `a < b <= c`."""

    operators: tuple[Comparison, ...]
    operands: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Logic:
    """`and` or `or` over two or more operands."""

    operator: Literal["and", "or"]
    operands: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Negation."""

    operand: "Node"


@dataclass(frozen=True, slots=True)
class Conditional:
    """`then if test else other`."""

    test: "Node"
    then: "Node"
    other: "Node"


@dataclass(frozen=True, slots=True)
class Call:
    """One of the six functions."""

    function: Function
    arguments: tuple["Node", ...]


Node: TypeAlias = Number | Name | Minus | Binary | Compare | Logic | Not | Conditional | Call


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below a node, left to right."""
    match node:
        case Number() | Name():
            return ()
        case Minus(operand) | Not(operand):
            return (operand,)
        case Binary(_, left, right):
            return (left, right)
        case Compare(_, operands) | Logic(_, operands):
            return operands
        case Conditional(test, then, other):
            return (test, then, other)
        case Call(_, arguments):
            return arguments


def names(node: Node) -> tuple[Name, ...]:
    """Return every name in a tree, left to right, repeated ones too."""
    if isinstance(node, Name):
        return (node,)
    return tuple(name for child in children(node) for name in names(child))
