"""What makes two lines differ, and what does not."""

from typing import Any

import pytest

from gfassess.model.rules import Indicator
from gfassess.plan.differences import Change, line_changes
from tests.plan.pair import line


def _changes(old: dict[str, Any], new: dict[str, Any]) -> tuple[Change, ...]:
    return line_changes(Indicator.model_validate(old), Indicator.model_validate(new))


@pytest.mark.parametrize("formula", ["a / b", "a/b", "(a) / (b)", "( a / b )", "(a  /  b)"])
def test_spaces_and_brackets_are_no_change(formula: str) -> None:
    """A formula is what it computes: blanks and brackets that change nothing are no difference."""
    assert _changes(line("x"), line("x", formula)) == ()
    assert _changes(line("x", "a + 1000.0"), line("x", "a + 1_000")) == ()


@pytest.mark.parametrize("formula", ["b / a", "a / (b + 1)", "a / b if d else 0"])
def test_another_tree_is_a_change(formula: str) -> None:
    """A formula that computes something else is a change of substance, with both formulas."""
    (change,) = _changes(line("x"), line("x", formula))
    assert (change.what, change.substantial) == ("formula", True)
    assert str(getattr(change.new, "text", "")) == formula


def test_formulas_inside_a_scale_are_compared_as_trees() -> None:
    """Candidates of a scale hold formulas too."""

    def scale(leading: str) -> dict[str, Any]:
        pair = {"leading": leading, "baseline": "b", "source": "c"}
        return line("x", scale={"candidates": [pair], "better": "lower"}, per="rows")

    assert _changes(scale("a * 2"), scale("(a*2)")) == ()
    assert [change.what for change in _changes(scale("a * 2"), scale("a * 3"))] == ["scale"]


@pytest.mark.parametrize(
    ("extra", "what", "substantial"),
    [
        ({"points": 8}, "points", False),
        ({"unit": "tce"}, "unit", True),
        ({"scale": {"leading": 2, "baseline": 0}}, "scale", True),
        ({"scale": {"reference": "r", "better": "lower"}}, "scale", True),
        ({"applies_when": "d"}, "applies_when", True),
        ({"source": {"document": "D1", "clause": "7"}}, "source", False),
        ({"basis": "project"}, "basis", False),
        ({"title": {"zh": "别", "en": "other"}}, "title", False),
        ({"note": {"zh": "注", "en": "note"}}, "note", False),
    ],
)
def test_what_differs_is_named(extra: dict[str, Any], what: str, substantial: bool) -> None:  # noqa: FBT001
    """Each field is a change of its own; points, sources and wording leave the line what it is."""
    (change,) = _changes(line("x"), line("x", **extra))
    assert (change.what, change.substantial) == (what, substantial)


def test_a_line_without_weights_has_no_points() -> None:
    """Where a rule set has no weights, its lines have no points to compare: not the 100 of their own scale."""
    (change,) = _changes(line("x"), line("x", points=None))
    assert change == Change("points", 10, None)


def _variants(*variants: dict[str, Any]) -> dict[str, Any]:
    whole = line("x")
    measure = {name: whole.pop(name) for name in ("formula", "scale")}
    return {**whole, "variants": [{**measure, **one} for one in variants]}


def test_variants_pair_by_their_condition() -> None:
    """A variant put in before the others leaves them what they are; the changed one is told with its condition."""
    old = _variants({"when": "d"}, {})
    new = _variants({"when": "c > 1"}, {"when": "(d)", "unit": "t"}, {})
    changes = _changes(old, new)
    assert [(change.what, change.within.text if change.within else "") for change in changes] == [
        ("variants", "c > 1"),
        ("unit", "(d)"),
    ]


def test_the_order_of_variants_counts() -> None:
    """The first variant whose condition holds counts, so turning two round is a change."""
    changes = _changes(_variants({"when": "d"}, {"when": "c > 1"}, {}), _variants({"when": "c > 1"}, {"when": "d"}, {}))
    assert [change.what for change in changes] == ["order"]
    assert changes[0].substantial
