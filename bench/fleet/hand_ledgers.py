"""The ledgers of `five` in hand-written Polars: one frame a ledger, one row a site.

A row is scored (0), without reference (1), undefined (2) or unanswered (3); the worst of its rows is the ledger's.
"""

from typing import Final

import polars as pl
from polars.expr.whenthen import ChainedThen, Then

from bench.fleet.five import book, first_year

_SLACK: Final = 1e-9
WORST: Final = {0: 0, 1: 2, 2: 3, 3: 1}
"""The state of an indicator by the worst of its rows."""

col = pl.col


def finite(value: pl.Expr) -> pl.Expr:
    """Return a value, null where a divisor was zero."""
    return pl.when(value.is_finite()).then(value)


def between(value: pl.Expr, leading: pl.Expr, baseline: pl.Expr, *, lower: bool) -> pl.Expr:
    """Return the share on a straight line; null where anything is missing."""
    reached = value <= leading if lower else value >= leading
    line = ((value - baseline) / (leading - baseline)).clip(0.0, 1.0)
    return pl.when(leading == baseline).then(reached.cast(pl.Float64)).otherwise(line)


def on_steps(value: pl.Expr, *steps: tuple[float, float]) -> pl.Expr:
    """Return the share of the best rung, given from the best down; null where the value is missing."""
    chain: Then | ChainedThen = pl.when(value.is_null()).then(None)
    for at, share in steps:
        chain = chain.when(value >= at - _SLACK * max(abs(at), 1.0)).then(share)
    return chain.otherwise(0.0).cast(pl.Float64)


def carriers() -> pl.LazyFrame:
    """Return the coefficients of the energy carriers."""
    rows = book().tables["carriers"].rows
    return pl.LazyFrame(
        {
            "cell_carrier": [row.id for row in rows],
            "kgce": [row.values.get("kgce") for row in rows],
            "electricity": [row.values.get("electricity") for row in rows],
            "ndrc": [row.values.get("tco2_ndrc") for row in rows],
            "guide2025": [row.values.get("tco2_guide2025") for row in rows],
            "guide2025_from": [first_year("carriers", row, "tco2_guide2025") for row in rows],
        },
        schema_overrides={"kgce": pl.Float64, "ndrc": pl.Float64, "guide2025": pl.Float64},
    )


def limits() -> pl.LazyFrame:
    """Return the energy limits that have both values, in tce, and from which year they count."""
    pairs = [row for row in book().tables["energy_limits"].rows if {"leading", "baseline"} <= row.values.keys()]
    unit = [float(row.values["tce_per_unit"]) for row in pairs]
    return pl.LazyFrame(
        {
            "cell_limit": [row.id for row in pairs],
            "limit_leading": [float(row.values["leading"]) * one for row, one in zip(pairs, unit, strict=True)],
            "limit_baseline": [float(row.values["baseline"]) * one for row, one in zip(pairs, unit, strict=True)],
            "limit_from": [first_year("energy_limits", row, "leading") for row in pairs],
        }
    )


def pollutants() -> pl.LazyFrame:
    """Return where each pollutant goes."""
    rows = book().tables["pollutants"].rows
    return pl.LazyFrame(
        {
            "cell_pollutant": [row.id for row in rows],
            "to_air": [row.values["to_air"] for row in rows],
            "to_water": [row.values["to_water"] for row in rows],
        }
    )


def energy(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Sum energy, renewable energy and CO2; null where a row lacks something."""
    feedstock, renewable = col("cell_feedstock").fill_null(value=False), col("cell_renewable").fill_null(value=False)
    published = (
        pl.when(col("guide"))
        .then(pl.when(col("guide2025_from") <= col("year")).then(col("guide2025")))
        .otherwise(col("ndrc"))
    )
    power = pl.when(renewable).then(0.0).otherwise(col("grid") / 1000)
    factor = pl.when(col("electricity")).then(power).when(~col("electricity")).then(published)
    tce = col("cell_amount") * col("cell_kgce").fill_null(col("kgce")) / 1000
    return (
        rows.join(carriers(), on="cell_carrier", how="left", maintain_order="left")
        .select(
            "site",
            tce=pl.when(feedstock).then(0.0).otherwise(tce),
            renewable=pl.when(feedstock | ~renewable).then(0.0).otherwise(tce),
            tco2=pl.when(feedstock).then(0.0).otherwise(col("cell_amount") * col("cell_tco2").fill_null(factor)),
        )
        .group_by("site")
        .agg(*(_whole(name).alias(f"energy_{name}") for name in ("tce", "renewable", "tco2")), rows_of_energy=pl.len())
    )


def products(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Score the products for energy, CO2 and water, weighted by their energy."""
    own = (col("cell_own_leading") <= col("cell_own_baseline")) & col("cell_own_source").is_not_null()
    limited = col("limit_from") <= col("year")
    pairs = {
        "energy": (
            pl.when(own).then(col("cell_own_leading")).when(limited).then(col("limit_leading")),
            pl.when(own).then(col("cell_own_baseline")).when(limited).then(col("limit_baseline")),
        ),
        "co2": _pair("cell_co2_leading", "cell_co2_baseline", "cell_own_source"),
        "water": _pair("cell_water_leading", "cell_water_baseline", "cell_own_source"),
    }
    counts = {"energy": "cell_in_energy", "co2": "cell_in_energy", "water": "cell_in_water"}
    weight = col("cell_energy").abs()
    measured = [
        part
        for name, pair in pairs.items()
        for part in _measured(
            name,
            col(f"cell_{name}") / col("cell_output"),
            pair,
            counts=col(counts[name]).fill_null(value=True),
            weight=weight,
        )
    ]
    return (
        rows.join(limits(), on="cell_limit", how="left", maintain_order="left")
        .select("site", *measured)
        .group_by("site")
        .agg(*(part for name in pairs for part in _weighted(name, f"product_{name}")), rows_of_products=pl.len())
    )


def materials(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Score the materials: the green part weighted by amount, the intensity as a mean or weighted by product."""
    total = col("cell_total")
    green = col("cell_green") * 100 / total
    amount = total / pl.when(col("by_product")).then(col("cell_output")).otherwise(col("divisor"))
    weight = pl.when(col("by_product")).then(col("cell_product_energy")).otherwise(1.0)
    pair = _pair("cell_leading", "cell_baseline", "cell_source")
    return (
        rows.select(
            "site",
            *_measured("amount", amount, pair, weight=weight),
            green_rank=_rank(green, pl.lit(0.0)),
            green_share=on_steps(finite(green), (50.0, 1.0), (40.0, 0.8), (30.0, 0.6)),
            green_weight=total,
        )
        .group_by("site")
        .agg(*_weighted("green", "green"), *_weighted("amount", "material"))
    )


def loads(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Score the pollutants generated: the mean of their shares."""
    pair = _pair("cell_leading", "cell_baseline", "cell_source")
    return (
        rows.select("site", *_measured("load", col("cell_amount") / col("divisor"), pair))
        .group_by("site")
        .agg(load_rank=col("load_rank").max(), load_share=col("load_share").mean())
    )


def margins(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Score the margins to the permit limits, to water and to air: the least of the shares."""
    margin = (col("cell_permitted") - col("cell_mean")) * 100 / col("cell_permitted")
    usable = (col("cell_leading_margin") >= 0) & col("cell_source").is_not_null()
    leading = pl.when(usable).then(col("cell_leading_margin"))
    share = between(finite(margin), leading, pl.lit(0.0), lower=False)
    rank = _rank(margin, leading)
    sides = {"water": col("to_water"), "air": col("to_air")}
    return (
        rows.join(pollutants(), on="cell_pollutant", how="left", maintain_order="left")
        .select(
            "site",
            *(
                pl.when(side.is_null()).then(pl.lit(3, pl.Int8)).when(side).then(rank).alias(f"{name}_rank")
                for name, side in sides.items()
            ),
            *(pl.when(side).then(share).alias(f"{name}_share") for name, side in sides.items()),
        )
        .group_by("site")
        .agg(
            *(col(f"{name}_rank").max() for name in sides),
            *(col(f"{name}_share").min() for name in sides),
            rows_of_monitoring=pl.len(),
        )
    )


def waste(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Sum the solid waste; null where a row lacks something."""
    return (
        rows.with_columns(cell_from_stock=col("cell_from_stock").fill_null(0.0))
        .group_by("site")
        .agg(
            *(_whole(f"cell_{name}").alias(f"waste_{name}") for name in ("generated", "used", "from_stock")),
            rows_of_waste=pl.len(),
        )
    )


def technologies(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Count the technologies of the catalogues."""
    return rows.group_by("site").agg(technologies=pl.len().cast(pl.Float64))


def _whole(name: str) -> pl.Expr:
    return pl.when(col(name).null_count() == 0).then(col(name).sum())


def _pair(leading: str, baseline: str, source: str) -> tuple[pl.Expr, pl.Expr]:
    """Return reference values for which less is better, null where they do not count."""
    usable = (col(leading) <= col(baseline)) & col(source).is_not_null()
    return pl.when(usable).then(col(leading)), pl.when(usable).then(col(baseline))


def _rank(value: pl.Expr, leading: pl.Expr, weight: pl.Expr | None = None) -> pl.Expr:
    chain = pl.when(value.is_null()).then(pl.lit(3, pl.Int8)).when(~value.is_finite()).then(pl.lit(2, pl.Int8))
    if weight is not None:
        chain = chain.when(weight.is_null()).then(pl.lit(3, pl.Int8))
    return chain.when(leading.is_null()).then(pl.lit(1, pl.Int8)).otherwise(pl.lit(0, pl.Int8))


def _measured(
    name: str,
    value: pl.Expr,
    pair: tuple[pl.Expr, pl.Expr],
    counts: pl.Expr | None = None,
    weight: pl.Expr | None = None,
) -> list[pl.Expr]:
    parts = {"rank": _rank(value, pair[0], weight), "share": between(finite(value), *pair, lower=True)}
    if weight is not None:
        parts["weight"] = weight
    if counts is not None:
        parts = {key: pl.when(counts).then(part) for key, part in parts.items()}
    return [part.alias(f"{name}_{key}") for key, part in parts.items()]


def _weighted(name: str, result: str) -> list[pl.Expr]:
    """Combine rows by their weights; undefined where one is negative or all are zero."""
    weight, worst = col(f"{name}_weight"), col(f"{name}_rank").max()
    faulty = (worst == 0) & ((weight.sum() <= 0) | (weight.min() < 0))
    share = (col(f"{name}_share") * weight).sum() / weight.sum()
    return [
        pl.when(faulty).then(pl.lit(2, pl.Int8)).otherwise(worst).alias(f"{result}_rank"),
        share.clip(0.0, 1.0).alias(f"{result}_share"),
    ]
