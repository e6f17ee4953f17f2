"""What scoring may keep from one answer to the next: row results of ledgers whose rows did not change."""

from dataclasses import dataclass, field

from gfassess.formula import Outcome
from gfassess.model.assessment import LedgerRow


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
    """A memory that changes no result: with or without it a scorecard is the same."""

    totals: dict[str, KeptRows] = field(default_factory=dict)
