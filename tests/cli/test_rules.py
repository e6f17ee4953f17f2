"""Rule folders: checked, tested by their own examples, and shown."""

import json
from collections.abc import Callable
from pathlib import Path

from gfassess.report.columns import cells
from tests.cli.conftest import Run

CASES = """
[[case]]
name = "0.7143 tce over 1000 m2, level full: 6 + 4 points"
ruleset = "small"
year = 2024
facts = { area = 1000, level = "full", plan = false }
ledgers = { use = [{ carrier = "coal", amount = 1_000 }] }
total = { low = 10, high = 10 }
verdict = "blocked"
[case.expect]
i = { state = "scored", share = 1, points = 6 }
j = { points = 4 }
g = { state = "fail" }

[[case]]
name = "open"
ruleset = "small"
year = 2024
facts = { area = 1000 }
[case.expect]
i = { state = "unanswered", missing = ["use"] }
g = { state = "unknown" }
"""


def _cases(folder: str, text: str) -> None:
    Path(folder, "cases").mkdir(exist_ok=True)
    Path(folder, "cases", "own.toml").write_text(text, "utf-8")


def test_shipped_rules_pass_their_own_check_and_examples(gfassess: Run) -> None:
    """What ships has no problem, and every worked example comes out as computed by hand."""
    ran = gfassess("rules", "check")
    assert (ran.code, ran.out) == (0, "")
    ran = gfassess("rules", "test")
    assert (ran.code, ran.out) == (0, "")
    assert ", 0 wrong" in ran.err


def test_examples_that_hold(gfassess: Run, small: str) -> None:
    """States, shares, points, missing questions, totals, gates and verdict are compared."""
    _cases(small, CASES)
    ran = gfassess("rules", "test", small)
    assert (ran.code, ran.out, ran.err) == (0, "", "rules: 2 cases, 0 wrong\n")


def test_examples_that_do_not_hold(gfassess: Run, small: str) -> None:
    """Every difference is told with file, line, case, what was expected and what came."""
    wrong = CASES.replace("share = 1, points = 6", "share = 0.5, points = 6").replace('["use"]', '["area"]')
    _cases(small, wrong)
    ran = gfassess("rules", "test", small)
    assert ran.code == 1
    assert ran.out == (
        "rules/cases/own.toml:2: 0.7143 tce over 1000 m2, level full: 6 + 4 points\n"
        "    i.share: expected 0.5, found 1\n"
        "rules/cases/own.toml:15: open\n"
        "    i.missing: expected area, found use\n"
    )
    assert ran.err == "rules: 2 cases, 2 wrong\n"


def test_tolerance_of_an_example(gfassess: Run, small: str) -> None:
    """A published figure that was rounded can be compared within a stated tolerance, and no further."""
    _cases(small, CASES.replace("points = 4 }", "points = 4.04, tolerance = 0.05 }"))
    assert gfassess("rules", "test", small).code == 0
    _cases(small, CASES.replace("points = 4 }", "points = 4.04, tolerance = 0.03 }"))
    assert gfassess("rules", "test", small).code == 1


def test_example_of_an_unknown_line(gfassess: Run, small: str) -> None:
    """An expectation about something that the rules do not have is a failure, not a pass."""
    _cases(small, CASES.replace("j = {", "k = {"))
    ran = gfassess("rules", "test", small)
    assert ran.code == 1
    assert "k: expected an indicator or gate, found neither" in ran.out


def test_folder_without_examples(gfassess: Run, small: str) -> None:
    """No example at all is said, so that a wrong folder does not look like success."""
    assert gfassess("rules", "test", small).code == 1


def test_check_finds_all_problems(gfassess: Run, small: str) -> None:
    """The problems are the result, with file and line; the count stands beside it."""
    path = Path(small, "rulesets", "small", "c.toml")
    path.write_text(
        path.read_text("utf-8").replace("tce / area", "tce / aera").replace("points = 4", "points = 5"), "utf-8"
    )
    ran = gfassess("rules", "check", small)
    assert ran.code == 1
    assert "rulesets/small/c.toml:" in ran.out
    assert 'did you mean "area"?' in ran.out
    assert ran.err.startswith("rules: ")


def test_problems_of_a_folder_name_it(gfassess: Run, small: str, machinery: str) -> None:
    """A file of a folder that was named is told as the user would type it, whatever the verb; notes on paths too."""
    path = Path(small, "rulesets", "small", "c.toml")
    path.write_text("points = 1\n", "utf-8")
    for verb in (("score", machinery, "--criteria", small), ("rules", "test", small), ("rules", "sources", small)):
        ran = gfassess(*verb)
        assert (ran.code, ran.out) == (1, "")
        assert f"{path.as_posix()}: " in ran.err or f"{path.as_posix()}:1" in ran.err


def test_show(gfassess: Run) -> None:
    """The list gives title, version and points; one rule set is printed with formulas, scales and sources."""
    ran = gfassess("rules", "show")
    assert (ran.code, ran.err) == (0, "")
    assert "five" in ran.out
    ran = gfassess("rules", "show", "five", lang="zh")
    assert ran.code == 0
    for words in ("用地集约化", "GB/T 36132-2025", "plot_ratio"):
        assert words in ran.out
    assert gfassess("rules", "show", "six").code == 1


def test_own_rules_score(gfassess: Run, small: str) -> None:
    """`--criteria` replaces the rules that come along, before or after the verb."""
    Path("a.toml").write_text('ruleset = "small"\nyear = 2024\n[facts]\nlevel = "full"\n', "utf-8")
    for arguments in (["--criteria", small, "score", "a.toml"], ["score", "a.toml", "--criteria", small]):
        assert "4.00 - 10.00 / 10.00" in gfassess(*arguments).out


def test_sources_by_document(gfassess: Run, small: str) -> None:
    """The summary counts the figures of each document by what they rest on, and says how sure they are."""
    ran = gfassess("rules", "sources", small)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "8 figures from 1 document\n"
        "  standard 5; choice of this project 3; confidence: high 5\n"
        "\n"
        "D1  Document one\n"
        "  8 figures: standard 5; choice of this project 3; confidence: high 5\n"
    )


def test_sources_of_one_document(gfassess: Run) -> None:
    """Every figure of a document stands with its value, unit, clause and place; the number is found however typed."""
    ran = gfassess("rules", "sources", "--document", "gb16780-2021")
    assert (ran.code, ran.err) == (0, "")
    for words in (
        "Cement clinker, comprehensive energy",
        "100 kgce/t",
        "表2; standard; confidence: medium",
        "].leading",
    ):
        assert words in ran.out
    assert "GB 21252-2023" not in ran.out
    ran = gfassess("rules", "sources", "--document", "GB 16780-2012")
    assert ran.code == 1
    assert 'did you mean "GB 16780-2021"?' in ran.err
    ran = gfassess("rules", "sources", "--document", "nada")
    assert (ran.code, ran.out) == (1, "")
    assert "gfassess rules sources lists the" in ran.err


def test_sources_fit_the_terminal(gfassess: Run) -> None:
    """No line is wider than 80 cells but for an address, which must stay whole to be copied."""
    for lang in ("en", "zh"):
        lines = gfassess("rules", "sources", lang=lang).out.splitlines()
        assert [line for line in lines if cells(line) > 80 and "://" not in line] == []


def test_sources_for_machines(gfassess: Run) -> None:
    """The JSON has every figure, and counts them by document; with a document, only its own."""
    data = json.loads(gfassess("rules", "sources", "--json").out)
    assert sum(document["figures"] for document in data["documents"]) == len(data["figures"])
    assert {figure["document"] for figure in data["figures"]} <= {document["id"] for document in data["documents"]}
    assert all(figure["basis"] == "project" or figure["confidence"] for figure in data["figures"])
    one = json.loads(gfassess("rules", "sources", "--json", "--document", "GB 16780-2021").out)
    assert [document["id"] for document in one["documents"]] == ["GB 16780-2021"]
    assert one["figures"] == [figure for figure in data["figures"] if figure["document"] == "GB 16780-2021"]


def test_sources_of_a_folder_with_a_figure_from_nowhere(gfassess: Run, small: str) -> None:
    """A figure without a document is told instead of being listed without one."""
    path = Path(small, "facts", "all.toml")
    path.write_text(path.read_text("utf-8").replace("carrier_kgce / 1000", "0.7143 / 1000"), "utf-8")
    ran = gfassess("rules", "sources", small)
    assert (ran.code, ran.out) == (1, "")
    assert "this figure has no source" in ran.err


def test_a_file_of_before_is_scored_after_everything_was_renamed(
    gfassess: Run, small: str, write: Callable[[str, str], str]
) -> None:
    """Fact, line and rule set have new ids: the file that names the old ones scores as before, and check says so."""
    file = write("a.toml", 'ruleset = "small"\nyear = 2024\n[facts]\narea = 1000\nplan = true\nlevel = "full"\n')
    with Path(file).open("a", encoding="utf-8") as more:
        more.write('[ledgers]\nuse = [{ carrier = "coal", amount = 2000 }]\n[not_applicable]\nj = "none"\n')
    before = json.loads(gfassess("score", file, "--criteria", small, "--json").out)
    root = Path(small, "rulesets", "small").rename(Path(small, "rulesets", "tiny"))
    changes = {
        Path(small, "facts", "all.toml"): {'id = "area"': 'id = "ground"\nformerly = ["area"]'},
        root / "c.toml": {"tce / area": "tce / ground", 'id = "j"': 'id = "k"\nformerly = ["j"]'},
        root / "ruleset.toml": {'id = "small"': 'id = "tiny"\nformerly = ["small"]'},
    }
    for path, parts in changes.items():
        text = path.read_text("utf-8")
        for old, new in parts.items():
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
    after = gfassess("score", file, "--criteria", small, "--json")
    assert (after.code, after.err) == (0, "")
    data = json.loads(after.out)
    assert (data["total"], data["ruleset"]) == (before["total"], "tiny")
    told = gfassess("check", file, "--criteria", small)
    assert told.code == 0
    for old, new in (("small", "tiny"), ("area", "ground"), ("j", "k")):
        assert f'"{old}" is called "{new}" now' in told.out
    assert gfassess("score", file, "--criteria", small, "--ruleset", "small").code == 1
