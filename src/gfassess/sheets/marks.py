"""What stands in the hidden row, column and page of an ask-sheet: ids, so that no place and no title matters."""

from typing import Final

HIDDEN: Final = "gfassess"
"""Title of the hidden page: what the file held, and the lists behind the drop-downs."""
FACTS: Final = "gfassess:facts"
"""Where the hidden row and column meet on a page of single questions."""
LEDGER: Final = "gfassess:ledger:"
"""The same on the page of a ledger, whose id follows."""

VALUE: Final = "value"
UNIT: Final = "unit"
NOTE: Final = "note"
"""Ids of the columns that are filled in on a page of single questions; a note on a whole ledger is a row."""

HEAD: Final = "head"
"""Id of the row with the titles of a ledger; what stands above it is no row of it."""
UNITS: Final = "units"
"""Id of the row with the unit of each column."""
_ROW: Final = "row:"


def row_mark(index: int) -> str:
    """Return the id of a row that the ledger had, counted from 0."""
    return f"{_ROW}{index + 1}"


def row_index(mark: str) -> int | None:
    """Return which row of the ledger an id names; None for any other."""
    number = mark.removeprefix(_ROW)
    return int(number) - 1 if number != mark and number.isdecimal() and 0 < len(number) < 8 else None  # noqa: PLR2004 - no sheet has ten million rows


def unit_mark(column: str) -> str:
    """Return the id of the column with the units of a column whose rows each have their own."""
    return f"{column}.{UNIT}"
