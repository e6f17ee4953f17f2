"""The floor: Polars reads every column that `five` needs, writes as many of the same types, and scores nothing."""

from functools import cache
from pathlib import Path
from typing import Final

import polars as pl

from bench.fleet.five import GATES, LEDGERS, LINES, PLATFORM, asks, book
from gfassess.fleet import layout, results

NAME: Final = "read and write, no scoring"
MOST: Final = 10_000_000

_DEFAULTED: Final = (
    "plot_ratio_index",
    "grid_factor",
    "emission_factors_guide2025",
    "energy_by_product",
    "carbon_by_product",
    "water_by_product",
    "materials_by_product",
)
_TYPES: Final = {
    "int": pl.Int64,
    "float": pl.Float64,
    "bool": pl.Boolean,
    "text": pl.String,
    "state": pl.Int8,
}


def prepare(packed: Path, work: Path) -> None:
    """Read the rules."""
    del packed, work
    book()


def run(packed: Path, out: Path) -> None:
    """Read the parts and write them back."""
    results.scores_folder(out).mkdir(parents=True)
    for part in sorted(layout.assessments_folder(packed).glob("*.parquet")):
        for ledger in LEDGERS:
            columns = list(layout.ledger_columns(book().ledgers[ledger]))
            pl.read_parquet(layout.ledger_folder(packed, ledger) / part.name, columns=columns)
        sites = pl.read_parquet(part, columns=list(needed()))
        _as_many(sites).write_parquet(results.scores_folder(out) / part.name)


@cache
def needed() -> tuple[str, ...]:
    """Return the columns of the table of assessments that scoring needs."""
    rules = book()
    questions = {name for line in LINES for name in asks(line)} - set(LEDGERS)
    facts = {*questions, *_DEFAULTED, *(fact for fact, _ in GATES.values()), *PLATFORM}
    proved = {name for line in LINES for name in (*line.applies, *line.rests, line.per_product, line.per_value) if name}
    wanted = {
        *layout.IDENTITY,
        *map(layout.fact_column, facts),
        *map(layout.unproved_column, (*proved, "main_products")),
        *(layout.excused_column(line.name) for line in LINES),
        *(layout.doubted_column(line.name) for line in LINES),
        *_references(),
    }
    return tuple(name for name in layout.assessment_columns(rules) if name in wanted)


def _references() -> set[str]:
    lines = (line for head in book().rulesets["five"].heads for line in head.indicator)
    names = {variant.scale.reference for line in lines for variant in line.variants} - {None}
    ends = (layout.leading_column, layout.baseline_column, layout.sourced_column, layout.chosen_column)
    return {end(str(name)) for name in names for end in ends}


def _as_many(sites: pl.DataFrame) -> pl.DataFrame:
    """Return columns of the names and types of the scores, filled with what was read: figures repeat as they come."""
    columns = results.score_columns(book(), book().rulesets["five"])
    sources = {
        "int": sites.select(pl.selectors.integer()).get_columns(),
        "float": sites.select(pl.selectors.float()).get_columns(),
        "bool": sites.select(pl.selectors.boolean()).get_columns(),
        "text": sites.select(pl.selectors.string()).get_columns(),
        "state": [sites["year"].rank("dense").cast(pl.Int8)],
    }
    return pl.DataFrame(
        [
            sites[name]
            if name in layout.IDENTITY
            else sources[kind][place % len(sources[kind])].cast(_TYPES[kind]).alias(name)
            for place, (name, kind) in enumerate(columns.items())
        ]
    )
