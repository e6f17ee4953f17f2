"""The result of scoring: immutable, complete, and free of words; `explain` and `report` say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from gfassess.formula import Scalar, Undefined
from gfassess.model.rules import Criterion, Gate, Indicator, Measure, NotApplicable, Ruleset

State = Literal["scored", "unanswered", "without_reference", "undefined", "not_applicable"]
GateState = Literal["pass", "fail", "unknown"]
ReferenceKind = Literal["fixed", "entered", "chosen", "row", "cohort", "last_year"]
"""Where reference values came from: the rule itself, the assessment, a published row that the user chose,
the row of the ledger, a cohort, the factory's own last year."""


Refusal = Literal["no_source", "half", "wrong_way", "not_in_force", "no_row"]
"""Why reference values do not count: no source is named, one of the two is missing, leading is worse than baseline,
the chosen row is not yet in force in the reporting year, there is no such row."""


class UsedReference(NamedTuple):
    """The leading and baseline value that a share was worked out with."""

    kind: ReferenceKind
    leading: float
    baseline: float
    source: str = ""
    """Document and clause of the leading value, or what the user wrote."""
    baseline_source: str = ""
    """Document and clause of the baseline value, where they are others."""
    table: str = ""
    row: str = ""
    """Table and row that hold the pair, where one does."""


@dataclass(frozen=True, slots=True)
class RowScore:
    """One ledger row under an indicator that runs over rows."""

    index: int
    """Place in the ledger, from 0."""
    state: State
    value: Scalar | None = None
    share: float | None = None
    weight: float | None = None
    reference: UsedReference | None = None
    missing: tuple[str, ...] = ()
    undefined: Undefined | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found out about one indicator, before points move."""

    state: State
    measure: Measure | None = None
    """The variant that counted; None while it is not known which."""
    share: float | None = None
    value: Scalar | None = None
    reference: UsedReference | None = None
    missing: tuple[str, ...] = ()
    """Facts and ledger cells without a value: `land_area`, `energy_use[2].amount`."""
    undefined: Undefined | None = None
    """For an undefined value: what is wrong with which part of the formula."""
    refusal: Refusal | None = None
    """For a line without reference: why the values that were entered or chosen do not count, if there are any."""
    reason: str = ""
    """For not applicable: what the user wrote, or empty where a rule says so."""
    rows: tuple[RowScore, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Finding):
    """The result of one indicator."""

    indicator: Indicator
    criterion: str
    weighted: bool = True
    """False where the points are no more than the percent of the share."""
    points: float
    """Points it can reach after those of lines that do not apply have moved; without weights those of `LINE_SCALE`."""
    low: float
    high: float
    evidenced: float
    """Points that are proved by attached evidence that is in date."""
    unproved: tuple[str, ...] = ()
    """Facts and ledgers it rests on whose evidence is not attached or not in date; its own id where the user said that
    it does not apply and no document proves that."""


class GateResult(NamedTuple):
    """The result of one gate."""

    gate: Gate
    state: GateState
    missing: tuple[str, ...] = ()


class Interval(NamedTuple):
    """A total while questions are open: whatever is answered to them, it ends inside."""

    low: float
    high: float
    evidenced: float

    @property
    def settled(self) -> bool:
        """Tell whether low and high meet."""
        return self.high - self.low < 1e-9  # noqa: PLR2004 - the agreement of all engines


class CriterionScore(NamedTuple):
    """The result of one criterion."""

    criterion: Criterion
    points: float
    """Points it can reach after redistribution; 0 without weights."""
    total: Interval | None
    """None without weights."""
    scores: tuple[Score, ...]


Verdict: TypeAlias = Literal["blocked", "open", "complete"]
"""A gate failed; something is still open; every gate passed and every indicator is settled."""


class Scorecard(NamedTuple):
    """The result of one assessment under one rule set."""

    ruleset: Ruleset
    total: Interval | None
    """None where the rule set has no weights: there is nothing to add up with."""
    criteria: tuple[CriterionScore, ...]
    gates: tuple[GateResult, ...]
    readings: Mapping[NotApplicable, Interval]
    """The total under each way to treat what does not apply; that of the rule set is `total`. Without weights none."""

    @property
    def verdict(self) -> Verdict:
        """Say where the factory stands; there is no pass mark."""
        states = {result.state for result in self.gates}
        if "fail" in states:
            return "blocked"
        lines = {score.state for score in self.scores}
        return "complete" if states <= {"pass"} and {"scored"} <= lines <= {"scored", "not_applicable"} else "open"

    @property
    def scores(self) -> tuple[Score, ...]:
        """All indicators in the order of the rule set."""
        return tuple(score for head in self.criteria for score in head.scores)

    def score(self, name: str) -> Score | None:
        """Return the result of the indicator called `name`."""
        return next((score for score in self.scores if score.indicator.id == name), None)
