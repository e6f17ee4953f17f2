"""The indicators of `five` in hand-written Spark SQL: one projection a stage, each on top of the one before."""

from typing import Final

from bench.fleet.five import BY_PRODUCT, LINES, PLATFORM, Line
from bench.fleet.hand_sql import between, divided, faulty, on_steps

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
_LEVELS: Final = {
    "land_saving_layout": ("land_saving", "WHEN 'none' THEN 0D WHEN 'partly' THEN 0.5D WHEN 'fully' THEN 1D"),
    "toxic_materials_replaced": (
        "toxic_substitution",
        "WHEN 'none' THEN 0D WHEN 'partly' THEN 0.5D WHEN 'fully' THEN 1D",
    ),
    "green_purchasing": ("supplier_requirements", "WHEN 'none' THEN 0D WHEN 'stated' THEN 0.5D WHEN 'checked' THEN 1D"),
    "ghg_verification": ("ghg_report", "WHEN 'none' THEN 0D WHEN 'reported' THEN 0.5D WHEN 'verified' THEN 1D"),
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
_PRODUCT: Final = {
    "water_intensity": "product_water",
    "energy_intensity": "product_energy",
    "carbon_intensity": "product_co2",
}
_FUNCTIONS: Final = " + ".join(f"CASE WHEN fact_{name} THEN 1D WHEN NOT fact_{name} THEN 0D END" for name in PLATFORM)

VALUES: Final = {
    "plot_ratio": divided("fact_counted_floor_area", "fact_land_area * plot_ratio_index"),
    "output_per_land": divided(
        f"({divided('fact_output_value', 'fact_land_area')})", "fact_local_output_per_mu * 15 / 10000"
    ),
    "building_density": divided("fact_footprint_area * 100", "fact_land_area"),
    "office_land_share": divided("fact_office_land_area * 100", "fact_land_area"),
    "waste_gas_intensity": divided("fact_waste_gas_volume", "divisor"),
    "wastewater_intensity": divided("fact_wastewater_generated", "divisor"),
    "encouraged_technology": "CASE WHEN fact_uses_catalogue_technologies THEN technologies"
    " WHEN NOT fact_uses_catalogue_technologies THEN 0D END",
    "retrofit_share": divided("fact_retrofit_investment * 100", "fact_output_value_three_years"),
    "solid_waste_use": divided("waste_used * 100", "waste_generated + waste_from_stock"),
    "wastewater_reuse": divided("fact_wastewater_reused * 100", "fact_wastewater_reused + fact_wastewater_discharged"),
    "water_reuse": divided("fact_water_reused * 100", "fact_water_intake + fact_water_reused"),
    "water_intensity": divided("fact_water_intake", "divisor"),
    "energy_intensity": divided("energy_tce", "divisor"),
    "carbon_intensity": divided("(energy_tco2 + fact_process_tco2)", "divisor"),
    "renewable_share": divided("energy_renewable * 100", "energy_tce"),
    "platform": f"CASE variant_platform WHEN 0 THEN {_FUNCTIONS} WHEN 1 THEN 0D END",
}
VARIANTS: Final = (*_PER_PRODUCT, "material_intensity", *BY_PRODUCT, "platform")


def variants() -> list[str]:
    """Return the place of the variant that counts; null while none does."""
    basis = "fact_per_product_basis"
    by_product = {
        "material_intensity": "by_product",
        "water_intensity": "coalesce(fact_water_by_product, FALSE)",
        "energy_intensity": "(fact_limited_products OR coalesce(fact_energy_by_product, FALSE))",
        "carbon_intensity": "coalesce(fact_carbon_by_product, FALSE)",
    }
    found = dict.fromkeys(_PER_PRODUCT, f"WHEN {basis} THEN 0 WHEN NOT {basis} THEN 1")
    for name, test in by_product.items():
        found[name] = f"WHEN {test} THEN 0 WHEN NOT {test} AND {basis} THEN 1 WHEN NOT {test} AND NOT {basis} THEN 2"
    found["platform"] = "WHEN fact_platform_running THEN 0 WHEN NOT fact_platform_running THEN 1"
    return [f"CASE WHEN {_reached(name)} THEN CASE {cases} END END AS variant_{name}" for name, cases in found.items()]


def raw() -> list[str]:
    """Return the value of each line that is reached, NaN where it is undefined, and its reference values."""
    single = {name: f" AND variant_{name} > 0" if name in BY_PRODUCT else "" for name in VALUES}
    values = [
        f"CASE WHEN {_reached(name)}{single[name]} THEN {value} END AS raw_{name}" for name, value in VALUES.items()
    ]
    return [*values, *(pair for name in (*_HIGHER, *_LOWER) for pair in _pair(name))]


def settled() -> list[str]:
    """Return state, share and value of each line."""
    return [
        *(f"CAST({_state(line)} AS TINYINT) AS state_{line.name}" for line in LINES),
        *(f"{_share(line.name)} AS share_{line.name}" for line in LINES),
        *(f"CASE WHEN NOT {faulty(f'raw_{name}')} THEN raw_{name} END AS value_{name}" for name in VALUES),
    ]


def _held(line: Line) -> str:
    return " OR ".join(f"fact_{name}" for name in line.applies)


def _reached(name: str) -> str:
    """Tell whether a line is measured at all: null where it is not known."""
    held = _held(next(line for line in LINES if line.name == name))
    return f"NOT excused_{name} AND ({held})" if held else f"NOT excused_{name}"


def _pair(name: str) -> list[str]:
    if name in _HIGHER:
        return [f"{_entered(_HIGHER[name], end, lower=False)} AS {end}_of_{name}" for end in ("leading", "baseline")]
    first, second = (0, 1) if name in _PER_PRODUCT else (1, 2)
    return [
        f"CASE variant_{name} WHEN {first} THEN {_entered(f'{_LOWER[name]}_per_product', end, lower=True)}"
        f" WHEN {second} THEN {_entered(f'{_LOWER[name]}_per_output_value', end, lower=True)} END AS {end}_of_{name}"
        for end in ("leading", "baseline")
    ]


def _entered(reference: str, end: str, *, lower: bool) -> str:
    sign = "<=" if lower else ">="
    right = f"leading_{reference} {sign} baseline_{reference} AND sourced_{reference}"
    chosen = ""
    if reference in _CHOSEN:
        figure = dict(zip(("leading", "baseline"), _CHOSEN[reference], strict=True))[end]
        chosen = f" WHEN chosen_{reference} = 'national-2025' THEN {figure}D"
    return f"CASE WHEN {right} THEN {end}_{reference}{chosen} END"


def _state(line: Line) -> str:
    name = line.name
    held = _held(line)
    applies = f" WHEN ({held}) IS NULL THEN 1 WHEN NOT ({held}) THEN 4" if held else ""
    return f"CASE WHEN excused_{name} THEN 4{applies} ELSE {_found(name)} END"


def _found(name: str) -> str:
    if name in _LEVELS:
        return f"CASE WHEN fact_{_LEVELS[name][0]} IS NULL THEN 1 ELSE 0 END"
    if name in _YES:
        return f"CASE WHEN fact_{_YES[name]} IS NULL THEN 1 ELSE 0 END"
    if name == "recycled_material":
        has, case = "fact_has_recycled_material_case", "fact_recycled_material_case"
        return f"CASE WHEN {has} IS NULL OR ({has} AND {case} IS NULL) THEN 1 ELSE 0 END"
    if name in _ROWS:
        unknown = f"WHEN variant_{name} IS NULL THEN 1 " if name in VARIANTS else ""
        return f"CASE {unknown}{_worst(_ROWS[name])}"
    product = f"WHEN variant_{name} = 0 THEN CASE {_worst(_PRODUCT[name])} " if name in BY_PRODUCT else ""
    pair = f"WHEN leading_of_{name} IS NULL THEN 2 " if name in _HIGHER or name in _LOWER else ""
    return f"CASE {product}WHEN raw_{name} IS NULL THEN 1 WHEN {faulty(f'raw_{name}')} THEN 3 {pair}ELSE 0 END"


def _worst(ledger: str) -> str:
    rank = f"{ledger}_rank"
    return f"WHEN {rank} = 0 THEN 0 WHEN {rank} = 1 THEN 2 WHEN {rank} = 2 THEN 3 ELSE 1 END"


def _share(name: str) -> str:
    """Return the share before the state is looked at: right wherever a line is scored."""
    if name in _LEVELS:
        asked, levels = _LEVELS[name]
        return f"CASE fact_{asked} {levels} END"
    yes = _YES.get(name, "has_recycled_material_case" if name == "recycled_material" else "")
    if yes:
        return f"CASE WHEN fact_{yes} THEN 1D ELSE 0D END"
    if name in _ROWS:
        return f"{_ROWS[name]}_share"
    if name == "platform":
        return "least(1D, raw_platform / 8)"
    if name in {"plot_ratio", "output_per_land"}:
        return on_steps(f"raw_{name}", (2.0, 1.0), (1.5, 0.8), (1.2, 0.6))
    if name in {"building_density", "office_land_share"}:
        return on_steps(
            *(("raw_building_density", (30.0, 1.0)) if name[0] == "b" else ("-raw_office_land_share", (-7.0, 1.0)))
        )
    share = between(f"raw_{name}", f"leading_of_{name}", f"baseline_of_{name}", lower=name in _LOWER)
    return f"CASE WHEN variant_{name} = 0 THEN {_PRODUCT[name]}_share ELSE {share} END" if name in BY_PRODUCT else share
