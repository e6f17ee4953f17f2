"""A paper as a workbook: everything that was answered and worked out, in tables that can be sorted and filtered."""

from datetime import datetime
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gfassess.report.columns import widest
from gfassess.report.paper.blocks import Paper
from gfassess.report.paper.both import Tongue, joined, spoken
from gfassess.report.paper.packing import day_of, packed
from gfassess.report.paper.xlsx_cells import BOX, FILL, FONT, GREY, INK, Cells
from gfassess.report.paper.xlsx_front import Front
from gfassess.report.paper.xlsx_sheets import Sheet, Sheets

_NARROW: Final = 9
_BROAD: Final = 46
"""Cells of the narrowest and of the broadest column."""
_ACROSS: Final = 190
"""Cells that a printed page shows side by side."""
_HEADING: Final = 60
"""Characters of the name over a printed page."""


def render(paper: Paper, tongue: Tongue) -> bytes:
    """Return the workbook."""
    book = Workbook()
    sheets = Sheets(tongue, paper.labels)
    writer = _Writer(book, paper, tongue)
    first = sheets.name(joined(paper.cover.title, "zh" if tongue == "both" else tongue))
    found = sheets.of(paper)
    writer.front(first, found)
    for each in found.values():
        for sheet in each:
            writer.sheet(sheet)
    day = datetime.combine(day_of(paper), datetime.min.time())
    book.properties.creator = ""
    book.properties.title = joined(paper.cover.title, tongue)
    book.properties.created = day
    saved = BytesIO()
    book.save(saved)
    return packed(saved.getvalue(), day_of(paper))


class _Writer:
    """Writes sheets into a workbook."""

    def __init__(self, book: Workbook, paper: Paper, tongue: Tongue) -> None:
        self._book = book
        self._paper = paper
        self._tongue = tongue
        self._cells = Cells(tongue)

    def front(self, name: str, sheets: dict[str, tuple[Sheet, ...]]) -> None:
        """Write the first sheet."""
        page: Worksheet = self._book.active
        page.title = name
        Front(page, self._cells, self._tongue).write(self._paper, sheets)
        self._set_page(page, landscape=False)

    def sheet(self, sheet: Sheet) -> None:
        """Write a table under a head that stays and can be filtered, and its notes below it."""
        page: Worksheet = self._book.create_sheet(sheet.name)
        rooms = [self._room(sheet, place) for place in range(len(sheet.columns))]
        heads = zip((column.title for column in sheet.columns), rooms, strict=True)
        page.row_dimensions[1].height = self._cells.height(heads) + 6
        for at, column in enumerate(sheet.columns, start=1):
            head = page.cell(1, at)
            self._cells.text(head, column.title, Font(FONT, 10, bold=True, color=INK))
            head.fill, head.border = FILL, BOX
            head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            page.column_dimensions[get_column_letter(at)].width = rooms[at - 1]
        bare = any(column.id == "unit" for column in sheet.columns)
        for line, row in enumerate(sheet.rows, start=2):
            texts = zip((cell.text for cell in row), rooms, strict=True)
            page.row_dimensions[line].height = self._cells.height(texts)
            for at, (cell, column) in enumerate(zip(row, sheet.columns, strict=True), start=1):
                target = page.cell(line, at)
                self._cells.write(target, cell, column.align, bare=bare)
                target.border = BOX
        last = f"{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
        page.auto_filter.ref = f"A1:{last}"
        page.freeze_panes = f"{get_column_letter(sheet.lead + 1)}2"
        page.print_title_rows = "1:1"
        page.print_title_cols = f"A:{get_column_letter(sheet.lead)}"
        self._set_page(page, landscape=True)
        page.page_setup.fitToWidth = -(-sum(rooms) // _ACROSS)
        for line, words in enumerate(sheet.notes, start=len(sheet.rows) + 3):
            self._cells.text(page.cell(line, 1), words, Font(FONT, 9, color=GREY))
            page.cell(line, 1).alignment = Alignment(vertical="top")

    def _room(self, sheet: Sheet, place: int) -> int:
        """Return the width of a column: what its texts want, within bounds."""
        texts = [sheet.columns[place].title, *(row[place].text for row in sheet.rows)]
        wanted = max(widest(joined(text, self._tongue, "\n").split("\n")) for text in texts)
        return min(max(wanted + 3, _NARROW), _BROAD)

    def _set_page(self, page: Worksheet, *, landscape: bool) -> None:
        """Set A4, as wide as the sheet, with name and page number."""
        page.page_setup.paperSize = page.PAPERSIZE_A4
        page.page_setup.orientation = "landscape" if landscape else "portrait"
        page.page_setup.fitToHeight = 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        name = spoken(self._paper.header, self._tongue)[0][1][:_HEADING]
        page.oddHeader.left.text = name.replace("&", "&&")
        page.oddHeader.right.text = "&A"
        page.oddFooter.center.text = "&P / &N"
