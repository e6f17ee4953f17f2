"""Answers under the ids that the rules had before, read under those of now."""

import dataclasses
from datetime import UTC, datetime
from typing import Any

import pytest

from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.plan.renames import renamed
from gfassess.scoring import score
from tests.plan.pair import line, two
from tests.scoring.small import assessment, book, fact, head, text

SCALE = {"leading": 1, "baseline": 0}
MOMENT = datetime(2025, 1, 1, tzinfo=UTC)
LEDGER = {
    "id": "usage",
    "formerly": ["use"],
    "title": text("usage"),
    "department": "energy",
    "columns": [{"id": "amount", "kind": "number", "title": text("amount")}],
    "total": [{"id": "sum_of_it", "title": text("sum"), "row": "amount"}],
}


def _rules() -> Rulebook:
    ground = line("ground_share", "ground * 2", 10, scale=SCALE, formerly=["area_share"])
    facts = [fact("ground", formerly=["area", "surface"]), fact("other")]
    return book(head("h", ground, line("sum_share", "sum_of_it", 10, scale=SCALE)), facts=facts, ledgers=[LEDGER])


BEFORE: dict[str, Any] = {
    "facts": {"other": 1.0, "area": 0.2},
    "ledgers": {"use": [{"amount": 0.5}]},
    "notes": {"area": "measured", "use": "metered", "area_share": "small"},
    "explained": {"area": "tiny", "use[1].amount": "little"},
    "not_applicable": {"area_share": "no ground"},
    "answered": {"area": {"at": MOMENT}, "notes.area": {"at": MOMENT}},
    "evidence": [{"file": "a.pdf", "for": ["use", "area", "area_share"]}],
    "conflicts": [{"part": part, "name": "area", "versions": []} for part in ("facts", "evidence")],
}


def _before(**changes: Any) -> Assessment:
    return assessment(**{**BEFORE, **changes})


def test_everything_stands_under_the_ids_of_now() -> None:
    """Answers, rows, notes, reasons, who answered and evidence follow, and the rest stays as it was."""
    now = renamed(_before(), _rules())
    assert now.facts == {"other": 1.0, "ground": 0.2}
    assert list(now.ledgers) == ["usage"]
    assert now.notes == {"ground": "measured", "usage": "metered", "ground_share": "small"}
    assert now.explained == {"ground": "tiny", "usage[1].amount": "little"}
    assert now.not_applicable == {"ground_share": "no ground"}
    assert list(now.answered) == ["ground", "notes.ground"]
    assert now.evidence[0].answers == ("usage", "ground", "ground_share")
    assert [one.name for one in now.conflicts] == ["ground", "area"]
    assert renamed(now, _rules()) is now


def test_they_count() -> None:
    """What was answered under an earlier id scores as if it had been answered under that of now."""
    answers = _before(not_applicable={})
    card = score(_rules(), renamed(answers, _rules()), ruleset="small")
    assert [one.share for one in card.scores] == [pytest.approx(0.4), pytest.approx(0.5)]


def test_an_answer_under_the_new_id_wins_and_none_is_dropped() -> None:
    """The earlier answer stays under its own id with all that is said of it."""
    now = renamed(_before(facts={"area": 0.2, "ground": 0.3}), _rules())
    assert now.facts == {"area": 0.2, "ground": 0.3}
    assert (now.notes["area"], now.explained["area"]) == ("measured", "tiny")
    assert now.evidence[0].answers == ("usage", "area", "ground_share")


def test_of_two_earlier_answers_the_first_follows() -> None:
    """Two ids became one: the second answer stays where it is."""
    now = renamed(_before(facts={"surface": 0.1, "area": 0.2}), _rules())
    assert now.facts == {"ground": 0.1, "area": 0.2}


def test_a_note_under_the_new_id_is_kept() -> None:
    """Each entry gives way by itself: an earlier note is not laid over one of now."""
    now = renamed(_before(notes={"area": "measured", "ground": "asked"}), _rules())
    assert (now.facts["ground"], now.notes) == (0.2, {"area": "measured", "ground": "asked"})


def test_a_line_of_another_rule_set_keeps_what_is_said_of_it() -> None:
    """An id that some rule set still has is no earlier one, whoever names it; nor is one that two lines had before."""
    old, reasons = [head("e", line("was"))], {"was": "none here", "both": "none here"}
    split = [line(name, formerly=["both"]) for name in ("one", "half")]
    rulebook = two(old, [head("e", line("now", formerly=["was"]), *split)])
    answers = assessment(ruleset="old", not_applicable=reasons)
    assert renamed(answers, rulebook) is answers


def test_a_renamed_rule_set_scores() -> None:
    """A file that names a rule set by its earlier id is scored with what became of it."""
    rulebook = _rules()
    rules = rulebook.rulesets["small"].model_copy(update={"formerly": ("tiny",)})
    rulebook = dataclasses.replace(rulebook, rulesets={"small": rules})
    assert renamed(assessment(ruleset="tiny"), rulebook).ruleset == "small"
