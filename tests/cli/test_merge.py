"""`gfassess merge`: what it writes, says, and refuses."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gfassess import store
from tests.cli.conftest import Run

Write = Callable[[str, str], str]
HEAD = 'ruleset = "five"\nyear = 2024\n'


@pytest.fixture
def copies(write: Write) -> tuple[str, str, str]:
    """Return a base and two copies: one fact is answered in both, each has one of its own."""
    base = write("base.toml", HEAD + "[facts]\nland_area = 1000\n")
    one = write(
        "energy.toml",
        HEAD
        + "[facts]\nland_area = 2000\nfloor_area = 500\n"
        + '[answered]\nland_area = { by = "王工", at = 2026-05-01T10:30:00 }\n',
    )
    other = write(
        "office.toml",
        HEAD
        + "[facts]\nland_area = 3000\nemployees = 9\n"
        + '[answered]\nland_area = { by = "李工", at = 2026-05-02T08:00:00 }\n',
    )
    return base, one, other


def test_what_differs_is_written_and_told(gfassess: Run, copies: tuple[str, str, str]) -> None:
    """Both versions with unit, author and time; the result holds what does not differ, and says what is open."""
    ran = gfassess("merge", *copies, "-o", "out.toml")
    assert ran.code == 1
    assert "A energy.toml: 2 entries differ from the base" in ran.out
    assert "Site area  land_area" in ran.out
    assert "meanwhile: 1,000 m²" in ran.out
    assert "A energy.toml: 2,000 m² (王工 2026-05-01 10:30)" in ran.out
    assert "B office.toml: 3,000 m² (李工 2026-05-02 08:00, newest)" in ran.out
    assert "1 conflict is open" in ran.err
    whole = store.load(Path("out.toml")).assessment
    assert whole.facts == {"land_area": 1000.0, "floor_area": 500.0, "employees": 9.0}
    assert "1 conflict of merged files is not decided" in gfassess("check", "out.toml").out
    assert "厂区用地面积" in gfassess("merge", *copies, "-o", "out.toml", "--force", lang="zh").out


@pytest.mark.parametrize(("prefer", "area"), [("A", 2000.0), ("b", 3000.0), ("newest", 3000.0)])
def test_a_preference_decides(gfassess: Run, copies: tuple[str, str, str], prefer: str, area: float) -> None:
    """One side or what was answered last, as asked for; nothing is left open."""
    ran = gfassess("merge", *copies, "-o", "out.toml", "--prefer", prefer)
    assert ran.code == 0
    assert "Conflicts, decided: 1" in ran.out
    whole = store.load(Path("out.toml")).assessment
    assert (whole.facts["land_area"], whole.conflicts) == (area, ())
    assert whole.answered["land_area"].by == ("王工" if prefer == "A" else "李工")


def test_as_json(gfassess: Run, copies: tuple[str, str, str]) -> None:
    """Everything that the text says, for programs."""
    ran = gfassess("merge", *copies, "-o", "out.toml", "--json")
    data = json.loads(ran.out)
    assert ran.code == 1
    assert data["copies"][1] == {
        "side": "B",
        "file": "office.toml",
        "changed": ["facts.land_area", "facts.employees"],
    }
    (conflict,) = data["conflicts"]
    assert (conflict["part"], conflict["name"], conflict["base"], conflict["decided"]) == (
        "facts",
        "land_area",
        1000,
        False,
    )
    assert [(one["side"], one["value"], one["by"]) for one in conflict["versions"]] == [
        ("A", 2000, "王工"),
        ("B", 3000, "李工"),
    ]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ('ruleset = "five"\nyear = 2023\n', "this file is about 2023, base.toml is about 2024"),
        (HEAD + '[enterprise]\nname = "乙"\n', "this file is about 乙, base.toml is about 甲"),
        (HEAD + '[site]\nname = "二厂"\n', "this file is about 二厂, base.toml is about 一厂"),
    ],
)
def test_other_files_are_refused(gfassess: Run, write: Write, head: str, said: str) -> None:
    """Another year, enterprise or site is no copy; nothing is written."""
    write("base.toml", HEAD + '[enterprise]\nname = "甲"\n[site]\nname = "一厂"\n')
    write("a.toml", HEAD)
    write("b.toml", head)
    ran = gfassess("merge", "base.toml", "a.toml", "b.toml", "-o", "out.toml")
    assert ran.code == 1
    assert said in ran.err
    assert not Path("out.toml").exists()


def test_no_input_is_written_over(gfassess: Run, copies: tuple[str, str, str]) -> None:
    """Base and copies stay as they are, even with --force; another file only with it."""
    for name in copies:
        assert gfassess("merge", *copies, "-o", name, "--force").code == 1
    Path("out.toml").write_text("mine", encoding="utf-8")
    assert gfassess("merge", *copies, "-o", "out.toml").code == 1
    assert Path("out.toml").read_text(encoding="utf-8") == "mine"


def test_a_side_that_is_not_there(gfassess: Run, copies: tuple[str, str, str]) -> None:
    """The letters that can be typed are named, as wrong usage."""
    for side in ("C", "AB", "é"):
        ran = gfassess("merge", *copies, "-o", "out.toml", "--prefer", side)
        assert (ran.code, ran.out) == (2, "")
        assert "--prefer takes one of A, B, newest" in ran.err


def test_mistakes_of_all_files_are_named(gfassess: Run, write: Write) -> None:
    """One run names what is wrong in each."""
    write("base.toml", HEAD)
    write("a.toml", "year = true\n")
    write("b.toml", "[[[\n")
    ran = gfassess("merge", "base.toml", "a.toml", "b.toml", "-o", "out.toml")
    assert ran.code == 1
    assert "a.toml" in ran.err
    assert "b.toml" in ran.err


def test_documents_that_lie_elsewhere(gfassess: Run, write: Write) -> None:
    """Who writes the result into another folder is told that the documents are not there."""
    write("base.toml", HEAD)
    write("a.toml", HEAD + '[[evidence]]\nfile = "a.pdf"\nfor = ["land_area"]\n')
    write("b.toml", HEAD)
    ran = gfassess("merge", "base.toml", "a.toml", "b.toml", "-o", "out.toml")
    assert ran.code == 0
    assert "1 document does not lie beside it" in ran.err
