"""Two windows on one file: nothing that the other one wrote is ever lost unasked."""

from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from gfassess import store
from gfassess.cli.walk import Walk as Outside
from gfassess.tui.app import GfassessApp
from tests.tui import rules
from tests.tui.conftest import Bench, go, paste, ready, screen, seen, settle


@asynccontextmanager
async def _window(bench: Bench, tmp_path: Path, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Pilot[None]]:
    """Open the file as the program does, at a question about the site."""
    outside = Outside(Namespace(criteria=str(rules.write(tmp_path / "criteria")), ascii=False))
    app = GfassessApp(lambda: outside.shell(lambda: outside.open_file(bench.path)))
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await go(pilot, "ground", "land_area")
        yield pilot


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the list of recent files out of the user's folder."""
    monkeypatch.setenv("GFASSESS_STATE", str(tmp_path / "state"))


def _other_window(bench: Bench) -> None:
    """Answer something in another window."""
    bench.write(bench.saved.model_copy(update={"facts": {"convicted": False}}))


async def _answer(pilot: Pilot[None], text: str) -> None:
    await paste(pilot, text)
    await pilot.press("enter")
    await pilot.pause()


async def test_the_answers_of_the_other_one_stay(bench: Bench, tmp_path: Path) -> None:
    """A file that changed since is not written over; the head says so, also after the next answer and on leaving."""
    async with _window(bench, tmp_path) as pilot:
        await _answer(pilot, "500")
        assert bench.saved.facts == {"land_area": 500.0}
        _other_window(bench)
        await go(pilot, "ground", "floor_area")
        await _answer(pilot, "900")
        assert "not saved (^o): the file was changed by someone else" in seen(pilot)
        await pilot.press("ctrl+s", "ctrl+q")
        assert pilot.app.is_running
        assert bench.saved.facts == {"convicted": False}


async def test_reload_theirs(bench: Bench, tmp_path: Path) -> None:
    """Reloading shows what the other one wrote, and goes on saving from there."""
    async with _window(bench, tmp_path) as pilot:
        _other_window(bench)
        await _answer(pilot, "900")
        await pilot.press("ctrl+o", "up", "enter")
        await pilot.pause()
        assert screen(pilot).session.assessment.facts == {"convicted": False}
        await go(pilot, "ground", "land_area")
        await _answer(pilot, "7")
    assert bench.saved.facts == {"convicted": False, "land_area": 7.0}


async def test_keep_mine_under_another_name(bench: Bench, tmp_path: Path) -> None:
    """Keeping mine leaves the file alone and goes on in a new one; Enter alone does this, as it loses nothing."""
    async with _window(bench, tmp_path) as pilot:
        _other_window(bench)
        await _answer(pilot, "900")
        await pilot.press("ctrl+o", "enter")
        await pilot.pause()
        assert screen(pilot).desk.path == bench.path.with_name("factory-2.toml")
        assert "not saved" not in seen(pilot)
    assert bench.saved.facts == {"convicted": False}
    assert store.load(bench.path.with_name("factory-2.toml")).assessment.facts == {"land_area": 900.0}


async def test_overwrite(bench: Bench, tmp_path: Path) -> None:
    """Overwriting is done only when asked, and saving works again after it."""
    async with _window(bench, tmp_path) as pilot:
        _other_window(bench)
        await _answer(pilot, "900")
        await pilot.press("ctrl+o", "escape")
        assert bench.saved.facts == {"convicted": False}
        await pilot.press("ctrl+o", "down", "enter")
        await pilot.pause()
        assert "not saved" not in seen(pilot)
    assert bench.saved.facts == {"land_area": 900.0}


async def test_a_file_that_vanished_is_not_made_anew_unasked(bench: Bench, tmp_path: Path) -> None:
    """Somebody who deleted or moved the file had a reason: it is said, and the palette offers what can be done."""
    async with _window(bench, tmp_path) as pilot:
        bench.path.unlink()
        await _answer(pilot, "900")
        assert "moved or deleted" in seen(pilot)
        assert not bench.path.exists()
        titles = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert any("Changed by someone else" in title for title in titles)


async def test_a_read_only_file_is_said_at_opening(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can be saved the user knows before the first answer; nothing is written."""
    monkeypatch.setattr("gfassess.cli.keeper.os.access", lambda _path, _mode: False)
    async with _window(bench, tmp_path) as pilot:
        assert screen(pilot).desk.opened.notice.startswith("This file or its folder is read-only")
        await _answer(pilot, "900")
        assert "not saved, kept in the journal: the file is read-only" in seen(pilot)
    assert bench.saved.facts == {}


@pytest.mark.parametrize("error", ["", "no space left on the device"])
async def test_a_long_name_hides_neither_year_nor_mark(bench: Bench, tmp_path: Path, error: str) -> None:
    """The name of the enterprise gives way: year, illustrative mark and saving stay in the head at 80 columns."""
    own = bench.saved.enterprise.model_copy(update={"name": "某" * 200})
    bench.write(bench.saved.model_copy(update={"enterprise": own, "illustrative": True}))
    async with _window(bench, tmp_path, (80, 24)) as pilot:
        screen(pilot).desk.save_error = error
        screen(pilot).show()
        await pilot.pause()
        head = seen(pilot).splitlines()[0]
    assert "某" in head
    assert "year 2025  illustrative data" in head
    assert ("not saved: " in head) == bool(error)


async def test_join_both(bench: Bench, tmp_path: Path) -> None:
    """My answers and those of the other one in one file; what both said differently waits for a decision."""
    async with _window(bench, tmp_path) as pilot:
        await _answer(pilot, "500")
        bench.write(bench.saved.model_copy(update={"facts": {"convicted": False, "land_area": 700.0}}))
        await go(pilot, "ground", "land_area")
        await _answer(pilot, "900")
        await go(pilot, "ground", "floor_area")
        await _answer(pilot, "300")
        await pilot.press("ctrl+o", "up", "up", "enter")
        await settle(pilot)
        saved = bench.saved
        assert saved.facts == {"convicted": False, "land_area": 500.0, "floor_area": 300.0}
        assert [[version.value for version in one.versions] for one in saved.conflicts] == [[900.0, 700.0]]
        assert "Joined; 1 conflict is to be decided." in seen(pilot)
        assert "not saved" not in seen(pilot)
        await pilot.press("a")
        await settle(pilot)
        assert bench.saved.facts["land_area"] == 900.0
        assert screen(pilot).desk.offered == ()


async def test_another_enterprise_is_not_joined(bench: Bench, tmp_path: Path) -> None:
    """A file that was replaced by that of somebody else takes no answers; mine stay on the screen."""
    async with _window(bench, tmp_path) as pilot:
        bench.write(bench.saved.model_copy(update={"year": 2019}))
        await _answer(pilot, "900")
        await pilot.press("ctrl+o", "up", "up", "enter")
        await settle(pilot)
        assert "about 2019 now, the answers here are about 2025" in seen(pilot)
        assert screen(pilot).session.assessment.facts == {"land_area": 900.0}
    assert bench.saved.facts == {}
