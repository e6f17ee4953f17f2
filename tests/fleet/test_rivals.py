"""The rivals of the fleet bench score the same rule set: what they come to is held to the scorer of one factory."""

from pathlib import Path
from shutil import which
from types import ModuleType
from typing import Final

import polars as pl
import pytest

from bench.fleet import five
from bench.fleet.generate import generate
from bench.fleet.python_path import assessments
from gfassess.fleet import layout, results
from tests.fleet.reference import reference_scores

_SITES: Final = 300
_FEW: Final = 60
"""Sites of the workbook, which takes long."""
_SEED: Final = 7
_AGREEMENT: Final = 1e-9


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of invented assessments, in three parts."""
    path = tmp_path_factory.mktemp("rivals") / "packed"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "PART_SITES", 128)
        generate(_SITES, path, seed=_SEED)
    return path


@pytest.fixture(scope="module")
def wanted(packed: Path) -> pl.DataFrame:
    """Return the scores of the folder, one factory after the other."""
    book = five.book()
    return reference_scores(book, book.rulesets["five"], list(assessments(book, packed)))


def _scored(rival: ModuleType, packed: Path, folder: Path) -> pl.DataFrame:
    rival.prepare(packed, folder)
    rival.run(packed, folder / "scored")
    return pl.read_parquet(results.scores_folder(folder / "scored") / "*.parquet")


def _furthest(found: pl.DataFrame, wanted: pl.DataFrame) -> float:
    """Return by how much a figure differs at most, after all else was found equal."""
    book = five.book()
    names = [name for name in results.score_columns(book, book.rulesets["five"]) if name in found.columns]
    assert found.columns == names
    needed = ("state_", "got_", "points_", "lacking_", "gate_", "criterion_", *results.TOTAL, results.VERDICT)
    assert set(names) >= {name for name in wanted.columns if name.startswith(needed)}
    figures = [name for name in names if wanted.schema[name] == pl.Float64]
    for name in names:
        if name not in {*figures, "file"}:
            assert found[name].to_list() == wanted[name].to_list(), name
    return max(float((found[name] - wanted[name]).abs().max()) for name in figures)  # type: ignore[arg-type]


def test_openfisca_agrees(packed: Path, wanted: pl.DataFrame, tmp_path: Path) -> None:
    """OpenFisca made to use float64 comes to the same states and points."""
    pytest.importorskip("openfisca_core")
    from bench.fleet import rival_openfisca

    assert _furthest(_scored(rival_openfisca, packed, tmp_path), wanted) < _AGREEMENT


def test_openfisca_as_shipped_is_coarser(
    packed: Path, wanted: pl.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OpenFisca with its own float32 comes to the same states, and to points that are right to about 1e-4 only."""
    pytest.importorskip("openfisca_core")
    from bench.fleet import rival_openfisca

    monkeypatch.setattr(rival_openfisca, "FLOAT", "float32")
    assert _AGREEMENT < _furthest(_scored(rival_openfisca, packed, tmp_path), wanted) < 1e-3


def test_zen_engine_agrees(packed: Path, wanted: pl.DataFrame, tmp_path: Path) -> None:
    """The decision graph of zen-engine comes to the same states and points."""
    pytest.importorskip("zen")
    from bench.fleet import rival_zen

    assert _furthest(_scored(rival_zen, packed, tmp_path), wanted) < _AGREEMENT


@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not installed")
def test_workbook_agrees(wanted: pl.DataFrame, tmp_path: Path) -> None:
    """LibreOffice calculates the workbook to the same states and points."""
    from bench.fleet import rival_workbook

    generate(_FEW, tmp_path / "few", seed=_SEED)
    assert _furthest(_scored(rival_workbook, tmp_path / "few", tmp_path), wanted.head(_FEW)) < _AGREEMENT


def test_the_sites_are_in_every_state(wanted: pl.DataFrame) -> None:
    """What the rivals are held to holds every state of an indicator and of a gate, and every verdict but complete."""
    states = {state for name in wanted.columns if name.startswith("state_") for state in wanted[name]}
    gates = {state for name in wanted.columns if name.startswith("gate_") for state in wanted[name]}
    assert (len(states), len(gates)) == (len(results.STATES), len(results.GATE_STATES))
    assert set(wanted[results.VERDICT]) >= {0, 1}
