"""Cohort files come from outside: what no builder writes is refused with its line."""

import stat
import sys
from pathlib import Path

import pytest

from gfassess.errors import GfassessError
from gfassess.model.cohort import Cell, CohortFile
from gfassess.peers.cohort import figure_of
from gfassess.store.cohort import dump_cohort, ledger_path, load_cohort, load_ledger, save_ledger
from tests.peers.sites import RULES, TOTAL, WATER, sites, versions

COHORT = CohortFile(
    id="c",
    title="同业数据",
    ruleset="r",
    version="1",
    rules=RULES,
    digits=3,
    cell=(
        Cell(
            division="34",
            year=2025,
            figure=(
                figure_of(WATER, [float(value) for value in range(40)], with_values=True),
                figure_of(TOTAL, [0.1, 0.2, 0.3, 0.4, -0.0], with_values=True),
            ),
        ),
    ),
)


def _written(folder: Path, text: str) -> Path:
    path = folder / "c.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    """Long lists of values as well, several on a line."""
    text = dump_cohort(COHORT)
    assert load_cohort(_written(tmp_path, text)) == COHORT
    assert max(map(len, text.split("\n"))) <= 100


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("n = 40", "n = 41", "40 values are given of 41 sites"),
        ("[0, 1, ", "[1, 0, ", "not in order"),
        ('kind = "total"', 'kind = "total"\nid = "x"', "everything but a total has an id"),
        ('id = "water"\n', "", "everything but a total has an id"),
        ("digits = 3", "digits = 3\nnames = []", "not known here"),
        ("mean = 0.2", "mean = nan", "infinite or not a number"),
        ("mean = 0.2", "mean = true", "a number is needed"),
        ('better = "lower"', 'better = "smaller"', "possible are higher, lower"),
        ('division = "34"', 'division = "3"', "does not have the form"),
        ("同业", "\\u001b[2J", "control character"),
        ("format = 1", "format = 2", "written by a newer gfassess"),
        (f'rules = "{RULES}"\n', "", '"rules" is missing'),
    ],
)
def test_what_no_builder_writes_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    """Each mistake by itself, with what is wrong."""
    text = dump_cohort(COHORT)
    assert old in text
    with pytest.raises(GfassessError, match=words):
        load_cohort(_written(tmp_path, text.replace(old, new, 1)))


def test_all_mistakes_at_once_with_lines(tmp_path: Path) -> None:
    """A cell given twice, a figure given twice, quartiles out of order."""
    twice = COHORT.model_copy(update={"cell": (COHORT.cell[0], COHORT.cell[0])})
    with pytest.raises(GfassessError) as caught:
        load_cohort(_written(tmp_path, dump_cohort(twice)))
    assert len(caught.value.problems) == 2
    assert all(problem.line for problem in caught.value.problems)
    figure = COHORT.cell[0].figure[0].model_copy(update={"median": 1e9})
    odd = COHORT.model_copy(update={"cell": (Cell(year=2025, figure=(figure, figure)),)})
    with pytest.raises(GfassessError) as caught:
        load_cohort(_written(tmp_path, dump_cohort(odd)))
    assert len(caught.value.problems) == 4


def test_a_ledger_is_for_its_builder_alone(tmp_path: Path) -> None:
    """It reads back, nobody else may read it, and it serves no other cohort."""
    path = tmp_path / "deep" / "c.toml"
    new = load_ledger(path, "c")
    assert new.key != load_ledger(path, "c").key
    (built,) = versions(sites([float(value) for value in range(8)]))
    save_ledger(path, built.ledger)
    assert load_ledger(path, "test") == built.ledger
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(GfassessError, match="not of"):
        load_ledger(path, "other")


def test_ledgers_are_kept_with_what_the_program_remembers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never beside the cohort, where it could be handed out with it."""
    monkeypatch.setenv("GFASSESS_STATE", str(tmp_path))
    assert ledger_path("c") == tmp_path / "cohorts" / "c.toml"
