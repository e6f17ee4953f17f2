"""The first sheet of a workbook: who, what came out, what is said about it, and on which sheets the tables are."""

from typing import Final

from openpyxl.cell.cell import Cell as Target
from openpyxl.styles import Alignment, Border, Font
from openpyxl.worksheet.worksheet import Worksheet

from gfassess.report.paper.blocks import (
    Bars,
    Block,
    Bullets,
    Cell,
    KeyValues,
    Pair,
    Paper,
    Paragraph,
    SignatureBox,
    Table,
)
from gfassess.report.paper.both import Tongue, Words, joined
from gfassess.report.paper.walk import sections
from gfassess.report.paper.xlsx_cells import BOX, FILL, FONT, GREY, INK, LINE, Cells
from gfassess.report.paper.xlsx_sheets import Sheet

_WIDTHS: Final = (34, 90)
_LINE: Final = 16
"""Height of a line to write on by hand, in points."""
_PLAIN: Final = Font(FONT, 10)
_MANNERS: Final = {
    "plain": _PLAIN,
    "note": Font(FONT, 9, color=GREY),
    "mark": Font(FONT, 10, bold=True, color="9C2A1F"),
}


class Front:
    """Writes names with values and texts below one another."""

    def __init__(self, page: Worksheet, cells: Cells, tongue: Tongue) -> None:
        """Take the sheet."""
        self._page = page
        self._cells = cells
        self._tongue = tongue
        self._line = 0

    def write(self, paper: Paper, sheets: dict[str, tuple[Sheet, ...]]) -> None:
        """Write what of a paper is no table, and the names of the sheets with its tables."""
        self._page.sheet_view.showGridLines = False
        for letter, width in zip("AB", _WIDTHS, strict=True):
            self._page.column_dimensions[letter].width = width
        cover = paper.cover
        self._across(cover.title, Font(FONT, 18, bold=True, color=INK))
        self._across(cover.subtitle, Font(FONT, 12))
        for mark in cover.marks:
            self._across(mark, _MANNERS["mark"])
        for pair in cover.rows:
            self._pair(pair)
        for found in sections(paper):
            named = Cell(f"{found.number}  {joined(found.section.heading, self._tongue)}")
            told = any(not isinstance(block, Table) or not block.rows for block in found.section.blocks)
            if found.depth == 1 or told:
                self._heading(named.text, found.depth)
            for block in found.section.blocks:
                self._block(block)
            if found.depth == 1:
                for sheet in sheets.get(found.section.id, ()):
                    self._text(f"→ {sheet.name}", _PLAIN)
        self._line += 1
        self._across(paper.footer, _MANNERS["note"])

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._text(block.text, _MANNERS[block.manner])
            case Bullets():
                for item in block.items:
                    self._text(item, _PLAIN)
            case KeyValues():
                for pair in block.rows:
                    self._pair(pair)
            case Bars():
                for bar in block.rows:
                    self._pair(Pair("", bar.title, Cell(bar.text)))
            case SignatureBox():
                self._text(block.statement, _PLAIN)
                for place in block.places:
                    self._pair(Pair("", place, Cell(), 2))
            case Table() if not block.rows:
                self._pair(Pair("", block.title, Cell(block.empty or "-")))
                if block.note:
                    self._text(block.note, _MANNERS["note"])
            case _:
                pass

    def _next(self, column: int) -> Target:
        return self._page.cell(self._line, column)

    def _across(self, words: Words, font: Font) -> None:
        """Write a line that runs over what is beside it."""
        self._line += 1
        self._cells.text(self._next(1), words, font)
        self._next(1).alignment = Alignment(vertical="center")
        lines = joined(words, self._tongue, "\n").count("\n") + 1
        self._page.row_dimensions[self._line].height = lines * font.size * 1.4 + 4

    def _heading(self, words: Words, depth: int) -> None:
        self._line += 1 if depth == 1 else 0
        self._across(words, Font(FONT, 12 if depth == 1 else 10, bold=True, color=INK))
        if depth == 1:
            for column in (1, 2):
                self._next(column).border = Border(bottom=LINE)

    def _text(self, words: Words, font: Font) -> None:
        self._line += 1
        self._cells.text(self._next(2), words, font)
        self._page.row_dimensions[self._line].height = self._cells.height(((words, _WIDTHS[1]),))

    def _pair(self, pair: Pair) -> None:
        self._line += 1
        self._cells.text(self._next(1), pair.name)
        self._next(1).fill = FILL
        self._cells.write(self._next(2), pair.value)
        for column in (1, 2):
            self._next(column).border = BOX
        wanted = self._cells.height(zip((pair.name, pair.value.text), _WIDTHS, strict=True))
        blank = 0 if pair.value.text else _LINE * pair.lines
        self._page.row_dimensions[self._line].height = max(wanted, blank)
