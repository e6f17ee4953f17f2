"""The documents of an assessment as a whole: what is there, what each proves, which answers have none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gfassess.model.assessment import Assessment, Evidence
from gfassess.model.base import Text
from gfassess.model.documents import Seen
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Indicator
from gfassess.session.coverage import Coverage, coverage

Idle = Literal["unanswered", "other_year"]
"""Why a document proves nothing: what it is for has no answer; it is of another period or expired in the year."""


@dataclass(frozen=True, slots=True)
class Held:
    """One document of an assessment."""

    proof: Evidence
    seen: Seen
    idle: Idle | None
    """Why it proves nothing; None where it does."""
    owner: str
    """Department or person that keeps it; where the file names none, the department of the first answer it proves."""


@dataclass(frozen=True, slots=True)
class Proved:
    """One answer that wants a document or has one."""

    name: str
    """Fact or ledger, or an indicator that the user says does not apply."""
    title: Text
    department: str
    """The office that knows; empty for an indicator."""
    wanted: Text | None
    """The document that is asked for."""
    documents: tuple[Evidence, ...]
    """Those attached to it that are in date."""
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Survey:
    """All documents and all answers that want one, each in the order of the file and of the walk."""

    documents: tuple[Held, ...]
    answers: tuple[Proved, ...]

    @property
    def lost(self) -> tuple[Held, ...]:
        """The documents that are missing, refused or changed."""
        return tuple(one for one in self.documents if one.seen.lost)

    @property
    def idle(self) -> tuple[Held, ...]:
        """The documents that prove nothing."""
        return tuple(one for one in self.documents if one.idle is not None)

    @property
    def lacking(self) -> tuple[Proved, ...]:
        """The answers that have no document in date."""
        return tuple(one for one in self.answers if not one.documents)

    def expired(self, day: date) -> tuple[Held, ...]:
        """Return the documents that are no longer valid on a day."""
        return tuple(one for one in self.documents if not one.proof.valid_on(day))


def survey(rulebook: Rulebook, assessment: Assessment, seen: Sequence[Seen]) -> Survey:
    """Return everything about the documents of an assessment; `seen` is what was found on disk, one each."""
    answers = tuple(_answers(rulebook, assessment))
    department = {one.name: one.department for one in answers}
    return Survey(
        tuple(_held(assessment, department, *each) for each in zip(assessment.evidence, seen, strict=True)), answers
    )


def _held(assessment: Assessment, department: dict[str, str], proof: Evidence, seen: Seen) -> Held:
    names = [name for name in proof.answers if name in department]
    idle: Idle | None = None
    if not names:
        idle = "unanswered"
    elif not proof.in_date(assessment.year):
        idle = "other_year"
    owner = proof.owner or next((department[name] for name in names), "")
    return Held(proof, seen, idle, owner)


def _answers(rulebook: Rulebook, assessment: Assessment) -> Iterator[Proved]:
    """Go through what was answered, in the order in which it is asked, then through what does not apply."""
    attached = {name for one in assessment.evidence for name in one.answers}
    for questions, answered in ((rulebook.facts, assessment.facts), (rulebook.ledgers, assessment.ledgers)):
        for name, question in questions.items():
            if name in answered and (question.evidence is not None or name in attached):
                yield _proved(assessment, name, question.title, question.department, question.evidence)
    for name in assessment.not_applicable:
        line = _line(rulebook, assessment, name)
        if line is not None and assessment.excused(name):
            yield _proved(assessment, name, line.title, "", None)


def _proved(assessment: Assessment, name: str, title: Text, department: str, wanted: Text | None) -> Proved:
    year = assessment.year
    found = tuple(one for one in assessment.evidence if name in one.answers and one.in_date(year))
    return Proved(name, title, department, wanted, found, coverage(year, found))


def _line(rulebook: Rulebook, assessment: Assessment, name: str) -> Indicator | None:
    """Return an indicator, of the rule set of the file where that has it."""
    rulesets = sorted(rulebook.rulesets.values(), key=lambda rules: rules.id != assessment.ruleset)
    return next((line for rules in rulesets if (line := rules.indicator(name)) is not None), None)
