"""The rule set `five` as a tax-benefit system of OpenFisca: one variable a quantity, over all sites at once.

The variables are made from the rule files rather than typed in: what each comes to is what its author would write.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.fleet import openfisca_lines, openfisca_points
from bench.fleet.openfisca_base import (
    SITE,
    Formulas,
    YesNo,
    kind_of,
    made,
    of_rows,
    of_site,
    row_entity,
    rows_of,
    with_formula,
)
from bench.fleet.openfisca_numbers import Floats, Lookup, number, truth
from bench.fleet.rival_inputs import asked, fields, five, lines, proved
from gfassess.fleet import layout, results
from gfassess.formula import Formula
from gfassess.model.facts import Ledger, Question


def build() -> TaxBenefitSystem:
    """Make the system with all its variables."""
    book, rules = five()
    rows = {name: row_entity(name) for name in asked()[1]}
    system = TaxBenefitSystem([SITE, *rows.values()])
    for variable in _variables(rows):
        system.add_variable(variable)
    for gate in rules.gates:
        system.add_variable(made(results.gate_column(gate.id), SITE, int, _gate(gate.formula)))
    for name, entity in rows.items():
        for variable in _ledger_variables(book.ledgers[name], entity):
            system.add_variable(variable)
    return system


def _variables(rows: dict[str, Entity]) -> Iterator[type[Variable]]:
    yield from _site_inputs()
    yield from _reference_inputs()
    facts = (five().book.facts[name] for name in asked()[0])
    for fact in facts:
        if with_formula(fact):
            yield made(fact.id, SITE, float, _default(fact, f"{fact.id}_answered", of_site))
    for line in lines():
        yield from openfisca_lines.variables(line, rows)
    yield from openfisca_points.variables()


def _site_inputs() -> Iterator[type[Variable]]:
    book = five().book
    for fact in (book.facts[name] for name in asked()[0]):
        yield made(f"{fact.id}_answered" if with_formula(fact) else fact.id, SITE, kind_of(fact))
    for name in book.parameters:
        yield made(name, SITE, float)
    for line in lines():
        yield made(layout.excused_column(line.id), SITE, bool)
        yield made(layout.doubted_column(line.id), SITE, bool)
    for name in proved():
        yield made(layout.unproved_column(name), SITE, bool)


def _reference_inputs() -> Iterator[type[Variable]]:
    references = (one.scale.reference for line in lines() for one in line.variants)
    for name in dict.fromkeys(name for name in references if name is not None):
        yield made(layout.leading_column(name), SITE, float)
        yield made(layout.baseline_column(name), SITE, float)
        yield made(layout.sourced_column(name), SITE, bool)
        if name in five().book.tables:
            yield made(f"row_leading_{name}", SITE, float)
            yield made(f"row_baseline_{name}", SITE, float)


def _ledger_variables(ledger: Ledger, entity: Entity) -> Iterator[type[Variable]]:
    tables = five().book.tables
    for column in ledger.columns:
        name = f"{ledger.id}__{column.id}"
        if with_formula(column):
            yield made(f"{name}_answered", entity, float)
            yield made(name, entity, float, _default(column, f"{name}_answered", partial(of_rows, ledger)))
        elif column.table is None:
            yield made(name, entity, kind_of(column))
    for name, (column, field) in fields(ledger).items():
        cells = (row.values.get(field) for row in tables[column.table or ""].rows)
        yield made(f"{ledger.id}__{name}", entity, YesNo if any(isinstance(cell, bool) for cell in cells) else float)
    for total in ledger.total:
        yield made(total.id, SITE, float, _total(ledger, total.row, total.where))


def _default(question: Question, answered: str, names: Any) -> Formulas:
    default = question.default

    def formula(population: Any, period: Any) -> Floats:
        given = population(answered, period)
        if not isinstance(default, Formula):
            raise TypeError(question.id)
        otherwise = number(default.tree, names(population, period))
        return np.where(np.isnan(given), np.where(np.isinf(otherwise), np.nan, otherwise), given)

    return formula


def _total(ledger: Ledger, row: Formula, where: Formula | None) -> Formulas:
    def formula(site: Any, period: Any) -> Floats:
        rows = rows_of(site, ledger.id)
        lookup: Lookup = of_rows(ledger, rows, period)
        figures = np.broadcast_to(number(row.tree, lookup), (rows.count,))
        if where is not None:
            counts = truth(where.tree, lookup)
            figures = np.where(counts.no, 0.0, np.where(counts.yes, figures, np.nan))
        whole = np.bincount(rows.site_of, weights=figures, minlength=site.count)
        return np.where(np.bincount(rows.site_of, minlength=site.count) == 0, np.nan, whole)

    return formula


def _gate(gate: Formula) -> Formulas:
    def formula(site: Any, period: Any) -> Any:
        holds = truth(gate.tree, of_site(site, period))
        return np.where(holds.yes, 0, np.where(holds.no, 1, 2))

    return formula
