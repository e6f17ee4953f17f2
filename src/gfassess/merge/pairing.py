"""Which rows of two versions of a ledger are the same row, though neither names its rows."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from gfassess.model.assessment import LedgerRow, Value

Row = frozenset[tuple[str, bool, float | str]]
"""A row, or a part of it, that can be looked up: name, whether it is yes or no, value; dates as texts."""

_MOST_PAIRS: Final = 250_000
"""Pairs of rows that are compared one by one."""


def same(one: Any, other: Any) -> bool:  # noqa: ANN401 - any TOML value
    """Tell whether two answers are one and the same: 5 and 5.0 are, 1 and yes are not."""
    return isinstance(one, bool) is isinstance(other, bool) and bool(one == other)


def pair(
    old: Sequence[LedgerRow],
    new: Sequence[LedgerRow],
    alike: Callable[[Value | None, Value | None], bool] = same,
) -> dict[int, int]:
    """Return for each old row the new one that it has become; rows that went or came are left out.

    First rows that are equal, then those that differ in numbers only, then those with most cells in common.
    """
    found: dict[int, int] = {}
    for key in (whole_of, kind_of):
        taken = set(found.values())
        places: dict[object, list[int]] = {}
        for place in reversed(range(len(new))):
            if place not in taken:
                places.setdefault(key(new[place]), []).append(place)
        for place, row in enumerate(old):
            if place not in found and key(row) and places.get(key(row)):
                found[place] = places[key(row)].pop()
    taken = set(found.values())
    left = [place for place in range(len(old)) if place not in found]
    right = [place for place in range(len(new)) if place not in taken]
    if len(left) * len(right) > _MOST_PAIRS:
        return found
    ranked = [
        (rank, one, other)
        for one in left
        for other in right
        if (rank := _rank(old[one], new[other], abs(one - other), alike)) is not None
    ]
    for _ranked, one, other in sorted(ranked):
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found


def whole_of(row: LedgerRow) -> Row:
    """Return everything in a row."""
    return frozenset((name, isinstance(value, bool), _plain(value)) for name, value in row.items())


def kind_of(row: LedgerRow) -> Row:
    """Return what a row is about: all but its numbers."""
    return frozenset(cell for cell in whole_of(row) if cell[1] or isinstance(cell[2], str))


def _plain(value: Value) -> float | str:
    return value.isoformat() if isinstance(value, date) else value


def _rank(
    old: LedgerRow, new: LedgerRow, way: int, alike: Callable[[Value | None, Value | None], bool]
) -> tuple[int, int] | None:
    """Return how likely two rows are one, the likeliest first; None where half of it is gone: that is another row."""
    common = sum(alike(old[name], new[name]) for name in old.keys() & new.keys())
    return (-common, way) if common and 2 * common >= min(len(old), len(new)) else None
