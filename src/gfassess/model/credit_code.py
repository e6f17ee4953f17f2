"""The unified social credit code of an organisation, GB 32100-2015.

18 characters: one of the registering department, one of the kind of organisation, six digits of the division
of the country, nine of the organisation code (GB 11714), one check character. Letters I, O, S, V and Z are
not used. Check character: with values 0..30 in the order of the alphabet and weights
3^(i-1) mod 31 over the first 17, the weighted sum plus the value of the check character is a multiple of 31.
"""

from typing import Final

from gfassess.errors import Problem
from gfassess.words import _

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH: Final = 18

_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(LENGTH - 1))
_DIVISION: Final = range(2, 8)
"""Places, from 0, that hold digits only."""
_MISREAD: Final = {"I": "1", "O": "0", "S": "5", "Z": "2", "V": "U"}


def check_character(first: str) -> str:
    """Return the check character that belongs to the first 17 characters, which must be of the alphabet."""
    total = sum(weight * ALPHABET.index(character) for weight, character in zip(_WEIGHTS, first, strict=True))
    return ALPHABET[-total % 31]


def problem_of(code: str) -> Problem | None:
    """Return what is wrong with a code, with the column of the mistake, or None where it is sound."""
    return _characters(code) or _length(code) or _check(code)


def _characters(code: str) -> Problem | None:
    for place, character in enumerate(code[:LENGTH]):
        if character not in ALPHABET:
            return _stranger(code, place, character)
        if place in _DIVISION and not character.isdigit():
            message = _("characters 3 to 8 of the credit code are the digits of an administrative division")
            return Problem(message=message, source=code, column=place)
    return None


def _stranger(code: str, place: int, character: str) -> Problem:
    if not character.isprintable():
        return Problem(message=_("the credit code holds a control character at place {place}").format(place=place + 1))
    message = _('"{character}" does not occur in a credit code').format(character=character)
    upper = character.upper()
    hint = ""
    if upper != character and upper in ALPHABET:
        hint = _("write capital letters")
    elif upper in _MISREAD:
        hint = _('is it a "{other}"?').format(other=_MISREAD[upper])
    source = code[: 2 * LENGTH]
    return Problem(message=message, source=source if source.isprintable() else "", column=place, hint=hint)


def _length(code: str) -> Problem | None:
    if len(code) == LENGTH:
        return None
    message = _("a unified social credit code has {length} characters, this one has {count}")
    hint = _("copy it from the business licence; an organisation code of 9 characters is part of it, not the whole")
    return Problem(message=message.format(length=LENGTH, count=len(code)), hint=hint)


def _check(code: str) -> Problem | None:
    expected = check_character(code[:-1])
    if code[-1] == expected:
        return None
    message = _('the check character of the credit code does not fit: "{actual}" stands where "{expected}" should')
    return Problem(
        message=message.format(actual=code[-1], expected=expected),
        source=code,
        column=LENGTH - 1,
        hint=_("one of the 18 characters is mistyped: compare with the business licence"),
    )
