"""Where points are lost, line by line and region by region, and which questions lie behind it."""

from collections.abc import Iterable
from typing import Final, NamedTuple

import polars as pl

from gfassess.fleet import results
from gfassess.fleet.groups import REGION
from gfassess.fleet.scored import Scored
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Ruleset
from gfassess.model.scorecard import State
from gfassess.scoring import questions_of

OPEN: Final[tuple[State, ...]] = ("unanswered", "without_reference", "undefined")
"""States whose points are neither reached nor lost yet."""
_DIGITS: Final = 9
"""Engines agree to so many; sums of parts of a table that come in another order differ beyond them."""
_STATE, _POINTS, _GOT, _SITES = "state", "points", "got", "sites"


class Line(NamedTuple):
    """An indicator over sites."""

    id: str
    sites: tuple[int, ...]
    """By place in `results.STATES`."""
    points: tuple[float, ...]
    """Sum of the points that can be reached, by state."""
    got: float
    """Sum of the points of the sites where it is scored."""

    def count(self, state: State) -> int:
        """Return the sites of a state."""
        return self.sites[results.STATES.index(state)]

    def reachable(self, state: State) -> float:
        """Return the sum of points that sites of a state can reach."""
        return self.points[results.STATES.index(state)]

    @property
    def lost(self) -> float | None:
        """Mean points lost where it is scored; None where it is scored nowhere."""
        scored = self.count("scored")
        return max(self.reachable("scored") - self.got, 0.0) / scored if scored else None

    @property
    def share(self) -> float | None:
        """Points got of those that scored sites can reach, from 0 to 1."""
        reachable = self.reachable("scored")
        return self.got / reachable if reachable > 0 else None

    def waiting(self, state: State) -> float:
        """Return the points that are open in a state, as a mean over all sites."""
        whole = sum(self.sites)
        return self.reachable(state) / whole if whole else 0.0

    @property
    def open(self) -> float:
        """Points that are open, as a mean over all sites."""
        return sum(map(self.waiting, OPEN))

    @classmethod
    def together(cls, parts: Iterable["Line"]) -> "Line":
        """Return the same indicator over the sites of several groups."""
        first, *rest = parts
        for other in rest:
            sites = tuple(map(sum, zip(first.sites, other.sites, strict=True)))
            points = tuple(map(sum, zip(first.points, other.points, strict=True)))
            first = cls(first.id, sites, points, first.got + other.got)
        return first


class Missing(NamedTuple):
    """A question that sites did not answer while an indicator or a gate waits for it."""

    id: str
    sites: int
    stake: float
    """Mean points of the unanswered indicators that ask for it, over these sites; a gate has none."""


def most_lost(lines: Iterable[Line]) -> list[Line]:
    """Return the lines on which scored sites lose points, the greatest mean first."""
    found = [(round(line.lost or 0.0, _DIGITS), line) for line in lines]
    return [line for lost, line in sorted(found, key=lambda pair: (-pair[0], pair[1].id)) if lost > 0]


def most_open(lines: Iterable[Line]) -> list[Line]:
    """Return the lines on which points are open, the greatest mean over all sites first."""
    found = [(round(line.open, _DIGITS), line) for line in lines]
    return [line for left, line in sorted(found, key=lambda pair: (-pair[0], pair[1].id)) if left > 0]


def lines_of(of: Scored, rules: Ruleset) -> dict[str, tuple[Line, ...]]:
    """Return the indicators by region; one indicator after the other, so that few columns are held at once."""
    found: dict[str, list[Line]] = {}
    for line in (line for head in rules.heads for line in head.indicator):
        table = of.collect(lambda scores: _by_state(scores, line.id))  # noqa: B023 - asked at once
        regions: dict[str, dict[int, tuple[int, float, float]]] = {}
        for region, state, *figures in table.iter_rows():
            regions.setdefault(region, {})[state] = (figures[0], figures[1], figures[2])
        for region, states in regions.items():
            found.setdefault(region, []).append(_line(line.id, states))
    return {region: tuple(lines) for region, lines in found.items()}


def _by_state(scores: pl.LazyFrame, line: str) -> pl.LazyFrame:
    state = pl.col(results.state_column(line)).alias(_STATE)
    points, got = pl.col(results.points_column(line)).sum(), pl.col(results.got_column(line)).sum()
    return scores.group_by(REGION, state).agg(pl.len().alias(_SITES), points.alias(_POINTS), got.alias(_GOT))


def _line(name: str, states: dict[int, tuple[int, float, float]]) -> Line:
    nothing = (0, 0.0, 0.0)
    rows = [states.get(place, nothing) for place in range(len(results.STATES))]
    got = rows[results.STATES.index("scored")][2]
    return Line(name, tuple(row[0] for row in rows), tuple(row[1] for row in rows), got)


def missing_of(of: Scored, book: Rulebook, rules: Ruleset) -> tuple[Missing, ...]:
    """Return the questions that sites did not answer, the most frequent first."""
    unanswered = results.STATES.index("unanswered")
    waiting = {
        line.id: (
            questions_of(book, line),
            pl.when(pl.col(results.state_column(line.id)) == unanswered)
            .then(pl.col(results.points_column(line.id)))
            .otherwise(0.0),
        )
        for head in rules.heads
        for line in head.indicator
    }
    found = []
    for name in results.asked(book, rules):
        stakes = [points for questions, points in waiting.values() if name in questions]
        found.append(_missing(of, name, pl.sum_horizontal(pl.lit(0.0), *stakes)))
    return tuple(
        sorted((one for one in found if one.sites), key=lambda one: (-one.sites, -round(one.stake, _DIGITS), one.id))
    )


def _missing(of: Scored, name: str, stake: pl.Expr) -> Missing:
    missing = of.collect(
        lambda scores: scores.filter(pl.col(results.missing_column(name))).select(
            pl.len().alias(_SITES), stake.sum().alias("stake")
        )
    )
    sites, points = missing.row(0)
    return Missing(name, sites, points / sites if sites else 0.0)
