"""Shares between a leading and a baseline value, at the ends of what a float holds as well."""

from itertools import product
from typing import Final

import narwhals as nw
import polars as pl
import pytest

from gfassess.fleet.outcomes import Pair, referenced, simple_outcome
from gfassess.formula.columns import Column
from gfassess.model.rules import Better, Scale
from gfassess.scoring.scales import between
from tests.fleet.agreement import AGREE

FIGURES: Final = (0.0, -0.0, 5e-324, 1e-323, 2e-323, -5e-324, -1e-323, 1e-300, 1.0, 1.5, 2.0, 1e308, -1e308, 1.7e308)


@pytest.mark.parametrize("better", ["higher", "lower"])
def test_reference_values_of_any_size(better: Better) -> None:
    """Columns come to the share of one factory, also where two values differ by less than a float can quarter."""
    found = [
        each for each in product(FIGURES, repeat=3) if each[1] == each[2] or (each[1] > each[2]) == (better == "higher")
    ]
    figures = pl.DataFrame(found, schema=["value", "leading", "baseline"], orient="row")
    pair = Pair(nw.col("leading"), nw.col("baseline"), nw.lit(value=True))
    shares = nw.from_native(figures).select(
        share=referenced(Column(nw.col("value")), [pair], better, lambda part: part).value
    )
    wanted = [between(value, leading, baseline, better) for value, leading, baseline in found]
    assert shares["share"].to_list() == pytest.approx(wanted, rel=0, abs=AGREE)


@pytest.mark.parametrize(("leading", "baseline"), list(product(FIGURES, repeat=2)))
def test_fixed_values_of_any_size(leading: float, baseline: float) -> None:
    """So do those that a rule file fixes."""
    values = nw.from_native(pl.DataFrame({"value": FIGURES}))
    outcome = simple_outcome(Scale(leading=leading, baseline=baseline), Column(nw.col("value")))
    assert outcome is not None
    wanted = [between(value, leading, baseline) for value in FIGURES]
    assert values.select(share=outcome.value)["share"].to_list() == pytest.approx(wanted, rel=0, abs=AGREE)
