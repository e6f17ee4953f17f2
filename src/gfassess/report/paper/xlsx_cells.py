"""Cells of a workbook: figures as numbers that look as in every other form of the paper, texts as nothing but texts."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from openpyxl.cell.cell import Cell as Target
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.numbers import FORMAT_TEXT

from gfassess.quantity import write_number
from gfassess.report.columns import widest
from gfassess.report.paper.blocks import Align, Cell, Tone
from gfassess.report.paper.both import Tongue, Words, joined, spoken

FONT: Final = "宋体"
INK: Final = "1F3B2D"
GREY: Final = "595959"
FILL: Final = PatternFill("solid", fgColor="E8EFEA")
LINE: Final = Side("thin", color="B9C7BE")
BOX: Final = Border(LINE, LINE, LINE, LINE)
_TONES: Final[dict[Tone, str]] = {"": "000000", "good": "1B6B3A", "bad": "9C2A1F", "open": "7A5200"}
_FIGURE: Final = re.compile(r"(-?[\d,]+(?:\.(\d+))?)(.*)", re.DOTALL)
_RANGE: Final = " - "
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a workbook would read as the code of a character."""
_PARTED: Final = 1000
"""The first number whose thousands are parted."""
_COMMANDS: Final = ("=", "+", "-", "@")
_LONGEST: Final = 32_767
"""Characters that a cell holds."""
_SPACING: Final = 1.35
_HIGHEST: Final = 409
"""Points of the highest row."""
_MOST_FORMATS: Final = 150
"""Formats of numbers of our own; Excel takes about 200."""


class Cells:
    """Writes values into cells, in one language or both."""

    def __init__(self, tongue: Tongue) -> None:
        """Take the language."""
        self._tongue = tongue
        self._formats: set[str] = set()

    def write(self, target: Target, cell: Cell, align: Align = "left", *, bare: bool = False) -> None:
        """Write a value of a paper; `bare` leaves out its unit, which has a cell of its own."""
        font = Font(FONT, 10, bold=cell.tone == "bad", color=_TONES[cell.tone])
        found = self._figure(cell, bare=bare)
        if found is None:
            self.text(target, cell.text, font)
        else:
            target.value, target.number_format = found
            target.font = font
        side = align if found is not None else "left" if self._is_long(cell.text) else align
        target.alignment = Alignment(horizontal=side, vertical="top", wrap_text=True, indent=int(side == "right"))

    def text(self, target: Target, words: Words, font: Font | None = None) -> None:
        """Write a text that stays one, whatever it begins with, also once it is edited: no formula, no error."""
        text = joined(words, self._tongue, "\n")
        if not text:
            return
        target.value = _ESCAPE.sub("_x005F_", text)[:_LONGEST]
        target.data_type = "s"
        target.number_format = FORMAT_TEXT if text.startswith(_COMMANDS) else "General"
        marked: Any = target
        marked.quotePrefix = text.startswith(_COMMANDS)
        target.font = font or Font(FONT, 10)
        target.alignment = Alignment(vertical="top", wrap_text=True)

    def height(self, texts: Iterable[tuple[Words, int]], points: float = 10) -> float:
        """Return the height of a row that shows texts in columns of these widths; not every program works it out."""
        lines = (self._lines(words, room) for words, room in texts)
        return min(max(lines, default=1) * points * _SPACING + 4, _HIGHEST)

    def _lines(self, words: Words, room: int) -> int:
        texts = joined(words, self._tongue, "\n").split("\n")
        return sum(max(1, -(-widest([text]) // max(room - 1, 1))) for text in texts)

    def _is_long(self, words: Words) -> bool:
        return len(joined(words, self._tongue)) > 16  # noqa: PLR2004 - more than a figure with its unit

    def _figure(self, cell: Cell, *, bare: bool) -> tuple[float, str] | None:
        """Return the number behind a text, and the format that shows it like that; None where a text is more."""
        text, number = spoken(cell.text, self._tongue)[0][1], cell.number
        match = _FIGURE.fullmatch(text)
        if match is None or number is None or _RANGE in text:
            return None
        shown, decimals, rest = match[1], len(match[2] or ""), match[3]
        whole = "#,##0" if "," in shown or abs(number) < _PARTED else "0"
        pattern = f"{whole}.{'0' * decimals}" if decimals else whole
        if rest.startswith(" %") and write_number(number * 100, decimals) == shown:
            pattern, rest = f"{pattern} %", rest[2:]
        elif shown.replace(",", "") not in {_plain(number, decimals), _plain(number)}:
            return None
        elif _rounded(number, decimals) != shown.replace(",", ""):
            # Every other form rounds halves to the even neighbour, and knows no zero below zero.
            number = float(shown.replace(",", ""))
        if bare and rest.strip() in {text for _language, text in spoken(cell.unit, self._tongue)}:
            rest = ""
        return self._formatted(number, pattern, rest)

    def _formatted(self, number: float, pattern: str, rest: str) -> tuple[float, str] | None:
        literal = rest.replace('"', '""')
        found = f'{pattern}"{literal}"' if rest else pattern
        self._formats.add(found)
        return (number, found) if len(self._formats) <= _MOST_FORMATS else None


def _plain(number: float, decimals: int | None = None) -> str:
    return write_number(number, decimals).replace(",", "")


def _rounded(number: float, decimals: int) -> str:
    """Return a number as spreadsheets show it: halves away from zero."""
    return f"{Decimal(repr(float(number))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
