"""A rule set whose weights are not published: each line by itself, no total, nothing moves."""

from typing import Any

import pytest

from gfassess.model.rulebook import Rulebook
from gfassess.scoring import score
from tests.scoring.small import SOURCE, assessment, book, fact, head, line, text

FIXED = {"leading": 100.0, "baseline": 50.0}


def rules() -> Rulebook:
    """Return two criteria without weights, with a gate."""
    return book(
        head("a", line("a1", None, "x", FIXED), line("a2", None, "y", FIXED, applies_when="has_y")),
        head("b", line("b1", None, "z", {"reference": "z", "better": "higher"})),
        facts=[
            fact("x", evidence=text("meter")),
            fact("y"),
            fact("has_y", "yes_no"),
            fact("z"),
            fact("plan", "yes_no"),
        ],
        gates=[{"id": "g", "title": text("g"), "formula": "plan", "source": SOURCE, "basis": "policy"}],
        weighted=False,
    )


def test_each_line_stands_on_a_scale_of_its_own() -> None:
    """A line has the percent of its share; nothing is added up, for a criterion or for the whole."""
    card = score(rules(), assessment(facts={"x": 75.0, "y": 60.0, "has_y": True}))
    lines = [(one.state, one.points, one.low, one.high) for one in card.scores]
    assert lines == [("scored", 100.0, 50.0, 50.0), ("scored", 100.0, 20.0, 20.0), ("unanswered", 100.0, 0.0, 100.0)]
    assert [one.evidenced for one in card.scores] == [0.0, 20.0, 0.0]
    assert card.total is None
    assert [one.total for one in card.criteria] == [None, None]
    assert card.readings == {}


def test_a_line_that_does_not_apply_moves_nothing() -> None:
    """The other lines keep their scale of 100, and the line itself has nothing to reach."""
    card = score(rules(), assessment(facts={"x": 75.0, "has_y": False}))
    assert [(one.state, one.points, one.low, one.high) for one in card.scores[:2]] == [
        ("scored", 100.0, 50.0, 50.0),
        ("not_applicable", 0.0, 0.0, 0.0),
    ]


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"plan": False}, "blocked"),
        ({"plan": True}, "open"),
        ({"plan": True, "z": 1.0}, "open"),
        ({"z": 3.0}, "open"),
        ({"plan": True, "z": 3.0}, "complete"),
    ],
)
def test_the_verdict_needs_no_total(facts: dict[str, Any], verdict: str) -> None:
    """Complete is every gate passed and every line settled; a failed gate blocks; all else is open."""
    references = {"z": {"leading": 2.0, "baseline": 1.0, "source": "our own"}} if facts.get("z") == 3.0 else {}
    answers = assessment(facts={"x": 75.0, "has_y": False, **facts}, references=references)
    assert score(rules(), answers).verdict == verdict
