"""Who changed an answer last, and when, stands beside the answers."""

from datetime import UTC, date, datetime

from hypothesis import given, settings

from gfassess.files import builtin_criteria
from gfassess.merge.entries import assembled, entries
from gfassess.model.assessment import Assessment, EnteredReference, Evidence, Mark, Site
from gfassess.rules import load as load_rules
from gfassess.scoring import score
from gfassess.session import Session
from gfassess.session.marking import marked
from gfassess.stamp import export, verify
from gfassess.store import dump, parse
from tests.store.strategies import ASSESSMENTS

BOOK = load_rules(builtin_criteria())
FACT = next(fact.id for fact in BOOK.facts.values() if fact.kind == "number")
FIRST = Mark(by="王工", at=datetime(2026, 5, 1, 10, 30, tzinfo=UTC))
SECOND = Mark(by="李工", at=datetime(2026, 5, 2, 8, 0, tzinfo=UTC))


def begun(*marks: Mark) -> Session:
    """Return a session in which each change bears the next mark."""
    coming = iter(marks)
    return Session(BOOK, Assessment(ruleset=next(iter(BOOK.rulesets)), year=2024), mark=lambda: next(coming))


def test_each_kind_of_entry_bears_a_mark() -> None:
    """An answer is marked by its id; everything else by where it stands; untouched entries keep their mark."""
    session = begun(FIRST, *[SECOND] * 9)
    session.answer(FACT, 5.0)
    session.add_row("energy_use", {"amount": 1.0})
    session.note(FACT, "含二期")
    session.explain_value("energy_use[1].amount", "停产")
    session.reference("water", EnteredReference(leading=1.0))
    session.attach(Evidence.model_validate({"file": "a.pdf", "for": (FACT,)}))
    session.identify(site=Site(name="二厂"), year=2025)
    expected = {FACT, "energy_use", f"notes.{FACT}", "references.water", "evidence.a.pdf", "site.name", "year"}
    assert set(session.assessment.answered) == expected
    assert session.assessment.answered[FACT] == FIRST
    session.answer(FACT, None)
    assert session.assessment.answered[FACT] == SECOND


def test_undo_takes_the_mark_back() -> None:
    """What was before is as it was, the mark too."""
    session = begun(FIRST, SECOND)
    session.answer(FACT, 5.0)
    session.answer(FACT, 6.0)
    session.undo()
    assert session.assessment.answered == {FACT: FIRST}


def test_without_a_name_nothing_is_noted() -> None:
    """Whoever does not say who works leaves the file as it was."""
    session = Session(BOOK, Assessment(ruleset=next(iter(BOOK.rulesets)), year=2024))
    session.answer(FACT, 5.0)
    assert session.assessment.answered == {}


@settings(max_examples=60, deadline=None)
@given(ASSESSMENTS, ASSESSMENTS)
def test_marks_stand_in_the_file(before: Assessment, after: Assessment) -> None:
    """Any entry can be marked, whatever its name, and the file keeps it."""
    both = marked(before, after, FIRST)
    assert parse(dump(both)).assessment == both
    assert bool(both.answered) is (entries(before) != entries(after))


def test_marks_are_a_line_each() -> None:
    """A reader sees who answered what in one line."""
    text = dump(Assessment(ruleset="five", year=2024, facts={"land_area": 5.0}, answered={"land_area": FIRST}))
    assert '[answered]\nland_area = { by = "王工", at = 2026-05-01 10:30:00+00:00 }\n' in text


@settings(max_examples=60, deadline=None)
@given(ASSESSMENTS)
def test_entries_are_the_whole_assessment(assessment: Assessment) -> None:
    """Nothing is lost between an assessment and its entries."""
    assert assembled(assessment, entries(assessment)) == assessment
    assert dump(assembled(assessment, entries(assessment))) == dump(assessment)


def test_names_may_be_taken_out_of_an_export() -> None:
    """Who answered is not part of what a stamp holds: taking names out changes no result."""
    session = begun(FIRST)
    session.answer(FACT, 5.0)
    text = export(session.assessment, score(BOOK, session.assessment), BOOK, "1", date(2026, 1, 2))
    without = text.replace(f'{FACT} = {{ by = "王工"', f'{FACT} = {{ by = ""')
    assert without != text
    assert verify(text, BOOK, "1") == verify(without, BOOK, "1") == []
