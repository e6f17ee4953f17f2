"""The pages on fleets: their commands run as they stand, and the columns that they name are those of the files."""

import gettext
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import polars as pl
import pytest
import tomli_w

from gfassess.cli import main
from gfassess.files import builtin_examples
from gfassess.fleet.results import GATE_STATES, STATES, VERDICTS

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

DOCS: Final = Path(__file__).resolve().parents[2] / "docs"
LANGUAGES: Final = {"en": ".md", "zh": ".zh.md"}
CUT: Final = "..."
"""A line of shown output that stands for any lines."""

EXPORTS: Final = 36
PLACES: Final = ("浙江", "河北省", "内蒙古自治区")


def _page(name: str, lang: str) -> str:
    return (DOCS / f"{name}{LANGUAGES[lang]}").read_text(encoding="utf-8")


def _blocks(name: str, lang: str) -> list[tuple[str, str]]:
    """Return language and content of the fenced blocks of a page that have a language."""
    return re.findall(r"^```(\w+)\n(.*?)^```", _page(name, lang), re.MULTILINE | re.DOTALL)


def _console(text: str) -> list[tuple[str, str]]:
    """Return the commands of a console block with the output shown below each."""
    return re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE)


def _fits(shown: str, printed: str) -> bool:
    parts = re.split(rf"^{re.escape(CUT)}\n", shown, flags=re.MULTILINE)
    return re.fullmatch("(?:.*\n)*".join(re.escape(part) for part in parts), printed) is not None


def _run(line: str, lang: str) -> int:
    """Run a line of a page; return its exit code."""
    program, *words = shlex.split(line)
    match program:
        case "gfassess":
            return main(["--lang", lang, *words])
        case "mv":
            shutil.move(words[0], words[1])
        case "rm":
            Path(words[0]).unlink()
        case "cmp":
            return int(Path(words[0]).read_bytes() != Path(words[1]).read_bytes())
        case _:
            raise AssertionError(line)
    return 0


def _run_all(text: str, lang: str) -> None:
    for line in text.splitlines():
        assert _run(line, lang) == 0, line


def _complete() -> list[dict[str, Any]]:
    """Return the examples that answer everything."""
    found = [tomllib.loads(path.read_text("utf-8")) for path in builtin_examples()]
    return [one for one in found if one.get("illustrative") and one.get("facts")]


def _collected() -> None:
    """Lay out what the pages begin with: exports of many firms, one spoilt, one twice, and one sent again."""
    examples = _complete()
    folder, inbox = Path("exports/north"), Path("inbox")
    folder.mkdir(parents=True)
    inbox.mkdir()
    for number in range(EXPORTS):
        one = examples[number % len(examples)]
        firm = {"name": f"示例企业 {number:04}", "credit_code": "", "province": PLACES[number % 7 % len(PLACES)]}
        # Each firm has forgotten another few answers.
        facts = {name: value for place, (name, value) in enumerate(one["facts"].items()) if place % 41 != number}
        whole = {**one, "enterprise": {**one["enterprise"], **firm}, "facts": facts}
        (folder / f"{number:04}.toml").write_text(tomli_w.dumps(whole), encoding="utf-8")
    exported = (folder / "0012.toml").read_text("utf-8")
    for name, day in (("0012-old", 5), ("0012", 25)):
        (folder / f"{name}.toml").write_text(f"{exported}\n[stamp]\ndate = 2026-02-{day:02}\n", encoding="utf-8")
    shutil.copy(folder / "0007.toml", inbox / "0007.toml")
    broken = (folder / "0007.toml").read_text("utf-8").replace("\nyear = ", "\n# year = ")
    (folder / "0007.toml").write_text(broken, encoding="utf-8")
    Path("factory.toml").write_text(tomli_w.dumps(examples[0]), encoding="utf-8")


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in an empty folder, and put back what the program sets for its whole process."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    for name, value in {"COLUMNS": "80", "GFASSESS_STATE": str(tmp_path / "state"), "LANGUAGE": ""}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", "__all__")
    domain = gettext.textdomain()
    yield
    gettext.textdomain(domain)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_from_files_to_a_report(lang: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Who follows the page gets what it shows and the files that it names; the columns are those of the other page."""
    _collected()
    for kind, text in _blocks("fleet-report", lang):
        if kind == "sh":
            _run_all(text, lang)
        for line, shown in _console(text) if kind == "console" else ():
            capfd.readouterr()
            assert _run(line, lang) == 1
            printed = "".join(capfd.readouterr())
            assert _fits(shown, printed), f"{line} prints\n{printed}"
    head = tomllib.loads(Path("scored/scored.toml").read_text("utf-8"))
    assert (head["sites"], head["skipped"]) == (EXPORTS + 1, 0)
    assert head["remark"] in _page("fleet-report", lang)
    for name in ("report.html", "report.docx", "machinery.xlsx"):
        assert Path(name).stat().st_size > 1000
    listed = Path("sites.csv").read_text("utf-8-sig").splitlines()
    assert len(listed) == head["sites"] + 1
    _columns_are_told(lang)
    for kind, text in _blocks("fleet-columns", lang):
        if kind == "python":
            subprocess.run([sys.executable, "-c", text], check=True, capture_output=True)


def _tables(lang: str) -> list[list[list[str]]]:
    """Return the tables of the page on columns, without their heads."""
    found = re.findall(r"^(?:\|.*\n)+", _page("fleet-columns", lang), re.MULTILINE)
    return [[[cell.strip() for cell in row.split("|")[1:-1]] for row in table.splitlines()[2:]] for table in found]


def _told(*tables: list[list[str]]) -> list[tuple[re.Pattern[str], str]]:
    """Return the names of the columns of some tables with their types; capitals stand for any id."""
    return [
        (re.compile(re.sub(r"[A-Z]+", r"[a-z0-9_]+", name)), kind)
        for table in tables
        for cell, kind, _ in table
        for name in re.findall(r"`(\w+)`", cell)
    ]


def _columns_are_told(lang: str) -> None:
    """Hold the files of the folders to the tables of the page, and the tables to the files."""
    types, assessments, ledger, scores, standing, scopes, codes = _tables(lang)
    known = {row[0] for row in types}
    packed, scored = Path("packed"), Path("scored")
    for told, files in (
        (_told(assessments), [packed / "assessments" / "00000.parquet"]),
        (_told(ledger), [path / "00000.parquet" for path in (packed / "ledgers").iterdir()]),
        (_told(assessments[:11], scores), sorted((scored / "scores").glob("*.parquet"))),
        (_told(standing), [scored / "standing.parquet"]),
    ):
        there = {name: str(kind) for file in files for name, kind in pl.read_parquet_schema(file).items()}
        found = {name: [(one, kind) for one, kind in told if one.fullmatch(name)] for name in there}
        assert [name for name, matches in found.items() if not matches] == []
        assert {one for matches in found.values() for one, _ in matches} == {one for one, _ in told}
        for name, matches in found.items():
            kinds = {kind for _, kind in matches if kind in known}
            assert kinds <= {there[name]}, name
    assert [row[0].strip("`") for row in scopes] == ["all", "division", "region", "division_region"]
    for column, names in ((1, STATES), (2, GATE_STATES), (3, VERDICTS)):
        assert [(row[0], re.split(r"[ :]", row[column])[0]) for row in codes if row[column]] == [
            (str(place), name) for place, name in enumerate(names)
        ]


def test_from_a_laptop_to_spark(spark: "SparkSession", tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Who follows the page gets the same figures from Polars and Spark; the master is stood in for by this machine."""
    assert spark is not None
    _collected()
    Path("exports/north/0007.toml").unlink()
    Path("exports/north/0012-old.toml").unlink()
    assert main(["fleet", "pack", "exports", "-o", "packed", "--jobs", "1"]) == 0
    shared = tmp_path / "shared"
    shutil.copytree("packed", shared / "packed")
    for kind, text in _blocks("fleet-spark", "en"):
        if kind == "sh":
            _run_all(text.replace("/shared/", f"{shared.as_posix()}/"), "en")
    capfd.readouterr()
    heads = [
        tomllib.loads((path / "scored.toml").read_text("utf-8")) for path in (Path("scored"), shared / "scored-cluster")
    ]
    assert [head.pop("engine") for head in heads] == ["polars", "spark"]
    assert heads[0] == heads[1]


@pytest.mark.parametrize("name", ["fleet-report", "fleet-spark", "fleet-columns"])
def test_both_pages_say_the_same(name: str) -> None:
    """Neither language is behind: commands, ids of columns, types and settings are the same."""
    english, chinese = (_page(name, lang) for lang in LANGUAGES)
    blocks = [_blocks(name, lang) for lang in LANGUAGES]
    assert [kind for kind, _ in blocks[0]] == [kind for kind, _ in blocks[1]]
    for (kind, one), (_, other) in zip(*blocks, strict=True):
        lines = [
            [shlex.split(line) for line, _ in _console(text)] if kind == "console" else text for text in (one, other)
        ]
        commands = [
            re.sub(r'--remark ".*?"', "", text) if isinstance(text, str) else [line[:6] for line in text]
            for text in lines
        ]
        assert commands[0] == commands[1]
    assert re.findall(r"^\| (`.*?`) \|", english, re.MULTILINE) == re.findall(r"^\| (`.*?`) \|", chinese, re.MULTILINE)
    assert len(re.findall(r"^#", english, re.MULTILINE)) == len(re.findall(r"^#", chinese, re.MULTILINE))
