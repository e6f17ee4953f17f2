"""Does the built package work where there is no checkout? Build it, install it, run it from elsewhere."""

import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
EXAMPLE: Final = "machinery-illustrative.toml"
RULESET: Final = "five"
CLOSE: Final = 1e-9
_FOLDER: Final = "import gfassess, pathlib; print(pathlib.Path(gfassess.__file__).parent)"


def run(*command: str | Path, cwd: Path) -> str:
    """Return what a command prints; show everything and stop where it fails."""
    done = subprocess.run(  # noqa: S603 - our own commands
        command, cwd=cwd, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def score_as_fleet(gfassess: Path, example: Path, place: Path) -> None:
    """Pack an example and score it in columns; stop where that is not the total of one factory."""
    packed, scored = place / "packed", place / "scored"
    run(gfassess, "fleet", "pack", example, "-o", packed, cwd=place)
    run(gfassess, "fleet", "score", packed, "--ruleset", RULESET, "-o", scored, cwd=place)
    fleet = json.loads(run(gfassess, "fleet", "report", scored, "--json", cwd=place))["all"]["low"]["mean"]
    one = json.loads(run(gfassess, "score", example, "--ruleset", RULESET, "--json", cwd=place))["total"]["low"]
    if abs(fleet - one) > CLOSE:
        sys.exit(f"one factory has {one} points, and {fleet} among many")


def main() -> None:
    """Build the wheel and try it."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name).resolve()
        run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place, cwd=ROOT)
        (wheel,) = place.glob("*.whl")
        venv.create(place / "env", with_pip=True)
        programs = place / "env" / ("Scripts" if os.name == "nt" else "bin")
        python, gfassess = programs / "python", programs / "gfassess"
        pip = (python, "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt")
        run(*pip, wheel, cwd=place)
        packaged = Path(run(python, "-c", _FOLDER, cwd=place).strip())
        if not packaged.is_relative_to(place):
            sys.exit(f"not the installed package: {packaged}")
        version = run(gfassess, "--version", cwd=place).strip()
        run(gfassess, "rules", "check", packaged / "criteria", cwd=place)
        run(gfassess, "rules", "test", packaged / "criteria", cwd=place)
        score = run(gfassess, "--lang", "zh", "score", packaged / "examples" / EXAMPLE, cwd=place)
        if not any("\u4e00" <= character <= "\u9fff" for character in score):
            sys.exit("the installed package does not speak Chinese")
        run(*pip, f"{wheel}[fleet]", cwd=place)
        score_as_fleet(gfassess, packaged / "examples" / EXAMPLE, place)
        print(f"the wheel works: {version}")


if __name__ == "__main__":
    main()
