"""Whole processes, start to end, in interleaved rounds; medians."""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from bench.peers import ROWS, write_registry
from bench.table import Result

ROOT: Final = Path(__file__).resolve().parent.parent
PROGRAM: Final = str(Path(sys.executable).with_name("gfassess"))
EXAMPLE: Final = str(ROOT / "examples" / "machinery-illustrative.toml")
_WARM_UP: Final = 2
_ROUNDS: Final = 15

_NOTHING: Final = [sys.executable, "-c", "pass"]
_ONE_MODEL: Final = [
    sys.executable,
    "-c",
    "import argparse, tomllib\nfrom pydantic import BaseModel\nclass Point(BaseModel):\n    x: float\nPoint(x=1.0)",
]


def environment(state: str) -> dict[str, str]:
    """Return the environment of what is measured: bytecode is kept, and nothing of the user's is touched."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GFASSESS"))}
    return {**kept, "GFASSESS_STATE": state}


def measure(state: str) -> list[Result]:
    """Time the commands and their yardsticks."""
    commands = {
        "pass": _NOTHING,
        "version": [PROGRAM, "--version"],
        "help": [PROGRAM, "--help"],
        "model": _ONE_MODEL,
        "score": [PROGRAM, "score", EXAMPLE],
        "compare": [PROGRAM, "compare", EXAMPLE],
        "registry": [PROGRAM, "compare", EXAMPLE, "--peers", write_registry(Path(state) / "invented.toml")],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(_WARM_UP + _ROUNDS):
        for name, command in commands.items():
            begun = perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment(state))
            if turn >= _WARM_UP:
                times[name].append(perf_counter() - begun)
    took = {name: median(values) for name, values in times.items()}
    model = "argparse, tomllib, pydantic with one model"
    return [
        Result("gfassess --version", "python -c pass", took["version"], took["pass"], 3.0),
        Result("gfassess --help", "python -c pass", took["help"], took["pass"], 3.0),
        Result("gfassess score machinery-illustrative", model, took["score"], took["model"], 1.3),
        Result(f"gfassess compare with {ROWS} more rows", "gfassess compare", took["registry"], took["compare"], None),
        Result("what these rows add", "a limit of 150 ms", took["registry"] - took["compare"], 0.150, 1.0),
    ]
