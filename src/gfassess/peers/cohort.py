"""The figures of a cohort from the numbers of its sites: numbers in, figures out."""

import math
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from gfassess.model.cohort import Figure, FigureKind, GateCount
from gfassess.model.rules import Better
from gfassess.model.scorecard import GateState, Interval, Score, Scorecard
from gfassess.peers.cohort_blocks import SHARES, value_family

DIGITS: Final = 3
"""Significant digits of what is published: about as sure as a meter is, and too few to know a printed figure again."""
QUARTILES_FROM: Final = 10
"""Sites from which quartiles are published; of fewer they would, with the rest, come near to all single figures."""
BEST: Final = 0.95
"""The best 5 % begin here, clause 4.4.3 of GB/T 36132-2025."""

AGREE: Final = 1e-9
"""How far two engines may differ."""


class Subject(NamedTuple):
    """What a figure is a figure of."""

    kind: FigureKind
    id: str
    unit: str
    better: Better

    @property
    def family(self) -> str:
        """What belongs together: shares of points add up to each other, a reference value stands alone."""
        return value_family(self.id) if self.kind == "reference" else SHARES


Readings: TypeAlias = dict[Subject, float]
"""What one site has in each respect."""


class Sample(NamedTuple):
    """What one site brings in."""

    site: str
    """Who it is; never published."""
    division: str
    year: int
    readings: Readings
    gates: dict[str, GateState]


def site_of(credit_code: str, enterprise: str, site: str, year: int) -> str:
    """Return who a site is in a year, whatever its figures come from; empty where it is nobody's."""
    who = credit_code.strip().upper() or enterprise.strip()
    return "\n".join((who, site.strip(), str(year))) if who else ""


def sample_of(scorecard: Scorecard, site: str, division: str, year: int) -> Sample:
    """Take what counts from a scorecard: values behind references, and shares of whatever is settled."""
    gates = {result.gate.id: result.state for result in scorecard.gates}
    readings = {span.subject: span.low for span in own_spans(scorecard) if span.settled}
    return Sample(site, division, year, readings, gates)


class Span(NamedTuple):
    """What a scorecard has in one respect; both ends differ while questions are open."""

    subject: Subject
    low: float
    high: float
    line: Score | None = None
    """The indicator that it belongs to."""

    @property
    def settled(self) -> bool:
        """Tell whether both ends meet."""
        return self.high - self.low < AGREE


def own_spans(card: Scorecard) -> Iterator[Span]:
    """Go through the figures of a scorecard: the whole, the criteria, the indicators."""
    if card.total is not None:
        yield from _share("total", "", card.total, card.ruleset.points)
    for head in card.criteria:
        if head.total is not None:
            yield from _share("criterion", head.criterion.id, head.total, head.points)
    for line in card.scores:
        measure, value = line.measure, line.value
        if measure is not None and measure.scale.reference is not None:
            # The share would depend on which reference values each site was scored with; the value does not.
            if isinstance(value, float | int) and not isinstance(value, bool):
                subject = Subject("reference", measure.scale.reference, measure.unit, measure.scale.better or "higher")
                yield Span(subject, float(value), float(value), line)
        elif line.state == "scored" and line.share is not None:
            yield Span(Subject("indicator", line.indicator.id, "", "higher"), line.share, line.share, line)


def _share(kind: FigureKind, name: str, total: Interval, points: float) -> Iterator[Span]:
    if points > 0:
        yield Span(Subject(kind, name, "", "higher"), total.low / points, total.high / points)


def figure_of(subject: Subject, values: Sequence[float], *, with_values: bool = False) -> Figure:
    """Return the rounded figure of some sites; quartiles only of enough, all values only if asked for."""
    ordered = sorted(values)
    shown = with_values or len(ordered) >= QUARTILES_FROM
    return Figure(
        kind=subject.kind,
        id=subject.id,
        unit=subject.unit,
        better=subject.better,
        n=len(ordered),
        mean=rounded(math.fsum(value / len(ordered) for value in ordered)),
        q1=rounded(quantile(ordered, 0.25)) if shown else None,
        median=rounded(quantile(ordered, 0.5)),
        q3=rounded(quantile(ordered, 0.75)) if shown else None,
        best=rounded(quantile(ordered, best_at(subject.better))),
        values=tuple(rounded(value) for value in ordered) if with_values else (),
    )


def gate_of(name: str, states: Sequence[GateState]) -> GateCount:
    """Return how many sites are in which state."""
    return GateCount(id=name, passed=states.count("pass"), failed=states.count("fail"), unknown=states.count("unknown"))


def best_at(better: Better) -> float:
    """Return the part of the sites, by size, at which the best 5 % begin."""
    return BEST if better == "higher" else 1 - BEST


def quantile(ordered: Sequence[float], part: float) -> float:
    """Return a quantile of sorted values, linear between neighbours: Hyndman and Fan type 7, Excel's PERCENTILE.INC."""
    below, step = _place(len(ordered), part)
    if step == 0:
        return ordered[below]
    return ordered[below] * (1 - step) + ordered[below + 1] * step


def neighbours(n: int, part: float) -> tuple[int, int]:
    """Return the places, from 0, of the two sorted values between which a quantile lies."""
    below, step = _place(n, part)
    return below, below + (step > 0)


def _place(n: int, part: float) -> tuple[int, float]:
    place = (n - 1) * part
    whole = round(place)
    # 20 * 0.05 is not exactly 1 in every case; a hair beside a value is that value.
    if math.isclose(place, whole, rel_tol=0, abs_tol=1e-9):
        return whole, 0.0
    return math.floor(place), place - math.floor(place)


def rounded(value: float, digits: int = DIGITS) -> float:
    """Return a figure rounded to significant digits, half to even."""
    # Adding 0 makes -0.0 the zero that it equals.
    return float(f"{value:.{digits - 1}e}") + 0.0
