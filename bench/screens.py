"""The first painted screen, in a pseudo-terminal: process start to the text that marks it."""

import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

import pexpect

from bench.processes import PROGRAM, environment
from bench.table import Result

_WARM_UP: Final = 1
_ROUNDS: Final = 9
_LONGEST: Final = 30
_LABEL: Final = str(Path(__file__).with_name("label.py"))


def measure(state: str) -> list[Result]:
    """Time the demo and its yardstick."""
    label, demo = [], []
    for turn in range(_WARM_UP + _ROUNDS):
        one = _first_paint(sys.executable, [_LABEL], "first paint 1.0", state)
        # A part of the name of the enterprise, which stands in the head of the screen.
        other = _first_paint(PROGRAM, ["demo"], "铝型材", state)
        if turn >= _WARM_UP:
            label.append(one)
            demo.append(other)
    return [
        Result("first screen of gfassess demo", "Textual with pydantic and one label", median(demo), median(label), 1.3)
    ]


def _first_paint(program: str, arguments: list[str], marker: str, state: str) -> float:
    variables = {**environment(state), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    begun = perf_counter()
    child = pexpect.spawn(program, arguments, env=variables, dimensions=(24, 80), timeout=_LONGEST)
    child.expect_exact(marker.encode())
    took = perf_counter() - begun
    child.close(force=True)
    return took
