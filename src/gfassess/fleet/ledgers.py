"""Ledgers: what their rows add to totals, and indicators that run over their rows, summed up by site."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from math import inf, nan
from typing import TYPE_CHECKING, Final

import narwhals as nw

from gfassess.fleet.defining import Place
from gfassess.fleet.exact import REST, addable, joined, split
from gfassess.fleet.layout import ROW, SITE, ledger_columns
from gfassess.fleet.outcomes import EXCLUDED, WITHOUT_REFERENCE, row_outcome
from gfassess.fleet.rows import RowNames
from gfassess.fleet.steps import LedgerPass, Sum
from gfassess.formula import Formula
from gfassess.formula.columns import Column, chosen, number, settled
from gfassess.model.facts import Ledger, Total
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Measure
from gfassess.scoring.inputs import split_name

if TYPE_CHECKING:
    from gfassess.fleet.names import Names


_FRACTIONS: Final = ("scored", "weight")
"""What an engine would add up with errors that depend on the order."""


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
        """Cut the passes down to what is needed, once all of them are known."""
        for rows in self._passes.values():
            if rows.each.before is not None:
                rows.each.before = self._names.plan.only({SITE, *rows.each.outer})
            rows.plan.trim({SITE, *(one.column for one in rows.each.sums.values())})

    def total(self, ledger: Ledger, total: Total) -> tuple[str, Column]:
        """Return the column of a total: unknown without rows or with an unknown part, else the sum of the parts."""
        rows, place = self._pass(ledger, [one for one in (total.row, total.where) if one is not None])
        name, using = f"_total_{total.id}", self._names.plan.using
        rows.plan.made(name, lambda: addable(_part(rows, total).value))
        exact = self._exact(rows, place, name)
        known = self._sum(rows, place, f"{name}~known", Sum(name, "count"))
        count = _rows(ledger.id, place.after)

        def whole() -> nw.Expr:
            return nw.when(using(known) == using(count)).then(settled(Column(exact(), wild=True)).value)

        self._names.plan.made(name, whole)
        return name, Column(nw.col(name), faulty=True)

    def measure(self, name: str, measure: Measure) -> Callable[[], Column]:
        """Return what gives the outcome of an indicator that runs over rows; its columns begin with `name`."""
        rows, place = self._pass(self._names.book.ledgers[measure.per or ""], _formulas(measure))
        (outcome, weight), at = rows.plan.needing(lambda: row_outcome(rows, measure))
        rows.plan.define(name, outcome.value, at)

        def found() -> nw.Expr:
            rows.plan.needs(at)  # the weight is there as well
            return rows.plan.using(name)

        for field, work in _columns(found, weight, measure).items():
            column = rows.plan.made(f"{name}~{field}", work)
            if field in _FRACTIONS and measure.combine != "min":
                bound = 1.0 if measure.combine == "mean" else inf
                self._names.plan.made(column, self._exact(rows, place, column, bound))
            else:
                self._sum(rows, place, column, Sum(column, "sum"))
        self._sum(rows, place, f"{name}~known", Sum(name, "count"))
        if measure.combine == "weighted":
            self._sum(rows, place, f"{name}~lightest", Sum(f"{name}~weight", "min"))
        if measure.combine == "min":
            self._sum(rows, place, f"{name}~worst", Sum(f"{name}~scored", "min"))
        using, count = self._names.plan.using, _rows(measure.per or "", place.after)
        self._names.plan.made(name, lambda: _joined(lambda field: using(f"{name}~{field}"), measure, using(count)))
        return lambda: Column(using(name), faulty=True)

    def _exact(self, rows: RowNames, place: Place, name: str, bound: float = inf) -> Callable[[], nw.Expr]:
        """Sum a column up so that no order of the rows matters; return what gives the sum, in work on the sites."""
        sums: list[str] = []
        for part in split(nw.col(name), bound):
            column = rows.plan.made(f"{name}~{part}", partial(_part_of, rows, name, part, bound))
            sums.append(self._sum(rows, place, column, Sum(column, "sum")))
        return lambda: joined([self._names.plan.using(one) for one in sums])

    def _sum(self, rows: RowNames, place: Place, name: str, one: Sum) -> str:
        rows.each.sums[name] = one
        self._names.plan.there(name, place)
        return name

    def _pass(self, ledger: Ledger, formulas: Iterable[Formula]) -> tuple[RowNames, Place]:
        """Return the pass in which formulas can be worked out in rows: after all that they need from outside."""
        outer = _outer(self._names.book, ledger, formulas)
        _, needed = self._names.plan.needing(lambda: [self._names(name) for name in outer])
        place = Place(plain=False, after=0 if needed.plain else needed.after)
        key = ledger.id, place.after
        if key not in self._passes:
            count = _rows(*key)
            each = LedgerPass([] if needed.plain else None)
            self._names.plan.step(place).ledgers[ledger.id] = each
            self._passes[key] = RowNames(self._names, ledger, each)
            self._sum(self._passes[key], place, count, Sum(SITE, "rows"))
        return self._passes[key], place


def _rows(ledger: str, after: int) -> str:
    return f"_rows_{ledger}~{after}"


def _part(rows: RowNames, total: Total) -> Column:
    part = rows.of(total.row)
    return part if total.where is None else chosen(rows.of(total.where), part, number(0.0))


def _part_of(rows: RowNames, name: str, part: str, bound: float) -> nw.Expr:
    return split(rows.plan.using(name), bound)[part]


def _columns(found: Callable[[], nw.Expr], weight: Column, measure: Measure) -> dict[str, Callable[[], nw.Expr]]:
    """Return what is summed up of the outcomes of rows."""

    def scored() -> nw.Expr:
        # A NaN is greater than all numbers: it is among the scored ones, and their sum shows it.
        weighed = found() * weight.value
        # A row that is undefined may lack its weight; it shows all the same.
        return nw.when(found() >= 0).then(nw.coalesce(weighed, found()) if weight.open else weighed)

    columns: dict[str, Callable[[], nw.Expr]] = {"scored": scored}
    if measure.scale.kind == "candidates":
        columns["without"] = lambda: (found() == WITHOUT_REFERENCE).cast(nw.Int64)
    if measure.where is not None:
        columns["counted"] = lambda: nw.coalesce(found() != EXCLUDED, nw.lit(value=True)).cast(nw.Int64)
    if measure.combine == "weighted":
        columns["weight"] = lambda: nw.when(found() >= 0).then(weight.value)
    return columns


def _joined(summed: Callable[[str], nw.Expr], measure: Measure, rows: nw.Expr) -> nw.Expr:
    """Return the outcome over all rows: the first state of unanswered, undefined, without reference that any has."""
    scored, rest = (nw.coalesce(summed(one), nw.lit(0.0)) for one in ("scored", _shows_faults(measure)))
    counted = rows if measure.where is None else summed("counted")
    found = _combined(summed, measure, scored, counted)
    if measure.scale.kind == "candidates":
        found = nw.when(summed("without") > 0).then(nw.lit(WITHOUT_REFERENCE)).otherwise(found)
    answered = (summed("known") == rows) & (counted > 0)
    return nw.when(answered).then(nw.when(~rest.is_nan()).then(found).otherwise(nw.lit(nan)))


def _shows_faults(measure: Measure) -> str:
    """Return of which column the sum is NaN where any row is undefined, and only there: a whole sum may run over."""
    return "scored" if measure.combine == "min" else f"scored~{REST}"


def _combined(summed: Callable[[str], nw.Expr], measure: Measure, scored: nw.Expr, counted: nw.Expr) -> nw.Expr:
    if measure.combine == "min":
        return summed("worst")
    if measure.combine == "mean":
        return scored / counted.cast(nw.Float64)
    whole, lightest = summed("weight"), summed("lightest")
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
