"""A fleet on Spark: the same scores as one factory after the other, the same places as on Polars."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl
import pytest

from gfassess import rules
from gfassess.fleet import on_spark, results
from gfassess.fleet.layout import SITE
from gfassess.fleet.score import Order, score_on_polars, score_on_spark
from gfassess.model.rulebook import Rulebook
from tests.fleet.agreement import differences
from tests.fleet.exports import packed
from tests.fleet.generated import assessments
from tests.fleet.reference import reference_scores
from tests.fleet.synthetic import synthetic_books

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

CRITERIA: Final = Path(__file__).parents[2] / "criteria"
SHIPPED: Final = {"five": 300}
"""How many assessments a rule set that ships is tried with."""
OTHERS: Final = {"rows_weighted": 100, "totals": 100, "variants": 100, "choices": 100, "functions": 100}
"""The same of other rules: together they use whatever a rule file may hold of rows, look-ups and functions."""
SUITED: Final = ("spark.sql.codegen.factoryMode", "spark.sql.subexpressionElimination.enabled")
SHOWN: Final = 20


@pytest.fixture(autouse=True)
def _own_ways(spark: "SparkSession") -> Iterator[None]:
    """Give the session that all tests share back as it was."""
    before = {key: spark.conf.get(key) for key in SUITED}
    yield
    for key, value in before.items():
        spark.conf.set(key, value)


def _disagreements(book: Rulebook, ruleset: str, count: int, place: Path) -> Sequence[str]:
    """Return the cells that differ from those of one factory after the other, the first ones of them."""
    many = assessments(book, 301, count)
    folder = packed(book, many, place / "packed", part_sites=count // 2)
    score_on_spark(Order(folder, book, ruleset, place / "scored"), lambda _done: None, None)
    score_on_polars(Order(folder, book, ruleset, place / "polars"), lambda _done: None)
    found = pl.concat([pl.read_parquet(file) for file in results.scores_folder(place / "scored").iterdir()])
    said = list(islice(differences(found.sort(SITE), reference_scores(book, book.rulesets[ruleset], many)), SHOWN))
    if book.rulesets[ruleset].weighted:
        placed, wanted = (pl.read_parquet(results.standing_file(place / name)) for name in ("scored", "polars"))
        assert placed[SITE].to_list() == wanted[SITE].to_list()
        said += islice(differences(placed, wanted), SHOWN)
    return said


@pytest.mark.parametrize("name", SHIPPED)
def test_generated_assessments_under_the_shipped_rules(name: str, tmp_path: Path) -> None:
    """Hundreds come to the same points, states and places."""
    assert _disagreements(rules.load(CRITERIA), name, SHIPPED[name], tmp_path) == []


def test_generated_assessments_with_code_written_for_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So they do the way it goes for very many sites, where Spark writes code and looks for what is alike in it."""
    monkeypatch.setattr(on_spark, "_CODE_PAYS", 0)
    assert _disagreements(rules.load(CRITERIA), "five", 100, tmp_path) == []


def test_columns_that_nobody_asked_for(tmp_path: Path) -> None:
    """A folder to which another program added a column of a type of its own is scored."""
    book = synthetic_books()["totals"]
    folder = packed(book, assessments(book, 302, 10), tmp_path / "packed")
    for file in folder.root.rglob("*.parquet"):
        pl.read_parquet(file).with_columns(pl.lit(1, pl.Int32).alias("of `mine`")).write_parquet(file)
    score_on_spark(Order(folder, book, "small", tmp_path / "scored"), lambda _done: None, None)
    assert sum(pl.read_parquet(file).height for file in results.scores_folder(tmp_path / "scored").iterdir()) == 10


@pytest.mark.parametrize("name", OTHERS)
def test_generated_assessments_under_other_rules(name: str, tmp_path: Path) -> None:
    """So they do under rules that use what the shipped ones do not."""
    assert _disagreements(synthetic_books()[name], "small", OTHERS[name], tmp_path) == []
