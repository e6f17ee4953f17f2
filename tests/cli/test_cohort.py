"""Cohorts from the command line: built from exports, joined, compared with, and recomputed."""

import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from gfassess import __version__
from gfassess.files import builtin_criteria
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.rules import load as load_rules
from gfassess.scoring import score
from gfassess.stamp import export
from gfassess.store import load
from tests.cli.conftest import ROOT, Run

COHORT = str(ROOT / "examples" / "cohort-illustrative.toml")
LANGUAGE_FREE = "虚构机械企业（演示）"
Exports = Callable[..., list[str]]


@cache
def _rules() -> Rulebook:
    return load_rules(builtin_criteria())


@cache
def _example() -> Assessment:
    return load(ROOT / "examples" / "machinery-illustrative.toml").assessment


def _site(number: int, **changed: Any) -> Assessment:
    """Return a site of its own with its own figures; that no factory has them does not matter here."""
    example = _example()
    facts = {**example.facts, "output_value": 50000.0 + 400 * number}
    enterprise = example.enterprise.model_copy(update={"name": f"厂{number}", "credit_code": f"CODE{number}"})
    return example.model_copy(update={"facts": facts, "enterprise": enterprise, "illustrative": False, **changed})


def _export(path: str, site: Assessment, day: date = date(2026, 3, 1)) -> str:
    Path(path).write_text(export(site, score(_rules(), site), _rules(), __version__, day), encoding="utf-8")
    return path


@pytest.fixture
def exports() -> Exports:
    """Return a function that writes exports of some sites and returns their names."""

    def write(numbers: Sequence[int], **changed: Any) -> list[str]:
        return [_export(f"e{number}.toml", _site(number, **changed)) for number in numbers]

    return write


def _built(path: str) -> dict[str, Any]:
    return tomllib.loads(Path(path).read_text("utf-8"))


def test_a_cohort_from_exports(gfassess: Run, exports: Exports) -> None:
    """Sites become figures; the words go to standard error, and the file names nobody."""
    ran = gfassess(
        "peers", "build", *exports(range(6)), "-o", "hunan.toml", "--title", "湖南机械", "--statement", "协会"
    )
    assert (ran.code, ran.out) == (0, "")
    assert "6 sites of 6 files" in ran.err
    found = _built("hunan.toml")
    assert (found["id"], found["title"], found["statement"], found["ruleset"]) == ("hunan", "湖南机械", "协会", "five")
    assert {cell.get("division", "") for cell in found["cell"]} == {"", "34"}
    assert all(figure["n"] == 6 and "values" not in figure for cell in found["cell"] for figure in cell["figure"])
    assert "illustrative" not in found
    assert "厂1" not in Path("hunan.toml").read_text("utf-8")
    assert "CODE1" not in Path("hunan.toml").read_text("utf-8")


def test_what_does_not_count_is_named(gfassess: Run, exports: Exports) -> None:
    """Changed, unstamped, invented, given twice, nobody's, unreadable: the rest is built all the same."""
    good = exports(range(5))
    changed = tomllib.loads(Path(good[0]).read_text("utf-8"))
    changed["facts"]["output_value"] = 1
    Path("changed.toml").write_text(tomli_w.dumps(changed), encoding="utf-8")
    _export("invented.toml", _site(11, illustrative=True))
    _export("older.toml", _site(0), date(2026, 1, 1))
    _export(
        "nobody.toml", _site(12, enterprise=_example().enterprise.model_copy(update={"name": "", "credit_code": ""}))
    )
    Path("plain.toml").write_text('ruleset = "five"\nyear = 2025\n', encoding="utf-8")
    Path("broken.toml").write_text("= 1", encoding="utf-8")
    bad = ["changed", "invented", "older", "nobody", "plain", "broken", "missing"]
    ran = gfassess("peers", "build", *good, *(f"{name}.toml" for name in bad), "-o", "c.toml")
    assert ran.code == 0
    assert "5 sites of 12 files" in ran.err
    for name, words in zip(
        bad,
        (
            "changed after export",
            "invented",
            "same site and year as e0.toml",
            "neither",
            "no result",
            "",
            "no such file",
        ),
        strict=True,
    ):
        assert any(line.startswith(f"{name}.toml: ") and words in line for line in ran.err.splitlines()), name


def test_a_folder_stands_for_its_files(gfassess: Run, exports: Exports) -> None:
    """Shells without patterns can name the folder."""
    exports(range(5))
    assert gfassess("peers", "build", ".", "-o", "../c.toml", "--values").code == 0
    assert all(len(figure["values"]) == 5 for cell in _built("../c.toml")["cell"] for figure in cell["figure"])


def test_invented_sites_make_an_invented_cohort(gfassess: Run, exports: Exports) -> None:
    """Only where it was asked for, and then the cohort says so."""
    files = exports(range(5), illustrative=True)
    ran = gfassess("peers", "build", *files, "-o", "c.toml")
    assert ran.code == 1
    assert "no file is left" in ran.err
    assert gfassess("peers", "build", *files, "-o", "c.toml", "--illustrative").code == 0
    assert _built("c.toml")["illustrative"] is True


def test_too_few_sites_make_no_cohort(gfassess: Run, exports: Exports) -> None:
    """Four sites: nothing is written, neither file nor ledger."""
    ran = gfassess("peers", "build", *exports(range(4)), "-o", "c.toml")
    assert ran.code == 1
    assert "no cell has 5 sites" in ran.err
    assert not Path("c.toml").exists()
    assert not Path("../state/cohorts").exists()


def test_a_newcomer_waits_for_others(gfassess: Run, exports: Exports) -> None:
    """The next version is built beside all earlier ones; what was never handed out is forgotten on request."""
    files = exports(range(7))
    assert gfassess("peers", "build", *files[:6], "-o", "c.toml").code == 0
    first = _built("c.toml")
    refused = gfassess("peers", "build", *files, "-o", "c.toml")
    assert (refused.code, _built("c.toml")) == (1, first)
    assert "already" in refused.err
    again = gfassess("peers", "build", *files, "-o", "c.toml", "--force")
    assert again.code == 0
    assert "as published before" in again.err
    assert _built("c.toml") == first
    assert gfassess("peers", "build", *files, "-o", "c.toml", "--force", "--redo").code == 0
    assert _built("c.toml") == first
    assert gfassess("peers", "build", *files, "-o", "d.toml", "--ledger", "own.toml").code == 0
    assert all(figure["n"] == 7 for cell in _built("d.toml")["cell"] for figure in cell["figure"])
    assert Path("own.toml").exists()


def test_sites_of_several_rule_sets_need_a_choice(gfassess: Run, exports: Exports) -> None:
    """Facts are entered once: all sites can be scored by the rule set that was chosen."""
    other = next(name for name in _rules().rulesets if name != "five")
    files = [*exports(range(4)), *exports([4], ruleset=other)]
    ran = gfassess("peers", "build", *files, "-o", "c.toml")
    assert ran.code == 1
    assert "--ruleset" in ran.err
    assert gfassess("peers", "build", *files, "-o", "c.toml", "--ruleset", other).code == 0
    assert _built("c.toml")["ruleset"] == other


def test_a_name_that_is_no_id(gfassess: Run, exports: Exports) -> None:
    """A file may be called as one likes; then the id is typed."""
    files = exports(range(5))
    ran = gfassess("peers", "build", *files, "-o", "湖南.toml")
    assert ran.code == 1
    assert "--id" in ran.err
    assert gfassess("peers", "build", *files, "-o", "湖南.toml", "--id", "hunan").code == 0
    ran = gfassess("peers", "build", *files, "-o", "-", "--id", "other")
    assert tomllib.loads(ran.out)["id"] == "other"


def test_cohorts_are_joined(gfassess: Run, exports: Exports) -> None:
    """What does not follow from the parts is named; sites in both need the user's word."""
    files = exports(range(10))
    for name, some in (("a", files[:5]), ("b", files[5:])):
        assert gfassess("peers", "build", *some, "-o", f"{name}.toml").code == 0
    ran = gfassess("peers", "merge", "a.toml", "b.toml", "-o", "c.toml")
    assert ran.code == 1
    assert "--disjoint" in ran.err
    ran = gfassess("peers", "merge", "a.toml", "b.toml", "-o", "c.toml", "--disjoint")
    assert ran.code == 0
    assert "have no quartiles" in ran.err
    assert all(figure["n"] == 10 for cell in _built("c.toml")["cell"] for figure in cell["figure"])
    assert gfassess("peers", "merge", "a.toml", "-o", "d.toml").code == 2


def _without_references(name: str = "own.toml") -> str:
    data = tomllib.loads((ROOT / "examples" / "machinery-illustrative.toml").read_text("utf-8"))
    data["references"] = {}
    Path(name).write_text(tomli_w.dumps(data), encoding="utf-8")
    return name


def test_a_cohort_gives_reference_values(gfassess: Run) -> None:
    """Lines without reference are scored, and every face names the cohort and that it is invented."""
    own = _without_references()
    assert "without reference" in gfassess("score", own).out
    scored = gfassess("score", own, "--cohort", COHORT)
    assert "without reference" not in scored.out
    assert "ILLUSTRATIVE" in scored.out
    assert LANGUAGE_FREE in gfassess("score", own, "--cohort", COHORT, "--json").out
    line = next(
        line.id
        for head in _rules().rulesets["five"].heads
        for line in head.indicator
        if any(one.scale.reference == "energy_per_output_value" for one in line.variants)
    )
    why = gfassess("why", own, line, "--cohort", COHORT)
    assert "cohort of peers" in why.out
    assert "ILLUSTRATIVE" in why.out


def test_an_export_with_a_cohort_can_be_recomputed(gfassess: Run) -> None:
    """From the file alone, which says so; with the cohort its figures are checked as well."""
    own = _without_references()
    assert gfassess("export", own, "-o", "e.toml", "--cohort", COHORT).code == 0
    alone = gfassess("verify", "e.toml")
    assert (alone.code, alone.out) == (0, "")
    assert "taken from this file" in alone.err
    assert LANGUAGE_FREE in alone.err
    assert gfassess("verify", "e.toml", "--cohort", COHORT).code == 0
    text = Path(COHORT).read_text("utf-8")
    Path("other.toml").write_text(text.replace("best = ", "best = 1"), encoding="utf-8")
    other = gfassess("verify", "e.toml", "--cohort", "other.toml")
    assert other.code == 1
    assert "not those of the cohort" in other.out


def test_a_forged_pair_is_found(gfassess: Run) -> None:
    """Who changes the pair but not the points is found even without the cohort."""
    own = _without_references()
    assert gfassess("export", own, "-o", "e.toml", "--cohort", COHORT).code == 0
    data = tomllib.loads(Path("e.toml").read_text("utf-8"))
    line = next(line for line in data["result"]["indicators"] if line.get("reference", {}).get("kind") == "cohort")
    line["reference"]["leading"] *= 2
    Path("e.toml").write_text(tomli_w.dumps(data), encoding="utf-8")
    assert gfassess("verify", "e.toml").code == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_compare_shows_the_standing(gfassess: Run, machinery: str, lang: str, ascii_only: bool) -> None:  # noqa: FBT001
    """Total, criteria, questions and gates, in 80 columns, with n and interval, and that the cohort is invented."""
    from gfassess.report.columns import cells

    options = ["--ascii"] if ascii_only else []
    ran = gfassess("compare", machinery, "--cohort", COHORT, *options, lang=lang)
    assert ran.code == 0
    assert LANGUAGE_FREE in ran.out
    assert all(cells(line) <= 80 for line in ran.out.splitlines())
    assert ("◆" in ran.out) is not ascii_only
    if lang == "en":
        for words in (
            "ILLUSTRATIVE",
            "among 22 sites (95 % interval",
            "Overview",
            "By question",
            "Gates",
            "division 34",
            "Who built it, and of what: tools/illustrative_cohort.py",
        ):
            assert words in ran.out


def test_compare_with_a_cohort_of_other_trades(gfassess: Run, write: Callable[[str, str], str]) -> None:
    """Without figures of one's own trade all together are compared with, and no reference values are given."""
    text = Path(_without_references()).read_text("utf-8")
    Path("own.toml").write_text(text.replace('division = "34"', 'division = "13"'), encoding="utf-8")
    ran = gfassess("compare", "own.toml", "--cohort", COHORT)
    assert ran.code == 0
    assert "all divisions together" in ran.out
    assert "no reference values" in ran.err
    early = text.replace("year = 2025", "year = 2001", 1)
    Path("own.toml").write_text(early, encoding="utf-8")
    assert "no figures up to 2001" in gfassess("compare", "own.toml", "--cohort", COHORT).out
    bad = write("bad.toml", "format = 1\n")
    assert gfassess("score", "own.toml", "--cohort", bad).code == 1
