"""Quantities with units, as people type them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gfassess import quantity
from gfassess.errors import GfassessError, Problem
from gfassess.model.base import Text
from gfassess.model.sources import Unit
from gfassess.quantity import Slip, convert, read_quantity, slip, units_for


def _unit(name: str, quantity: str, factor: float, zh: str = "", *aliases: str) -> Unit:
    return Unit(id=name, quantity=quantity, factor=factor, title=Text(zh=zh or name, en=name), aliases=aliases)


UNITS = {
    unit.id: unit
    for unit in (
        _unit("kWh", "energy", 3.6, "kWh", "千瓦时", "度"),
        _unit("10^4 kWh", "energy", 36000.0, "万kWh", "万千瓦时", "万度"),
        _unit("MJ", "energy", 1.0, "MJ", "兆焦"),
        _unit("GJ", "energy", 1000.0, "GJ", "吉焦"),
        _unit("TJ", "energy", 1_000_000.0),
        _unit("mg", "mass", 0.000001, "mg", "毫克"),
        _unit("kg", "mass", 1.0, "kg", "千克", "公斤"),
        _unit("t", "mass", 1000.0, "t", "吨"),
        _unit("Mg", "mass", 1000.0),
        _unit("m2", "area", 1.0, "m²", "平方米"),
        _unit("10^4 m2", "area", 10_000.0, "万m²"),
        _unit("mu", "area", 10_000 / 15, "亩"),
        _unit("ha", "area", 10_000.0, "公顷", "hm2"),
        _unit("km2", "area", 1_000_000.0, "km²", "平方公里"),
        _unit("m3", "volume", 1.0, "m³", "立方米", "方"),
        _unit("10^4 m3", "volume", 10_000.0, "万m³", "万方"),
        _unit("CNY", "money", 1.0, "元"),
        _unit("10^4 CNY", "money", 10_000.0, "万元"),
        _unit("10^8 CNY", "money", 100_000_000.0, "亿元"),
        _unit("10^4 CNY/m2", "land_output", 10_000.0, "万元/m²"),
        _unit("kgce", "standard_coal", 0.001),
        _unit("tce", "standard_coal", 1.0, "tce", "吨标准煤"),
        _unit("%", "share", 1.0),
        _unit("tCO2", "carbon", 1.0),
    )
}


ORDINARY = st.floats(-1e250, 1e250).filter(lambda value: value == 0 or abs(value) > 1e-250)
"""All figures but those at the very ends of what a float holds."""


def _problem(error: pytest.ExceptionInfo[GfassessError]) -> Problem:
    (problem,) = error.value.problems
    return problem


@pytest.mark.parametrize(
    ("text", "field", "value", "typed", "unit"),
    [
        ("12", "kWh", 12.0, 12.0, "kWh"),
        ("1.2万kWh", "kWh", 12_000.0, 1.2, "10^4 kWh"),
        ("1.2 万 千瓦时", "kWh", 12_000.0, 1.2, "10^4 kWh"),
        ("1.2万", "kWh", 12_000.0, 12_000.0, "kWh"),
        ("３，０００度", "10^4 kWh", 0.3, 3000.0, "kWh"),
        ("2 10^4 kWh", "kWh", 20_000.0, 2.0, "10^4 kWh"),
        ("5 gj", "MJ", 5000.0, 5.0, "GJ"),
        ("7ＧＪ", "MJ", 7000.0, 7.0, "GJ"),
        ("36 GJ", "kWh", 10_000.0, 36.0, "GJ"),
        ("15亩", "m2", 10_000.0, 15.0, "mu"),
        ("15 亩", "ha", 1.0, 15.0, "mu"),
        ("3 公顷", "m2", 30_000.0, 3.0, "ha"),
        ("3㎡", "m2", 3.0, 3.0, "m2"),
        ("3 m^2", "m2", 3.0, 3.0, "m2"),
        ("3千克", "t", 0.003, 3.0, "kg"),
        ("3千吨", "t", 3000.0, 3000.0, "t"),
        ("5 mg", "kg", 0.000005, 5.0, "mg"),
        ("5 Mg", "kg", 5000.0, 5.0, "Mg"),
        ("3 亿元", "10^4 CNY", 30_000.0, 3.0, "10^8 CNY"),
        ("1.1万元", "CNY", 11_000.0, 1.1, "10^4 CNY"),
        ("12%", "%", 12.0, 12.0, "%"),
        ("12", "%", 12.0, 12.0, "%"),
        ("12％", "", 0.12, 0.12, ""),
        ("38.7亿元/平方公里", "10^4 CNY/m2", 0.387, 38.7, "10^8 CNY/km2"),
        ("15 tce/t", "kgce/t", 15_000.0, 15.0, "tce/t"),
        ("7 pieces", "pieces", 7.0, 7.0, "pieces"),
        ("7 kg/piece", "t/piece", 0.007, 7.0, "kg/piece"),
    ],
)
def test_quantities_come_in_the_unit_of_the_field(text: str, field: str, value: float, typed: float, unit: str) -> None:
    """A unit may be written by id, title or alias, in Chinese or English; the value is converted exactly."""
    reading = read_quantity(text, field, UNITS)
    assert reading.value == value
    assert (reading.typed, reading.unit) == (typed, unit)
    assert math.isclose(reading.typed * reading.factor, value)


@pytest.mark.parametrize(
    ("text", "field", "message", "hint"),
    [
        ("5 kg", "m2", "kg cannot be turned into m2: the two measure different things", "m2, mu, 10^4 m2, ha, km2"),
        ("5 吨", "tce", "t cannot be turned into tce", "tce, kgce"),
        ("5 kWh", "tce", "cannot be turned into", ""),
        ("5 %", "t", "cannot be turned into", ""),
        ("5 kg", "", "cannot be turned into a bare number", "without a unit"),
        ("5 furlongs", "m2", '"furlongs" is not a unit', "m2, mu"),
        ("5万furlongs", "m2", '"furlongs" is not a unit', ""),
        ("5 t", "pieces", "cannot be turned into pieces", "this field takes pieces"),
        ("1.2万", "10^4 kWh", "two ways", "write the unit"),
        ("1.2亿", "10^4 CNY", "two ways", "write the unit"),
        ("kg", "kg", "does not begin with a number", ""),
        ("1,5 kg", "kg", "more than one way", "1,234.5"),
        ("1e308 t", "mg", "too large", ""),
    ],
)
def test_quantities_that_do_not_fit_are_refused_with_a_way_out(text: str, field: str, message: str, hint: str) -> None:
    """Another quantity, an unknown unit and a bare 万 in a field of 万 are refused, with what the field takes."""
    with pytest.raises(GfassessError) as error:
        read_quantity(text, field, UNITS)
    assert message in _problem(error).message
    assert hint in _problem(error).hint


def _read_or_refuse(text: str, field: str) -> None:
    try:
        value = read_quantity(text, field, UNITS).value
    except GfassessError as refusal:
        messages = [problem.message for problem in refusal.problems]
    else:
        messages = []
        assert math.isfinite(value)
    assert all(message.isprintable() for message in messages)


@given(st.text(max_size=120), st.sampled_from(["", "pieces", *UNITS]))
def test_any_typed_text_is_read_or_refused(text: str, field: str) -> None:
    """Whatever is pasted, the answer is a finite number or a refusal that can be printed."""
    _read_or_refuse(text, field)


@given(st.text("0123456789.,' eE+-万亿千%/^kWht吨m2", max_size=30), st.sampled_from(["", *UNITS]))
def test_any_text_of_figures_and_units_is_read_or_refused(text: str, field: str) -> None:
    """The same for texts that come near to quantities."""
    _read_or_refuse(text, field)


@given(ORDINARY, st.sampled_from(sorted(UNITS)))
def test_conversion_there_and_back_is_the_same(value: float, unit: str) -> None:
    """Converting loses nothing that a person could see."""
    for other in units_for(unit, UNITS):
        back = convert(convert(value, unit, other.id, UNITS), other.id, unit, UNITS)
        assert math.isclose(back, value, rel_tol=1e-14)


def test_conversion_is_exact() -> None:
    """A mu is 10000/15 m2, not a rounded figure; 1.1 of ten thousand is 11000, not 11000.000000000002."""
    assert convert(15.0, "mu", "m2", UNITS) == 10_000.0
    assert convert(10_000.0, "m2", "mu", UNITS) == 15.0
    assert convert(1.1, "10^4 CNY", "CNY", UNITS) == 11_000.0
    assert convert(1.0, "kWh", "MJ", UNITS) == 3.6
    with pytest.raises(GfassessError, match="different things"):
        convert(1.0, "kWh", "t", UNITS)


def test_units_of_a_field_begin_with_its_own() -> None:
    """The field's own unit is offered first, then the others from small to large; only of its quantity."""
    assert [unit.id for unit in units_for("ha", UNITS)] == ["ha", "m2", "mu", "10^4 m2", "km2"]
    assert units_for("pieces", UNITS) == ()


@pytest.mark.parametrize(
    ("value", "plausible", "unit", "expected"),
    [
        (77_000_000.0, (100.0, 1e6), "t", Slip("kg", 77_000.0)),
        (115.5, (500.0, 2e7), "m2", Slip("mu", 77_000.0)),
        (30.0, (1e4, 1e9), "kWh", Slip("10^4 kWh", 300_000.0)),
        (297_940_000.0, (10.0, 1e7), "10^4 CNY", Slip("CNY", 29_794.0)),
        (5.0, (1.0, 10.0), "t", None),
        (5e9, (1.0, 10.0), "pieces", None),
        (-5.0, (1.0, 10.0), "t", None),
        (0.0, (1.0, 10.0), "t", None),
        (1e300, (1.0, 10.0), "t", None),
    ],
)
def test_a_slip_of_unit_is_named(
    value: float, plausible: tuple[float, float], unit: str, expected: Slip | None
) -> None:
    """An implausible value that would fit in another unit says which, and what it would be."""
    assert slip(value, plausible, unit, UNITS) == expected


def test_parts_are_what_the_package_says() -> None:
    """Every name of the package is there, and no other."""
    assert all(hasattr(quantity, name) for name in quantity.__all__)
    assert not hasattr(quantity, "nothing")
