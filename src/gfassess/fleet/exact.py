"""Sums over groups that come to the same last digit in any order and on any engine.

An engine adds floats in the order in which it meets them. Each figure is therefore split into a multiple of a coarse
unit, one of a fine unit, and the rest. Sums of multiples are exact for up to 16,000 rows of figures below 10^15, those
of the rests too but for figures so small that nobody sees it. After Rump, Ogita and Oishi (2008), Accurate
floating-point summation, part I, section 3.
"""

from collections.abc import Sequence
from math import inf
from typing import Final

import narwhals as nw

from gfassess.scoring.sums import ROOM

_COARSE: Final = 1.5 * 2.0**63
"""Adding it rounds to multiples of 2^11; of figures below 2^50 that leaves 14 bits for carrying."""
_FINE: Final = 1.5 * 2.0**23
"""Adding it rounds what is left, at most 2^10, to multiples of 2^-29, with as many bits for carrying."""
_SMALL: Final = 2.0**10
REST: Final = "rest"
"""The part that is not a number where the figure is not one."""


def addable(figure: nw.Expr) -> nw.Expr:
    """Return a figure that is NaN where it is so large that a sum might run over: see `gfassess.scoring.sums`."""
    large = figure * ROOM
    return figure + (large - large)


def split(figure: nw.Expr, bound: float = inf) -> dict[str, nw.Expr]:
    """Return the parts of a figure by name; one that is known to be small has no coarse part."""
    coarse = (figure + _COARSE) - _COARSE
    left = figure if bound <= _SMALL else figure - coarse
    fine = (left + _FINE) - _FINE
    return {**({} if bound <= _SMALL else {"coarse": coarse}), "fine": fine, REST: left - fine}


def joined(sums: Sequence[nw.Expr]) -> nw.Expr:
    """Return the sum of the sums of all parts, in their order, rounded once."""
    *coarse, fine, rest = sums
    if not coarse:
        return fine + rest
    total = coarse[0] + fine
    other = total - coarse[0]
    lost = (coarse[0] - (total - other)) + (fine - other)
    return total + (lost + rest)
