"""What the scores of many sites come to: numbers only, worked out by Polars, said in words by `gfassess.report`."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import polars as pl

from gfassess.fleet import results
from gfassess.fleet.groups import DIVISION, REGION, Chosen, Groups
from gfassess.fleet.losses import Line, Missing, lines_of, missing_of
from gfassess.fleet.scored import Scored
from gfassess.model.fleet import ScoredFolder
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Ruleset

BINS: Final = 10
"""Equal parts of the points in which totals are counted."""
_LOW, _HIGH, _EVIDENCED = results.TOTAL
_QUARTERS: Final = (("least", 0.0), ("lower", 0.25), ("median", 0.5), ("upper", 0.75), ("most", 1.0))
_FAILED: Final = results.GATE_STATES.index("fail")
_UNKNOWN: Final = results.GATE_STATES.index("unknown")


class Spread(NamedTuple):
    """How a figure is spread over sites."""

    mean: float
    least: float
    lower: float
    """A quarter of the sites is below it."""
    median: float
    upper: float
    most: float


class Group(NamedTuple):
    """The sites of a division or province, or all of them."""

    id: str
    """Code of the division or name of the province; empty where sites name none, `groups.OTHERS` for the rare ones."""
    sites: int
    verdicts: tuple[int, ...]
    """Sites by place in `results.VERDICTS`."""
    low: Spread | None
    """Points for sure; None without weights."""
    high: float | None
    """Mean of the upper end."""
    evidenced: Spread | None


class Reached(NamedTuple):
    """What is reached of a criterion."""

    id: str
    sites: int
    """Sites for which it has points."""
    points: float
    """Mean points after redistribution, over these sites, as the means of the other figures."""
    low: float
    high: float
    evidenced: float
    share: Spread
    """Points for sure of those that can be reached, from 0 to 1."""


class GateCount(NamedTuple):
    """How the sites stand with a gate."""

    id: str
    passed: int
    failed: int
    unknown: int
    alone: int
    """Sites that only this gate blocks."""


class Summary(NamedTuple):
    """Everything that a report of many sites says."""

    head: ScoredFolder
    chosen: Chosen
    whole: Group
    invented: int
    """Sites whose figures are invented."""
    years: Mapping[int, int]
    divisions: tuple[Group, ...]
    regions: tuple[Group, ...]
    bins: tuple[int, ...]
    """Sites by tenth of the points; empty without weights."""
    criteria: tuple[Reached, ...]
    gates: tuple[GateCount, ...]
    blocked: tuple[int, ...]
    """Sites by how many gates they fail: none, one, and so on."""
    lines: tuple[Line, ...]
    """All indicators over all sites."""
    by_region: Mapping[str, tuple[Line, ...]]
    missing: tuple[Missing, ...]
    """Questions that sites did not answer, the most frequent first."""


def summarize(scored: Scored, book: Rulebook, rules: Ruleset, groups: Groups, chosen: Chosen) -> Summary:
    """Return what the scores of the sites that were chosen come to."""
    of = scored.narrowed(groups.query(chosen))
    totals = results.TOTAL if rules.weighted else ()
    sites = of.collect(lambda scores: scores.select(DIVISION, REGION, "year", "illustrative", results.VERDICT, *totals))
    whole = next(iter(_groups(sites, None, rules)), Group("", 0, (0,) * len(results.VERDICTS), None, None, None))
    by_region = lines_of(of, rules)
    return Summary(
        head=scored.head,
        chosen=chosen,
        whole=whole,
        invented=int(sites["illustrative"].sum()),
        years=dict(sites.group_by("year").len().sort("year").iter_rows()),
        divisions=_sorted(_groups(sites, DIVISION, rules), groups.known_divisions),
        regions=_sorted(_groups(sites, REGION, rules), groups.known_regions),
        bins=_bins(sites[_LOW], rules.points) if rules.weighted else (),
        criteria=tuple(_criteria(of, rules)) if rules.weighted else (),
        gates=_gates(of, rules),
        blocked=_blocked(of, rules),
        lines=tuple(Line.together(each) for each in zip(*by_region.values(), strict=True)),
        by_region={name: by_region[name] for name in groups.known_regions if name in by_region},
        missing=missing_of(of, book, rules),
    )


def _groups(sites: pl.DataFrame, by: str | None, rules: Ruleset) -> Iterator[Group]:
    """Go through the groups of a column, or through the one of all sites."""
    verdict = pl.col(results.VERDICT)
    asked = [pl.len().alias("sites")]
    asked += [(verdict == place).sum().alias(f"verdict_{place}") for place in range(len(results.VERDICTS))]
    if rules.weighted:
        asked += [*_spread(_LOW), pl.col(_HIGH).mean(), *_spread(_EVIDENCED)]
    grouped = sites.select(asked).filter(pl.col("sites") > 0) if by is None else sites.group_by(by).agg(asked)
    for row in grouped.iter_rows(named=True):
        yield Group(
            "" if by is None else row[by],
            row["sites"],
            tuple(row[f"verdict_{place}"] for place in range(len(results.VERDICTS))),
            _read_spread(row, _LOW) if rules.weighted else None,
            row[_HIGH] if rules.weighted else None,
            _read_spread(row, _EVIDENCED) if rules.weighted else None,
        )


def _sorted(found: Iterator[Group], order: tuple[str, ...]) -> tuple[Group, ...]:
    return tuple(sorted(found, key=lambda group: order.index(group.id)))


def _spread(column: str) -> Iterator[pl.Expr]:
    yield pl.col(column).mean().alias(f"{column}_mean")
    for name, part in _QUARTERS:
        yield pl.col(column).quantile(part, interpolation="linear").alias(f"{column}_{name}")


def _read_spread(row: Mapping[str, float], column: str) -> Spread:
    return Spread(*(row[f"{column}_{name}"] for name in Spread._fields))


def _bins(low: pl.Series, points: float) -> tuple[int, ...]:
    places = (low / points * BINS).floor().clip(0, BINS - 1).cast(pl.Int64)
    counts = dict(places.value_counts().iter_rows())
    return tuple(counts.get(place, 0) for place in range(BINS))


def _criteria(of: Scored, rules: Ruleset) -> Iterator[Reached]:
    """Go through the criteria, one after the other, so that few columns are held at once."""
    for head in rules.heads:
        points, *parts = (pl.col(results.criterion_column(head.id, part)) for part in ("points", *results.TOTAL))
        low, high, evidenced = parts
        asked = [points.mean().alias("points"), low.mean().alias("low"), high.mean().alias("high")]
        asked += [evidenced.mean().alias("evidenced"), *_spread("share"), pl.len().alias("sites")]
        found = of.collect(
            lambda scores: scores.filter(points > 0).with_columns(share=low / points).select(asked)  # noqa: B023 - at once
        )
        row = found.row(0, named=True)
        if row["sites"]:
            figures = {name: row[name] for name in ("sites", "points", "low", "high", "evidenced")}
            yield Reached(head.id, **figures, share=_read_spread(row, "share"))


def _gates(of: Scored, rules: Ruleset) -> tuple[GateCount, ...]:
    states = {gate.id: pl.col(results.gate_column(gate.id)) for gate in rules.gates}
    if not states:
        return ()
    single = _failed(rules) == 1
    asked = [
        expression.sum().alias(f"{name}.{kind}")
        for name, state in states.items()
        for kind, expression in (
            ("failed", state == _FAILED),
            ("unknown", state == _UNKNOWN),
            ("alone", (state == _FAILED) & single),
        )
    ]
    row = of.collect(lambda scores: scores.select(pl.len().alias("sites"), *asked)).row(0, named=True)
    counts = ((name, *(row[f"{name}.{kind}"] for kind in ("failed", "unknown", "alone"))) for name in states)
    return tuple(
        GateCount(name, row["sites"] - failed - unknown, failed, unknown, alone)
        for name, failed, unknown, alone in counts
    )


def _blocked(of: Scored, rules: Ruleset) -> tuple[int, ...]:
    """Return the sites by how many gates they fail."""
    if not rules.gates:
        return ()
    found = of.collect(lambda scores: scores.group_by(_failed(rules).alias("failed")).agg(pl.len()))
    counts = dict(found.iter_rows())
    return tuple(counts.get(number, 0) for number in range(max(counts, default=-1) + 1))


def _failed(rules: Ruleset) -> pl.Expr:
    """Return how many gates a site fails."""
    return pl.sum_horizontal(pl.col(results.gate_column(gate.id)) == _FAILED for gate in rules.gates)
