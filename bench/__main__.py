"""Measure and print: `python -m bench [--only program|packing|fleet] [--large]`."""

import argparse
import platform
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import Final

from bench import inside, processes, screens
from bench.table import show


def main() -> None:
    """Print what was asked for, by default everything; a missed goal is said, and changes no exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure how fast gfassess is.")
    parser.add_argument("--only", choices=_PARTS, action="append", help="only this part; may be given several times")
    parser.add_argument("--large", action="store_true", help="fleet: ten million assessments as well (10 GB of disk)")
    given = parser.parse_args()
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}; medians")
    for part in given.only or _PARTS:
        _PARTS[part](given.large)


def _program(_large: bool) -> None:  # noqa: FBT001 - every part takes it
    with tempfile.TemporaryDirectory() as state:
        show("Whole processes", processes.measure(state))
        show("First screen in a pseudo-terminal, 80x24", screens.measure(state))
    show("Inside the program", inside.measure())


def _packing(_large: bool) -> None:  # noqa: FBT001 - the same
    if find_spec("polars"):
        from bench.fleet import packing

        show("Packing assessments into columns", packing.measure())


def _fleet(large: bool) -> None:  # noqa: FBT001 - the same
    """Measure the fleet and write docs/performance.md."""
    if not find_spec("polars"):
        print('\nThe fleet is not measured: pip install "gfassess[fleet]"')
        return
    from bench.fleet import page, runner

    found = runner.measure(large=large)
    today = datetime.now(UTC).date()
    page.write(found, today)
    print(f"\n{page.text_of(found, today, 'en')}")


_PARTS: Final[dict[str, Callable[[bool], None]]] = {"program": _program, "packing": _packing, "fleet": _fleet}


if __name__ == "__main__":
    main()
