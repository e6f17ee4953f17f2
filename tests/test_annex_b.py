"""GB/T 36132-2025, Table C.1 and Annex B: every formula against a result worked by hand, in its unit.

The works: 200 000 t of product, output value 50 000 x 10^4 CNY, on 80 000 m2.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from gfassess.model.assessment import Assessment, EnteredReference, Enterprise
from gfassess.model.rulebook import Rulebook
from gfassess.rules import load
from gfassess.scoring import score

CRITERIA = Path(__file__).parents[1] / "criteria"
EDITION = "gbt36132-2025"

TABLE_C1 = {
    "energy": (30, {"energy_intensity": 8, "carbon_intensity": 8, "renewable_share": 8, "platform": 6}),
    "resources": (30, {"material_intensity": 8, "water_intensity": 8, "water_reuse": 8, "solid_waste_use": 6}),
    "production": (16, {"advanced_process": 6, "retrofit_share": 4, "pollutant_intensity": 6}),
    "products": (16, {"green_design": 8, "product_footprint": 8}),
    "land": (8, {"land_productivity": 8}),
}
"""Heads, lines and points as the table prints them, marked there as an example."""

WORKS: dict[str, Any] = {"product_output": 200_000.0, "output_value": 50_000.0, "land_area": 80_000.0}
PER_PRODUCT: dict[str, Any] = {**WORKS, "per_product_basis": True, "limited_products": False}
PER_VALUE: dict[str, Any] = {**WORKS, "per_product_basis": False, "limited_products": False}

COKE_AND_POWER = (
    {"carrier": "other_by_mass", "amount": 10_000.0, "kgce": 0.9, "tco2": 0.002},
    {"carrier": "electricity", "amount": 5_000_000.0},
    {"carrier": "electricity", "amount": 1_000_000.0, "renewable": True},
    {"carrier": "other_by_mass", "amount": 4_000.0, "kgce": 0.5, "tco2": 0.001, "feedstock": True},
)
"""10 000 x 0.9 / 1000 = 9 tce; 5 x 10^6 x 0.1229 / 1000 = 614.5 tce; renewable 122.9 tce; the feedstock counts nowhere.

Together 746.4 tce. CO2 with a grid factor of 0.6: 10 000 x 0.002 = 20 t; 5 x 10^6 x 0.6 / 1000 = 3000 t; renewable 0.
"""

PRODUCTS = (
    {"product": "甲", "output": 1_000.0, "output_unit": "t", "energy": 300.0, "co2": 900.0, "water": 2_000.0}
    | {"own_leading": 0.2, "own_baseline": 0.4, "co2_leading": 0.8, "co2_baseline": 1.0}
    | {"water_leading": 1.0, "water_baseline": 3.0, "own_source": "手算"},
    {"product": "乙", "output": 500.0, "output_unit": "t", "energy": 100.0, "co2": 400.0, "water": 500.0}
    | {"own_leading": 0.2, "own_baseline": 0.4, "co2_leading": 0.8, "co2_baseline": 1.0}
    | {"water_leading": 1.0, "water_baseline": 3.0, "own_source": "手算"},
)
"""Energy 0.3 and 0.2 tce/t, CO2 0.9 and 0.8 tCO2/t, water 2 and 1 m3/t; weights 300 : 100."""

GAS = {"has_waste_gas": True, "has_wastewater": True}
VOLUME = {**GAS, "pollutant_by_volume": True}


class Line(NamedTuple):
    """One formula: what is answered, and what must come out."""

    clause: str
    indicator: str
    value: float | None
    """None where several rows have scales of their own; then `rows` holds their values."""
    unit: str
    facts: dict[str, Any]
    ledgers: Mapping[str, Any] = MappingProxyType({})
    rows: tuple[float, ...] = ()
    share: float | None = None


def pollutants(ledger: str) -> dict[str, Any]:
    """Return two pollutants: 1000 kg and 400 kg."""
    pair = {"leading": 0.001, "baseline": 0.1, "source": "手算"}
    rows = ({"pollutant": "cod", "amount": 1_000.0, **pair}, {"pollutant": "so2", "amount": 400.0, **pair})
    return {ledger: rows}


MATERIALS = {
    "materials_used": (
        {"material": "钢", "total": 240_000.0, "green": 0.0, "leading": 1.1, "baseline": 1.3, "source": "手算"},
    )
}
ENERGY = {"energy_use": COKE_AND_POWER}
CO2 = {"grid_factor": 0.6, "process_tco2": 180.0}
WASTE = {"solid_waste": ({"waste": "渣", "generated": 900.0, "used": 800.0, "from_stock": 100.0},)}

LINES = [
    # 746.4 / 200 000; / 50 000
    Line("B.1", "energy_intensity", 0.003732, "tce/unit", PER_PRODUCT, ENERGY),
    # shares (0.4 - 0.3) / 0.2 = 0.5 and 1, weighted 300 : 100 = 0.625
    Line(
        "B.1 products",
        "energy_intensity",
        None,
        "tce/unit",
        {**PER_VALUE, "limited_products": True},
        {"main_products": PRODUCTS},
        (0.3, 0.2),
        0.625,
    ),
    Line("B.2", "energy_intensity", 0.014928, "tce/10^4 CNY", PER_VALUE, ENERGY),
    # (20 + 3000 + 180) / 200 000; / 50 000
    Line("B.3", "carbon_intensity", 0.016, "tCO2/unit", {**PER_PRODUCT, **CO2}, ENERGY),
    # shares 0.5 and 1, weighted 300 : 100
    Line(
        "B.3 products",
        "carbon_intensity",
        None,
        "tCO2/unit",
        {**PER_VALUE, "carbon_by_product": True},
        {"main_products": PRODUCTS},
        (0.9, 0.8),
        0.625,
    ),
    Line("B.4", "carbon_intensity", 0.064, "tCO2/10^4 CNY", {**PER_VALUE, **CO2}, ENERGY),
    # 122.9 / 746.4
    Line("B.5", "renewable_share", 16.465702036441586, "%", PER_VALUE, ENERGY),
    # 240 000 / 200 000; / 50 000
    Line("B.6", "material_intensity", None, "t/unit", PER_PRODUCT, MATERIALS, (1.2,), 0.5),
    Line("B.7", "material_intensity", None, "t/10^4 CNY", PER_VALUE, MATERIALS, (4.8,), 0.0),
    # 300 000 / 200 000; / 50 000
    Line("B.8", "water_intensity", 1.5, "m3/unit", {**PER_PRODUCT, "water_intake": 300_000.0}),
    # shares 0.5 and 1, weighted 300 : 100
    Line(
        "B.8 products",
        "water_intensity",
        None,
        "m3/unit",
        {**PER_VALUE, "water_by_product": True},
        {"main_products": PRODUCTS},
        (2.0, 1.0),
        0.625,
    ),
    Line("B.9", "water_intensity", 6.0, "m3/10^4 CNY", {**PER_VALUE, "water_intake": 300_000.0}),
    # 700 000 / (300 000 + 700 000)
    Line("B.10", "water_reuse", 70.0, "%", {"water_intake": 300_000.0, "water_reused": 700_000.0}),
    # 800 of 900 + 100
    Line("B.11", "solid_waste_use", 80.0, "%", {"has_solid_waste": True}, WASTE),
    # 60 000 t: / 200 000; / 50 000
    Line("B.12", "pollutant_intensity", 0.3, "t/unit", {**PER_PRODUCT, **VOLUME, "wastewater_generated": 60_000.0}),
    Line("B.13", "pollutant_intensity", 1.2, "t/10^4 CNY", {**PER_VALUE, **VOLUME, "wastewater_generated": 60_000.0}),
    # 20 000 t
    Line(
        "B.14",
        "pollutant_intensity",
        0.1,
        "t/unit",
        {**PER_PRODUCT, **VOLUME, "emission_basis": True, "wastewater_discharged": 20_000.0},
    ),
    Line(
        "B.15",
        "pollutant_intensity",
        0.4,
        "t/10^4 CNY",
        {**PER_VALUE, **VOLUME, "emission_basis": True, "wastewater_discharged": 20_000.0},
    ),
    # 30 000 000 m3
    Line(
        "B.16",
        "pollutant_intensity",
        150.0,
        "m3/unit",
        {**PER_PRODUCT, **VOLUME, "volume_of_waste_gas": True, "waste_gas_volume": 30_000_000.0},
    ),
    Line(
        "B.17",
        "pollutant_intensity",
        600.0,
        "m3/10^4 CNY",
        {**PER_VALUE, **VOLUME, "volume_of_waste_gas": True, "waste_gas_volume": 30_000_000.0},
    ),
    # 25 000 000 m3
    Line(
        "B.18",
        "pollutant_intensity",
        125.0,
        "m3/unit",
        {**PER_PRODUCT, **VOLUME, "volume_of_waste_gas": True, "emission_basis": True}
        | {"waste_gas_emitted": 25_000_000.0},
    ),
    Line(
        "B.19",
        "pollutant_intensity",
        500.0,
        "m3/10^4 CNY",
        {**PER_VALUE, **VOLUME, "volume_of_waste_gas": True, "emission_basis": True}
        | {"waste_gas_emitted": 25_000_000.0},
    ),
    # 1000 / 200 000 and 400 / 200 000 kg; between 0.001 and 0.1: (0.095 + 0.098) / 0.099 / 2
    Line(
        "B.20",
        "pollutant_intensity",
        None,
        "kg/unit",
        {**PER_PRODUCT, **GAS},
        pollutants("pollutant_loads"),
        (0.005, 0.002),
        0.193 / 0.198,
    ),
    # 1000 / 50 000 and 400 / 50 000
    Line(
        "B.21",
        "pollutant_intensity",
        None,
        "kg/10^4 CNY",
        {**PER_VALUE, **GAS},
        pollutants("pollutant_loads"),
        (0.02, 0.008),
        0.172 / 0.198,
    ),
    Line(
        "B.22",
        "pollutant_intensity",
        None,
        "kg/unit",
        {**PER_PRODUCT, **GAS, "emission_basis": True},
        pollutants("pollutant_emissions"),
        (0.005, 0.002),
        0.193 / 0.198,
    ),
    Line(
        "B.23",
        "pollutant_intensity",
        None,
        "kg/10^4 CNY",
        {**PER_VALUE, **GAS, "emission_basis": True},
        pollutants("pollutant_emissions"),
        (0.02, 0.008),
        0.172 / 0.198,
    ),
    # hours 1000 x 4 = 4000 (representative) and 1200 x 2 = 2400; k = 2/4; 1000 + 600 = 1600 over 80 000 m2
    Line(
        "B.24",
        "land_productivity",
        0.02,
        "unit/m2",
        {**WORKS, "land_by_capacity": True},
        {
            "capacities": (
                {"product": "甲", "capacity": 1_000.0, "time_quota": 4.0, "representative": True},
                {"product": "乙", "capacity": 1_200.0, "time_quota": 2.0, "representative": False},
            )
        },
    ),
    # 50 000 / 80 000
    Line("B.25", "land_productivity", 0.625, "10^4 CNY/m2", WORKS),
]


@pytest.fixture(scope="module")
def book() -> Rulebook:
    """Return the content that ships."""
    return load(CRITERIA)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.clause)
def test_formula_of_annex_b(line: Line, book: Rulebook) -> None:
    """A formula comes to the figure worked by hand, in the unit of the annex."""
    found = score(book, works(line, EDITION)).score(line.indicator)
    assert found is not None
    assert found.measure is not None, found.missing
    assert found.measure.unit == line.unit
    if line.rows:
        assert [row.value for row in found.rows] == pytest.approx(line.rows, rel=1e-12)
        assert found.share == pytest.approx(line.share, rel=1e-9)
    else:
        assert found.value == pytest.approx(line.value, rel=1e-12)


@pytest.mark.parametrize(
    ("clause", "indicator", "facts", "value"),
    [
        # (24 000 + 3 200) / 80 000
        ("B.26", "building_coefficient", {"footprint_area": 24_000.0, "storage_yard_area": 3_200.0}, 34.0),
        # 96 000 / 80 000
        ("B.27", "floor_area_ratio", {"counted_floor_area": 96_000.0}, 1.2),
    ],
)
def test_formula_outside_table_c1(
    clause: str, indicator: str, facts: dict[str, Any], value: float, book: Rulebook
) -> None:
    """The formulas of the annex that Table C.1 leaves out come to the figure worked by hand in the ministry's form."""
    line = Line(clause, indicator, value, "", {**WORKS, **facts})
    found = score(book, works(line, "miit-form-2025")).score(indicator)
    assert found is not None
    assert found.value == pytest.approx(value, rel=1e-12)


def test_every_formula_of_the_annex_is_here() -> None:
    """None of B.1 to B.25 is left out."""
    assert {line.clause.split()[0] for line in LINES} == {f"B.{number}" for number in range(1, 26)}


def test_lines_and_points_of_table_c1(book: Rulebook) -> None:
    """Heads, lines and points are those of the table, in its order, 100 together."""
    heads = book.rulesets[EDITION].heads
    found = {head.id: (head.points, {line.id: line.points for line in head.indicator}) for head in heads}
    assert found == TABLE_C1
    assert list(found) == list(TABLE_C1)
    assert [list(lines) for _, lines in found.values()] == [list(lines) for _, lines in TABLE_C1.values()]
    assert book.rulesets[EDITION].points == 100


@pytest.mark.parametrize(("year", "share"), [(2021, None), (2022, 0.5), (2025, 0.5)])
def test_grades_of_the_mandatory_limit(year: int, share: float | None, book: Rulebook) -> None:
    """Clinker halfway between grade 2 (107 kgce/t) and grade 1 (100) of GB 16780-2021 earns half once in force."""
    row = {"product": "熟料", "output": 1_000.0, "output_unit": "t", "energy": 103.5, "limit": "gb16780-2021-t2-1"}
    line = Line("C.1", "energy_intensity", None, "", {"limited_products": True}, {"main_products": (row,)})
    found = score(book, works(line, EDITION, year)).score("energy_intensity")
    assert found is not None
    assert found.share == (share if share is None else pytest.approx(share, rel=1e-9))


@pytest.mark.parametrize(("functions", "share"), [(0, 0.0), (4, 0.5), (8, 1.0), (12, 1.0)])
def test_functions_of_the_platform(functions: int, share: float, book: Rulebook) -> None:
    """Functions earn in proportion from none to eight of the twelve."""
    theme = next(theme for theme in book.themes if theme.id == "platform")
    twelve = [fact.id for fact in theme.fact if fact.id != "platform_running"]
    assert len(twelve) == 12
    facts = {name: number < functions for number, name in enumerate(twelve)} | {"platform_running": True}
    found = score(book, works(Line("C.1", "platform", None, "", facts), EDITION)).score("platform")
    assert found is not None
    assert found.value == functions
    assert found.share == pytest.approx(share)


def works(line: Line, ruleset: str, year: int = 2025) -> Assessment:
    """Return the works with the answers of a line; every reference is entered, so that nothing waits for one."""
    pair = EnteredReference(leading=1.0, baseline=2.0, source="手算")
    return Assessment(
        ruleset=ruleset,
        year=year,
        enterprise=Enterprise(division="30", province="湖南"),
        facts=line.facts,
        ledgers=dict(line.ledgers),
        references={"energy_per_product": pair},
    )
