"""gfassess itself: `fleet score` on Polars, with all that it checks and makes durable."""

from pathlib import Path
from typing import Final

from bench.fleet.five import book
from gfassess.fleet.packed import open_packed
from gfassess.fleet.score import Order, score_on_polars

NAME: Final = "gfassess fleet score"
MOST: Final = 10_000_000


def prepare(packed: Path, work: Path) -> None:
    """Read the rules."""
    del packed, work
    book()


def run(packed: Path, out: Path) -> None:
    """Score a packed folder into a scored folder."""
    score_on_polars(Order(open_packed(packed), book(), "five", out), lambda _sites: None)
