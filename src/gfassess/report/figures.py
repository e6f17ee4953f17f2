"""Figures and intervals as every page shows them: rounded half-even here and nowhere before."""

from gfassess.explain import unit_words, value_words
from gfassess.model.rulebook import Rulebook
from gfassess.model.scorecard import Interval, Score
from gfassess.quantity import write_number


def points(value: float) -> str:
    """Return points with two decimals."""
    return write_number(value, 2)


def span(low: float, high: float) -> str:
    """Return an interval: one figure once it has closed."""
    first, last = points(low), points(high)
    return first if first == last else f"{first} - {last}"


def interval(total: Interval) -> str:
    """Return a total as an interval."""
    return span(total.low, total.high)


def ends(total: Interval, points: float, room: int) -> tuple[int, int, int]:
    """Return at which of `room` cells of a bar the parts end: proved, claimed, still open."""
    proved = _cells(min(total.evidenced, total.low), points, room)
    sure = max(_cells(total.low, points, room), proved)
    return proved, sure, max(_cells(total.high, points, room), sure)


def _cells(value: float, points: float, room: int) -> int:
    """Return the cells of a part: none only for nothing, all only for everything."""
    if points <= 0 or value <= 0:
        return 0
    if value >= points:
        return room
    return min(max(round(value / points * room), 1), room - 1)


def value(rulebook: Rulebook, score: Score) -> str:
    """Return the value of an indicator with its unit; nothing where it is only yes or no."""
    if score.value is None or isinstance(score.value, bool | str) or score.measure is None:
        return ""
    return value_words(score.value, unit_words(rulebook, score.measure.unit), score.measure.decimals)
