"""The words for states, verdicts and values that every face uses."""

import re
from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from gfassess.formula import Fault, Scalar
from gfassess.formula.text import Phrasing, show
from gfassess.model.assessment import LedgerRow, Mark
from gfassess.model.facts import Column, Ledger
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import NotApplicable
from gfassess.model.scorecard import GateState, ReferenceKind, Refusal, Score, State, UsedReference, Verdict
from gfassess.model.sources import Basis, Source
from gfassess.quantity import write_number
from gfassess.words import _

_CELL: Final = re.compile(r"(?P<ledger>\w+)\[(?P<row>\d+)\]\.(?P<column>\w+)\Z")
SIGNS: Final = MappingProxyType({"*": "×", "<=": "≤", ">=": "≥", "==": "=", "!=": "≠"})
"""The signs of formulas as papers write them."""


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


def reference_words(used: UsedReference) -> str:
    """Return where reference values came from."""
    if used.kind == "row" and used.table:
        return _("published row chosen in the row of the ledger")
    words: dict[ReferenceKind, str] = {
        "fixed": _("fixed by the rule"),
        "entered": _("entered in the assessment"),
        "chosen": _("chosen published row"),
        "row": _("in the row of the ledger"),
        "cohort": _("cohort of peers"),
        "last_year": _("own last year: progress, not standing"),
    }
    return words[used.kind]


def basis_words(basis: Basis) -> str:
    """Return what kind of number a rule rests on."""
    words: dict[Basis, str] = {
        "standard": _("standard"),
        "policy": _("policy"),
        "regional": _("local rule"),
        "project": _("choice of this project"),
    }
    return words[basis]


def department_words(department: str) -> str:
    """Return the name of the office that knows."""
    words = {
        "energy": _("energy office"),
        "environment": _("environment office"),
        "administration": _("administration"),
        "production": _("production"),
        "purchasing": _("purchasing"),
        "quality": _("quality"),
        "finance": _("finance"),
    }
    return words.get(department, department)


def cited_words(source: Source, basis: Basis) -> str:
    """Return a clause with the kind of number that it gives."""
    return _("{source} ({basis})").format(source=source, basis=basis_words(basis))


def undefined_words(rulebook: Rulebook, score: Score) -> str:
    """Return why a value is undefined, with titles in the place of names."""
    if score.undefined is None:
        return ""
    words: dict[Fault, str] = {
        "zero_divisor": _("{part} is zero"),
        "too_large": _("{part} is beyond any figure"),
        "weights": _("the weights {part} are below zero, or zero together"),
    }
    return words[score.undefined.fault].format(
        part=show(score.undefined.part, lambda name: _missing(rulebook, name), phrasing())
    )


def refusal_words(refusal: Refusal | None) -> str:
    """Return why there are no reference values, and what to do."""
    if refusal is None:
        return _("no leading and baseline value: enter them with their source, or choose a published row")
    words: dict[Refusal, str] = {
        "no_source": _("the reference values do not count without a source: say where they come from"),
        "half": _("leading value and baseline value belong together: one of them is missing"),
        "wrong_way": _("the leading value is worse than the baseline value: check the two"),
        "not_in_force": _(
            "the chosen row is not yet in force in the reporting year: choose another or enter own values"
        ),
        "no_row": _("there is no such published row: choose one again"),
    }
    return words[refusal]


def source_words(rulebook: Rulebook, used: UsedReference) -> str:
    """Return where reference values came from: documents, and the title of the row that holds them."""
    table = rulebook.tables.get(used.table)
    row = table.row(used.row) if table is not None else None
    documents = _("{leading}; baseline value: {baseline}").format(leading=used.source, baseline=used.baseline_source)
    source = documents if used.baseline_source else used.source
    return source if row is None else _("{source}: {title}").format(source=source, title=row.title)


def row_words(rulebook: Rulebook, ledger: Ledger, row: LedgerRow, index: int) -> str:
    """Return what a ledger row is about: the title of what its first column chose, its text, or its number."""
    first = ledger.columns[0]
    value = row.get(first.id)
    table = rulebook.tables.get(first.table or "")
    chosen = table.row(value) if table is not None and isinstance(value, str) else None
    if chosen is not None:
        return str(chosen.title)
    option = next((one for one in first.options if one.id == value), None)
    return str(option.title) if option is not None else str(value or index + 1)


def value_words(value: Scalar | None, unit: str = "", decimals: int | None = None) -> str:
    """Return a value as shown: yes and no in words, a figure with its unit."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        return value
    return f"{write_number(float(value), decimals)} {unit}".rstrip()


def share_words(share: float) -> str:
    """Return a share of the way from baseline to leading value, or of all that a line can earn."""
    return f"{write_number(share * 100, 1)} %"


def alone_words() -> str:
    """Say why a rule set without weights has no total."""
    return _("The weights are not published, so there is no total: each line stands by itself.")


def alone_briefly() -> str:
    """Say in a few words that a rule set without weights has no total."""
    return _("no total: no weights published")


def phrasing() -> Phrasing:
    """Return how the words of a formula are said in the language in use."""
    return Phrasing(_("and"), _("or"), _("not {part}"), _("{then} if {test} else {other}"), SIGNS)


def unit_words(rulebook: Rulebook, unit: str) -> str:
    """Return a unit as people write it: 万元, tCO2/万元; as in the rule file where it has no title."""
    known = rulebook.units.get(unit)
    if known is not None:
        return str(known.title)
    above, slash, below = unit.partition("/")
    return f"{unit_words(rulebook, above)}/{unit_words(rulebook, below)}" if slash else unit


def cell_unit(rulebook: Rulebook, ledger: Ledger, column: Column, row: LedgerRow) -> str:
    """Return the unit of a cell; `carrier.unit` is that of what the column `carrier` of the row chose."""
    chooser, point, _field = column.unit.partition(".")
    if not point:
        return column.unit
    owner = ledger.column(chooser)
    table = rulebook.tables.get(owner.table or "") if owner is not None else None
    chosen = table.row(str(row.get(chooser))) if table is not None else None
    return chosen.unit if chosen is not None else ""


def mark_words(mark: Mark | None, *, minutes: bool = False) -> str:
    """Return who said something, and on which day, or to the minute; empty where that is not known."""
    if mark is None:
        return ""
    day = mark.at.date().isoformat()
    return f"{mark.by} {day} {mark.at:%H:%M}".strip() if minutes else f"{mark.by} {day}".strip()


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
    for ruleset in rulebook.rulesets.values():
        indicator = ruleset.indicator(name)
        if indicator is not None:
            return _("{indicator} (does not apply)").format(indicator=indicator.title)
    return name
