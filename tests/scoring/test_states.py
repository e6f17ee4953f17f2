"""The five states, the interval, gates and redistribution, on small rule sets computed by hand."""

from datetime import date
from typing import Any

import pytest

from gfassess import words
from gfassess.model.assessment import EnteredReference
from gfassess.model.rulebook import Rulebook
from gfassess.scoring import CohortPair, Inputs, LastYear, score
from gfassess.scoring.live import live_questions
from tests.scoring.small import SOURCE, assessment, book, fact, head, line, text, whole

FIXED = {"leading": 100.0, "baseline": 50.0}


@pytest.mark.parametrize(
    ("value", "points"), [(100.0, 10.0), (120.0, 10.0), (75.0, 5.0), (60.0, 2.0), (50.0, 0.0), (-3.0, 0.0)]
)
def test_higher_is_better(value: float, points: float) -> None:
    """Full points at or above leading, none at or below baseline, linear between."""
    rules = book(head("c", line("i", 10, "x", FIXED)), facts=[fact("x")])
    card = score(rules, assessment(facts={"x": value}))
    assert whole(card).low == whole(card).high == pytest.approx(points)


@pytest.mark.parametrize(("value", "points"), [(80.0, 8.0), (87.0, 0.0), (83.5, 4.0), (70.0, 8.0), (95.0, 0.0)])
def test_lower_is_better(value: float, points: float) -> None:
    """With leading below baseline the direction turns round."""
    rules = book(head("c", line("i", 8, "x", {"leading": 80.0, "baseline": 87.0})), facts=[fact("x")])
    assert whole(score(rules, assessment(facts={"x": value}))).low == pytest.approx(points)


def test_unanswered_names_its_facts() -> None:
    """An unanswered line counts 0 in low and its points in high, and names every missing fact."""
    rules = book(head("c", line("i", 10, "x / y", FIXED)), facts=[fact("x"), fact("y")])
    card = score(rules, assessment())
    assert card.scores[0].state == "unanswered"
    assert card.scores[0].missing == ("x", "y")
    assert (whole(card).low, whole(card).high) == (0.0, 10.0)
    assert card.verdict == "open"


def test_zero_divisor_is_undefined() -> None:
    """A zero divisor is a state with its reason, neither 0 points nor a crash."""
    rules = book(head("c", line("i", 10, "x / (y - 1)", FIXED)), facts=[fact("x"), fact("y")])
    found = score(rules, assessment(facts={"x": 3.0, "y": 1.0})).scores[0]
    assert found.undefined is not None
    assert (found.state, found.undefined.text, found.low, found.high) == ("undefined", "y - 1", 0.0, 10.0)


REFERENCE = {"reference": "r", "better": "lower"}


def test_references_in_their_order() -> None:
    """Entered with a source comes before a chosen row, that before a cohort, that before the own last year."""
    table = {
        "id": "r",
        "title": text("r"),
        "basis": "policy",
        "source": SOURCE,
        "columns": [{"id": "leading", "title": text("l")}, {"id": "baseline", "title": text("b")}],
        "rows": [{"id": "row1", "title": text("row"), "leading": 2.0, "baseline": 4.0}],
    }
    rules = book(head("c", line("i", 10, "x", REFERENCE)), facts=[fact("x")], tables=[table])
    cohort = {"r": CohortPair(1.0, 3.0, "cohort 2025")}
    last = LastYear("2024.toml", {"r": 10.0})
    answers = assessment(facts={"x": 3.0})

    assert score(rules, answers).scores[0].state == "without_reference"
    used = score(rules, answers, last_year=last).scores[0].reference
    assert used is not None
    assert (used.kind, used.leading, used.baseline) == ("last_year", 9.0, 10.0)
    used = score(rules, answers, cohort=cohort, last_year=last).scores[0].reference
    assert used is not None
    assert (used.kind, used.leading, used.baseline) == ("cohort", 1.0, 3.0)
    chosen = answers.model_copy(update={"references": {"r": EnteredReference(row="row1")}})
    found = score(rules, chosen, cohort=cohort).scores[0]
    assert found.reference is not None
    assert found.reference.kind == "chosen"
    assert found.low == pytest.approx(5.0)
    own = EnteredReference(row="row1", leading=3.0, baseline=6.0, source="sector table")
    entered = answers.model_copy(update={"references": {"r": own}})
    found = score(rules, entered, cohort=cohort).scores[0]
    assert found.reference is not None
    assert (found.reference.kind, found.reference.source, found.low) == ("entered", "sector table", 10.0)


@pytest.mark.parametrize(
    "entry",
    [
        EnteredReference(leading=3.0, baseline=6.0),
        EnteredReference(leading=6.0, baseline=3.0, source="the wrong way round"),
        EnteredReference(leading=3.0, source="half a pair"),
    ],
)
def test_a_reference_without_source_or_sense_does_not_count(entry: EnteredReference) -> None:
    """Own reference values need a source, both values, and leading on the better side."""
    rules = book(head("c", line("i", 10, "x", REFERENCE)), facts=[fact("x")])
    answers = assessment(facts={"x": 3.0}).model_copy(update={"references": {"r": entry}})
    assert score(rules, answers).scores[0].state == "without_reference"


def two_heads(rule: str) -> object:
    """Return a rule book of two criteria with two and one lines."""
    return book(
        head("a", line("a1", 6, "x", FIXED, applies_when="has_a"), line("a2", 4, "y", FIXED)),
        head("b", line("b1", 10, "z", FIXED)),
        facts=[fact("x"), fact("y"), fact("z"), fact("has_a", "yes_no")],
        not_applicable=rule,
    )


@pytest.mark.parametrize(("rule", "low"), [("redistribute", 10.0 + 2.0), ("zero", 4.0 + 2.0), ("full", 10.0 + 2.0)])
def test_not_applicable_under_each_reading(rule: str, low: float) -> None:
    """Points move inside the criterion, are lost, or are earned; the others are shown beside."""
    answers = assessment(facts={"has_a": False, "y": 100.0, "z": 60.0})
    card = score(two_heads(rule), answers)  # type: ignore[arg-type]
    assert card.scores[0].state == "not_applicable"
    assert whole(card).low == pytest.approx(low)
    assert {name: total.low for name, total in card.readings.items()} == pytest.approx(
        {"redistribute": 12.0, "zero": 6.0, "full": 12.0}
    )


def test_a_criterion_with_nothing_left_gives_its_points_to_the_others() -> None:
    """The whole stays 20 when a criterion does not apply at all."""
    answers = assessment(facts={"has_a": False, "z": 75.0}, not_applicable={"a2": "no such process"})
    card = score(two_heads("redistribute"), answers)  # type: ignore[arg-type]
    assert [one.points for one in card.criteria] == [0.0, 20.0]
    assert whole(card).low == pytest.approx(10.0)
    assert card.scores[1].reason == "no such process"


def test_steps_levels_and_cases() -> None:
    """A rung earns its share, a level its own, a case all of it once it is described."""
    steps = {"steps": [{"at": 1.2, "share": 0.6}, {"at": 2.0, "share": 1.0}]}
    most = {"steps": [{"at": 7.0, "share": 1.0}], "at_most": True}
    levels = {"levels": {"none": 0.0, "half": 0.5}}
    rules = book(
        head(
            "c",
            line("up", 10, "x", steps),
            line("down", 10, "y", most),
            line("level", 10, "which", levels),
            line("case", 10, "done", {"case": "told"}),
        ),
        facts=[
            fact("x"),
            fact("y"),
            fact("which", "choice", options=[{"id": "none", "title": text("n")}, {"id": "half", "title": text("h")}]),
            fact("done", "yes_no"),
            fact("told", "text"),
        ],
    )
    card = score(rules, assessment(facts={"x": 1.2, "y": 7.0, "which": "half", "done": True}))
    assert [one.low for one in card.scores] == pytest.approx([6.0, 10.0, 5.0, 0.0])
    assert (card.scores[3].state, card.scores[3].missing) == ("unanswered", ("told",))
    card = score(rules, assessment(facts={"x": 1.19, "y": 7.1, "which": "none", "done": True, "told": "lid"}))
    assert [one.low for one in card.scores] == pytest.approx([0.0, 0.0, 0.0, 10.0])
    assert score(rules, assessment(facts={"done": False})).scores[3].state == "scored"


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({}, ("done", "planned", "told")),
        ({"done": False, "planned": True}, ("done", "planned", "told")),
        ({"done": False, "planned": False}, ("done", "planned")),
    ],
)
def test_a_case_is_described_unless_there_is_none(facts: dict[str, bool], asked: tuple[str, ...]) -> None:
    """The description counts as long as the line may say yes, whatever a single question of it says."""
    rules = book(
        head("c", line("case", 10, "done or planned", {"case": "told"})),
        facts=[fact("done", "yes_no"), fact("planned", "yes_no"), fact("told", "text")],
    )
    answers = assessment(facts=facts)
    assert live_questions(Inputs(rules, answers), rules.rulesets["small"].heads[0]) == asked


def test_the_last_bit_costs_no_rung() -> None:
    """70 / 1000 * 100 is 7.000000000000001 in floats and still within a rung at 7."""
    rules = book(
        head("c", line("i", 10, "x / y * 100", {"steps": [{"at": 7.0, "share": 1.0}], "at_most": True})),
        facts=[fact("x"), fact("y")],
    )
    assert whole(score(rules, assessment(facts={"x": 70.0, "y": 1000.0}))).low == 10.0


def test_gates_have_three_states_and_one_failure_blocks() -> None:
    """A gate is passed, failed or unknown; one failure blocks whatever the points."""
    rules = book(
        head("c", line("i", 10, "x", FIXED)),
        facts=[fact("x"), fact("accident", "yes_no"), fact("plan", "yes_no")],
        gates=[
            {"id": "g1", "title": text("g1"), "formula": "not accident", "source": SOURCE, "basis": "policy"},
            {"id": "g2", "title": text("g2"), "formula": "plan", "source": SOURCE, "basis": "policy"},
        ],
    )
    card = score(rules, assessment(facts={"x": 100.0, "accident": True}))
    assert [result.state for result in card.gates] == ["fail", "unknown"]
    assert card.verdict == "blocked"
    card = score(rules, assessment(facts={"x": 100.0, "accident": False, "plan": True}))
    assert card.verdict == "complete"


def test_wrong_kinds_are_missing_not_a_crash() -> None:
    """A text where a number belongs, or yes as a number, counts as no answer."""
    rules = book(head("c", line("i", 10, "x", FIXED)), facts=[fact("x")])
    for wrong in ("many", True):
        assert score(rules, assessment(facts={"x": wrong})).scores[0].state == "unanswered"


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_scorecard_holds_no_words_of_the_program(language: words.Language) -> None:
    """The same answers give the same scorecard in every language, sources and rows included."""
    rules, answers = rules_with_table(), assessment(facts={"x": 3.0}, references={"r": {"row": "row1"}})
    words.use("en")
    expected = score(rules, answers)
    words.use(language)
    assert score(rules, answers) == expected


def rules_with_table(**row: Any) -> Rulebook:
    """Return a rule book whose one line may be scored with a published row."""
    table = {
        "id": "r",
        "title": text("r"),
        "basis": "policy",
        "columns": [
            {"id": "leading", "title": text("l"), "source": {"document": "D1", "clause": "1"}},
            {"id": "baseline", "title": text("b"), "source": {"document": "D1", "clause": "2"}},
        ],
        "rows": [{"id": "row1", "title": text("row"), "leading": 2.0, "baseline": 4.0, **row}],
    }
    return book(head("c", line("i", 10, "x", REFERENCE)), facts=[fact("x")], tables=[table])


@pytest.mark.parametrize(
    ("entry", "row", "refusal"),
    [
        ({"leading": 3.0, "baseline": 6.0}, {}, "no_source"),
        ({"leading": 6.0, "baseline": 3.0, "source": "s"}, {}, "wrong_way"),
        ({"leading": 3.0, "source": "s"}, {}, "half"),
        ({"row": "row2"}, {}, "no_row"),
        ({"row": "row1"}, {"source": {"document": "D2027"}}, "not_in_force"),
        ({"row": "row1"}, {"in_force": date(2026, 1, 1)}, "not_in_force"),
    ],
)
def test_why_reference_values_do_not_count(entry: dict[str, Any], row: dict[str, Any], refusal: str) -> None:
    """A pair that was given and does not count has its reason."""
    answers = assessment(facts={"x": 3.0}, references={"r": entry})
    found = score(rules_with_table(**row), answers).scores[0]
    assert (found.state, found.refusal) == ("without_reference", refusal)


def test_each_figure_of_a_pair_has_its_own_source() -> None:
    """Leading and baseline value may come from different clauses."""
    found = score(rules_with_table(), assessment(facts={"x": 3.0}, references={"r": {"row": "row1"}})).scores[0]
    assert found.reference is not None
    assert (found.reference.source, found.reference.baseline_source) == ("D1 1", "D1 2")


def test_a_blank_reason_is_none() -> None:
    """A line is only left out with a reason."""
    rules = book(head("c", line("i", 10, "x", FIXED)), facts=[fact("x")])
    assert score(rules, assessment(not_applicable={"i": "  "})).scores[0].state == "unanswered"


def test_nothing_left_is_not_complete() -> None:
    """A rule set none of whose lines applies has no result to be complete."""
    rules = book(head("c", line("i", 10, "x", FIXED)), facts=[fact("x")])
    assert score(rules, assessment(not_applicable={"i": "none of it"})).verdict == "open"


def test_answers_of_the_wrong_kind_are_none() -> None:
    """An unknown option or a count below zero is no answer, never a score of 0."""
    options = [{"id": "none", "title": text("n")}, {"id": "full", "title": text("f")}]
    rules = book(
        head("c", line("i", 5, "which", {"levels": {"none": 0.0, "full": 1.0}}), line("j", 5, "n", FIXED)),
        facts=[fact("which", "choice", options=options), fact("n", "count")],
    )
    for which, count in (("fulll", -3.0), ("", 2.5)):
        found = score(rules, assessment(facts={"which": which, "n": count})).scores
        assert [one.state for one in found] == ["unanswered", "unanswered"]


def test_equal_leading_and_baseline_is_a_threshold() -> None:
    """Where both are one figure, reaching it earns all, on the better side."""
    rules = rules_with_table(leading=3.0, baseline=3.0)
    for value, points in ((2.9, 10.0), (3.0, 10.0), (3.1, 0.0)):
        card = score(rules, assessment(facts={"x": value}, references={"r": {"row": "row1"}}))
        assert whole(card).low == points
