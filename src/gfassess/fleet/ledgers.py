"""Ledgers: what their rows add to totals, and indicators that run over their rows, summed up by site."""

from collections.abc import Callable, Iterable, Iterator
from math import inf, nan
from typing import TYPE_CHECKING

import narwhals as nw

from gfassess.fleet.defining import Place
from gfassess.fleet.exact import Parts, addable, split
from gfassess.fleet.layout import ROW, SITE, ledger_columns
from gfassess.fleet.outcomes import EXCLUDED, WITHOUT_REFERENCE, row_outcome
from gfassess.fleet.rows import RowNames
from gfassess.fleet.steps import LedgerPass
from gfassess.formula import Formula
from gfassess.formula.columns import Column, chosen, number, settled
from gfassess.model.facts import Ledger, Total
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Measure
from gfassess.scoring.inputs import split_name

if TYPE_CHECKING:
    from gfassess.fleet.names import Names


class Ledgers:
    """Sums ledgers up, each in as few passes as what their rows need allows."""

    def __init__(self, names: "Names") -> None:
        """Bind the names of the sites."""
        self._names = names
        self._passes: dict[tuple[str, int], RowNames] = {}

    def rows_of(self, ledger: str) -> nw.Expr:
        """Return the number of rows, null where there is none, of a ledger that something was summed up of."""
        after = next(after for name, after in self._passes if name == ledger)
        return self._names.plan.using(_rows(ledger, after))

    def columns(self) -> dict[str, frozenset[str]]:
        """Return the columns of the table of each ledger that were asked for."""
        found: dict[str, frozenset[str]] = {}
        for (name, _), rows in self._passes.items():
            known = ledger_columns(rows.ledger)
            found[name] = found.get(name, frozenset({SITE, ROW})) | (rows.plan.used & set(known))
        return found

    def finish(self) -> None:
        """Say what each pass needs of the sites, once all of them are known."""
        for rows in self._passes.values():
            if rows.each.before is not None:
                rows.each.before = self._names.plan.only(rows.each.outer)

    def total(self, ledger: Ledger, total: Total) -> tuple[str, Column]:
        """Return the column of a total: unknown without rows or with an unknown part, else the sum of the parts."""
        rows, place = self._pass(ledger, [one for one in (total.row, total.where) if one is not None])
        name, sums = f"_total_{total.id}", rows.each.sums
        part, at = rows.plan.needing(lambda: addable(_part(rows, total).value))
        rows.plan.define(name, part, at)
        sums[f"{name}_known"] = nw.col(name).count()
        for field, expression in split(nw.col(name))._asdict().items():
            rows.plan.define(f"{name}_{field}", expression, Place(after=at.after + 1))
            sums[f"{name}_{field}"] = nw.col(f"{name}_{field}").sum()
        whole = Parts(*(nw.col(f"{name}_{field}") for field in Parts._fields)).joined()
        known = nw.col(f"{name}_known") == nw.col(_rows(ledger.id, place.after))
        self._names.plan.define(name, nw.when(known).then(settled(Column(whole, wild=True)).value), place)
        return name, Column(nw.col(name), faulty=True)

    def measure(self, name: str, measure: Measure) -> Callable[[], Column]:
        """Return what gives the outcome of an indicator that runs over rows; its columns begin with `name`."""
        rows, place = self._pass(self._names.book.ledgers[measure.per or ""], _formulas(measure))
        sums = rows.each.sums
        (outcome, weight), at = rows.plan.needing(lambda: row_outcome(rows, measure))
        after = Place(after=at.after + 1)
        rows.plan.define(name, outcome.value, at)
        found = nw.col(name)
        # A NaN is greater than all numbers: it is among the scored ones, and their sum shows it.
        weighed = found * weight.value
        # A row that is undefined may lack its weight; it shows all the same.
        scored = nw.when(found >= 0).then(nw.coalesce(weighed, found) if weight.open else weighed)
        columns: dict[str, nw.Expr] = {"scored": scored}
        if measure.scale.kind == "candidates":
            columns["without"] = (found == WITHOUT_REFERENCE).cast(nw.Int64)
        if measure.where is not None:
            columns["counted"] = nw.coalesce(found != EXCLUDED, nw.lit(value=True)).cast(nw.Int64)
        if measure.combine == "weighted":
            columns["weight"] = nw.when(found >= 0).then(weight.value)
            sums[f"{name}_lightest"] = nw.col(f"{name}_weight").min()
        if measure.combine == "min":
            sums[f"{name}_worst"] = nw.col(f"{name}_scored").min()
        for field, expression in columns.items():
            rows.plan.define(f"{name}_{field}", expression, after)
            sums[f"{name}_{field}"] = nw.col(f"{name}_{field}").sum()
        sums[f"{name}_known"] = nw.col(name).count()
        self._names.plan.define(name, _joined(name, measure, _rows(measure.per or "", place.after)), place)
        return lambda: Column(self._names.plan.using(name), faulty=True)

    def _pass(self, ledger: Ledger, formulas: Iterable[Formula]) -> tuple[RowNames, Place]:
        """Return the pass in which formulas can be worked out in rows: after all that they need from outside."""
        outer = _outer(self._names.book, ledger, formulas)
        _, needed = self._names.plan.needing(lambda: [self._names(name) for name in outer])
        place = Place(plain=False, after=0 if needed.plain else needed.after)
        key = ledger.id, place.after
        if key not in self._passes:
            count = _rows(*key)
            each = LedgerPass([] if needed.plain else None, sums={count: nw.len()})
            self._names.plan.step(place).ledgers[ledger.id] = each
            self._names.plan.there(count, place)
            self._passes[key] = RowNames(self._names, ledger, each)
        return self._passes[key], place


def _rows(ledger: str, after: int) -> str:
    return f"_rows_{ledger}_{after}"


def _part(rows: RowNames, total: Total) -> Column:
    part = rows.of(total.row)
    return part if total.where is None else chosen(rows.of(total.where), part, number(0.0))


def _joined(name: str, measure: Measure, rows: str) -> nw.Expr:
    """Return the outcome over all rows: the first state of unanswered, undefined, without reference that any has."""
    scored = nw.coalesce(nw.col(f"{name}_scored"), nw.lit(0.0))
    counted = rows if measure.where is None else f"{name}_counted"
    found = _combined(name, measure, scored, counted)
    if measure.scale.kind == "candidates":
        found = nw.when(nw.col(f"{name}_without") > 0).then(nw.lit(WITHOUT_REFERENCE)).otherwise(found)
    answered = (nw.col(f"{name}_known") == nw.col(rows)) & (nw.col(counted) > 0)
    return nw.when(answered).then(nw.when(~scored.is_nan()).then(found).otherwise(nw.lit(nan)))


def _combined(name: str, measure: Measure, scored: nw.Expr, counted: str) -> nw.Expr:
    if measure.combine == "min":
        return nw.col(f"{name}_worst")
    if measure.combine == "mean":
        return scored / nw.col(counted).cast(nw.Float64)
    whole, lightest = nw.col(f"{name}_weight"), nw.col(f"{name}_lightest")
    weighs = (whole > 0) & (whole < inf) & (lightest >= 0)
    safe = nw.when(weighs).then(whole).otherwise(nw.lit(nan))
    return nw.when(weighs).then((scored / safe).clip(0.0, 1.0)).otherwise(nw.lit(nan))


def _formulas(measure: Measure) -> Iterator[Formula]:
    pairs = (one for candidate in measure.scale.candidates for one in (candidate.leading, candidate.baseline))
    yield from (one for one in (measure.formula, measure.where, measure.weight, *pairs) if one is not None)


def _outer(book: Rulebook, ledger: Ledger, formulas: Iterable[Formula]) -> tuple[str, ...]:
    """Return the names outside of a ledger that formulas over its rows need, by way of defaults of columns too."""
    found: dict[str, None] = {}
    waiting, seen = [name for formula in formulas for name in formula.ordered_names], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        heading = ledger.column(name)
        if heading is not None:
            waiting.extend(heading.default.ordered_names if isinstance(heading.default, Formula) else ())
        elif split_name(ledger, name, book.tables) is None:
            found[name] = None
    return tuple(found)
