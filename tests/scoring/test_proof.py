"""The evidenced total: what documents prove, of the reporting year, conditions included."""

from datetime import date
from typing import Any

import pytest

from gfassess.scoring import score
from tests.scoring.small import assessment, book, fact, head, line, text, whole

FIXED = {"leading": 100.0, "baseline": 50.0}


def test_evidenced_total_counts_only_what_is_proved_in_date() -> None:
    """An answer counts in the evidenced total when its document is attached and valid at the end of the year."""
    rules = book(
        head("c", line("i", 10, "x", FIXED), line("j", 5, "y", FIXED)),
        facts=[fact("x", evidence=text("meter")), fact("y", evidence=text("meter"))],
    )
    proof = {"file": "a.pdf", "for": ["x", "y"]}
    facts = {"x": 100.0, "y": 100.0}
    assert whole(score(rules, assessment(facts=facts))).evidenced == 0.0
    assert whole(score(rules, assessment(facts=facts, evidence=[proof]))).evidenced == 15.0
    late = {**proof, "expires": date(2025, 6, 30)}
    card = score(rules, assessment(facts=facts, evidence=[late]))
    assert (whole(card).low, whole(card).evidenced) == (15.0, 0.0)
    assert card.scores[0].unproved == ("x",)


def test_conditions_need_proof_too() -> None:
    """A line that is said not to apply without a document leaves the evidenced total as if nobody had answered."""
    rules = book(
        head("c", line("i", 10, "x", FIXED), line("j", 10, "y", FIXED, applies_when="has_y")),
        facts=[fact("x", evidence=text("meter")), fact("y"), fact("has_y", "yes_no", evidence=text("permit"))],
    )
    proof = {"file": "a.pdf", "for": ["x"]}
    facts = {"x": 100.0}
    assert whole(score(rules, assessment(facts=facts, evidence=[proof]))).evidenced == 10.0
    moved = score(rules, assessment(facts={**facts, "has_y": False}, evidence=[proof]))
    assert (whole(moved).low, whole(moved).evidenced) == (20.0, 10.0)
    assert moved.scores[1].unproved == ("has_y",)
    excused = score(rules, assessment(facts=facts, evidence=[proof], not_applicable={"j": "no such process"}))
    assert (whole(excused).low, whole(excused).evidenced) == (20.0, 10.0)
    assert excused.scores[1].unproved == ("j",)
    proved = {"file": "b.pdf", "for": ["j"]}
    answers = assessment(facts=facts, evidence=[proof, proved], not_applicable={"j": "no such process"})
    assert whole(score(rules, answers)).evidenced == 20.0


@pytest.mark.parametrize(
    ("extra", "counts"),
    [
        ({}, True),
        ({"covers_from": date(2024, 1, 1), "covers_to": date(2024, 12, 31)}, False),
        ({"covers_from": date(2026, 1, 1)}, False),
        ({"covers_from": date(2025, 6, 1), "covers_to": date(2025, 6, 30)}, True),
        ({"expires": date(2025, 12, 31)}, True),
        ({"expires": date(2025, 12, 30)}, False),
    ],
)
def test_evidence_is_of_the_reporting_year(extra: dict[str, Any], counts: bool) -> None:  # noqa: FBT001 - a row
    """A document of another period, or expired before the end of the year, proves nothing."""
    rules = book(head("c", line("i", 10, "x", FIXED)), facts=[fact("x", evidence=text("meter"))])
    answers = assessment(facts={"x": 100.0}, evidence=[{"file": "a.pdf", "for": ["x"], **extra}])
    assert (whole(score(rules, answers)).evidenced == 10.0) is counts
