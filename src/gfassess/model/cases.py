"""Worked examples that a rule folder brings along: answers, and what they must come to."""

from typing import Annotated

from pydantic import Field

from gfassess.model.assessment import Assessment, EnteredReference, Enterprise, Evidence, LedgerRow, Value, Year
from gfassess.model.base import Array, Record
from gfassess.model.scorecard import GateState, State, Verdict


class Expected(Record):
    """What an indicator or a gate must come to; only what is written is compared."""

    state: State | GateState | None = None
    value: bool | float | str | None = None
    points: float | None = None
    """Points reached, after those of lines that do not apply have moved."""
    share: float | None = None
    missing: Annotated[tuple[str, ...] | None, Array] = None
    """What it must name as missing."""
    tolerance: Annotated[float, Field(gt=0)] | None = None
    """Largest difference of its figures; without it they agree to 1e-9 of their size."""


class ExpectedTotal(Record):
    """What the total must come to."""

    low: float | None = None
    high: float | None = None
    evidenced: float | None = None
    tolerance: Annotated[float, Field(gt=0)] | None = None


class Case(Record):
    """One worked example: an assessment, and what it must come to."""

    name: str
    ruleset: str
    year: Year
    enterprise: Enterprise = Enterprise()
    facts: dict[str, Value] = {}
    ledgers: dict[str, Annotated[tuple[LedgerRow, ...], Array]] = {}
    references: dict[str, EnteredReference] = {}
    not_applicable: dict[str, str] = {}
    evidence: Annotated[tuple[Evidence, ...], Array] = ()
    expect: dict[str, Expected] = {}
    total: ExpectedTotal | None = None
    verdict: Verdict | None = None

    def assessment(self) -> Assessment:
        """Return its answers as an assessment."""
        return Assessment(
            ruleset=self.ruleset,
            year=self.year,
            enterprise=self.enterprise,
            facts=self.facts,
            ledgers=self.ledgers,
            references=self.references,
            not_applicable=self.not_applicable,
            evidence=self.evidence,
        )


class CaseFile(Record):
    """A file of `cases/`."""

    case: Annotated[tuple[Case, ...], Array]
