"""Characters that no answer and no rule holds: they would command a terminal or hide what a line says."""

import re
from collections.abc import Iterator
from typing import Any, Final

Key = tuple[str | int, ...]

# Controls but tab and line feed, surrogates, and the marks that turn the direction of writing around.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def may_hold(text: str) -> bool:
    """Tell whether the data of a TOML text can hold such a character at all: as it stands, or behind an escape."""
    return "\\" in text or _FORBIDDEN.search(text.replace("\r\n", "\n")) is not None


def forbidden(data: Any, path: Key = ()) -> Iterator[tuple[Key, str]]:  # noqa: ANN401 - whatever a TOML file holds
    """Go through the places of texts and names with such a character, and name the first of each: `U+001B`."""
    if isinstance(data, str):
        if found := _FORBIDDEN.search(data):
            yield path, f"U+{ord(found[0]):04X}"
    elif isinstance(data, dict):
        for key, value in data.items():
            if found := _FORBIDDEN.search(key):
                yield (*path, key), f"U+{ord(found[0]):04X}"
            yield from forbidden(value, (*path, key))
    elif isinstance(data, list | tuple):
        for index, value in enumerate(data):
            yield from forbidden(value, (*path, index))
