"""Workbooks: read row by row, with bounds on what a small file may unfold to; formulas by their saved result."""

import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile, ZipFile

from gfassess.errors import GfassessError, did_you_mean
from gfassess.words import _

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

_MOST_PARTS: Final = 2000
_MOST_UNFOLDED: Final = 500_000_000
"""Bytes of all parts together."""
_MOST_TEXTS: Final = 100_000_000
"""Bytes of the part with all texts, which is read whole."""
_MOST_LINES: Final = 1_048_576
"""Rows of a page, also empty ones; Excel has no more."""
_MOST_CELLS: Final = 50_000_000
_DAMAGED: Final = (
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError),
    # A SyntaxError is one of its XML; of the archive: a RuntimeError is a password, NotImplementedError an unknown
    # way of packing, OSError a workbook without the part that lists its sheets.
    *(SyntaxError, BadZipFile, EOFError, OSError, RuntimeError, zlib.error),
)
"""What openpyxl and zipfile raise where a part is missing or says what none may say."""
_HEAD: Final = 4096
_CHUNK: Final = 1 << 20


def workbook_rows(path: Path, data: bytes, sheet: str = "") -> Iterator[tuple[int, list[str]]]:
    """Go through the rows of one sheet: the one that was named, else the first that is not hidden."""
    with said(path):
        values = open_workbook(path, data)
        title = _title(path, values, sheet)
        formulas: Iterator[Any] = repeat(())
        if _has_formulas(data):
            formulas = rows_in(path, open_workbook(path, data, formulas=True)[title], values_only=True)
        rows = rows_in(path, values[title], values_only=True)
        for line, (row, typed) in enumerate(zip(rows, formulas, strict=False), 1):
            if typed:
                yield line, [_text(value, formula) for value, formula in zip(row, typed, strict=True)]
            else:
                yield line, [_text(value) for value in row]


def open_workbook(path: Path, data: bytes, *, formulas: bool = False) -> "Workbook":
    """Return a workbook to read row by row, its formulas by their saved result or as they stand.

    Raises GfassessError for what is none, or unfolds to too much; use it inside `said`.
    """
    _check(path, data)
    try:
        import openpyxl  # noqa: PLC0415 - an extra
    except ImportError as error:
        hint = _('install it with: pip install "gfassess[office]"; or save the list as CSV')
        raise GfassessError.of(_("workbooks need the package openpyxl"), file=str(path), hint=hint) from error
    with warnings.catch_warnings(), redirect_stdout(StringIO()):
        # It warns of parts that it leaves out, such as a style of WPS, and prints of some that it does not know.
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=not formulas, keep_links=False)


@contextmanager
def said(path: Path) -> Iterator[None]:
    """Turn into words what openpyxl raises where a part is missing or says what none may say."""
    try:
        yield
    except _DAMAGED as error:
        raise GfassessError.of(
            _("this workbook is damaged"), file=str(path), hint=_("open it in Excel or WPS and save it again")
        ) from error


def rows_in(path: Path, page: Any, *, values_only: bool = False) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - untyped
    """Go through the rows of a page of openpyxl; raise GfassessError where they are more than Excel can have."""
    # What a file says of its own size may be wrong.
    reset = getattr(page, "reset_dimensions", None)
    if reset is not None:
        reset()
    wide = 0
    for line, row in enumerate(page.iter_rows(values_only=values_only), 1):
        wide += len(row)
        if line > _MOST_LINES or wide > _MOST_CELLS:
            raise GfassessError.of(_("this workbook has more rows or columns than are read here"), file=str(path))
        yield row


def _check(path: Path, data: bytes) -> None:
    """Refuse what is no workbook, what unfolds to too much, and parts with declarations of their own."""
    try:
        with ZipFile(BytesIO(data)) as parts:
            infos = parts.infolist()
            names = {info.filename for info in infos}
            if "xl/workbook.xml" not in names:
                hint = _("save it as .xlsx or .csv")
                raise GfassessError.of(_("this is no workbook of Excel or WPS"), file=str(path), hint=hint)
            texts = sum(info.file_size for info in infos if info.filename.endswith("sharedStrings.xml"))
            whole = sum(info.file_size for info in infos)
            if len(infos) > _MOST_PARTS or whole > _MOST_UNFOLDED or texts > _MOST_TEXTS:
                message = _("this workbook unfolds to more than is read here: {size} MB")
                raise GfassessError.of(message.format(size=whole // 1_000_000), file=str(path))
            for info in infos:
                with parts.open(info) as part:
                    head = part.read(_HEAD)
                if info.filename.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in head or b"<!ENTITY" in head):
                    raise GfassessError.of(_("this workbook holds declarations that none of Excel has"), file=str(path))
    except _DAMAGED as error:
        hint = _("open it in Excel or WPS and save it again")
        raise GfassessError.of(_("this workbook is damaged"), file=str(path), hint=hint) from error


def _has_formulas(data: bytes) -> bool:
    """Tell whether any sheet holds a formula; only then the workbook is read a second time."""
    with ZipFile(BytesIO(data)) as parts:
        for name in parts.namelist():
            if not name.startswith("xl/worksheets/"):
                continue
            with parts.open(name) as part:
                tail = b""
                while chunk := part.read(_CHUNK):
                    if b"<f>" in tail + chunk or b"<f " in tail + chunk:
                        return True
                    tail = chunk[-3:]
    return False


def _title(path: Path, workbook: "Workbook", wanted: str) -> str:
    names = [str(page.title) for page in workbook.worksheets]
    if wanted:
        if wanted in names:
            return wanted
        message = _('there is no sheet "{name}"; sheets are {known}')
        hint = did_you_mean(wanted, names)
        raise GfassessError.of(message.format(name=wanted, known=", ".join(names)), file=str(path), hint=hint)
    shown = [str(page.title) for page in workbook.worksheets if page.sheet_state == "visible"]
    if not names:
        raise GfassessError.of(_("this workbook has no sheet"), file=str(path))
    return (shown or names)[0]


def _text(value: object, typed: object = None) -> str:
    """Return a cell as text; a formula without a saved result stays what it is, so that its row is told."""
    if value is None:
        return typed if isinstance(typed, str) and typed.startswith("=") else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
