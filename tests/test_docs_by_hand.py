"""The factory computed by hand in the documents: every figure of its tables is what `gfassess score --json` gives."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest

from gfassess.cli import main
from gfassess.formula import Formula
from gfassess.rules import load

ROOT: Final = Path(__file__).resolve().parent.parent
EXAMPLE: Final = ROOT / "examples" / "machinery-illustrative.toml"
PAGES: Final = ("scoring-by-hand.md", "scoring-by-hand.zh.md")
NONE: Final = "—"
PASSED: Final = {"pass", "通过"}

Table = list[list[str]]


class Page:
    """A page as the tests need it: tables by section, changes to the example, figures."""

    def __init__(self, name: str) -> None:
        """Read the page."""
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        self.sections = re.split(r"^## .*\n", text, flags=re.MULTILINE)
        """Introduction, gates, ledger, lines, total, evidence, interval, does not apply, blocked."""
        self.changes = re.findall(r"^```diff\n(.*?)^```", text, re.MULTILINE | re.DOTALL)

    def tables(self, section: int) -> list[Table]:
        """Return the tables of a section without their headings: cells by row."""
        found = re.findall(r"^(?:\|.*\n)+", self.sections[section], re.MULTILINE)
        return [[[cell.strip() for cell in row.split("|")[1:-1]] for row in table.splitlines()[2:]] for table in found]

    def changed(self, number: int) -> str:
        """Return the example with the change that the page tells."""
        text = EXAMPLE.read_text(encoding="utf-8")
        lines = self.changes[number].splitlines()
        for line, after in pairwise([*lines, ""]):
            if line.startswith("-"):
                assert f"{line[1:]}\n" in text
                text = text.replace(f"{line[1:]}\n", f"{after[1:]}\n" if after.startswith("+") else "")
        return text


def _id(cell: str) -> str:
    """Return the id that a cell names in code marks."""
    return cell.split("`")[1]


def _worked_out(cell: str) -> float:
    """Return what the sum in code marks gives; it has figures only."""
    formula = Formula.parse(_id(cell))
    value = formula(dict[str, float]().__getitem__)
    assert isinstance(value, float | int)
    return float(value)


def _share(value: float, leading: str, baseline: str) -> float:
    """Return the share by hand: linear between baseline and leading value."""
    low, high = float(baseline), float(leading)
    return min(max((value - low) / (high - low), 0.0), 1.0)


def _is(shown: str, value: float) -> bool:
    """Tell whether a figure is shown to four decimals."""
    return float(shown) == pytest.approx(value, abs=0.6e-4)


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> Page:
    """Return the page in each language."""
    return Page(request.param)


@pytest.fixture
def score(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that gives the result of an assessment as JSON; documents are read beside the example."""
    monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", "__all__")

    def run(text: str) -> dict[str, Any]:
        path = tmp_path / "factory.toml"
        path.write_text(text, encoding="utf-8")
        assert main(["--lang", "en", "score", str(path), "--ruleset", "five", "--json"]) == 0
        return dict(json.loads(capfd.readouterr().out))

    return run


def test_every_line_is_computed_by_hand(page: Page, score: Any) -> None:
    """Value, leading and baseline value, share and points of every line follow from its sum and are the program's."""
    result = score(EXAMPLE.read_text(encoding="utf-8"))
    lines = {line["id"]: line for line in result["indicators"]}
    rows = [row for table in page.tables(3) for row in table if len(row) == 7]
    assert [_id(row[0]) for row in rows] == list(lines)
    for name, sums, value, leading, baseline, share, points in rows:
        line = lines[_id(name)]
        reached, full = points.split(" / ")
        assert _is(share, line["share"]), name
        assert _is(reached, line["low"]), name
        assert float(full) == line["points"]
        if value != NONE:
            assert float(value) == pytest.approx(line["value"], rel=1e-5), name
            assert _worked_out(sums) == pytest.approx(line["value"], rel=1e-9), name
        elif "`" in sums:
            assert _worked_out(sums) == pytest.approx(line["share"], rel=1e-5), name
        if "reference" in line:
            assert (float(leading), float(baseline)) == (line["reference"]["leading"], line["reference"]["baseline"])
            assert _share(_worked_out(sums), leading, baseline) == pytest.approx(line["share"], rel=1e-9), name


def test_every_ledger_row_is_computed_by_hand(page: Page) -> None:
    """The rows below a line have the shares that the line is put together from."""
    rows = [row for table in page.tables(3) for row in table if len(row) == 6]
    assert len(rows) == 13
    for name, sums, value, leading, baseline, share in rows:
        assert float(value) == pytest.approx(_worked_out(sums), rel=1e-5), name
        if baseline != NONE:
            assert float(share) == pytest.approx(_share(_worked_out(sums), leading, baseline), abs=1e-6), name
    *carriers, sums_ = page.tables(2)[0]
    for column in (1, 3):
        assert all(_is(row[column + 1], _worked_out(row[column])) for row in carriers)
        assert _is(sums_[column + 1], sum(_worked_out(row[column]) for row in carriers))


def test_gates_criteria_total_and_evidence(page: Page, score: Any) -> None:
    """Gates with their formulas, the five criteria, the total, and what evidence proves are the program's."""
    result = score(EXAMPLE.read_text(encoding="utf-8"))
    formulas = {gate.id: gate.formula.text for gate in load(ROOT / "criteria").rulesets["five"].gates}
    gates = page.tables(1)[0]
    assert {_id(row[0]): row[1].strip("`") for row in gates} == formulas
    assert [gate["state"] == "pass" for gate in result["gates"]] == [row[3] in PASSED for row in gates]
    *heads, total = page.tables(4)[0]
    for row, head in zip(heads, result["criteria"], strict=True):
        assert _id(row[0]) == head["id"]
        assert _is(row[1].split(" / ")[0], head["low"])
    assert _is(total[1].split(" / ")[0], result["total"]["low"])
    *unproved, lost = page.tables(5)[0]
    expected = {line["id"]: line["low"] for line in result["indicators"] if "unproved" in line}
    assert {_id(row[0]) for row in unproved} == set(expected)
    assert all(_is(row[2], expected[_id(row[0])]) for row in unproved)
    assert _is(lost[2], result["total"]["low"] - result["total"]["evidenced"])
    (evidenced,) = re.findall(r"= \*\*(.*?)\*\*", page.sections[5])
    assert _is(evidenced, result["total"]["evidenced"])


def test_the_interval_with_one_answer_less(page: Page, score: Any) -> None:
    """Without the answer that the page takes out, low and high are those of the page."""
    total = score(page.changed(0))["total"]
    low, high = page.tables(6)[0]
    for row, value in ((low, total["low"]), (high, total["high"])):
        assert _is(row[2], value)
        assert _worked_out(row[1]) == pytest.approx(value, abs=2e-4)


def test_points_move_where_lines_do_not_apply(page: Page, score: Any) -> None:
    """With the change that the page tells, points and the total under each reading are those of the page."""
    result = score(page.changed(1))
    lines = {line["id"]: line for line in result["indicators"]}
    moved, readings = page.tables(7)
    for name, how, full, reached in moved:
        line = lines[_id(name)]
        assert (line["state"] == "not_applicable") == ("`" not in how)
        assert _is(full, line["points"])
        assert _is(reached, line["low"])
        assert "`" not in how or _is(full, _worked_out(how))
    assert {_id(row[0]): True for row in readings} == dict.fromkeys(result["readings"], True)
    assert all(_is(row[1], result["readings"][_id(row[0])]["low"]) for row in readings)


def test_a_gate_blocks_and_leaves_the_total(page: Page, score: Any) -> None:
    """With the accident that the page tells, the gate that it names fails and the total stays."""
    result = score(page.changed(2))
    assert result["verdict"] == "blocked"
    assert [gate["id"] for gate in result["gates"] if gate["state"] == "fail"] == [
        _id(page.sections[8].split("```")[2])
    ]
    (total,) = re.findall(r"\d+\.\d{4}", page.sections[8])
    assert _is(total, result["total"]["low"])


def test_both_pages_show_the_same_figures() -> None:
    """Neither language is behind: all figures and ids of the two pages are the same, in the same order."""
    english, chinese = (
        [
            re.findall(r"`[^`]+`|-?\d[\d.]*", row[-1])
            for n in range(1, 8)
            for table in Page(name).tables(n)
            for row in table
        ]
        for name in PAGES
    )
    assert english == chinese
