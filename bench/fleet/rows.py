"""The tables of the ledgers: invented rows that fit what the factory truly uses."""

import zlib
from collections.abc import Callable
from typing import Final, TypeAlias

import polars as pl

from bench.fleet.chance import Chance, given, known
from bench.fleet.factories import LIMITS, open_share, told_share
from gfassess.fleet import layout
from gfassess.model.facts import Column, Ledger
from gfassess.model.rulebook import Rulebook

Cells: TypeAlias = dict[str, pl.Expr]

MOST_ROWS: Final = 64
"""More than any ledger has: what keeps the keys of rows apart."""
_MISSED: Final = 0.015
_CARRIERS: Final = {
    "electricity": 0.25, "natural_gas": 0.24, "diesel": 0.14, "low_pressure_steam": 0.12, "heat": 0.05,
    "raw_coal": 0.06, "coke": 0.03, "lpg": 0.03, "gasoline": 0.03, "fuel_oil": 0.02, "biomass": 0.02, "biogas": 0.01,
}  # fmt: skip
_AIR: Final = {"so2": 3.0, "nox": 3.0, "particulates": 4.0, "voc": 3.0}
_WATER: Final = {"cod": 4.0, "ammonia_nitrogen": 3.0, "total_nitrogen": 1.0, "total_phosphorus": 1.0}
_POLLUTANTS: Final = _AIR | _WATER
_SOURCE: Final = "示例来源（虚构）"


def ledger_rows(book: Rulebook, ledger: Ledger, factories: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Return the table of a ledger for some factories."""
    places = pl.int_ranges(0, pl.col(f"rows_{ledger.id}"))
    frame = (
        factories.with_columns(row=places).explode("row", empty_as_null=False).drop(pl.selectors.starts_with("rows_"))
    )
    frame = frame.with_columns(key=pl.col("site") * MOST_ROWS + pl.col("row"))
    chance = Chance(seed + zlib.crc32(ledger.id.encode()), "key")
    cells = _CELLS[ledger.id](book, chance) if ledger.id in _CELLS else [{}]
    for step in cells:
        frame = frame.with_columns(**step)
    told = set(frame.columns)
    kept = {
        layout.cell_column(column.id): pl.col(column.id) if column.id in told else _drawn(book, column, chance)
        for column in ledger.columns
    }
    missed = {name: given(~chance.under(f"{name} missing", open_share(_MISSED)), value) for name, value in kept.items()}
    return frame.select("site", "row", **missed)


def _drawn(book: Rulebook, column: Column, chance: Chance) -> pl.Expr:
    """Draw cells of a column that nothing here knows."""
    if column.default is not None or column.optional:
        return pl.lit(None, dtype=_TYPES[column.kind])
    name, table = column.id, book.tables.get(column.table or "")
    if column.kind == "choice":
        ids = [row.id for row in table.rows] if table is not None else [option.id for option in column.options]
        return chance.pick(name, dict.fromkeys(ids, 1.0))
    if column.kind == "yes_no":
        return chance.under(name, 0.5)
    if column.kind in {"number", "count"}:
        drawn = chance.around(name, 100.0, 1.0)
        return drawn.round() if column.kind == "count" else drawn
    return pl.format("示例 {}", pl.col("row") + 1)


_TYPES: Final = {
    "number": pl.Float64, "count": pl.Float64, "yes_no": pl.Boolean,
    "choice": pl.String, "text": pl.String, "date": pl.String,
}  # fmt: skip


def _energy(book: Rulebook, chance: Chance) -> list[Cells]:
    """Electricity first, then one fuel or another, so that all rows together come to what the factory uses."""
    table = book.tables["carriers"]
    published = {row.id: row.values["kgce"] for row in table.rows if isinstance(row.values.get("kgce"), float)}
    coal = {name: float(figure) for name, figure in published.items()}
    carbon = {row.id: 1.0 for row in table.rows if "tco2_ndrc" in row.values} | {"electricity": 1.0}
    carrier = pl.when(pl.col("row") == 0).then(pl.lit("electricity")).otherwise(chance.pick("carrier", _CARRIERS))
    own = pl.when(pl.col("carrier") == "biomass").then(0.5).otherwise(1.25)
    electric = pl.col("carrier") == "electricity"
    bio = pl.col("carrier").is_in(["biomass", "biogas"])
    green = electric & (pl.col("row") > 0) & chance.under("green power", 0.7)
    share = chance.around("share of energy", 1.0, 0.6) / pl.col("rows")
    kgce = known(coal, "carrier")
    return [
        {"rows": pl.len().over("site"), "carrier": carrier},
        {
            "kgce": given(kgce.is_null() | chance.under("measured", 0.1), kgce.fill_null(own)),
            "used": kgce.fill_null(own),
        },
        {
            "amount": pl.col("tce") * share * 1000 / pl.col("used"),
            "tco2": given(
                known(carbon, "carrier").is_null() & chance.under("carbon known", 0.9), pl.col("used") * 0.002
            ),
            "renewable": given(green | bio | chance.under("renewable said", 0.5), green | bio),
            "feedstock": given(chance.under("feedstock said", 0.1), chance.under("feedstock", 0.1)),
        },
    ]


def _products(book: Rulebook, chance: Chance) -> list[Cells]:
    """Products with an energy limit where the division has some, else with values of their own."""
    table = book.tables["energy_limits"]
    at = {
        row.id: float(row.values["leading"]) * float(row.values["tce_per_unit"])
        for row in table.rows
        if "leading" in row.values
    }
    limit = pl.lit(None, dtype=pl.String)
    for division, starts in LIMITS.items():
        rows = {row.id: 1.0 for row in table.rows if row.id.startswith(starts)}
        limit = pl.when(pl.col("division") == division).then(chance.pick("limit", rows)).otherwise(limit)
    energy = pl.col("tce") * chance.between("share", 0.2, 0.4)
    off = pl.when(chance.under("no output", 0.003)).then(0.0).otherwise(1.0)
    each = pl.col("level")
    water, carbon = energy * chance.around("water", 15, 0.6), energy * chance.around("carbon", 2.6, 0.2)
    own = _throughout(chance, "own values", 0.5)
    return [
        {"limit": given(chance.under("limited", 0.9), limit), "energy": energy, "co2": carbon, "water": water},
        {"level": chance.around("level", known(at, "limit").fill_null(0.2) * 1.15, 0.15)},
        {
            "output": off * pl.col("energy") / each,
            "product": pl.format("示例产品 {}", pl.col("row") + 1),
            "output_unit": pl.lit("t"),
            "own_leading": given(own & pl.col("limit").is_null(), each * chance.between("leading", 0.6, 1.05)),
            "own_baseline": given(own & pl.col("limit").is_null(), each * chance.between("baseline", 1.1, 1.6)),
            "co2_leading": given(own, each * chance.between("leading carbon", 1.5, 2.7)),
            "co2_baseline": given(own, each * chance.between("baseline carbon", 2.8, 4)),
            "water_leading": given(own, each * chance.between("leading water", 8, 14)),
            "water_baseline": given(own, each * chance.between("baseline water", 15, 25)),
            "own_source": given(own & chance.under("sourced", 0.9), pl.lit(_SOURCE)),
        },
    ]


def _pollutants(part: float) -> Callable[[Rulebook, Chance], list[Cells]]:
    """Return how amounts of pollutants are drawn; a `part` of what is generated is left."""

    def cells(_book: Rulebook, chance: Chance) -> list[Cells]:
        each = pl.col("amount") / pl.col("output_value")
        pair = _throughout(chance, "pair", 0.4)
        return [
            {
                "pollutant": chance.pick("pollutant", _POLLUTANTS),
                "amount": chance.around("amount", pl.col("output_value") * 0.4 * part, 1.0),
            },
            _pair(each, pair, chance),
        ]

    return cells


def _materials(_book: Rulebook, chance: Chance) -> list[Cells]:
    total = chance.around("total", pl.col("output_value") * 0.3, 1.0)
    of_product = chance.under("by product", 0.2)
    return [
        {"total": total},
        {
            "green": pl.col("total") * chance.uniform("green") * chance.under("has green", 0.8),
            "output": given(of_product, pl.col("product_output") * chance.uniform("output")),
            "product_energy": given(of_product, pl.col("tce") * chance.uniform("weight")),
            **_pair(pl.col("total") / pl.col("output_value"), _throughout(chance, "pair", 0.4), chance),
        },
    ]


def _throughout(chance: Chance, name: str, share: float) -> pl.Expr:
    """Return where values are told that need not be: in nearly all rows of a factory, or in none."""
    return Chance(chance.seed, "site").under(name, told_share(share)) & chance.under(f"{name} here", 0.97)


def _pair(each: pl.Expr, there: pl.Expr, chance: Chance) -> Cells:
    """Return a pair of reference values around a figure, lower being better, and mostly a source."""
    return {
        "leading": given(there, each * chance.between("leading", 0.5, 1.05)),
        "baseline": given(there & ~chance.under("half", 0.04), each * chance.between("baseline", 1.0, 1.8)),
        "source": given(there & chance.under("sourced", 0.9), pl.lit(_SOURCE)),
    }


def _monitoring(_book: Rulebook, chance: Chance) -> list[Cells]:
    limit = pl.when(chance.under("no limit", 0.002)).then(0.0).otherwise(chance.around("permitted", 60, 0.7).round(1))
    return [
        {"pollutant": chance.pick("pollutant", _POLLUTANTS), "permitted": limit},
        {
            "mean": pl.col("permitted") * chance.around("mean", 0.4, 0.4),
            "leading_margin": given(
                _throughout(chance, "margin", 0.45), chance.whole("margin", 40, 90).cast(pl.Float64)
            ),
            "source": given(_throughout(chance, "margin", 0.45), pl.lit(_SOURCE)),
        },
    ]


def _solid_waste(_book: Rulebook, chance: Chance) -> list[Cells]:
    generated = chance.around("generated", pl.col("output_value") * 0.05, 1.2)
    used = pl.col("generated") * chance.uniform("used").clip(0, 0.8) * 1.25
    stock = given(chance.under("stock", 0.1), pl.col("generated") * chance.between("from stock", 0, 0.2))
    return [{"generated": generated}, {"used": used, "from_stock": stock}]


def _capacities(_book: Rulebook, chance: Chance) -> list[Cells]:
    return [
        {"representative": pl.col("row") == 0, "capacity": chance.around("capacity", pl.col("product_output"), 0.3)}
    ]


_CELLS: Final[dict[str, Callable[[Rulebook, Chance], list[Cells]]]] = {
    "energy_use": _energy,
    "main_products": _products,
    "pollutant_loads": _pollutants(1.0),
    "pollutant_emissions": _pollutants(0.1),
    "materials_used": _materials,
    "monitoring": _monitoring,
    "solid_waste": _solid_waste,
    "capacities": _capacities,
}
