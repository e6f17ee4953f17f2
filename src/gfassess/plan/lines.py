"""What is the same matter in two sets of rules: what has one id, else what says so by `formerly`."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

from gfassess.model.rules import Criterion, Ruleset


class Named(Protocol):
    """A line, gate, criterion, fact: its id, and the ids that its matter had before."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def formerly(self) -> tuple[str, ...]:
        """Ids of the same matter elsewhere."""


class Spot(NamedTuple):
    """A line by the place of its rule set among those compared, and its own place in it."""

    ruleset: int
    line: int


AnyNamed = TypeVar("AnyNamed", bound=Named)


def pairs(old: Sequence[AnyNamed], new: Sequence[AnyNamed]) -> tuple[tuple[AnyNamed | None, AnyNamed | None], ...]:
    """Return the lines of `new` in their order, each with its counterparts, then those of `old` that have none.

    A line that was split or merged stands in several pairs. Turned round, the pairs are the same.
    """
    found: list[tuple[AnyNamed | None, AnyNamed | None]] = []
    met: set[str] = set()
    for after in new:
        before = [one for one in old if one_matter(one, after, old, new)]
        met.update(one.id for one in before)
        found.extend((one, after) for one in before or (None,))
    return (*found, *((one, None) for one in old if one.id not in met))


def homes(ruleset: Ruleset) -> dict[str, Criterion]:
    """Return the criterion under which each line of a rule set stands, by the id of the line."""
    return {line.id: head for head in ruleset.heads for line in head.indicator}


def groups(rulesets: Sequence[Sequence[Named]]) -> tuple[tuple[Spot, ...], ...]:
    """Return the lines of several rule sets, those together that are one matter, in the order of first appearance."""
    ordered = [Spot(place, line) for place, lines in enumerate(rulesets) for line in range(len(lines))]
    left = dict.fromkeys(ordered)
    found: list[tuple[Spot, ...]] = []
    for first in ordered:
        if first in left:
            group = _reached(first, rulesets)
            for spot in group:
                del left[spot]
            found.append(tuple(sorted(group)))
    return tuple(found)


def _reached(first: Spot, rulesets: Sequence[Sequence[Named]]) -> set[Spot]:
    met, waiting = {first}, [first]
    while waiting:
        new = {spot for spot in _counterparts(waiting.pop(), rulesets) if spot not in met}
        met |= new
        waiting.extend(new)
    return met


def _counterparts(spot: Spot, rulesets: Sequence[Sequence[Named]]) -> Iterator[Spot]:
    own = rulesets[spot.ruleset]
    for place, lines in enumerate(rulesets):
        if place != spot.ruleset:
            for at, line in enumerate(lines):
                if one_matter(own[spot.line], line, own, lines):
                    yield Spot(place, at)


def one_matter(one: Named, other: Named, ones: Sequence[Named], others: Sequence[Named]) -> bool:
    """Tell whether one of `ones` and one of `others` belong together.

    Two that both have a namesake on the other side have no other counterpart.
    """
    if one.id == other.id:
        return True
    if one.id not in other.formerly and other.id not in one.formerly:
        return False
    return not (_has(others, one.id) and _has(ones, other.id))


def _has(lines: Sequence[Named], name: str) -> bool:
    return any(line.id == name for line in lines)
