"""Sums that come to the same last digit in any order and on any version of Python."""

import math
from collections.abc import Iterable

from gfassess.formula import Node, Undefined


def exact_sum(values: Iterable[float], part: Node) -> float | Undefined:
    """Return the exactly rounded sum; Undefined for `part` where it is beyond any figure."""
    try:
        return math.fsum(values)
    except OverflowError:
        return Undefined("too_large", part)
