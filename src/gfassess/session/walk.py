"""Where the user is in the walk: the questions of each part, and how far they are answered."""

from dataclasses import dataclass

from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Criterion, Gate, Indicator, Ruleset
from gfassess.scoring import questions_of


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions are answered, of how many that count."""

    answered: int
    asked: int


def questions(rulebook: Rulebook, part: Ruleset | Criterion | Indicator | Gate) -> tuple[str, ...]:
    """Return the facts and ledgers of a part in the order of the walk."""
    return questions_of(rulebook, part)
