"""Strips: better is always to the right, and everything stands where its figure is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gfassess.model.cohort import Figure
from gfassess.model.rules import Better
from gfassess.peers.cohort import figure_of
from gfassess.report.columns import cells
from gfassess.report.strips import DRAWN, PLAIN, Strip, legend, strip_lines
from gfassess.words import use
from tests.peers.sites import TOTAL, WATER

WIDE: Any = st.floats(-1.7e308, 1.7e308, allow_nan=False)


def _drawn(figure: Figure, own: float, *references: float, width: int = 41) -> list[str]:
    return list(strip_lines(Strip(figure, own, own, *references), width, PLAIN))


@pytest.mark.parametrize(
    ("better", "line"), [("higher", "o----o--*-o|-+-o---@----o"), ("lower", "o----@---o-+-|o-*--o----o")]
)
def test_better_is_to_the_right(better: Better, line: str) -> None:
    """The same figures, with the other side better, are the same strip seen from behind."""
    figure = Figure(
        kind="reference",
        id="w",
        better=better,
        n=5,
        mean=13.0,
        median=11.0,
        best=8.0,
        values=(0.0, 5.0, 10.0, 15.0, 24.0),
    )
    assert _drawn(figure, 19.0, width=25) == [line]


def test_baseline_and_leading_stand_below_their_places() -> None:
    """Shares always go from 0 to 1; two marks at one place stand side by side."""
    figure = figure_of(TOTAL, [0.2, 0.4, 0.5, 0.6, 0.8], with_values=True)
    strip, below = _drawn(figure, 0.5, 1.0, 0.0)
    assert (len(strip), strip[20], below[0], below[40]) == (41, "@", "B", "L")
    assert _drawn(figure, 0.5, 0.5, 0.5)[1].strip() in {"BL", "LB"}


@given(st.lists(WIDE, min_size=5, max_size=30), st.tuples(WIDE, WIDE, WIDE))
def test_no_figure_breaks_a_strip(values: list[float], own: tuple[float, float, float]) -> None:
    """Whatever a file holds, a strip keeps to its width and shows where one stands."""
    figure = figure_of(WATER, values, with_values=len(values) % 2 == 0)
    for line in strip_lines(Strip(figure, own[0], *own), 30, DRAWN):
        assert cells(line) <= 30
    assert DRAWN.own in next(strip_lines(Strip(figure, *own[:2]), 30, DRAWN))


def test_marks_of_reference_values_keep_to_the_width_in_chinese() -> None:
    """A Chinese character takes two cells, also at the right edge."""
    figure = figure_of(TOTAL, [0.2, 0.4, 0.5, 0.6, 0.8])
    use("zh")
    assert all(cells(line) <= 20 for line in strip_lines(Strip(figure, 0.5, 0.5, 1.0, 0.98), 20, DRAWN))
    assert legend(DRAWN)


def test_signs_can_be_told_apart() -> None:
    """Nothing is said by colour alone, and plain signs are ASCII."""
    for signs in (DRAWN, PLAIN):
        assert len(set(signs)) == len(signs)
    assert "".join(PLAIN).isascii()
