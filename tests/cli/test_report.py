"""`gfassess report`: where it writes, what it refuses, what it takes from the command line."""

import shutil
from pathlib import Path

import pytest

from gfassess.cli.typed import REPORTS
from gfassess.files import registry_folder
from gfassess.report.paper import render
from gfassess.report.paper.render import KINDS, Kind
from tests.cli.conftest import ROOT, Run


@pytest.fixture
def factory(machinery: str) -> Path:
    """Return a copy of the complete example in the folder of the test."""
    return Path(shutil.copy(machinery, "factory.toml"))


def test_the_command_line_knows_the_kinds_that_there_are() -> None:
    """Help is printed without loading any renderer, so it has a list of its own."""
    assert set(REPORTS) == set(KINDS)


def test_the_report_is_written_beside_the_assessment(gfassess: Run, factory: Path) -> None:
    """Without a name it is called like the assessment; what is written is told, and nothing is printed."""
    ran = gfassess("report", str(factory), "--to", "md")
    assert (ran.code, ran.out) == (0, "")
    assert "factory.md" in ran.err
    assert factory.with_suffix(".md").read_text(encoding="utf-8").startswith("# Green factory self-assessment report")


def test_a_file_that_is_there_stays(gfassess: Run, factory: Path) -> None:
    """It is replaced only with --force; the assessment itself never."""
    Path("factory.html").write_text("mine", encoding="utf-8")
    ran = gfassess("report", str(factory))
    assert ran.code == 1
    assert "there already" in ran.err
    assert Path("factory.html").read_text(encoding="utf-8") == "mine"
    assert gfassess("report", str(factory), "--force").code == 0
    assert Path("factory.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    before = factory.read_bytes()
    assert gfassess("report", str(factory), "-o", str(factory), "--force").code == 1
    assert factory.read_bytes() == before


def test_the_name_says_the_kind(gfassess: Run, factory: Path) -> None:
    """--to is needed only where the ending of the name says nothing else."""
    assert gfassess("report", str(factory), "-o", "out.txt").code == 0
    assert Path("out.txt").read_text(encoding="utf-8").startswith("Green factory")
    assert gfassess("report", str(factory), "-o", "other.txt", "--to", "md").code == 0
    assert Path("other.txt").read_text(encoding="utf-8").startswith("# Green factory")


def test_the_report_goes_to_standard_output(gfassess: Run, factory: Path) -> None:
    """- writes the bytes of the file and nothing else."""
    ran = gfassess("report", str(factory), "--to", "txt", "-o", "-")
    assert ran.out.startswith("Green factory self-assessment report\n")
    assert ran.err == ""
    assert sorted(path.name for path in Path().iterdir()) == ["factory.toml"]


@pytest.mark.parametrize("place", ["before", "after"])
def test_both_languages_are_for_reports_only(gfassess: Run, factory: Path, place: str) -> None:
    """--lang both stands before or after the verb; other verbs refuse it."""
    words = ("--lang", "both")
    order = (*words, "report", str(factory)) if place == "before" else ("report", str(factory), *words)
    assert gfassess(*order, "--to", "txt").code == 0
    text = factory.with_suffix(".txt").read_text(encoding="utf-8")
    assert "原料无害化" in text
    assert "Harmless raw materials" in text
    assert gfassess("score", str(factory), *words).code == 2


def test_peers_stand_in_the_report_when_asked_for(gfassess: Run, factory: Path) -> None:
    """--listed adds who is listed, --cohort the place among sites; without them there are no peers."""
    cohort = str(ROOT / "examples" / "cohort-illustrative.toml")
    assert "Peers" not in gfassess("report", str(factory), "--to", "txt", "-o", "-").out
    shown = gfassess("report", str(factory), "--to", "txt", "-o", "-", "--listed", "--cohort", cohort).out
    for wanted in (
        "Listed enterprises",
        "Place in a cohort",
        "percentile",
        "ILLUSTRATIVE: the figures of this cohort",
    ):
        assert wanted in shown


@pytest.mark.parametrize("kind", ["txt", "html"])
def test_published_figures_stand_beside_a_cohort(gfassess: Run, factory: Path, kind: str) -> None:
    """--cohort also shows what listed firms of the trade published of single sites; without it nothing of them."""
    own = registry_folder()
    own.mkdir(parents=True)
    listed = "name,division\n" + "".join(f"虚构{firm}厂,34\n" for firm in range(5))
    text = "title = { zh = '名单', en = 'List' }\n[[list]]\nbatch = 1\nyear = 2017\ncategory = 'factory'\n"
    text += f"document = 'D'\nrows = '''\n{listed}'''\n"
    for firm in range(5):
        text += f"[[disclosure]]\npeer = '虚构{firm}厂'\nof = 'energy_per_output_value'\nvalue = {20 + firm}\n"
        text += "unit = 'kgce/10^4 CNY'\nyear = 2024\nscope = 'site'\nsource = { document = '虚构报告' }\n"
    (own / "list.toml").write_text(text, encoding="utf-8")
    cohort = str(ROOT / "examples" / "cohort-illustrative.toml")
    report = ("report", str(factory), "--to", kind, "-o", "-")
    shown = gfassess(*report, "--cohort", cohort).out
    assert "Published by listed firms of your trade, sites only" in shown
    assert "percentile 0 among 5 sites" in shown
    assert "mean: 0.022 tce/10^4 CNY" in shown
    assert "Published by listed firms" not in gfassess(*report).out


def test_another_rule_set_reports_as_well(gfassess: Run, factory: Path) -> None:
    """--ruleset works as with score, without weights too."""
    shown = gfassess("report", str(factory), "--ruleset", "miit-form-2025", "--to", "txt", "-o", "-").out
    assert "The weights are not published" in shown


def test_a_missing_package_is_named_with_the_way_to_it(
    gfassess: Run, factory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where an extra is not installed the message says which, and nothing is written."""
    monkeypatch.setattr(render, "KINDS", {**KINDS, "html": Kind("not_there", "office")})
    ran = gfassess("report", str(factory))
    assert ran.code == 1
    assert 'pip install "gfassess[office]"' in ran.err
    assert not Path("factory.html").exists()


def test_answers_of_the_wrong_kind_are_told(gfassess: Run, factory: Path) -> None:
    """They count as none, so whoever reads the report must know of them."""
    text = factory.read_text(encoding="utf-8").replace("land_area = 46000", 'land_area = "large"')
    factory.write_text(text, encoding="utf-8")
    ran = gfassess("report", str(factory))
    assert ran.code == 1
    assert "land_area" in ran.err
    assert Path("factory.html").exists()
