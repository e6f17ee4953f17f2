"""Values outside the plausible range: a warning that can be answered with a reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gfassess.model.assessment import Assessment
from gfassess.model.facts import Question
from gfassess.model.rulebook import Rulebook
from gfassess.scoring.inputs import usable

_CELL: Final = re.compile(r"(?P<ledger>\w+)\[(?P<row>\d+)\]\.(?P<column>\w+)\Z")


@dataclass(frozen=True, slots=True)
class Implausible:
    """One value outside its plausible range."""

    key: str
    """Fact, or `ledger[row].column` with rows from 1."""
    question: Question
    value: float
    least: float
    greatest: float
    reason: str
    """What the user said about it; empty while it is unexplained."""


def implausible(rulebook: Rulebook, assessment: Assessment) -> Iterator[Implausible]:
    """Go through every value outside its range, facts first, then the cells of ledgers."""
    for name, value in assessment.facts.items():
        fact = rulebook.facts.get(name)
        if fact is not None and (found := check_value(fact, value, name, assessment)) is not None:
            yield found
    for name, rows in assessment.ledgers.items():
        ledger = rulebook.ledgers.get(name)
        for index, row in enumerate(rows if ledger is not None else ()):
            for column in ledger.columns if ledger is not None else ():
                key = f"{name}[{index + 1}].{column.id}"
                found = check_value(column, row.get(column.id), key, assessment)
                if found is not None:
                    yield found


def without_row(explained: dict[str, str], ledger: str, index: int) -> dict[str, str]:
    """Return the reasons as they stand after a row was taken out: those of later rows move up with them."""
    kept: dict[str, str] = {}
    for key, reason in explained.items():
        cell = _CELL.match(key)
        row = int(cell["row"]) if cell is not None and cell["ledger"] == ledger else 0
        if cell is None or row <= index:
            kept[key] = reason
        elif row > index + 1:
            kept[f"{ledger}[{row - 1}].{cell['column']}"] = reason
    return kept


def check_value(question: Question, value: object, key: str, assessment: Assessment) -> Implausible | None:
    """Return what is implausible about one value, or None."""
    number = usable(question, value) if isinstance(value, bool | float | int | str) else None
    if question.plausible is None or not isinstance(number, float):
        return None
    least, greatest = question.plausible
    if least <= number <= greatest:
        return None
    return Implausible(key, question, number, least, greatest, assessment.explained.get(key, ""))
