"""How long it takes to say where one factory stands among all, under filters."""

from math import isclose
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final, NamedTuple

import polars as pl

from gfassess.fleet.results import SCOPES

_ROUNDS: Final = 15
_SCOPES: Final = ("division_region", "division", "all")


class Look(NamedTuple):
    """One kind of filter."""

    scope: str
    sites: int
    seconds: float
    """Median."""


def look_up(standing: Path) -> tuple[Look, ...]:
    """Time the percentile of a factory in the middle of the file, worked out from the totals under each filter."""
    one = _in_the_middle(standing)
    return tuple(_look(standing, scope, one) for scope in _SCOPES)


def _look(standing: Path, scope: str, one: dict[str, Any]) -> Look:
    sites, percentile = _place(standing, scope, one)
    told = float(one[f"percentile_{scope}"])
    if not isclose(percentile, told, abs_tol=1e-9):
        message = f"{scope}: {percentile} instead of {told}"
        raise ValueError(message)
    times = []
    for _round in range(_ROUNDS):
        begun = perf_counter()
        _place(standing, scope, one)
        times.append(perf_counter() - begun)
    return Look(scope, sites, median(times))


def _in_the_middle(standing: Path) -> dict[str, object]:
    """Return a factory that has a place under every filter."""
    placed = pl.scan_parquet(standing).filter(pl.col(f"percentile_{_SCOPES[0]}").is_not_null()).collect()
    return placed.row(placed.height // 2, named=True)


def _place(standing: Path, scope: str, one: dict[str, Any]) -> tuple[int, float]:
    # Equal within the agreement of all engines.
    low, own = (pl.col("low") * 1e9).round(), pl.lit(one["low"]) * 1e9
    found = (
        pl.scan_parquet(standing)
        .filter(*(pl.col(key) == one[key] for key in SCOPES[scope]))
        .select(sites=pl.len(), below=(low < own.round()).sum(), equal=(low == own.round()).sum())
        .collect()
        .row(0, named=True)
    )
    return found["sites"], (found["below"] + found["equal"] / 2) * 100 / found["sites"]
