"""Hand-written Polars for the rule set `five`: what somebody writes who needs this one rule set scored fast.

The parts of a packed folder are worked on one after the other: ledgers are joined with what their rows need of the
site, grouped to one row a site and joined back; states, shares and points follow as columns. It adds with plain sums.
"""

from pathlib import Path
from typing import Final, Literal

import polars as pl

from bench.fleet import hand_ledgers as ledgers
from bench.fleet.five import LEDGERS, book, grid_factor
from bench.fleet.hand_lines import measured, settled
from bench.fleet.hand_points import counted, gates, missing, verdict
from bench.fleet.hand_standing import write_standing
from gfassess.fleet.layout import assessments_folder, ledger_folder
from gfassess.fleet.results import score_columns, scores_folder
from gfassess.model.tables import Table

NAME: Final = "Polars by hand"
MOST: Final = 10_000_000
_ENGINE: Literal["in-memory", "streaming"] = "in-memory"
"""Faster here than the streaming engine, which has hundreds of columns to pass on for every batch of rows."""

col = pl.col


def prepare(packed: Path, work: Path) -> None:
    """Read the rules: the yardstick knows its tables beforehand."""
    del packed, work
    book()


def run(packed: Path, out: Path) -> None:
    """Score a packed folder into a scored folder."""
    columns = tuple(score_columns(book(), book().rulesets["five"]))
    scores_folder(out).mkdir(parents=True)
    for part in sorted(assessments_folder(packed).glob("*.parquet")):
        rows = {ledger: pl.scan_parquet(ledger_folder(packed, ledger) / part.name) for ledger in LEDGERS}
        scores = scored(pl.scan_parquet(part), rows).select(columns)
        scores.collect(engine=_ENGINE).write_parquet(scores_folder(out) / part.name)
    write_standing(out)


def scored(sites: pl.LazyFrame, rows: dict[str, pl.LazyFrame]) -> pl.LazyFrame:
    """Return the scores of the sites of one part."""
    facts = _with_defaults(sites)
    frame = _with_ledgers(facts, rows)
    return verdict(missing(counted(settled(measured(gates(frame))))))


def _with_defaults(sites: pl.LazyFrame) -> pl.LazyFrame:
    """Add what counts where nothing was answered."""
    facts = sites.join(_land_index(book().tables["land_index"]), on="division", how="left", maintain_order="left")
    facts = facts.join(_grid(sites), on=("province", "year"), how="left", maintain_order="left")
    by_output, by_value = col("fact_per_product_basis"), ~col("fact_per_product_basis")
    divisor = pl.when(by_output).then(col("fact_product_output")).when(by_value).then(col("fact_output_value"))
    return facts.with_columns(
        divisor=divisor,
        grid=col("fact_grid_factor").fill_null(col("grid")),
        guide=col("fact_emission_factors_guide2025").fill_null(value=False),
        by_product=col("fact_materials_by_product").fill_null(value=False),
        plot_ratio_index=col("fact_plot_ratio_index").fill_null(col("plot_ratio_index")),
    )


def _land_index(table: Table) -> pl.LazyFrame:
    return pl.LazyFrame(
        {
            "division": [row.division for row in table.rows],
            "plot_ratio_index": [float(row.values["plot_ratio"]) for row in table.rows],
        }
    )


def _grid(sites: pl.LazyFrame) -> pl.LazyFrame:
    """Return the published grid factor of each province and year that occurs."""
    found = sites.select("province", "year").unique().collect()
    factors = [grid_factor(*pair) for pair in found.iter_rows()]
    return found.with_columns(grid=pl.Series(factors, dtype=pl.Float64)).lazy()


def _with_ledgers(facts: pl.LazyFrame, rows: dict[str, pl.LazyFrame]) -> pl.LazyFrame:
    """Join what the ledgers come to, one row a site."""

    def beside(ledger: str, *needed: str) -> pl.LazyFrame:
        return rows[ledger].join(facts.select("site", *needed), on="site", how="left", maintain_order="left")

    for one in (
        ledgers.energy(beside("energy_use", "grid", "guide", "year")),
        ledgers.products(beside("main_products", "year")),
        ledgers.materials(beside("materials_used", "divisor", "by_product")),
        ledgers.loads(beside("pollutant_loads", "divisor")),
        ledgers.margins(rows["monitoring"]),
        ledgers.waste(rows["solid_waste"]),
        ledgers.technologies(rows["catalogue_items"]),
    ):
        facts = facts.join(one, on="site", how="left", maintain_order="left")
    return facts
