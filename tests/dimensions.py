"""Formulas run with quantities that carry units, beside the bare figures that score.

Each formula runs twice: once as it scores, with bare figures in the units that facts and totals declare, and
once with quantities that carry those units. A literal that multiplies or divides is there to turn units into
each other (1000 kg in a t, 100 for a percentage, 15 mu in a ha), so the second run leaves it out. Where both
runs come to the same, no conversion is missing, doubled or wrong, and nothing is added to what it does not fit.
"""

import math
from collections.abc import Callable
from functools import cache
from typing import Any

import pint

from gfassess.formula import Formula, Node, Undefined, Unknown
from gfassess.formula.closures import close
from gfassess.formula.tree import Binary, Call, Compare, Conditional, Logic, Minus, Name, Not, Number

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


@cache
def _part(name: str) -> Any:
    factor = 1.0
    if name.startswith("10^"):
        power, _, name = name.removeprefix("10^").partition(" ")
        factor = 10.0 ** int(power)
    return REGISTRY.Quantity(factor, "") * REGISTRY.parse_expression(PINT.get(name, name))


def without_conversions(node: Node, find: "Find") -> Node:
    """Return a tree whose multiplying and dividing literals are 1.

    In comparisons with what has a unit a literal becomes 0, which fits any; beside bare numbers it stays.
    """

    def inner(part: Node) -> Node:
        return without_conversions(part, find)

    match node:
        case Binary("*" | "/" as sign, left, right):
            return Binary(sign, _one(inner(left)), _one(inner(right)))
        case Binary(sign, left, right):
            return Binary(sign, inner(left), inner(right))
        case Compare(signs, operands):
            bare = all(isinstance(one, Number) or _bare(inner(one), find) for one in operands)
            return Compare(signs, tuple(one if bare else _zero(inner(one)) for one in operands))
        case Minus(operand):
            return Minus(inner(operand))
        case Not(operand):
            return Not(inner(operand))
        case Logic(word, operands):
            return Logic(word, tuple(map(inner, operands)))
        case Conditional(test, then, other):
            return Conditional(*map(inner, (test, then, other)))
        case Call("round", (value, *_)):
            return inner(value)
        case Call(function, arguments):
            return Call(function, tuple(map(inner, arguments)))
        case _:
            return node


def _bare(node: Node, find: "Find") -> bool:
    """Tell whether a part has no unit."""
    value = close(node)(lambda name: find(name)[1])
    return not isinstance(value, REGISTRY.Quantity) or bool(value.dimensionless)


def _zero(node: Node) -> Node:
    return Number(0.0) if isinstance(node, Number) else node


def _one(node: Node) -> Node:
    return Number(1.0) if isinstance(node, Number) else node


Value = tuple[Any, Any]
"""A value as it scores and as a quantity; the same where it has no unit."""
Find = Callable[[str], Value]


def run(formula: Formula, find: Find) -> Value:
    """Return what a formula comes to as it scores and as a quantity."""
    return formula(lambda name: find(name)[0]), close(without_conversions(formula.tree, find))(
        lambda name: find(name)[1]
    )


def disagreement(formula: Formula, unit: str, find: Find) -> str | None:
    """Return how the units of a formula fail, or None; an empty unit is a bare number."""
    if not unit and all(_bare(Name(name, 0), find) for name in formula.names):
        return None  # counts only: a literal is a number of things or of years and converts nothing
    try:
        figure, physical = run(formula, find)
        if isinstance(figure, Unknown | Undefined | bool | str):
            return None
        wanted = quantity(1.0, unit)
        if figure == 0 and getattr(physical, "magnitude", physical) == 0:
            return None  # a bare zero fits any unit, and so does what it multiplies
        turned = (physical / wanted).to("dimensionless").magnitude
    except pint.PintError as error:
        return f"{formula.text}: {error}"
    if not math.isclose(figure, turned, rel_tol=1e-9):
        return f"{formula.text}: comes to {figure} {unit}, but its parts make {turned} {unit}"
    return None
