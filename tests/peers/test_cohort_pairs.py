"""What a cohort gives as leading and baseline value, and what it does not."""

from typing import Any

import pytest

from gfassess.model.cohort import Cell, CohortFile
from gfassess.peers.cohort import Subject, figure_of
from gfassess.peers.cohort_pairs import pairs_for, pairs_in, unlike
from gfassess.scoring import CohortPair, score
from gfassess.stamp import result
from tests.peers.sites import RULES, WATER, cell_of
from tests.scoring.small import assessment, book, fact, head, line

VALUES = [float(value) for value in range(1, 22)]
RULEBOOK = book(
    head("land", line("intake", 4, "x", {"reference": "water", "better": "lower"}, unit="m3/t")),
    facts=[fact("x")],
)


def _cohort(*cells: Cell, **changed: Any) -> CohortFile:
    terms = {"id": "c", "title": "同业", "ruleset": "small", "version": "1", "rules": RULES, "digits": 3}
    return CohortFile(**{**terms, "cell": cells, **changed})


def _fault(subject: Subject, values: list[float]) -> list[tuple[str, str]]:
    found = pairs_for(_cohort(cell_of(figure_of(subject, values))), RULEBOOK.rulesets["small"], "34", 2025)
    assert not found.cohort
    return [tuple(one) for one in found.refused]  # type: ignore[misc]  # a pair


def test_best_and_mean_become_leading_and_baseline() -> None:
    """Clause 4.4.3: the line is scored, and its source names cohort, division, year and number of sites."""
    cohort = _cohort(cell_of(figure_of(WATER, VALUES)))
    found = pairs_for(cohort, RULEBOOK.rulesets["small"], "34", 2025)
    card = score(RULEBOOK, assessment(facts={"x": 6.5}), cohort=found.cohort)
    used = card.scores[0].reference
    assert used is not None
    assert (used.kind, used.leading, used.baseline, card.scores[0].share) == ("cohort", 2.0, 11.0, 0.5)
    assert used.source == "同业 [c], GB/T 4754 34, 2025, n = 21"


def test_an_invented_cohort_says_so_wherever_its_source_stands() -> None:
    """The source goes into every scorecard, explanation and export."""
    cohort = _cohort(cell_of(figure_of(WATER, VALUES)), illustrative=True)
    (pair,) = pairs_for(cohort, RULEBOOK.rulesets["small"], "34", 2025).cohort.values()
    assert "虚构" in pair.source
    assert "ILLUSTRATIVE" in pair.source


def test_only_the_own_trade_and_no_later_year_counts() -> None:
    """Reference values differ between trades; of the own one the latest year up to the reporting year is taken."""
    figure = figure_of(WATER, VALUES)
    cells = [
        cell_of(figure, division=division, year=year) for division in ("", "33", "34") for year in (2023, 2024, 2026)
    ]
    cohort, rules = _cohort(*cells), RULEBOOK.rulesets["small"]
    found = pairs_for(cohort, rules, "34", 2025)
    assert found.cell is not None
    assert (found.cell.division, found.cell.year) == ("34", 2024)
    for division, year in (("35", 2025), ("", 2025), ("34", 2022)):
        assert pairs_for(cohort, rules, division, year) == ({}, (), None)


@pytest.mark.parametrize(
    ("subject", "values", "fault"),
    [
        (WATER, VALUES[:4], "few"),
        (WATER._replace(unit="L/t"), VALUES, "unit"),
        (WATER._replace(better="higher"), VALUES, "better"),
    ],
)
def test_what_does_not_fit_is_refused_and_named(subject: Subject, values: list[float], fault: str) -> None:
    """Too few sites, another unit, the other side better."""
    assert _fault(subject, values) == [("water", fault)]


def test_the_wrong_way_round_is_refused() -> None:
    """A cohort whose best are worse than its mean, by a mistake or on purpose, scores nobody."""
    odd = figure_of(WATER, VALUES).model_copy(update={"best": 15.0})
    found = pairs_for(_cohort(cell_of(odd)), RULEBOOK.rulesets["small"], "34", 2025)
    assert (found.cohort, found.refused) == ({}, (("water", "wrong_way"),))
    joined = figure_of(WATER, VALUES).model_copy(update={"best": None})
    found = pairs_for(_cohort(cell_of(joined)), RULEBOOK.rulesets["small"], "34", 2025)
    assert found.refused == (("water", "no_best"),)


def test_a_result_carries_the_pairs_it_used() -> None:
    """Whoever gets it can recompute it without the cohort, and tell whether the pairs are those of a cohort."""
    given = {"water": CohortPair(2.0, 11.0, "s")}
    found = result(score(RULEBOOK, assessment(facts={"x": 6.5}), cohort=given))
    assert pairs_in(found) == given
    assert unlike(given, given) == ()
    assert unlike(given, {"water": CohortPair(2.0, 12.0, "s")}) == unlike(given, {}) == ("water",)


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"indicators": 3},
        {"indicators": [3, {"reference": 3}, {"reference": {"kind": "cohort"}}]},
        {"indicators": [{"reference": {"kind": "cohort", "id": "water", "leading": True, "baseline": 1}}]},
        {"indicators": [{"reference": {"kind": "cohort", "id": "water", "leading": float("inf"), "baseline": 1}}]},
        {"indicators": [{"reference": {"kind": "entered", "id": "water", "leading": 2, "baseline": 1}}]},
    ],
)
def test_pairs_of_a_broken_result_are_none(odd: dict[str, Any]) -> None:
    """What stands in a file is never trusted to have its form."""
    assert pairs_in(odd) == {}
