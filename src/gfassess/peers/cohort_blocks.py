"""The rule that keeps single sites from being worked out of what is published."""

from collections import Counter
from collections.abc import Iterable
from itertools import count
from typing import Final

from gfassess.model.cohort import LEAST

_NOWHERE: Final = 0


class Blocks:
    """Sites parted by the published sets that they stand in.

    Sites of one block stand in exactly the same sets, so whatever is added and subtracted, sums come out for whole
    blocks only. A set is admitted where it leaves no block with fewer than `LEAST` sites.
    """

    def __init__(self) -> None:
        """Begin with nothing published."""
        self._block: dict[str, int] = {}
        self._size: Counter[int] = Counter()
        self._numbers = count(_NOWHERE + 1)

    def admits(self, members: Iterable[str]) -> bool:
        """Tell whether a set may be published beside all others."""
        inside = Counter(self._block.get(member, _NOWHERE) for member in members)
        rest = {block: self._size[block] - number for block, number in inside.items() if block != _NOWHERE}
        return (
            bool(inside) and min(inside.values()) >= LEAST and all(not left or left >= LEAST for left in rest.values())
        )

    def add(self, members: Iterable[str]) -> None:
        """Publish a set."""
        renamed: dict[int, int] = {}
        for member in members:
            before = self._block.get(member, _NOWHERE)
            if before not in renamed:
                renamed[before] = next(self._numbers)
            self._size[before] -= 1
            self._size[renamed[before]] += 1
            self._block[member] = renamed[before]
