"""The indicators of `five` in hand-written Polars: value, reference values, state and share of each."""

from collections.abc import Mapping
from typing import Final

import polars as pl
from polars.expr.whenthen import ChainedThen, Then

from bench.fleet.five import BY_PRODUCT, LINES, PLATFORM, Line
from bench.fleet.hand_ledgers import WORST, between, finite, on_steps

SCORED, UNANSWERED, WITHOUT_REFERENCE, UNDEFINED, NOT_APPLICABLE = (pl.lit(state, pl.Int8) for state in range(5))
_STEPS: Final = ((2.0, 1.0), (1.5, 0.8), (1.2, 0.6))
_HIGHER: Final = {
    "encouraged_technology": "catalogue_technologies",
    "retrofit_share": "retrofit_share",
    "solid_waste_use": "solid_waste_use_rate",
    "wastewater_reuse": "wastewater_reuse_rate",
    "water_reuse": "water_reuse_rate",
    "renewable_share": "renewable_share",
}
_LOWER: Final = {
    "waste_gas_intensity": "waste_gas",
    "wastewater_intensity": "wastewater",
    "water_intensity": "water_intake",
    "energy_intensity": "energy",
    "carbon_intensity": "carbon",
}
_CHOSEN: Final = {"solid_waste_use_rate": (57.0, 55.02), "water_reuse_rate": (94.0, 92.9)}
"""The one published row, `national-2025`, of the two references that have a table."""
_LEVELS: Final[Mapping[str, tuple[str, Mapping[str, float]]]] = {
    "land_saving_layout": ("land_saving", {"none": 0.0, "partly": 0.5, "fully": 1.0}),
    "toxic_materials_replaced": ("toxic_substitution", {"none": 0.0, "partly": 0.5, "fully": 1.0}),
    "green_purchasing": ("supplier_requirements", {"none": 0.0, "stated": 0.5, "checked": 1.0}),
    "ghg_verification": ("ghg_report", {"none": 0.0, "reported": 0.5, "verified": 1.0}),
}
_YES: Final = {
    "hazardous_substances": "hazardous_substances_controlled",
    "ems_certificate": "ems_certified",
    "enms_certificate": "enms_certified",
}
_ROWS: Final = {
    "green_material_rate": "green",
    "pollutant_intensity": "load",
    "permit_margin_water": "water",
    "permit_margin_air": "air",
    "material_intensity": "material",
}
_PER_PRODUCT: Final = ("pollutant_intensity", "waste_gas_intensity", "wastewater_intensity")

col = pl.col


def fact(name: str) -> pl.Expr:
    """Return the answer to a question."""
    return col(f"fact_{name}")


def measured(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Add whether each line is reached, its variant, its raw value and its reference values."""
    frame = frame.with_columns(_reached(line).alias(f"reached_{line.name}") for line in LINES)
    frame = frame.with_columns(variant.alias(f"variant_{name}") for name, variant in _variants().items())
    raw = {name: pl.when(_reached_of(name)).then(value) for name, value in _values().items()}
    return frame.with_columns(
        *(value.alias(f"raw_{name}") for name, value in raw.items()),
        *(part for name in (*_HIGHER, *_LOWER) for part in _pair(name)),
    )


def settled(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Add state, share and value of each line."""
    values = _values()
    return frame.with_columns(
        *(_state(line).alias(f"state_{line.name}") for line in LINES),
        *(finite(col(f"raw_{name}")).alias(f"value_{name}") for name in values),
        *(_share(line.name).alias(f"share_{line.name}") for line in LINES),
    )


def _reached_of(name: str) -> pl.Expr:
    return col(f"reached_{name}")


def _reached(line: Line) -> pl.Expr:
    """Tell whether a line is measured at all: null where it is not known."""
    wanted = ~col(f"excused_{line.name}")
    return wanted & pl.any_horizontal(fact(name) for name in line.applies) if line.applies else wanted


def _variants() -> dict[str, pl.Expr]:
    basis = fact("per_product_basis")
    by_product = {
        "material_intensity": fact("materials_by_product").fill_null(value=False),
        "water_intensity": fact("water_by_product").fill_null(value=False),
        "energy_intensity": fact("limited_products") | fact("energy_by_product").fill_null(value=False),
        "carbon_intensity": fact("carbon_by_product").fill_null(value=False),
    }
    first, second, third = (pl.lit(place, pl.Int8) for place in range(3))
    found = {name: pl.when(basis).then(first).when(~basis).then(second) for name in _PER_PRODUCT}
    for name, test in by_product.items():
        found[name] = pl.when(test).then(first).when(~test & basis).then(second).when(~test & ~basis).then(third)
    running = fact("platform_running")
    found["platform"] = pl.when(running).then(first).when(~running).then(second)
    return {name: pl.when(_reached_of(name)).then(variant) for name, variant in found.items()}


def _values() -> dict[str, pl.Expr]:
    land, divisor = fact("land_area"), col("divisor")
    used = pl.when(fact("uses_catalogue_technologies")).then(col("technologies"))
    functions = pl.sum_horizontal((fact(name) for name in PLATFORM), ignore_nulls=False).cast(pl.Float64)
    return {
        "plot_ratio": fact("counted_floor_area") / (land * col("plot_ratio_index")),
        "output_per_land": (fact("output_value") / land) / (fact("local_output_per_mu") * 15 / 10000),
        "building_density": fact("footprint_area") * 100 / land,
        "office_land_share": fact("office_land_area") * 100 / land,
        "waste_gas_intensity": fact("waste_gas_volume") / divisor,
        "wastewater_intensity": fact("wastewater_generated") / divisor,
        "encouraged_technology": used.when(~fact("uses_catalogue_technologies")).then(0.0),
        "retrofit_share": fact("retrofit_investment") * 100 / fact("output_value_three_years"),
        "solid_waste_use": col("waste_used") * 100 / (col("waste_generated") + col("waste_from_stock")),
        "wastewater_reuse": fact("wastewater_reused")
        * 100
        / (fact("wastewater_reused") + fact("wastewater_discharged")),
        "water_reuse": fact("water_reused") * 100 / (fact("water_intake") + fact("water_reused")),
        "water_intensity": _by_site("water_intensity", fact("water_intake") / divisor),
        "energy_intensity": _by_site("energy_intensity", col("energy_tce") / divisor),
        "carbon_intensity": _by_site("carbon_intensity", (col("energy_tco2") + fact("process_tco2")) / divisor),
        "renewable_share": col("energy_renewable") * 100 / col("energy_tce"),
        "platform": pl.when(col("variant_platform") == 0).then(functions).when(col("variant_platform") == 1).then(0.0),
    }


def _by_site(name: str, value: pl.Expr) -> pl.Expr:
    return pl.when(col(f"variant_{name}") > 0).then(value)


def _pair(name: str) -> list[pl.Expr]:
    """Return the reference values that count, each null where none do."""
    if name in _HIGHER:
        return [part.alias(f"{end}_of_{name}") for end, part in _entered(_HIGHER[name], lower=False).items()]
    places = (0, 1) if name in _PER_PRODUCT else (1, 2)
    ends = [_entered(f"{_LOWER[name]}_per_{side}", lower=True) for side in ("product", "output_value")]
    variant = col(f"variant_{name}")
    return [
        pl.when(variant == places[0])
        .then(ends[0][end])
        .when(variant == places[1])
        .then(ends[1][end])
        .alias(f"{end}_of_{name}")
        for end in ("leading", "baseline")
    ]


def _entered(reference: str, *, lower: bool) -> dict[str, pl.Expr]:
    leading, baseline = col(f"leading_{reference}"), col(f"baseline_{reference}")
    right = leading <= baseline if lower else leading >= baseline
    usable = right & col(f"sourced_{reference}")
    found = {"leading": pl.when(usable).then(leading), "baseline": pl.when(usable).then(baseline)}
    if reference not in _CHOSEN:
        return dict(found)
    chosen = col(f"chosen_{reference}") == "national-2025"
    pair = zip(found.items(), _CHOSEN[reference], strict=True)
    return {end: part.when(chosen).then(figure) for (end, part), figure in pair}


def _state(line: Line) -> pl.Expr:
    """Return the state of a line: excused, then whether it applies, then what measuring it came to."""
    chain: Then | ChainedThen = pl.when(col(f"excused_{line.name}")).then(NOT_APPLICABLE)
    if line.applies:
        reached = _reached_of(line.name)
        chain = chain.when(reached.is_null()).then(UNANSWERED).when(~reached).then(NOT_APPLICABLE)
    return chain.otherwise(_found(line.name))


def _found(name: str) -> pl.Expr:
    if name in _LEVELS:
        return _answered(fact(_LEVELS[name][0]).is_not_null())
    if name in _YES:
        return _answered(fact(_YES[name]).is_not_null())
    if name == "recycled_material":
        claimed, described = fact("has_recycled_material_case"), fact("recycled_material_case").is_not_null()
        return _answered(~claimed | (claimed & described))
    if name in _ROWS:
        worst = _worst(_ROWS[name])
        known = name not in {"pollutant_intensity", "material_intensity"}
        return worst if known else pl.when(col(f"variant_{name}").is_null()).then(UNANSWERED).otherwise(worst)
    raw = col(f"raw_{name}")
    chain: Then | ChainedThen = pl.when(raw.is_null()).then(UNANSWERED).when(~raw.is_finite()).then(UNDEFINED)
    if name in _HIGHER or name in _LOWER:
        chain = chain.when(col(f"leading_of_{name}").is_null()).then(WITHOUT_REFERENCE)
    single = chain.otherwise(SCORED)
    if name not in BY_PRODUCT:
        return single
    return pl.when(col(f"variant_{name}") == 0).then(_worst(_product(name))).otherwise(single)


def _answered(known: pl.Expr) -> pl.Expr:
    return pl.when(known).then(SCORED).otherwise(UNANSWERED)


def _product(name: str) -> str:
    return {"water_intensity": "product_water", "energy_intensity": "product_energy"}.get(name, "product_co2")


def _worst(ledger: str) -> pl.Expr:
    rank = col(f"{ledger}_rank")
    chain: Then | ChainedThen = pl.when(rank == 0).then(SCORED)
    for worst, state in WORST.items():
        chain = chain.when(rank == worst).then(pl.lit(state, pl.Int8))
    return chain.otherwise(UNANSWERED)


def _share(name: str) -> pl.Expr:
    """Return the share before the state is looked at: right wherever a line is scored."""
    if name in _LEVELS:
        asked, levels = _LEVELS[name]
        chain: Then | ChainedThen = pl.when(fact(asked) == "none").then(0.0)
        for option, level in levels.items():
            chain = chain.when(fact(asked) == option).then(level)
        return chain
    if name in _YES:
        return fact(_YES[name]).cast(pl.Float64)
    if name == "recycled_material":
        return fact("has_recycled_material_case").cast(pl.Float64)
    if name in _ROWS:
        return col(f"{_ROWS[name]}_share")
    raw = col(f"raw_{name}")
    if name == "platform":
        return (raw / 8).clip(0.0, 1.0)
    if name in {"plot_ratio", "output_per_land"}:
        return on_steps(raw, *_STEPS)
    if name == "building_density":
        return on_steps(raw, (30.0, 1.0))
    if name == "office_land_share":
        return on_steps(-raw, (-7.0, 1.0))
    ends = (col(f"{end}_of_{name}") for end in ("leading", "baseline"))
    share = between(raw, *ends, lower=name in _LOWER)
    if name not in BY_PRODUCT:
        return share
    return pl.when(col(f"variant_{name}") == 0).then(col(f"{_product(name)}_share")).otherwise(share)
