"""Numbers as people write them in China, read exactly."""

import math
import re
from fractions import Fraction
from typing import Final, NamedTuple

from gfassess.errors import GfassessError
from gfassess.quantity.typed import plain, shown
from gfassess.words import _

_NUMBER: Final = re.compile(
    r"(?P<sign>[+-]?) ?"
    r"(?P<whole>[0-9]{1,3}(?P<mark>[,' ])[0-9]{3}(?:(?P=mark)[0-9]{3})*(?![0-9])|[0-9]+|(?=\.[0-9]))"
    r"(?P<part>\.[0-9]*)?"
    r"(?: ?(?:[eE]|[*xX] ?10\^) ?(?P<power>[+-]?[0-9]{1,3})(?![0-9]))?"
)
_MULTIPLIERS: Final = {
    "万亿": 12,
    "千亿": 11,
    "百亿": 10,
    "十亿": 9,
    "亿": 8,
    "千万": 7,
    "百万": 6,
    "十万": 5,
    "万": 4,
    "千": 3,
    "百": 2,
    "billion": 9,
    "million": 6,
    "thousand": 3,
}
"""Powers of ten by word, longer words before those that they begin with."""

SHARES: Final = {"%": Fraction(1, 100), "‰": Fraction(1, 1000)}
"""What a sign behind a bare number makes of it."""


class Figure(NamedTuple):
    """A number at the head of a text, exact, and what follows it."""

    value: Fraction
    rest: str


def read_number(text: str) -> float:
    """Return the number that a text says: full-width, with thousands separators, 万 or 亿, a percent sign, 1.2e5.

    A percentage is read as the share it is: 12 % is 0.12.
    """
    number, rest = figure(text)
    power, rest = multiplier(rest)
    number *= Fraction(10) ** power
    if rest in SHARES:
        number *= SHARES[rest]
    elif rest:
        message = _('"{rest}" after the number is not understood: only a number belongs here')
        raise GfassessError.of(message.format(rest=shown(rest)))
    return as_float(number)


def figure(text: str) -> Figure:
    """Return the number at the head of a typed text and the rest; refuse what could mean two numbers."""
    typed = plain(text)
    if not typed:
        raise GfassessError.of(_("nothing was typed"), hint=_("write a number, such as 1200 or 1,200.5"))
    match = _NUMBER.match(typed)
    if match is None:
        message = _('"{text}" does not begin with a number').format(text=shown(typed))
        raise GfassessError.of(message, hint=_("write a number, such as 1200 or 1,200.5"))
    whole, mark = match["whole"], match["mark"]
    rest = typed[match.end() :].strip()
    runs_on = rest.startswith((",", "'", ".")) or (rest[:1].isdecimal() and not rest.startswith("10^"))
    if runs_on or (mark and whole[0] == "0"):
        message = _('"{text}" can be read in more than one way').format(text=shown(typed))
        raise GfassessError.of(message, hint=_("the decimal sign is a point, commas part thousands: 1234.5 or 1,234.5"))
    digits = (whole.replace(mark, "") if mark else whole) + (match["part"] or "").rstrip(".")
    value = Fraction(f"{match['sign']}{digits}") * Fraction(10) ** int(match["power"] or 0)
    return Figure(value, rest)


def multiplier(rest: str) -> tuple[int, str]:
    """Return the power of ten of the word that a text begins with (万: 4; none: 0), and what follows it."""
    for word, power in _MULTIPLIERS.items():
        if rest.casefold().startswith(word):
            return power, rest[len(word) :].strip()
    return 0, rest


def as_float(number: Fraction) -> float:
    """Return the nearest float; refuse what has none."""
    try:
        value = float(number)
    except OverflowError:
        value = math.inf
    if not math.isfinite(value) or (value == 0 and number != 0):
        raise GfassessError.of(_("this number is too large or too small to work with"))
    return value


def exact(value: float) -> Fraction:
    """Return the fraction that a float stands for: 2000/3 for 666.66..., 0.1 for 0.1."""
    simple = Fraction(value).limit_denominator(1000)
    return simple if float(simple) == value else Fraction(repr(value))
