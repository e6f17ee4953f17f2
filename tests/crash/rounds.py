"""Rounds of work that end in a crash: answers by the real session, journal and file, then what is left of them.

Every round forks, because a kill takes the process and starting Python anew would take most of the time. `python -m
tests.crash.rounds COUNT SEED FOLDER` plays some and prints what it found as JSON.
"""

import json
import os
import random
import sys
from argparse import Namespace
from pathlib import Path
from typing import Final

from gfassess.cli.walk import Walk
from gfassess.files import sha256_of
from gfassess.files.journal import Journal
from gfassess.model.assessment import Assessment, Enterprise
from gfassess.model.rulebook import Rulebook
from gfassess.rules import load
from gfassess.store import dump, save
from gfassess.store import load as load_file
from gfassess.store.changes import laid_over, offers
from gfassess.tui.desk import Desk
from tests.crash.faults import Faults, Way
from tests.tui import rules

NUMBERS: Final = ("land_area", "floor_area")
_CALLS: Final = 200
"""Calls of the disk after which a round ends at the latest; an answer takes about fifteen."""
_FRESH: Final = 25
"""Rounds on one file."""


class Rounds:
    """Plays rounds and counts what is lost."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Begin in an empty folder."""
        os.environ["GFASSESS_STATE"] = str(folder / "work" / "state")
        self._rulebook = load(rules.write(folder / "criteria"))
        self._work = folder / "work"
        self._chance = random.Random(seed)
        self.kills = {"killed": 0, "power": 0}
        self.acknowledged = 0
        self.lost: list[str] = []

    def play(self, count: int) -> None:
        """Play so many rounds, several on one file, so that what a crash left meets the next one."""
        path = self._work / "factory.toml"
        for number in range(count):
            if number % _FRESH == 0:
                path = self._work / f"factory-{number}.toml"
                (self._work / "state").mkdir(parents=True, exist_ok=True)
                save(path, Assessment(ruleset="tiny", year=2025, enterprise=Enterprise(name="厂")))
            self._round(path, number)

    def _round(self, path: Path, number: int) -> None:
        way: Way = "power" if self._chance.random() < 0.5 else "killed"
        seed, at = self._chance.getrandbits(32), self._chance.randrange(1, _CALLS)
        full = self._chance.choice((0.0, 0.0, 0.02, 0.2))
        before = standing(path, self._rulebook)
        said = self._work.parent / "said.jsonl"
        said.write_bytes(b"")
        child = os.fork()
        if child == 0:
            _Child(path, self._rulebook, said, seed).run(self._work, way, at, full)
        _pid, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            self.lost.append(f"round {number}: ended by itself with {status}")
            return
        self.kills[way] += 1
        self._compare(path, said, before, f"round {number} ({way}, seed {seed}, call {at}, full {full})")

    def _compare(self, path: Path, said: Path, before: str, name: str) -> None:
        """Hold what is there against the last state that was acknowledged, and those on their way after it."""
        allowed = [before]
        for line in said.read_text("utf-8").splitlines():
            word, text = json.loads(line)
            self.acknowledged += word == "saved"
            allowed = [text] if word == "saved" else [*allowed, text]
        there = standing(path, self._rulebook)
        if there not in allowed:
            self.lost.append(f"{name}: there\n{there}\nallowed\n" + "\n--\n".join(allowed))


class _Child:
    """One life of the program: opens the file, takes over what the journal offers, answers until it ends."""

    def __init__(self, path: Path, rulebook: Rulebook, said: Path, seed: int) -> None:
        self._path = path
        self._chance = random.Random(seed)
        self._said = os.open(said, os.O_WRONLY | os.O_APPEND)
        self._say = os.write
        self._walk = Walk(Namespace(criteria=None, ascii=False))
        vars(self._walk)["rulebook"] = rulebook  # read once for all rounds

    def run(self, root: Path, way: Way, at: int, full: float) -> None:
        """Work until the end comes."""
        Faults(root, self._chance, way, at, full).stand()
        try:
            opened = self._walk.open_file(self._path)
            desk = Desk(self._walk.shell(None), opened)
            if opened.held is not None:
                os._exit(3)
            desk.take_over(desk.offered)
            while True:
                desk.change(lambda: self._change(desk))
                self._tell("tried" if desk.save_error and not desk.kept else "saved", desk)
        except BaseException as error:  # noqa: BLE001 - the parent has to hear of it, whatever it is
            self._say(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(1)

    def _change(self, desk: Desk) -> None:
        """Answer something, a row now and then, or take an answer back."""
        session, chance = desk.session, self._chance
        kind = chance.random()
        real = session._save
        assert real is not None

        def noted(assessment: Assessment) -> None:
            self._tell("tried", desk)
            real(assessment)

        session._save = noted
        try:
            if kind < 0.7:
                session.answer(chance.choice(NUMBERS), float(chance.randrange(500, 10**6)))
            elif kind < 0.85:
                session.add_row("energy_use", {"carrier": "diesel", "amount": float(chance.randrange(1000))})
            elif not session.undo():
                session.note("land_area", str(chance.random()))
        finally:
            session._save = real

    def _tell(self, word: str, desk: Desk) -> None:
        self._say(
            self._said, f"{json.dumps([word, text_of(desk.session.assessment, desk.session.rulebook)])}\n".encode()
        )


def standing(path: Path, rulebook: Rulebook) -> str:
    """Return what a user has after opening: the file, with what the journal offers taken over."""
    there = load_file(path).assessment
    journal = Journal(path)
    found = offers(journal.held(sha256_of(path)), there, journal.changes)
    return text_of(laid_over(there, {offer.key: offer.value for offer in found}), rulebook)


def text_of(assessment: Assessment, rulebook: Rulebook) -> str:
    """Return the answers without who gave them and when."""
    return dump(assessment.model_copy(update={"answered": {}}), rulebook)


def main(count: int, seed: int, folder: Path) -> None:
    """Play, and print what was found."""
    rounds = Rounds(folder, seed)
    rounds.play(count)
    found = {"kills": rounds.kills, "acknowledged": rounds.acknowledged, "lost": rounds.lost}
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
