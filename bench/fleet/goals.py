"""What the fleet is to reach on two cores, and whether a run reached it."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from bench.fleet import engines
from bench.fleet.runner import LARGE, SIZES, Findings, Measured

_GIB: Final = 2**30
_MOST: Final = max(SIZES)
_LESS: Final = 100_000


class Goal(NamedTuple):
    """One goal: a figure and its limit."""

    what: Mapping[str, str]
    """In English and Chinese."""
    limit: float
    measured: float | None
    unit: str = "x"
    at_least: bool = False
    possible: float | None = None
    """What an engine would reach that reads and writes as fast as anything can, and takes no time to score."""

    @property
    def met(self) -> bool | None:
        """Tell whether it was reached; None where it was not measured."""
        if self.measured is None:
            return None
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit


def goals(found: Findings) -> tuple[Goal, ...]:
    """Return the goals of a run."""
    ours = found.engines.get(engines.OURS)
    peak = ours.peak(_MOST) if ours else None
    slowest = max((look.seconds for look in found.looks), default=None)
    return (
        Goal(
            _both("time, beside hand-written Polars, {n}", "时间，与手写 Polars 之比，{n}"),
            1.5,
            _times(found, engines.BY_HAND),
        ),
        Goal(
            _both("time, beside reading and writing, {n}", "时间，与只读写之比，{n}"), 2.5, _times(found, engines.FLOOR)
        ),
        Goal(
            _both("faster than OpenFisca, {n}", "快于 OpenFisca 的倍数，{n}"),
            5.0,
            _faster(found, engines.OPENFISCA),
            at_least=True,
            possible=_faster(found, engines.OPENFISCA, engines.FLOOR),
        ),
        Goal(
            _both("faster than zen-engine, per assessment", "快于 zen-engine 的倍数，按每份计"),
            200.0,
            _faster(found, engines.ZEN),
            at_least=True,
            possible=_faster(found, engines.ZEN, engines.FLOOR),
        ),
        Goal(_both("peak memory, {n}", "内存峰值，{n}"), 1.0, None if peak is None else peak / _GIB, "GiB"),
        Goal(
            _both("time per assessment at 10,000,000, beside 100,000", "10,000,000 份时每份用时，与 100,000 份之比"),
            1.0,
            _growth(ours),
        ),
        Goal(
            _both("percentile of one, slowest filter", "查询一份的百分位，最慢的范围"),
            10.0,
            None if slowest is None else slowest * 1000,
            "ms",
        ),
        Goal(
            _both("time on Spark, beside hand-written Spark SQL", "Spark 上的时间，与手写 Spark SQL 之比"),
            1.5,
            _on_spark(found),
        ),
    )


def _both(english: str, chinese: str) -> Mapping[str, str]:
    return {"en": english.format(n=f"{_MOST:,}"), "zh": chinese.format(n=f"{_MOST:,}")}


def per_assessment(one: Measured | None) -> float | None:
    """Return the seconds an assessment at the greatest number up to a million that was run."""
    sizes = [size for size in one.runs if size <= _MOST] if one else []
    seconds = one.seconds(max(sizes)) if one and sizes else None
    return None if seconds is None else seconds / max(sizes)


def _times(found: Findings, other: str) -> float | None:
    return _quotient(_at_most(found, engines.OURS), _at_most(found, other))


def _on_spark(found: Findings) -> float | None:
    ours, other = (found.engines.get(key) for key in (engines.OURS_ON_SPARK, engines.SPARK_BY_HAND))
    return _quotient(per_assessment(ours), per_assessment(other))


def _faster(found: Findings, other: str, one: str = engines.OURS) -> float | None:
    return _quotient(per_assessment(found.engines.get(other)), per_assessment(found.engines.get(one)))


def _growth(ours: Measured | None) -> float | None:
    if ours is None:
        return None
    large, small = ours.seconds(LARGE), ours.seconds(_LESS)
    return None if large is None or small is None else (large / LARGE) / (small / _LESS)


def _at_most(found: Findings, key: str) -> float | None:
    one = found.engines.get(key)
    return one.seconds(_MOST) if one else None


def _quotient(above: float | None, below: float | None) -> float | None:
    return None if above is None or below is None else above / below
