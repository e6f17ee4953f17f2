"""The words for states, verdicts and values that every face uses."""

import re
from collections.abc import Iterable
from typing import Final

from gfassess.formula import Formula, Scalar
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import NotApplicable
from gfassess.model.scorecard import GateState, ReferenceKind, Score, State, Verdict
from gfassess.model.sources import Basis
from gfassess.quantity import write_number
from gfassess.words import _

_CELL: Final = re.compile(r"(?P<ledger>\w+)\[(?P<row>\d+)\]\.(?P<column>\w+)\Z")


def state_words(state: State) -> str:
    """Return the name of an indicator's state."""
    words: dict[State, str] = {
        "scored": _("scored"),
        "unanswered": _("unanswered"),
        "without_reference": _("without reference"),
        "undefined": _("undefined"),
        "not_applicable": _("not applicable"),
    }
    return words[state]


def gate_words(state: GateState) -> str:
    """Return the name of a gate's state."""
    words: dict[GateState, str] = {"pass": _("passed"), "fail": _("failed"), "unknown": _("not answered")}
    return words[state]


def verdict_words(verdict: Verdict) -> str:
    """Return what the scorecard says as a whole; there is no pass mark to name."""
    words: dict[Verdict, str] = {
        "blocked": _("blocked by a gate"),
        "open": _("not finished"),
        "complete": _("gates passed, all answered"),
    }
    return words[verdict]


def reading_words(reading: NotApplicable) -> str:
    """Return the name of a way to treat lines that do not apply."""
    words: dict[NotApplicable, str] = {
        "redistribute": _("points move to the other lines"),
        "zero": _("points are lost"),
        "full": _("points are earned"),
    }
    return words[reading]


def reference_words(kind: ReferenceKind) -> str:
    """Return where reference values came from."""
    words: dict[ReferenceKind, str] = {
        "fixed": _("fixed by the rule"),
        "entered": _("entered in the assessment"),
        "chosen": _("chosen published row"),
        "row": _("in the row of the ledger"),
        "cohort": _("cohort of peers"),
        "last_year": _("own last year: progress, not standing"),
    }
    return words[kind]


def basis_words(basis: Basis) -> str:
    """Return what kind of number a rule rests on."""
    words: dict[Basis, str] = {
        "standard": _("standard"),
        "policy": _("policy"),
        "regional": _("local rule"),
        "project": _("choice of this project"),
    }
    return words[basis]


def undefined_words(rulebook: Rulebook, score: Score) -> str:
    """Return why a value is undefined, with titles in the place of names."""
    text = _("{part} is beyond any figure") if score.too_large else _("{part} is zero")
    part = score.too_large or score.divisor
    return text.format(part=Formula.parse(part).show(lambda name: _missing(rulebook, name)) if part else "-")


def value_words(value: Scalar | None, unit: str = "", decimals: int | None = None) -> str:
    """Return a value as shown: yes and no in words, a figure with its unit."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        return value
    return f"{write_number(float(value), decimals)} {unit}".rstrip()


def unit_words(rulebook: Rulebook, unit: str) -> str:
    """Return a unit as people write it: 万元, tCO2/万元; as in the rule file where it has no title."""
    known = rulebook.units.get(unit)
    if known is not None:
        return str(known.title)
    above, slash, below = unit.partition("/")
    return f"{unit_words(rulebook, above)}/{unit_words(rulebook, below)}" if slash else unit


def missing_words(rulebook: Rulebook, names: Iterable[str]) -> str:
    """Return the titles of what is missing, cells of ledgers with their row."""
    return _(", ").join(_missing(rulebook, name) for name in names)


def _missing(rulebook: Rulebook, name: str) -> str:
    found = _CELL.match(name)
    if found is not None and found["ledger"] in rulebook.ledgers:
        ledger = rulebook.ledgers[found["ledger"]]
        column = ledger.column(found["column"])
        title = str(column.title) if column is not None else found["column"]
        return _("{ledger}, row {row}: {column}").format(ledger=ledger.title, row=found["row"], column=title)
    if name in rulebook.facts:
        return str(rulebook.facts[name].title)
    if name in rulebook.ledgers:
        return str(rulebook.ledgers[name].title)
    if name in rulebook.totals:
        return str(rulebook.totals[name][1].title)
    if name in rulebook.parameters:
        return str(rulebook.parameters[name][1].title)
    return name
