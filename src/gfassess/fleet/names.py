"""What the names in formulas stand for, as columns of the sites."""

from collections.abc import Sequence

import narwhals as nw

from gfassess.fleet.answers import KIND_TYPES, TYPES, answer, is_raw
from gfassess.fleet.defining import Defining, Place
from gfassess.fleet.layout import fact_column
from gfassess.fleet.ledgers import Ledgers
from gfassess.fleet.steps import Cells, Key, Look
from gfassess.formula import Formula, Scalar
from gfassess.formula.columns import Column, column
from gfassess.model.assessment import Assessment, Enterprise
from gfassess.model.facts import Fact
from gfassess.model.rulebook import Rulebook
from gfassess.model.tables import Parameter, Table
from gfassess.rules.scopes import Scope
from gfassess.scoring import Inputs


class Names:
    """Gives the column of each fact, total and parameter; each is worked out once, as early as it can be."""

    def __init__(self, book: Rulebook, plan: Defining) -> None:
        """Bind the rules and the plan that grows."""
        self.book = book
        self.plan = plan
        self.kinds = Scope.outer(book)
        self.ledgers = Ledgers(self)
        self._known: dict[str, tuple[str, Column]] = {}

    def __call__(self, name: str) -> Column:
        """Return the column of a name, and note that it is needed."""
        return self.named(name)[1]

    def named(self, name: str) -> tuple[str, Column]:
        """Return what the column of a name is called, too."""
        if name not in self._known:
            self._known[name] = self._find(name)
        self.plan.using(self._known[name][0])
        return self._known[name]

    def of(self, formula: Formula) -> Column:
        """Return the column of a formula, in work whose needs are noted."""
        return column(formula.tree, self, self.plan.keep)

    def _find(self, name: str) -> tuple[str, Column]:
        if (fact := self.book.facts.get(name)) is not None:
            return self._fact(fact)
        if (total := self.book.totals.get(name)) is not None:
            return self.ledgers.total(*total)
        return self._parameter(*self.book.parameters[name])

    def _fact(self, fact: Fact) -> tuple[str, Column]:
        raw, kind = fact_column(fact.id), self.kinds.kinds[fact.id]
        if is_raw(fact):
            return raw, Column(nw.col(raw), kind)
        value, place = self.plan.needing(lambda: answer(self.book, fact, self.plan.using(raw), kind, self.of))
        name = f"_fact_{fact.id}"
        self.plan.define(name, value.value, place)
        return name, Column(nw.col(name), kind, open=value.open)

    def _parameter(self, table: Table, parameter: Parameter) -> tuple[str, Column]:
        """Look up the row that fits as it is done for one factory, by the same code, once for each key that occurs."""
        name, kind = f"_parameter_{parameter.id}", self.kinds.kinds[parameter.id]
        keys = (*(one for one in ("division", "province") if one in parameter.by), "year")

        def cells(found: Sequence[Key]) -> Cells:
            rows = [dict(zip(keys, key, strict=True)) for key in found]
            by_key = {key: [row[key] for row in rows] for key in keys}
            return {**by_key, name: [self._value(table, parameter, row) for row in rows]}

        types = {key: TYPES["int" if key == "year" else "text"] for key in keys}
        self.plan.look(Look(keys, {**types, name: KIND_TYPES[kind]}, cells, by_key=True), Place())
        return name, Column(nw.col(name), kind)

    def _value(self, table: Table, parameter: Parameter, key: dict[str, str | int]) -> Scalar | None:
        enterprise = Enterprise(division=str(key.get("division", "")), province=str(key.get("province", "")))
        assessment = Assessment(ruleset="", year=int(key["year"]), enterprise=enterprise)
        row = Inputs(self.book, assessment).parameter_row(table, parameter)
        return None if row is None else row.values.get(parameter.column)
