"""One engine in a process of its own: `python -m bench.fleet.run_one ENGINE`.

It says what it is, then obeys lines of JSON on standard input: prepare a folder, or run it and tell how long it took.
"""

import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import gfassess.fleet  # noqa: F401 - first: Polars is to treat memory alike in all of them
from bench.fleet.engines import Driver, driver


def main() -> None:
    """Serve until standard input ends."""
    answers = sys.stdout
    sys.stdout = sys.stderr
    begun = perf_counter()
    engine = driver(sys.argv[1])
    _tell(answers, {"name": engine.NAME, "most": engine.MOST, "seconds": perf_counter() - begun})
    for line in sys.stdin:
        _tell(answers, _obey(engine, json.loads(line)))


def _obey(engine: Driver, order: dict[str, str]) -> dict[str, Any]:
    act = engine.prepare if order["do"] == "prepare" else engine.run
    begun = perf_counter()
    act(Path(order["packed"]), Path(order["to"]))
    seconds = perf_counter() - begun
    return {"seconds": seconds, "ended": _ended()}


def _ended() -> int:
    """Return the greatest memory of a process that this one started and that has ended, in KiB."""
    if sys.platform == "win32":
        return 0
    from resource import RUSAGE_CHILDREN, getrusage

    return getrusage(RUSAGE_CHILDREN).ru_maxrss


def _tell(answers: Any, what: dict[str, Any]) -> None:
    answers.write(json.dumps(what) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
