"""A filled sheet as cells: what each holds, and by the hidden ids what it is about."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from typing import Any, Final

from openpyxl.utils import get_column_letter

from gfassess.errors import GfassessError
from gfassess.files import read_bytes
from gfassess.lists.workbook import open_workbook, rows_in, said
from gfassess.sheets.base import Base, read_base
from gfassess.sheets.marks import FACTS, HIDDEN, LEDGER
from gfassess.sheets.values import Raw
from gfassess.words import _

MOST_BYTES: Final = 20_000_000
MOST_ROWS: Final = 20_000
"""Rows of one page with anything in them."""
_MOST_LINES: Final = 100_000
"""Rows of one page, also empty ones."""
_ABOVE: Final = 50
"""Rows above which the hidden ids must stand."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a page: its id, and its cells by the ids of their columns."""

    id: str
    cells: dict[str, Raw]
    place: str
    """Of its first cell that can be seen: `B12`."""

    @property
    def filled(self) -> bool:
        """Tell whether anything stands in its columns."""
        return any(raw.text or raw.fault for raw in self.cells.values() if not raw.formula)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that asks for something."""

    title: str
    ledger: str
    """Id of the ledger; empty for a page of single questions."""
    columns: frozenset[str]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Stray:
    """A page with something in it that does not say what it asks for."""

    title: str
    words: frozenset[str]
    """What stands where the ids should: other ids tell a page of the sheet from one of those who fill it in."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet that came back."""

    file: str
    base: Base
    pages: tuple[Page, ...]
    strays: tuple[Stray, ...]


def read_sheet(path: Path) -> Filled:
    """Return a sheet as it was filled in; raise GfassessError where it is none, or was made unreadable."""
    data = read_bytes(path, MOST_BYTES)
    if not data.startswith(b"PK"):
        hint = _("open it in Excel or WPS and save it as .xlsx")
        raise GfassessError.of(_("this is no workbook (.xlsx)"), file=str(path), hint=hint)
    with said(path), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # parts that openpyxl leaves out; none holds an answer
        values, typed = open_workbook(path, data), open_workbook(path, data, formulas=True)
        titles = [page.title for page in values.worksheets]
        hidden = rows_in(path, values[HIDDEN]) if HIDDEN in titles else iter(())
        base = read_base(str(path), (str(row[0].value) for row in hidden if row and row[0].value is not None))
        found = [
            _page(title, _raws(path, values[title], typed[title]), str(path)) for title in titles if title != HIDDEN
        ]
    pages = tuple(page for page in found if isinstance(page, Page))
    strays = tuple(page for page in found if isinstance(page, Stray))
    if not pages:
        hint = _("send the workbook back as it came; the answers can be typed into a new one")
        raise GfassessError.of(_("no page of this sheet has its hidden ids any more"), file=str(path), hint=hint)
    return Filled(str(path), base, pages, strays)


def _raws(path: Path, values: Any, typed: Any) -> Iterator[list[Raw]]:  # noqa: ANN401 - pages of openpyxl, untyped
    """Go through the rows of a page: each cell by its saved result, and whether it is a formula."""
    both = zip(rows_in(path, values), rows_in(path, typed), strict=False)
    for line, (row, formulas) in enumerate(both, 1):
        yield [
            _raw(f"{get_column_letter(column)}{line}", cell, formula)
            for column, (cell, formula) in enumerate(zip(row, formulas, strict=False), 1)
        ]


def _raw(place: str, cell: Any, typed: Any) -> Raw:  # noqa: ANN401 - cells of openpyxl, untyped
    value, formula = cell.value, typed.data_type == "f"
    if cell.data_type == "e":
        return Raw(place, formula=formula, fault=_("the cell shows the error {error}").format(error=value))
    if formula and value is None:
        return Raw(place, formula=True, fault=_("the result of the formula in this cell was not saved"))
    if isinstance(value, datetime):
        value = value.date()
    if value is not None and not isinstance(value, bool | int | float | str | date):
        return Raw(place, formula=formula, fault=_("a time or a duration is no answer here"))
    if isinstance(value, float) and not isfinite(value):
        return Raw(place, formula=formula, fault=_("this number is infinite or not a number"))
    percent = isinstance(value, float | int) and "%" in str(cell.number_format)
    return Raw(place, float(value) if type(value) is int else value, percent, formula)


def _page(title: str, rows: Iterator[list[Raw]], file: str) -> Page | Stray | None:
    """Return a page by its hidden ids; None for one with nothing in it."""
    head: tuple[int, str, dict[int, str]] | None = None
    above: set[str] = set()
    lines: list[Line] = []
    for number, row in enumerate(rows, 1):
        if head is None:
            head = _head(row)
            above.update(raw.text for raw in row)
            if number > _ABOVE:
                break
            continue
        line = _line(row, head, number)
        if line.id or line.filled:
            lines.append(line)
        if len(lines) > MOST_ROWS or number > _MOST_LINES:
            message = _("the page {page} has more than {count} rows").format(page=title, count=MOST_ROWS)
            raise GfassessError.of(message, file=file)
    if head is None:
        return Stray(title, frozenset(above)) if any(above) else None
    _place, mark, columns = head
    return Page(title, mark.removeprefix(LEDGER) if mark != FACTS else "", frozenset(columns.values()), tuple(lines))


def _head(row: Sequence[Raw]) -> tuple[int, str, dict[int, str]] | None:
    """Return where the column of ids is, what the page is about, and which column is what."""
    place = next((place for place, raw in enumerate(row) if raw.text == FACTS or raw.text.startswith(LEDGER)), None)
    if place is None:
        return None
    ids = {other: raw.text for other, raw in enumerate(row) if other != place and raw.text}
    return place, row[place].text, ids


def _line(row: Sequence[Raw], head: tuple[int, str, dict[int, str]], number: int) -> Line:
    place, _mark, columns = head
    cells = {
        name: row[column] if column < len(row) else Raw(f"{get_column_letter(column + 1)}{number}")
        for column, name in columns.items()
    }
    # The column of the ids is hidden: who looks for the row finds its first cell beside it.
    seen = get_column_letter(min(columns, default=place) + 1)
    return Line(row[place].text if place < len(row) else "", cells, f"{seen}{number}")
