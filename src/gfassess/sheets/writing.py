"""Ask-sheets as workbooks: a page of questions and one for each ledger, for one office or several."""

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from gfassess.explain import department_words
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.scoring import Inputs
from gfassess.sheets.asked import Office
from gfassess.sheets.base import base_of, pieces
from gfassess.sheets.ledger_page import LedgerPage
from gfassess.sheets.limits import Lists
from gfassess.sheets.look import put
from gfassess.sheets.marks import HIDDEN
from gfassess.sheets.questions_page import need_words, write_questions
from gfassess.words import _

_ODD: Final = re.compile(r"[\[\]:*?/\\']")
_LONGEST: Final = 31
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The time that every part of the archive bears: the same sheet is the same bytes."""


def workbook(rulebook: Rulebook, assessment: Assessment, offices: Sequence[Office]) -> bytes:
    """Return a workbook that asks some offices for what they know."""
    book = Workbook()
    book.remove(book.active)
    hidden = book.create_sheet(HIDDEN)
    hidden.sheet_state = "veryHidden"
    for row, piece in enumerate(pieces(base_of(assessment, offices)), 1):
        put(hidden.cell(row, 1), piece)
    lists, inputs = Lists(hidden, rulebook), Inputs(rulebook, assessment)
    for office in offices:
        words = department_words(office.id)
        title = _("{enterprise} {year}: {office}").format(
            enterprise=assessment.enterprise.name or "", year=assessment.year, office=words
        )
        if office.themes:
            page = book.create_sheet(_title(book, words))
            write_questions(page, office, inputs, lists, title.strip())
        for ledger in office.ledgers:
            page = book.create_sheet(_title(book, str(ledger.title)))
            need = need_words(needed=office.needed(ledger), live=ledger.id in office.live)
            LedgerPage(page, rulebook, ledger, lists).write(assessment, title.strip(), need, alone=not office.themes)
    book.move_sheet(hidden, len(book.sheetnames))
    book.active = 0
    return _bytes(book)


def _title(book: Workbook, wanted: str) -> str:
    """Return a title of a page that Excel takes and no other page has."""
    plain = _ODD.sub(" ", wanted).strip()[:_LONGEST] or "1"
    taken = {name.casefold() for name in book.sheetnames}
    number, title = 1, plain
    while title.casefold() in taken:
        number += 1
        title = f"{plain[: _LONGEST - len(str(number)) - 1]} {number}"
    return title


def _bytes(book: Workbook) -> bytes:
    """Return a workbook as it is saved, without the time of saving."""
    stream = BytesIO()
    book.properties.creator = "gfassess"
    book.properties.created = datetime(*_EPOCH)  # noqa: DTZ001 - openpyxl takes none with a zone
    book.save(stream)
    result = BytesIO()
    with ZipFile(stream) as parts, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in parts.namelist():
            data = parts.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", data)
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, data)
    return result.getvalue()
