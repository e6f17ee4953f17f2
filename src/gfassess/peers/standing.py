"""Where one site stands among those of a cohort: a percentile with its n and how sure it is, or why there is none."""

import math
from collections.abc import Iterator
from typing import Final, NamedTuple

from gfassess.model.cohort import LEAST, Cell, CohortFile, Figure, GateCount
from gfassess.model.scorecard import GateResult, Score, Scorecard
from gfassess.peers.cohort import Subject, best_at, neighbours, own_spans, rounded
from gfassess.peers.cohort_pairs import cell_for

_Z: Final = 1.959963984540054
"""Half of 95 % of the normal distribution."""


class Part(NamedTuple):
    """A part of the sites, from 0 to 1; both ends are the same where it is known."""

    low: float
    high: float


class Place(NamedTuple):
    """The place among the sites of one figure."""

    n: int
    worse: Part
    """How many are worse: (those below + half of the ties) / n. An interval where only quantiles are published or the
    own figure is still open."""
    sure: Part
    """The 95 % interval, were the sites drawn at random from a trade."""


class Standing(NamedTuple):
    """The own figure beside that of a cohort."""

    subject: Subject
    low: float
    high: float
    """The own figure; both ends differ while questions are open."""
    figure: Figure
    place: Place | None
    """None where there are fewer than five sites."""
    line: Score | None = None
    """The indicator that it belongs to."""


class GateStanding(NamedTuple):
    """An own gate beside those of the sites; points without gates mean little."""

    own: GateResult
    sites: GateCount


class Placement(NamedTuple):
    """One scorecard beside one cell of a cohort."""

    cell: Cell
    own: tuple[Standing, ...]
    gates: tuple[GateStanding, ...]
    same_rules: bool
    """Whether points can be compared: the same version of the same rule set."""


def stand(cohort: CohortFile, cell: Cell, card: Scorecard) -> Placement:
    """Return the standing of a scorecard in a cell, question by question, by criterion and as a whole."""
    same = (cohort.ruleset, cohort.version) == (card.ruleset.id, card.ruleset.version)
    counts = {count.id: count for count in cell.gate} if same else {}
    gates = tuple(GateStanding(one, counts[one.gate.id]) for one in card.gates if one.gate.id in counts)
    return Placement(cell, tuple(_standings(cell, card, same=same)), gates, same)


def placed(cohort: CohortFile, card: Scorecard, division: str, year: int) -> Placement | None:
    """Return the standing among the sites of one's own division, or of all where the cohort has none of it."""
    cell = cell_for(cohort, division, year) or cell_for(cohort, "", year)
    return stand(cohort, cell, card) if cell is not None else None


def _standings(cell: Cell, card: Scorecard, *, same: bool) -> Iterator[Standing]:
    for subject, low, high, line in own_spans(card):
        figure = cell.find(subject.kind, subject.id)
        comparable = same or subject.kind == "reference"
        if figure is not None and comparable and (figure.unit, figure.better) == (subject.unit, subject.better):
            yield Standing(subject, low, high, figure, place_of(figure, low, high), line)


def place_of(figure: Figure, low: float, high: float | None = None) -> Place | None:
    """Return the place of a value, or of all values between two, in a figure; None with fewer than five sites."""
    if figure.n < LEAST:
        return None
    parts = [_worse(figure, value) for value in (low, low if high is None else high)]
    worse = Part(min(part.low for part in parts), max(part.high for part in parts))
    return Place(figure.n, worse, Part(wilson(worse.low, figure.n).low, wilson(worse.high, figure.n).high))


def wilson(part: float, n: int) -> Part:
    """Return the 95 % score interval of a proportion: Wilson, J. Am. Stat. Assoc. 22 (1927) 209."""
    square = _Z * _Z / n
    middle = (part + square / 2) / (1 + square)
    half = _Z / (1 + square) * math.sqrt(part * (1 - part) / n + square / (4 * n))
    return Part(max(0.0, min(middle - half, part)), min(1.0, max(middle + half, part)))


def _worse(figure: Figure, value: float) -> Part:
    """Return how many sites are worse than a value, which is rounded as theirs are."""
    own = rounded(value)
    if figure.values:
        smaller = sum(other < own for other in figure.values)
        ties = sum(other == own for other in figure.values)
        below = smaller if figure.better == "higher" else figure.n - smaller - ties
        known = (below + ties / 2) / figure.n
        return Part(known, known)
    least, most = _between(figure, own)
    if figure.better == "lower":
        least, most = figure.n - most, figure.n - least
    return Part(least / figure.n, most / figure.n)


def _between(figure: Figure, own: float) -> tuple[int, int]:
    """Return how many sites at least and at most lie below, by the published quantiles."""
    least, most = 0, figure.n
    for part, quantile in _quantiles(figure):
        first, last = neighbours(figure.n, part)
        # A quantile lies between two sorted values: the lower one and all before it are not above it.
        if own > quantile:
            least = max(least, first + 1)
        elif own < quantile:
            most = min(most, last)
    return least, most


def _quantiles(figure: Figure) -> Iterator[tuple[float, float]]:
    given: tuple[tuple[float, float | None], ...] = (
        (0.25, figure.q1),
        (0.5, figure.median),
        (0.75, figure.q3),
        (best_at(figure.better), figure.best),
    )
    yield from ((part, value) for part, value in given if value is not None)
