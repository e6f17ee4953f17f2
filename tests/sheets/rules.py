"""A small rule book with every kind of question, sheets of it, and what people do to them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import openpyxl

from gfassess.files import builtin_criteria, read_toml
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.model.sources import UnitFile
from gfassess.session import Session
from gfassess.sheets.asked import Office
from gfassess.sheets.edits import Reply
from gfassess.sheets.grid import read_sheet
from gfassess.sheets.marks import FACTS, HIDDEN, LEDGER
from gfassess.sheets.reply import read_reply
from gfassess.sheets.settling import Prefer, Settled, settle
from gfassess.sheets.taking import take_over
from gfassess.sheets.writing import workbook
from gfassess.words import language
from tests.scoring.small import SOURCE, assessment, book, fact, head, line, text

_UNITS: Final = UnitFile.model_validate(read_toml(builtin_criteria() / "units.toml")[0]).unit
_ALL: Final = ("area", "people", "plan", "level", "since", "remark", "share", "rate")


def _rulebook() -> Rulebook:
    columns = [
        {"id": "carrier", "kind": "choice", "from": "carriers", "title": text("carrier")},
        {"id": "amount", "kind": "number", "unit": "carrier.unit", "title": text("amount")},
        {"id": "energy", "kind": "number", "unit": "tce", "optional": True, "title": text("energy")},
        {"id": "green", "kind": "yes_no", "default": False, "title": text("green")},
        {"id": "word", "kind": "text", "optional": True, "title": text("word")},
        {"id": "day", "kind": "date", "optional": True, "title": text("day")},
    ]
    table = {
        "id": "carriers",
        "title": text("carriers"),
        "basis": "standard",
        "source": SOURCE,
        "columns": [{"id": "kgce", "title": text("kgce"), "unit": "kgce"}],
        "rows": [
            {"id": "coal", "title": text("Coal"), "unit": "t", "kgce": 714.3},
            {"id": "power", "title": text("Power"), "unit": "kWh", "kgce": 0.1229},
            {"id": "odd", "title": text('=Odd, "quoted"'), "kgce": 1.0},
            {"id": "twin", "title": text("Power"), "unit": "MWh", "kgce": 122.9},
        ],
    }
    levels = [{"id": name, "title": text(name.title())} for name in ("none", "some", "full")]
    whole = book(
        head("h", line("i", 100, "area", {"leading": 2, "baseline": 1})),
        facts=[
            fact("area", unit="m2", plausible=[500, 20_000], help=text("help"), evidence=text("proof")),
            fact("people", "count"),
            fact("plan", "yes_no"),
            fact("level", "choice", options=levels),
            fact("since", "date"),
            fact("remark", "text"),
            fact("share", unit="%"),
            fact("rate", default=0.5),
        ],
        ledgers=[{"id": "use", "title": text("use"), "department": "energy", "columns": columns}],
        gates=[],
        tables=[table],
    )
    return replace(whole, units={unit.id: unit for unit in _UNITS})


BOOK: Final = _rulebook()


def office() -> tuple[Office, ...]:
    """Return one office that is asked everything."""
    (theme,) = BOOK.themes
    return (Office("energy", ((theme, theme.fact),), theme.ledger, frozenset(_ALL)),)


def sheet(answers: Assessment) -> bytes:
    """Return a sheet that asks for everything."""
    key = repr(answers) + language()
    if key not in _MADE:
        _MADE[key] = workbook(BOOK, answers, office())
    return _MADE[key]


_MADE: Final[dict[str, bytes]] = {}
"""Sheets that were made before, to make each once."""


Change = Callable[["Opened"], object]


class Opened:
    """A sheet in the hands of somebody."""

    def __init__(self, data: bytes) -> None:
        """Open it."""
        self.book = openpyxl.load_workbook(BytesIO(data))
        pages = [page for page in self.book.worksheets if page.title != HIDDEN]
        self.facts = next(page for page in pages if page["A1"].value == FACTS)
        self.ledger = next(page for page in pages if str(page["A1"].value).startswith(LEDGER))

    def cell(self, name: str, column: str = "value") -> Any:
        """Return a cell of a single question."""
        return self._cell(self.facts, name, column)

    def entry(self, row: int, column: str) -> Any:
        """Return a cell of the ledger; rows from 1, those to spare included."""
        units = next(cell.row for cell in self.ledger["A"] if cell.value == "units")
        return self._cell(self.ledger, units + row, column)

    def unit(self, column: str) -> Any:
        """Return the cell with the unit of a column of the ledger."""
        return self._cell(self.ledger, "units", column)

    def fill(self, row: int, **values: object) -> None:
        """Type a row of the ledger."""
        for column, value in values.items():
            self.entry(row, column).value = value

    def saved(self) -> bytes:
        """Return the workbook as it is saved."""
        stream = BytesIO()
        self.book.save(stream)
        return stream.getvalue()

    @staticmethod
    def _cell(page: Any, name: str | int, column: str) -> Any:
        place = next(cell.column for cell in page[1] if cell.value == column)
        row = name if isinstance(name, int) else next(cell.row for cell in page["A"] if cell.value == name)
        return page.cell(row, place)


def filled(data: bytes, change: Change) -> bytes:
    """Return a sheet as somebody sends it back."""
    opened = Opened(data)
    change(opened)
    return opened.saved()


def replies(folder: Path, now: Assessment, *sheets: bytes) -> list[Reply]:
    """Return what sheets say to the file as it is now."""
    found = []
    for number, data in enumerate(sheets):
        path = folder / f"s{number}.xlsx"
        path.write_bytes(data)
        found.append(read_reply(BOOK, now, read_sheet(path)))
    return found


def taken(now: Assessment, said: Sequence[Reply], prefer: Prefer = "") -> tuple[Assessment, Settled]:
    """Return the file after it took over what sheets say, and what became of it."""
    settled = settle(now, said, prefer)
    session = Session(BOOK, now)
    take_over(session, settled.taken)
    return session.assessment, settled


answers = assessment
"""Answers under this rule book."""
