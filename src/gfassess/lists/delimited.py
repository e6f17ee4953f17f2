"""Comma-separated values in, in the encodings that Excel and WPS save, with comma, tab or semicolon; and out."""

import codecs
import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Final

from gfassess.errors import GfassessError, Problem
from gfassess.words import _

_SIGNS: Final = ",\t;|"
_LOOKED_AT: Final = 30
"""Lines in which the sign between cells is counted."""
_AS_TEXT: Final = re.compile(r'="(?P<text>[^"]*)"\Z')
"""How Excel keeps the zeros of 001 in such a file."""
ORDERS: Final = ("=", "+", "-", "@", "\t")
"""How a cell begins that a spreadsheet would take for a formula."""


def delimited_rows(path: Path, data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Go through the lines with their cells."""
    text = decoded(path, data).replace("\r\n", "\n").replace("\r", "\n")
    reader = csv.reader(StringIO(text), delimiter=_sign(text))
    line = 1
    try:
        for row in reader:
            yield line, [found["text"] if (found := _AS_TEXT.match(cell)) else cell for cell in row]
            line = reader.line_num + 1
    except csv.Error as error:
        message = _("this line cannot be read as comma-separated values")
        hint = _("a quotation mark may be missing: open the file in Excel or WPS and save it as .xlsx")
        raise GfassessError(Problem(message=message, file=str(path), line=line, hint=hint)) from error


def delimited(rows: Iterable[Iterable[str]]) -> bytes:
    """Return a table as comma-separated values that spreadsheets open; nothing in it is a formula."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([f"'{cell}" if cell.startswith(ORDERS) else cell for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def decoded(path: Path, data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or GB18030; raise GfassessError where it is none of them."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    message = _("this is no text in UTF-8, UTF-16 or GB18030")
    raise GfassessError.of(message, file=str(path), hint=_("open it in Excel or WPS and save it as .xlsx"))


def _sign(text: str) -> str:
    """Return what stands between cells: the sign that is there most often in the first lines."""
    begin = "\n".join(text.split("\n", _LOOKED_AT)[:_LOOKED_AT])
    return max(_SIGNS, key=begin.count)
