"""Measure everything and print it."""

import platform
import tempfile

from bench import inside, processes, screens
from bench.table import show


def main() -> None:
    """Print the three tables; a missed goal is said, and changes no exit code."""
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}; medians")
    with tempfile.TemporaryDirectory() as state:
        show("Whole processes", processes.measure(state))
        show("First screen in a pseudo-terminal, 80x24", screens.measure(state))
    show("Inside the program", inside.measure())


if __name__ == "__main__":
    main()
