"""What a paper is about: one assessment under one rule set, with what stands beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from gfassess.model.assessment import Assessment, Enterprise
from gfassess.model.cohort import CohortFile
from gfassess.model.facts import Fact, Ledger
from gfassess.model.rulebook import Rulebook
from gfassess.model.scorecard import Scorecard
from gfassess.peers import Comparison, Registry
from gfassess.peers.published import Disclosed
from gfassess.peers.standing import Placement
from gfassess.scoring import Inputs
from gfassess.words import _


@dataclass(frozen=True)
class Beside:
    """The peers on the lists, as `gfassess compare` finds them."""

    registry: Registry
    found: Comparison


@dataclass(frozen=True)
class Standing:
    """The cohort that was named, and the place in it; None where it has no figures of this trade and year."""

    cohort: CohortFile
    found: Placement | None


@dataclass(frozen=True)
class Subject:
    """Everything that a paper is made from."""

    rulebook: Rulebook
    """With every rule set and list that the paper names."""
    assessment: Assessment
    card: Scorecard
    day: date
    """The day that stands on the cover."""
    version: str
    """Of the program."""
    lost: frozenset[str] = field(default_factory=frozenset)
    """Documents that are missing or were changed after they were attached."""
    peers: Beside | None = None
    standing: Standing | None = None
    published: Disclosed = field(default_factory=Disclosed)
    """What listed firms of the own trade published."""

    @cached_property
    def inputs(self) -> Inputs:
        """What names in formulas stand for."""
        return Inputs(self.rulebook, self.assessment)

    @property
    def enterprise(self) -> Enterprise:
        """Who is assessed."""
        return self.assessment.enterprise

    def question(self, name: str) -> Fact | Ledger | None:
        """Return the fact or ledger called `name`."""
        return self.rulebook.facts.get(name) or self.rulebook.ledgers.get(name)

    def proofs(self, names: Iterable[str]) -> str:
        """Return the numbers in the index of the documents attached for any of these names."""
        wanted = set(names)
        numbers = (
            number
            for number, proof in enumerate(self.assessment.evidence, start=1)
            if not wanted.isdisjoint(proof.answers)
        )
        return _(", ").join(map(proof_number, numbers))


def proof_number(number: int) -> str:
    """Return how a document of the evidence index is referred to."""
    return _("E{number}").format(number=number)
