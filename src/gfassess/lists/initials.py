"""First letters of names in pinyin, worked out once when a list is imported: searching then needs no dictionary."""

from collections.abc import Callable
from typing import Any


class Initials:
    """Works them out where the package pypinyin is there; without it there are none."""

    def __init__(self) -> None:
        """Load the dictionary, which takes a moment."""
        self._letters: Callable[..., list[str]] | None = None
        try:
            from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - an extra
        except ImportError:
            return
        self._letters, self._style = lazy_pinyin, Style.FIRST_LETTER

    @property
    def known(self) -> bool:
        """Tell whether they can be worked out."""
        return self._letters is not None

    def of(self, name: str) -> str:
        """Return the first letters of a name, digits and Latin letters as they are; empty without the dictionary."""
        if self._letters is None:
            return ""
        parts: Any = self._letters(name, style=self._style, errors=list)
        return "".join(letter for part in parts for letter in part.lower() if letter.isascii() and letter.isalnum())
