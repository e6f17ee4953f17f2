"""`gfassess fleet pack`: what is in the columns, what is left out and named, and what an interruption leaves."""

import csv
import os
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest
import tomli_w

from gfassess.cli import main
from gfassess.errors import GfassessError
from gfassess.files import builtin_criteria
from gfassess.fleet import pack_chunks
from gfassess.fleet.layout import assessment_columns, ledger_columns
from gfassess.fleet.pack import exchange_of
from gfassess.fleet.pack_parts import _older
from gfassess.model.rulebook import Rulebook
from gfassess.rules import load as load_rules
from gfassess.store import following, load

ROOT: Final = Path(__file__).resolve().parents[2]
EXAMPLES: Final = ROOT / "examples"
Run = Callable[..., tuple[int, str]]


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GFASSESS_STATE", str(tmp_path / "state"))
    Path("in").mkdir()


@pytest.fixture
def pack(capfd: pytest.CaptureFixture[str]) -> Run:
    """Return a function that packs and returns the exit code and what was said."""

    def run(*arguments: str) -> tuple[int, str]:
        code = main(["--lang", "en", "fleet", "pack", "--jobs", "1", *arguments])
        return code, capfd.readouterr().err

    return run


@cache
def _book() -> Rulebook:
    return load_rules(builtin_criteria())


def _write(name: str, **data: Any) -> str:
    """Write a small assessment of a firm named after its file."""
    path = Path("in") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = {"ruleset": "five", "year": 2024, "enterprise": {"name": f"厂{name}"}, **data}
    path.write_text(tomli_w.dumps(whole), encoding="utf-8")
    return str(path)


def _names(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def _site(folder: str = "out") -> pl.DataFrame:
    return pl.read_parquet(f"{folder}/assessments/00000.parquet")


def _bytes(folder: str) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in sorted(Path(folder).rglob("*")) if path.is_file()
    }


def test_columns_hold_what_the_files_say(pack: Run) -> None:
    """Every answer, proof, reference value and ledger row of whole assessments is in its column, and nothing else."""
    files = [str(EXAMPLES / f"{name}-illustrative.toml") for name in ("machinery", "electronics")]
    assert pack(*files, "-o", "out")[0] == 0
    frame = _site()
    assert dict(frame.schema) == dict(pl.DataFrame(schema=_schema(assessment_columns(_book()))).schema)
    assert frame["site"].to_list() == [0, 1]
    for row in frame.iter_rows(named=True):
        assessment = following(load(Path(row["file"])), _book()).assessment
        assert (row["name"], row["year"], row["illustrative"]) == (assessment.enterprise.name, assessment.year, True)
        answered = {name: value for name in _book().facts if (value := row[f"fact_{name}"]) is not None}
        plain = {name: _plain(value) for name, value in assessment.facts.items()}
        assert answered == plain
        proved = {name for proof in assessment.evidence if proof.in_date(assessment.year) for name in proof.answers}
        unproved = {name for name in {*_book().facts, *_book().ledgers} if row[f"unproved_{name}"]}
        assert unproved == ({*plain, *(name for name, rows in assessment.ledgers.items() if rows)} - proved)
        entered = {name for name in assessment.references if row.get(f"leading_{name}") is not None}
        assert entered == {name for name, entry in assessment.references.items() if entry.leading is not None}
        for name, ledger in _book().ledgers.items():
            table = pl.read_parquet(f"out/ledgers/{name}/00000.parquet")
            assert dict(table.schema) == dict(pl.DataFrame(schema=_schema(ledger_columns(ledger))).schema)
            rows = table.filter(pl.col("site") == row["site"]).drop("site").to_dicts()
            wanted = assessment.ledgers.get(name, ())
            assert [cells.pop("row") for cells in rows] == list(range(len(wanted)))
            found = [{key[5:]: value for key, value in cells.items() if value is not None} for cells in rows]
            assert found == [{key: _plain(value) for key, value in cells.items()} for cells in wanted]


def _schema(columns: Any) -> dict[str, Any]:
    types = {"int": pl.Int64, "float": pl.Float64, "bool": pl.Boolean, "text": pl.String}
    return {name: types[kind] for name, kind in columns.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def test_delicate_answers(pack: Run) -> None:
    """A wrong kind is no answer but wants its proof; zero keeps its sign; a blank reason excuses nothing."""
    book = _book()
    number = next(name for name, fact in book.facts.items() if fact.kind == "number")
    yes_no = next(name for name, fact in book.facts.items() if fact.kind == "yes_no")
    line = next(line.id for line in book.rulesets["five"].heads[0].indicator)
    proofs = [{"file": "a.pdf", "for": [line]}, {"file": "b.pdf", "for": [yes_no], "expires": date(2023, 1, 1)}]
    _write("a.toml", facts={number: True, yes_no: True}, not_applicable={line: "因为"}, evidence=proofs)
    _write("b.toml", facts={number: -0.0}, not_applicable={line: "  "})
    assert pack("in", "-o", "out", "--remark", "省厅")[0] == 0
    first, second = _site().iter_rows(named=True)
    assert (first[f"fact_{number}"], first[f"unproved_{number}"]) == (None, True)
    assert (first[f"fact_{yes_no}"], first[f"unproved_{yes_no}"]) == (True, True)
    assert (first[f"excused_{line}"], first[f"doubted_{line}"]) == (True, False)
    assert str(second[f"fact_{number}"]) == "-0.0"
    assert second[f"excused_{line}"] is False
    head = tomllib.loads(Path("out/packed.toml").read_text("utf-8"))
    assert (head["sites"], head["skipped"], head["illustrative"], head["remark"]) == (2, 0, False, "省厅")


BAD: Final[dict[str, bytes]] = {
    "nan.toml": b'ruleset = "five"\nyear = 2024\n[facts]\nland_area = nan\n',
    "inf.toml": b'ruleset = "five"\nyear = 2024\n[[ledgers.energy_use]]\namount = -inf\n',
    "deep.toml": b"a = " + b"[" * 5000 + b"]" * 5000,
    "binary.toml": bytes(range(256)),
    "syntax.toml": b'ruleset = "five\nyear = 2024\n',
    "long.toml": b'ruleset = "five"\nyear = 9999999999999999999999\n',
    "newer.toml": b'format = 99\nruleset = "five"\nyear = 2024\n',
    "nobody.toml": b'ruleset = "five"\nyear = 2024\n',
    "large.toml": b"#" * 5_000_001,
    "formula.toml": b'ruleset = "five"\nyear = "=cmd|x"\n"=evil" = 1\n',
    "control.toml": b'ruleset = "five"\nyear = 2024\nremark = "\\u001b[2J"\n',
}


def test_bad_files_are_named_and_left(pack: Run) -> None:
    """The good ones are packed; each bad one is named with what `score` says of it, there and in a table; code 1."""
    for name, content in BAD.items():
        (Path("in") / name).write_bytes(content)
    _write("good.toml")
    code, said = pack("in", "missing.toml", "-o", "out")
    assert code == 1
    assert _site()["file"].to_list() == [str(Path("in", "good.toml"))]
    names = {str(Path("in", name)) for name in BAD} | {"missing.toml"}
    with Path("out/skipped.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert {row[0] for row in rows[1:]} == names
    assert all(name in said for name in names)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    for name in names - {str(Path("in", "nobody.toml"))}:
        with pytest.raises(GfassessError) as refused:
            load(Path(name))
        messages = [problem.message for problem in refused.value.problems]
        said_of_it = [row[3] for row in rows if row[0] == name]
        assert [found[: len(message)] for found, message in zip(said_of_it, messages, strict=True)] == messages
    assert tomllib.loads(Path("out/packed.toml").read_text("utf-8"))["skipped"] == len(names)


def test_nothing_left_is_an_error(pack: Run) -> None:
    """Without one good file there is no packed folder, and nothing of the work stays."""
    (Path("in") / "bad.toml").write_bytes(b"=")
    code, said = pack("in", "-o", "out")
    assert (code, "no file is left" in said) == (1, True)
    assert _names(".") == ["in"]
    Path("empty").mkdir()
    assert pack("empty", "-o", "out")[0] == 1


def test_of_two_files_about_one_site_the_later_export_counts(pack: Run) -> None:
    """As when a cohort is built: by credit code, else name, with site and year; the other is named."""
    stamp = {"date": date(2025, 3, 1)}
    _write("a.toml", enterprise={"name": "一", "credit_code": "abc"})
    _write("b.toml", enterprise={"name": "二", "credit_code": " ABC "}, stamp=stamp)
    _write("c.toml", enterprise={"name": "二", "credit_code": "ABC"}, stamp={"date": date(2024, 3, 1)})
    _write("d.toml", enterprise={"name": "二"})
    _write("e.toml", enterprise={"name": "二"}, year=2023)
    _write("f.toml", enterprise={"name": "二"}, site={"name": "北区"})
    code, said = pack("in", "-o", "out")
    assert code == 1
    assert _site()["file"].to_list() == [str(Path("in", name)) for name in ("b.toml", "d.toml", "e.toml", "f.toml")]
    assert _site()["site"].to_list() == [0, 1, 2, 3]
    kept = Path("in", "b.toml")
    assert said.count(f"the same site and year as {kept}") == 2


def test_the_first_of_equals_stays() -> None:
    """Without a date, or with the same, the one that comes first in the order of names counts."""
    rows: list[dict[str, Any]] = [
        {"who": "x", "site_name": "", "year": 2024, "exported": "", "file": str(number), "ordinal": number}
        for number in range(3)
    ]
    assert [number for number, _problem in _older(iter(rows))] == [1, 2]


def test_folders_are_searched_with_care(pack: Run) -> None:
    """Below, each file once, in the order of names; nothing hidden, packed or behind a link that leads out."""
    for name in ("b.toml", "a/c.toml", "a/B.TOML", ".a.toml.history/x.toml", ".hidden.toml"):
        _write(name)
    Path("elsewhere").mkdir()
    Path("elsewhere/x.toml").write_text(Path(_write("x.toml")).read_text("utf-8"), encoding="utf-8")
    Path("in/x.toml").unlink()
    Path("in/notes.txt").write_text("x", encoding="utf-8")
    Path("in/out_link").symlink_to(Path("elsewhere").resolve())
    Path("in/file_link.toml").symlink_to(Path("elsewhere/x.toml").resolve())
    Path("in/inner.toml").symlink_to("b.toml")
    code, said = pack("in", "in/b.toml", "-o", "in/out")
    assert code == 1
    assert said.count("a link that leads out of the folder") == 2
    assert "the same site and year" in said
    assert pack("in", "-o", "in/before")[0] == 1
    again = pack("in", "-o", "in/out", "--force")
    assert again[0] == 1
    assert _site("in/out")["file"].to_list() == [str(Path("in", name)) for name in ("a/B.TOML", "a/c.toml", "b.toml")]


def test_a_folder_that_was_searched_already(pack: Run) -> None:
    """Its files count once; a folder without any is refused, whatever was left out of one before."""
    _write("2024/a.toml")
    assert pack("in", "in/2024", "-o", "out")[0] == 0
    assert _site()["file"].to_list() == [str(Path("in/2024/a.toml"))]
    Path("empty").mkdir()
    Path("in/link.toml").symlink_to(Path("empty").resolve())
    code, said = pack("in", "empty", "-o", "other")
    assert (code, "empty: there is no .toml file" in said) == (1, True)


def test_the_same_files_give_the_same_bytes(pack: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """However they are read: in one process or two, in small chunks."""
    for number in range(20):
        ledger = {"energy_use": [{"carrier": "electricity", "amount": 1.0 * row} for row in range(number % 4)]}
        _write(f"{number:02}.toml", facts={"land_area": float(number)}, ledgers=ledger)
    assert pack("in", "-o", "out")[0] == 0
    monkeypatch.setattr(pack_chunks, "CHUNK_FILES", 3)
    assert main(["--lang", "en", "fleet", "pack", "in", "--jobs", "2", "-o", "two"]) == 0
    assert _bytes("out") == _bytes("two")
    assert pl.read_parquet("out/ledgers/energy_use/00000.parquet")["site"].to_list() == [
        number for number in range(20) for _row in range(number % 4)
    ]


def test_parts_of_all_tables_hold_the_same_sites(pack: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sites are numbered over all parts, also where files in between are left out."""
    monkeypatch.setattr("gfassess.fleet.pack_parts.PART_SITES", 4)
    monkeypatch.setattr(pack_chunks, "CHUNK_FILES", 3)
    for number in range(11):
        _write(f"{number:02}.toml", ledgers={"energy_use": [{"amount": 1.0 * number}] * (number % 3)})
    Path("in/05.toml").write_bytes(b"=")
    assert pack("in", "-o", "out")[0] == 1
    parts = sorted(Path("out/assessments").iterdir())
    sites = [pl.read_parquet(part)["site"].to_list() for part in parts]
    assert sites == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
    for number, here in enumerate(sites):
        rows = pl.read_parquet(f"out/ledgers/energy_use/{number:05}.parquet")
        assert set(rows["site"]) <= set(here)
        files = [site if site < 5 else site + 1 for site in rows["site"]]
        assert rows["cell_amount"].to_list() == files
    assert tomllib.loads(Path("out/packed.toml").read_text("utf-8"))["part"] == [
        {"first": 0, "sites": 4},
        {"first": 4, "sites": 4},
        {"first": 8, "sites": 2},
    ]


def test_only_a_packed_folder_is_replaced(pack: Run) -> None:
    """And that only when it was asked for; an empty folder is no loss."""
    _write("a.toml")
    Path("out").mkdir()
    assert pack("in", "-o", "out")[0] == 0
    before = _bytes("out")
    code, said = pack("in", "-o", "out")
    assert (code, "--force" in said) == (1, True)
    assert _bytes("out") == before
    assert pack("in", "-o", "out", "--force", "--remark", "neu")[0] == 0
    assert _bytes("out") != before
    Path("papers").mkdir()
    Path("papers/report.docx").write_bytes(b"")
    assert pack("in", "-o", "papers", "--force")[0] == 1
    assert _names("papers") == ["report.docx"]
    assert pack("in", "-o", "in/a.toml", "--force")[0] == 1


def test_work_that_is_done_is_not_done_again(pack: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """After Ctrl+C the old folder is whole, and the next run reads only what is new or was changed."""
    monkeypatch.setattr(pack_chunks, "CHUNK_FILES", 2)
    for number in range(8):
        _write(f"{number}.toml")
    assert pack("in", "-o", "out")[0] == 0
    before = _bytes("out")
    read: list[str] = []
    limit = [5]

    def counted(path: Path, *, quick: bool) -> Any:
        if len(read) == limit[0]:
            raise KeyboardInterrupt
        read.append(path.name)
        return load(path, quick=quick)

    monkeypatch.setattr(pack_chunks, "load", counted)
    code, said = pack("in", "-o", "out", "--force")
    assert (code, "goes on" in said) == (130, True)
    assert _bytes("out") == before
    _write("1.toml", year=2023)
    read.clear()
    limit[0] = 100
    assert pack("in", "-o", "out", "--force")[0] == 0
    assert read == ["0.toml", "1.toml", "4.toml", "5.toml", "6.toml", "7.toml"]
    assert not exchange_of(Path("out")).work.exists()
    assert _site()["year"].to_list() == [2024, 2023, *[2024] * 6]


def test_a_crash_in_the_middle_of_the_exchange(pack: Run) -> None:
    """Between the two renamings the old folder and the new one are whole: the old one is put back, and work goes on."""
    _write("a.toml")
    for remark, folder in (("old", "old"), ("new", "packed")):
        assert pack("in", "-o", folder, "--remark", remark)[0] == 0
    place = exchange_of(Path("out")).work
    exchange_of(Path("out")).begin(force=False)
    Path("old").rename(place / "old")
    (place / "new").rmdir()
    Path("packed").rename(place / "new")
    assert _names("out.packing") == [".gfassess", "new", "old"]
    code, said = pack("in", "-o", "out", "--remark", "newest")
    assert (code, "--force" in said) == (1, True)
    assert 'remark = "old"' in Path("out/packed.toml").read_text("utf-8")
    assert pack("in", "-o", "out", "--remark", "newest", "--force")[0] == 0
    assert 'remark = "newest"' in Path("out/packed.toml").read_text("utf-8")
    assert not place.exists()


def test_a_crash_before_the_exchange(pack: Run) -> None:
    """A new folder that is whole does not count for another order; nothing has to be removed by hand."""
    _write("a.toml")
    assert pack("in", "-o", "packed", "--remark", "new")[0] == 0
    place = exchange_of(Path("out")).work
    exchange_of(Path("out")).begin(force=False)
    (place / "new").rmdir()
    Path("packed").rename(place / "new")
    assert pack("in", "-o", "out", "--remark", "newest")[0] == 0
    assert 'remark = "newest"' in Path("out/packed.toml").read_text("utf-8")
    assert not place.exists()


def test_a_folder_of_somebody_else_is_never_removed(pack: Run) -> None:
    """A folder that happens to have the name of the work stops it."""
    _write("a.toml")
    Path("out.packing").mkdir()
    Path("out.packing/thesis.docx").write_bytes(b"")
    assert pack("in", "-o", "out")[0] == 1
    assert _names("out.packing") == ["thesis.docx"]


def test_a_full_disk_leaves_what_was(pack: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be written, one sentence says so, and the old folder is whole."""
    _write("a.toml")
    assert pack("in", "-o", "out")[0] == 0
    before = _bytes("out")

    def failing(error: Exception) -> Callable[..., None]:
        def fail(*_arguments: Any) -> None:
            raise error

        return fail

    with monkeypatch.context() as patch:
        patch.setattr(pack_chunks, "write_atomic", failing(GfassessError.of("no space left", file="chunk")))
        assert pack("in", "-o", "out", "--force") == (1, "chunk: no space left\n")

    with monkeypatch.context() as patch:
        patch.setattr("gfassess.fleet.pack.write_parts", failing(pl.exceptions.ComputeError("transport error")))
        code, said = pack("in", "-o", "out", "--force")
        assert (code, "transport error" in said) == (1, True)
    assert _bytes("out") == before


def test_what_is_missing_is_said_with_the_way_to_get_it(pack: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra there is one sentence and the command that installs it."""
    monkeypatch.setitem(sys.modules, "polars", None)
    code, said = pack("in", "-o", "out")
    assert (code, 'pip install "gfassess[fleet]"' in said) == (1, True)


@pytest.mark.parametrize("jobs", ["0", "-1", "x", "1.5"])
def test_processes_are_counted_from_one(pack: Run, jobs: str) -> None:
    """Anything else is wrong usage."""
    assert pack("in", "-o", "out", "--jobs", jobs)[0] == 2


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_was_stopped_goes_on(pack: Run, how: signal.Signals) -> None:
    """Ctrl+C to all processes and the death of the parent leave no process, no half chunk, and work to go on from."""
    for number in range(1001):
        _write(f"{number:04}.toml")
    # The last chunk takes some seconds, so that there is something to stop.
    slow = [_write(f"slow{number}.toml", facts={f"x{line}": 1 for line in range(300_000)}) for number in range(4)]
    command = [sys.executable, "-m", "gfassess", "--lang", "en", "fleet", "pack", "in", "-o", "out", "--jobs", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as run:
        chunks = exchange_of(Path("out")).work / "chunks"
        while not list(chunks.glob("0*.parquet")) and run.poll() is None:
            time.sleep(0.01)
        if how is signal.SIGINT:
            os.killpg(run.pid, how)
        else:
            run.kill()
        # The pipe closes when the last process has ended.
        said = run.stderr.read() if run.stderr else ""
    assert run.returncode == (130 if how is signal.SIGINT else -how)
    assert "Traceback" not in said
    assert not Path("out").exists()
    kept = {path.name: path.stat().st_mtime_ns for path in chunks.glob("0*.parquet")}
    assert kept
    for file in slow:
        Path(file).unlink()
    assert pack("in", "-o", "out")[0] == 0
    assert _site().height == 1001
