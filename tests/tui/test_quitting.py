"""Leaving the program: nothing that was typed goes without a word."""

from textual.pilot import Pilot
from textual.widgets import Input

from gfassess.tui.dialogs.row import RowDialog
from tests.tui.conftest import Bench, Walk, go, seen, settle


def _left(pilot: Pilot[None]) -> bool:
    """Tell whether the program was left."""
    return pilot.app.return_code == 0


async def test_a_changed_row_is_not_lost_by_quitting(bench: Bench, walk: Walk) -> None:
    """With a row begun ^q asks once, and leaves when pressed again."""
    async with walk("power") as pilot:
        await pilot.press("a", "tab", "5", "ctrl+q")
        assert isinstance(pilot.app.screen, RowDialog)
        assert "^q once more" in seen(pilot)
        assert not _left(pilot)
        await pilot.press("ctrl+q")
        assert _left(pilot)
    assert bench.saved.ledgers == {}


async def test_a_draft_is_not_lost_by_quitting(bench: Bench, walk: Walk) -> None:
    """A text that is no answer is said before the program is left."""
    async with walk("ground") as pilot:
        await go(pilot, "ground", "land_area")
        pilot.app.screen.query_one("#q-land_area Input", Input).value = "12 [kg]"
        await pilot.press("ctrl+q")
        assert "once more leaves" in seen(pilot)
        assert not _left(pilot)
        await pilot.press("ctrl+q")
        assert _left(pilot)
    assert bench.saved.facts == {}


async def test_a_year_that_is_none_stays_where_it_was_typed(bench: Bench, walk: Walk) -> None:
    """Another section and back: the typed year and what is wrong with it are still there; ^z shows the saved one."""
    async with walk("enterprise") as pilot:
        await go(pilot, "enterprise", "year")
        pilot.app.screen.query_one("#e-year Input", Input).value = "soon"
        await pilot.press("f4")
        await settle(pilot)
        await go(pilot, "enterprise", "year")
        field = pilot.app.screen.query_one("#e-year Input", Input)
        assert field.value == "soon"
        assert "does not begin with a number" in seen(pilot)
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert field.value == "2025"
        assert "does not begin with a number" not in seen(pilot)
    assert bench.saved.year == 2025
