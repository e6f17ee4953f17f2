"""Long work on a folder at a terminal: something moves, and Ctrl+C is said once."""

import io
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from threading import enumerate as threads
from types import SimpleNamespace
from typing import Final

import pytest

from gfassess.cli import progress
from gfassess.cli.fleet.pack import Progress
from gfassess.cli.fleet.score import _doing
from gfassess.cli.fleet.working import interrupted_once, working
from gfassess.fleet.pack import Step
from gfassess.words import use

ALLOCATOR: Final = "_RJEM_MALLOC_CONF"


class Terminal(io.StringIO):
    """Stands for a terminal."""

    def isatty(self) -> bool:
        """Be one."""
        return True


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in a folder of its own, in English."""
    monkeypatch.setenv("GFASSESS_STATE", str(tmp_path / "state"))
    use("en")
    yield
    use("zh")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Return what is at standard error; a second of the clock is none here."""
    found, hours = Terminal(), count()
    # Pytest takes the real one back for each phase of a test.
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=found))
    monkeypatch.setattr(progress, "_SECOND", 0.001)
    monkeypatch.setattr(progress, "perf_counter", lambda: next(hours) * 3600.0)
    return found


def _until(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    for _again in range(10_000):
        if true():
            return
        time.sleep(0.001)
    pytest.fail("nothing moves")


def test_time_goes_on_while_nothing_is_said(terminal: Terminal, tmp_path: Path) -> None:
    """The words stay and the time beside them moves; in the end the line is gone, and what moved it too."""
    before = len(threads())
    with working(tmp_path / "out") as told:
        told("at work")
        _until(lambda: "at work; 2:00:00 so far" in terminal.getvalue())
        told("done soon")
        _until(lambda: terminal.getvalue().count("done soon") > 1)
    assert len(threads()) == before
    assert terminal.getvalue().endswith(" \r")


def test_nothing_moves_without_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A script and a log get no progress."""
    before = len(threads())
    with working(tmp_path / "out") as told:
        told("at work")
        assert len(threads()) == before
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("goes_on", [True, False])
def test_interrupted(tmp_path: Path, capsys: pytest.CaptureFixture[str], *, goes_on: bool) -> None:
    """It is said once, with what the same command does then; the folder is free again."""

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), working(tmp_path / "out", goes_on=goes_on):
        interrupted_once(stop)
    again = "goes on where it was" if goes_on else "begins anew"
    assert capsys.readouterr().err == f"stopped; the same command {again}\n"
    with working(tmp_path / "out"):
        pass


def test_every_phase_has_its_words() -> None:
    """Reading, comparing and writing; scoring by part or at once, ranking."""
    said: list[str] = []
    told = Progress(said.append)
    for step in (Step("read", 0, 2000), Step("compare", 0, 2000), Step("write", 5, 2000)):
        told(step)
    said += [_doing(0, 2000, engine, ranks=True) for engine in ("polars", "spark")]
    said += [_doing(2000, 2000, "polars", ranks=ranks) for ranks in (True, False)]
    assert said == [
        "0 of 2,000 files read",
        "looking for sites that occur twice",
        "5 of 2,000 sites written",
        "0 of 2,000 sites scored",
        "Spark scores 2,000 sites",
        "ranking 2,000 sites",
        "2,000 of 2,000 sites scored",
    ]


def test_memory_is_set_before_polars_reads_how() -> None:
    """However `gfassess fleet` is called, its allocator keeps memory from one part to the next."""
    said = "import os; from gfassess.cli.fleet import require_packages; require_packages(); print(os.environ[{!r}])"
    own = {name: value for name, value in os.environ.items() if name != ALLOCATOR}
    done = subprocess.run([sys.executable, "-c", said.format(ALLOCATOR)], env=own, capture_output=True, check=True)
    assert b"dirty_decay_ms:10000" in done.stdout


def test_a_narrow_terminal(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that does not fit is cut: one that goes over to the next would not be drawn over."""
    monkeypatch.setattr(progress, "_width", lambda: 20)
    with progress.line() as told:
        told("long words that do not fit at all")
        assert len(terminal.getvalue()) <= 21
