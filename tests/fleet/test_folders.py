"""Folders as people name and fill them: any sign in a name, files that are no part, parts that are none of ours."""

import shutil
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import polars as pl
import pytest

from gfassess.cli import main
from gfassess.errors import GfassessError
from gfassess.fleet import on_spark, parquet, score
from gfassess.fleet.compile import compiled, reads
from gfassess.fleet.layout import SITE, part_name
from gfassess.fleet.on_polars import PolarsParts, keys_of
from gfassess.fleet.packed import Packed, open_packed
from gfassess.fleet.packed_checks import check_columns, read_part
from gfassess.fleet.score import Order, score_on_polars
from gfassess.fleet.spark_folder import SparkFolder
from gfassess.fleet.steps import Cells, Key, Look, looked_up, run
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.rules import load as load_rules
from tests.fleet.exports import packed, write_exports
from tests.fleet.generated import assessments
from tests.fleet.synthetic import synthetic_books

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ROOT: Final = Path(__file__).resolve().parents[2]
RULES: Final = "rows_mean"
"""Small rules with a ledger; the rule set is called "small"."""
LEDGER: Final = "goods"
SITES: Final = 12
NAME: Final = "湖南 [1]{a}%20~"
"""Signs of patterns, of escapes, of a home folder, and what is not ASCII."""


def _book() -> Rulebook:
    return synthetic_books()[RULES]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a packed folder of three parts."""
    folder = tmp_path_factory.mktemp("whole") / "packed"
    packed(_book(), assessments(_book(), 21, SITES), folder, part_sites=4)
    return folder


@pytest.fixture
def here(whole: Path, tmp_path: Path) -> Packed:
    """Return a copy of it to damage."""
    return open_packed(Path(shutil.copytree(whole, tmp_path / NAME)))


def _check(folder: Packed) -> None:
    check_columns(folder, *reads(_book(), compiled(_book(), _book().rulesets["small"])))


def _scored(folder: Packed, target: Path) -> list[int]:
    """Score, and return the parts that were worked out; the others were there."""
    worked: list[int] = []

    def opened(packed: Packed, number: int, *columns: Any) -> Any:
        worked.append(number)
        return read_part(packed, number, *columns)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gfassess.fleet.on_polars.read_part", opened)
        score_on_polars(Order(folder, _book(), "small", target), lambda _done: None)
    return worked


def _write(table: pl.DataFrame, file: Path) -> None:
    """Write a table to a file of any name."""
    held = BytesIO()
    table.write_parquet(held)
    file.write_bytes(held.getvalue())


def _change(file: Path, **columns: pl.Expr) -> None:
    _write(pl.read_parquet(file.read_bytes()).with_columns(**columns), file)


def test_any_name_of_a_folder(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Packing, scoring, the report and a cohort take names as they are."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GFASSESS_STATE", str(tmp_path / "state"))
    book = load_rules(ROOT / "criteria")
    write_exports([_of_one_cell(one, number) for number, one in enumerate(assessments(book, 3, 5))], Path(f"in {NAME}"))
    for words in (
        ("fleet", "pack", "--jobs", "1", f"in {NAME}", "-o", f"p{NAME}"),
        ("fleet", "score", f"p{NAME}", "--ruleset", "five", "-o", f"~/{NAME}/x=1"),
        ("fleet", "report", f"~/{NAME}/x=1"),
        ("peers", "build", f"p{NAME}", "--illustrative", "--ruleset", "five", "-o", "cohort.toml"),
    ):
        monkeypatch.setenv("HOME", str(tmp_path))
        (tmp_path / NAME).mkdir(exist_ok=True)
        assert main(["--lang", "en", *words]) == 0, capfd.readouterr().err


def _of_one_cell(one: Assessment, number: int) -> Assessment:
    enterprise = one.enterprise.model_copy(update={"division": "34", "name": f"厂{number}"})
    return one.model_copy(update={"enterprise": enterprise, "year": 2025})


def test_spark_reads_the_same_names_and_parts(spark: "SparkSession", here: Packed) -> None:
    """On Spark, too, a name is no pattern, and a file that the head does not list is none of the parts."""
    shutil.copy(here.assessments(0), here.assessments(0).with_name("x.parquet"))
    source = SparkFolder(spark, here, here.root / "tables", (SITE,), {})
    assert source.only(source.sites(), [SITE]).to_native().count() == SITES
    assert sorted(source.keys((SITE,))) == [(number,) for number in range(SITES)]
    on_spark.sink_one(source.only(source.sites(), [SITE]), here.root / "one.parquet")
    assert source.read(here.root / "one.parquet").to_native().count() == SITES


@pytest.mark.parametrize("stray", ["x.parquet", part_name(3), "notes.txt"])
def test_files_that_are_no_parts_do_not_count(here: Packed, tmp_path: Path, stray: str) -> None:
    """Whatever else lies in the folder is not read: neither broken files nor further sites."""
    here.assessments(0).with_name(stray).write_bytes(
        b"PAR1" if stray == "x.parquet" else here.ledger(LEDGER, 0).read_bytes()
    )
    assert _scored(here, tmp_path / "out") == [0, 1, 2]
    keys = keys_of(here, (SITE,))
    assert sorted(keys) == [(number,) for number in range(SITES)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"year": pl.lit(None, pl.Int64)}, 'column "year" has gaps'),
        ({"division": pl.lit(None, pl.String)}, 'column "division" has gaps'),
        ({"year": pl.lit(0, pl.Int64)}, "years are before 1990 or after 2100"),
        ({"year": pl.lit(10**12)}, "years are before 1990 or after 2100"),
    ],
)
def test_who_and_when_are_checked_of_all_parts_first(here: Packed, change: dict[str, pl.Expr], said: str) -> None:
    """What a later part says is looked up before its turn, so it is checked before anything is made of it."""
    _change(here.assessments(2), **change)
    with pytest.raises(GfassessError, match=said) as error:
        _check(here)
    assert {problem.file for problem in error.value.problems} == {str(here.assessments(2))}


def test_ledgers_that_are_too_long(here: Packed) -> None:
    """A small file that says it has millions of rows is refused before they are unpacked."""
    rows = pl.repeat(0, 60_000, dtype=pl.Int64, eager=True)
    ledger = pl.read_parquet(here.ledger(LEDGER, 1).read_bytes())
    many = pl.DataFrame({"site": rows, "row": rows})
    _write(pl.concat([ledger.clear(), many], how="diagonal"), here.ledger(LEDGER, 1))
    with pytest.raises(GfassessError, match="60,000 rows; 54,000 are the most") as error:
        _check(here)
    assert error.value.problems[0].file == str(here.ledger(LEDGER, 1))


def test_parts_that_lead_elsewhere(here: Packed, tmp_path: Path) -> None:
    """A link out of the folder is refused, one inside is as good as a file."""
    part = here.ledger(LEDGER, 1)
    inside = part.rename(here.root / "moved.parquet")
    part.symlink_to(inside)
    _check(here)
    part.unlink()
    part.symlink_to(inside.rename(tmp_path / "outside.parquet"))
    with pytest.raises(GfassessError, match="a link that leads out of the folder"):
        _check(here)


def test_what_is_not_read_does_not_decide_what_is_resumed(here: Packed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scoring into the packed folder itself goes on where it was, and only files that are read count as changed."""
    target = here.root / "out"

    def stop(*_all: object) -> None:
        raise KeyboardInterrupt

    def interrupted() -> None:
        with monkeypatch.context() as patch:
            patch.setattr(score, "_end", stop)
            with pytest.raises(KeyboardInterrupt):
                _scored(here, target)

    interrupted()
    (here.root / "beside.parquet").write_bytes(b"")
    _change(here.ledger(LEDGER, 2))
    assert _scored(here, target) == [0, 1, 2]
    shutil.rmtree(target)
    interrupted()
    (here.root / "beside.parquet").unlink()
    assert _scored(here, target) == []


def test_no_site_is_lost_or_added(here: Packed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the scores are not those of all sites, the old folder stays and both numbers are said."""
    monkeypatch.setattr(score, "run", lambda plan, source: run(plan, source).head(2))
    with pytest.raises(GfassessError, match=r"6 sites were scored, and packed\.toml says 12"):
        _scored(here, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_too_many_different_keys(here: Packed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are made for the keys that occur, so more than a nation can have are refused."""
    monkeypatch.setattr("gfassess.fleet.steps.MOST_KEYS", 2)
    parts = PolarsParts(here, {SITE: "int"}, {})

    def cells(found: Sequence[Key]) -> Cells:
        raise AssertionError(found)

    with pytest.raises(GfassessError, match="more than 2 different values of site"):
        looked_up(parts.sites(), Look((SITE,), {}, cells, by_key=True), parts)


def test_keys_are_asked_for_once(tmp_path: Path) -> None:
    """However many ledgers need what is looked up by them, they are gathered once, and each table is made once."""
    book = load_rules(ROOT / "criteria")
    folder = packed(book, assessments(book, 3, 4), tmp_path / "packed")
    asked: list[tuple[str, ...]] = []

    class Asked(PolarsParts):
        def keys(self, columns: tuple[str, ...]) -> Sequence[Key]:
            asked.append(columns)
            return super().keys(columns)

    plan = compiled(book, book.rulesets["five"])
    run(plan, Asked(folder, *reads(book, plan)))
    assert len(asked) == len(set(asked)) > 0


def test_damaged_values_are_named(here: Packed, tmp_path: Path) -> None:
    """A file whose end is whole and whose values are not is named, also where nobody looked at them before."""
    file = here.ledger(LEDGER, 0)
    data = bytearray(file.read_bytes())
    data[4:40] = b"\xff" * 36
    file.write_bytes(bytes(data))
    with pytest.raises(GfassessError) as error:
        parquet.collect(parquet.scan(file), [here.assessments(0), file], "again")
    assert error.value.problems[0].file == str(file)
    with pytest.raises(GfassessError):
        _scored(here, tmp_path / "out")
