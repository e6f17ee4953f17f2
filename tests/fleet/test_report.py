"""`gfassess fleet report`: tables, pages, lists and data of a scored folder, and what it refuses."""

import csv
import json
import shutil
from io import StringIO
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest

from gfassess.cli import main
from gfassess.fleet import results
from gfassess.model.assessment import Assessment
from gfassess.report.columns import cells
from tests.fleet.scored import fleet_of, shipped, write_scored

RULESETS: Final = ("five", "miit-form-2025")
WEIGHTED: Final = "five"
ALONE: Final = "miit-form-2025"


@pytest.fixture(scope="module", params=RULESETS)
def any_folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a scored folder under every rule set that comes along."""
    folder = tmp_path_factory.mktemp("any") / "out"
    write_scored(folder, shipped(), shipped().rulesets[request.param], fleet_of(60), illustrative=True)
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a scored folder that stays whole."""
    folder = tmp_path_factory.mktemp("whole") / "out"
    write_scored(folder, shipped(), shipped().rulesets[WEIGHTED], fleet_of(30))
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """Give a scored folder that a test may spoil."""
    return Path(shutil.copytree(whole, tmp_path / "out"))


def report(*words: object, lang: str = "en") -> int:
    """Run the command."""
    return main(["--lang", lang, "fleet", "report", *map(str, words)])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 100])
def test_tables_fit_the_terminal(
    any_folder: Path, lang: str, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No line is wider than the terminal, and whatever is invented says so first."""
    monkeypatch.setenv("COLUMNS", str(width))
    assert report(any_folder, lang=lang) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cells, lines)) <= width
    assert lines[0].startswith("ILLUSTRATIVE" if lang == "en" else ("示例", "ILLUSTRATIVE"))


def test_plain_characters(any_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--ascii` nothing is drawn that a terminal of a few characters lacks."""
    assert report("--ascii", any_folder) == 0
    assert not set("█─═╞╪╡") & set(capsys.readouterr().out)


def test_data(any_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` gives the same figures as plain data; without weights there is neither total nor criterion."""
    assert report(any_folder, "--json") == 0
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    weighted = shipped().rulesets[data["ruleset"]].weighted
    assert data["all"]["sites"] == sum(group["sites"] for group in data["provinces"]) == 60
    assert (data["all"]["low"] is not None, bool(data["criteria"]), bool(data["sites_by_tenth"])) == (weighted,) * 3
    assert {len(lines) for lines in data["indicators_by_province"].values()} == {len(data["indicators"])}


def test_a_rule_set_without_weights_adds_nothing_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Shares stand line by line, and the report says why there is no total."""
    write_scored(tmp_path / "out", shipped(), shipped().rulesets[ALONE], fleet_of(30))
    assert report(tmp_path / "out") == 0
    said = capsys.readouterr().out
    assert "The weights are not published, so there is no total" in said
    assert "Points for sure" not in said
    assert "By indicator: the mean share where it is scored" in said


def test_only_some_sites(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A province in any spelling leaves its sites, and the report says which it is about."""
    assert report(folder, "--province", "湖南省", "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert [group["id"] for group in data["provinces"]] == ["湖南"]
    assert data["chosen"] == {"province": "湖南省"}
    assert report(folder, "--province", "湖南", "--year", 2024) == 0
    assert "湖南; 2024" in capsys.readouterr().out


def test_sites_that_nobody_has(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Asking for what no site has is told, with what there is, and nothing is printed as if it were a result."""
    assert report(folder, "--division", "13", "--year", 1999) == 1
    said = capsys.readouterr()
    assert not said.out
    assert "30, 38, 39, 99" in said.err
    assert "1999" in said.err


@pytest.mark.parametrize("ending", ["html", "docx", "xlsx", "md", "txt"])
def test_files_for_people(any_folder: Path, tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each kind of file is written beside the tables, by the ending of its name; a file that is there stays."""
    page = tmp_path / f"page.{ending}"
    assert report(any_folder, "-o", page) == 0
    first = page.read_bytes()
    assert str(page) in capsys.readouterr().err
    assert report(any_folder, "-o", page) == 1
    assert page.read_bytes() == first


def test_a_file_that_is_there_is_replaced_on_demand(folder: Path, tmp_path: Path) -> None:
    """`--force` writes over what stands there."""
    page = tmp_path / "page.txt"
    page.write_text("mine", encoding="utf-8")
    assert report(folder, "-o", page, "--force") == 0
    assert page.stat().st_size > 1000


def test_a_page_holds_what_the_tables_hold(any_folder: Path, tmp_path: Path) -> None:
    """The page names every division, gate and province, says that figures are invented, and loads nothing."""
    page = tmp_path / "page.html"
    assert report(any_folder, "-o", page) == 0
    text = page.read_text(encoding="utf-8")
    head = (any_folder / "scored.toml").read_text(encoding="utf-8")
    rules = next(rules for name, rules in shipped().rulesets.items() if f'"{name}"' in head)
    assert all(str(gate.title).replace("&", "&amp;") in text for gate in rules.gates)
    assert all(name in text for name in ("湖南", "火星", "ILLUSTRATIVE", "38 "))
    assert "<script" not in text
    assert "http" not in text.replace("http-equiv", "")


def test_a_name_of_a_file_without_a_kind(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that says no kind is refused before anything is worked out."""
    assert report(folder, "-o", tmp_path / "page") == 1
    assert ".html" in capsys.readouterr().err
    assert not (tmp_path / "page").exists()


def test_list_of_sites(any_folder: Path, tmp_path: Path) -> None:
    """The list holds every site with its place, the best of the latest year first, as spreadsheets read it."""
    table = tmp_path / "sites.csv"
    assert report(any_folder, "--list", table) == 0
    data = table.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == 60
    assert all(row["Verdict"] for row in rows)
    if "Points for sure" in rows[0]:
        keys = [(-int(row["Reporting year"]), -float(row["Points for sure"])) for row in rows]
        assert keys == sorted(keys)
        assert rows[0]["rank within the year"] == "1"
        assert {"Points for sure", "At most", "With evidence in date"} <= rows[0].keys()
    scores = pl.read_parquet(results.scores_folder(any_folder))
    blocked = scores.filter(pl.col(results.VERDICT) == results.VERDICTS.index("blocked"))["name"].to_list()
    assert sorted(row["Name of the enterprise"] for row in rows if row["Gates failed"]) == sorted(blocked)


def test_texts_of_files_stay_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names that a spreadsheet, a browser or a terminal would obey are shown as what they are."""
    blank = Assessment(ruleset=WEIGHTED, year=2024)
    evil = {
        "name": '=HYPERLINK("x"),\r\n"',
        "division": "<b>30",
        "province": "\x1b[31m湖南\u202e<script>",
        "city": "@SUM(A1)",
    }
    sites = [blank.model_copy(update={"enterprise": blank.enterprise.model_copy(update=evil)})] * 2
    write_scored(tmp_path / "out", shipped(), shipped().rulesets[WEIGHTED], sites, remark="<i>\x1b]0;x")
    page, table = tmp_path / "page.html", tmp_path / "sites.csv"
    assert report(tmp_path / "out", "-o", page, "--list", table) == 0
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\u202e" not in said
    text = page.read_text(encoding="utf-8")
    assert "<script>" not in text
    assert "<i>" not in text
    assert "\x1b" not in text
    row = next(iter(csv.DictReader(StringIO(table.read_bytes().decode("utf-8-sig"), newline=""))))
    assert row["Name of the enterprise"] == f"'{evil['name']}"
    assert row["City"] == "'@SUM(A1)"


def test_no_site_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without a site gives a report that says so, in every form."""
    write_scored(tmp_path / "out", shipped(), shipped().rulesets[WEIGHTED], [], parts=1)
    assert report(tmp_path / "out", "-o", tmp_path / "page.html", "--list", tmp_path / "sites.csv") == 0
    assert "Assessments" in capsys.readouterr().out
    assert len((tmp_path / "sites.csv").read_text(encoding="utf-8").splitlines()) == 1


def test_files_that_packing_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever reads the report hears how many files are not in it."""
    write_scored(tmp_path / "out", shipped(), shipped().rulesets[WEIGHTED], fleet_of(5), skipped=1234)
    assert report(tmp_path / "out") == 0
    assert "1,234" in capsys.readouterr().out


def test_the_cohort_that_gave_reference_values(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever reads the report hears which file it was; without one nothing is said."""
    for name, digest in (("with", "0123456789abcdef" * 4), ("without", "")):
        write_scored(tmp_path / name, shipped(), shipped().rulesets[WEIGHTED], fleet_of(5), cohort_sha256=digest)
        assert report(tmp_path / name) == 0
        assert ("SHA-256 begins with 0123456789abcdef" in capsys.readouterr().out) is bool(digest)
        assert report(tmp_path / name, "--json") == 0
        assert json.loads(capsys.readouterr().out)["cohort_sha256"] == digest


def test_other_rules_than_those_at_hand(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Scores of other rules are shown with a warning: the titles are those of the rules at hand."""
    head = folder / "scored.toml"
    head.write_text(head.read_text(encoding="utf-8").replace('rules_sha256 = "', 'rules_sha256 = "0'), encoding="utf-8")
    assert report(folder) == 0
    assert "other rules" in capsys.readouterr().err


def spoilt(folder: Path, how: str) -> None:
    """Spoil a scored folder."""
    head, part = folder / "scored.toml", results.scores_folder(folder) / "00001.parquet"
    text = head.read_text(encoding="utf-8")
    match how:
        case "unfinished":
            head.unlink()
        case "packed":
            head.rename(folder / "packed.toml")
            (folder / "assessments").mkdir()
        case "newer":
            head.write_text(text.replace("format = 1", "format = 99"), encoding="utf-8")
        case "unknown rule set":
            head.write_text(text.replace('ruleset = "five"', 'ruleset = "six"'), encoding="utf-8")
        case "part lost":
            part.unlink()
        case "no parts":
            for one in results.scores_folder(folder).iterdir():
                one.unlink()
        case "half written":
            part.write_bytes(part.read_bytes()[:2000])
        case "empty":
            part.write_bytes(b"")
        case "no parquet":
            part.write_text("score,1\n" * 100, encoding="utf-8")
        case "column lost":
            pl.read_parquet(part).drop("low").write_parquet(part)
        case "wrong type":
            pl.read_parquet(part).with_columns(pl.col("low").cast(pl.String)).write_parquet(part)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("unfinished", "was not finished"),
        ("packed", "packed, not scored yet"),
        ("newer", "format 99"),
        ("unknown rule set", "six"),
        ("part lost", "15 assessments are here, 30 were scored"),
        ("no parts", "there are no scores"),
        ("half written", "00001.parquet"),
        ("empty", "00001.parquet"),
        ("no parquet", "00001.parquet"),
        ("column lost", "column low is missing"),
        ("wrong type", "column low has the wrong type"),
    ],
)
def test_folders_that_are_refused(folder: Path, how: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is wrong with a folder is said with its place and a way out, and nothing is printed or written."""
    spoilt(folder, how)
    page = folder.parent / "page.html"
    assert report(folder, "-o", page) == 1
    said = capsys.readouterr()
    assert not said.out
    assert words in said.err
    assert not page.exists()


def test_damaged_values(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A file whose end is whole and whose values are not is named, whatever the reader does with it."""
    part = results.scores_folder(folder) / "00000.parquet"
    data = bytearray(part.read_bytes())
    data[4 : len(data) // 2] = b"\xff" * (len(data) // 2 - 4)
    part.write_bytes(bytes(data))
    assert report(folder) == 1
    said = capfd.readouterr()
    assert not said.out
    assert "00000.parquet" in said.err


def test_a_folder_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Any other folder, or none, is told from a folder of scores."""
    assert report(tmp_path) == 1
    assert "this is not a folder of scores" in capsys.readouterr().err
    assert report(tmp_path / "nothing") == 1
    assert "there is no such folder" in capsys.readouterr().err
    (tmp_path / "one.toml").write_text("year = 2024\n", encoding="utf-8")
    for typed, said in ((tmp_path, "gfassess fleet pack"), (tmp_path / "one.toml", "this is a file, not a folder")):
        assert report(typed) == 1
        assert said in capsys.readouterr().err


def test_the_list_needs_the_standing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the table of the standing there is no list, and no half of one; the rest is there."""
    results.standing_file(folder).unlink()
    table = folder.parent / "sites.csv"
    assert report(folder, "--list", table) == 1
    assert "standing" in capsys.readouterr().err
    assert not table.exists()
    assert report(folder) == 0
