"""Figures that listed firms published: those of single sites of the own trade stand beside one's own. All invented."""

from typing import Any

import pytest

from gfassess.model.base import Text
from gfassess.model.peers import Disclosure, Peer, PeerFile, PeerList
from gfassess.peers import Query, Registry, find
from gfassess.peers.blocks import written
from gfassess.peers.published import Disclosed, published
from gfassess.scoring import score
from tests.scoring.small import assessment, book, fact, head, line

RULEBOOK = book(
    head(
        "land",
        line("intake", 4, "x", {"reference": "water", "better": "lower"}, unit="t"),
        line("reuse", 4, "x", {"leading": 9.0, "baseline": 1.0}, unit="t"),
    ),
    facts=[fact("x")],
)


def disclosed(firm: int, value: float, **changed: Any) -> Disclosure:
    """Return what a firm published."""
    given = {"peer": f"虚构{firm}厂", "of": "water", "value": value, "unit": "t", "year": 2024, "scope": "site"}
    return Disclosure.model_validate({**given, "source": {"document": "虚构报告"}, **changed})


def beside(*figures: Disclosure, own: float = 2.0, listed: int = 8) -> Disclosed:
    """Return the standing of a site among firms of its trade, the last of which is of another one."""
    rows = [Peer(no, f"虚构{no}厂", division="34" if no < listed else "35") for no in range(1, listed + 1)]
    lists = tuple(
        PeerList(batch=batch, year=2020, category="factory", document="D", rows=written(Peer._fields, rows))
        for batch in (5, 6)
    )
    registry = Registry((PeerFile(title=Text(zh="名单", en="List"), list=lists, disclosure=figures),))
    found = find(registry, Query(), division="34")
    return published(found, registry, score(RULEBOOK, assessment(facts={"x": own})), RULEBOOK, 2025)


def test_the_place_is_among_sites() -> None:
    """Five firms give a percentile with n; a firm on two lists counts once."""
    figures = [disclosed(firm, value) for firm, value in enumerate((1.0, 2.0, 3.0, 4.0, 5.0), 1)]
    (one,) = beside(*figures).own
    assert one.figure.values == (1.0, 2.0, 3.0, 4.0, 5.0)
    assert one.place is not None
    assert (one.place.n, one.place.worse.low) == (5, 0.7)


def test_of_fewer_than_five_there_is_no_place() -> None:
    """Their marks are shown, and neither a percentile nor quartiles are made of them."""
    (one,) = beside(disclosed(1, 1.0), disclosed(2, 3.0)).own
    assert one.figure.values == (1.0, 3.0)
    assert (one.place, one.figure.best, one.figure.q1, one.figure.median) == (None,) * 4


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(disclosed(2, 9.0, scope="group"), id="group"),
        pytest.param(disclosed(8, 9.0), id="another trade"),
        pytest.param(disclosed(2, 9.0, year=2026), id="a later year"),
        pytest.param(disclosed(2, 9.0, unit="kWh"), id="another quantity"),
        pytest.param(disclosed(2, 9.0, parts=[1.0, 2.0]), id="its parts do not add up"),
        pytest.param(disclosed(99, 9.0), id="on no list"),
        pytest.param(disclosed(1, 9.0, year=2020), id="an older figure of the same firm"),
        pytest.param(disclosed(2, 9.0, of="x"), id="of something else"),
    ],
)
def test_what_does_not_compare_stays_out(other: Disclosure) -> None:
    """Group and site never mix, nor trades, nor figures that the check refuses."""
    (one,) = beside(disclosed(1, 1.0), other).own
    assert one.figure.values == (1.0,)


def test_what_is_refused_is_counted() -> None:
    """The reader is told that something at hand is not shown."""
    assert beside(disclosed(1, 1.0, parts=[2.0, 3.0])) == Disclosed((), 1)
    assert beside() == Disclosed()


def test_a_line_with_a_fixed_scale_is_compared_by_its_value() -> None:
    """What a firm published is a value and no share of points; the better side follows from the scale."""
    (one,) = beside(disclosed(1, 1.0, of="reuse")).own
    assert (one.figure.values, one.figure.better, one.low) == ((1.0,), "higher", 2.0)
