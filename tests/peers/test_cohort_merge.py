"""Joining cohorts: what adds up is added, what does not is dropped and named, what would be false is refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gfassess.errors import GfassessError
from gfassess.model.cohort import Cell, CohortFile, GateCount
from gfassess.peers.cohort import Subject, figure_of
from gfassess.peers.cohort_merge import merge
from tests.peers.sites import RULES, TOTAL, WATER, cell_of

VALUES = st.lists(st.floats(0.01, 1e4), min_size=5, max_size=30)


def _cohort(name: str, *cells: Cell, **changed: Any) -> CohortFile:
    terms = {"id": name, "title": name, "ruleset": "small", "version": "1", "rules": RULES, "digits": 3}
    return CohortFile(**{**terms, "cell": cells, **changed})


def _of(
    name: str, values: list[float], *, shown: bool = False, subject: Subject = WATER, year: int = 2025
) -> CohortFile:
    return _cohort(name, cell_of(figure_of(subject, values, with_values=shown), year=year))


@given(VALUES, VALUES)
def test_with_values_joining_is_building(one: list[float], other: list[float]) -> None:
    """All figures are those of all sites together, up to the rounding of the values."""
    joined, dropped = merge(_of("a", one, shown=True), _of("b", other, shown=True), "c", disjoint=True)
    assert dropped == ()
    whole = figure_of(WATER, [*one, *other], with_values=True)
    (found,) = joined.cell[0].figure
    assert found.values == whole.values
    assert found.n == whole.n
    for name in ("mean", "q1", "median", "q3", "best"):
        assert getattr(found, name) == pytest.approx(getattr(whole, name), rel=0.011)


@given(VALUES, VALUES)
def test_without_values_only_what_adds_up_is_joined(one: list[float], other: list[float]) -> None:
    """Number and mean follow from the parts; quartiles and best do not, and are named."""
    joined, dropped = merge(_of("a", one), _of("b", other), "c", disjoint=True)
    (found,) = joined.cell[0].figure
    assert found.n == len(one) + len(other)
    assert found.mean == pytest.approx(figure_of(WATER, [*one, *other]).mean, rel=0.011)
    assert (found.q1, found.median, found.q3, found.best, found.values) == (None, None, None, None, ())
    assert [tuple(each) for each in dropped] == [(2025, "34", "reference", "water")]


def test_cells_of_one_alone_stay_as_they_are() -> None:
    """Other years and other figures are carried over."""
    one, other = _of("a", [1.0] * 5), _of("b", [2.0] * 5, year=2024)
    joined, dropped = merge(one, other, "c")
    assert {cell.year: cell for cell in joined.cell} == {2024: other.cell[0], 2025: one.cell[0]}
    assert dropped == ()
    mixed, dropped = merge(one, _of("b", [0.5] * 5, subject=TOTAL), "c", disjoint=True)
    assert {figure.kind for figure in mixed.cell[0].figure} == {"reference", "total"}
    assert dropped == ()


def test_gates_are_added() -> None:
    """Counts of different sites add up."""
    gates = [
        GateCount(id="permit", passed=5, failed=1, unknown=0),
        GateCount(id="permit", passed=4, failed=0, unknown=2),
    ]
    cells = [Cell(year=2025, gate=(gate,)) for gate in gates]
    joined, _dropped = merge(_cohort("a", cells[0]), _cohort("b", cells[1]), "c", disjoint=True)
    assert joined.cell[0].gate == (GateCount(id="permit", passed=9, failed=1, unknown=2),)


def test_invented_figures_stay_invented() -> None:
    """One invented part makes the whole invented, and remarks of both are kept."""
    one = _cohort("a", illustrative=True, remark="invented")
    joined, _dropped = merge(_cohort("b", remark="real"), one, "c")
    assert joined.illustrative
    assert joined.remark == "real\ninvented"
    assert joined.parts == ("b", "a")


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (_of("b", [1.0] * 5).model_copy(update={"rules": "b" * 64}), "different rules"),
        (_of("b", [1.0] * 5).model_copy(update={"version": "2"}), "different rules"),
        (_of("b", [1.0] * 5).model_copy(update={"digits": 4}), "rounded differently"),
        (_of("a", [1.0] * 5), "would count twice"),
        (_of("b", [1.0] * 5, subject=WATER._replace(unit="kg/t")), "another unit"),
        (_of("b", [1.0] * 5, subject=WATER._replace(better="higher")), "another unit"),
    ],
)
def test_what_would_be_false_is_refused(other: CohortFile, words: str) -> None:
    """Other rules, other rounding, another unit or direction, two versions of one cohort."""
    with pytest.raises(GfassessError, match=words):
        merge(_of("a", [1.0] * 5), other, "c", disjoint=True)


def test_sites_may_not_be_in_both() -> None:
    """Cells in common need the word of the user, and a cohort that is in already is refused all the same."""
    one, other = _of("a", [1.0] * 5), _of("b", [1.0] * 5)
    with pytest.raises(GfassessError, match="may be in both"):
        merge(one, other, "c")
    joined, _dropped = merge(one, other, "c", disjoint=True)
    with pytest.raises(GfassessError, match="would count twice"):
        merge(joined, other, "d", disjoint=True)
