"""The result of scoring: immutable, complete, and free of words; `explain` and `report` say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from gfassess.formula import Outcome, Scalar
from gfassess.model.rules import Criterion, Gate, Indicator, Measure, NotApplicable, Ruleset

State = Literal["scored", "unanswered", "without_reference", "undefined", "not_applicable"]
GateState = Literal["pass", "fail", "unknown"]
ReferenceKind = Literal["fixed", "entered", "chosen", "row", "cohort", "last_year"]
"""Where reference values came from: the rule itself, the assessment, a published row that the user chose,
the row of the ledger, a cohort, the factory's own last year."""


@dataclass(frozen=True, slots=True)
class UsedReference:
    """The leading and baseline value that a share was worked out with."""

    kind: ReferenceKind
    leading: float
    baseline: float
    source: str = ""
    """Document and clause, or what the user wrote."""


@dataclass(frozen=True, slots=True)
class RowScore:
    """One ledger row under an indicator that runs over rows."""

    index: int
    """Place in the ledger, from 0."""
    label: str
    """What the row is about: its first column."""
    state: State
    value: Scalar | None = None
    share: float | None = None
    weight: float | None = None
    reference: UsedReference | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """The result of one indicator."""

    indicator: Indicator
    criterion: str
    state: State
    points: float
    """Points it can reach after those of lines that do not apply have moved."""
    low: float
    high: float
    evidenced: float
    """Points that are proved by attached evidence that is in date."""
    measure: Measure | None = None
    """The variant that counted; None while it is not known which."""
    share: float | None = None
    value: Scalar | None = None
    reference: UsedReference | None = None
    missing: tuple[str, ...] = ()
    """Facts and ledger cells without a value: `land_area`, `energy_use[2].amount`."""
    divisor: str = ""
    """For an undefined value: the part of the formula that is zero."""
    too_large: str = ""
    """For an undefined value: the part that is beyond any figure a computer holds."""
    reason: str = ""
    """For not applicable: what the user wrote, or empty where a rule says so."""
    unproved: tuple[str, ...] = ()
    """Facts and ledgers it uses whose evidence is not attached or not in date."""
    rows: tuple[RowScore, ...] = ()


@dataclass(frozen=True, slots=True)
class GateResult:
    """The result of one gate."""

    gate: Gate
    state: GateState
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Interval:
    """A total while answers are open: it cannot end outside."""

    low: float
    high: float
    evidenced: float

    @property
    def settled(self) -> bool:
        """Tell whether low and high meet."""
        return self.high - self.low < 1e-9  # noqa: PLR2004 - the agreement of all engines


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """The result of one criterion."""

    criterion: Criterion
    points: float
    """Points it can reach after redistribution."""
    total: Interval
    scores: tuple[Score, ...]


Verdict: TypeAlias = Literal["blocked", "open", "complete"]
"""A gate failed; something is still open; every gate passed and every indicator is settled."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The result of one assessment under one rule set."""

    ruleset: Ruleset
    total: Interval
    criteria: tuple[CriterionScore, ...]
    gates: tuple[GateResult, ...]
    readings: Mapping[NotApplicable, Interval]
    """The total under each way to treat what does not apply; that of the rule set is `total`."""

    @property
    def verdict(self) -> Verdict:
        """Say where the factory stands; there is no pass mark."""
        states = {result.state for result in self.gates}
        if "fail" in states:
            return "blocked"
        return "complete" if states <= {"pass"} and self.total.settled else "open"

    @property
    def scores(self) -> tuple[Score, ...]:
        """All indicators in the order of the rule set."""
        return tuple(score for head in self.criteria for score in head.scores)

    def score(self, name: str) -> Score | None:
        """Return the result of the indicator called `name`."""
        return next((score for score in self.scores if score.indicator.id == name), None)


Values: TypeAlias = Mapping[str, Outcome]
