"""What the points of lines that do not apply become."""

from collections.abc import Sequence
from typing import NamedTuple

from gfassess.model.rules import NotApplicable
from gfassess.model.scorecard import Interval, State


class Line(NamedTuple):
    """What redistribution and totals need of one indicator."""

    points: float
    state: State
    share: float | None = None


class Placed(NamedTuple):
    """Points and interval of one indicator under one reading."""

    points: float
    low: float
    high: float


def place(heads: Sequence[tuple[float, Sequence[Line]]], rule: NotApplicable) -> list[list[Placed]]:
    """Return points and interval of each line of each criterion, given as (points of the criterion, its lines).

    `redistribute`: points move to the other lines of the criterion in proportion; a criterion with nothing left
    gives its points to the others. `zero`: they are lost. `full`: they are earned.
    """
    factors = _factors(heads) if rule == "redistribute" else [1.0] * len(heads)
    return [
        [_placed(line, line.points * factor, rule) for line in lines]
        for factor, (_, lines) in zip(factors, heads, strict=True)
    ]


def _factors(heads: Sequence[tuple[float, Sequence[Line]]]) -> list[float]:
    live = [sum(line.points for line in lines if line.state != "not_applicable") for _, lines in heads]
    whole = sum(points for points, _ in heads)
    kept = sum(points for (points, _), left in zip(heads, live, strict=True) if left > 0)
    return [
        (points / left) * (whole / kept) if left > 0 else 0.0 for (points, _), left in zip(heads, live, strict=True)
    ]


def _placed(line: Line, points: float, rule: NotApplicable) -> Placed:
    if line.state == "not_applicable":
        earned = points if rule == "full" else 0.0
        return Placed(earned, earned, earned)
    if line.share is None:
        return Placed(points, 0.0, points)
    got = line.share * points
    return Placed(points, got, got)


def total(claimed: Sequence[Placed], proved: Sequence[Placed]) -> Interval:
    """Return the sum of lines in their fixed order: as claimed, and as if what is not proved were open."""
    low = high = evidenced = 0.0
    for line, sure in zip(claimed, proved, strict=True):
        low += line.low
        high += line.high
        evidenced += sure.low
    return Interval(low, high, evidenced)
