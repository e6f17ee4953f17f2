"""The screens on a small rule folder, their assessment in a real file."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

import pytest
from textual import events
from textual.pilot import Pilot

from gfassess import store
from gfassess.errors import GfassessError
from gfassess.model.assessment import Assessment, Enterprise, Evidence
from gfassess.model.rulebook import Rulebook
from gfassess.peers import Registry
from gfassess.rules import load
from gfassess.session import Session
from gfassess.store.cohort import load_cohort
from gfassess.tui.app import GfassessApp
from gfassess.tui.screens.opening import OpeningScreen
from gfassess.tui.screens.work import WorkScreen
from gfassess.tui.shell import Opened, Recent, Shell
from gfassess.tui.widgets.lines import Lines
from tests.tui import rules

NOON = datetime(2026, 3, 4, 12, 30)  # noqa: DTZ001 - the clock on the user's wall


class Bench:
    """An assessment on disk and the outside world of the screens, made of plain functions."""

    def __init__(self, folder: Path, rulebook: Rulebook) -> None:
        """Begin with an empty assessment."""
        self.path = folder / "factory.toml"
        self.rulebook = rulebook
        self.broken = ""
        """Why saving fails."""
        self.cohorts: tuple[Path, ...] = ()
        """Cohorts that were read before."""
        self.write(Assessment(ruleset="tiny", year=2025, enterprise=Enterprise(name="示范[铝材]\\{厂}")))

    def write(self, assessment: Assessment) -> None:
        """Put an assessment on disk."""
        self.path.write_text(store.dump(assessment), encoding="utf-8")

    @property
    def saved(self) -> Assessment:
        """What stands on disk now."""
        return store.load(self.path).assessment

    def save(self, assessment: Assessment) -> None:
        """Save as the command line does, unless the disk is said to be broken."""
        if self.broken:
            raise OSError(28, self.broken)
        self.write(assessment)

    def open(self, path: Path) -> Opened:
        """Open a file."""
        loaded = store.load(path)
        return Opened(Session(self.rulebook, loaded.assessment, save=self.save), path, self.save, loaded.problems)

    def new(self, path: Path, year: int) -> Opened:
        """Begin a file."""
        if path.exists():
            message = "this file is there already"
            raise GfassessError.of(message, file=str(path))
        self.path = path
        self.write(Assessment(ruleset="tiny", year=year))
        return self.open(path)

    def evidence(self, _assessment: Path, typed: str, names: tuple[str, ...]) -> Evidence:
        """Return the record of a document; only one of them exists."""
        if typed != "deed.pdf":
            message = "this file does not exist"
            raise GfassessError.of(message, file=typed)
        return Evidence.model_validate({"file": typed, "for": names, "sha256": "0" * 64})

    def export(self, _session: Session, path: Path) -> Path:
        """Say that it was written."""
        path.write_text("exported", encoding="utf-8")
        return path

    def report(self, _session: Session, _assessment: Path, path: Path, kind: str, tongue: str) -> Path:
        """Say what was written."""
        path.write_text(f"report {kind} {tongue}", encoding="utf-8")
        return path

    def shell(self, *, home: bool = False, ascii_only: bool = False) -> Shell:
        """Return what the screens are given."""
        return Shell(
            recent=lambda: (Recent(self.path, "[示范] factory"),),
            open_file=self.open,
            new_file=self.new,
            demo=lambda: self.open(self.path),
            peers=Registry,
            export=self.export,
            report=self.report,
            evidence=self.evidence,
            now=lambda: NOON,
            start=None if home else lambda: self.open(self.path),
            cohort=load_cohort,
            cohorts=lambda: self.cohorts,
            ascii=ascii_only,
        )


Walk: TypeAlias = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@pytest.fixture(scope="session")
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """Return the small rules."""
    return load(rules.write(tmp_path_factory.mktemp("criteria")))


@pytest.fixture
def bench(tmp_path: Path, rulebook: Rulebook) -> Bench:
    """Return an assessment on disk."""
    return Bench(tmp_path, rulebook)


@pytest.fixture
def walk(bench: Bench) -> Walk:
    """Return what starts the screens in a terminal of 80x24."""

    @asynccontextmanager
    async def start(
        *sections: str, size: tuple[int, int] = (80, 24), home: bool = False, ascii_only: bool = False
    ) -> AsyncIterator[Pilot[None]]:
        app = GfassessApp(lambda: bench.shell(home=home, ascii_only=ascii_only))
        async with app.run_test(size=size) as pilot:
            await ready(pilot)
            for section in sections:
                await go(pilot, section)
            yield pilot

    return start


async def settle(pilot: Pilot[None]) -> None:
    """Wait until every list is drawn for the place it has, and what is on screen stands still.

    Sizes and the scrolling to what has the focus come as messages of their own.
    """
    before = ""
    for _turn in range(100):
        await pilot.pause()
        now = seen(pilot)
        if now == before and all(lines.settled for lines in pilot.app.screen.query(Lines)):
            return
        before = now


def seen(pilot: Pilot[None]) -> str:
    """Return the characters on screen, line by line."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def paste(pilot: Pilot[None], text: str) -> None:
    """Put a text into the field with the focus as the terminal pastes it."""
    await pilot.pause()
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Press the keys of a text."""
    for character in text:
        await pilot.press({" ": "space", ".": "full_stop", ",": "comma"}.get(character, character))
    await pilot.pause()


async def ready(pilot: Pilot[None]) -> None:
    """Wait until rules and answers are read."""
    await pilot.pause()
    while isinstance(pilot.app.screen, OpeningScreen):
        await pilot.pause(0.01)
    await pilot.pause()


def screen(pilot: Pilot[None]) -> WorkScreen:
    """Return the work screen, with nothing over it."""
    found = pilot.app.screen
    assert isinstance(found, WorkScreen)
    return found


async def go(pilot: Pilot[None], section: str, name: str = "") -> None:
    """Open a section, and there a question or indicator."""
    await ready(pilot)
    await screen(pilot).open(section, name)
    await settle(pilot)
