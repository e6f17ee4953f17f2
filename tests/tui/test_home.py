"""The first screen without a file."""

import dataclasses
from pathlib import Path

from textual.widgets import Input

from gfassess import store
from gfassess.model.sources import Scheme
from gfassess.tui.app import GfassessApp
from gfassess.tui.screens.work import WorkScreen
from gfassess.tui.shell import Opened, Recent
from tests.tui.conftest import Bench, Walk, ready, screen, seen


async def test_recent_files_are_offered(walk: Walk) -> None:
    """A file that was open before is listed as it is called, and Enter opens it."""
    async with walk(home=True) as pilot:
        assert "[示范] factory" in seen(pilot)
        await pilot.press("down", "down", "down", "enter")
        await pilot.pause()
        assert screen(pilot).desk.path.name == "factory.toml"


async def test_a_new_assessment(bench: Bench, walk: Walk) -> None:
    """Year and path are asked for; the file is there at once, and the walk begins with the enterprise."""
    async with walk(home=True) as pilot:
        await pilot.press("n")
        assert pilot.app.screen.query_one("#year", Input).value == "2025"
        pilot.app.screen.query_one("#year", Input).value = "２０２４"
        pilot.app.screen.query_one("#path", Input).value = str(bench.path.with_name("new.toml"))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert screen(pilot).section == "enterprise"
    assert store.load(bench.path.with_name("new.toml")).assessment.year == 2024


async def test_what_cannot_be_opened_is_said(bench: Bench, walk: Walk) -> None:
    """A path that exists already for a new file, a file that is none: one message, and home stays."""
    async with walk(home=True) as pilot:
        await pilot.press("n")
        pilot.app.screen.query_one("#path", Input).value = str(bench.path)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "there already" in seen(pilot)
        await pilot.press("o")
        await pilot.press("ctrl+s")
        assert "Write a path" in seen(pilot)
        pilot.app.screen.query_one("#path", Input).value = str(bench.path.with_name("missing.toml"))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, WorkScreen)
        assert "no such file" in seen(pilot)


async def test_the_language_at_home(walk: Walk) -> None:
    """The list is in the language that was asked for."""
    async with walk(home=True) as pilot:
        assert "New assessment" in seen(pilot)
        await pilot.press("ctrl+l")
        assert "New assessment" not in seen(pilot)


async def test_from_the_work_back_home(walk: Walk) -> None:
    """The way home leads through the palette's command."""
    async with walk("ground") as pilot:
        await pilot.app.run_action("home")
        await pilot.pause()
        assert "New assessment" in seen(pilot)


async def test_copies_of_examples_are_marked(bench: Bench) -> None:
    """Nobody takes the demonstration for the own factory."""
    copy = Recent(bench.path, "[示范] factory", demo=True)
    app = GfassessApp(lambda: dataclasses.replace(bench.shell(home=True), recent=lambda: (copy,)))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert "[示范] factory  copy of an example" in seen(pilot)


async def test_the_whole_path_of_a_new_file_is_shown(walk: Walk) -> None:
    """Before a file is made it is said in which folder."""
    async with walk(home=True, size=(132, 43)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert str(Path.cwd() / "assessment-2025.toml") in seen(pilot)


async def test_what_is_odd_is_said_at_opening(bench: Bench) -> None:
    """The message of the file stands in the line above the keys, from home and from the command line alike."""
    words = "1 problem, 19 warnings: gfassess check factory.toml lists them."

    def opened(path: Path) -> Opened:
        return dataclasses.replace(bench.open(path), notice=words)

    for home in (True, False):
        start = None if home else lambda: opened(bench.path)
        app = GfassessApp(lambda: dataclasses.replace(bench.shell(), open_file=opened, start=start))  # noqa: B023 - at once
        async with app.run_test(size=(80, 24)) as pilot:
            await ready(pilot)
            if home:
                await pilot.press("down", "down", "down", "enter")
                await pilot.pause()
            assert words in seen(pilot)


async def test_paths_and_years_that_cannot_be_are_refused(walk: Walk) -> None:
    """A home of nobody, a name too long, half a year: the dialog stays and says why."""
    async with walk(home=True, size=(132, 43)) as pilot:
        for key in ("n", "o"):
            await pilot.press(key)
            for typed in ("~nosuchuser/x.toml", "x" * 300):
                pilot.app.screen.query_one("#path", Input).value = typed
                await pilot.press("ctrl+s")
                await pilot.pause()
                assert "followed" in seen(pilot)
            await pilot.press("escape", "escape")
            await pilot.pause()
        await pilot.press("n")
        pilot.app.screen.query_one("#year", Input).value = "2024.7"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "A path and a year from 1990 to 2100" in seen(pilot)


async def test_a_failing_system_is_said_at_home(bench: Bench) -> None:
    """What the system raises while a file is opened stands in the message line."""

    def broken() -> Opened:
        raise OSError(5, "input/output error")

    app = GfassessApp(lambda: dataclasses.replace(bench.shell(home=True), demo=broken))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("d")
        await pilot.pause()
        assert "input/output error" in seen(pilot)


async def test_the_next_date_stands_at_home(bench: Bench) -> None:
    """The nearest date of the schemes is said in one line, and how far away it is; without schemes nothing is."""
    scheme = Scheme.model_validate(
        {
            "id": "national",
            "title": {"zh": "国家", "en": "[National]"},
            "authority": {"zh": "部", "en": "Ministry"},
            "dates": [{"title": {"zh": "上报", "en": "Form due"}, "month": 3, "day": 5}],
            "source": {"document": "T 1"},
            "basis": "policy",
        }
    )
    app = GfassessApp(lambda: dataclasses.replace(bench.shell(home=True), schemes=lambda: (scheme,)))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert "Next date: 2026-03-05, in 1 day: [National]: Form due" in seen(pilot)
