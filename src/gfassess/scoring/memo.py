"""What scoring may keep from one answer to the next: results that the answer cannot have changed."""

from dataclasses import dataclass, field

from gfassess.formula import Outcome
from gfassess.model.assessment import LedgerRow
from gfassess.model.rules import Measure


@dataclass(slots=True)
class KeptRows:
    """The row results of one total, and the outer values they were worked out with."""

    year: int
    outer: dict[str, Outcome]
    ledger: tuple[LedgerRow, ...]
    rows: dict[int, tuple[LedgerRow, Outcome]]
    """By identity of the row, which is kept beside the result so that the identity stays its own."""
    result: Outcome


@dataclass(slots=True)
class Memo:
    """A memory that changes no result: with or without it a scorecard is the same. Of one rule book only."""

    totals: dict[str, KeptRows] = field(default_factory=dict)
    questions: dict[int, tuple[Measure, tuple[str, ...]]] = field(default_factory=dict)
    """What a measure rests on, by its identity; it is kept beside so that the identity stays its own."""
