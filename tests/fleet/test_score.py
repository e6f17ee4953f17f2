"""`gfassess fleet score`: what the folder holds, what an interruption leaves, and what is refused."""

import errno
import hashlib
import math
import os
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest

from gfassess.cli import main
from gfassess.cli.person import me
from gfassess.files.lock import Lock, take
from gfassess.fleet import results, score
from gfassess.fleet.exchange import Exchange
from gfassess.fleet.layout import ROW, SITE, fact_column, ledger_columns, part_name
from gfassess.fleet.packed import Packed, open_packed
from gfassess.fleet.scored import open_scored
from gfassess.model.assessment import Assessment
from gfassess.rules import load as load_rules
from gfassess.stamp import rules_digest
from tests.fleet.agreement import differences
from tests.fleet.exports import packed, write_exports
from tests.fleet.generated import assessments
from tests.fleet.reference import POLARS_TYPES, reference_scores
from tests.fleet.synthetic import synthetic_books, synthetic_folders

ROOT: Final = Path(__file__).resolve().parents[2]
RULES: Final = "rows_mean"
"""Small rules with a ledger; the rule set is called "small"."""
SITES: Final = 12
PARTS: Final = 3
MANY: Final = 60
"""Parts of one site each: time enough to stop in between."""
ENGLISH: Final = ["--lang", "en", "fleet", "score"]

Run = Callable[..., tuple[int, str]]


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder of its own, with small rules in it."""
    monkeypatch.chdir(tmp_path)
    for name, value in {"GFASSESS_STATE": str(tmp_path / "state"), "PYDANTIC_DISABLE_PLUGINS": "__all__"}.items():
        monkeypatch.setenv(name, value)
    synthetic_folders()[RULES].write(Path("rules"))


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a packed folder of several parts."""
    folder = tmp_path_factory.mktemp("fleet") / "packed"
    packed(synthetic_books()[RULES], _many(), folder, part_sites=-(-SITES // PARTS))
    return folder


@pytest.fixture
def here(fleet: Path) -> Packed:
    """Return a copy of it to damage, called "packed"."""
    return open_packed(Path(shutil.copytree(fleet, "packed")))


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Return a function that scores under the small rules and returns the exit code and what was said."""

    def scored(*arguments: str, rule_set: str = "small") -> tuple[int, str]:
        rules = ["--criteria", "rules", "--ruleset", rule_set]
        code = main([*ENGLISH, "packed", *rules, "-o", "out", *arguments])
        return code, capfd.readouterr().err

    return scored


def _many() -> list[Assessment]:
    return assessments(synthetic_books()[RULES], 21, SITES)


def _scores(folder: str = "out") -> list[Path]:
    return sorted(results.scores_folder(Path(folder)).iterdir())


def _table(folder: str = "out") -> pl.DataFrame:
    return pl.concat(list(map(pl.read_parquet, _scores(folder))))


def _bytes(folder: str = "out") -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in sorted(Path(folder).rglob("*")) if path.is_file()
    }


def _names() -> set[str]:
    return {path.name for path in Path().iterdir()} - {"rules", "packed", "state"}


def test_examples_to_a_scored_folder(capfd: pytest.CaptureFixture[str]) -> None:
    """From shipped examples: every part of the folder, the columns of the contract, sites as packed."""
    files = [str(ROOT / "examples" / f"{name}-illustrative.toml") for name in ("machinery", "electronics")]
    assert main(["--lang", "en", "fleet", "pack", "--jobs", "1", *files, "-o", "packed", "--remark", "示例"]) == 0
    capfd.readouterr()
    assert main([*ENGLISH, "packed", "--ruleset", "five", "-o", "out"]) == 0
    printed, said = capfd.readouterr()
    assert printed == ""
    assert said.splitlines() == ["2 sites scored", f"written to {Path('out').resolve()}"]
    assert {path.name for path in Path("out").iterdir()} == {"scored.toml", "scores", "standing.parquet"}
    book = load_rules(ROOT / "criteria")
    rule_set = book.rulesets["five"]
    columns = {name: POLARS_TYPES[kind] for name, kind in results.score_columns(book, rule_set).items()}
    assert list(_table().schema.items()) == list(pl.Schema(columns).items())
    assert _table()[SITE].to_list() == [0, 1]
    assert _table()["file"].to_list() == pl.read_parquet("packed/assessments/00000.parquet")["file"].to_list()
    head = tomllib.loads(Path("out/scored.toml").read_text("utf-8"))
    wanted: dict[str, Any] = {
        "ruleset": "five",
        "version": rule_set.version,
        "rules_sha256": rules_digest(book, "five"),
    }
    wanted |= {"engine": "polars", "sites": 2, "skipped": 0, "illustrative": True, "remark": "示例"}
    assert head.items() >= wanted.items()
    places = [one for scope in results.SCOPES for one in results.place_columns(scope)]
    standing = pl.read_parquet("out/standing.parquet")
    assert standing.columns == [SITE, "year", "division", "province", *results.TOTAL, *places]
    assert standing.select("year", "division", "province", "low", SITE).rows() == sorted(
        standing.select("year", "division", "province", "low", SITE).rows()
    )


def test_parts_agree_with_one_by_one(here: Packed, run: Run) -> None:
    """Part by part it comes to what the scorer of one factory says, in the order of the sites."""
    assert run() == (0, f"{SITES} sites scored\nwritten to {Path('out').resolve()}\n")
    assert [path.name for path in _scores()] == [part_name(number) for number in here.numbers]
    book = synthetic_books()[RULES]
    assert list(differences(_table(), reference_scores(book, book.rulesets["small"], _many()))) == []
    assert open_scored(Path("out")).head.sites == SITES
    assert _names() == {"out"}


def test_scoring_twice_gives_the_same_bytes(here: Packed, run: Run) -> None:
    """The same folder under the same rules is the same to the last byte; one that is there needs --force."""
    assert run()[0] == 0
    before = _bytes()
    code, said = run()
    assert (code, "--force" in said) == (1, True)
    assert run("--force")[0] == 0
    assert _bytes() == before
    assert _names() == {"out"}
    assert here.head.sites == SITES


def test_rules_without_weights(run: Run) -> None:
    """There are states and shares on a scale of 100, but no totals and no standing."""
    shutil.rmtree("rules")
    synthetic_folders()["scales_alone"].write(Path("rules"))
    book = synthetic_books()["scales_alone"]
    packed(book, assessments(book, 1, 5), Path("packed"))
    assert run()[0] == 0
    assert {path.name for path in Path("out").iterdir()} == {"scored.toml", "scores"}
    assert not set(results.TOTAL) & set(_table().columns)


def test_ledgers_without_any_row(run: Run) -> None:
    """Where no site has a row, lines over rows are unanswered and name the ledger."""
    book = synthetic_books()[RULES]
    packed(book, [one.model_copy(update={"ledgers": {}, "not_applicable": {}}) for one in _many()], Path("packed"))
    assert run()[0] == 0
    states = _table().filter(pl.col("state_fixed") == results.STATES.index("unanswered"))
    assert states.height == SITES
    assert states["missing_goods"].all()


def test_with_a_cohort(capfd: pytest.CaptureFixture[str]) -> None:
    """A cohort gives its reference values to the sites of its division; which one it was is kept."""
    book = load_rules(ROOT / "criteria")
    one = assessments(book, 1, 1)[0].model_copy(update={"references": {}, "not_applicable": {}, "year": 2025})
    known = one.model_copy(update={"enterprise": one.enterprise.model_copy(update={"division": "34"})})
    packed(book, [known], Path("packed"))
    cohort = ROOT / "examples" / "cohort-illustrative.toml"
    names = {"with": ["--cohort", str(cohort)], "without": []}
    for name, more in names.items():
        assert main([*ENGLISH, "packed", "--ruleset", "five", "-o", name, *more]) == 0, capfd.readouterr().err
    assert _bytes("with") != _bytes("without")
    digests = [tomllib.loads(Path(name, "scored.toml").read_text("utf-8"))["cohort_sha256"] for name in names]
    assert digests == [hashlib.sha256(cohort.read_bytes()).hexdigest(), ""]


def test_only_a_scored_folder_is_replaced(here: Packed, run: Run, capfd: pytest.CaptureFixture[str]) -> None:
    """Not the packed one, not a file, not somebody's papers; an empty folder is no loss."""
    rules = ["--criteria", "rules", "--ruleset", "small", "--force"]
    before = _bytes("packed")
    assert main([*ENGLISH, "packed", *rules, "-o", "packed"]) == 1
    assert "something else in this folder" in capfd.readouterr().err
    assert _bytes("packed") == before
    Path("paper.txt").write_text("x", encoding="utf-8")
    for target in ("paper.txt", "paper.txt/out"):
        assert main([*ENGLISH, "packed", *rules, "-o", target]) == 1
        assert "paper.txt" in capfd.readouterr().err
    Path("out").mkdir()
    assert run() == (0, f"{SITES} sites scored\nwritten to {Path('out').resolve()}\n")
    assert _names() == {"out", "paper.txt"}
    assert here.head.sites == SITES


def test_one_at_a_time(here: Packed, run: Run) -> None:
    """While one is at work on the folder, a second one is told who, and touches nothing."""
    lock = take(Path("out").resolve(), me())
    assert isinstance(lock, Lock)
    code, said = run()
    assert (code, "somebody is at work on this folder" in said) == (1, True)
    assert not Path("out.scoring").exists()
    lock.release()
    assert run()[0] == 0
    assert here.head.sites == SITES


@pytest.fixture
def stopped(here: Packed, run: Run, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Leave an old folder, and a run of the same command that was stopped after two parts; return when they were."""
    assert run()[0] == 0
    old, write, written = _bytes(), score._write, list[Path]()

    def interrupted(frame: Any, files: Any, hint: str, target: Path) -> None:
        if len(written) == 2:
            raise KeyboardInterrupt
        written.append(target)
        write(frame, files, hint, target)

    with monkeypatch.context() as patch:
        patch.setattr(score, "_write", interrupted)
        assert run("--force") == (130, "stopped; the same command goes on where it was\n")
    assert _bytes() == old
    assert here.head.sites == SITES
    return {path.name: path.stat().st_mtime_ns for path in written}


def _kept(folder: str = "out") -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in _scores(folder)}


def test_a_stopped_run_goes_on(stopped: dict[str, int], run: Run) -> None:
    """Ctrl+C leaves the old folder whole; the same command takes the parts that are done as they are."""
    before = _bytes()
    assert run("--force")[0] == 0
    assert stopped.items() <= _kept().items()
    assert len(_kept()) == PARTS
    assert _bytes() == before
    assert _names() == {"out"}


def _other_rules() -> None:
    path = Path("rules/rulesets/small/rows.toml")
    path.write_text(path.read_text("utf-8").replace("leading = 8.0", "leading = 9.0"), encoding="utf-8")


def _other_answers() -> None:
    path = Path("packed/ledgers/goods/00001.parquet")
    pl.read_parquet(path).with_columns(cell_amount=pl.lit(3.0)).write_parquet(path)


@pytest.mark.parametrize("change", [_other_rules, _other_answers])
def test_what_has_changed_begins_anew(stopped: dict[str, int], run: Run, change: Callable[[], None]) -> None:
    """Parts that were done under other rules, or of other answers, are not taken for those of this run."""
    before = _bytes()
    change()
    assert run("--force")[0] == 0
    assert not stopped.items() & _kept().items()
    assert _bytes() != before
    assert _names() == {"out"}


@pytest.mark.parametrize("change", [None, _other_rules, _other_answers, "ruleset"])
def test_finished_work_of_another_order(here: Packed, run: Run, change: Callable[[], None] | str | None) -> None:
    """What a crash left finished beside the target takes its place for the same order only."""
    if change == "ruleset":
        shutil.copytree("rules/rulesets/small", "rules/rulesets/second")
        path = Path("rules/rulesets/second/ruleset.toml")
        path.write_text(path.read_text("utf-8").replace('id = "small"', 'id = "second"'), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Exchange, "finish", _crash)
        with pytest.raises(_CrashError):
            run()
    work = Path("out.scoring/new")
    assert (work / "scored.toml").is_file()
    before = {path.name: path.stat().st_mtime_ns for path in results.scores_folder(work).iterdir()}
    if callable(change):
        change()
    rule_set = "second" if change == "ruleset" else "small"
    assert run(rule_set=rule_set)[0] == 0
    assert (before == _kept()) == (change is None)
    assert tomllib.loads(Path("out/scored.toml").read_text("utf-8"))["ruleset"] == rule_set
    assert _names() == {"out"}
    assert here.head.sites == SITES


class _CrashError(Exception):
    """Stands for a crash."""


def _crash(_exchange: Exchange) -> None:
    raise _CrashError


def test_another_engine_or_nothing_new(stopped: dict[str, int], run: Run) -> None:
    """Without --force the stopped run stays where it is: the old folder is not replaced, and nothing of it is lost."""
    assert run()[0] == 1
    assert run("--force")[0] == 0
    assert stopped.items() <= _kept().items()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_process_that_was_stopped(run: Run, how: signal.Signals) -> None:
    """A real process that dies in the middle leaves whole parts, from which the same command goes on; no traceback."""
    packed(synthetic_books()[RULES], assessments(synthetic_books()[RULES], 22, MANY), Path("packed"), part_sites=1)
    rules = ["--criteria", "rules", "--ruleset", "small"]
    command = [sys.executable, "-m", "gfassess", *ENGLISH, "packed", *rules, "-o", "out"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        done = results.scores_folder(Path("out.scoring/new"))
        while not (done / part_name(1)).exists() and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(how)
        said = process.stderr.read() if process.stderr else ""
    assert process.returncode == (130 if how is signal.SIGINT else -how)
    assert said == ("stopped; the same command goes on where it was\n" if how is signal.SIGINT else "")
    assert not Path("out").exists()
    kept = {path.name: path.stat().st_mtime_ns for path in done.glob("*.parquet")}
    assert 2 <= len(kept) < MANY
    assert run()[0] == 0
    assert kept.items() <= _kept().items()
    assert _table()[SITE].to_list() == list(range(MANY))
    assert _names() == {"out"}


def test_a_full_disk_leaves_what_was(here: Packed, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing more can be written one sentence says so, the old folder is whole, and the next run goes on."""
    assert run()[0] == 0
    before, full = _bytes(), OSError(errno.ENOSPC, "No space left on device")

    def fail(*_arguments: Any, **_options: Any) -> None:
        raise full

    for place, name in ((pl.DataFrame, "write_parquet"), (os, "fsync")):
        with monkeypatch.context() as patch:
            patch.setattr(place, name, fail)
            code, said = run("--force")
        assert (code, "No space left on device" in said, len(said.splitlines())) == (1, True, 1)
        assert _bytes() == before
    assert run("--force")[0] == 0
    assert _bytes() == before
    assert _names() == {"out"}
    assert here.head.sites == SITES


def test_what_was_typed_is_checked_first(here: Packed, run: Run, capfd: pytest.CaptureFixture[str]) -> None:
    """Rule sets, folders and engines that do not go together; nothing is written."""
    code, said = run(rule_set="smal")
    assert (code, "smal" in said) == (1, True)
    code, said = run("--master", "local[2]")
    assert (code, "--engine spark" in said) == (1, True)
    assert run("--engine", "abacus")[0] == 2
    assert main([*ENGLISH, "nowhere", "--ruleset", "five", "-o", "out"]) == 1
    assert "no such folder" in capfd.readouterr().err
    assert main([*ENGLISH, "rules", "--ruleset", "five", "-o", "out"]) == 1
    assert "gfassess fleet pack rules -o packed" in capfd.readouterr().err
    Path("state/empty").mkdir(parents=True)
    assert main([*ENGLISH, "state/empty", "--ruleset", "five", "-o", "out"]) == 1
    assert "no packed folder" in capfd.readouterr().err
    assert main([*ENGLISH, "packed", "--ruleset", "five", "-o", "out"]) == 1
    assert "packed with other rules" in capfd.readouterr().err
    assert _names() == set()
    assert here.head.sites == SITES


def test_folders_mixed_up(here: Packed, run: Run, capfd: pytest.CaptureFixture[str]) -> None:
    """A folder of another step is called by its name, with the command that goes on from it; nothing is written."""
    assert run()[0] == 0
    Path("out").rename("my scores")
    for arguments, said in (
        (["score", "my scores", "--ruleset", "five", "-o", "out"], "gfassess fleet report 'my scores'"),
        (["pack", "my scores", "-o", "out"], "this folder is scored already"),
        (["pack", "packed", "-o", "out"], "gfassess fleet score packed --ruleset ID -o scored"),
        (["report", "packed"], "gfassess fleet score packed --ruleset ID -o scored"),
    ):
        assert main(["--lang", "en", "fleet", *arguments]) == 1
        found = capfd.readouterr()
        assert said in (found.err if os.name != "nt" else found.err.replace('"', "'"))
        assert not found.out
    Path("my scores").rename("-my scores")
    assert main([*ENGLISH, "./-my scores", "--ruleset", "five", "-o", "out"]) == 1
    assert "./-my scores" in capfd.readouterr().err
    assert _names() == {"-my scores"}
    assert here.head.sites == SITES


@pytest.mark.parametrize(
    ("package", "arguments", "said"),
    [("polars", (), "gfassess[fleet]"), ("pyspark", ("--engine", "spark"), "gfassess[fleet,spark]")],
)
def test_what_is_missing_is_said_with_the_way_to_get_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, fleet: Path, package: str, arguments: tuple[str, ...], said: str
) -> None:
    """Without an extra there is one sentence and the command that installs it."""
    shutil.copytree(fleet, "packed")
    monkeypatch.setitem(sys.modules, package, None)
    code, words = run(*arguments)
    assert (code, f'pip install "{said}"' in words, "Traceback" in words) == (1, True, False)
    assert not Path("out").exists()


def _number(frame: pl.DataFrame, value: float) -> pl.DataFrame:
    return frame.with_columns(pl.when(pl.int_range(pl.len()) == 1).then(value).otherwise(FACT).alias(FACT))


FACT: Final = fact_column("scale")
DAMAGE: Final[dict[str, tuple[Callable[[pl.DataFrame], pl.DataFrame], str]]] = {
    "column missing": (lambda frame: frame.drop(FACT), f"column {FACT} is missing"),
    "wrong type": (lambda frame: frame.with_columns(pl.col(FACT).cast(pl.String)), f"column {FACT} has the wrong type"),
    "smaller type": (lambda frame: frame.with_columns(pl.col("year").cast(pl.Int32)), "column year has the wrong"),
    "not a number": (lambda frame: _number(frame, math.nan), f'column "{FACT}" holds a number'),
    "infinite": (lambda frame: _number(frame, -math.inf), f'column "{FACT}" holds a number'),
    "sites twice": (lambda frame: frame.with_columns(pl.col(SITE).sort().head(1).first().alias(SITE)), "site numbers"),
    "sites in disorder": (lambda frame: frame.reverse(), "site numbers"),
    "sites missing": (lambda frame: frame.head(2), "2 rows"),
    "no year": (lambda frame: frame.with_columns(year=pl.lit(None, pl.Int64)), '"year" has gaps'),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_tables_that_do_not_fit(here: Packed, run: Run, name: str) -> None:
    """Each is refused with its file and what to do, although the part before is good; it can be put right."""
    change, message = DAMAGE[name]
    path = here.assessments(1)
    whole = path.read_bytes()
    change(pl.read_parquet(path)).write_parquet(path)
    code, said = run()
    assert code == 1
    assert message in said
    assert str(path) in said
    assert "pack" in said
    assert not Path("out").exists()
    path.write_bytes(whole)
    _good_again(run)


def _good_again(run: Run) -> None:
    """Hold that nothing that a refused run left is in the way of the next, nor in its result."""
    assert run()[0] == 0
    book = synthetic_books()[RULES]
    assert list(differences(_table(), reference_scores(book, book.rulesets["small"], _many()))) == []
    assert _names() == {"out"}


def test_ledgers_that_do_not_fit(here: Packed, run: Run) -> None:
    """A row twice, a row of nobody, and a ledger that was not written whole are refused as well."""
    path = here.ledger("goods", 1)
    whole, frame = path.read_bytes(), pl.read_parquet(path)
    assert frame.height
    assert set(frame.columns) == set(ledger_columns(synthetic_books()[RULES].ledgers["goods"]))
    for wrong in (pl.concat([frame, frame]), frame.with_columns(pl.lit(99, pl.Int64).alias(SITE)), frame.drop(ROW)):
        wrong.write_parquet(path)
        code, said = run()
        assert (code, str(path) in said) == (1, True)
    for cut in (whole[:-9], whole[: len(whole) // 2], b""):
        path.write_bytes(cut)
        code, said = run()
        assert (code, f"{path}: this file is damaged or was not written whole" in said) == (1, True)
    path.unlink()
    code, said = run()
    assert (code, f"{path}: this part is missing" in said) == (1, True)
    path.write_bytes(whole)
    _good_again(run)


def test_exports_to_scores(run: Run, capfd: pytest.CaptureFixture[str]) -> None:
    """Files packed by the command and scored by the command come to what one factory after the other does."""
    book = synthetic_books()[RULES]
    paths = [str(path) for path in write_exports(_many(), Path("in"))]
    assert main(["--lang", "en", "--criteria", "rules", "fleet", "pack", "--jobs", "1", "in", "-o", "packed"]) == 0
    capfd.readouterr()
    assert run()[0] == 0
    wanted = reference_scores(book, book.rulesets["small"], _many(), paths)
    assert list(differences(_table(), wanted)) == []
