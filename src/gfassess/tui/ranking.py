"""How well a text fits what is searched: one order for every list that is narrowed by typing."""

import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

Thing = TypeVar("Thing")


def plain(text: str) -> str:
    """Return a text as it is compared: full width as half width, no case."""
    return unicodedata.normalize("NFKC", text).casefold()


def ranked(things: Iterable[Thing], wanted: str, texts: Callable[[Thing], tuple[str, str]]) -> list[Thing]:
    """Return what holds every word of `wanted`, the best first.

    `texts` gives what is near (titles and ids, one a line) and what is far (help, figures), both `plain`. A title that
    is what is wanted comes before one that begins so, then one that holds it, then what holds it far away.
    """
    words = plain(wanted).split()
    if not words:
        return list(things)
    found = [(rank, one) for one in things if (rank := _rank(*texts(one), words)) is not None]
    return [one for _found, one in sorted(found, key=lambda entry: entry[0])]


def _rank(near: str, far: str, words: list[str]) -> int | None:
    if all(word in near for word in words):
        titles = near.split("\n")
        if " ".join(words) in titles:
            return 0
        return 1 if any(title.startswith(words[0]) for title in titles) else 2
    return 3 if all(word in near or word in far for word in words) else None
