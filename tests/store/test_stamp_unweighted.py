"""The result of a rule set without published weights, as data and in an exported file."""

import json
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gfassess import words
from gfassess.model.base import Text
from gfassess.model.cases import Case
from gfassess.model.rulebook import Rulebook
from gfassess.rules.cases import differences
from gfassess.scoring import score
from gfassess.stamp import export, result, verify
from tests.scoring.small import assessment, book, fact, head, line

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "schema" / "score.schema.json").read_text(encoding="utf-8"))
ANSWERS = assessment(facts={"x": 81.0, "has_y": False})
WORTH = {"points", "low", "high", "evidenced"}


def rules(points: float | None = None) -> Rulebook:
    """Return two lines of so many points, and the note that stands with their result."""
    fixed = {"leading": 100.0, "baseline": 50.0}
    made = book(
        head("a", line("a1", points, "x", fixed, unit="%"), line("a2", points, "y", fixed, applies_when="has_y")),
        facts=[fact("x"), fact("y"), fact("has_y", "yes_no")],
        weighted=points is not None,
    )
    noted = made.rulesets["small"].model_copy(update={"note": Text(zh="示例。", en="An example.")})
    return replace(made, rulesets={"small": noted}, hashes={"facts/all.toml": "0" * 64})


def test_nothing_in_the_result_has_points() -> None:
    """There is no total, no reading, no points anywhere; a line has its value and its share."""
    found = result(score(rules(), ANSWERS))
    jsonschema.validate(found, SCHEMA)
    assert found["weighted"] is False
    assert not {"total", "readings"} & found.keys()
    assert found["criteria"] == [{"id": "a"}]
    assert found["indicators"][0] == {
        "id": "a1",
        "criterion": "a",
        "state": "scored",
        "value": 81.0,
        "unit": "%",
        "share": 0.62,
        "reference": {"kind": "fixed", "leading": 100.0, "baseline": 50.0},
    }
    assert not any(WORTH & line.keys() for line in found["indicators"])


@pytest.mark.parametrize("points", [None, 10])
def test_the_schema_tells_the_two_kinds_apart(points: float | None) -> None:
    """A result may not say that it has no weights and give points, nor the other way round."""
    found = result(score(rules(points), ANSWERS))
    jsonschema.validate(found, SCHEMA)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**found, "weighted": not found["weighted"]}, SCHEMA)


@pytest.mark.parametrize("points", [None, 10])
def test_an_export_verifies_in_either_language(points: float | None) -> None:
    """What was exported in one language is as stamped in the other; the note is in it in both."""
    made, words_there = rules(points), {"zh": "示例。", "en": "An example."}
    text = export(ANSWERS, score(made, ANSWERS), made, "1.0", date(2026, 1, 2))
    data: dict[str, Any] = tomllib.loads(text)["result"]
    assert data["note"] == words_there
    assert ("total" in data) is (points is not None)
    for language in words.LANGUAGES:
        words.use(language)
        assert verify(text, made, "1.0") == []
    forged = text.replace("share = 0.62", "share = 0.99")
    assert [found.kind for found in verify(forged, made, "1.0")] == ["result"]


def test_a_worked_example_expects_shares() -> None:
    """Points and a total expected of lines without weights are told as wrong; shares are compared."""
    example = {"name": "n", "ruleset": "small", "year": 2025, "facts": {"x": 81.0, "has_y": False}}
    right = Case.model_validate({**example, "expect": {"a1": {"share": 0.62, "value": 81.0}}})
    assert list(differences(rules(), right)) == []
    wrong = Case.model_validate({**example, "expect": {"a1": {"points": 62.0}}, "total": {"low": 62.0}})
    assert list(differences(rules(), wrong)) == [("a1.points", "62", "-"), ("total.low", "62", "-")]
