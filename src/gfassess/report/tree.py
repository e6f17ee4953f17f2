"""An explanation as an indented tree of lines."""

from collections.abc import Iterator

from gfassess.explain import Node
from gfassess.report.columns import wrapped
from gfassess.words import _

_STEP = "  "


def tree_lines(node: Node, width: int = 80, indent: str = "") -> Iterator[str]:
    """Go through a node and all below it: title and figure, how it arose, where it comes from."""
    head = _("{title}: {value}").format(title=node.title, value=node.value) if node.value else node.title
    yield from _hanging(head, width, indent)
    below = indent + _STEP
    if node.detail:
        yield from wrapped(node.detail, width, below)
    if node.source:
        yield from wrapped(f"[{node.source}]", width, below)
    for child in node.children:
        yield from tree_lines(child, width, below)


def _hanging(text: str, width: int, indent: str) -> Iterator[str]:
    first, *rest = wrapped(text, width, indent)
    yield first
    yield from (f"{_STEP}{_STEP}{line}" for line in rest)
