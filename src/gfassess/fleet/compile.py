"""From a rule set to a plan."""

from collections.abc import Sequence
from functools import partial, reduce
from operator import or_

import narwhals as nw

from gfassess.fleet.defining import Defining
from gfassess.fleet.layout import IDENTITY, ColumnType, assessment_columns, fact_column, ledger_columns
from gfassess.fleet.lines import Lines
from gfassess.fleet.names import Names
from gfassess.fleet.placing import Placing
from gfassess.fleet.references import CohortOf, References
from gfassess.fleet.results import (
    GATE_STATES,
    STATES,
    asked,
    gate_column,
    missing_column,
    score_columns,
    state_column,
)
from gfassess.fleet.steps import Plan
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Gate, Ruleset
from gfassess.scoring import questions_of

_UNANSWERED, _UNKNOWN = STATES.index("unanswered"), GATE_STATES.index("unknown")


def compiled(book: Rulebook, rules: Ruleset, cohort: CohortOf | None = None, kept: Sequence[str] | None = None) -> Plan:
    """Return the plan that scores every site under a rule set.

    It keeps what `gfassess.fleet.results` says, unless other columns are wanted.
    """
    plan = Defining()
    names = Names(book, plan)
    lines = Lines(names, References(book, plan, cohort))
    for head in rules.heads:
        for line in head.indicator:
            lines.define(line)
    for gate in rules.gates:
        plan.made(gate_column(gate.id), partial(_gate, names, gate))
    Placing(rules, plan).define()
    asking = _asking(book, rules)
    for question in asked(book, rules):
        plan.made(missing_column(question), partial(_missing, names, question, asking[question]))
    names.ledgers.finish()
    wanted = tuple(score_columns(book, rules) if kept is None else kept)
    plan.trim(wanted)
    sites = frozenset({*IDENTITY, *plan.used} & set(assessment_columns(book)))
    return Plan(plan.plain, plan.steps, wanted, sites, names.ledgers.columns())


def reads(book: Rulebook, plan: Plan) -> tuple[dict[str, ColumnType], dict[str, dict[str, ColumnType]]]:
    """Return the columns that a plan reads of the assessments and of each ledger, with their types."""
    sites = {name: kind for name, kind in assessment_columns(book).items() if name in plan.sites}
    ledgers = {name: ledger_columns(book.ledgers[name]) for name in plan.rows}
    return sites, {
        name: {one: cells[one] for one in cells if one in plan.rows[name]} for name, cells in ledgers.items()
    }


def _gate(names: Names, gate: Gate) -> nw.Expr:
    """Return the place of the state in `GATE_STATES`; what is undefined is not known either."""
    state = {name: nw.lit(place, nw.Int8) for place, name in enumerate(GATE_STATES)}
    holds = names.of(gate.formula).value
    failed = nw.when(~holds).then(state["fail"]).otherwise(state["unknown"])
    return nw.when(holds).then(state["pass"]).otherwise(failed)


def _asking(book: Rulebook, rules: Ruleset) -> dict[str, list[tuple[str, int]]]:
    """Return, by question, the columns of states that wait for it, each with the state in which they do."""
    found: dict[str, list[tuple[str, int]]] = {}
    for head in rules.heads:
        for line in head.indicator:
            for question in questions_of(book, line):
                found.setdefault(question, []).append((state_column(line.id), _UNANSWERED))
    for gate in rules.gates:
        for question in questions_of(book, gate):
            found.setdefault(question, []).append((gate_column(gate.id), _UNKNOWN))
    return found


def _missing(names: Names, question: str, asking: list[tuple[str, int]]) -> nw.Expr:
    using = names.plan.using
    given = names.ledgers.rows_of(question) if question in names.book.ledgers else using(fact_column(question))
    return given.is_null() & reduce(or_, [using(column) == state for column, state in asking])
