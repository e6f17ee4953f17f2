"""Reading what people type and writing what they read: numbers, quantities with units, yes and no, dates.

The parts load when they are first used: a command that only writes figures does not pay for reading them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gfassess.quantity.answers import read_date, read_yes_no
    from gfassess.quantity.numbers import read_number
    from gfassess.quantity.reading import Reading, Slip, read_quantity, slip
    from gfassess.quantity.units import convert, units_for
    from gfassess.quantity.writing import write_number

__all__ = [
    "Reading",
    "Slip",
    "convert",
    "read_date",
    "read_number",
    "read_quantity",
    "read_yes_no",
    "slip",
    "units_for",
    "write_number",
]

_HOME = {
    "Reading": "reading",
    "Slip": "reading",
    "convert": "units",
    "read_date": "answers",
    "read_number": "numbers",
    "read_quantity": "reading",
    "read_yes_no": "answers",
    "slip": "reading",
    "units_for": "units",
    "write_number": "writing",
}


def __getattr__(name: str) -> object:
    """Load the part that a name lives in."""
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
