"""The explanation reaches from the total down to the ledger row, the parameter with its document, and the clause."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from gfassess import words
from gfassess.explain import Node, UnknownIdError, why
from gfassess.model.assessment import Assessment
from gfassess.model.base import Text
from gfassess.model.rulebook import Rulebook
from gfassess.scoring import score
from tests.scoring.small import SOURCE, assessment, book, fact, head, line, text


def every(node: Node) -> Iterator[Node]:
    """Go through a tree."""
    yield node
    for child in node.children:
        yield from every(child)


def explained(rules: Rulebook, answers: Assessment, name: str) -> list[Node]:
    """Return all steps of an explanation."""
    return list(every(why(rules, answers, score(rules, answers), name)))


@pytest.fixture
def rules() -> Rulebook:
    """Return a rule book with a ledger, a default from a parameter, and a gate."""
    carriers = {
        "id": "carriers",
        "title": text("carriers"),
        "basis": "standard",
        "source": SOURCE,
        "columns": [{"id": "kgce", "title": text("coefficient"), "unit": "kgce"}],
        "rows": [{"id": "coal", "title": text("coal"), "unit": "kg", "kgce": 0.7143}],
    }
    grid = {
        "id": "grid",
        "title": text("grid"),
        "basis": "policy",
        "source": {"document": "D1", "clause": "table 2"},
        "columns": [{"id": "factor", "title": text("factor"), "unit": "kg/kWh"}],
        "parameter": [{"id": "published", "title": text("published"), "column": "factor", "by": ["province", "year"]}],
        "rows": [
            {"id": "n", "title": text("nation 2022"), "year": 2022, "factor": 0.5},
            {"id": "h", "title": text("hunan 2023"), "year": 2023, "province": "湖南", "factor": 0.4},
        ],
    }
    columns: list[dict[str, Any]] = [
        {"id": "carrier", "kind": "choice", "from": "carriers", "title": text("carrier")},
        {"id": "amount", "kind": "number", "unit": "carrier.unit", "title": text("amount")},
        {"id": "kgce", "kind": "number", "default": "carrier_kgce", "title": text("own coefficient")},
    ]
    total = {"id": "tce", "title": text("energy"), "unit": "tce", "row": "amount * kgce / 1000"}
    ledger = {"id": "use", "title": text("use"), "department": "energy", "columns": columns, "total": [total]}
    lines = (
        line("i", 10, "tce / area", {"leading": 1.0, "baseline": 2.0}, source={"document": "D1", "clause": "B.1"}),
        line("j", 10, "factor * 10", {"reference": "r", "better": "lower"}, applies_when="has_power"),
    )
    return book(
        head("c", *lines),
        facts=[
            fact("area", unit="m2"),
            fact("factor", default="published"),
            fact("has_power", "yes_no"),
            fact("accident", "yes_no"),
        ],
        ledgers=[ledger],
        tables=[carriers, grid],
        gates=[{"id": "g", "title": text("g"), "formula": "not accident", "source": SOURCE, "basis": "policy"}],
    )


ANSWERS = {
    "facts": {"area": 2.0, "has_power": True},
    "ledgers": {"use": [{"carrier": "coal", "amount": 4000.0}]},
    "notes": {"area": "from [the] deed"},
    "enterprise": {"province": "湖南省"},
}


def test_an_indicator_down_to_row_parameter_and_clause(rules: Rulebook) -> None:
    """4,000 kg x 0.7143 / 1,000 = 2.8572 tce over 2 m2: every step stands there with its source."""
    nodes = explained(rules, assessment(**ANSWERS), "i")
    assert nodes[0].source.startswith("D1 B.1")
    formula = next(node for node in nodes if node.kind == "formula")
    assert formula.detail == "energy / area = 2.8572 / 2"
    row = next(node for node in nodes if node.kind == "row")
    assert "4,000" in row.detail
    coefficient = next(node for node in nodes if node.kind == "parameter")
    assert (coefficient.value, coefficient.source) == ("0.7143 kgce/kg", "D1")
    assert any(node.kind == "note" and node.value == "from [the] deed" for node in nodes)


def test_a_default_names_the_published_row(rules: Rulebook) -> None:
    """A default is said not to be the user's own, with the published row that fits province and year."""
    nodes = explained(rules, assessment(**ANSWERS), "factor")
    assert "not your own" in nodes[0].detail
    assert nodes[1].detail == "hunan 2023"
    assert nodes[1].source == "D1 table 2"
    early = assessment(**{**ANSWERS, "year": 2022})
    assert explained(rules, early, "factor")[1].detail == "nation 2022"


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("name", ["total", "c", "i", "j", "g", "area", "use", "tce", "published", "accident"])
def test_everything_can_be_explained(rules: Rulebook, name: str, language: words.Language) -> None:
    """Every id has an explanation with a title, answered or not, in both languages."""
    words.use(language)
    for answers in (assessment(**ANSWERS), assessment()):
        nodes = explained(rules, answers, name)
        assert all(node.title for node in nodes)


def test_states_are_said(rules: Rulebook) -> None:
    """What is missing is named by its title; without reference says what to do."""
    nodes = explained(rules, assessment(), "i")
    assert any("area" in node.detail and "use" in node.detail for node in nodes)
    nodes = explained(rules, assessment(**ANSWERS), "j")
    assert any("enter them with their source" in node.detail for node in nodes)


def test_the_note_of_a_gate_is_told(rules: Rulebook) -> None:
    """What the rules remark on a gate stands in its explanation, as it does for an indicator."""
    small = rules.rulesets["small"]
    gate = small.gates[0].model_copy(update={"note": Text(zh="三年内无事故。", en="None within three years.")})
    known = replace(rules, rulesets={"small": small.model_copy(update={"gates": (gate,)})})
    found = next(node for node in explained(known, assessment(**ANSWERS), "g") if node.id == "rule")
    assert found.value == "None within three years."
    assert not any(node.id == "rule" for node in explained(rules, assessment(**ANSWERS), "g"))


def test_a_pair_in_a_row_says_whose_it_is() -> None:
    """Values that were published say so apart from those that a user typed into the row."""
    limits = {
        "id": "limits",
        "title": text("limits"),
        "basis": "standard",
        "source": SOURCE,
        "columns": [{"id": "best", "title": text("best")}, {"id": "least", "title": text("least")}],
        "rows": [{"id": "clinker", "title": text("clinker"), "best": 1.0, "least": 2.0}],
    }
    columns: list[dict[str, Any]] = [
        {"id": "used", "kind": "number", "title": text("used")},
        {"id": "limit", "kind": "choice", "from": "limits", "optional": True, "title": text("limit")},
        *({"id": name, "kind": "number", "optional": True, "title": text(name)} for name in ("high", "low")),
        {"id": "whose", "kind": "text", "optional": True, "title": text("whose")},
    ]
    ledger = {"id": "made", "title": text("made"), "department": "energy", "columns": columns}
    own = {"leading": "high", "baseline": "low", "source": "whose"}
    published = {"leading": "limit_best", "baseline": "limit_least", "source": "limit"}
    scale = {"candidates": [own, published], "better": "lower"}
    rules = book(head("c", line("i", 10, "used", scale, per="made")), facts=[], ledgers=[ledger], tables=[limits])
    rows = [{"used": 1.5, "limit": "clinker"}, {"used": 1.5, "high": 1.0, "low": 2.0, "whose": "trade body"}]
    nodes = explained(rules, assessment(ledgers={"made": rows}), "i")
    assert [(node.detail, node.source) for node in nodes if node.kind == "reference"] == [
        ("published row chosen in the row of the ledger", "D1: clinker"),
        ("in the row of the ledger", "trade body"),
    ]


def test_an_unknown_id_names_those_there_are(rules: Rulebook) -> None:
    """Asking for what is not there gives the ids that are."""
    with pytest.raises(UnknownIdError) as caught:
        explained(rules, assessment(), "nothing")
    assert {"total", "c", "i", "g", "area", "use"} <= set(caught.value.known)


def test_a_long_ledger_is_cut_and_says_so(rules: Rulebook) -> None:
    """A ledger of a thousand rows shows the first ones and counts the rest."""
    many = {"use": [{"carrier": "coal", "amount": 1.0}] * 1000}
    nodes = explained(rules, assessment(ledgers=many), "tce")
    assert len(nodes) < 500
    assert any("950 more rows" in node.title for node in nodes)


def test_what_was_chosen_is_said_by_its_title() -> None:
    """Levels and the value of a choice are the words that the user chose from, never their ids."""
    options = [{"id": "none", "title": text("not at all")}, {"id": "fully", "title": text("throughout")}]
    rules = book(
        head("c", line("i", 10, "how", {"levels": {"none": 0, "fully": 1}})),
        facts=[fact("how", "choice", options=options)],
    )
    nodes = explained(rules, assessment(facts={"how": "fully"}), "i")
    assert next(node for node in nodes if node.kind == "scale").value == "not at all: 0.0 %; throughout: 100.0 %"
    formula = next(node for node in nodes if node.kind == "formula")
    assert (formula.value, formula.detail) == ("throughout", "how = throughout")


@pytest.fixture
def unweighted() -> Rulebook:
    """Return a rule book whose weights are not published."""
    lines = (
        line("i", None, "x", {"leading": 100.0, "baseline": 50.0}),
        line("j", None, "ok", {"case": "told"}, applies_when="has_j"),
    )
    facts = [
        fact("x", evidence=text("meter")),
        fact("ok", "yes_no", evidence=text("permit")),
        fact("told", "text"),
        fact("has_j", "yes_no"),
    ]
    return book(head("c", *lines), facts=facts, weighted=False)


def test_evidence_is_asked_for_the_questions_that_count(unweighted: Rulebook) -> None:
    """A line names the document that each of its questions wants, of those only that count as things stand."""
    for has_j, wanted in ((True, {"ok": "permit"}), (False, {})):
        nodes = explained(unweighted, assessment(facts={"has_j": has_j}), "j")
        asked = next((node for node in nodes if node.id == "asked"), None)
        assert {node.id: node.value for node in (asked.children if asked else ())} == wanted
    nodes = explained(unweighted, assessment(), "i")
    assert next(node for node in nodes if node.id == "asked").children[0].value == "meter"


def test_without_weights_a_line_is_explained_by_its_share(unweighted: Rulebook) -> None:
    """The share of the way from baseline to leading value stands where the points of other rule sets stand."""
    answers = assessment(facts={"x": 81.0, "has_j": True, "ok": True, "told": "so"})
    node = explained(unweighted, answers, "i")[0]
    assert node.value == "62.0 %"
    assert node.children[0].detail == "62.0 % of the way from the baseline value to the leading value"
    for name in ("total", "c", "i", "j"):
        said = [part for node in explained(unweighted, answers, name) for part in (node.title, node.value, node.detail)]
        assert not any("point" in part.lower() or "100.00" in part for part in said)


def test_without_weights_there_is_no_total_to_explain(unweighted: Rulebook) -> None:
    """It says why, and names every line with its share or state."""
    nodes = explained(unweighted, assessment(facts={"x": 81.0}), "total")
    assert nodes[0].value == ""
    assert "no total" in nodes[0].detail
    assert {node.id: node.value for node in nodes if node.kind == "indicator"} == {"i": "62.0 %", "j": "unanswered"}
    assert not any(node.id in {"readings", "evidenced"} for node in nodes)


def test_the_total_says_whose_weights_it_rests_on(rules: Rulebook) -> None:
    """The note of the rule set stands with the total, and in a few words right beside it."""
    told = {
        "note": Text(zh="权重为示例。", en="The weights are an example."),
        "weights_note": Text(zh="示例", en="ex."),
    }
    known = replace(rules, rulesets={"small": rules.rulesets["small"].model_copy(update=told)})
    nodes = explained(known, assessment(), "total")
    assert nodes[0].detail.endswith("; ex.")
    assert "The weights are an example." in [node.detail for node in nodes]


def test_of_several_ways_to_measure_it_says_why_this_one_counts() -> None:
    """The condition of the variant stands in the explanation, in the titles of its facts; the last one says so."""
    ways = [
        {"when": "a > 5", "formula": "a", "scale": {"leading": 10, "baseline": 0}},
        {"formula": "a", "scale": {"leading": 5, "baseline": 0}},
    ]
    indicator = {"id": "i", "title": text("i"), "points": 10, "source": SOURCE, "basis": "project", "variants": ways}
    rules = book(head("c", indicator), facts=[fact("a") | {"title": text("size")}])

    def condition(value: float) -> str:
        nodes = explained(rules, assessment(facts={"a": value}), "i")
        return next(node.value for node in nodes if node.kind == "condition")

    assert condition(6.0) == "size > 5"
    assert condition(5.0) == "none of the other ways fits"
