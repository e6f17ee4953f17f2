"""Pages saved as .xls or .html: the tables of a page as rows."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from gfassess.errors import GfassessError
from gfassess.lists.delimited import decoded
from gfassess.words import _

_WIDEST: Final = 100
"""Columns and rows that one cell may take."""
_DIGITS: Final = 9
"""Digits of such a number that are read."""
_MOST_CELLS: Final = 1000
"""Cells of a row that are kept."""
_CHUNK: Final = 1 << 16
_LONGEST: Final = 1 << 20
"""Characters of one tag, or of what stands in a style."""
_ASIDE: Final = re.compile("<!--|<[!?]")


def page_rows(path: Path, data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Go through the rows of all tables of a page, with the lines on which they begin; merged cells repeat."""
    reader, text = _Tables(), _without_asides(decoded(path, data))
    try:
        for start in range(0, len(text), _CHUNK):
            reader.feed(text[start : start + _CHUNK])
            # The last row may go on.
            yield from reader.rows[:-1]
            del reader.rows[:-1]
            if len(reader.rawdata) > _LONGEST:
                raise _damaged(path)
        reader.close()
    except ValueError as error:  # a sign named by a number of thousands of digits
        raise _damaged(path) from error
    yield from reader.rows


def _without_asides(text: str) -> str:
    """Return a page without comments and declarations, on the same lines.

    The parser would look for the end of one that is not closed again and again, in the square of the length.
    """
    parts, at = [], 0
    for found in _ASIDE.finditer(text):
        if found.start() < at:
            continue
        parts.append(text[at : found.start()])
        close = "-->" if found[0] == "<!--" else ">"
        end = text.find(close, found.end())
        at = len(text) if end < 0 else end + len(close)
        parts.append("\n" * text.count("\n", found.start(), at))
    whole, last, rest = "".join((*parts, text[at:])).rpartition(">")
    # The same goes for a tag that is not closed.
    return whole + last + rest.replace("<", " ")


def _damaged(path: Path) -> GfassessError:
    hint = _("open it in Excel or WPS and save it as .xlsx")
    return GfassessError.of(_("this page is damaged"), file=str(path), hint=hint)


class _Tables(HTMLParser):
    """Collects the cells of every row."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[tuple[int, list[str]]] = []
        self._cell: list[str] | None = None
        self._spans: tuple[int, int] = (1, 1)
        self._above: dict[int, tuple[int, str]] = {}
        """Cells of rows above that reach down, by column: how many rows more, and what they hold."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, row or cell; a cell that was not closed ends where the next begins."""
        if tag in {"td", "th", "tr"}:
            self._close()
        if tag == "table":
            self._above = {}
        elif tag == "tr":
            self.rows.append((self.getpos()[0], []))
            self._reach()
        elif tag in {"td", "th"} and self.rows:
            named = dict(attrs)
            self._spans = (_span(named.get("colspan")), _span(named.get("rowspan")))
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        if tag in {"td", "th", "tr", "table"}:
            self._close()

    def handle_data(self, data: str) -> None:
        """Take the text of a cell."""
        if self._cell is not None:
            self._cell.append(data)

    def _close(self) -> None:
        if self._cell is None:
            return
        text, self._cell = "".join(self._cell), None
        row, (wide, high) = self.rows[-1][1], self._spans
        for _column in range(min(wide, _MOST_CELLS - len(row))):
            if high > 1:
                self._above[len(row)] = (high - 1, text)
            row.append(text)
        self._reach()

    def _reach(self) -> None:
        """Put in the cells that reach down from rows above."""
        row = self.rows[-1][1]
        while (found := self._above.pop(len(row), None)) is not None:
            left, text = found
            if left > 1:
                self._above[len(row)] = (left - 1, text)
            row.append(text)


def _span(typed: str | None) -> int:
    if not typed or not typed.isascii() or not typed.isdigit():
        return 1
    return min(max(int(typed[:_DIGITS]), 1), _WIDEST)
