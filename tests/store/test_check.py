"""What a check says about sound and about strange assessments."""

import hashlib
from datetime import date
from pathlib import Path

from gfassess.model.assessment import Assessment
from gfassess.store import check, check_evidence, dump, following, parse
from tests.scoring.small import book, fact, head, line, text

BOOK = book(
    head("h", line("i", 10, "n", {"leading": 1, "baseline": 0}), points=10),
    facts=[
        fact("n", plausible=[1, 10]),
        fact("c", "count"),
        fact("y", "yes_no"),
        fact("d", "date"),
        fact("t", "text"),
        fact("o", "choice", options=[{"id": "one", "title": text("one")}]),
    ],
    ledgers=[
        {
            "id": "rows",
            "title": text("rows"),
            "department": "energy",
            "columns": [{"id": "amount", "kind": "number", "title": text("amount"), "plausible": [0, 5]}],
        }
    ],
)


def said(**parts: object) -> list[tuple[str, str]]:
    """Return key and severity of what a check says about an assessment with these parts."""
    assessment = Assessment.model_validate({"ruleset": "small", "year": 2024, **parts})
    return [(problem.key, problem.severity) for problem in check(assessment, BOOK)]


def test_sound_answers() -> None:
    """Answers of the right kinds inside their ranges say nothing."""
    facts = {"n": 5.0, "c": 3.0, "y": True, "d": date(2024, 5, 1), "t": "x", "o": "one"}
    assert said(facts=facts, ledgers={"rows": [{"amount": 5.0}]}) == []


def test_wrong_kinds_are_errors() -> None:
    """Yes is no number, a half no count, a number no date."""
    facts = {"n": True, "c": 2.5, "y": "yes", "d": "2024-05-01", "t": 5.0, "o": "two"}
    assert said(facts=facts) == [(f"facts.{name}", "error") for name in facts]
    assert said(facts={"c": -1.0}) == [("facts.c", "error")]


def test_reason_answers_the_warning() -> None:
    """An implausible value is a warning until somebody says why."""
    parts = {"facts": {"n": 11.0}, "ledgers": {"rows": [{"amount": 1.0}, {"amount": 9.0}]}}
    assert said(**parts) == [("facts.n", "warning"), ("ledgers.rows[2].amount", "warning")]
    assert said(**parts, explained={"n": "why", "rows[2].amount": "why"}) == []


def test_evidence_is_compared_with_its_file(tmp_path: Path) -> None:
    """A document that is missing, changed, or out of the folder is named; letter case of the hash is no difference."""
    (tmp_path / "a.pdf").write_bytes(b"proof")
    digest = hashlib.sha256(b"proof").hexdigest()
    proofs = [
        {"file": "a.pdf", "for": ["n"], "sha256": digest.upper()},
        {"file": "a.pdf", "for": ["n"]},
        {"file": "a.pdf", "for": ["n"], "sha256": "0" * 64},
        {"file": "b.pdf", "for": ["n"]},
        {"file": "../a.pdf", "for": ["n"]},
    ]
    assessment = Assessment.model_validate({"ruleset": "small", "year": 2024, "evidence": proofs})
    found = list(check_evidence(assessment, tmp_path))
    assert [problem.key for problem in found] == [f"evidence[{number}].file" for number in (3, 4, 5)]
    assert [problem.severity for problem in found] == ["warning"] * 3


def test_answers_under_earlier_ids_are_told() -> None:
    """What stands under an id of before is checked as that of now and named where it stands in the file; both, too."""
    heads = head("h", line("i", 10, "new", {"leading": 1, "baseline": 0}, formerly=["j"]), points=10)
    rulebook = book(heads, facts=[fact("new", plausible=[1, 10], formerly=["old"])])
    text_ = 'ruleset = "small"\nyear = 2024\n[facts]\nold = 50.0\n[not_applicable]\nj = "none"\n[notes]\nold = "x"\n'
    loaded = parse(text_, "a.toml")
    told = list(check(loaded.assessment, rulebook, loaded.file, loaded.text))
    assert [(problem.key, problem.line) for problem in told] == [
        ("facts.old", 4),
        ("notes.old", 8),
        ("not_applicable.j", 6),
        ("facts.old", 4),
    ]
    assert '"old" is called "new" now' in told[0].message
    assert "plausible range" in told[3].message
    assert not check(following(loaded, rulebook).assessment, rulebook).found[:-1]
    both = loaded.assessment.model_copy(update={"facts": {"old": 5.0, "new": 6.0}, "notes": {}, "not_applicable": {}})
    (kept,) = check(both, rulebook)
    assert (kept.key, kept.severity) == ("facts.old", "warning")
    assert 'called "new" now' in kept.hint


def test_the_next_save_writes_the_ids_of_now() -> None:
    """What was read under earlier ids is written under those of now, and nothing else changes."""
    rulebook = book(
        head("h", line("i", 10, "new", {"leading": 1, "baseline": 0}), points=10),
        facts=[fact("new", formerly=["old"]), fact("other")],
    )
    loaded = parse('ruleset = "small"\nyear = 2024\n\n[facts]\nold = 5\nother = 6\nunknown = 7\n')
    text_ = dump(following(loaded, rulebook).assessment, rulebook)
    assert text_ == dump(loaded.assessment).replace("old = 5", "new = 5")
