"""Sums over groups that come to the same last digit in any order and on any engine.

An engine adds floats in the order in which it meets them. Each figure is therefore split into a multiple of a coarse
unit, one of a fine unit, and the rest. Sums of multiples are exact for up to 16,000 rows of figures below 10^15, those
of the rests too but for figures so small that nobody sees it. After Rump, Ogita and Oishi (2008), Accurate
floating-point summation, part I, section 3.
"""

from typing import Final, NamedTuple

import narwhals as nw

from gfassess.scoring.sums import ROOM

_COARSE: Final = 1.5 * 2.0**63
"""Adding it rounds to multiples of 2^11; of figures below 2^50 that leaves 14 bits for carrying."""
_FINE: Final = 1.5 * 2.0**23
"""Adding it rounds what is left, at most 2^10, to multiples of 2^-29, with as many bits for carrying."""


class Parts(NamedTuple):
    """A figure in three parts, or the sums of each part."""

    coarse: nw.Expr
    fine: nw.Expr
    rest: nw.Expr

    def sums(self) -> "Parts":
        """Return the sum of each part over a group."""
        return Parts(*(part.sum() for part in self))

    def joined(self) -> nw.Expr:
        """Return the sum of the three, rounded once."""
        total = self.coarse + self.fine
        other = total - self.coarse
        lost = (self.coarse - (total - other)) + (self.fine - other)
        return total + (lost + self.rest)


def addable(figure: nw.Expr) -> nw.Expr:
    """Return a figure that is NaN where it is so large that a sum might run over: see `gfassess.scoring.sums`."""
    large = figure * ROOM
    return figure + (large - large)


def split(figure: nw.Expr) -> Parts:
    """Return the parts of a figure."""
    coarse = (figure + _COARSE) - _COARSE
    left = figure - coarse
    fine = (left + _FINE) - _FINE
    return Parts(coarse, fine, left - fine)
