"""Columns of a terminal: Chinese takes two cells, and no line runs over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gfassess.model.scorecard import Interval
from gfassess.report.columns import cells, cut, pad, pad_left, wrapped
from gfassess.report.figures import ends

TEXTS = st.text(st.sampled_from("绿色工厂，。（）ab c-1.;[]"), max_size=80)


def test_cells() -> None:
    """Chinese characters and full-width punctuation take two cells, accents none."""
    assert cells("绿色") == 4
    assert cells("，a") == 3
    assert cells("e\u0301") == 1


@given(TEXTS, st.integers(min_value=12, max_value=40))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    """Apart from spaces at the ends of lines the text stays what it was."""
    assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())


@given(st.text("绿色工厂，。 ", max_size=60), st.integers(min_value=12, max_value=40))
def test_wrapping_keeps_the_width(text: str, width: int) -> None:
    """Chinese text never runs over, but for marks that may not begin a line."""
    for line in wrapped(text, width):
        assert cells(line.rstrip("，。 ")) <= width


def test_wrapping_breaks_where_a_reader_would() -> None:
    """Words stay whole, and no line begins with a comma."""
    assert wrapped("ab cdefgh ij klmnop", 10) == ["ab cdefgh", "ij klmnop"]
    assert wrapped("绿色工厂，五项", 8)[1][0] != "，"


@given(TEXTS, st.integers(min_value=0, max_value=40))
def test_columns_line_up(text: str, width: int) -> None:
    """A padded text has exactly its width where it fits; a cut one never more."""
    assert cells(pad(text, width)) == max(width, cells(text)) == cells(pad_left(text, width))
    assert cells(cut(text, max(width, 2))) <= max(width, 2)


@pytest.mark.parametrize(("low", "cells"), [(0.0, 0), (0.2, 1), (10.0, 10), (19.6, 19), (20.0, 20)])
def test_ends_of_a_bar(low: float, cells: int) -> None:
    """A bar is full only for everything and empty only for nothing, on screens and on paper."""
    assert ends(Interval(low, low, 0.0), 20, 20) == (0, cells, cells)
