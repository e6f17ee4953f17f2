"""A list as rows of texts, whatever kind of file it is; the kind is told by what the file begins with."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from gfassess.errors import GfassessError
from gfassess.files import read_bytes, size_of
from gfassess.words import _

MOST_BYTES: Final = 60_000_000
MOST_ROWS: Final = 100_000
"""Rows with anything in them; ten times what all national lists have together."""
MOST_COLUMNS: Final = 400
"""Columns that are looked at."""
_LONGEST: Final = 500
"""Characters of a cell that are kept."""

_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
_PAGE: Final = re.compile(rb"<(?:!doctype html|html|table|meta|head|\?xml[^>]*>\s*<html)", re.IGNORECASE)
_BEGIN: Final = 2000
_WIDE: Final = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
"""Full-width digits and letters; brackets and commas of Chinese names stay as they are."""
_BETWEEN_CHINESE: Final = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")


class Row(NamedTuple):
    """One row that says something."""

    line: int
    """Where it stands in the file, from 1."""
    cells: list[str]


def rows_of(path: Path, sheet: str = "") -> Iterator[Row]:
    """Go through the rows of a list; raise GfassessError where it is none, or too large."""
    size_of(path)
    data = read_bytes(path, MOST_BYTES)
    if sheet and not data.startswith(_ZIP):
        raise GfassessError.of(_("only a workbook (.xlsx) has sheets"), file=str(path))
    for count, row in enumerate(_rows(path, data, sheet), 1):
        if count > MOST_ROWS:
            message = _("this list has more than {count} rows").format(count=f"{MOST_ROWS:,}")
            hint = _("is it really a list of enterprises? split it, and import the parts one after the other")
            raise GfassessError.of(message, file=str(path), hint=hint)
        yield row


def _rows(path: Path, data: bytes, sheet: str) -> Iterator[Row]:
    """Choose the reader; each loads only when it is needed."""
    if data.startswith(_ZIP):
        from gfassess.lists.workbook import workbook_rows  # noqa: PLC0415 - an extra

        raw = workbook_rows(path, data, sheet)
    elif data.startswith(_OLE):
        message = _("this is an old binary workbook (.xls), or one with a password; it cannot be read")
        raise GfassessError.of(message, file=str(path), hint=_("open it in Excel or WPS and save it as .xlsx"))
    elif data.startswith(_PDF):
        hint = _("copy its table into a workbook and save that as .xlsx")
        raise GfassessError.of(_("this is a PDF document, not a table"), file=str(path), hint=hint)
    elif _PAGE.search(data.replace(b"\0", b"")[:_BEGIN]):
        from gfassess.lists.page import page_rows  # noqa: PLC0415 - few lists are pages

        raw = page_rows(path, data)
    else:
        from gfassess.lists.delimited import delimited_rows  # noqa: PLC0415 - one of three

        raw = delimited_rows(path, data)
    for line, values in raw:
        cells = [plain_cell(value) for value in values[:MOST_COLUMNS]]
        if any(cells):
            yield Row(line, cells)


def plain_cell(text: str) -> str:
    """Return a cell as it is meant: one line, no blanks between Chinese characters, digits of half width."""
    text = text[:_LONGEST]
    if not text.isprintable():
        kept = (character for character in text if character.isspace() or unicodedata.category(character)[0] != "C")
        text = "".join(kept)
    if not text.isascii():
        text = text.translate(_WIDE)
    text = " ".join(text.split())
    return _BETWEEN_CHINESE.sub("", text) if " " in text else text
