"""The figures of a cohort are what anyone can work out with a spreadsheet, rounded."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gfassess.model.rules import Better
from gfassess.peers.cohort import figure_of, gate_of, neighbours, quantile, rounded, sample_of
from gfassess.scoring import score
from tests.peers.sites import TOTAL, WATER
from tests.scoring.small import assessment, book, fact, head, line

FINITE = st.floats(-1e9, 1e9, allow_nan=False, allow_subnormal=False)


@given(st.lists(FINITE, min_size=2, max_size=40))
def test_quantiles_are_those_of_every_spreadsheet(values: list[float]) -> None:
    """Quartiles and median are the "inclusive" ones, as PERCENTILE.INC has them, and lie between their neighbours."""
    ordered = sorted(values)
    expected = statistics.quantiles(ordered, n=4, method="inclusive")
    found = [quantile(ordered, part) for part in (0.25, 0.5, 0.75)]
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-3)
    for part in (0.05, 0.25, 0.5, 0.75, 0.95):
        low, high = neighbours(len(ordered), part)
        assert rounded(ordered[low], 12) <= rounded(quantile(ordered, part), 12) <= rounded(ordered[high], 12)


@pytest.mark.parametrize(("better", "best"), [("higher", 19.0), ("lower", 1.0)])
def test_the_best_are_at_the_better_end(better: Better, best: float) -> None:
    """Of 0 to 20 the best 5 % begin at 19, or at 1 where less is better."""
    found = figure_of(WATER._replace(better=better), [float(value) for value in range(21)])
    assert (found.n, found.mean, found.q1, found.median, found.q3, found.best) == (21, 10.0, 5.0, 10.0, 15.0, best)
    assert found.values == ()


def test_figures_are_rounded_and_quartiles_need_ten() -> None:
    """Three digits; of nine sites the quartiles would come near to all single figures, unless all are published."""
    values = [0.123456 * (place + 1) for place in range(9)]
    few = figure_of(WATER, values)
    assert (few.mean, few.median, few.q1, few.q3) == (0.617, 0.617, None, None)
    assert figure_of(WATER, [*values, 3.0]).q1 is not None
    shown = figure_of(WATER, values, with_values=True)
    assert shown.values == tuple(rounded(value) for value in values)
    assert shown.q1 == 0.37


def test_gates_are_counted() -> None:
    """Points without gates mean little."""
    found = gate_of("permit", ["pass", "fail", "pass", "unknown", "pass"])
    assert (found.passed, found.failed, found.unknown) == (3, 1, 1)


def test_what_a_scorecard_brings_in() -> None:
    """Values behind references whatever they were scored with, shares of published scales, totals that are settled."""
    rules = book(
        head(
            "land",
            line("ratio", 6, "x", {"leading": 10, "baseline": 0}),
            line("intake", 4, "x", {"reference": "water", "better": "lower"}, unit="m3/t"),
        ),
        facts=[fact("x"), fact("ok", "yes_no")],
        gates=[],
    )
    own = {"water": {"leading": 2.0, "baseline": 8.0, "source": "s"}}
    whole = sample_of(score(rules, assessment(facts={"x": 5}, references=own)), "a", "34", 2025)
    said = {(subject.kind, subject.id): value for subject, value in whole.readings.items()}
    assert said == {
        ("total", ""): 0.5,
        ("criterion", "land"): 0.5,
        ("indicator", "ratio"): 0.5,
        ("reference", "water"): 5.0,
    }
    part = sample_of(score(rules, assessment(facts={"x": 5})), "a", "34", 2025)
    assert TOTAL not in part.readings
    assert {subject.kind for subject in part.readings} == {"indicator", "reference"}
    assert sample_of(score(rules, assessment()), "a", "34", 2025).readings == {}
