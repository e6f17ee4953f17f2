"""Rule folders: checked, tested by their own examples, and shown."""

from pathlib import Path

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
        "cases/own.toml:2: 0.7143 tce over 1000 m2, level full: 6 + 4 points\n"
        "    i.share: expected 0.5, found 1\n"
        "cases/own.toml:15: open\n"
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
