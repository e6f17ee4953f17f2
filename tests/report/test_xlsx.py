"""The report as a workbook: complete, figures are numbers, and texts are nothing but texts."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from gfassess.quantity import write_number
from gfassess.report.paper.blocks import Cell, Column, Entries, Paper, Row, Section, Table
from gfassess.report.paper.both import TONGUES, Both, Tongue, joined, spoken
from gfassess.report.paper.xlsx import render
from gfassess.report.paper.xlsx_cells import Cells
from gfassess.report.paper.xlsx_sheets import Sheets
from tests.report.office import parts, shown, workbook, workbook_text
from tests.report.papers import (
    HOSTILE,
    figures,
    hostile,
    machinery,
    printed,
    records,
    shown_figures,
    unfinished,
    unweighted,
)

COMMANDS = ("=", "+", "-", "@")


def written(cell: Cell, tongue: Tongue = "en", *, bare: bool = False) -> Any:
    """Return a cell of a workbook that a value was written into."""
    target = Workbook().active.cell(1, 1)
    Cells(tongue).write(target, cell, bare=bare)
    return target


def paper_with(*blocks: Any, **more: Any) -> Paper:
    """Return a paper with one section."""
    return machinery()._replace(sections=(Section("s", "Section", blocks, **more),))


def tables(book: Any) -> list[Any]:
    """Return the sheets with tables: all but the first."""
    return list(book)[1:]


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("made", [machinery, unfinished, unweighted])
def test_it_shows_every_figure_of_the_report(made: Any, tongue: Tongue) -> None:
    """No figure of the model is missing; a unit that several cells of a row share stands there once."""
    assert not set(shown_figures(made(), tongue)) - set(figures(workbook_text(printed(made, "xlsx", tongue))))


def test_figures_are_numbers_in_full_and_look_as_everywhere_else() -> None:
    """What the model knows as a number can be reckoned with, to the 15 figures that a spreadsheet keeps."""
    book = workbook(printed(machinery, "xlsx", "en"))
    numbers = Counter(
        f"{cell.value:.12g}"
        for page in book
        for row in page.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    )
    wanted = Counter(
        f"{cell.number:.12g}"
        for table in records(machinery())
        if isinstance(table, Table)
        for row in table.rows
        for cell in row.cells
        if cell.number is not None and " - " not in joined(cell.text, "en")
    )
    assert sum(wanted.values()) > 100
    assert not wanted - numbers


@given(st.floats(-1e9, 1e9, allow_nan=False), st.integers(0, 4))
def test_a_number_is_shown_as_in_the_report(number: float, decimals: int) -> None:
    """Also where a spreadsheet rounds a half the other way."""
    text = write_number(number, decimals)
    assert shown(written(Cell(text, number))) == text


@pytest.mark.parametrize(
    ("cell", "text", "value"),
    [
        (Cell("3.60 / 6.00", 3.6), "3.60 / 6.00", 3.6),
        (Cell("66.3 %", 0.66327), "66.3 %", 0.66327),
        (Cell("44.00 %", 44.0, "%"), "44.00 %", 44.0),
        (Cell("0.4976 *", 0.4976), "0.4976 *", 0.4976),
        (Cell("2021", 2021), "2021", 2021),
        (Cell('12 "a"', 12.0), '12 "a"', 12.0),
        (Cell("0.12", 0.125), "0.12", 0.12),
        (Cell("7.60 - 91.60 / 100.00", 7.6), "7.60 - 91.60 / 100.00", "7.60 - 91.60 / 100.00"),
        (Cell("about 5", 5.0), "about 5", "about 5"),
        (Cell("5 t", 7.0), "5 t", "5 t"),
        (Cell("5"), "5", "5"),
    ],
)
def test_what_is_a_number_and_what_is_a_text(cell: Cell, text: str, value: float | str) -> None:
    """A number keeps its unit or whole as a part of its format; an interval and a text without its number are texts."""
    found = written(cell)
    assert found.value == value
    assert shown(found).replace('""', '"') == text


def test_more_formats_than_excel_takes_become_texts() -> None:
    """A file with hundreds of units opens all the same."""
    cells = Cells("en")
    page = Workbook().active
    for number in range(300):
        cells.write(page.cell(number + 1, 1), Cell(f"5 u{number}", 5.0))
    assert len({page.cell(number + 1, 1).number_format for number in range(300)}) < 200
    assert shown(page.cell(300, 1)) == "5 u299"


@pytest.mark.parametrize("tongue", TONGUES)
def test_no_text_of_a_user_becomes_a_formula_or_a_link(tongue: Tongue) -> None:
    """No cell is a formula, an error or a link, nothing leads out of the file, and every text stands as it is."""
    data = printed(hostile, "xlsx", tongue)
    for name, part in parts(data).items():
        assert b"<f>" not in part
        assert b"<f " not in part
        assert b"hyperlink" not in part.lower().replace(b"hyperlinkbase", b"")
        assert b"External" not in part
        assert "vba" not in name.lower()
    text = workbook_text(data)
    for one in HOSTILE[:15]:
        assert one in text
    for page in workbook(data):
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"}
                if isinstance(cell.value, str) and cell.value.startswith(COMMANDS):
                    assert cell.quotePrefix


@pytest.mark.parametrize("text", ["#N/A", "=1+1", "TRUE", "2024-01-01", "_x0041_", "1e5", "  x", "0012"])
def test_a_text_stays_a_text(text: str) -> None:
    """Neither error nor date nor code of a character."""
    made = paper_with(Table("t", (Column("a", "A"),), (Row((Cell(text),)),)))
    data = render(made, "en")
    (page,) = tables(workbook(data))
    assert shown(page["A2"]) == text
    assert page["A2"].data_type == "s"
    assert b"_x0041_" not in b"".join(parts(data).values()).replace(b"_x005F_x0041_", b"")


def test_tables_keep_their_heads_and_can_be_filtered() -> None:
    """Every sheet with a table has a head that stays, also on paper, a filter over all of it, and A4."""
    for page in tables(workbook(printed(machinery, "xlsx", "both"))):
        assert page.freeze_panes is not None
        assert page.freeze_panes.endswith("2")
        assert page.auto_filter.ref.startswith("A1:")
        assert page.print_title_rows == "$1:$1"
        assert str(page.page_setup.paperSize) == page.PAPERSIZE_A4
        assert all(cell.value for cell in page[1])


def test_all_lines_stand_on_one_sheet() -> None:
    """The lines of all criteria can be sorted together: each with its criterion, value, formula, clause and points."""
    lines = [entry for block in records(machinery()) if isinstance(block, Entries) for entry in block.entries]
    wanted = {spoken(entry.title, "en")[0][1] for entry in lines if entry.id.startswith("line-")}
    heads = {"Part", "Item", "Value", "Unit", "Formula", "Clause", "Share", "Points", "State"}
    (page,) = (
        page for page in tables(workbook(printed(machinery, "xlsx", "en"))) if heads <= {cell.value for cell in page[1]}
    )
    assert {row[1].value for row in page.iter_rows(min_row=2)} >= wanted


def test_a_formula_is_shown_as_text() -> None:
    """Readers see how a value arose, and nothing is reckoned anew."""
    text = workbook_text(printed(machinery, "xlsx", "en"))
    (formula,) = {
        joined(pair.value.text, "en")
        for block in records(machinery())
        if isinstance(block, Entries)
        for entry in block.entries
        for pair in entry.rows
        if pair.id == "formula" and entry.id == "line-plot_ratio"
    }
    assert formula in text


def test_ledgers_have_sheets_of_their_own_and_facts_one_together() -> None:
    """A ledger keeps its columns; answers of all themes can be filtered by theme and office."""
    pages = tables(workbook(printed(machinery, "xlsx", "en")))
    ledgers = [one for one in records(machinery()) if isinstance(one, Table) and one.id.startswith("ledger-")]
    titles = {joined(one.title, "en")[:31] for one in ledgers if one.rows}
    assert {title for title in titles if len(title) < 28} <= {page.title for page in pages}
    facts = sum(len(one.rows) for one in records(machinery()) if isinstance(one, Table) and one.id.startswith("facts-"))
    (page,) = (page for page in pages if page.title == "Raw data")
    assert page.auto_filter.ref.endswith(str(facts + 1))


@given(st.lists(st.text(max_size=60), min_size=1, max_size=20))
def test_names_of_sheets_are_such_as_excel_takes(names: list[str]) -> None:
    """At most 31 characters, none that is forbidden, no two the same in any letter case."""
    sheets = Sheets("en", machinery().labels)
    found = [sheets.name(name, f"{name} - x") for name in names]
    assert len({name.casefold() for name in found}) == len(found)
    for name in found:
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"


def test_units_stand_in_a_column_where_a_row_has_one() -> None:
    """Not where each column has a unit of its own, nor where the head says it."""
    columns = (Column("a", "A"), Column("b", "B"))
    shared = Table("t", columns, (Row((Cell("x"), Cell("5 t", 5.0, "t"))), Row((Cell("y"), Cell("5 kg", 5.0, "kg")))))
    told = Table("u", (Column("c", "C"), Column("d", "D, t")), (Row((Cell("x"), Cell("5", 5.0, "t"))),))
    first, second = tables(workbook(render(paper_with(shared, told), "en")))
    assert [[cell.value for cell in row] for row in first] == [["A", "B", "Unit"], ["x", 5, "t"], ["y", 5, "kg"]]
    assert [cell.value for cell in second[1]] == ["C", "D, t"]


def test_both_languages_stand_in_each_cell() -> None:
    """One below the other; a name that is the same in both stands once."""
    made = paper_with(Table("t", (Column("a", Both("甲", "A")),), (Row((Cell(Both("是", "yes")),)), Row((Cell("x"),)))))
    (page,) = tables(workbook(render(made, "both")))
    assert [cell.value for cell in page["A"]] == ["甲\nA", "是\nyes", "x"]


def test_the_same_report_is_the_same_file() -> None:
    """Dates come from the report."""
    data = printed(machinery, "xlsx", "zh")
    assert data == render(machinery(), "zh")
    assert b"2026-03-04T00:00:00Z" in parts(data)["docProps/core.xml"]
