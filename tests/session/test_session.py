"""A session: answers, undo, what is next, what is implausible, and saving after every change."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gfassess.model.assessment import Assessment, EnteredReference, Enterprise, Evidence
from gfassess.session import Session
from tests.scoring.small import SOURCE, assessment, book, fact, head, line, text, whole

FIXED = {"leading": 100.0, "baseline": 0.0}
LEDGER: dict[str, Any] = {
    "id": "use",
    "title": text("use"),
    "department": "energy",
    "columns": [{"id": "amount", "kind": "number", "title": text("amount"), "plausible": [0, 10]}],
    "total": [{"id": "all_use", "title": text("all"), "row": "amount"}],
}


def rules() -> Any:
    """Return a rule book with a gate, two criteria, a ledger and a line that may not apply."""
    return book(
        head("a", line("a1", 10, "x", FIXED), line("a2", 10, "y", FIXED, applies_when="has_y")),
        head("b", line("b1", 10, "all_use", FIXED)),
        facts=[
            fact("x", plausible=[1, 50]),
            fact("y"),
            fact("has_y", "yes_no"),
            fact("plan", "yes_no"),
            fact("aside", default=3.0, optional=True),
        ],
        ledgers=[LEDGER],
        gates=[{"id": "g", "title": text("g"), "formula": "plan", "source": SOURCE, "basis": "policy"}],
    )


def begin(**parts: Any) -> tuple[Session, list[Assessment]]:
    """Return a session and what it saved."""
    saved: list[Assessment] = []
    return Session(rules(), assessment(**parts), save=saved.append), saved


def test_every_change_is_scored_and_saved() -> None:
    """Each change swaps in a new assessment, rescores it and hands it to save."""
    session, saved = begin()
    session.answer("x", 50.0)
    session.add_row("use", {"amount": 4.0})
    session.set_row("use", 0, {"amount": 100.0})
    assert [whole(one).low for one in session.scorecard.criteria] == [5.0, 10.0]
    assert saved[-1] is session.assessment
    assert len(saved) == 3
    session.answer("x", 50.0)
    assert len(saved) == 3, "an answer that changes nothing is no change"


def test_next_unanswered_walks_once_round() -> None:
    """Gates first, then criterion by criterion; lines that do not apply and optional facts are left out."""
    session, _ = begin()
    seen = []
    spot = None
    for value in (True, 5.0, False):
        spot = session.next_unanswered(spot)
        assert spot is not None
        seen.append(spot)
        session.answer(spot[1], value)
    assert seen == [("gates", "plan"), ("a", "x"), ("a", "has_y")]
    assert session.next_unanswered(spot) == ("b", "use")
    session.add_row("use", {"amount": 1.0})
    assert session.next_unanswered(spot) is None


def test_progress_counts_what_applies() -> None:
    """A line that may not apply asks one question; answered with yes it asks its own."""
    session, _ = begin()
    criterion = session.ruleset.heads[0]
    assert (session.progress(criterion).answered, session.progress(criterion).asked) == (0, 2)
    session.answer("has_y", value=True)
    assert (session.progress(criterion).answered, session.progress(criterion).asked) == (1, 3)
    assert session.gate_progress().asked == 1


def test_implausible_values_warn_until_explained() -> None:
    """Facts and cells outside their range are warnings; a reason answers them."""
    session, _ = begin()
    session.answer("x", 60.0)
    session.add_row("use", {"amount": -1.0})
    assert [found.key for found in session.warnings()] == ["x", "use[1].amount"]
    session.explain_value("x", "two shifts")
    session.explain_value("use[1].amount", "stock")
    assert session.warnings() == ()
    found = session.implausible("x")
    assert found is not None
    assert found.reason == "two shifts"


ACTS = st.sampled_from(
    [
        lambda s: s.answer("x", 5.0),
        lambda s: s.answer("x", None),
        lambda s: s.answer("plan", value=False),
        lambda s: s.add_row("use", {"amount": 1.0}),
        lambda s: s.delete_row("use", 0),
        lambda s: s.note("x", "why [not]"),
        lambda s: s.explain_value("x", "so"),
        lambda s: s.not_applicable("a1", "none"),
        lambda s: s.not_applicable("a1", None),
        lambda s: s.reference("r", EnteredReference(leading=1.0, baseline=2.0, source="s")),
        lambda s: s.attach(Evidence.model_validate({"file": "a.pdf", "for": ["x"], "expires": date(2030, 1, 1)})),
        lambda s: s.detach("a.pdf"),
        lambda s: s.identify(enterprise=Enterprise(name="甲"), year=2023),
    ]
)


@given(st.lists(ACTS, max_size=12))
def test_undo_takes_everything_back_and_redo_makes_it_again(acts: list[Any]) -> None:
    """As many undos as changes lead back to the beginning, as many redos to the end, with the same scorecards."""
    session, _ = begin()
    first, card = session.assessment, session.scorecard
    for act in acts:
        act(session)
    last, end = session.assessment, session.scorecard
    while session.undo():
        pass
    assert (session.assessment, session.scorecard) == (first, card)
    while session.redo():
        pass
    assert (session.assessment, session.scorecard) == (last, end)


def _proof(file: str, *answers: str, **more: object) -> Evidence:
    return Evidence.model_validate({"file": file, "for": answers, **more})


def test_a_document_attached_again_loses_nothing() -> None:
    """The same file by any path is one record: it proves all answers, and keeps what is not given anew."""
    session, saved = begin()
    session.attach(_proof("e.pdf", "x", sha256="1", pages="1-3", expires=date(2030, 1, 1), filed="A"))
    session.attach(_proof("other.pdf", "x"))
    session.attach(_proof("./e.pdf", "plan", sha256="2", covers_from=date(2025, 1, 1)))
    first, other = saved[-1].evidence
    assert (first.file, first.answers, first.sha256, first.pages) == ("e.pdf", ("x", "plan"), "2", "1-3")
    assert (first.expires, first.covers_from) == (date(2030, 1, 1), date(2025, 1, 1))
    assert first.model_extra == {"filed": "A"}
    assert other.file == "other.pdf"


def test_a_whole_record_of_a_document_empties_what_it_leaves_empty() -> None:
    """What is known of a document can be taken back, and so can what it proves; keys of later versions stay."""
    session, saved = begin()
    session.attach(_proof("e.pdf", "x", pages="1-3", expires=date(2030, 1, 1), filed="A"))
    session.attach(_proof("e.pdf", "plan", pages="", owner="energy"), whole=True)
    (proof,) = saved[-1].evidence
    assert (proof.answers, proof.pages, proof.expires, proof.owner) == (("x", "plan"), "", None, "energy")
    assert proof.model_extra == {"filed": "A"}
    session.revise("e.pdf", proof.model_copy(update={"answers": ("plan",)}))
    assert saved[-1].evidence[0].answers == ("plan",)


def test_an_unknown_ruleset_leaves_the_session_whole() -> None:
    """Asking for a rule set that is not there changes nothing; the next answer counts."""
    session, saved = begin()
    with pytest.raises(KeyError):
        session.use_ruleset("none")
    session.answer("x", 50.0)
    assert saved[-1].facts == {"x": 50.0}
    assert session.scorecard.ruleset.id == "small"


def test_reasons_stay_with_their_rows() -> None:
    """Taking a row out takes its reasons along and moves those of later rows up; undo brings all back."""
    session, _ = begin()
    for amount in (1.0, -5.0, -7.0):
        session.add_row("use", {"amount": amount})
    session.explain_value("use[2].amount", "stock")
    session.delete_row("use", 0)
    assert session.assessment.explained == {"use[1].amount": "stock"}
    assert [found.key for found in session.warnings()] == ["use[2].amount"]
    session.delete_row("use", 0)
    assert session.assessment.explained == {}
    session.undo()
    session.undo()
    assert session.assessment.explained == {"use[2].amount": "stock"}


def test_a_ledger_with_an_empty_cell_is_open() -> None:
    """A question waits as long as a score lacks a cell of it."""
    session, _ = begin()
    session.add_row("use", {})
    assert session.is_open("use")
    session.set_row("use", 0, {"amount": 3.0})
    assert not session.is_open("use")


def test_a_failed_save_keeps_the_answer_in_memory() -> None:
    """When the disk refuses, the caller hears of it and the answer is still there."""

    def refuse(_: Assessment) -> None:
        raise OSError(28, "No space left on device")

    session = Session(rules(), assessment(), save=refuse)
    with pytest.raises(OSError, match="space"):
        session.answer("x", 5.0)
    assert session.assessment.facts["x"] == 5.0
    assert session.can_undo
