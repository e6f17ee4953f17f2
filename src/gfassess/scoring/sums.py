"""Sums that come to the same last digit in any order and on any version of Python."""

import math
from collections.abc import Iterable, Sequence
from typing import Final

from gfassess.formula import Node, Undefined

ROOM: Final = 2.0**23
"""How many figures of a size must fit into a float together before one of them may be added up."""


def total_of(values: Sequence[float], part: Node) -> float | Undefined:
    """Return the exactly rounded sum; Undefined for `part` where a figure is so large that a sum might run over.

    Whether it does run over would depend on the order, which no engine keeps.
    """
    if any(math.isinf(value * ROOM) for value in values):
        return Undefined("too_large", part)
    return math.fsum(values)


def exact_sum(values: Iterable[float], part: Node) -> float | Undefined:
    """Return the exactly rounded sum; Undefined for `part` where it is beyond any figure."""
    try:
        return math.fsum(values)
    except OverflowError:
        return Undefined("too_large", part)
