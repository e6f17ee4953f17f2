"""The documents as a whole: what each proves, which answers have none, what expires."""

from datetime import date

from gfassess.model.documents import Seen
from gfassess.model.sources import Scheme
from gfassess.session import Survey, due_dates, survey
from tests.scoring.small import SOURCE, assessment, book, fact, head, line, text

FIXED = {"leading": 100.0, "baseline": 0.0}
RULES = book(
    head("a", line("a1", 10, "x", FIXED), line("a2", 10, "y", FIXED)),
    facts=[fact("x", evidence=text("meter"), department="energy"), fact("y", evidence=text("bill")), fact("z")],
)
THERE = Seen("there")


def _survey(*proofs: dict[str, object], seen: tuple[Seen, ...] | None = None, **parts: object) -> Survey:
    answers = assessment(facts={"x": 1.0, "z": 2.0}, evidence=list(proofs), **parts)
    return survey(RULES, answers, (THERE,) * len(proofs) if seen is None else seen)


def test_answers_without_a_document() -> None:
    """Answers that want a document and have none in date are lacking; what wants none and what is open is not."""
    assert [one.name for one in _survey().lacking] == ["x"]
    assert _survey({"file": "a", "for": ["x"]}).lacking == ()
    late = {"file": "a", "for": ["x"], "covers_to": date(2020, 12, 31)}
    assert [one.name for one in _survey(late).lacking] == ["x"]
    excused = _survey({"file": "a", "for": ["x"]}, not_applicable={"a2": "none"})
    assert [(one.name, one.department) for one in excused.lacking] == [("a2", "")]


def test_documents_that_prove_nothing() -> None:
    """A document is idle where nothing that it is for is answered, or where it is of another year."""
    found = _survey(
        {"file": "a", "for": ["y", "unheard"]},
        {"file": "b", "for": ["x"], "expires": date(2020, 1, 1)},
        {"file": "c", "for": ["z"]},
        {"file": "d", "for": []},
    )
    assert [one.idle for one in found.documents] == ["unanswered", "other_year", None, "unanswered"]
    assert [one.proof.file for one in found.idle] == ["a", "b", "d"]


def test_a_document_belongs_to_its_owner_or_to_the_office_that_knows() -> None:
    """Where the file names no owner, it is the office of the first answer that the document proves."""
    found = _survey({"file": "a", "for": ["x"]}, {"file": "b", "for": ["x"], "owner": "Li"}, {"file": "c", "for": []})
    assert [one.owner for one in found.documents] == ["energy", "Li", ""]


def test_lost_and_expired_documents() -> None:
    """What is missing, changed or refused is lost; what has run out on a day is named for that day only."""
    seen = (THERE, Seen("changed"), Seen("missing"), Seen("refused"), Seen("unrecorded"), Seen("unread"))
    proofs = [
        {"file": name, "for": ["x"], "expires": date(2026, 4, number + 1)} for number, name in enumerate("abcdef")
    ]
    found = _survey(*proofs, seen=seen)
    assert [one.proof.file for one in found.lost] == ["b", "c", "d"]
    assert [one.proof.file for one in found.expired(date(2026, 4, 3))] == ["a", "b"]


def test_yearly_dates_come_next() -> None:
    """Each date is that of this year until it is over, then that of the next; 29 February is the 28th in most years."""
    dates = [{"title": text(name), "month": month, "day": day} for name, month, day in (("l", 7, 31), ("f", 2, 29))]
    data = {"id": "s", "title": text("s"), "authority": text("s"), "dates": dates, "source": SOURCE, "basis": "policy"}
    schemes = [Scheme.model_validate(data)]
    for today, wanted in (
        (date(2026, 2, 28), [date(2026, 2, 28), date(2026, 7, 31)]),
        (date(2026, 3, 1), [date(2026, 7, 31), date(2027, 2, 28)]),
        (date(2027, 8, 1), [date(2028, 2, 29), date(2028, 7, 31)]),
    ):
        assert [due.day for due in due_dates(schemes, today)] == wanted
