"""Rule files whose values are not what belongs there: told, never a crash."""

import copy
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import tomli_w

from gfassess import rules

GOOD: Final = Path(__file__).parent / "good"
FILES: Final = sorted(path.relative_to(GOOD).as_posix() for path in GOOD.rglob("*.toml"))
ODD: Final[tuple[object, ...]] = ([[1]], {"id": [1]})
"""Of a kind that belongs nowhere, and that no set or mapping takes."""


def places(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Go through the path of every value inside a value."""
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inside:
        yield (*path, key)
        yield from places(value, (*path, key))


@pytest.mark.parametrize("name", FILES)
def test_a_value_of_an_odd_kind_is_told(criteria: Path, name: str) -> None:
    """Whatever stands in place of any value of a file, the check comes to its end and says something."""
    data = tomllib.loads((criteria / name).read_text("utf-8"))
    for path in places(data):
        for odd in ODD:
            broken: Any = copy.deepcopy(data)
            inner = broken
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = odd
            (criteria / name).write_text(tomli_w.dumps(broken), "utf-8")
            assert rules.check_folder(criteria)[1].errors, path
