"""What a sheet offers to whoever fills it in, and that Excel takes it."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from gfassess import words
from gfassess.files import builtin_criteria
from gfassess.rules.folder import load
from gfassess.sheets.asked import offices
from gfassess.sheets.look import finish, widths
from gfassess.sheets.marks import HIDDEN
from gfassess.sheets.writing import workbook
from tests.sheets.rules import BOOK, Opened, answers, office, sheet

BEFORE = answers(facts={"area": 1000.0}, ledgers={"use": [{"carrier": "coal"}]})


def _limit(page: Any, cell: str) -> Any:
    return next(limit for limit in page.data_validations.dataValidation if cell in limit.sqref)


def _listed(opened: Opened, limit: Any) -> list[object]:
    """Return what the drop-down of a limit shows."""
    _title, _sign, place = limit.formula1.partition("!")
    return [row[0].value for row in opened.book[HIDDEN][place]]


def test_drop_downs() -> None:
    """Choices, yes and no, the units that convert, and in a ledger those of the column or of what a row chose."""
    opened = Opened(sheet(BEFORE))
    for name, wanted in (("plan", ["yes", "no"]), ("level", ["None", "Some", "Full"])):
        assert _listed(opened, _limit(opened.facts, opened.cell(name).coordinate)) == wanted
    units = _listed(opened, _limit(opened.facts, opened.cell("area", "unit").coordinate))
    assert units[0] == "m²"
    assert {"ha", "mu", "km²"} <= set(units)
    assert "Power [twin]" in _listed(opened, _limit(opened.ledger, opened.entry(15, "carrier").coordinate))
    assert "kgce" in _listed(opened, _limit(opened.ledger, opened.unit("energy").coordinate))
    assert {"t", "kg", "kWh"} <= set(_listed(opened, _limit(opened.ledger, opened.entry(1, "amount.unit").coordinate)))


def test_limits_warn_and_never_refuse() -> None:
    """A figure outside the usual range, converted from the unit beside it, is asked about; all can be kept."""
    opened = Opened(sheet(BEFORE))
    limit = _limit(opened.facts, opened.cell("area").coordinate)
    cell, unit = opened.cell("area").coordinate, opened.cell("area", "unit").coordinate
    assert f"{cell}*VLOOKUP({unit}," in limit.formula1
    assert limit.formula1.endswith("<=20000.0)")
    assert "500 to 20,000 m²" in limit.error
    for page in (opened.facts, opened.ledger):
        assert {one.errorStyle for one in page.data_validations.dataValidation} == {"warning"}
        assert all(one.showErrorMessage for one in page.data_validations.dataValidation)


def test_only_fields_are_open() -> None:
    """Titles, help and ids are protected against slips, without a password; fields are open."""
    opened = Opened(sheet(BEFORE))
    for page in (opened.facts, opened.ledger):
        assert page.protection.sheet
        assert page.protection.password is None
        assert page.column_dimensions["A"].hidden
        assert page.row_dimensions[1].hidden
    assert [opened.cell("area", column).protection.locked for column in ("value", "unit", "note")] == [False] * 3
    assert opened.cell("rate", "unit").protection.locked
    row = opened.cell("area").row
    assert [opened.facts.cell(row, column).protection.locked for column in (1, 2, 5, 6, 7)] == [True] * 5
    assert not opened.entry(15, "amount").protection.locked


def test_help_says_what_counts_meanwhile() -> None:
    """How to fill in, what counts while it is empty, and what is usual."""
    opened = Opened(sheet(BEFORE))
    texts = {name: opened.facts.cell(opened.cell(name).row, 6).value for name in ("area", "rate")}
    assert texts["area"] == "help\nUsual: 500 to 20,000 m²."
    assert texts["rate"] == "While it is empty 0.5 counts."


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_excel_takes_every_sheet_of_the_content(lang: words.Language) -> None:
    """Titles of pages, formulas and hints of all offices stay within what Excel allows."""
    words.use(lang)
    rules = load(builtin_criteria())
    book = openpyxl.load_workbook(BytesIO(workbook(rules, BEFORE, offices(rules, BEFORE, [*rules.rulesets.values()]))))
    assert all(len(title) <= 31 for title in book.sheetnames)
    for page in book:
        for limit in page.data_validations.dataValidation:
            assert len(limit.formula1) <= 255
            assert len(limit.promptTitle or "") <= 32
            assert len(limit.errorTitle or "") <= 32
            assert len(limit.prompt or "") <= 255
            assert len(limit.error or "") <= 225
        assert all(row.height is None or row.height <= 409 for row in page.row_dimensions.values())


def test_pages_of_one_name() -> None:
    """Two offices whose tables have one title get a page each."""
    twice = (*office(), *office())
    book = openpyxl.load_workbook(BytesIO(workbook(BOOK, BEFORE, twice)))
    assert len({title.casefold() for title in book.sheetnames}) == 5


@pytest.mark.parametrize(("columns", "pages"), [(12, 1), (13, 2), (17, 2)])
def test_many_columns_are_printed_on_two_pages(columns: int, pages: int) -> None:
    """More columns than can be read on one page stand on two, though they are narrow."""
    page: Any = openpyxl.Workbook().active
    widths(page, [12.0] * columns)
    finish(page, 1, 2)
    assert page.page_setup.fitToWidth == pages
