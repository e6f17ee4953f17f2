"""Opening a packed folder: whatever is wrong with it is said before anything is reckoned."""

import math
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

import polars as pl
import pytest
import tomli_w

from gfassess.errors import GfassessError
from gfassess.files import builtin_criteria
from gfassess.fleet.layout import FORMAT, ColumnType, assessment_columns, ledger_columns
from gfassess.fleet.pack_parts import sites_of, write_head, write_parts
from gfassess.fleet.pack_table import Rows
from gfassess.fleet.packed import open_packed
from gfassess.fleet.packed_checks import check_columns, read_part
from gfassess.model.assessment import Assessment, Enterprise, LedgerRow
from gfassess.model.rulebook import Rulebook
from gfassess.rules import load as load_rules

SITES: Final = 6
FACT: Final = "land_area"
LEDGER: Final = "energy_use"


@cache
def _book() -> Rulebook:
    return load_rules(builtin_criteria())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a packed folder of two parts."""
    folder = tmp_path_factory.mktemp("packed")
    rows = Rows(_book())
    for number in range(SITES):
        use: LedgerRow = {"carrier": "electricity", "amount": 1.5}
        site = Assessment(
            ruleset="five",
            year=2024,
            enterprise=Enterprise(name=f"厂{number}"),
            facts={FACT: 1.0 + number},
            ledgers={LEDGER: (use,) * (number % 3)},
        )
        rows.add(number, f"{number}.toml", site)
    chunk = folder / "chunk.parquet"
    rows.frame().write_parquet(chunk)
    sites = sites_of([chunk])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gfassess.fleet.pack_parts.PART_SITES", 4)
        parts = write_parts(_book(), [chunk], sites.numbers, folder / "out", lambda _done: None)
    write_head(folder / "out", sites, parts, "")
    return folder / "out"


@pytest.fixture
def packed(whole: Path, tmp_path: Path) -> Path:
    """Return a copy of it to damage."""
    return Path(shutil.copytree(whole, tmp_path / "out"))


def _columns() -> tuple[dict[str, ColumnType], dict[str, dict[str, ColumnType]]]:
    ledgers = {name: ledger_columns(ledger) for name, ledger in _book().ledgers.items()}
    return assessment_columns(_book()), ledgers


def _check(folder: Path) -> None:
    packed = open_packed(folder)
    columns, ledgers = _columns()
    check_columns(packed, columns, ledgers)
    for number in range(len(packed.head.part)):
        read_part(packed, number, columns, ledgers)


def _refused(folder: Path) -> str:
    with pytest.raises(GfassessError) as error:
        _check(folder)
    assert all(problem.file and problem.message for problem in error.value.problems)
    return str(error.value)


def _change(path: Path, change: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    change(pl.read_parquet(path)).write_parquet(path)


def _assessments(folder: Path, number: int = 0) -> Path:
    return folder / "assessments" / f"{number:05}.parquet"


def _ledger(folder: Path, number: int = 0) -> Path:
    return folder / "ledgers" / LEDGER / f"{number:05}.parquet"


def test_a_whole_folder_passes(whole: Path) -> None:
    """Also where ledgers are empty; its parts are found by number."""
    _check(whole)
    opened = open_packed(whole)
    assert [(part.first, part.sites) for part in opened.head.part] == [(0, 4), (4, 2)]
    assert opened.assessments(1) == _assessments(whole, 1)
    assert opened.ledger(LEDGER, 1) == _ledger(whole, 1)


def test_no_folder_and_no_head(packed: Path) -> None:
    """A folder without its head was not packed to the end: what to do is said."""
    assert "no such folder" in _refused(packed / "nowhere")
    (packed / "packed.toml").unlink()
    assert "fleet pack again" in _refused(packed)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ({"format": FORMAT + 1, "surprise": 1}, "newer gfassess"),
        ({"format": FORMAT}, '"gfassess" is missing'),
        ({"format": FORMAT, "gfassess": "1", "sites": 0, "skipped": 0}, "sites: must be at least 1"),
        ({"format": FORMAT, "gfassess": "1", "sites": 7, "skipped": 0, "part": [{"first": 0, "sites": 6}]}, "add up"),
        ({"format": FORMAT, "gfassess": "1", "sites": 6, "skipped": 0, "part": [{"first": 1, "sites": 5}]}, "add up"),
        ({"format": FORMAT, "gfassess": "1", "sites": 6, "skipped": 0, "part": [{"first": 0, "sites": 6}]}, "4 rows"),
    ],
)
def test_a_head_that_does_not_fit(packed: Path, head: dict[str, object], said: str) -> None:
    """A later format, keys that are missing, parts that do not add up or have other sites."""
    (packed / "packed.toml").write_text(tomli_w.dumps(head), encoding="utf-8")
    assert said in _refused(packed)


@pytest.mark.parametrize("place", [_assessments, _ledger])
def test_missing_cut_and_empty_files(packed: Path, place: Callable[[Path, int], Path]) -> None:
    """A part that is gone or was not written whole is named."""
    path = place(packed, 1)
    content = path.read_bytes()
    for short in (content[:-9], content[: len(content) // 2], content[:4], b""):
        path.write_bytes(short)
        assert "not written whole" in _refused(packed)
    path.unlink()
    assert f"{path}: this part is missing" in _refused(packed)


def test_damaged_files_are_refused_or_read(packed: Path) -> None:
    """Whatever bytes a disk turned over: a message or values, never a crash."""
    path, chance = _ledger(packed), random.Random(5)
    content = path.read_bytes()
    for _round in range(60):
        damaged = bytearray(content)
        for _byte in range(chance.choice((1, 8))):
            damaged[chance.randrange(4, len(damaged) - 8)] = chance.randrange(256)
        path.write_bytes(damaged)
        with suppress(GfassessError):
            _check(packed)


def test_missing_columns_are_named(packed: Path) -> None:
    """Columns that the rules need and the folder lacks: it was packed with other rules."""
    _change(_assessments(packed), lambda frame: frame.drop(f"fact_{FACT}", f"unproved_{FACT}"))
    _change(_ledger(packed), lambda frame: frame.drop("cell_amount"))
    said = _refused(packed)
    assert f"columns fact_{FACT}, unproved_{FACT} are missing" in said
    assert "column cell_amount is missing" in said
    assert "other rules" in said


def test_more_columns_do_no_harm(packed: Path) -> None:
    """A folder packed with more rules serves those that need less."""
    _change(_assessments(packed), lambda frame: frame.with_columns(fact_new=1.0))
    _check(packed)


def test_wrong_types(packed: Path) -> None:
    """Numbers as texts, or as smaller numbers, are named and not turned over."""
    _change(_assessments(packed), lambda frame: frame.with_columns(pl.col(f"fact_{FACT}").cast(pl.String)))
    _change(_ledger(packed), lambda frame: frame.with_columns(pl.col("row").cast(pl.Int8)))
    said = _refused(packed)
    assert f"column fact_{FACT} has the wrong type" in said
    assert "column row has the wrong type" in said


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_none(packed: Path, value: float) -> None:
    """Not a number and infinities are named with their column, in both kinds of tables."""
    with_value = pl.when(pl.int_range(pl.len()) == 1).then(value)
    _change(
        _assessments(packed),
        lambda frame: frame.with_columns(with_value.otherwise(f"fact_{FACT}").alias(f"fact_{FACT}")),
    )
    assert f'column "fact_{FACT}" holds a number' in _refused(packed)


def test_numbers_that_are_none_in_a_ledger(packed: Path) -> None:
    """The same for the rows of a ledger."""
    _change(_ledger(packed), lambda frame: frame.with_columns(cell_amount=pl.lit(math.nan)))
    assert 'column "cell_amount" holds a number' in _refused(packed)


@pytest.mark.parametrize("column", ["site", "name", "year", f"unproved_{FACT}", "illustrative"])
def test_gaps_where_there_must_be_none(packed: Path, column: str) -> None:
    """Who and when, and whether something is proved, are always there."""
    gap = pl.when(pl.int_range(pl.len()) != 1).then(pl.col(column)).alias(column)
    _change(_assessments(packed), lambda frame: frame.with_columns(gap))
    assert f'column "{column}" has gaps' in _refused(packed)


@pytest.mark.parametrize("sites", [[0, 1, 1, 3], [0, 2, 1, 3], [1, 2, 3, 4], [0, 1, 3, 4], [-1, 0, 1, 2]])
def test_site_numbers_that_do_not_fit(packed: Path, sites: list[int]) -> None:
    """Each site once, in order, those of the part."""
    _change(_assessments(packed), lambda frame: frame.with_columns(site=pl.Series(sites)))
    assert "site numbers" in _refused(packed)


@pytest.mark.parametrize(
    ("sites", "rows", "said"),
    [
        ([1, 2, 9], [0, 0, 1], "not in this part"),
        ([-1, 2, 2], [0, 0, 1], "not in this part"),
        ([2, 2, 1], [0, 1, 0], "not in order"),
        ([1, 2, 2], [0, 0, 0], "repeated"),
        ([1, 2, 2], [0, 1, 0], "not in order"),
        ([1, 2, 2], [-1, 0, 1], "not in order"),
        ([1, 2, None], [0, 0, 1], '"site" has gaps'),
        ([1, 2, 2], [0, None, 1], '"row" has gaps'),
    ],
)
def test_ledger_rows_that_do_not_fit(packed: Path, sites: list[int | None], rows: list[int | None], said: str) -> None:
    """Rows belong to sites of the same part, each once, in order."""
    _change(
        _ledger(packed), lambda frame: frame.with_columns(site=pl.Series(sites, dtype=pl.Int64), row=pl.Series(rows))
    )
    assert said in _refused(packed)


def test_many_problems_are_cut_short(packed: Path) -> None:
    """A table that is wrong everywhere does not fill the screen."""
    _change(_assessments(packed), lambda frame: frame.with_columns(pl.col(pl.Float64).fill_null(math.inf)))
    said = _refused(packed)
    assert "more problems" in said
    assert len(said.splitlines()) < 20
