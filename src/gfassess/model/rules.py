"""Rule sets: gates, criteria and their indicators."""

from datetime import date
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from gfassess.model.base import Array, Id, Record, Text
from gfassess.model.formulas import FormulaField
from gfassess.model.sources import Basis, Source

Better = Literal["higher", "lower"]
NotApplicable = Literal["redistribute", "zero", "full"]
"""What happens to the points of an indicator that does not apply; no standard states one."""

RulesetId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]

LINE_SCALE: Final = 100.0
"""Points of an indicator whose rule set has no weights: it stands by itself, and they are the percent of its share."""

MOST_FORMS: Final = 50
"""Most steps of a ladder, candidates of a pair, variants of an indicator."""

Combine = Literal["mean", "min", "weighted"]
"""How the shares of several rows become one: their mean, the worst, or weighted by `weight`."""


class Step(Record):
    """A rung of a published ladder."""

    at: float
    """Value from which (with `at_most`: up to which) the rung counts."""
    share: Annotated[float, Field(ge=0, le=1)]


class Candidate(Record):
    """A pair of reference values that a row may carry; the first candidate with both values counts."""

    leading: FormulaField
    baseline: FormulaField
    source: Id
    """Column that says where they come from: a text, or a choice from a table with sources."""


class Scale(Record):
    """How a value becomes a share of the points. Exactly one form: see `kind`."""

    leading: float | None = None
    """Fixed leading value (with `baseline`); direction follows from which of the two is larger."""
    baseline: float | None = None
    """Fixed baseline value; with `reference`, the baseline that the rule itself fixes."""
    steps: Annotated[tuple[Step, ...], Array, Field(max_length=MOST_FORMS)] = ()
    at_most: bool = False
    """Steps hold at or below `at` instead of at or above."""
    levels: dict[str, float] = {}
    """Share by option of a choice."""
    yes_no: bool = False
    """Yes earns all."""
    case: Id | None = None
    """Yes earns all once the fact named here describes the case."""
    reference: Id | None = None
    """Reference values are looked up under this id: see `gfassess.scoring.references`."""
    candidates: Annotated[tuple[Candidate, ...], Array, Field(max_length=MOST_FORMS)] = ()
    """Reference values come from the row itself."""
    better: Better | None = None
    """Which side is better, where no fixed pair says it."""

    @property
    def kind(self) -> Literal["fixed", "steps", "levels", "yes_no", "case", "reference", "candidates"]:
        """Return which form this scale has."""
        if self.steps:
            return "steps"
        if self.levels:
            return "levels"
        if self.yes_no:
            return "yes_no"
        if self.case is not None:
            return "case"
        if self.reference is not None:
            return "reference"
        return "candidates" if self.candidates else "fixed"

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        fixed = self.leading is not None
        forms = [fixed, self.steps, self.levels, self.yes_no, self.case, self.reference, self.candidates]
        if sum(bool(form) for form in forms) != 1:
            raise ValueError(_FORMS)
        if fixed and self.baseline is None:
            raise ValueError(_PAIR)
        if (self.reference or self.candidates) and self.better is None:
            raise ValueError(_BETTER)
        return self


_FORMS = "scale_forms"
_PAIR = "scale_pair"
_BETTER = "scale_better"
_MEASURE = "measure_forms"


class Measure(Record):
    """How the value of an indicator arises and is scaled."""

    when: FormulaField | None = None
    """This variant counts if it holds; the last variant has none."""
    formula: FormulaField
    unit: str = ""
    scale: Scale
    per: Id | None = None
    """Runs over the rows of this ledger; `formula` may then use its columns."""
    where: FormulaField | None = None
    """Only rows for which this holds."""
    combine: Combine = "mean"
    weight: FormulaField | None = None
    """Weight of a row, for `combine = "weighted"`."""
    decimals: Annotated[int, Field(ge=0, le=8)] = 2
    """Figures shown after the point."""


class Indicator(Record):
    """One scored line below a criterion."""

    id: Id
    title: Text
    help: Text | None = None
    points: Annotated[float, Field(gt=0)] = LINE_SCALE
    """Stated where the rule set is weighted, and only there."""
    applies_when: FormulaField | None = None
    """Where this does not hold, the indicator is not applicable."""
    variants: Annotated[tuple[Measure, ...], Array, Field(max_length=MOST_FORMS)]
    """Ways to measure it; the first whose `when` holds counts. A rule file may write a single one in place."""
    source: Source
    basis: Basis
    note: Text | None = None
    formerly: Annotated[tuple[Id, ...], Array] = ()
    """Ids of the same matter in other rule sets or in earlier versions of this one; comparisons follow them."""

    @model_validator(mode="before")
    @classmethod
    def _single(cls, data: object) -> object:
        if not isinstance(data, dict) or "variants" in data:
            return data
        own = {key: value for key, value in data.items() if key in Measure.model_fields}
        rest = {key: value for key, value in data.items() if key not in Measure.model_fields}
        return {**rest, "variants": [own]}


class Gate(Record):
    """A basic requirement that carries no points but blocks (一票否决)."""

    id: Id
    title: Text
    help: Text | None = None
    formula: FormulaField
    """Holds where the requirement is met."""
    source: Source
    basis: Basis
    note: Text | None = None
    formerly: Annotated[tuple[Id, ...], Array] = ()
    """Ids of the same matter in other rule sets or in earlier versions of this one; comparisons follow them."""
    proved_by_listing_since: int | None = None
    """A listing of this year or later proves that the gate was passed then."""


class Criterion(Record):
    """One head of the rule set."""

    id: Id
    title: Text
    points: Annotated[float, Field(gt=0)] | None = None
    """Stated where the rule set is weighted, and only there."""
    basis: Basis
    note: Text | None = None
    formerly: Annotated[tuple[Id, ...], Array] = ()
    """Ids of the same criterion in other rule sets or in earlier versions of this one; its lines did not move."""
    indicator: Annotated[tuple[Indicator, ...], Array, Field(min_length=1)]


class GateFile(Record):
    """`gates.toml` of a rule set."""

    gate: Annotated[tuple[Gate, ...], Array]


class RulesetHead(Record):
    """`ruleset.toml`: what the rule set is; gates and criteria lie beside it, one file a criterion."""

    id: RulesetId
    formerly: Annotated[tuple[RulesetId, ...], Array] = ()
    """Ids that this rule set had in earlier editions of the rules; no other rule set has them now."""
    version: str
    title: Text
    in_force: date
    source: Source
    weighted: bool = True
    """False where no weights are published: then each line is shown by itself, nothing is added up, no points move."""
    not_applicable: NotApplicable | None = None
    """Stated where the rule set is weighted, and only there."""
    criteria: Annotated[tuple[Id, ...], Array]
    """File names without `.toml`, in the order shown."""
    scope: Text | None = None
    """Whom it is for, where it is not for every factory."""
    note: Text | None = None
    """What every screen and report that shows a total says with it."""
    weights_note: Text | None = None
    """Whose weights they are, in a few words: stands beside a total where there is no room for `note`."""


class Ruleset(RulesetHead):
    """A dated, versioned set of gates and criteria."""

    gates: tuple[Gate, ...]
    heads: tuple[Criterion, ...]
    """The criteria, in order."""

    @property
    def points(self) -> float:
        """Points of all criteria; 0 without weights."""
        return sum(criterion.points or 0.0 for criterion in self.heads)

    def indicator(self, name: str) -> Indicator | None:
        """Return the indicator called `name`."""
        return next((line for head in self.heads for line in head.indicator if line.id == name), None)
