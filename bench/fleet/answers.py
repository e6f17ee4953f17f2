"""The table of assessments: what invented factories answer, prove, excuse, and which reference values they bring."""

import math
import zlib
from typing import Final

import polars as pl

from bench.fleet.chance import Chance, given
from bench.fleet.factories import LIMITS, open_share, told_share
from gfassess.fleet import layout
from gfassess.model.facts import Fact
from gfassess.model.rulebook import Rulebook
from gfassess.model.tables import Table

PROVED: Final = 0.6
_EXCUSED: Final = 0.03
_ENTERED: Final = 0.4
_WRONG: Final = 0.04
"""Of what is entered: how much is the wrong way round, and how much is half."""
_UNUSUAL: Final = 0.9
"""How often nobody answers what has a default."""

_YES: Final = {
    "ceased_operation": 0.005, "had_accident_or_offence": 0.02, "was_removed_from_list": 0.005,
    "had_serious_inspection_finding": 0.01, "has_open_energy_order": 0.01, "is_dishonest_debtor": 0.005,
    "lawfully_established": 0.999, "duties_named": 0.96, "plan_adopted": 0.9, "targets_quantified": 0.92,
    "qms_running": 0.98, "ems_running": 0.95, "enms_running": 0.85, "ohsms_running": 0.95,
    "has_wastewater": 0.8, "has_waste_gas": 0.88, "has_solid_waste": 0.94, "per_product_basis": 0.3,
    "has_water_quota": 0.25,
}  # fmt: skip
"""How often the answer is yes; what is not named here, as often as no."""
_LIMITED: Final = "limited_products"
"""Yes mostly where the division has energy limits."""
_MISSED: Final = {"product_output": 0.2, "efficiency_standard_output": 0.3, "local_output_per_mu": 0.25}
_ZERO: Final = {"output_value": 0.002, "land_area": 0.001, "product_output": 0.004, "water_intake": 0.002}
"""How often a divisor is zero."""


def answers(book: Rulebook, factories: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Return the table of assessments of some factories."""
    chance = Chance(seed, "site")
    columns = _identity(chance)
    figures = _figures(chance)
    for fact in book.facts.values():
        columns[layout.fact_column(fact.id)] = _answer(fact, chance, figures)
    told = factories.with_columns(**columns, **_excuses(book, chance), **_references(book, chance, figures))
    told = told.with_columns(**_unproved(book, chance))
    return told.select(list(layout.assessment_columns(book)))


def _identity(chance: Chance) -> dict[str, pl.Expr]:
    number = pl.col("site").cast(pl.String).str.zfill(8)
    plain = pl.lit("")
    return {
        "file": "invented/" + number + ".toml",
        "name": "示例企业 " + number,
        "credit_code": plain,
        "site_name": pl.when(chance.under("second site", 0.1)).then(pl.lit("示例二厂")).otherwise(plain),
        "ruleset": chance.pick("rule set", {"five": 1.0, "gbt36132-2025": 1.0}),
        "illustrative": pl.lit(value=True),
    }


def _figures(chance: Chance) -> dict[str, pl.Expr]:
    """Return the true figures of the number facts; those that depend on nothing else are drawn by `_answer`."""
    land, value, wastewater = pl.col("land_area"), pl.col("output_value"), pl.col("wastewater_generated")
    reused, gas = pl.col("reused_share"), pl.col("waste_gas_volume")
    classes = chance.whole("classes", 1, 20).cast(pl.Float64)
    efficient = pl.col("product_output") * chance.between("under a standard", 0.1, 1)
    return {
        "output_value": value, "land_area": land, "product_output": pl.col("product_output"),
        "counted_floor_area": chance.around("floor", land * 1.1, 0.4),
        "footprint_area": land * chance.between("footprint", 0.15, 0.65),
        "storage_yard_area": land * chance.between("yards", 0, 0.15),
        "office_land_area": land * chance.between("offices", 0.01, 0.1),
        "plot_ratio_index": chance.between("index", 0.5, 1.2), "grid_factor": chance.between("grid", 0.4, 0.7),
        "local_output_per_mu": chance.around("local", 400, 0.3),
        "output_value_three_years": value * chance.between("three years", 2.5, 3.2),
        "retrofit_investment": chance.around("retrofit", value * 0.02, 1.0),
        "retrofit_projects": chance.whole("projects", 0, 9).cast(pl.Float64),
        "process_tco2": chance.around("process", pl.col("tce") * 0.3, 1.0) * chance.under("has process", 0.3),
        "water_intake": pl.col("water_intake"),
        "water_reused": pl.col("water_intake") * chance.around("water reused", 6, 1.2),
        "wastewater_generated": wastewater, "wastewater_reused": wastewater * reused,
        "wastewater_discharged": wastewater * (1 - reused), "waste_gas_volume": gas,
        "waste_gas_emitted": gas * chance.between("emitted", 0.9, 1),
        "product_classes": classes,
        "product_classes_with_footprint": (classes * chance.uniform("footprints")).floor(),
        "efficiency_standard_output": efficient, "energy_saving_output": efficient * chance.uniform("saving"),
    }  # fmt: skip


def _answer(fact: Fact, chance: Chance, figures: dict[str, pl.Expr]) -> pl.Expr:
    usual = 0.08 + zlib.crc32(fact.id.encode()) % 8 / 100
    missed = pl.lit(_UNUSUAL) if fact.default is not None else open_share(_MISSED.get(fact.id, usual))
    value = _value(fact, chance, figures)
    if fact.id in _ZERO:
        value = pl.when(chance.under(f"{fact.id} zero", _ZERO[fact.id])).then(0.0).otherwise(value)
    return given(~chance.under(f"{fact.id} missing", missed), value)


def _value(fact: Fact, chance: Chance, figures: dict[str, pl.Expr]) -> pl.Expr:
    match fact.kind:
        case "yes_no" if fact.id == _LIMITED:
            return pl.col("division").is_in(list(LIMITS)) & chance.under(fact.id, 0.85)
        case "yes_no":
            return chance.under(fact.id, _YES.get(fact.id, 0.5))
        case "choice":
            names = [option.id for option in fact.options]
            return chance.pick(fact.id, {name: 1.0 + place for place, name in enumerate(names)})
        case "number" | "count" if fact.id in figures:
            return figures[fact.id]
        case "number" | "count":
            low, high = fact.plausible or (1.0, 1000.0)
            drawn = chance.around(fact.id, (max(low, 1.0) * max(high, 1.0)) ** 0.5, 0.5)
            return drawn.round() if fact.kind == "count" else drawn
        case "date":
            return pl.format("{}-06-30", pl.col("year"))
        case _:
            return pl.format("示例说明 {}", pl.col("site"))


def _excuses(book: Rulebook, chance: Chance) -> dict[str, pl.Expr]:
    """Return what is said not to apply; which of that is proved is drawn with it."""
    columns: dict[str, pl.Expr] = {}
    for name in layout.indicators_of(book):
        excused = chance.under(f"{name} excused", _EXCUSED)
        columns[layout.excused_column(name)] = excused
        columns[layout.doubted_column(name)] = excused & ~chance.under(f"{name} excuse proved", PROVED)
    return columns


def _unproved(book: Rulebook, chance: Chance) -> dict[str, pl.Expr]:
    """Return which answers no document proves; those to ledgers by whether they have rows."""
    answered = {name: pl.col(layout.fact_column(name)).is_not_null() for name in book.facts}
    answered |= {name: pl.col(f"rows_{name}") > 0 for name in book.ledgers}
    return {
        layout.unproved_column(name): there & ~chance.under(f"{name} proved", PROVED)
        for name, there in answered.items()
    }


def _references(book: Rulebook, chance: Chance, figures: dict[str, pl.Expr]) -> dict[str, pl.Expr]:
    columns: dict[str, pl.Expr] = {}
    asking = {
        variant.scale.reference: variant
        for rules in book.rulesets.values()
        for head in rules.heads
        for line in head.indicator
        for variant in line.variants
    }
    own = _own(figures)
    for name in layout.references_of(book):
        entered = chance.under(f"{name} entered", told_share(_ENTERED))
        turned = (asking[name].scale.better == "lower") != chance.under(f"{name} wrong way", _WRONG)
        most = 100.0 if asking[name].unit == "%" else math.inf
        middle = chance.around(f"{name} middle", own.get(name, pl.lit(10.0)), 0.3)
        less = (middle * 0.75).clip(upper_bound=most)
        more = (middle * chance.between(f"{name} distance", 1.05, 1.6)).clip(upper_bound=most)
        half = chance.under(f"{name} half", _WRONG)
        columns[layout.leading_column(name)] = given(entered, pl.when(turned).then(less).otherwise(more))
        columns[layout.baseline_column(name)] = given(entered & ~half, pl.when(turned).then(more).otherwise(less))
        columns[layout.sourced_column(name)] = entered & ~chance.under(f"{name} without source", 0.1)
        columns[layout.chosen_column(name)] = _chosen(book.tables.get(name), name, chance)
    return columns


def _chosen(table: Table | None, name: str, chance: Chance) -> pl.Expr:
    """Return the published row that was chosen, now and then one that is no longer there."""
    if table is None:
        return pl.lit(None, dtype=pl.String)
    rows = {row.id: 1.0 for row in table.rows}
    row = chance.pick(f"{name} row", {**rows, "example-of-a-row-long-gone": 0.02 * len(rows)})
    return given(chance.under(f"{name} chosen", 0.35), row)


def _own(figures: dict[str, pl.Expr]) -> dict[str, pl.Expr]:
    """Return about what a factory has itself where reference values are asked for: what others have is not far off."""
    value, product, land = figures["output_value"], figures["product_output"], figures["land_area"]
    tce, carbon = pl.col("tce"), pl.col("tce") * 2.8
    amounts = {
        "energy": tce, "carbon": carbon, "waste_gas": figures["waste_gas_volume"],
        "wastewater": figures["wastewater_generated"], "water_intake": figures["water_intake"],
        "waste_gas_emitted": figures["waste_gas_emitted"], "wastewater_discharged": figures["wastewater_discharged"],
    }  # fmt: skip
    own = {f"{name}_per_product": amount / product for name, amount in amounts.items()}
    own |= {f"{name}_per_output_value": amount / value for name, amount in amounts.items()}
    renewable = pl.col("renewable_share") * 100
    return own | {
        "energy_kgce_per_output_value": tce * 1000 / value, "carbon_kg_per_output_value": carbon * 1000 / value,
        "output_value_per_land": value / land, "plot_ratio": figures["counted_floor_area"] / land,
        "building_coefficient": figures["footprint_area"] * 100 / land,
        "retrofit_share": figures["retrofit_investment"] * 100 / figures["output_value_three_years"],
        "catalogue_technologies": pl.lit(2.0), "retrofit_projects_per_year": pl.lit(1.5),
        "solid_waste_use_rate": pl.lit(80.0), "water_reuse_rate": pl.lit(80.0),
        "wastewater_reuse_rate": pl.col("reused_share") * 100, "renewable_share": renewable,
        "renewable_share_10000_tce_and_above": renewable, "renewable_share_5000_to_10000_tce": renewable,
        "renewable_share_3000_to_5000_tce": renewable, "renewable_share_below_3000_tce": renewable,
        "product_footprint_share": pl.lit(50.0), "energy_saving_products_share": pl.lit(50.0),
    }  # fmt: skip
