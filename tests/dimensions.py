"""Formulas run with quantities that carry units, beside the bare figures that score.

Each formula runs twice: once as it scores, with bare figures in the units that facts and totals declare, and
once with quantities that carry those units. A literal that multiplies or divides is there to turn units into
each other (1000 kg in a t, 100 for a percentage, 15 mu in a ha), so the second run leaves it out. Where both
runs come to the same, no conversion is missing, doubled or wrong, and nothing is added to what it does not fit.
"""

import math
from collections.abc import Callable
from typing import Any

import pint

from gfassess.formula import Formula, Node, Undefined, Unknown
from gfassess.formula.closures import close
from gfassess.formula.tree import Binary, Call, Compare, Conditional, Logic, Minus, Not, Number

REGISTRY: Any = pint.UnitRegistry()
for _definition in (
    "CNY = [money]",
    "tce = [standard_coal]",
    "kgce = 0.001 tce",
    "gce = 1e-6 tce",
    "tCO2 = [carbon_dioxide]",
    "kgCO2 = 0.001 tCO2",
    "oil_equivalent = [oil_equivalent]",
    "kgoe = 0.001 oil_equivalent",
    "product = [product]",
    "item = [item]",
    "mu_of_land = 10000 / 15 * meter ** 2",
    "weight_case = [weight_case]",
    "air_dry_tonne = [air_dry_tonne]",
    "energy_factor = [energy_factor]",
):
    REGISTRY.define(_definition)

PINT = {
    "": "dimensionless",
    "%": "percent",
    "permille": "permille",
    "m2": "meter ** 2",
    "km2": "kilometer ** 2",
    "m3": "meter ** 3",
    "mu": "mu_of_land",
    "ha": "hectare",
    "t": "tonne",
    "ug": "microgram",
    "L": "liter",
    "kL": "kiloliter",
    "kcal": "cal_it * 1000",
    "unit": "product",
    "weight case": "weight_case",
    "Adt": "air_dry_tonne",
    "toe": "oil_equivalent",
    "(t*EF)": "tonne * energy_factor",
}
"""Units that pint calls otherwise; the rest it knows by the id of the rule files."""


def quantity(magnitude: float, unit: str) -> Any:
    """Return a figure with the unit that a rule file writes as `10^4 CNY/m2`."""
    above, _, below = unit.partition("/")
    return magnitude * _part(above) / _part(below)


def _part(name: str) -> Any:
    factor = 1.0
    if name.startswith("10^"):
        power, _, name = name.removeprefix("10^").partition(" ")
        factor = 10.0 ** int(power)
    return REGISTRY.Quantity(factor, "") * REGISTRY.parse_expression(PINT.get(name, name))


def without_conversions(node: Node) -> Node:
    """Return a tree whose multiplying and dividing literals are 1; in comparisons a literal fits any unit: 0."""
    match node:
        case Binary("*" | "/" as sign, left, right):
            return Binary(sign, _one(without_conversions(left)), _one(without_conversions(right)))
        case Binary(sign, left, right):
            return Binary(sign, without_conversions(left), without_conversions(right))
        case Compare(signs, operands):
            zero = tuple(Number(0.0) if isinstance(one, Number) else without_conversions(one) for one in operands)
            return Compare(signs, zero)
        case Minus(operand):
            return Minus(without_conversions(operand))
        case Not(operand):
            return Not(without_conversions(operand))
        case Logic(word, operands):
            return Logic(word, tuple(map(without_conversions, operands)))
        case Conditional(test, then, other):
            return Conditional(*map(without_conversions, (test, then, other)))
        case Call("round", (value, *_)):
            return without_conversions(value)
        case Call(function, arguments):
            return Call(function, tuple(map(without_conversions, arguments)))
        case _:
            return node


def _one(node: Node) -> Node:
    return Number(1.0) if isinstance(node, Number) else node


Value = tuple[Any, Any]
"""A value as it scores and as a quantity; the same where it has no unit."""
Find = Callable[[str], Value]


def run(formula: Formula, find: Find) -> Value:
    """Return what a formula comes to as it scores and as a quantity."""
    return formula(lambda name: find(name)[0]), close(without_conversions(formula.tree))(lambda name: find(name)[1])


def disagreement(formula: Formula, unit: str, find: Find) -> str | None:
    """Return how the units of a formula fail, or None; an empty unit is a bare number."""
    try:
        figure, physical = run(formula, find)
        if isinstance(figure, Unknown | Undefined | bool | str):
            return None
        wanted = quantity(1.0, unit)
        if figure == 0 and isinstance(physical, float):
            return None  # a bare zero fits any unit
        turned = (physical / wanted).to("dimensionless").magnitude
    except pint.PintError as error:
        return f"{formula.text}: {error}"
    if not math.isclose(figure, turned, rel_tol=1e-9):
        return f"{formula.text}: comes to {figure} {unit}, but its parts make {turned} {unit}"
    return None
