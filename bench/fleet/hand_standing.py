"""The standing of every site in hand-written Polars: rank and percentile in its year, division and province."""

from pathlib import Path

import polars as pl

from gfassess.fleet.results import SCOPES, TOTAL, place_columns, scores_folder, standing_file

col = pl.col


def write_standing(out: Path) -> None:
    """Rank the totals of a scored folder."""
    scores = pl.scan_parquet(scores_folder(out) / "*.parquet")
    kept = scores.select("site", "year", "division", "province", *TOTAL).collect()
    placed = kept.sort("year", "division", "province", "low", "site").with_columns(
        part for scope, keys in SCOPES.items() for part in _places(scope, keys)
    )
    placed.write_parquet(standing_file(out), row_group_size=100_000)


def _places(scope: str, keys: tuple[str, ...]) -> list[pl.Expr]:
    sites, rank, percentile = place_columns(scope)
    of_all = pl.len().over(keys)
    low = (col("low") * 1e9).round()
    below = low.rank("average").over(keys) - 0.5
    return [
        of_all.cast(pl.Int64).alias(sites),
        low.rank("min", descending=True).over(keys).cast(pl.Int64).alias(rank),
        pl.when(of_all >= 5).then(below * 100 / of_all).alias(percentile),
    ]
