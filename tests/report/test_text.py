"""The scorecard as text: what stands with a total, and what stands where there is none."""

from dataclasses import replace

import pytest

from gfassess import words
from gfassess.model.base import Text
from gfassess.model.rulebook import Rulebook
from gfassess.report.rules import ruleset_lines
from gfassess.report.text import scorecard_lines
from gfassess.scoring import score
from tests.scoring.small import SOURCE, assessment, book, fact, head, line, text

FIXED = {"leading": 100.0, "baseline": 50.0}
NOTE = Text(zh="权重取自示例。", en="The weights are an example.")


def rules(points: float | None) -> Rulebook:
    """Return a rule book with a note, each line of so many points."""
    made = book(
        head("a", line("a1", points, "x", FIXED, unit="%"), line("a2", points, "y", FIXED, applies_when="has_y")),
        head("b", line("b1", points, "z", {"reference": "z", "better": "higher"}, unit="%")),
        facts=[
            fact("x", evidence=text("meter")),
            fact("y"),
            fact("has_y", "yes_no"),
            fact("z"),
            fact("plan", "yes_no"),
        ],
        gates=[{"id": "g", "title": text("g"), "formula": "plan", "source": SOURCE, "basis": "policy"}],
        weighted=points is not None,
    )
    return replace(made, rulesets={"small": made.rulesets["small"].model_copy(update={"note": NOTE})})


def shown(points: float | None) -> str:
    """Return the scorecard of a few answers."""
    made, answers = rules(points), assessment(facts={"x": 81.0, "has_y": False, "z": 3.5})
    return "\n".join(scorecard_lines(made, answers, score(made, answers), 100))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_note_of_the_rules_stands_with_the_total(language: words.Language) -> None:
    """Whoever reads a total reads whose weights it rests on."""
    words.use(language)
    assert str(NOTE) in shown(10)
    assert str(NOTE) in shown(None)


def test_without_weights_each_line_says_value_share_and_state() -> None:
    """The share is on a scale of 100, an open line says why it has none, and the page says why there is no total."""
    lines = shown(None).splitlines()
    assert "62.0 %  a1  81.00 %" in lines
    assert "        scored: baseline value 50 %; leading value 100 %" in lines
    assert any(one.split()[:2] == ["-", "b1"] and "3.50 %" in one for one in lines)
    assert any("without reference" in one for one in lines)
    assert any("not applicable" in one for one in lines)
    assert any("not published, so there is no total" in one for one in lines)


def test_without_weights_nothing_has_points() -> None:
    """Neither a scorecard nor the rules speak of points, and nothing is added up."""
    made = rules(None)
    for page in (shown(None), "\n".join(ruleset_lines(made, made.rulesets["small"], 100))):
        assert "point" not in page.lower()
        assert "100.00" not in page
    assert "Total" not in shown(None)
    assert "Total" in shown(10)
    assert "10.00 points" in "\n".join(ruleset_lines(rules(10), rules(10).rulesets["small"], 100))
