"""The real program in a pseudo-terminal, killed while answers are typed."""

import os
import random
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

import pexpect

from gfassess.files import sha256_of
from gfassess.files.journal import Journal
from gfassess.model.assessment import Assessment, Enterprise
from gfassess.store import load, save
from gfassess.store.changes import Offer, laid_over, offers
from tests.tui import rules
from tests.tui.test_program import Terminal

_SHOWN: Final = 0.7
"""How often an answer is waited for before the kill."""


class Killed(NamedTuple):
    """What one life of the program left."""

    shown: dict[str, float]
    """Answers that the screen showed as saved."""
    typed: dict[str, float]
    """Answers that were typed and not shown as saved any more."""
    there: Mapping[str, object]

    @property
    def lost(self) -> list[str]:
        """The answers that were shown as saved and are not there."""
        return [
            name
            for name, value in self.shown.items()
            if self.there.get(name) not in {value, self.typed.get(name, value)}
        ]


def play(folder: Path, chance: random.Random) -> Killed:
    """Open the file, type answers, kill the program at a random moment, and look at what is there."""
    path = folder / "factory.toml"
    criteria = rules.write(folder / "criteria")
    if not path.exists():
        save(path, Assessment(ruleset="tiny", year=2025, enterprise=Enterprise(name="厂")))
    shown, typed = {}, {"floor_area": float(chance.randrange(1000, 10**6))}
    terminal = _start(folder, criteria, path)
    terminal.press("\x1bOS", lambda text: "Floor area" in text and "Enter next" in text)  # F4
    _type(terminal, typed["floor_area"])
    if chance.random() < _SHOWN:
        terminal.wait_for(lambda text: f"{typed['floor_area']:,.0f}" in text and "saved" in text)
        shown = dict(typed)
        typed["land_area"] = float(chance.randrange(1000, 10**6))
        _type(terminal, typed["land_area"])
    time.sleep(chance.random() * 0.15)
    os.kill(terminal.child.pid, signal.SIGKILL)
    terminal.child.close()
    return Killed(shown, typed, _standing(path))


def _type(terminal: Terminal, value: float) -> None:
    terminal.child.send(f"\x05\x15{value:.0f}\r")  # ^e ^u: what was there goes


def _start(folder: Path, criteria: Path, path: Path) -> Terminal:
    offered = bool(_offered(path, load(path).assessment))
    arguments = ["-m", "gfassess", "--lang", "en", "--criteria", str(criteria), "open", str(path)]
    environment = {"TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "GFASSESS_STATE": str(folder / "state")}
    environment |= {"LANG": "C.UTF-8", "HOME": str(folder)}
    terminal = Terminal(pexpect.spawn(sys.executable, arguments, env=environment, dimensions=(24, 80), timeout=20))
    terminal.wait_for(lambda text: "no change yet" in text)
    if offered:
        terminal.wait_for(lambda text: "not in the file" in text)
        terminal.press("\x13", lambda text: "not in the file" not in text)  # ^s takes the marked ones over
    return terminal


def _offered(path: Path, there: Assessment) -> tuple[Offer, ...]:
    journal = Journal(path)
    return offers(journal.held(sha256_of(path)), there, journal.changes)


def _standing(path: Path) -> Mapping[str, object]:
    there = load(path).assessment
    return laid_over(there, {offer.key: offer.value for offer in _offered(path, there)}).facts
