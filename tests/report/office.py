"""What a reader sees of Word documents and workbooks, for the tests of their renderers."""

from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
from docx.document import Document
from docx.oxml.ns import qn


def opened(data: bytes) -> Document:
    """Return a Word document."""
    return docx.Document(BytesIO(data))


def word_text(data: bytes) -> str:
    """Return the text of a Word document with that of header and footer, a line for each paragraph."""
    document = opened(data)
    parts = [document.element.body]
    for section in document.sections:
        parts += [section.header._element, section.footer._element]
    return "\n".join(_text(paragraph) for part in parts for paragraph in part.iter(qn("w:p")))


def _text(paragraph: Any) -> str:
    pieces = (each.text or "" if each.tag == qn("w:t") else "\n" for each in paragraph.iter(qn("w:t"), qn("w:br")))
    return "".join(pieces)


def workbook(data: bytes) -> Any:
    """Return a workbook."""
    return openpyxl.load_workbook(BytesIO(data))


def workbook_text(data: bytes) -> str:
    """Return what a workbook shows, a line for each cell."""
    cells = (cell for page in workbook(data) for row in page.iter_rows() for cell in row)
    return "\n".join(shown(cell) for cell in cells if cell.value is not None)


def shown(cell: Any) -> str:
    """Return what a spreadsheet shows of a cell: a number by its format, halves away from zero."""
    if not isinstance(cell.value, int | float):
        return str(cell.value).replace("_x005F_", "_")
    pattern, _quote, literal = str(cell.number_format).partition('"')
    number = Decimal(repr(cell.value)) * (100 if "%" in pattern else 1)
    decimals = pattern.partition(".")[2].count("0")
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    figure = f"{rounded:,f}" if "," in pattern else f"{rounded:f}"
    return figure + (" %" if "%" in pattern else "") + literal.removesuffix('"')


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of an office file by name."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
