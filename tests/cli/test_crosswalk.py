"""Rule sets beside each other: crosswalk, rules diff, score with several of them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from gfassess import rules
from gfassess.report.columns import cells
from tests.cli.conftest import ROOT, Run

SCHEMAS = ROOT / "docs" / "schema"


@pytest.fixture
def other(small: str) -> str:
    """Return a second rule folder: one figure, one formula, one id and one head differ from the first."""
    shutil.copytree(small, "other")
    path = Path("other", "rulesets", "small", "c.toml")
    text = path.read_text("utf-8").replace('id = "j"', 'id = "k"\nformerly = ["j"]').replace("tce / area", "tce/(area)")
    text = text.replace("points = 6", "points = 7").replace("points = 4", "points = 3")
    path.write_text(text.replace("full = 1", "full = 1, half = 0.5"), "utf-8")
    return "other"


def test_crosswalk_without_a_file(gfassess: Run) -> None:
    """Every line of both rule sets is marked; without a file nothing is said to be missing."""
    ran = gfassess("crosswalk", "five", "gbt36132-2025")
    assert (ran.code, ran.err) == (0, "")
    assert "unchanged  Energy intensity  energy_intensity; points 6 -> 8" in ran.out
    assert "before under: Waste recovery" in ran.out
    assert "You have" not in ran.out


def test_crosswalk_names_what_is_missing(gfassess: Run, machinery: str) -> None:
    """With a file: the share that is there, and the missing questions by office with their ids."""
    ran = gfassess("crosswalk", "five", "gbt36132-2025", machinery)
    assert ran.code == 0
    data = json.loads(gfassess("crosswalk", "five", "gbt36132-2025", machinery, "--json").out)
    ready = data["readiness"]
    assert f"You have {int(ready['share'] * 100)} % of what the new rule set asks for" in ran.out
    for office, names in ready["departments"].items():
        assert names
        for name in names:
            assert name in ran.out
        assert office in {"production", "environment", "quality", "energy", "administration", "purchasing", "finance"}
    words = gfassess("crosswalk", "five", "five", machinery).out
    assert "questions that the new rule set asks are answered" in words


def test_crosswalk_names_what_comes_and_goes(gfassess: Run, chongqing: str) -> None:
    """Questions asked anew or no longer stand one on a line with their ids; of those kept there is the count."""
    data = json.loads(gfassess("crosswalk", "five", "gbt36132-2025", chongqing, "--json").out)
    ran = gfassess("crosswalk", "five", "gbt36132-2025", chongqing)
    asked = ran.out.partition("Data asked for")[2].split("\n")
    for name, mark in data["questions"].items():
        assert sum(row.split()[-1:] == [name] for row in asked) == (mark != "kept")
    assert f"  asked by both: {list(data['questions'].values()).count('kept')} (--json lists them)" in asked
    for name in data["readiness"]["unreferenced"]:
        assert f"({name})" in ran.out.partition("reference values:")[2]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("old", "new"), [("five", "gbt36132-2025"), ("gbt36132-2025", "miit-form-2025")])
def test_crosswalk_fits_the_terminal(gfassess: Run, machinery: str, old: str, new: str, lang: str) -> None:
    """Nothing is wider than 80 cells."""
    ran = gfassess("crosswalk", old, new, machinery, lang=lang)
    assert ran.code == 0
    assert max(map(cells, ran.out.split("\n"))) <= 80


@pytest.mark.parametrize("file", [True, False])
def test_crosswalk_json_keeps_to_its_schema(gfassess: Run, chongqing: str, file: bool) -> None:  # noqa: FBT001
    """`--json` is what the published schema says, between all rule sets that ship."""
    schema = json.loads((SCHEMAS / "crosswalk.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    names = sorted(path.name for path in (ROOT / "criteria" / "rulesets").iterdir())
    for old, new in zip(names, [*names[1:], names[0]], strict=True):
        ran = gfassess("crosswalk", old, new, *([chongqing] if file else []), "--json")
        data = json.loads(ran.out)
        jsonschema.validate(data, schema)
        assert ("readiness" in data) is file


def test_crosswalk_of_an_unknown_rule_set(gfassess: Run, chongqing: str) -> None:
    """The nearest name is offered, with a file and without one; where neither is known, both are named."""
    for arguments in ((), (chongqing,)):
        ran = gfassess("crosswalk", "fife", "gbt36132-2026", *arguments)
        assert ran.err.count("there is no rule set") == 2
        ran = gfassess("crosswalk", "five", "gbt36132-2026", *arguments)
        assert (ran.code, ran.out) == (1, "")
        assert 'did you mean "gbt36132-2025"?' in ran.err


def test_crosswalk_of_a_file_with_mistakes(gfassess: Run, write: Callable[[str, str], str]) -> None:
    """An answer of the wrong kind is told and counts as missing."""
    file = write("a.toml", 'ruleset = "five"\nyear = 2025\n[facts]\nland_area = "large"\n')
    ran = gfassess("crosswalk", "five", "gbt36132-2025", file)
    assert ran.code == 1
    assert "land_area" in ran.err
    assert "You have 0 %" in ran.out


def test_diff_of_equal_rules(gfassess: Run, small: str) -> None:
    """Nothing differs between a thing and itself, and that is said; it is no failure."""
    for pair in (("five", "five"), (small, small)):
        ran = gfassess("rules", "diff", *pair)
        assert (ran.code, ran.out, ran.err) == (0, "Nothing differs.\n", "")


def test_diff_of_folders(gfassess: Run, small: str, other: str) -> None:
    """Points, scale and the new id of a line are told in plain words; another spelling of a formula is not."""
    ran = gfassess("rules", "diff", small, other)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "indicator Energy per area (small.c.i): points 6 -> 7\n"
        "indicator Level (small.c.k):\n"
        "    id j -> k\n"
        "    points 4 -> 3\n"
        "    scale none: 0%; full: 100% -> none: 0%; full: 100%; half: 50%\n"
        "2 differences\n"
    )


def test_diff_of_folders_reads_no_other_rules(
    gfassess: Run, small: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two folders are compared without the rules that come along, which may take long and be broken."""

    def never(_arguments: object) -> None:
        pytest.fail("the rules that come along were read")

    monkeypatch.setattr("gfassess.cli.differences.all_rules", never)
    assert gfassess("rules", "diff", small, other).out.endswith("2 differences\n")


def test_diff_of_rule_sets(gfassess: Run) -> None:
    """Two rule sets of the rules in use are compared line by line, sources and all."""
    ran = gfassess("rules", "diff", "five", "gbt36132-2025")
    assert ran.code == 0
    assert "indicator Carbon intensity (gbt36132-2025.energy.carbon_intensity)" in ran.out
    assert "criterion Waste recovery -> Efficient resources" in ran.out


def test_diff_of_what_cannot_be_compared(gfassess: Run, small: str) -> None:
    """A rule set against a folder, or a name that is neither: said with the way out."""
    ran = gfassess("rules", "diff", "five", small)
    assert ran.code == 1
    assert "name two rule sets or two folders" in ran.err
    ran = gfassess("rules", "diff", "fife", "five")
    assert ran.code == 1
    assert 'did you mean "five"?' in ran.err


def test_diff_of_broken_folders(gfassess: Run, small: str, other: str) -> None:
    """Mistakes of both folders come together, each with the folder that it is in; what is no rule folder is one."""
    Path(small, "rulesets", "small", "c.toml").unlink()
    Path(other, "rulesets", "small", "gates.toml").write_text("gate = 1\n", "utf-8")
    ran = gfassess("rules", "diff", small, other)
    assert (ran.code, ran.out) == (1, "")
    assert str(Path(small, "rulesets", "small", "c.toml")) in ran.err
    assert str(Path(other, "rulesets", "small", "gates.toml")) in ran.err
    Path("empty").mkdir()
    for verb in (("rules", "diff", "empty", "empty"), ("rules", "sources", "empty")):
        ran = gfassess(*verb)
        assert (ran.code, ran.out) == (1, "")
        assert "empty: there is no rule set in this folder" in ran.err


def test_score_side_by_side(gfassess: Run, machinery: str) -> None:
    """Two rule sets stand beside each other, each with its own points, as each says alone; both notes are there."""
    ran = gfassess("score", machinery, "--ruleset", "five", "--ruleset", "gbt36132-2025")
    assert ran.code == 0
    rows = [line for line in ran.out.splitlines() if line.startswith("Total ")]
    for name in ("five", "gbt36132-2025"):
        card = json.loads(gfassess("score", machinery, "--ruleset", name, "--json").out)
        assert f"{card['total']['low']:.2f}" in rows[0]
        assert card["note"]["en"].split()[:4] == _after(ran.out, f"{name}: ")[:4]


def _after(text: str, word: str) -> list[str]:
    return text.rpartition(f"\n{word}")[2].split()


def test_score_side_by_side_without_weights(gfassess: Run, machinery: str) -> None:
    """A rule set without weights has its shares beside the points of the other, and no total."""
    ran = gfassess("score", machinery, "--ruleset", "miit-form-2025", "--ruleset", "five")
    assert ran.code == 0
    assert "The weights are not published" in ran.out
    (total,) = [line for line in ran.out.splitlines() if line.startswith("Total ")]
    assert total.split()[1] == "-"


def test_each_of_several_says_whose_its_weights_are(gfassess: Run, machinery: str) -> None:
    """Below each verdict stands the short note on the weights."""
    ran = gfassess("score", machinery, "--ruleset", "five", "--ruleset", "gbt36132-2025")
    book = rules.load(ROOT / "criteria")
    blocks = [" ".join(block.split()) for block in ran.out.split("\n\n")]
    for name in ("five", "gbt36132-2025"):
        note = book.rulesets[name].weights_note
        assert note is not None
        assert any(f"({name} " in block and "Verdict:" in block and block.endswith(note.en) for block in blocks)


def test_many_rule_sets_stand_in_groups(gfassess: Run, machinery: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not all fit beside each other, the rest stands in further tables, and titles keep their room."""
    monkeypatch.setenv("COLUMNS", "60")
    names = ["five", "gbt36132-2025", "miit-form-2025"]
    ran = gfassess("score", machinery, *(f"--ruleset={name}" for name in names))
    rows = ran.out.splitlines()
    heads = [at for at, row in enumerate(rows) if row.split() and set(row.split()) <= set(names)]
    assert len(heads) > 1
    assert [name for at in heads for name in rows[at].split()] == names
    assert max(map(cells, rows[heads[0] :])) <= 60


def test_score_of_several_as_json(gfassess: Run, machinery: str) -> None:
    """Several rule sets give a list, in the order asked for; one gives the object alone."""
    schema = json.loads((SCHEMAS / "score.schema.json").read_text("utf-8"))
    names = ["gbt36132-2025", "five", "miit-form-2025"]
    data = json.loads(gfassess("score", machinery, "--json", *(f"--ruleset={name}" for name in names)).out)
    assert [card["ruleset"] for card in data] == names
    for card, name in zip(data, names, strict=True):
        jsonschema.validate(card, schema)
        assert card == json.loads(gfassess("score", machinery, "--ruleset", name, "--json").out)


def test_blocked_under_one_of_several(gfassess: Run, write: Callable[[str, str], str]) -> None:
    """`--fail-blocked` tells of a gate that failed under any of them."""
    file = write("a.toml", 'ruleset = "five"\nyear = 2025\n[facts]\nqms_running = false\n')
    both = ("--ruleset", "five", "--ruleset", "gbt36132-2025")
    assert gfassess("score", file, *both).code == 0
    assert gfassess("score", file, *both, "--fail-blocked").code == 3


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("count", [2, 3])
def test_rule_sets_fit_beside_each_other(gfassess: Run, machinery: str, lang: str, count: int) -> None:
    """Two and three rule sets stand beside each other on 80 cells, and every indicator of each is there."""
    names = ["five", "gbt36132-2025", "miit-form-2025"][:count]
    ran = gfassess("score", machinery, *(f"--ruleset={name}" for name in names), lang=lang)
    assert max(map(cells, ran.out.split("\n"))) <= 80
    for name in names:
        card = json.loads(gfassess("score", machinery, "--ruleset", name, "--json").out)
        assert ran.out.count(name) >= 2
        assert len(ran.out.splitlines()) > len(card["indicators"]) + len(card["gates"])
