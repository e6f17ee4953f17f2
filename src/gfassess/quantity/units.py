"""Units by the names that people use, and conversion inside one quantity."""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

from gfassess.errors import GfassessError
from gfassess.model.sources import Unit
from gfassess.quantity.numbers import as_float, exact
from gfassess.quantity.typed import plain, shown
from gfassess.words import _

Units = Mapping[str, Unit]

_RAISED: Final = re.compile(r"(?<=[A-Za-z])\^(?=[0-9])")


class Measure(NamedTuple):
    """A unit that was understood: one of the list, or one divided by another (`kgce/t`)."""

    id: str
    quantity: str
    factor: Fraction
    """How many base units of its quantity one of it is."""


def find(name: str, units: Units, quantity: str = "") -> Measure | None:
    """Return the unit that people mean by a name, an id, a title or an alias; of `quantity` where two fit.

    Letter case counts only where it parts two units (mg and Mg). None: not known.
    """
    typed = _key(name)
    matches = [unit for unit in units.values() if typed in _names(unit)]
    if not matches:
        folded = typed.casefold()
        matches = [unit for unit in units.values() if folded in {key.casefold() for key in _names(unit)}]
    if matches:
        unit = next((unit for unit in matches if unit.quantity == quantity), matches[0])
        return _measure(unit)
    above, sign, below = name.partition("/")
    if not sign or "/" in below:
        return None
    first, second = find(above, units), find(below, units)
    return None if first is None or second is None else _quotient(f"{first.id}/{second.id}", first, second)


def wanted(unit_id: str, units: Units) -> Measure:
    """Return the unit of a field; one that is not in the list (pieces, say) converts to nothing but itself."""
    if (unit := units.get(unit_id)) is not None:
        return _measure(unit)
    above, sign, below = unit_id.partition("/")
    if sign and "/" not in below:
        return _quotient(unit_id, wanted(above, units), wanted(below, units))
    return Measure(unit_id, f"={_key(unit_id)}", Fraction(1))


def ratio(typed: Measure, field: Measure, units: Units) -> Fraction:
    """Return how many units of the field one typed unit is; refuse another quantity."""
    if typed.quantity != field.quantity:
        typed, field = _divided(typed, units), _divided(field, units)
    if typed.quantity != field.quantity:
        message = _("{typed} cannot be turned into {wanted}: the two measure different things")
        text = message.format(typed=_title(typed.id, units), wanted=_title(field.id, units))
        raise GfassessError.of(text, hint=choices(field.id, units))
    return typed.factor / field.factor


def convert(value: float, from_id: str, to_id: str, units: Units) -> float:
    """Return a value in another unit of the same quantity, exact to the last figure; both are ids."""
    if from_id == to_id:
        return value
    return as_float(Fraction(repr(float(value))) * ratio(wanted(from_id, units), wanted(to_id, units), units))


def units_for(unit_id: str, units: Units) -> tuple[Unit, ...]:
    """Return the units that a field in `unit_id` takes: its own first, then from small to large."""
    own = units.get(unit_id)
    if own is None:
        return ()
    others = [unit for unit in units.values() if unit.quantity == own.quantity and unit.id != unit_id]
    return (own, *sorted(others, key=lambda unit: unit.factor))


def choices(unit_id: str, units: Units) -> str:
    """Return the hint that names the units that a field takes."""
    if not unit_id:
        return _("this field takes a number without a unit")
    names = [shown(str(unit.title)) for unit in units_for(unit_id, units)] or [unit_id]
    return _("this field takes {units}").format(units=", ".join(names))


def _title(unit_id: str, units: Units) -> str:
    return str(units[unit_id].title) if unit_id in units else unit_id or _("a bare number")


def _divided(measure: Measure, units: Units) -> Measure:
    """Return a listed unit such as `10^4 CNY/m2` as what it is made of, so that `CNY/km2` converts to it."""
    above, sign, below = measure.id.partition("/")
    if not sign or "/" in below:
        return measure
    return _quotient(measure.id, wanted(above, units), wanted(below, units))


def _quotient(name: str, above: Measure, below: Measure) -> Measure:
    return Measure(name, f"{above.quantity}/{below.quantity}", above.factor / below.factor)


def _measure(unit: Unit) -> Measure:
    return Measure(unit.id, unit.quantity, exact(unit.factor))


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return _RAISED.sub("", plain(name)).replace(" ", "")


def _names(unit: Unit) -> set[str]:
    return {_key(name) for name in (unit.id, unit.title.zh, unit.title.en, *unit.aliases)}
