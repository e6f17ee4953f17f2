"""Divisions of the national classification, as far as the rules list them."""

from typing import Final

from gfassess.errors import GfassessError, Problem
from gfassess.model.rulebook import Rulebook
from gfassess.words import _

_TABLE: Final = "divisions"
"""The table of parameters that lists the divisions of GB/T 4754."""


def require_division(rulebook: Rulebook, code: str) -> None:
    """Raise GfassessError where the rules list the divisions and not this one."""
    table = rulebook.tables.get(_TABLE)
    if not code or table is None or table.row(code) is not None:
        return
    codes = sorted(row.id for row in table.rows)
    message = _('there is no division "{code}" in manufacturing').format(code=code)
    hint = _("GB/T 4754-2017 numbers them from {first} to {last}")
    if len(code) == len(codes[0]) and code.isdigit() and codes[0] < code < codes[-1]:
        hint = _("known are {known}").format(known=", ".join(codes))
    raise GfassessError(Problem(message=message, hint=hint.format(first=codes[0], last=codes[-1])))
