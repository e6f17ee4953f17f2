"""How a sheet looks: fonts, colours, widths, what is protected, how it is printed; and text that stays text."""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter

from gfassess.report.columns import cells
from gfassess.sheets.values import Cell, escaped

if TYPE_CHECKING:
    from openpyxl.cell import Cell as Target
    from openpyxl.worksheet.worksheet import Worksheet

_FONT: Final = "微软雅黑"
"""Comes with Windows and with Office on every system; others take what they have instead."""
_LINE: Final = Side(style="thin", color="BFC7BF")
_FRAME: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FILLS: Final = {
    name: PatternFill("solid", start_color=colour)
    for name, colour in {"head": "2F6B3C", "theme": "DDEBDD", "input": "FFF8DC"}.items()
}
_PLAIN: Final = Font(name=_FONT, size=10)
_FONTS: Final = {
    "title": Font(name=_FONT, size=14, bold=True, color="1F4D2A"),
    "head": Font(name=_FONT, size=10, bold=True, color="FFFFFF"),
    "theme": Font(name=_FONT, size=10, bold=True, color="1F4D2A"),
    "strong": Font(name=_FONT, size=10, bold=True),
    "faint": Font(name=_FONT, size=9, color="4D4D4D"),
}
_POINTS: Final = 15.5
"""Height of one line of text."""
_SMALL: Final = 1.15
"""How much more of small text goes into a line."""
_MOST_POINTS: Final = 400
_PAGE: Final = 230
"""Width of columns that can still be read on one page of A4 across."""
_MANY: Final = 12
"""Columns that can still be read on one page, however narrow."""
_LARGEST: Final = 1e300
"""Figures beyond are written as text: a cell cannot hold the largest ones."""
LONGEST: Final = 32_000
"""Characters of a text in one cell; Excel takes 32767."""


def put(target: "Target", value: Cell | None, kind: str = "", *, locked: bool = True, text: bool = False) -> None:
    """Write a cell: `kind` is how it looks, `text` makes a text of whatever is typed into it later.

    A text stays a text, whatever it begins with.
    """
    target.style = _style(target.parent.parent, kind, locked=locked, text=text)
    if isinstance(value, float) and abs(value) > _LARGEST:
        value = str(value)
    if not isinstance(value, str):
        target.value = value
        if isinstance(value, date):
            target.number_format = "yyyy-mm-dd"
        return
    target.value = escaped(value)
    target.data_type = "s"
    if value.startswith(("=", "+", "-", "@", "'")):
        target.quotePrefix = True


def _style(book: Any, kind: str, *, locked: bool, text: bool) -> str:  # noqa: ANN401 - a workbook of openpyxl, untyped
    """Return the name of a style, made when it is first used: setting one by name is fast, part by part is not."""
    name = " ".join(filter(None, ("gfassess", kind, "" if locked else "open", "text" if text else "")))
    if name not in book.named_styles:
        style = NamedStyle(name, font=_FONTS.get(kind, _PLAIN), number_format="@" if text else "General")
        flat = kind in {"title", "head"}
        style.alignment = Alignment(wrap_text=kind != "title", vertical="center" if flat else "top")
        style.protection = Protection(locked=locked)
        if kind in _FILLS:
            style.fill = _FILLS[kind]
        if kind not in {"title", "faint"}:
            style.border = _FRAME
        book.add_named_style(style)
    return name


def widths(page: "Worksheet", given: Sequence[float]) -> None:
    """Set the widths of the columns from the second one on; the first, with the ids, is hidden."""
    page.column_dimensions["A"].hidden = True
    for place, width in enumerate(given, 2):
        page.column_dimensions[get_column_letter(place)].width = width


def height(page: "Worksheet", row: int, texts: Sequence[tuple[str, float]], points: float = _POINTS) -> None:
    """Make a row as high as its longest text needs in the width that it has, by the height of one line."""
    lines = max((_lines(text, width) for text, width in texts), default=1)
    page.row_dimensions[row].height = min(lines * points + 4, _MOST_POINTS)


def banner(page: "Worksheet", row: int, text: str, kind: str, given: Sequence[float]) -> None:
    """Write a text over the whole width."""
    put(page.cell(row, 2), text, kind)
    # A text that runs over the edge of a printed page cannot be read.
    span = max(sum(wide <= sum(given) / _pages(given) for wide in accumulate(given)), 1)
    width = sum(given[:span])
    page.merge_cells(start_row=row, start_column=2, end_row=row, end_column=span + 1)
    if kind == "title":
        page.row_dimensions[row].height = 26
    elif kind == "faint":
        height(page, row, [(text, width * _SMALL)], _POINTS / _SMALL)
    else:
        height(page, row, [(text, width)])


def finish(page: "Worksheet", head: int, last: int) -> None:
    """Hide the ids, keep titles and heads (rows `head` to `last`) in sight, protect all but the fields."""
    page.row_dimensions[1].hidden = True
    page.freeze_panes = f"C{last + 1}"
    page.sheet_view.showGridLines = False
    protection = page.protection
    protection.sheet = True
    # What is said here to be locked can be done all the same: there is no password, and ids hold every place.
    protection.formatColumns = protection.formatRows = protection.formatCells = False
    protection.insertRows = protection.deleteRows = protection.sort = protection.autoFilter = False
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    given = [column.width for name, column in page.column_dimensions.items() if name != "A"]
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = _pages(given), 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows, page.print_title_cols = f"{head}:{last}", "A:B"
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom, page.page_margins.footer = 0.5, 0.75, 0.35
    page.oddFooter.center.text = "&P / &N"


def text_of(value: Any) -> str:  # noqa: ANN401 - what a cell holds
    """Return a text short enough for a cell."""
    text = str(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _pages(given: Sequence[float]) -> int:
    """Return how many printed pages columns need side by side."""
    return max(ceil(sum(given) / _PAGE), 2 if len(given) > _MANY else 1)


def _lines(text: str, width: float) -> int:
    return sum(max(ceil(cells(line) / max(width - 1, 1)), 1) for line in text.split("\n"))
