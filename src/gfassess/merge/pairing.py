"""Which rows of two versions of a ledger are the same row, though neither names its rows."""

from collections.abc import Sequence
from typing import Final

from gfassess.model.assessment import LedgerRow
from gfassess.sheets.base import Plain, plain
from gfassess.sheets.values import same

_MOST_PAIRS: Final = 250_000
"""Pairs of rows that are compared one by one."""


def pair(old: Sequence[LedgerRow], new: Sequence[LedgerRow]) -> dict[int, int]:
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
    for _rank, one, other in sorted(_ranked(old, new, left, right)):
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found


def whole_of(row: LedgerRow) -> frozenset[tuple[str, Plain]]:
    """Return everything in a row."""
    return frozenset((name, plain(value)) for name, value in row.items())


def kind_of(row: LedgerRow) -> frozenset[tuple[str, Plain]]:
    """Return what a row is about: all but its numbers."""
    return frozenset(
        (name, plain(value))
        for name, value in row.items()
        if isinstance(value, bool) or not isinstance(value, float | int)
    )


def _ranked(
    old: Sequence[LedgerRow], new: Sequence[LedgerRow], left: Sequence[int], right: Sequence[int]
) -> list[tuple[tuple[int, int], int, int]]:
    """Return the pairs with something in common, the likeliest first; a row whose half is gone is another."""
    ranked = []
    for one in left:
        for other in right:
            names = old[one].keys() | new[other].keys()
            common = sum(same(old[one].get(name), new[other].get(name)) for name in names)
            if 2 * common >= len(names):
                ranked.append(((-common, abs(one - other)), one, other))
    return ranked
