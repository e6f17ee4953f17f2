"""Typed text made plain: what input methods, spreadsheets and web pages put in the place of ASCII."""

import re
import unicodedata
from typing import Final

from gfassess.errors import GfassessError
from gfassess.words import _

MAX_LENGTH: Final = 100

_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_POWER: Final = re.compile(r"(?<=[0-9])[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_SIGNS: Final = str.maketrans(
    {
        "\N{MINUS SIGN}": "-",
        "\N{EN DASH}": "-",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{MULTIPLICATION SIGN}": "*",
        "萬": "万",
        "億": "亿",
    }
)
_POINT: Final = re.compile(r"(?<=[0-9])。(?=[0-9])")
_SPACES: Final = re.compile(r"\s+")


def plain(text: str) -> str:
    """Return typed text with half-width characters, single spaces and `10^4` for a raised 4; refuse a long text.

    Characters without a width, which web pages and spreadsheets leave behind a figure, are dropped.
    """
    if len(text) > MAX_LENGTH:
        raise GfassessError.of(_("at most {limit} characters are read here").format(limit=MAX_LENGTH))
    raised = _POWER.sub(lambda match: "^" + match.group().translate(_SUPERSCRIPTS), text)
    folded = unicodedata.normalize("NFKC", raised).translate(_SIGNS)
    folded = "".join(character for character in folded if unicodedata.category(character) != "Cf")
    return _POINT.sub(".", _SPACES.sub(" ", folded)).strip()


def shown(text: str) -> str:
    """Return text as a message may repeat it: short, and without what a terminal would act on."""
    safe = "".join(character if character.isprintable() else "?" for character in text)
    return safe if len(safe) <= 40 else safe[:39] + "…"  # noqa: PLR2004 - what fits in one line of a message
