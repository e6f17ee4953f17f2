"""Quantities as people type them, in the unit that a field stores."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from gfassess.errors import GfassessError
from gfassess.quantity.numbers import SHARES, as_float, figure, multiplier
from gfassess.quantity.typed import shown
from gfassess.quantity.units import Measure, Units, choices, convert, find, ratio, units_for, wanted
from gfassess.words import _

_STRANGER: Final = 0.7
"""Powers of ten by which a unit of another name must fit better to be thought of first."""
_WORKABLE: Final = (1e-200, 1e200)
"""Values outside are no slip of a unit."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity that was read."""

    value: float
    """In the unit of the field."""
    typed: float
    """As typed, 万 and 亿 worked in."""
    unit: str
    """Id of the unit that was typed; of the field where none was."""
    factor: float
    """How many units of the field one typed unit is."""


@dataclass(frozen=True, slots=True)
class Slip:
    """The unit that a figure was probably meant in."""

    unit: str
    value: float
    """What the figure is in the unit of the field, if it was meant in `unit`."""


def read_quantity(text: str, unit_id: str, units: Units) -> Reading:
    """Return the quantity that a text says, in the unit of its field; a bare number is in that unit already.

    In a field without a unit 12 % is 0.12.
    """
    number, rest = figure(text)
    field = wanted(unit_id, units)
    if not unit_id and rest in SHARES:
        number, rest = number * SHARES[rest], ""
    if not rest:
        value = as_float(number)
        return Reading(value, value, unit_id, 1.0)
    typed = _unit(rest, field, units)
    if typed is None:
        power, after = multiplier(rest)
        if power and not after and _scaled(unit_id, units):
            message = _('"{text}" can be read in two ways here, because the field counts in {unit}')
            raise GfassessError.of(message.format(text=shown(text), unit=unit_id), hint=_("write the unit as well"))
        number *= Fraction(10) ** power
        typed = _unit(after, field, units) if after else field
        if typed is None or not power:
            message = _('"{name}" is not a unit that is known here')
            raise GfassessError.of(message.format(name=shown(after)), hint=choices(unit_id, units))
    factor = ratio(typed, field, units)
    return Reading(as_float(number * factor), as_float(number), typed.id, as_float(factor))


def slip(value: float, plausible: tuple[float, float], unit_id: str, units: Units) -> Slip | None:
    """Return the slip of unit that best explains a value outside its plausible range, or None.

    Where several would: the one that leads nearest to the middle of the range in powers of ten, a unit that
    differs by ten thousands only (kWh and 10^4 kWh) before one of another name.
    """
    low, high = plausible
    if low <= value <= high or not _WORKABLE[0] < value < _WORKABLE[1] or high <= 0:
        return None
    middle = (math.log10(max(low, high * 1e-6)) + math.log10(high)) / 2

    def strangeness(one: Slip) -> float:
        return abs(math.log10(one.value) - middle) + (0 if _stem(one.unit) == _stem(unit_id) else _STRANGER)

    meant = [Slip(unit.id, convert(value, unit.id, unit_id, units)) for unit in units_for(unit_id, units)[1:]]
    return min((one for one in meant if low <= one.value <= high and one.value > 0), key=strangeness, default=None)


def _stem(unit_id: str) -> str:
    return unit_id.rpartition(" ")[2] if unit_id.startswith("10^") else unit_id


def _unit(name: str, field: Measure, units: Units) -> Measure | None:
    """Return the unit of a name: one of the list, or the field's own."""
    if (known := find(name, units, field.quantity)) is not None:
        return known
    own = wanted(name, units)
    return own if own.quantity == field.quantity else None


def _scaled(unit_id: str, units: Units) -> bool:
    """Tell whether a field counts in ten thousands or the like, where a bare 万 says too little."""
    title = units[unit_id].title.zh if unit_id in units else unit_id
    return title.startswith("10^") or unit_id.startswith("10^") or multiplier(title)[0] > 0
