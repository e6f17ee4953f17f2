"""What keys do in fields, lists and dialogs: nothing typed is lost, nothing is answered that was not meant."""

from datetime import date

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from gfassess.model.assessment import Assessment, LedgerRow
from gfassess.tui.app import GfassessApp
from gfassess.tui.choices import Choice
from gfassess.tui.dialogs.choose import ChooseDialog
from gfassess.tui.dialogs.row import RowDialog
from gfassess.tui.ranking import ranked
from gfassess.tui.widgets.pick import Pick
from gfassess.tui.widgets.prose import Prose
from tests.tui.conftest import Bench, Walk, go, paste, screen, seen, type_text


async def _burst(pilot: Pilot[None], *keys: str) -> None:
    """Post keys without a pause, as a slow line or a paste of the terminal delivers them."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    app = pilot.app
    assert isinstance(app, GfassessApp)
    for _turn in range(500):
        await pilot.pause(0.02)
        if not app.waiting:
            break
    await pilot.pause(0.05)


def _message(pilot: Pilot[None]) -> str:
    line = screen(pilot).query_one("#message", Static)
    return str(line.visual) if line.display else ""


async def test_keys_of_one_burst_work_in_the_order_of_typing(bench: Bench, walk: Walk) -> None:
    """A field is emptied before the digit behind it is typed, however fast both come."""
    bench.write(Assessment(ruleset="tiny", year=2025, facts={"floor_area": 9.0}))
    async with walk("ground") as pilot:
        await go(pilot, "ground", "floor_area")
        await _burst(pilot, "ctrl+a", "ctrl+k", "3", "enter", "8", "0", "0", "backspace", "enter")
    assert bench.saved.facts == {"floor_area": 3.0, "land_area": 80.0}


async def test_a_row_in_one_burst(bench: Bench, walk: Walk) -> None:
    """From a on, every key of a row reaches its column, also through the list that opens."""
    async with walk() as pilot:
        await go(pilot, "power", "energy_use")
        row = ("a", *"elec", "enter", *"120", "enter", "enter", "1", "enter", *"2025-01-02", "enter")
        await _burst(pilot, *row, "a", "enter", "down", "enter", "7", "enter", "enter", "enter", "enter")
    first, second = bench.saved.ledgers["energy_use"]
    assert (first["carrier"], first["amount"], first["renewable"]) == ("electricity", 120.0, True)
    assert first["since"] == date(2025, 1, 2)
    assert second == {"carrier": "electricity", "amount": 7.0}


async def test_enter_goes_from_column_to_column(bench: Bench, walk: Walk) -> None:
    """Enter behind a number skips its unit; behind the last column it takes the row."""
    async with walk("power") as pilot:
        await pilot.press("a")
        await type_text(pilot, "diesel")
        await pilot.press("enter")
        await type_text(pilot, "5")
        await pilot.press("enter")
        await type_text(pilot, "1.4")
        await pilot.press("enter", "enter", "enter")
        assert not isinstance(pilot.app.screen, RowDialog)
    assert bench.saved.ledgers == {"energy_use": ({"carrier": "diesel", "amount": 5.0, "kgce": 1.4},)}


async def test_a_typed_letter_opens_the_list_at_it(walk: Walk) -> None:
    """A closed choice takes what is typed as the beginning of a search; what begins so stands first."""
    async with walk("power") as pilot:
        await pilot.press("a")
        await paste(pilot, "气")
        assert isinstance(pilot.app.screen, ChooseDialog)
        assert pilot.app.screen.query_one("#wanted", Input).value == "气"
        await pilot.press("backspace")
        await type_text(pilot, "co")
        found = pilot.app.screen.query_one("#found", OptionList)
        assert [str(option.prompt).split("  ")[0] for option in found.options][:1] == ["Coke"]
        await pilot.press("enter")
        assert pilot.app.screen.query_one("#c-carrier Pick", Pick).value == "coke"
        assert pilot.app.focused is pilot.app.screen.query_one("#c-amount Input")


async def test_a_list_marks_what_is_chosen_and_nothing_else(bench: Bench, walk: Walk) -> None:
    """Without a choice Enter chooses nothing; with one the list stands on it, and Enter keeps it."""
    async with walk("power") as pilot:
        await pilot.press("a", "enter")
        found = pilot.app.screen.query_one("#found", OptionList)
        assert found.highlighted is None
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, ChooseDialog)
        await pilot.press("down", "down", "enter", "shift+tab", "enter")
        assert pilot.app.screen.query_one("#found", OptionList).highlighted == 1
        await pilot.press("enter", "ctrl+s")
    assert bench.saved.ledgers == {"energy_use": ({"carrier": "diesel"},)}


async def test_lines_of_a_list_name_no_ids(walk: Walk) -> None:
    """An entry is one line: title, unit, figures, source."""
    async with walk("power") as pilot:
        await pilot.press("a", "enter")
        found = pilot.app.screen.query_one("#found", OptionList)
        assert str(found.options[1].prompt) == "Diesel  kg; Coefficient 1.4571; T 1"


async def test_only_delete_clears_a_choice_and_says_so(bench: Bench, walk: Walk) -> None:
    """Backspace leaves an answer alone; Delete takes it back with a word on how to undo."""
    bench.write(Assessment(ruleset="tiny", year=2025, facts={"land_saving": "partly"}))
    async with walk("ground") as pilot:
        await go(pilot, "ground", "land_saving")
        await pilot.press("backspace")
        assert bench.saved.facts == {"land_saving": "partly"}
        await pilot.press("delete")
        assert bench.saved.facts == {}
        assert "^z" in _message(pilot)
        await pilot.press("ctrl+z")
    assert bench.saved.facts == {"land_saving": "partly"}


async def test_what_is_no_answer_never_looks_like_one(bench: Bench, walk: Walk) -> None:
    """Beside an unreadable text stands what is saved, also after a rebuild; Escape brings the saved one back."""
    bench.write(Assessment(ruleset="tiny", year=2025, facts={"land_area": 900.0}))
    async with walk("ground") as pilot:
        field = pilot.app.screen.query_one("#q-land_area Input", Input)
        field.focus()
        await paste(pilot, "garbage")
        await pilot.press("tab", "f2", "f4")
        line = pilot.app.screen.query_one("#q-land_area .question-problem", Prose)
        assert "Saved is still: 900 m2" in line.text
        await go(pilot, "ground", "land_area")
        field = pilot.app.screen.query_one("#q-land_area Input", Input)
        assert field.selected_text == "garbage"
        await pilot.press("escape")
        assert field.value == "900"
        assert "Saved is still" not in seen(pilot)
    assert bench.saved.facts == {"land_area": 900.0}


async def test_undo_in_a_field_selects_what_it_brings_back(walk: Walk, bench: Bench) -> None:
    """After ^z the next digit replaces the whole number."""
    bench.write(Assessment(ruleset="tiny", year=2025, facts={"floor_area": 30000.0}))
    async with walk("ground") as pilot:
        await go(pilot, "ground", "floor_area")
        await type_text(pilot, "7")
        await pilot.press("ctrl+z")
        await type_text(pilot, "8")
        await pilot.press("enter")
    assert bench.saved.facts == {"floor_area": 8.0}


async def test_undo_of_leaving_out_returns_to_the_question(bench: Bench, walk: Walk) -> None:
    """After x and ^z a note goes to the question at which the user was, not to the indicator."""
    async with walk("ground") as pilot:
        await go(pilot, "ground", "land_area")
        await pilot.press("escape", "x")
        await paste(pilot, "rented")
        await pilot.press("enter")
        assert bench.saved.not_applicable == {"plot_ratio": "rented"}
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert screen(pilot).subject.question == "land_area"
        await pilot.press("m")
        await paste(pilot, "deed")
        await pilot.press("enter")
    assert bench.saved.notes == {"land_area": "deed"}


async def test_a_note_is_written_on_behind_its_end(bench: Bench, walk: Walk) -> None:
    """The cursor stands behind the old text; ^j breaks the line, Enter is done."""
    bench.write(Assessment(ruleset="tiny", year=2025, notes={"land_area": "deed"}))
    async with walk("ground") as pilot:
        await go(pilot, "ground", "land_area")
        await pilot.press("escape", "m", "s", "ctrl+j", "x", "enter")
    assert bench.saved.notes == {"land_area": "deeds\nx"}


def _in_a_row(pilot: Pilot[None]) -> bool:
    return isinstance(pilot.app.screen, RowDialog)


async def test_a_changed_row_is_not_thrown_away_at_once(bench: Bench, walk: Walk) -> None:
    """Escape asks once where something was entered, and leaves at once where nothing was."""
    async with walk("power") as pilot:
        await pilot.press("a", "escape")
        assert not _in_a_row(pilot)
        await pilot.press("a", "tab", "5", "escape")
        assert _in_a_row(pilot)
        assert "once more" in seen(pilot)
        await pilot.press("escape")
        assert not _in_a_row(pilot)
    assert bench.saved.ledgers == {}


async def test_a_deleted_row_is_announced_and_the_message_goes(bench: Bench, walk: Walk) -> None:
    """Deleting says which row went and how it comes back; the next section shows no old message."""
    bench.write(Assessment(ruleset="tiny", year=2025, ledgers={"energy_use": ({"carrier": "coke", "amount": 1.0},)}))
    async with walk("power") as pilot:
        await go(pilot, "power", "energy_use")
        await pilot.press("d")
        assert "Row 1 deleted" in _message(pilot)
        await pilot.press("f4")
        assert _message(pilot) == ""


@pytest.mark.parametrize("width", [80, 100, 132])
async def test_no_figure_of_a_ledger_is_cut(bench: Bench, walk: Walk, width: int) -> None:
    """Columns are shown whole or not at all; the arrows bring the others, the first one stays."""
    row: LedgerRow = {"carrier": "electricity", "amount": 123_456_789.25, "kgce": 0.122912, "renewable": True}
    bench.write(Assessment(ruleset="tiny", year=2025, ledgers={"energy_use": (row,)}))
    async with walk("power", size=(width, 30)) as pilot:
        await go(pilot, "power", "energy_use")
        texts = [seen(pilot)]
        for _turn in range(4):
            await pilot.press("right")
            texts.append(seen(pilot))
        assert all("Electricity" in text for text in texts)
        assert any("Since" in text for text in texts)
        for text in texts:
            (line,) = [line for line in text.splitlines() if "Electricity" in line]
            assert line.split("Electricity")[1].count("0.1") == line.count("0.122912")


async def test_the_keys_behind_escape_are_named(walk: Walk) -> None:
    """While a field has the focus the last line says which letters work once it is left."""
    async with walk("ground") as pilot:
        await go(pilot, "ground", "land_area")
        assert "Esc then x m e v w" in seen(pilot)


def test_one_order_for_every_list() -> None:
    """What is wanted comes first, then what begins so, then what holds it, then what holds it in its details."""
    choices = [
        Choice("ng_wet", "液化天然气"),
        Choice("gas", "燃气", "天然气为主"),
        Choice("ng_liquid", "天然气凝液"),
        Choice("ng", "天然气", other="天然气\nnatural gas"),
    ]
    found = ranked(choices, "天然气", lambda choice: choice.texts)
    assert [choice.id for choice in found] == ["ng", "ng_liquid", "ng_wet", "gas"]
    assert ranked(choices, "Natural", lambda choice: choice.texts) == [choices[3]]


async def test_a_line_that_does_not_apply_has_no_scale(bench: Bench, walk: Walk) -> None:
    """Without points there is nothing to measure: reason yes, scale no."""
    bench.write(Assessment(ruleset="tiny", year=2025, not_applicable={"plot_ratio": "rented"}))
    async with walk("ground") as pilot:
        head = pilot.app.screen.query_one("#head-plot_ratio", Static)
        assert "rented" in str(head.visual)
        assert "leading" not in str(head.visual)
