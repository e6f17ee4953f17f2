"""What people do to a sheet: read right, or named with page, cell, what and why."""

from collections.abc import Callable
from copy import copy
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from gfassess.model.assessment import Value
from gfassess.sheets.edits import Reply
from gfassess.sheets.settling import settle
from gfassess.sheets.summary import summary_lines
from tests.sheets.rules import BOOK, Change, Opened, answers, filled, replies, sheet, taken

BEFORE = answers(
    facts={"area": 1000.0, "people": 12.0, "plan": True, "remark": "as built"},
    ledgers={
        "use": [
            {"carrier": "coal", "amount": 10.0, "word": "boiler"},
            {"carrier": "power", "amount": 5000.0},
            {"carrier": "odd", "amount": 3.0},
        ]
    },
)


@pytest.fixture
def said(tmp_path: Path) -> Callable[[Change], Reply]:
    """Return what a sheet says after a change."""

    def read(change: Change) -> Reply:
        return replies(tmp_path, BEFORE, filled(sheet(BEFORE), change))[0]

    return read


Said = Callable[[Change], Reply]


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("area", 1234.5, 1234.5),
        ("area", "1,234.5", 1234.5),
        ("area", "１２３４．５", 1234.5),
        ("area", "1.5亩", 1000.0),
        ("area", "2 公顷", 20000.0),
        ("area", "0.2 万m²", 2000.0),
        ("area", None, None),
        ("area", "  ", None),
        ("people", "１３", 13.0),
        ("people", 13, 13.0),
        ("plan", "否", False),
        ("plan", "×", False),
        ("plan", 0, False),
        ("plan", "no", False),
        ("level", "Some", "some"),
        ("level", "中Full", "full"),
        ("level", "full", "full"),
        ("since", "2024/5/1", date(2024, 5, 1)),
        ("since", "2024年5月1日", date(2024, 5, 1)),
        ("since", 20240501, date(2024, 5, 1)),
        ("since", datetime(2024, 5, 1, 8, 30), date(2024, 5, 1)),  # noqa: DTZ001 - cells have no zone
        ("remark", 2024, "2024"),
        ("share", "12%", 12.0),
        ("share", "120‰", 12.0),
        ("rate", "12%", 0.12),
    ],
)
def test_what_people_type_is_read(said: Said, name: str, typed: Any, value: Value | None) -> None:
    """Separators, full-width digits, units behind the figure, words of both languages, dates of all kinds."""
    reply = said(lambda opened: setattr(opened.cell(name), "value", typed))
    assert reply.problems == []
    unchanged = BEFORE.facts.get(name) == value
    assert [edit.value for edit in reply.edits] == ([] if unchanged else [value])


@pytest.mark.parametrize(
    ("name", "typed", "why"),
    [
        ("area", "约1200", '"约1200" does not begin with a number'),
        ("area", "1,23", "more than one way"),
        ("area", "12 kWh", "measure different things"),
        ("area", "12 parsecs", "not a unit"),
        ("area", True, "a number is needed"),
        ("area", datetime(2024, 1, 2), "this is a date"),  # noqa: DTZ001 - cells have no zone
        ("people", 1.5, "whole number"),
        ("people", -1, "whole number"),
        ("plan", "maybe", "neither yes nor no"),
        ("level", "Ful", "not one of the answers"),
        ("since", "soon", "not a date"),
        ("area", "#DIV/0!", "the cell shows the error #DIV/0!"),
        ("area", "=C3*2", "the result of the formula in this cell was not saved"),
        ("remark", "\u202eevil", "control character U+202E"),
    ],
)
def test_what_cannot_be_understood_is_named(said: Said, name: str, typed: Any, why: str) -> None:
    """File, page, cell, question and reason are said, and nothing is changed."""
    reply = said(lambda opened: setattr(opened.cell(name), "value", typed))
    assert reply.edits == []
    (problem,) = reply.problems
    assert why in problem.message
    assert problem.file.endswith("s0.xlsx")
    assert problem.key.startswith("energy office!C")


def test_a_figure_shown_as_a_percentage(said: Said) -> None:
    """Who types 12 % into a free cell gets 0.12 with a percent sign from the program: it is 12 %."""

    def percent(opened: Opened) -> None:
        for name in ("share", "rate"):
            opened.cell(name).value, opened.cell(name).number_format = 0.07, "0.00%"

    assert {edit.key.name: edit.value for edit in said(percent).edits} == {"share": 7.0, "rate": 0.07}


def test_a_chosen_unit_converts(said: Said) -> None:
    """The unit of the list beside the figure counts; one behind the figure counts more."""

    def choose(opened: Opened) -> None:
        opened.cell("area", "unit").value = "km²"
        opened.cell("area").value = 2

    assert [edit.value for edit in said(choose).edits] == [2_000_000.0]

    def both(opened: Opened) -> None:
        opened.cell("area", "unit").value = "km²"
        opened.cell("area").value = "3 公顷"

    assert [edit.value for edit in said(both).edits] == [30_000.0]


def test_a_unit_that_does_not_fit_is_named(said: Said) -> None:
    """A figure whose unit cannot be understood is not taken for one in the unit of the question."""

    def choose(opened: Opened) -> None:
        opened.cell("area", "unit").value = "kWh"
        opened.cell("area").value = 7

    reply = said(choose)
    assert reply.edits == []
    assert reply.problems[0].key.startswith("energy office!D")


def test_no_place_and_no_title_matters(said: Said) -> None:
    """Heads renamed, columns and rows inserted, pages renamed and put in another order: only ids count."""

    def turn_around(opened: Opened) -> None:
        opened.cell("area").value = 7.0
        opened.entry(1, "amount").value = 11
        for page in (opened.facts, opened.ledger):
            for merged in list(page.merged_cells.ranges):
                page.unmerge_cells(str(merged))
            head = next(cell.row for cell in page["A"] if cell.value == "head")
            for cell in page[head][1:]:
                cell.value = f"my {cell.value}"
        opened.facts.insert_cols(1, 2)
        opened.facts.insert_rows(1, 3)
        opened.facts.insert_rows(9)
        opened.ledger.insert_cols(3)
        opened.ledger.insert_rows(9, 4)
        opened.facts.title, opened.ledger.title = "first", "second"
        opened.book.move_sheet(opened.facts, 1)

    reply = said(turn_around)
    assert {edit.key.name: edit.value for edit in reply.edits} == {"use": 11.0, "area": 7.0}
    assert [problem for problem in reply.problems if problem.severity == "error"] == []


def test_questions_in_another_order(said: Said) -> None:
    """Rows that were sorted carry their ids with them."""

    def swap(opened: Opened) -> None:
        first, second = opened.cell("area").row, opened.cell("people").row
        for column in range(1, 9):
            one, other = opened.facts.cell(first, column), opened.facts.cell(second, column)
            one.value, other.value = other.value, one.value

    assert said(swap).edits == []


def test_a_deleted_question_is_left_alone(said: Said) -> None:
    """A row that is gone is no answer taken back."""
    assert said(lambda opened: opened.facts.delete_rows(opened.cell("area").row)).edits == []


def test_a_row_of_nobody_is_told(said: Said) -> None:
    """What somebody wrote into a row of their own is left out, and told."""
    reply = said(lambda opened: setattr(opened.facts.cell(40, 3), "value", "total"))
    assert reply.edits == []
    assert [problem.severity for problem in reply.problems] == ["warning"]


def _rows(reply: Reply) -> list[dict[str, Value]]:
    after, settled = taken(BEFORE, [reply])
    assert settled.conflicts == ()
    return [dict(row) for row in after.ledgers.get("use", ())]


COAL, POWER, ODD = BEFORE.ledgers["use"]


def test_new_rows_come_behind_the_others(said: Said) -> None:
    """A row to spare that was filled in is a new row, in the unit of what it chose."""

    def fill(opened: Opened) -> None:
        opened.fill(4, carrier="Coal", amount="2,500 kg", green="yes", day="2024-05-01")
        opened.fill(9, carrier="Power [twin]", amount=4, energy="5000 kgce")

    rows = _rows(said(fill))
    assert rows[:3] == [COAL, POWER, ODD]
    assert rows[3] == {"carrier": "coal", "amount": 2.5, "green": True, "day": date(2024, 5, 1)}
    assert rows[4] == {"carrier": "twin", "amount": 4.0, "energy": 5.0}


def test_rows_sorted_and_emptied(said: Said) -> None:
    """Sorting changes nothing; an emptied row is a deleted one."""

    def sort(opened: Opened) -> None:
        units = opened.unit("amount").row
        for cell in opened.ledger[units + 1]:
            other = opened.ledger.cell(units + 3, cell.column)
            cell.value, other.value = other.value, cell.value

    assert said(sort).edits == []

    def empty(opened: Opened) -> None:
        opened.fill(2, carrier=None, amount=None)

    assert _rows(said(empty)) == [COAL, ODD]


def test_rows_sorted_without_their_ids(said: Said) -> None:
    """Who sorts what is to be seen leaves the hidden ids behind: no row became another, and an edit finds its own."""

    def swap(opened: Opened) -> None:
        units = opened.unit("amount").row
        for cell in opened.ledger[units + 1][1:]:
            other = opened.ledger.cell(units + 2, cell.column)
            cell.value, other.value = other.value, cell.value

    assert said(swap).edits == []

    def swap_and_edit(opened: Opened) -> None:
        swap(opened)
        opened.entry(1, "amount").value = 6000

    assert _rows(said(swap_and_edit)) == [COAL, {**POWER, "amount": 6000.0}, ODD]


def test_deleted_and_moved_rows(said: Said) -> None:
    """A row taken out whole is deleted; one cut and pasted to another line is the same row."""
    assert _rows(said(lambda opened: opened.ledger.delete_rows(opened.entry(1, "amount").row))) == [POWER, ODD]

    def move(opened: Opened) -> None:
        opened.fill(2, carrier=None, amount=None)
        opened.fill(7, carrier="Power [power]", amount=5000)

    assert said(move).edits == []


def test_a_copied_row_is_a_new_one(said: Said) -> None:
    """Copying a whole line copies its hidden id too; the line most like the old one is the old one."""

    def copy_line(opened: Opened) -> None:
        units = opened.unit("amount").row
        for cell in opened.ledger[units + 1]:
            opened.ledger.cell(units + 5, cell.column).value = copy(cell.value)
        opened.entry(5, "amount").value = 99

    assert _rows(said(copy_line)) == [COAL, POWER, ODD, {**COAL, "amount": 99.0}]


def test_units_of_columns_and_rows(said: Said) -> None:
    """The unit above a column holds for all its rows; that of a row follows what it chose, or what was put there."""

    def choose(opened: Opened) -> None:
        opened.unit("energy").value = "kgce"
        opened.entry(1, "energy").value = 1500
        opened.entry(2, "amount.unit").value = "MWh"

    rows = _rows(said(choose))
    assert rows == [{**COAL, "energy": 1.5}, {**POWER, "amount": 5_000_000.0}, ODD]


def test_a_unit_left_behind_by_another_choice_is_named(said: Said) -> None:
    """Who put a unit in by hand and then chooses something else is told, not converted."""

    def choose(opened: Opened) -> None:
        opened.entry(1, "amount.unit").value = "kg"
        opened.entry(1, "carrier").value = "Power [power]"

    reply = said(choose)
    assert [problem.key.split("!")[0] for problem in reply.problems] == ["use"]
    assert [edit.key.column for edit in reply.edits] == ["carrier"]


def test_a_change_of_choice_is_told_with_both_units(said: Said) -> None:
    """The old amount is told in the unit of what the row chose before, the new one in that of what it chooses now."""

    def choose(opened: Opened) -> None:
        opened.fill(1, carrier="Power [power]", amount=6000)

    reply = said(choose)
    told = list(summary_lines(BOOK, BEFORE, [reply], settle(BEFORE, [reply], "")))
    assert any(line.endswith("10 t -> 6,000 kWh") for line in told)


def test_a_row_with_a_mistake(said: Said) -> None:
    """A wrong cell of an old row leaves that cell as it was; a new row is kept back whole."""

    def fill(opened: Opened) -> None:
        opened.fill(1, amount="about ten", word="kiln")
        opened.fill(2, carrier="Steam?")
        opened.fill(4, carrier="Coal", amount="about ten")

    reply = said(fill)
    assert len(reply.problems) == 3
    assert _rows(reply) == [{**COAL, "word": "kiln"}, POWER, ODD]


def test_notes(said: Said) -> None:
    """Notes on questions and on a whole ledger come back as well."""

    def write(opened: Opened) -> None:
        opened.cell("area", "note").value = "=see plan"
        opened.cell("area", "note").data_type = "s"
        row = next(cell.row for cell in opened.ledger["A"] if cell.value == "note")
        opened.ledger.cell(row, 2).value = "metered"

    after, _settled = taken(BEFORE, [said(write)])
    assert after.notes == {"area": "=see plan", "use": "metered"}


def test_a_page_without_ids_is_not_read_as_emptied(said: Said) -> None:
    """Where the hidden ids of a ledger are gone nothing of it is taken, least of all as deleted."""

    def wipe(opened: Opened) -> None:
        head = next(cell for cell in opened.ledger["A"] if cell.value == "head")
        head.value = None
        opened.cell("area").value = 7

    reply = said(wipe)
    assert [(edit.key.name, edit.value) for edit in reply.edits] == [("area", 7.0)]
    assert "lost its hidden ids" in reply.problems[0].message


@pytest.mark.parametrize("lost", ["column", "corner"])
def test_a_page_that_lost_its_ids_is_told(said: Said, lost: str) -> None:
    """Without the hidden column a page cannot be read: that is said, and the other pages are."""

    def wipe(opened: Opened) -> None:
        if lost == "column":
            opened.ledger.delete_cols(1)
        else:
            opened.ledger["A1"] = "1"
        opened.cell("area").value = 7

    reply = said(wipe)
    assert [(edit.key.name, edit.value) for edit in reply.edits] == [("area", 7.0)]
    (problem,) = reply.problems
    assert "lost its hidden ids" in problem.message
    assert problem.severity == "error"


def test_a_page_of_ones_own_is_told(said: Said) -> None:
    """Who reckons on a page of their own reads that it does not count; an empty page is no matter."""

    def reckon(opened: Opened) -> None:
        opened.book.create_sheet("mine")["B2"] = 12
        opened.book.create_sheet("empty")

    reply = said(reckon)
    assert [(problem.key, problem.severity) for problem in reply.problems] == [("mine", "warning")]
    assert reply.edits == []


def test_a_deleted_column_is_left_alone(said: Said) -> None:
    """What the page shows no more stays in the file."""
    reply = said(lambda opened: opened.ledger.delete_cols(opened.entry(1, "word").column))
    assert reply.edits == []
