"""Text from outside: nothing of it commands the terminal, and nothing of it stops saving."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from gfassess.model.credit_code import problem_of
from gfassess.tui.app import GfassessApp
from gfassess.tui.shell import Recent
from tests.tui.conftest import Bench, Walk, go, paste, ready, screen, seen

BAD = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"


async def test_names_of_files_command_nothing(bench: Bench) -> None:
    """Escape sequences and marks of direction in paths and names reach no line of the screen."""
    recent = (Recent(Path(f"/tmp/{BAD}a.toml"), f"{BAD}厂"), Recent(Path("/tmp/\udcff.toml")))  # noqa: S108 - not opened
    shell = replace(bench.shell(home=True), recent=lambda: recent)
    app = GfassessApp(lambda: shell)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        drawn = seen(pilot)
    assert "owned" in drawn
    assert "厂" in drawn
    assert not set(drawn) & {*BAD[:1], "\x07", "\x9b", "\u202e", "\udcff"}


@pytest.mark.parametrize("name", ["name", "city"])
async def test_a_pasted_control_character_stops_no_saving(bench: Bench, walk: Walk, name: str) -> None:
    """What a terminal would obey is left out of a pasted text; the rest is saved."""
    async with walk() as pilot:
        await go(pilot, "enterprise", name)
        pilot.app.screen.query_one(f"#e-{name} Input", Input).value = ""
        await paste(pilot, "\n甲\x1b[31m乙\u202e\nnext")
        await pilot.press("enter")
        assert "not saved" not in seen(pilot)
    assert getattr(bench.saved.enterprise, name) == "甲[31m乙"


async def test_a_pasted_control_character_in_a_long_text(bench: Bench, walk: Walk) -> None:
    """Texts of several lines keep their lines and nothing else that is no character."""
    async with walk("ground") as pilot:
        await go(pilot, "ground", "land_area")
        await pilot.press("escape", "m")
        await paste(pilot, "one\r\ntwo\x1b\x00")
        await pilot.press("enter")
    assert bench.saved.notes == {"land_area": "one\ntwo"}


async def test_a_full_width_credit_code(bench: Bench, walk: Walk) -> None:
    """A credit code that was typed full-width, or pasted with characters of no width, is the same code."""
    async with walk() as pilot:
        await go(pilot, "enterprise", "credit_code")
        await paste(pilot, "\u200b９１３５０１００Ｍ０００１００Ｙ４３")
        await pilot.press("enter")
    assert bench.saved.enterprise.credit_code == "91350100M000100Y43"
    assert problem_of("91350100M000100Y43") is None


async def test_a_refused_save_names_the_answer(bench: Bench, walk: Walk) -> None:
    """Where an answer cannot stand in the file, the head says which one."""
    async with walk("results", size=(120, 30)) as pilot:
        desk = screen(pilot).desk
        desk.change(lambda: desk.session.note("land_area", "a\x1bb"))
        screen(pilot).show()
        await pilot.pause()
        assert "notes.land_area: the text holds the control character U+001B" in seen(pilot)
    assert bench.saved.notes == {}


async def test_no_field_blinks(walk: Walk) -> None:
    """The cursor stands still in every kind of dialog, so that input methods stay in place."""
    async with walk("power") as pilot:
        for keys in (["slash"], ["a"]):
            await pilot.press("escape", *keys)
            await pilot.pause()
            fields = list(pilot.app.screen.query(Input))
            assert fields
            assert not any(field.cursor_blink for field in fields)
            await pilot.press("escape")
