"""gfassess itself on Spark: `fleet score --engine spark`, in a session that is started beforehand."""

import atexit
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.fleet.five import book
from gfassess.fleet import on_spark
from gfassess.fleet.packed import open_packed
from gfassess.fleet.score import Order, score_on_spark

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

NAME: Final = "gfassess fleet score --engine spark"
MOST: Final = 1_000_000


def prepare(packed: Path, work: Path) -> None:
    """Read the rules and start Spark, with the settings that gfassess gives it."""
    del packed, work
    book()
    started()


def run(packed: Path, out: Path) -> None:
    """Score a packed folder into a scored folder."""
    score_on_spark(Order(open_packed(packed), book(), "five", out), lambda _sites: None, None)


def started() -> "SparkSession":
    """Return the session of this process, which ends with it."""
    from pyspark.sql import SparkSession

    if (there := SparkSession.getActiveSession()) is not None:
        return there
    kept = ExitStack()
    found = kept.enter_context(on_spark.session(None))
    atexit.register(kept.close)
    return found
