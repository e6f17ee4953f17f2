"""The table that the bench prints."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One thing measured beside its yardstick or its limit, in seconds."""

    what: str
    beside: str
    seconds: float
    yardstick: float
    """Seconds of the yardstick; for a limit, the limit itself."""
    goal: float | None
    """Largest ratio; 1 for a limit; None where it is only shown."""

    @property
    def ratio(self) -> float:
        """How many times its yardstick it takes."""
        return self.seconds / self.yardstick


def show(title: str, results: Iterable[Result]) -> None:
    """Print one block of the table."""
    print(f"\n{title}")
    print(f"{'':44}{'ms':>9}{'beside':>10}{'ratio':>8}{'goal':>7}")
    for result in results:
        goal = "" if result.goal is None else f"{result.goal:7.1f}{'' if result.ratio <= result.goal else '  missed'}"
        figures = f"{result.seconds * 1000:9.2f}{result.yardstick * 1000:10.2f}{result.ratio:8.2f}"
        print(f"{result.what:44}{figures}{goal}")
        print(f"    beside: {result.beside}")
