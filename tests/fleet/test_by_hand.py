"""The yardsticks of the fleet bench: what is written by hand says the same as the scorer of one factory."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl
import pytest

from bench.fleet import by_hand_polars, five
from bench.fleet.generate import generate
from bench.fleet.python_path import assessments
from gfassess.fleet import layout, results
from gfassess.scoring import questions_of
from tests.fleet.reference import reference_scores

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_SITES: Final = 800
_AGREEMENT: Final = 1e-9
_QUICK: Final = {"spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN"}
"""For so few sites compiling the query would take longer than running it."""


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of invented assessments."""
    path = tmp_path_factory.mktemp("fleet") / "packed"
    generate(_SITES, path)
    return path


@pytest.fixture(scope="module")
def wanted(packed: Path) -> pl.DataFrame:
    """Return the scores of the folder, one factory after the other."""
    book = five.book()
    files = pl.read_parquet(layout.assessments_folder(packed) / "*.parquet")["file"].to_list()
    return reference_scores(book, book.rulesets["five"], list(assessments(book, packed)), files)


def _differences(found: pl.DataFrame, wanted: pl.DataFrame) -> dict[str, int]:
    """Count the cells that differ by column: figures by more than the agreement, all else at all."""
    assert found.schema == wanted.schema
    differing = {}
    for name in wanted.columns:
        one, other = found[name], wanted[name]
        far = (one - other).abs() > _AGREEMENT if one.dtype == pl.Float64 else one != other
        differing[name] = int((far.fill_null(value=False) | (one.is_null() != other.is_null())).sum())
    return {name: count for name, count in differing.items() if count}


def test_lines_by_hand_are_those_of_the_rule_set() -> None:
    """Ids, points, criteria and questions that were written down are those of the rule files of today."""
    book = five.book()
    heads = book.rulesets["five"].heads
    asked = {
        line.id: {name for name in questions_of(book, line) if name in book.ledgers or book.facts[name].default is None}
        for head in heads
        for line in head.indicator
    }
    lines = [(line.id, head.id, line.points) for head in heads for line in head.indicator]
    assert [(line.name, line.criterion, line.points) for line in five.LINES] == lines
    defaults = {name for name, fact in book.facts.items() if fact.default is not None}
    assert {line.name: set(five.asks(line)) - defaults for line in five.LINES} == asked


def test_polars_by_hand_agrees(packed: Path, wanted: pl.DataFrame, tmp_path: Path) -> None:
    """Hand-written Polars comes to the same state of every indicator and gate, and to the same points."""
    by_hand_polars.prepare(packed, tmp_path)
    by_hand_polars.run(packed, tmp_path / "scored")
    found = pl.read_parquet(results.scores_folder(tmp_path / "scored") / "*.parquet")
    assert _differences(found, wanted) == {}
    standing = pl.read_parquet(results.standing_file(tmp_path / "scored"))
    assert standing.height == wanted.height


def test_spark_sql_by_hand_agrees(packed: Path, wanted: pl.DataFrame, tmp_path: Path, spark: "SparkSession") -> None:
    """Hand-written Spark SQL comes to the same state of every indicator and gate, and to the same points."""
    from bench.fleet import by_hand_spark

    for key, value in _QUICK.items():
        spark.conf.set(key, value)
    by_hand_spark.prepare(packed, tmp_path)
    by_hand_spark.run(packed, tmp_path / "scored")
    for key in _QUICK:
        spark.conf.unset(key)
    found = pl.read_parquet(results.scores_folder(tmp_path / "scored") / "*.parquet").sort("site")
    assert _differences(found, wanted) == {}
    standing = pl.read_parquet(results.standing_file(tmp_path / "scored") / "*.parquet")
    assert standing.height == wanted.height
