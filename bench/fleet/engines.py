"""What the fleet bench runs: each engine by the module that drives it."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple, Protocol, cast


class Driver(Protocol):
    """A module that scores a packed folder."""

    NAME: str
    MOST: int
    """Largest number of assessments that it is asked for."""
    prepare: Callable[[Path, Path], None]
    """Do what is not timed with the folder, given a place of its own to keep things."""
    run: Callable[[Path, Path], None]
    """Score the folder into another: timed."""


class Engine(NamedTuple):
    """One engine, how often it is measured, and what is compared with it."""

    key: str
    rounds: int = 5
    needs: str = ""
    """What it imports beyond the extra `fleet`."""


OURS: Final = "ours"
OURS_ON_SPARK: Final = "ours_spark"
BY_HAND: Final = "by_hand_polars"
FLOOR: Final = "floor"
SPARK_BY_HAND: Final = "by_hand_spark"
PYTHON: Final = "python_path"
OPENFISCA: Final = "rival_openfisca"
ZEN: Final = "rival_zen"
WORKBOOK: Final = "rival_workbook"

ENGINES: Final = (
    Engine(OURS),
    Engine(BY_HAND),
    Engine(FLOOR),
    Engine(PYTHON, 1),
    Engine(OPENFISCA, 1, "openfisca_core"),
    Engine(ZEN, 1, "zen"),
    Engine(WORKBOOK, 1, "openpyxl"),
    Engine(OURS_ON_SPARK, 1, "pyspark"),
    Engine(SPARK_BY_HAND, 1, "pyspark"),
)


def driver(key: str) -> Driver:
    """Return the module that drives an engine."""
    return cast("Driver", import_module(f"bench.fleet.{key}"))
