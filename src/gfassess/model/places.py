"""Names of provinces and cities as people write them: 湖南 and 湖南省 are one place."""

from functools import lru_cache
from typing import Final

_ENDINGS: Final = ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "特别行政区", "省", "市")


@lru_cache(maxsize=4096)
def short_place(name: str) -> str:
    """Return the short name of a province or city: 湖南省 becomes 湖南, 株洲市 becomes 株洲."""
    text = name.strip().lower()
    for ending in _ENDINGS:
        if text.endswith(ending) and len(text) > len(ending) + 1:
            return text.removesuffix(ending)
    return text


def same_place(one: str, other: str) -> bool:
    """Tell whether two names mean the same place; an empty name means none."""
    return bool(one.strip()) and short_place(one) == short_place(other)
