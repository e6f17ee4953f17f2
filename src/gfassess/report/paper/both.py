"""Texts in two languages: a paper is built once in each and laid side by side, so both come from one catalogue."""

import re
from typing import Any, Final, Literal, NamedTuple, TypeAlias, TypeVar, cast

from gfassess.words import Language

Tongue = Literal["zh", "en", "both"]
TONGUES: Final[tuple[Tongue, ...]] = ("zh", "en", "both")
COLONS: Final[dict[Tongue, str]] = {"zh": "：", "en": ": ", "both": "："}
"""What stands between a name and what is said of it."""

# Controls but the line feed, surrogates, and the marks that turn the direction of writing around.
_FORBIDDEN: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


class Both(NamedTuple):
    """A text that differs between the languages."""

    zh: str
    en: str


Words: TypeAlias = str | Both
"""A text; one that is the same in both languages, as names and figures are, is a plain one."""

T = TypeVar("T")


def spoken(words: Words, tongue: Tongue) -> tuple[tuple[Language | None, str], ...]:
    """Return what is shown of a text, with its language; None where it is the same in both."""
    if isinstance(words, str):
        return ((None, words),)
    if tongue == "both":
        return (("zh", words.zh), ("en", words.en))
    return ((tongue, words.zh if tongue == "zh" else words.en),)


def joined(words: Words, tongue: Tongue, between: str = " / ") -> str:
    """Return what is shown of a text as one line or, with a line end `between`, as two."""
    return between.join(text for _language, text in spoken(words, tongue))


def beside(zh: T, en: T) -> T:
    """Return a record of which every text is in both languages; the two given differ in nothing but texts."""
    return cast("T", _beside(zh, en))


def _beside(zh: Any, en: Any) -> Any:  # noqa: ANN401 - any part of a paper
    if isinstance(zh, str):
        first, second = _clean(zh), _clean(en)
        return first if first == second else Both(first, second)
    if not isinstance(zh, tuple):
        return zh
    parts = (_beside(one, other) for one, other in zip(zh, en, strict=True))
    return type(zh)(*parts) if hasattr(zh, "_fields") else tuple(parts)


def _clean(text: str) -> str:
    """Return a text without characters that command a terminal, turn the direction of writing or break a file."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\t", " "))
