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
_MARKS: Final = ("铝型材", "能源低碳化")
"""A part of the name of the enterprise, which stands in the head; the last of the criteria."""

_LABEL: Final = str(Path(__file__).with_name("label.py"))


def measure(state: str) -> list[Result]:
    """Time the demo and its yardstick: the first frame, and the screen with the criteria and their points on it."""
    label, frame, usable = [], [], []
    for turn in range(_WARM_UP + _ROUNDS):
        (one,) = _paints(sys.executable, [_LABEL], ("first paint 1.0",), state)
        first, second = _paints(PROGRAM, ["--lang", "zh", "demo"], _MARKS, state)
        if turn >= _WARM_UP:
            label.append(one)
            frame.append(first)
            usable.append(second)
    beside, yardstick = "Textual with pydantic and one label", median(label)
    return [
        Result("first screen of gfassess demo", beside, median(frame), yardstick, 1.3),
        Result("the same with all criteria on it", beside, median(usable), yardstick, None),
    ]


def _paints(program: str, arguments: list[str], marks: tuple[str, ...], state: str) -> list[float]:
    variables = {**environment(state), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    begun = perf_counter()
    child = pexpect.spawn(program, arguments, env=variables, dimensions=(24, 80), timeout=_LONGEST)
    took = []
    for mark in marks:
        child.expect_exact(mark.encode())
        took.append(perf_counter() - begun)
    child.close(force=True)
    return took
