"""The files of a scored folder: which columns the scores and the standing have, of which type, under which names.

One row an assessment in `scores/*.parquet`, sorted by site inside each file. What a state means is its place in
`STATES`, `GATE_STATES` and `VERDICTS`. The upper end of an indicator is `got` where it is scored or does not apply,
else `points`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, get_args

from gfassess.fleet.layout import IDENTITY, ColumnType
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Indicator, Ruleset
from gfassess.model.scorecard import GateState, State, Verdict
from gfassess.scoring import questions_of

FORMAT: Final = 1
"""Version of the layout that this program writes and reads."""

STATES: Final[tuple[State, ...]] = get_args(State)
GATE_STATES: Final[tuple[GateState, ...]] = get_args(GateState)
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)

TOTAL: Final = ("low", "high", "evidenced")
"""The total as an interval, and what of it is proved; only where the rule set has weights."""
VERDICT: Final = "verdict"


def state_column(indicator: str) -> str:
    """Name the column of the state of an indicator."""
    return f"state_{indicator}"


def got_column(indicator: str) -> str:
    """Name the column of the points that an indicator has for sure."""
    return f"got_{indicator}"


def points_column(indicator: str) -> str:
    """Name the column of the points that an indicator can reach after those of others have moved."""
    return f"points_{indicator}"


def lacking_column(indicator: str) -> str:
    """Name the column that is true where that an indicator is scored or does not apply rests on what nothing proves."""
    return f"lacking_{indicator}"


def value_column(indicator: str) -> str:
    """Name the column of the value of an indicator whose value is a number; null while it is open."""
    return f"value_{indicator}"


def variant_column(indicator: str) -> str:
    """Name the column of the place, from 0, of the variant that counted; null while none does."""
    return f"variant_{indicator}"


def criterion_column(criterion: str, part: str) -> str:
    """Name a column of a criterion: its `points` after redistribution, its `low`, `high` and `evidenced`."""
    return f"criterion_{criterion}_{part}"


def gate_column(gate: str) -> str:
    """Name the column of the state of a gate."""
    return f"gate_{gate}"


def missing_column(question: str) -> str:
    """Name the column that is true where a question has no answer and an unanswered indicator or unknown gate waits."""
    return f"missing_{question}"


def asked(book: Rulebook, rules: Ruleset) -> tuple[str, ...]:
    """Return the facts and ledgers that a rule set asks for and that have no default."""
    names = questions_of(book, rules)
    return tuple(name for name in names if name in book.ledgers or book.facts[name].default is None)


def has_value(line: Indicator) -> bool:
    """Tell whether an indicator has a single number as value: by one variant at least that runs over no rows."""
    return any(variant.per is None and variant.scale.kind in _NUMBERS for variant in line.variants)


_NUMBERS: Final = ("fixed", "steps", "reference")


def score_columns(book: Rulebook, rules: Ruleset) -> dict[str, ColumnType]:
    """Return the columns of the scores under a rule set with their types, in order; states are Int8."""
    return {**IDENTITY, **dict(_columns(book, rules))}


def _columns(book: Rulebook, rules: Ruleset) -> Iterator[tuple[str, ColumnType]]:
    if rules.weighted:
        yield from ((name, "float") for name in TOTAL)
    yield VERDICT, "state"
    yield from ((gate_column(gate.id), "state") for gate in rules.gates)
    for head in rules.heads:
        if rules.weighted:
            yield from ((criterion_column(head.id, part), "float") for part in ("points", *TOTAL))
        for line in head.indicator:
            yield state_column(line.id), "state"
            yield got_column(line.id), "float"
            yield points_column(line.id), "float"
            yield lacking_column(line.id), "bool"
            if has_value(line):
                yield value_column(line.id), "float"
            if len(line.variants) > 1:
                yield variant_column(line.id), "state"
    yield from ((missing_column(name), "bool") for name in asked(book, rules))


def scores_folder(scored: Path) -> Path:
    """Return where the scores lie, in one file or several."""
    return scored / "scores"


def standing_file(scored: Path) -> Path:
    """Return where the standing lies; a rule set without weights has none."""
    return scored / "standing.parquet"


SCOPES: Final[dict[str, tuple[str, ...]]] = {
    "all": ("year",),
    "division": ("year", "division"),
    "region": ("year", "province"),
    "division_region": ("year", "division", "province"),
}
"""Within what a site is placed, by what its sites have in common."""


def place_columns(scope: str) -> tuple[str, str, str]:
    """Name the columns of a scope: its sites, rank from 1 (equal ones share the best), percentile from 0 to 100.

    Of fewer than five sites there is no percentile.
    """
    return f"sites_{scope}", f"rank_{scope}", f"percentile_{scope}"
