"""The rule that keeps single sites from being worked out of what is published."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import count
from typing import Final

from gfassess.model.cohort import LEAST

SHARES: Final = "points"
"""The family of the shares of points: they add up to each other, and follow from the values behind references."""
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

    def alone(self, members: Iterable[str]) -> set[str]:
        """Return the members of a set that share their block with fewer than `LEAST` others of it."""
        found: dict[int, set[str]] = defaultdict(set)
        for member in members:
            found[self._block.get(member, _NOWHERE)].add(member)
        return {member for block in found.values() if len(block) < LEAST for member in block}


class Fence:
    """Both rules for one family: by who the sites are, and by what they brought in.

    The first keeps a newcomer apart from corrections that hardly change anything, the second keeps a correction apart.
    """

    def __init__(self) -> None:
        """Begin with nothing published."""
        self.who, self._what = Blocks(), Blocks()

    def admits(self, digests: Iterable[str]) -> bool:
        """Tell whether a set may be published beside all others."""
        members = list(digests)
        return self.who.admits(map(who, members)) and self._what.admits(members)

    def add(self, digests: Iterable[str]) -> None:
        """Publish a set."""
        members = list(digests)
        self.who.add(map(who, members))
        self._what.add(members)

    def alone(self, digests: Iterable[str]) -> set[str]:
        """Return the members that keep a set from being published."""
        members = list(digests)
        few = self.who.alone(map(who, members))
        return self._what.alone(members) | {one for one in members if who(one) in few}


class Fences:
    """The fences of one year, one a family; around a reference value stand the sets of the shares too.

    Whoever knows leading and baseline value works the mean of a value out of the mean of its share. Over sets that
    differ by a few sites the two would show the values of those few.
    """

    def __init__(self, lacking: Mapping[str, AbstractSet[str]]) -> None:
        """Begin with nothing published; `lacking` says by family who has nothing there, and so nothing to hide."""
        self._lacking = lacking
        self._own: dict[str, Fence] = {}
        self._shares: dict[frozenset[str], None] = {}

    def admits(self, family: str, digests: Iterable[str]) -> bool:
        """Tell whether a set may be published beside all others."""
        members = list(digests)
        return self._fence(family).admits(members) and (
            family != SHARES
            or all(not inside or fence.who.admits(inside) for fence, inside in self._behind(map(who, members)))
        )

    def add(self, family: str, digests: Iterable[str]) -> None:
        """Publish a set."""
        members = list(digests)
        self._fence(family).add(members)
        names = frozenset(map(who, members))
        if family == SHARES and names not in self._shares:
            for fence, inside in self._behind(names):
                fence.who.add(inside)
            self._shares[names] = None

    def fitting(self, family: str, digests: Iterable[str]) -> list[str]:
        """Return the part of a set that may be published; empty where none may."""
        members = set(digests)
        members -= self._fence(family).alone(members)
        if family == SHARES:
            for fence, inside in self._behind(map(who, members)):
                if few := fence.who.alone(inside):
                    members = {one for one in members if who(one) not in few}
        return sorted(members) if self.admits(family, members) else []

    def _fence(self, family: str) -> Fence:
        if family not in self._own:
            fence = self._own[family] = Fence()
            if _is_value(family):
                for names in self._shares:
                    fence.who.add(names - self._lacking.get(family, frozenset()))
        return self._own[family]

    def _behind(self, names: Iterable[str]) -> Iterator[tuple[Fence, AbstractSet[str]]]:
        """Go through the fences of values with those of some sites that have a value there."""
        every = frozenset(names)
        for family, fence in self._own.items():
            if _is_value(family):
                yield fence, every - self._lacking.get(family, frozenset())


def value_family(reference: str) -> str:
    """Return the family of the values behind a reference id."""
    return f"reference {reference}"


def _is_value(family: str) -> bool:
    return family.startswith(value_family(""))


def who(digest: str) -> str:
    """Return the part of a digest that says who a site is; the rest says what it brought in."""
    return digest.partition(".")[0]
