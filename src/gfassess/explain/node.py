"""One step of an explanation."""

from typing import Literal, NamedTuple

NodeKind = Literal[
    "total", "criterion", "indicator", "gate", "formula", "scale", "points", "reference", "row", "fact", "ledger",
    "cell", "parameter", "missing", "note", "condition",
]  # fmt: skip


class Node(NamedTuple):
    """A figure or rule with the steps it rests on; words are in the language in use."""

    kind: NodeKind
    id: str
    title: str
    value: str = ""
    """The figure as shown, with its unit."""
    detail: str = ""
    """How it arose, in one line."""
    source: str = ""
    """Document and clause."""
    children: tuple["Node", ...] = ()
