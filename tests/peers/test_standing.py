"""A standing says no more than the cohort knows."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gfassess.model.cohort import CohortFile, Figure
from gfassess.model.rules import Better
from gfassess.peers.cohort import figure_of, rounded
from gfassess.peers.standing import Part, place_of, stand, wilson
from gfassess.scoring import score
from tests.peers.sites import RULES, WATER, cell_of
from tests.scoring.small import assessment, book, fact, head, line

VALUES = st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=5, max_size=30)
BETTER: Any = st.sampled_from(("higher", "lower"))


def _expected(values: list[float], own: float, better: Better) -> float:
    """Return the share of those that are worse, with half of the ties, counted one by one."""
    seen = [rounded(value) for value in values]
    worse = sum(value < rounded(own) if better == "higher" else value > rounded(own) for value in seen)
    return (worse + seen.count(rounded(own)) / 2) / len(seen)


@given(VALUES, st.floats(-1e6, 1e6, allow_nan=False), BETTER)
def test_percentile_is_the_mid_rank(values: list[float], own: float, better: Better) -> None:
    """With all values it is (those below + half of the ties) / n, of figures rounded alike."""
    place = place_of(figure_of(WATER._replace(better=better), values, with_values=True), own)
    assert place is not None
    assert place.worse == pytest.approx((_expected(values, own, better),) * 2)
    assert 0 <= place.sure.low <= place.worse.low <= place.worse.high <= place.sure.high <= 1


@given(VALUES, st.floats(-1e6, 1e6, allow_nan=False), BETTER)
def test_quantiles_alone_give_bounds_that_hold(values: list[float], own: float, better: Better) -> None:
    """Without values the place is an interval, never a point that was made up, and the true one is inside."""
    place = place_of(figure_of(WATER._replace(better=better), values), own)
    assert place is not None
    assert place.worse.low - 1e-9 <= _expected(values, own, better) <= place.worse.high + 1e-9


@given(VALUES, st.integers(0, 29), BETTER)
def test_a_member_of_the_cohort_ties_with_itself(values: list[float], place: int, better: Better) -> None:
    """One's own figure is rounded as those of the cohort, so it neither beats nor loses to itself."""
    assume(place < len(values))
    figure = figure_of(WATER._replace(better=better), values, with_values=True)
    found = place_of(figure, values[place])
    assert found is not None
    assert found.worse.low >= 0.5 / len(values) - 1e-9
    assert found.worse.high <= 1 - 0.5 / len(values) + 1e-9


def test_wilson_interval() -> None:
    """As published: 5 of 10 is 0.2366 to 0.7634, 0 of 10 is 0 to 0.2775; more sites make it narrower."""
    assert wilson(0.5, 10) == pytest.approx((0.2366, 0.7634), abs=5e-5)
    assert wilson(0.0, 10) == pytest.approx((0.0, 0.2775), abs=5e-5)
    assert wilson(1.0, 10) == pytest.approx((0.7225, 1.0), abs=5e-5)
    assert wilson(0.5, 1000).low > wilson(0.5, 10).low


def test_of_fewer_than_five_there_is_no_standing() -> None:
    """A foreign file may hold such a figure; nobody is ranked by it."""
    assert place_of(figure_of(WATER, [1.0, 2.0, 3.0, 4.0], with_values=True), 2.0) is None
    assert place_of(figure_of(WATER, [1.0, 2.0, 3.0, 4.0, 5.0], with_values=True), 2.0) is not None


def test_an_open_total_has_a_place_from_to() -> None:
    """While questions are open the place lies between those of both ends."""
    figure = Figure(kind="total", n=5, mean=0.5, best=0.9, values=(0.1, 0.3, 0.5, 0.7, 0.9))
    place = place_of(figure, 0.2, 0.8)
    assert place is not None
    assert place.worse == Part(0.2, 0.8)


def _cohort(**changed: Any) -> CohortFile:
    figures = (
        figure_of(WATER, [1.0, 2.0, 3.0, 4.0, 6.0], with_values=True),
        Figure(kind="criterion", id="land", n=5, mean=0.4),
    )
    return CohortFile(
        id="c",
        title="c",
        rules=RULES,
        digits=3,
        cell=(cell_of(*figures),),
        **{"ruleset": "small", "version": "1", **changed},
    )


RULEBOOK = book(
    head("land", line("intake", 4, "x", {"reference": "water", "better": "lower"}, unit="m3/t")),
    facts=[fact("x")],
)


def test_points_are_compared_under_the_same_rules_only() -> None:
    """A value is a value under any rules; points of another rule set, or of another version of it, are not points."""
    card = score(RULEBOOK, assessment(facts={"x": 2.0}))
    same, other = _cohort(), _cohort(version="2")
    assert [one.subject.kind for one in stand(same, same.cell[0], card).own] == ["criterion", "reference"]
    found = stand(other, other.cell[0], card)
    assert not found.same_rules
    assert [one.subject.kind for one in found.own] == ["reference"]


def test_another_unit_is_not_compared() -> None:
    """A figure in tonnes says nothing about one in kilograms."""
    figure = figure_of(WATER._replace(unit="kg/t"), [1.0, 2.0, 3.0, 4.0, 6.0])
    cohort = _cohort()
    found = stand(cohort, cell_of(figure), score(RULEBOOK, assessment(facts={"x": 2.0})))
    assert found.own == ()
