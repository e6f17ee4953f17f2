"""Nothing is lost on the screens: what did not reach the file is offered, a second window reads, failures are said."""

from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from gfassess import store
from gfassess.cli.person import me
from gfassess.cli.walk import Walk as Outside
from gfassess.errors import GfassessError
from gfassess.files.lock import Holder, take
from gfassess.files.places import companions
from gfassess.tui.app import GfassessApp
from gfassess.tui.dialogs.offered import OfferedDialog
from gfassess.tui.dialogs.one_of import OneOfDialog
from gfassess.tui.screens.home import HomeScreen
from tests.tui import rules
from tests.tui.conftest import Bench, go, paste, ready, screen, seen

SIZE = (80, 24)


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep journals and recent files out of the user's folder."""
    monkeypatch.setenv("GFASSESS_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("GFASSESS_USER", "王工")


@asynccontextmanager
async def window(bench: Bench, tmp_path: Path) -> AsyncIterator[Pilot[None]]:
    """Open the file as the program does."""
    outside = Outside(Namespace(criteria=str(rules.write(tmp_path / "criteria")), ascii=False))
    app = GfassessApp(lambda: outside.shell(lambda: outside.open_file(bench.path)))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.pause()
        yield pilot
    outside.close()


async def answer(pilot: Pilot[None], name: str, text: str) -> None:
    """Type an answer to a question."""
    await go(pilot, "ground", name)
    await paste(pilot, text)
    await pilot.press("enter")
    await pilot.pause()


def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every writing of a whole file fail from now on."""

    def full(*_arguments: object, **_named: object) -> None:
        message = "no space left"
        raise GfassessError.of(message)

    monkeypatch.setattr("gfassess.cli.keeper.write_atomic", full)


async def test_what_did_not_reach_the_file_is_offered(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fails, the program is left: the next opening lists the answers, and ^s takes over the marked ones."""
    with monkeypatch.context() as failing:
        broken(failing)
        async with window(bench, tmp_path) as pilot:
            await answer(pilot, "land_area", "900")
            await answer(pilot, "floor_area", "1800")
            assert "not saved, kept in the journal: no space left" in seen(pilot)
            await pilot.press("ctrl+q")
            assert "The journal keeps the changes" in seen(pilot)
    assert bench.saved.facts == {}
    async with window(bench, tmp_path) as pilot:
        assert isinstance(pilot.app.screen, OfferedDialog)
        text = seen(pilot)
        assert "2 answers are not in the file" in text
        assert "(✓) Site area: empty -> 900 m2" in text
        assert "王工" in text
        await pilot.press("down", "space", "ctrl+s")
        await pilot.pause()
        assert screen(pilot).session.assessment.facts == {"land_area": 900.0}
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert bench.saved.facts == {}
        await pilot.press("ctrl+y")
    assert bench.saved.facts == {"land_area": 900.0}
    async with window(bench, tmp_path) as pilot:
        assert screen(pilot).desk.offered == ()


async def test_decided_later(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaving the list decides nothing: ^o shows it again, and so does the next opening."""
    with monkeypatch.context() as failing:
        broken(failing)
        async with window(bench, tmp_path) as pilot:
            await answer(pilot, "land_area", "900")
    for _turn in range(2):
        async with window(bench, tmp_path) as pilot:
            await pilot.press("escape")
            assert "^o lists them again" in seen(pilot)
            await answer(pilot, "floor_area", "1800")
            await pilot.press("ctrl+o")
            await pilot.pause()
            assert "Site area: empty -> 900 m2" in seen(pilot)
    assert bench.saved.facts == {"floor_area": 1800.0}


async def test_merged_with_what_somebody_else_wrote(bench: Bench, tmp_path: Path) -> None:
    """The file is reloaded, mine are listed; where both changed the same it is said and not marked."""
    async with window(bench, tmp_path) as pilot:
        bench.write(bench.saved.model_copy(update={"facts": {"convicted": False, "land_area": 5.0}}))
        await answer(pilot, "land_area", "900")
        await answer(pilot, "floor_area", "1800")
        await pilot.press("ctrl+o", "home", "enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, OfferedDialog)
        assert "( ) Site area: 5 m2 -> 900 m2" in seen(pilot)
        assert "the file was changed here too" in seen(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "not saved" not in seen(pilot)
    assert bench.saved.facts == {"convicted": False, "land_area": 5.0, "floor_area": 1800.0}
    async with window(bench, tmp_path) as pilot:
        assert screen(pilot).desk.offered == ()


async def test_a_second_window_reads_only(bench: Bench, tmp_path: Path) -> None:
    """It is told who has the file, takes no answer, shows scores, and can take the file over on purpose."""
    other = Holder(user="李工", host="elsewhere", pid=1, since=me().since, token="other")  # noqa: S106 - of a lock
    take(bench.path, other)
    async with window(bench, tmp_path) as pilot:
        assert isinstance(pilot.app.screen, OneOfDialog)
        assert "李工 on elsewhere" in seen(pilot)
        await pilot.press("enter")
        await answer(pilot, "land_area", "900")
        assert "Read-only: 李工 on elsewhere" in seen(pilot)
        assert screen(pilot).query_one("#q-land_area Input", Input).value == ""
        assert "read-only" in seen(pilot).splitlines()[0]
        await pilot.press("ctrl+s", "f7", "ctrl+o", "down", "enter")
        await pilot.pause()
        await answer(pilot, "land_area", "900")
    assert bench.saved.facts == {"land_area": 900.0}
    assert not companions(bench.path, "lock")[0].exists()


async def test_the_file_is_free_at_home_and_after_leaving(bench: Bench, tmp_path: Path) -> None:
    """The lock goes as soon as the file is not on the screen any more."""
    lock = companions(bench.path, "lock")[0]
    async with window(bench, tmp_path) as pilot:
        assert lock.exists()
        pilot.app.action_home()  # type: ignore[attr-defined]
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
        assert not lock.exists()


async def test_a_failed_save_is_tried_again(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As soon as the disk works again the answer is in the file, without a key pressed."""
    monkeypatch.setattr("gfassess.tui.screens.saving._AGAIN", 0.05)
    async with window(bench, tmp_path) as pilot:
        with monkeypatch.context() as failing:
            broken(failing)
            await answer(pilot, "land_area", "900")
            assert "no space left" in seen(pilot)
        await pilot.pause(0.3)
        assert "saved" in seen(pilot).splitlines()[0]
        assert "not saved" not in seen(pilot)
    assert bench.saved.facts == {"land_area": 900.0}


async def test_a_folder_that_is_gone_and_comes_back(bench: Bench, tmp_path: Path) -> None:
    """A stick that was pulled out is no conflict: answers wait in the program's own journal until it is back."""
    folder = bench.path.parent / "stick"
    folder.mkdir()
    bench.path = bench.path.rename(folder / "factory.toml")
    async with window(bench, tmp_path) as pilot:
        folder.rename(folder.with_name("away"))
        await answer(pilot, "land_area", "900")
        assert "kept in the journal" in seen(pilot)
        folder.with_name("away").rename(folder)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "not saved" not in seen(pilot)
    assert store.load(bench.path).assessment.facts == {"land_area": 900.0}
