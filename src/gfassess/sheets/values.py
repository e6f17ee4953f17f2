"""One cell of a sheet as an answer, and an answer as the cell that shows it."""

import re
from datetime import date
from decimal import Decimal
from math import isclose
from typing import Final, NamedTuple

from gfassess.errors import GfassessError
from gfassess.files.control import forbidden
from gfassess.model.assessment import Value
from gfassess.model.facts import Question
from gfassess.model.rulebook import Rulebook
from gfassess.quantity import convert, read_date, read_quantity, read_yes_no
from gfassess.quantity.units import choices, find, wanted
from gfassess.sheets.choosing import Choosing
from gfassess.words import _

_SAME: Final = 1e-13
"""Two figures nearer than this, by their size, are one: programs write 15 to 17 figures."""
_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_RETURN: Final = re.compile("_x000[dD]_|\r")
_SIGNS: Final = {"_x005F_": "_", "_xFFFE_": "\ufffe", "_xFFFF_": "\uffff"}
"""What stands in a workbook for a sign that means something there, and for those that XML does not know."""
_SIGN: Final = re.compile("|".join(_SIGNS))

Cell = bool | float | str | date
"""What a cell of a workbook holds."""


class Raw(NamedTuple):
    """A cell as it was read."""

    place: str
    """`C12`."""
    value: Cell | None = None
    percent: bool = False
    """A number shown as a percentage: 0.12 stands for 12 %."""
    formula: bool = False
    fault: str = ""
    """Why it cannot be read at all, in words."""

    @property
    def text(self) -> str:
        """What stands there as text, folded."""
        return fold(_plain(self.value))


def fold(text: str) -> str:
    """Return a text without what spreadsheet programs add or drop on their own."""
    return _RETURN.sub("", _SIGN.sub(lambda found: _SIGNS[found[0]], text)).strip()


def escaped(text: str) -> str:
    """Return a text as a workbook holds it: `_x0041_` would be read as A."""
    return _ESCAPED.sub("_x005F_", text).replace("\ufffe", "_xFFFE_").replace("\uffff", "_xFFFF_")


def shown(choosing: Choosing, question: Question, value: Value | None) -> Cell | None:
    """Return an answer as its cell shows it; one of the wrong kind as it stands."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if question.kind == "choice" and isinstance(value, str):
        return choosing.of(question).shown.get(value, value)
    return value.isoformat() if isinstance(value, date) and question.kind != "date" else value


def read_cell(choosing: Choosing, question: Question, raw: Raw, unit: str, own: str) -> Value | None:
    """Return the answer in a cell, a number in the unit `own` read from `unit`; None for an empty cell.

    Raises GfassessError where there is none to be understood.
    """
    if raw.fault:
        raise GfassessError.of(raw.fault, hint=_("type the value itself"))
    value = raw.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    match question.kind:
        case "number" | "count":
            return _number(choosing.rulebook, question, raw, unit, own)
        case "yes_no":
            return value if isinstance(value, bool) else read_yes_no(_plain(value))
        case "date":
            return value if isinstance(value, date) else read_date(_plain(value))
        case "choice":
            return choosing.of(question).read(fold(_plain(value)))
        case "text":
            return _text(value)


def read_unit(rulebook: Rulebook, text: str, own: str) -> str:
    """Return the id of the unit that a cell names, the unit `own` where it names none."""
    if not text:
        return own
    units = rulebook.units
    measure = find(text, units, wanted(own, units).quantity)
    if measure is None and wanted(text, units).quantity == wanted(own, units).quantity:
        return own
    if measure is None:
        raise GfassessError.of(
            _('"{name}" is not a unit that is known here').format(name=text), hint=choices(own, units)
        )
    convert(1.0, measure.id, own, units)
    return measure.id


def same(one: Value | None, other: Value | None) -> bool:
    """Tell whether two answers are one and the same."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, float | int) and isinstance(other, float | int):
        return one == other or isclose(one, other, rel_tol=_SAME)
    if isinstance(one, str) or isinstance(other, str):
        return _core(_plain(one)) == _core(_plain(other))
    return one == other


def _core(text: str) -> str:
    """Return a text as it compares: programs part with one escape or with all."""
    plain = fold(text).replace("x005F_", "")
    return plain if plain == text else _core(plain)


def _number(rulebook: Rulebook, question: Question, raw: Raw, unit: str, own: str) -> float:
    value, units = raw.value, rulebook.units
    if isinstance(value, bool):
        raise GfassessError.of(_("a number is needed here"))
    if isinstance(value, date):
        hint = _("the program took it for a date: type it again, or as text")
        raise GfassessError.of(_("a number is needed here, this is a date"), hint=hint)
    if isinstance(value, float | int) and not raw.percent:
        found = convert(float(value), unit, own, units)
    else:
        typed = f"{Decimal(repr(value)) * 100:f} %" if isinstance(value, float | int) else str(value)
        reading = read_quantity(fold(typed), unit, units)
        found = convert(reading.typed, reading.unit, own, units) if reading.unit else reading.value
    if question.kind == "count" and not (found >= 0 and found.is_integer()):
        raise GfassessError.of(_("a whole number is needed"))
    return found


def _text(value: Cell) -> str:
    text = fold(_plain(value))
    bad = next(iter(forbidden(text)), None)
    if bad is not None:
        message = _("the text holds the control character {character}, which no answer has")
        raise GfassessError.of(message.format(character=bad[1]), hint=_("delete it"))
    return text


def _plain(value: Cell | None) -> str:
    """Return a cell as the text that was typed: 2024 for a number without decimals."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - all figures of a cell
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)
