"""Figures that firms published: what cannot be is refused with the reason; group and site never mix. All invented."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gfassess import rules
from gfassess.model.base import Text
from gfassess.model.peers import Disclosure, PeerFile, PeerList
from gfassess.model.rulebook import Rulebook
from gfassess.peers import Registry
from gfassess.peers.disclosures import Doubt, doubts

CRITERIA = Path(__file__).parents[2] / "criteria"
GOOD: dict[str, Any] = {
    "peer": "虚构甲制造厂",
    "of": "energy_per_output_value",
    "value": 0.25,
    "unit": "tce/10^4 CNY",
    "year": 2022,
    "scope": "site",
    "source": {"document": "虚构报告"},
    "total": 5000.0,
    "total_unit": "tce",
    "output": 2.0,
    "output_unit": "10^8 CNY",
}
BARE = {name: value for name, value in GOOD.items() if not name.startswith(("total", "output"))}


@cache
def book() -> Rulebook:
    """Return the rules that ship."""
    return rules.load(CRITERIA)


def registry(*figures: dict[str, Any]) -> Registry:
    """Return one listed firm with what it published."""
    listed = PeerList(batch=1, year=2017, category="factory", document="D", rows="name\n虚构甲制造厂\n")
    found = [Disclosure.model_validate(figure) for figure in figures]
    return Registry((PeerFile(title=Text(zh="名单", en="List"), list=(listed,), disclosure=tuple(found)),))


def found(*figures: dict[str, Any]) -> list[Doubt]:
    """Return what is wrong with figures."""
    at = registry(*figures)
    return list(doubts(at.files[0].disclosure, book(), at))


def test_a_good_figure_has_no_doubt() -> None:
    """Total by output, rounded, is the figure; parts add up within their rounding."""
    assert found(GOOD, {**BARE, "year": 2021, "parts": (0.1, 0.15)}) == []
    assert found({**BARE, "value": 33.3, "parts": (11.1, 11.1, 11.1)}) == []


@pytest.mark.parametrize(
    ("change", "key", "words"),
    [
        ({"parts": (0.1, 0.2)}, "parts", "add up to 0.3, not to 0.25"),
        ({"value": 0.35}, "value", "total by output is 0.25"),
        ({"total": 50000.0}, "value", "total by output is 2.5"),
        ({"unit": "kWh"}, "unit", "measure different things"),
        ({"of": "energy_per_output_valu"}, "of", "is no fact, reference or indicator"),
        ({"peer": "虚构乙厂"}, "peer", "on no list at hand"),
        ({"output": 0.0}, "output", "the output is 0"),
        ({"output": None}, "output", "given together"),
        ({"total_unit": "m3"}, "unit", "measure different things"),
    ],
)
def test_what_cannot_be_is_refused(change: dict[str, Any], key: str, words: str) -> None:
    """Each mistake is told at its key, with the reason."""
    refused = [doubt for doubt in found({**GOOD, **change}) if doubt.refused]
    assert any(doubt.key == key and words in doubt.message for doubt in refused), refused


def test_swapped_years_by_totals() -> None:
    """Two years whose figures each fit the total and output of the other are told as swapped, not as wrong."""
    one = {**GOOD, "year": 2021, "value": 0.25, "total": 7000.0}
    two = {**GOOD, "year": 2022, "value": 0.35, "total": 5000.0}
    assert [(doubt.key, "look swapped" in doubt.message) for doubt in found(one, two)] == [
        ("year", True),
        ("year", True),
    ]


def test_swapped_years_by_another_source() -> None:
    """Two reports with the same two figures crosswise."""
    report, later = {"document": "虚构报告2022"}, {"document": "虚构报告2023"}
    figures = [
        {**BARE, "year": 2021, "value": 0.3, "source": report},
        {**BARE, "year": 2022, "value": 0.2, "source": report},
        {**BARE, "year": 2021, "value": 0.2, "source": later},
        {**BARE, "year": 2022, "value": 0.3, "source": later},
    ]
    assert {doubt.message for doubt in found(*figures) if "look swapped" in doubt.message}
    assert all(doubt.refused for doubt in found(*figures))


def test_two_sources_that_differ_are_a_warning() -> None:
    """A revised figure is no mistake, but somebody should look."""
    figures = [{**BARE, "value": 0.3}, {**BARE, "value": 0.31, "source": {"document": "虚构报告2023"}}]
    assert [doubt.refused for doubt in found(*figures)] == [False, False]


def test_one_figure_for_group_and_site_is_asked_about() -> None:
    """A figure of the group that was entered for the site too is told; it may be right."""
    group = {**BARE, "scope": "group"}
    assert [(doubt.key, doubt.refused) for doubt in found(BARE, group)] == [("scope", False)]


def test_nothing_ships_without_a_source() -> None:
    """Every figure in the files that ship names its source; today none is there."""
    for file in rules.load_peers(CRITERIA).files:
        assert all(one.source.document in book().documents for one in file.disclosure)
