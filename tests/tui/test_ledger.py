"""Ledgers: rows added, edited, deleted, and a thousand of them."""

from datetime import date

import pytest
from rich.text import Text
from textual.coordinate import Coordinate
from textual.widgets import Input, OptionList

from gfassess.model.assessment import Assessment, LedgerRow
from gfassess.tui.widgets.ledger import LedgerView, Rows
from gfassess.tui.widgets.options import Options
from gfassess.tui.widgets.pick import Pick
from tests.tui.conftest import Bench, Walk, seen


def _rows(count: int) -> tuple[LedgerRow, ...]:
    return tuple({"carrier": "diesel", "amount": float(index)} for index in range(count))


async def test_edit_and_delete(bench: Bench, walk: Walk) -> None:
    """Enter edits the marked row, d deletes it, ^z brings it back; totals follow."""
    bench.write(Assessment(ruleset="tiny", year=2025, ledgers={"energy_use": _rows(3)}))
    async with walk("power") as pilot:
        await pilot.press("down", "enter")
        pilot.app.screen.query_one("#c-amount Input", Input).value = "5t"
        pilot.app.screen.query_one("#c-renewable Options", Options).focus()
        await pilot.press("1")
        pilot.app.screen.query_one("#c-since Input", Input).value = "2025/1/1"
        await pilot.press("ctrl+s")
        row = {"carrier": "diesel", "amount": 5000.0, "renewable": True, "since": date(2025, 1, 1)}
        assert bench.saved.ledgers["energy_use"][1] == row
        assert "5,000 kg" in seen(pilot)
        await pilot.press("up", "d")
        assert len(bench.saved.ledgers["energy_use"]) == 2
        assert pilot.app.screen.query_one(Rows).row_count == 2
        await pilot.press("ctrl+z")
        assert bench.saved.ledgers["energy_use"][1] == row
        assert pilot.app.screen.query_one(Rows).row_count == 3


async def test_the_unit_follows_the_carrier(bench: Bench, walk: Walk) -> None:
    """With another carrier the amount has another unit; what was typed stays; a coefficient may be missing."""
    async with walk("power") as pilot:
        await pilot.press("a")
        carrier = pilot.app.screen.query_one("#c-carrier Pick", Pick)
        pilot.app.screen.query_one("#c-amount Input", Input).value = "12"
        carrier.focus()
        await pilot.press("enter")
        pilot.app.screen.query_one("#wanted", Input).value = "天然"
        await pilot.pause()
        await pilot.press("enter")
        assert pilot.app.screen.query_one("#c-amount Input", Input).value == "12"
        assert "m3" in seen(pilot)
        assert "No published value fits" in seen(pilot)
        await pilot.press("ctrl+s")
        assert "missing: Energy use, row 1: Coefficient" in " ".join(seen(pilot).split())
    assert bench.saved.ledgers == {"energy_use": ({"carrier": "gas", "amount": 12.0},)}


async def test_a_cell_that_cannot_be_read_keeps_the_dialog_open(bench: Bench, walk: Walk) -> None:
    """The column is named, nothing is stored, Escape leaves everything as it was."""
    async with walk("power") as pilot:
        await pilot.press("a")
        pilot.app.screen.query_one("#c-amount Input", Input).value = "many"
        await pilot.press("ctrl+s")
        assert "Amount:" in seen(pilot)
        await pilot.press("escape")
    assert bench.saved.ledgers == {}


async def test_what_nobody_touched_stays(bench: Bench, walk: Walk) -> None:
    """Editing one cell leaves the others bit for bit, and those that the rules do not know."""
    row: LedgerRow = {"carrier": "gone", "amount": 123456.78901234567, "later": "x"}
    bench.write(Assessment(ruleset="tiny", year=2025, ledgers={"energy_use": (row,)}))
    async with walk("power") as pilot:
        await pilot.press("enter")
        pilot.app.screen.query_one("#c-since Input", Input).value = "2025/1/1"
        await pilot.press("ctrl+s")
    assert bench.saved.ledgers["energy_use"] == ({**row, "since": date(2025, 1, 1)},)


async def test_another_unit_of_a_cell_shows_the_same_amount(bench: Bench, walk: Walk) -> None:
    """Choosing a unit turns the number that is shown; what is stored stays."""
    row: LedgerRow = {"carrier": "electricity", "amount": 1000.0}
    bench.write(Assessment(ruleset="tiny", year=2025, ledgers={"energy_use": (row,)}))
    async with walk("power") as pilot:
        await pilot.press("enter")
        pilot.app.screen.query_one("#c-amount Pick", Pick).focus()
        await pilot.press("enter")
        await pilot.pause()
        pilot.app.screen.query_one("#found", OptionList).highlighted = 1
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen.query_one("#c-amount Input", Input).value == "3,600"
        assert "MJ" in seen(pilot)
        await pilot.press("ctrl+s")
    assert bench.saved.ledgers["energy_use"] == (row,)


async def test_brackets_in_cells(bench: Bench, walk: Walk) -> None:
    """Text of a cell that looks like markup is shown as it is."""
    bench.write(Assessment(ruleset="tiny", year=2025, ledgers={"energy_use": ({"carrier": "[red]x[/red]\\{"},)}))
    async with walk("power", size=(132, 43)) as pilot:
        assert "[red]x[/red]\\{" in seen(pilot)


async def test_a_thousand_rows(bench: Bench, walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change to one of a thousand rows draws that row, not the table."""
    bench.write(Assessment(ruleset="tiny", year=2025, ledgers={"energy_use": _rows(1000)}))
    async with walk("power") as pilot:
        view = pilot.app.screen.query_one(LedgerView)
        session = view.desk.session
        drawn: list[int] = []
        draw = view.table.update_cell_at

        def update(at: Coordinate, value: Text, *, update_width: bool = False) -> None:
            drawn.append(at.row)
            draw(at, value, update_width=update_width)

        monkeypatch.setattr(view.table, "update_cell_at", update)
        monkeypatch.setattr(view, "_fill", lambda: pytest.fail("the whole table was drawn"))
        session.set_row("energy_use", 500, {"carrier": "coke", "amount": 7.0})
        view.show()
        await pilot.pause()
        assert "Coke" in str(view.table.get_row_at(500)[0])
        assert set(drawn) == {500}
