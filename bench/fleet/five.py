"""What the rule set `five` says, written down by hand for the yardsticks: lines, points, proofs, small tables.

Only the figures of tables of criteria/ are read. Everything else stands here as somebody would write it who scores
a province under this one rule set and nothing else.
"""

from functools import cache
from typing import Final, NamedTuple

from gfassess.files import builtin_criteria
from gfassess.model.places import short_place
from gfassess.model.rulebook import Rulebook
from gfassess.model.tables import Row, source_of
from gfassess.rules import load

WHOLE: Final = 100.0


class Line(NamedTuple):
    """One indicator."""

    name: str
    criterion: str
    points: float
    applies: tuple[str, ...] = ()
    """Facts of which one must hold; all of them want a proof."""
    rests: tuple[str, ...] = ()
    """What every variant rests on, as far as a proof is wanted."""
    per_product: str = ""
    """What the variants per product rest on besides."""
    per_value: str = ""
    """What the variants per output value rest on besides."""
    asks: tuple[str, ...] = ()
    """Further questions whose answer may be missing: those that want no proof."""


LINES: Final = (
    Line("plot_ratio", "land", 6, (), ("counted_floor_area", "land_area", "plot_ratio_index")),
    Line("output_per_land", "land", 6, (), ("output_value", "land_area", "local_output_per_mu")),
    Line("building_density", "land", 4, (), ("footprint_area", "land_area")),
    Line("office_land_share", "land", 2, (), ("office_land_area", "land_area")),
    Line("land_saving_layout", "land", 2, (), ("land_saving",)),
    Line("green_material_rate", "materials", 8, (), ("materials_used",)),
    Line("hazardous_substances", "materials", 4, (), ("hazardous_substances_controlled",)),
    Line("toxic_materials_replaced", "materials", 3, (), ("toxic_substitution",)),
    Line("recycled_material", "materials", 3, (), ("recycled_material_case",), asks=("has_recycled_material_case",)),
    Line("green_purchasing", "materials", 2, (), ("supplier_requirements",)),
    Line(
        "pollutant_intensity",
        "production",
        5,
        ("has_wastewater", "has_waste_gas"),
        ("pollutant_loads",),
        "product_output",
        "output_value",
        ("per_product_basis",),
    ),
    Line(
        "waste_gas_intensity",
        "production",
        2,
        ("has_waste_gas",),
        ("waste_gas_volume",),
        "product_output",
        "output_value",
        ("per_product_basis",),
    ),
    Line(
        "wastewater_intensity",
        "production",
        2,
        ("has_wastewater",),
        ("wastewater_generated",),
        "product_output",
        "output_value",
        ("per_product_basis",),
    ),
    Line("permit_margin_water", "production", 2, ("has_wastewater",), ("monitoring",)),
    Line("permit_margin_air", "production", 2, ("has_waste_gas",), ("monitoring",)),
    Line("encouraged_technology", "production", 3, (), ("catalogue_items",), asks=("uses_catalogue_technologies",)),
    Line("retrofit_share", "production", 2, (), ("retrofit_investment", "output_value_three_years")),
    Line("ems_certificate", "production", 2, (), ("ems_certified",)),
    Line(
        "material_intensity",
        "waste",
        4,
        (),
        ("materials_used",),
        "product_output",
        "output_value",
        ("per_product_basis",),
    ),
    Line("solid_waste_use", "waste", 5, ("has_solid_waste",), ("solid_waste",)),
    Line("wastewater_reuse", "waste", 3, ("has_wastewater",), ("wastewater_reused", "wastewater_discharged")),
    Line("water_reuse", "waste", 4, (), ("water_reused", "water_intake")),
    Line(
        "water_intensity",
        "waste",
        4,
        (),
        ("water_intake",),
        "product_output",
        "output_value",
        ("main_products", "per_product_basis"),
    ),
    Line(
        "energy_intensity",
        "energy",
        6,
        (),
        ("energy_use",),
        "product_output",
        "output_value",
        ("main_products", "limited_products", "per_product_basis"),
    ),
    Line(
        "carbon_intensity",
        "energy",
        5,
        (),
        ("energy_use", "process_tco2"),
        "product_output",
        "output_value",
        ("main_products", "per_product_basis"),
    ),
    Line("renewable_share", "energy", 4, (), ("energy_use",)),
    Line("platform", "energy", 2, (), ("platform_running",)),
    Line("enms_certificate", "energy", 1, (), ("enms_certified",)),
    Line("ghg_verification", "energy", 2, (), ("ghg_report",)),
)
"""In the order of the rule set."""

BY_PRODUCT: Final = ("water_intensity", "energy_intensity", "carbon_intensity")
"""Lines that may go by product: then they rest on `main_products`, and only on it."""
HEADS: Final = ("land", "materials", "production", "waste", "energy")
HEAD_POINTS: Final = 20.0

GATES: Final = {
    "x1_operating": ("ceased_operation", False),
    "x2_no_offence": ("had_accident_or_offence", False),
    "x3_not_removed": ("was_removed_from_list", False),
    "x4_no_serious_finding": ("had_serious_inspection_finding", False),
    "x5_energy_order_fulfilled": ("has_open_energy_order", False),
    "x6_no_dishonest_debtor": ("is_dishonest_debtor", False),
    "d1_duties": ("duties_named", True),
    "d2_plan": ("plan_adopted", True),
    "d3_targets": ("targets_quantified", True),
    "s1_quality_system": ("qms_running", True),
    "s2_environment_system": ("ems_running", True),
    "s3_energy_system": ("enms_running", True),
    "s4_safety_system": ("ohsms_running", True),
}
"""The fact of each gate, and what it must be."""

PLATFORM: Final = tuple(
    f"platform_{part}"
    for part in (
        "query",
        "intensity",
        "advice",
        "benchmarking",
        "flow",
        "balance",
        "budget",
        "carbon",
        "footprint",
        "supply_chain",
        "verification",
        "assets",
    )
)
LEDGERS: Final = (
    "energy_use",
    "main_products",
    "materials_used",
    "pollutant_loads",
    "monitoring",
    "catalogue_items",
    "solid_waste",
)
"""The ledgers that it looks into."""


def asks(line: Line) -> frozenset[str]:
    """Return every question that a line may wait for."""
    more = PLATFORM if line.name == "platform" else ()
    sides = (line.per_product, line.per_value)
    return frozenset((*line.applies, *line.rests, *line.asks, *(side for side in sides if side), *more))


@cache
def book() -> Rulebook:
    """Return the rules that the figures of the tables are read from."""
    return load(builtin_criteria())


def first_year(table: str, row: Row, column: str) -> int:
    """Return the first reporting year in which a figure is in force."""
    rules = book()
    source = source_of(rules.tables[table], row, column)
    document = rules.documents.get(source.document) if source else None
    start = row.in_force or (document.in_force if document else None)
    return start.year if start else 0


def grid_factor(province: str, year: int) -> float | None:
    """Return the published factor of a province (else the nation's) in the latest year that is not after `year`."""
    rows = [row for row in book().tables["grid"].rows if row.year is not None and row.year <= year]
    place = short_place(province)
    own = [row for row in rows if row.province and place and short_place(row.province) == place]
    best = max(own or [row for row in rows if not row.province], key=lambda row: row.year or 0, default=None)
    return float(best.values["factor"]) if best else None
