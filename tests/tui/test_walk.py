"""A whole assessment with the keyboard, and what stands in the file after it."""

from textual import events

from gfassess.scoring import score
from tests.scoring.small import whole
from tests.tui.conftest import Bench, Walk, seen, type_text


async def test_a_whole_assessment_with_the_keyboard(bench: Bench, walk: Walk) -> None:
    """From the first key to the last answer: everything typed and chosen stands in the file, nothing else."""
    async with walk() as pilot:
        await pilot.press("f3")  # gates: yes and no are chosen with arrows, digits, Enter
        await pilot.press("2", "enter")
        await pilot.press("right", "enter")
        await pilot.press("n")
        await type_text(pilot, "10000")
        await pilot.press("enter")
        await type_text(pilot, "2ha")
        await pilot.press("enter")
        await pilot.press("down", "down", "enter")  # choice: partly
        await pilot.press("1", "enter")  # a case
        await type_text(pilot, "scrap [reused]")
        await pilot.press("escape", "n")
        await pilot.press("a")  # energy: the first row
        await pilot.press("enter")
        await type_text(pilot, "elec")
        await pilot.press("enter")
        await type_text(pilot, "20000")
        await pilot.press("ctrl+s")
        await pilot.press("a", "enter")
        await type_text(pilot, "diesel")
        await pilot.press("enter")
        await type_text(pilot, "1 t")
        await pilot.press("ctrl+s", "n")
        await type_text(pilot, "8")
        await pilot.press("enter", "n")
        assert "Every question is answered" in seen(pilot)
    saved = bench.saved
    assert saved.facts == {
        "convicted": False,
        "plan_made": True,
        "floor_area": 10000.0,
        "land_area": 20000.0,
        "land_saving": "partly",
        "has_case": True,
        "case_text": "scrap [reused]",
        "functions": 8.0,
    }
    assert saved.ledgers == {
        "energy_use": ({"carrier": "electricity", "amount": 20000.0}, {"carrier": "diesel", "amount": 1000.0})
    }
    assert whole(score(bench.rulebook, saved)).low == 10 * 0.25 + 6 * 0.5 + 4 + 0 + 4


async def test_what_is_typed_ahead_reaches_its_field(bench: Bench, walk: Walk) -> None:
    """Keys that come at once, as over a slow line, wait for the field that they are meant for."""
    async with walk() as pilot:
        for key in ("f4", "4", "2", "enter", "8", "0", "0", "enter"):
            pilot.app.post_message(events.Key(key, key if key.isdigit() else None))
        await pilot.pause(0.5)
    assert bench.saved.facts == {"floor_area": 42.0, "land_area": 800.0}
