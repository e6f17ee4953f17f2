"""The figures of a rule folder: which numbers are figures, and what each rests on."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gfassess.formula import Formula
from gfassess.rules.figures import _numbers
from gfassess.rules.references import read_figures

GOOD = Path(__file__).parent / "good"
CRITERIA = Path(__file__).parents[2] / "criteria"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("a * 100 / b", []),
        ("a / 1000 + 10000 * b", []),
        ("1 - a if b > 0 else 0", []),
        ("round(a, 2)", []),
        ("a * 0.1229", [0.1229]),
        ("a * 15 / 10000", []),
        ("a / (b * 3.6)", []),
        ("a + 15", [15]),
        ("a >= 15", [15]),
        ("a * max(b, 15)", [15]),
        ("a * 16", [16]),
        ("a >= 10", [10]),
        ("10 if a else 100", [10, 100]),
        ("clamp(a, -5, 100)", [5, 100]),
        ("round(a * 12, 3)", [12]),
        ("a > -1000", [1000]),
    ],
)
def test_numbers_of_a_formula(text: str, figures: list[float]) -> None:
    """Nothing, one and what converts units are no figures; coefficients, thresholds, bounds and choices are."""
    assert list(_numbers(Formula.parse(text).tree, {15.0, 3.6})) == figures


@given(st.integers(-9, 9), st.sampled_from("*/+-"))
def test_units_convert_in_powers_of_ten(power: int, sign: str) -> None:
    """Every power of ten may stand beside a sign of arithmetic without a source, however it is written."""
    assert list(_numbers(Formula.parse(f"a {sign} 1e{power}").tree, set())) == []
    assert list(_numbers(Formula.parse(f"a {sign} 1.1e{power}").tree, set())) != []


def test_every_kind_of_figure(criteria: Path) -> None:
    """Cells, points, scales, formulas, pass marks and dates are listed with what they rest on; a row speaks first."""
    path = criteria / "parameters" / "carriers.toml"
    path.write_text(path.read_text("utf-8").replace('id = "coal"', 'id = "coal", confidence = "medium"'), "utf-8")
    path = criteria / "rulesets" / "small" / "c.toml"
    path.write_text(path.read_text("utf-8").replace("tce / area", "tce / max(area, 5)"), "utf-8")
    (criteria / "schemes.toml").write_text(
        '[[scheme]]\nid = "s"\ntitle = { zh = "办法", en = "Scheme" }\nauthority = { zh = "市", en = "City" }\n'
        'levels = [{ title = { zh = "一级", en = "One" }, points = 85 }]\n'
        'dates = [{ title = { zh = "截止", en = "Due" }, month = 4, day = 15 }]\n'
        'source = { document = "D1", clause = "3" }\nbasis = "regional"\n',
        "utf-8",
    )
    book, figures = read_figures(criteria)
    found = [(one.place.key, one.part, one.value, one.basis, one.sure(book.documents)) for one in figures]
    assert found == [
        ("rows[1].kgce", "cell", 0.7143, "standard", "medium"),
        ("points", "points", 10, "project", None),
        ("indicator[1].points", "points", 6, "project", None),
        ("indicator[1].formula", "formula", 5, "standard", "high"),
        ("indicator[1].scale.leading", "leading", 1, "standard", "high"),
        ("indicator[1].scale.baseline", "baseline", 2, "standard", "high"),
        ("indicator[2].points", "points", 4, "project", None),
        ("indicator[2].scale.levels.none", "share", 0, "standard", "high"),
        ("indicator[2].scale.levels.full", "share", 1, "standard", "high"),
        ("scheme[1].levels[1].points", "pass_mark", 85, "regional", "high"),
        ("scheme[1].dates[1]", "yearly_date", "04-15", "regional", "high"),
    ]
    assert {one.document for one in figures} == {"D1"}


def test_factors_are_those_of_the_folder(criteria: Path) -> None:
    """A number that a formula converts with has a source, until the folder has a unit of that factor."""
    path = criteria / "rulesets" / "small" / "c.toml"
    path.write_text(path.read_text("utf-8").replace("tce / area", "tce / (area * 15)"), "utf-8")
    _book, figures = read_figures(criteria)
    assert [one.value for one in figures if one.part == "formula"] == [15]
    title = 'title = { zh = "万元/亩", en = "10^4 CNY/mu" }'
    (criteria / "units.toml").write_text(f'unit = [{{ id = "u", quantity = "q", factor = 15, {title} }}]\n', "utf-8")
    _book, figures = read_figures(criteria)
    assert [one for one in figures if one.part == "formula"] == []


def test_every_shipped_figure_has_a_document() -> None:
    """No number that ships comes from nowhere, and each has its line in its file."""
    book, figures = read_figures(CRITERIA)
    assert figures
    assert [one.place.key for one in figures if one.document not in book.documents or one.place.line is None] == []


def test_no_points_without_weights(criteria: Path) -> None:
    """A rule set without published weights has no points that could be listed as figures."""
    folder = criteria / "rulesets" / "small"
    head, lines = folder / "ruleset.toml", folder / "c.toml"
    head.write_text(head.read_text("utf-8").replace('not_applicable = "redistribute"', "weighted = false"), "utf-8")
    unweighted = [line for line in lines.read_text("utf-8").splitlines() if not line.startswith("points")]
    lines.write_text("\n".join(unweighted), "utf-8")
    _book, figures = read_figures(criteria)
    assert {one.part for one in figures} == {"cell", "leading", "baseline", "share"}
