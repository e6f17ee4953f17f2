"""gfassess itself on Spark: `fleet score --engine spark`, in a session that is started beforehand."""

from contextlib import ExitStack
from pathlib import Path
from typing import Final

from bench.fleet.five import book
from gfassess.fleet import on_spark
from gfassess.fleet.packed import open_packed
from gfassess.fleet.score import Order, score_on_spark

NAME: Final = "gfassess fleet score --engine spark"
MOST: Final = 10_000
_KEPT: Final = ExitStack()


def prepare(packed: Path, work: Path) -> None:
    """Read the rules and start Spark, with the settings that gfassess gives it."""
    from pyspark.sql import SparkSession

    del packed, work
    book()
    if SparkSession.getActiveSession() is None:
        _KEPT.enter_context(on_spark.session(None))


def run(packed: Path, out: Path) -> None:
    """Score a packed folder into a scored folder."""
    score_on_spark(Order(open_packed(packed), book(), "five", out), lambda _sites: None, None)
