"""Fields: what is typed, what is stored, what is shown, and that nothing typed is lost."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from gfassess.model.assessment import Assessment
from gfassess.tui.widgets.options import Options
from gfassess.tui.widgets.pick import Pick
from gfassess.tui.widgets.prose import Prose
from tests.tui.conftest import Bench, Walk, go, paste, seen, settle


async def _fill(pilot: Pilot[None], name: str, text: str) -> None:
    """Set the text of a field and leave it, as a paste and Tab do."""
    field = pilot.app.screen.query_one(f"#q-{name} Input", Input)
    field.focus()
    field.value = text
    await pilot.press("tab")
    await pilot.pause()


def _problem(pilot: Pilot[None], name: str) -> str:
    return pilot.app.screen.query_one(f"#q-{name} .question-problem", Prose).text


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("１２，３４５", 12345.0),
        ("12,345 m2", 12345.0),
        ("1.5 公顷", 15000.0),
        ("30亩", 20000.0),
        ("1.2万", 12000.0),
        ("2 HA", 20000.0),
    ],
)
async def test_a_number_is_read_as_people_write_it(bench: Bench, walk: Walk, typed: str, stored: float) -> None:
    """Full width, separators, 万 and units of the same quantity all become the unit of the fact."""
    async with walk("ground") as pilot:
        await _fill(pilot, "land_area", typed)
    assert bench.saved.facts["land_area"] == stored


async def test_another_unit_of_the_field(bench: Bench, walk: Walk) -> None:
    """With another unit chosen, bare numbers are in it, the answer is shown in it, and the file keeps its own."""
    async with walk("ground") as pilot:
        await _fill(pilot, "land_area", "20000")
        unit = pilot.app.screen.query_one("#q-land_area Pick", Pick)
        unit.focus()
        await pilot.press("enter", "down", "enter")
        field = pilot.app.screen.query_one("#q-land_area Input", Input)
        assert field.value == "30"
        assert "= 20,000 m2" in seen(pilot)
        await _fill(pilot, "land_area", "60")
        assert "= 40,000 m2" in seen(pilot)
    assert bench.saved.facts["land_area"] == 40000.0


async def test_another_unit_keeps_a_draft(bench: Bench, walk: Walk) -> None:
    """A unit chosen over a text that cannot be read leaves the text and what is said about it."""
    async with walk("ground") as pilot:
        await _fill(pilot, "land_area", "12 [kg]")
        pilot.app.screen.query_one("#q-land_area Pick", Pick).focus()
        await pilot.press("enter", "down", "enter")
        assert pilot.app.screen.query_one("#q-land_area Input", Input).value == "12 [kg]"
        assert "not a unit" in seen(pilot)
    assert bench.saved.facts == {}


async def test_what_cannot_be_read_stays_and_is_explained(bench: Bench, walk: Walk) -> None:
    """A text that is no answer is not stored, is explained, and is still there after another section was open."""
    async with walk("ground") as pilot:
        await _fill(pilot, "land_area", "12 [kg] {x}\\")
        assert "not a unit" in seen(pilot)
        await pilot.press("f2", "f4")
        field = pilot.app.screen.query_one("#q-land_area Input", Input)
        assert field.value == "12 [kg] {x}\\"
        await _fill(pilot, "land_area", "12000")
        assert "not a unit" not in seen(pilot)
    assert bench.saved.facts == {"land_area": 12000.0}


async def test_an_answer_is_taken_back(bench: Bench, walk: Walk) -> None:
    """Emptying a field takes the answer back; Delete does it for a choice."""
    bench.write(Assessment(ruleset="tiny", year=2025, facts={"land_area": 9.0, "has_case": True}))
    async with walk("ground") as pilot:
        await _fill(pilot, "land_area", "")
        pilot.app.screen.query_one("#q-has_case Options", Options).focus()
        await pilot.press("delete")
    assert bench.saved.facts == {}


async def test_leaving_by_any_way_takes_what_was_typed(bench: Bench, walk: Walk) -> None:
    """A section key, quitting and the language switch all take the text of the field that is open."""
    async with walk("ground") as pilot:
        await paste(pilot, "100")
        await pilot.press("f2", "f5")
        await go(pilot, "ground", "land_area")
        await paste(pilot, "800")
        await pilot.press("ctrl+l")
        assert bench.saved.facts == {"floor_area": 100.0, "land_area": 800.0}
        await paste(pilot, "900")
        await pilot.press("ctrl+q")
    assert bench.saved.facts["land_area"] == 900.0


async def test_enter_on_an_unanswered_choice_answers_nothing(bench: Bench, walk: Walk) -> None:
    """Enter alone goes on; only an arrow, a digit or space begins to choose."""
    async with walk("gates") as pilot:
        await pilot.press("enter", "enter")
        assert bench.saved.facts == {}
        await go(pilot, "gates", "plan_made")
        await pilot.press("space", "space")
    assert bench.saved.facts == {"plan_made": True}


async def test_an_unusual_value_can_be_explained(bench: Bench, walk: Walk) -> None:
    """Outside the plausible range stands a warning with the unit that was probably meant; a reason settles it."""
    async with walk("ground") as pilot:
        await _fill(pilot, "land_area", "30")
        text = _problem(pilot, "land_area")
        assert "Unusual: expected 500 to 2,000,000 m2." in text
        assert "Meant in mu? That would be 20,000 m2." in text
        await go(pilot, "ground", "land_area")
        await pilot.press("escape", "v")
        await paste(pilot, "kiosk")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "explained: kiosk" in seen(pilot)
    assert bench.saved.explained == {"land_area": "kiosk"}


async def test_a_default_is_shown_as_such(bench: Bench, walk: Walk) -> None:
    """A published value counts until the user answers, follows the province, and is not written into the file."""
    async with walk("power", size=(80, 40)) as pilot:
        assert "default 0.5 kgCO2/kWh" in seen(pilot)
        await pilot.press("f2")
        province = pilot.app.screen.query_one("#e-province Pick", Pick)
        province.focus()
        await pilot.press("enter", "down", "enter", "f5")
        await settle(pilot)
        await pilot.pause(0.1)
        assert "default 0.4 kgCO2/kWh" in seen(pilot)
    assert bench.saved.facts == {}
    assert bench.saved.enterprise.province == "湖南"


async def test_a_count_is_whole(bench: Bench, walk: Walk) -> None:
    """Half a function is refused in words."""
    async with walk("power") as pilot:
        await _fill(pilot, "functions", "2.5")
        assert "whole number" in _problem(pilot, "functions")
    assert bench.saved.facts == {}


async def test_questions_come_and_go_with_the_answers(walk: Walk) -> None:
    """The description of a case is asked only while there is one."""
    async with walk("ground") as pilot:
        pilot.app.screen.query_one("#q-has_case Options", Options).focus()
        await pilot.press("2")
        assert not pilot.app.screen.query("#q-case_text")
        await pilot.press("1")
        assert pilot.app.screen.query("#q-case_text")
