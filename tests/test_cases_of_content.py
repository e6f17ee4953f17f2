"""The worked examples that ship with the content leave no rule out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gfassess.model.cases import Case, CaseFile
from gfassess.model.rulebook import Rulebook
from gfassess.model.scorecard import Scorecard
from gfassess.rules.folder import Folder, load
from gfassess.scoring import score

CRITERIA = Path(__file__).parents[1] / "criteria"


@pytest.fixture(scope="module")
def book() -> Rulebook:
    """Return the content that ships."""
    return load(CRITERIA)


@pytest.fixture(scope="module")
def results(book: Rulebook) -> tuple[tuple[Case, Scorecard], ...]:
    """Return every case of the content with what it comes to."""
    return tuple((case, score(book, case.assessment())) for case in cases())


def cases() -> Iterator[Case]:
    """Yield the cases under `criteria/cases/`."""
    folder = Folder(CRITERIA)
    folder.read_all(CaseFile, "cases")
    for file, _place in folder.of(CaseFile):
        yield from file.case


def test_every_way_to_measure_is_worked_out_by_hand(
    book: Rulebook, results: tuple[tuple[Case, Scorecard], ...]
) -> None:
    """Each variant of each line of each rule set earns a share in a case that states what it must be."""
    met = {
        id(found.measure)
        for case, scorecard in results
        for found in scorecard.scores
        if found.state == "scored" and found.indicator.id in case.expect
    }
    missed = [
        f"{ruleset.id} {line.id}: {measure.formula.text}"
        for ruleset in book.rulesets.values()
        for head in ruleset.heads
        for line in head.indicator
        for measure in line.variants
        if id(measure) not in met
    ]
    assert missed == []


def test_every_gate_passes_and_fails_in_a_case(book: Rulebook, results: tuple[tuple[Case, Scorecard], ...]) -> None:
    """Each gate of each rule set is seen to pass and to fail where a case expects it."""
    met = {
        (case.ruleset, name, expected.state) for case, _scorecard in results for name, expected in case.expect.items()
    }
    missed = [
        f"{ruleset.id} {gate.id}: {state}"
        for ruleset in book.rulesets.values()
        for gate in ruleset.gates
        for state in ("pass", "fail")
        if (ruleset.id, gate.id, state) not in met
    ]
    assert missed == []
