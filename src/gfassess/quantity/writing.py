"""Numbers written for people, so that they read back."""

import math
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

_LARGEST: Final = 14
_SMALLEST: Final = -6
"""Powers of ten of the figures that are written without an exponent."""


def write_number(value: float, decimals: int | None = None) -> str:
    """Return a number for people: thousands parted, no exponent for ordinary sizes, rounded half-even only here.

    Without `decimals`, as many figures as the number has (15 at most).
    """
    if not math.isfinite(value):
        return str(value)
    figures = Decimal(repr(float(value)))
    size = figures.adjusted()
    if figures and (size > _LARGEST or (decimals is None and size < _SMALLEST)):
        return f"{value:.15g}"
    if decimals is None:
        text = f"{Decimal(f'{value:.15g}'):,f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        text = f"{figures.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN):,f}"
    return text.removeprefix("-") if not text.strip("-0.") else text
