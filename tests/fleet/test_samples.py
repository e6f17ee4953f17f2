"""`gfassess peers build` of a packed folder: the cohort that the files would give."""

import sys
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from gfassess import __version__, rules
from gfassess.cli import main
from gfassess.fleet.packed import Packed
from gfassess.fleet.samples import PackedSample, samples_of
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.peers.cohort import Sample, sample_of, site_of
from gfassess.scoring import score
from gfassess.stamp import export
from gfassess.store import following, load
from tests.fleet.exports import packed
from tests.fleet.generated import assessments
from tests.fleet.synthetic import synthetic_books, synthetic_folders

ROOT: Final = Path(__file__).resolve().parents[2]
BOOK: Final = rules.load(ROOT / "criteria")
KEY: Final = "7" * 64
Run = Callable[..., tuple[int, str]]


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GFASSESS_STATE", str(tmp_path / "state"))


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command and returns the exit code and what was said."""

    def ran(*arguments: str) -> tuple[int, str]:
        code = main(["--lang", "en", *arguments])
        return code, capfd.readouterr().err

    return ran


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Assessment], Packed]:
    """Return generated sites, and as a packed folder of several parts."""
    many = assessments(BOOK, 21, 120)
    return many, packed(BOOK, many, tmp_path_factory.mktemp("generated") / "packed", part_sites=37)


def _samples(book: Rulebook, ruleset: str, folder: Packed) -> list[PackedSample]:
    return list(samples_of(folder, book, book.rulesets[ruleset], lambda _done: None))


def _agree(found: Sample, wanted: Sample) -> None:
    """Hold two samples to each other: figures to 1e-9, all else exactly."""
    assert found._replace(readings={}) == wanted._replace(readings={})
    assert found.readings == pytest.approx(wanted.readings, rel=1e-9, abs=1e-9)


def _wanted(book: Rulebook, ruleset: str, one: Assessment) -> Sample:
    who = one.enterprise
    card = score(book, one, ruleset=ruleset)
    return sample_of(card, site_of(who.credit_code, who.name, one.site.name, one.year), who.division, one.year)


@pytest.mark.parametrize("ruleset", list(BOOK.rulesets))
def test_packed_sites_bring_in_what_scorecards_do(ruleset: str, generated: tuple[list[Assessment], Packed]) -> None:
    """Every reading and gate of generated sites, over several parts, is that of the scorecard, and nothing is more."""
    many, folder = generated
    for each, one in zip(_samples(BOOK, ruleset, folder), many, strict=True):
        assert each.illustrative is one.illustrative
        _agree(each.sample, _wanted(BOOK, ruleset, one))


@pytest.mark.parametrize("name", list(synthetic_folders()))
def test_packed_sites_under_rules_that_use_everything(name: str) -> None:
    """Variants of which some look up references, rule sets without weights, ledgers: all of it alike."""
    book = synthetic_books()[name]
    many = assessments(book, 22, 80)
    folder = packed(book, many, Path("packed"), part_sites=37)
    for each, one in zip(_samples(book, "small", folder), many, strict=True):
        _agree(each.sample, _wanted(book, "small", one))


def _export(name: str, one: Assessment, day: date = date(2026, 3, 1)) -> None:
    text = export(one, score(BOOK, one), BOOK, __version__, day)
    Path("in").mkdir(exist_ok=True)
    (Path("in") / name).write_text(text, encoding="utf-8", newline="\n")


def _in_cells(one: Assessment, number: int) -> Assessment:
    """Return a site in one of three divisions and two years, so that cells have enough of them."""
    enterprise = one.enterprise.model_copy(update={"division": ("34", "36", "39")[number % 3]})
    year = 2025 if number % 5 else 2024
    return one.model_copy(update={"enterprise": enterprise, "year": year, "ruleset": "five", "illustrative": False})


def _build(run: Run, source: str, name: str, *more: str) -> tuple[int, str]:
    """Build a cohort with a key that is always the same; the files are NAME.toml and NAME-ledger.toml."""
    Path(f"{name}-ledger.toml").write_text(f'format = 1\nid = "c"\nkey = "{KEY}"\n', encoding="utf-8")
    where = ("-o", f"{name}.toml", "--id", "c", "--ledger", f"{name}-ledger.toml")
    return run("peers", "build", source, *where, *more)


def _same(one: str, other: str) -> None:
    for suffix in ("", "-ledger"):
        assert Path(f"{one}{suffix}.toml").read_bytes() == Path(f"{other}{suffix}.toml").read_bytes()


def test_the_cohort_of_the_files_and_of_their_pack_are_one(run: Run) -> None:
    """Byte for byte, and so is the ledger with its digests: duplicates, invented ones and two years among the files."""
    many = [_in_cells(one, number) for number, one in enumerate(assessments(BOOK, 23, 66))]
    for number, one in enumerate(many[:60]):
        _export(f"{number:03}.toml", one)
    for number, one in enumerate(many[60:63]):
        twin = {"enterprise": many[number].enterprise, "site": many[number].site, "year": many[number].year}
        _export(f"twin{number}.toml", one.model_copy(update=twin), date(2026, 4, 1))
    for number, one in enumerate(many[63:]):
        _export(f"invented{number}.toml", one.model_copy(update={"illustrative": True}))
    assert run("fleet", "pack", "--jobs", "1", "in", "-o", "packed")[0] == 1, "twins are named"
    for name, more, sites in (("plain", (), 60), ("invented", ("--illustrative", "--values"), 63)):
        code, said = _build(run, "in", f"{name}-files", *more)
        assert code == 0, said
        assert f"{sites} sites of 66 files" in said
        code, said = _build(run, "packed", f"{name}-packed", *more)
        assert code == 0, said
        assert f"{sites} sites of 63 files" in said
        _same(f"{name}-files", f"{name}-packed")
    cohort = tomllib.loads(Path("plain-packed.toml").read_text("utf-8"))
    assert {cell["year"] for cell in cohort["cell"]} == {2024, 2025}
    assert {figure["kind"] for cell in cohort["cell"] for figure in cell["figure"]} >= {"indicator", "reference"}


def test_the_examples_make_the_same_cohort(run: Run) -> None:
    """Whole assessments, five times each with other names: totals and criteria too."""
    for number, path in enumerate(sorted((ROOT / "examples").glob("*-*.toml"))):
        if path.stem.startswith("cohort"):
            continue
        one = following(load(path), BOOK).assessment
        for copy in range(5):
            enterprise = one.enterprise.model_copy(update={"name": f"厂{number}-{copy}", "credit_code": ""})
            _export(f"{number}-{copy}.toml", one.model_copy(update={"enterprise": enterprise, "ruleset": "five"}))
    assert run("fleet", "pack", "--jobs", "1", "in", "-o", "packed")[0] == 0
    for ruleset in BOOK.rulesets:
        for source in ("in", "packed"):
            code, said = _build(run, source, f"{ruleset}-{source}", "--illustrative", "--ruleset", ruleset)
            assert code == 0, said
        _same(f"{ruleset}-in", f"{ruleset}-packed")


def _sites(run: Run, count: int, name: str = "packed", first: int = 0, **changed: object) -> list[Assessment]:
    """Pack some sites of one division; their exports stay in the folder `in`."""
    many = [_in_cells(one, 0) for one in assessments(BOOK, 24, first + count)[first:]]
    many = [one.model_copy(update={"year": 2025, **changed}) for one in many]
    for number, one in enumerate(many, first):
        _export(f"{name}{number:03}.toml", one)
    files = [str(path) for path in sorted(Path("in").glob(f"{name}*.toml"))]
    assert run("fleet", "pack", "--jobs", "1", *files, "-o", name)[0] == 0
    return many


def _counts(name: str) -> set[int]:
    cells = tomllib.loads(Path(f"{name}.toml").read_text("utf-8"))["cell"]
    return {gate["passed"] + gate["failed"] + gate["unknown"] for cell in cells for gate in cell["gate"]}


def test_packed_folders_beside_files(run: Run) -> None:
    """A site counts once: an export goes before a packed site, and the folder that is named first before the second."""
    _sites(run, 6)
    _sites(run, 8, "other", 4)
    code, said = run("peers", "build", "packed", "other", "in/packed000.toml", "in/other005.toml", "-o", "c.toml")
    assert code == 0, said
    assert "packed: 2 sites: the same site and year counts already" in said
    assert "other: 2 sites: the same site and year counts already" in said
    assert "12 sites of 16 files" in said
    assert _counts("c") == {12}


def test_what_cannot_be_known_of_packed_answers_is_said(run: Run) -> None:
    """They bear no stamp, and what packing left out is elsewhere."""
    Path("in").mkdir()
    Path("in/packed_broken.toml").write_text("= 1", encoding="utf-8")
    many = [_in_cells(one, 0) for one in assessments(BOOK, 24, 5)]
    for number, one in enumerate(many):
        _export(f"{number}.toml", one.model_copy(update={"year": 2025}))
    assert run("fleet", "pack", "--jobs", "1", "in", "-o", "packed")[0] == 1
    code, said = run("peers", "build", "packed", "-o", "c.toml")
    assert code == 0, said
    assert "packed: packed answers bear no stamp" in said
    assert "packed: 1 file was left out in packing: packed/skipped.csv" in said


def test_invented_packed_sites_count_only_on_request(run: Run) -> None:
    """Without --illustrative nothing is left; with it the cohort says that it is invented."""
    _sites(run, 5, illustrative=True)
    code, said = run("peers", "build", "packed", "-o", "c.toml")
    assert (code, Path("c.toml").exists()) == (1, False)
    assert "no file is left" in said
    _sites(run, 5, "real", 5)
    code, said = run("peers", "build", "packed", "real", "-o", "c.toml")
    assert code == 0, said
    assert "packed: 5 sites: figures that are invented" in said
    assert "illustrative" not in tomllib.loads(Path("c.toml").read_text("utf-8"))
    assert run("peers", "build", "packed", "real", "-o", "d.toml", "--illustrative")[0] == 0
    assert tomllib.loads(Path("d.toml").read_text("utf-8"))["illustrative"] is True
    assert _counts("d") == {10}


def test_packed_sites_of_several_rule_sets_need_a_choice(run: Run) -> None:
    """As files of several do."""
    _sites(run, 3)
    other = next(name for name in BOOK.rulesets if name != "five")
    _sites(run, 3, "other", 3, ruleset=other)
    code, said = run("peers", "build", "packed", "other", "-o", "c.toml")
    assert (code, Path("c.toml").exists()) == (1, False)
    assert "--ruleset" in said
    assert run("peers", "build", "packed", "other", "-o", "c.toml", "--ruleset", other)[0] == 0
    assert tomllib.loads(Path("c.toml").read_text("utf-8"))["ruleset"] == other


def test_a_damaged_packed_folder_makes_no_cohort(run: Run) -> None:
    """It is named, and neither cohort nor ledger is written."""
    _sites(run, 5)
    part = Path("packed/assessments/00000.parquet")
    whole = part.read_bytes()
    for damaged in (whole[: len(whole) // 2], b"PAR1" + bytes(len(whole) // 3) + whole[len(whole) // 3 + 4 :]):
        part.write_bytes(damaged)
        code, said = run("peers", "build", "packed", "-o", "c.toml", "--ruleset", "five")
        assert (code, Path("c.toml").exists(), Path("state/cohorts").exists()) == (1, False, False)
        assert "packed/assessments/00000.parquet" in said


def test_without_the_packages_files_still_make_a_cohort(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only packed folders need them, and the message says how to install them."""
    _sites(run, 5)
    monkeypatch.setitem(sys.modules, "polars", None)
    assert run("peers", "build", "in", "-o", "c.toml")[0] == 0
    code, said = run("peers", "build", "packed", "-o", "d.toml")
    assert code == 1
    assert "gfassess[fleet]" in said
