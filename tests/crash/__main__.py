"""`python -m tests.crash KILLS [FILE]`: many crashes, and how many acknowledged answers were lost.

Writes the counts as JSON, which docs/reliability.md is made from. One in a hundred kills meets the real program in a
pseudo-terminal, the others the session, the journal and the file without a screen.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from tests.crash import screens

_BATCH: Final = 250
_OF_SCREENS: Final = 100


def rounds(count: int, seed: int, folder: Path) -> dict[str, Any]:
    """Play rounds without a screen in a process of their own, and return what it found."""
    command = [sys.executable, "-m", "tests.crash.rounds", str(count), str(seed), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def quick_folder() -> str | None:
    """Return a folder in memory where there is one: a kill loses nothing of it, and nothing waits for a disk."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    return str(memory) if memory.is_dir() else None


def main(count: int, file: Path) -> int:
    """Play, print and write the counts; return how many answers were lost."""
    chance = random.Random(count)
    found: dict[str, Any] = {"killed": 0, "power cut": 0, "screens": 0, "acknowledged": 0, "lost": 0}
    left = count
    while left > 0:
        with tempfile.TemporaryDirectory(dir=quick_folder()) as name:
            batch = min(_BATCH, left)
            shown = max(1, batch // _OF_SCREENS)
            for _turn in range(shown):
                killed = screens.play(Path(name), chance)
                found["screens"] += 1
                found["acknowledged"] += len(killed.shown)
                found["lost"] += len(killed.lost)
            part = rounds(batch - shown, chance.getrandbits(30), Path(name) / "rounds")
        found["killed"] += part["kills"]["killed"]
        found["power cut"] += part["kills"]["power"]
        found["acknowledged"] += part["acknowledged"]
        found["lost"] += len(part["lost"])
        print(*part["lost"], sep="\n", end="", file=sys.stderr)
        left -= batch
        print(", ".join(f"{title} {number:,}" for title, number in found.items()), flush=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return int(found["lost"])


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "build/reliability/crash.json")) > 0)
