"""Units of every formula of the content, run through the closures that score: see `tests.dimensions`."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from gfassess import rules
from gfassess.formula import Formula, Undefined, Unknown
from gfassess.formula.tree import Name, Number
from gfassess.model.facts import Column, Ledger, Question
from gfassess.model.rulebook import Rulebook
from gfassess.model.tables import Row, Table
from gfassess.quantity import convert
from tests.dimensions import Value, disagreement, quantity, run

CRITERIA = Path(__file__).parents[1] / "criteria"


@dataclass(frozen=True)
class Scene:
    """What names stand for in one run: chosen rows of tables, and answers of yes or no."""

    book: Rulebook
    ledger: Ledger | None
    chosen: Mapping[str, tuple[Table, Row]]
    truths: Mapping[str, bool]

    def __call__(self, name: str) -> Value:
        """Return the value of a name: a made-up figure in its unit, a cell of a chosen row, yes or no."""
        if name in self.truths:
            return self.truths[name], self.truths[name]
        column = self.ledger.column(name) if self.ledger else None
        if column is not None:
            return self._question(column)
        for choice, (table, row) in self.chosen.items():
            if name.startswith(f"{choice}_") and name.removeprefix(f"{choice}_") in {one.id for one in table.column}:
                return _cell(table, row, name.removeprefix(f"{choice}_"), name)
        if (fact := self.book.facts.get(name)) is not None:
            return self._question(fact)
        if name in self.book.totals:
            total = self.book.totals[name][1]
            return (1.0, 1.0) if isinstance(total.row.tree, Number) else _figure(name, total.unit)
        table, parameter = self.book.parameters[name]
        return _figure(name, next(one.unit for one in table.column if one.id == parameter.column))

    def _question(self, question: Question) -> Value:
        if question.kind == "count":
            return _figure(question.id, question.unit)
        if question.kind != "number":
            return question.id, question.id
        if not question.unit and isinstance(question.default, Formula):
            return run(question.default, self)
        choice, dot, _ = question.unit.partition(".")
        return _figure(question.id, self.chosen[choice][1].unit if dot else question.unit)


def _figure(name: str, unit: str) -> Value:
    magnitude = 2.0 + sum(map(ord, name)) % 97 / 7
    return magnitude, quantity(magnitude, unit)


def _cell(table: Table, row: Row, column: str, name: str) -> Value:
    value = row.values.get(column)
    if value is None:
        return (Unknown(frozenset({name})),) * 2
    if isinstance(value, bool | str):
        return value, value
    unit = next(one.unit for one in table.column if one.id == column)
    above, slash, _ = row.unit.partition("/")
    if slash:  # a limit: its figures per product, a coefficient per unit of the limit's numerator
        return value, quantity(value, f"{unit}/{above}" if unit else f"{above}/unit")
    return value, quantity(value, f"{unit}/{row.unit}" if row.unit else unit)


def scenes(book: Rulebook, ledger: Ledger | None, formula: Formula) -> Iterator[Scene]:
    """Yield every combination of chosen rows and of yes and no that a formula can meet."""
    columns: tuple[Column, ...] = ledger.columns if ledger else ()
    tables = {one.id: book.tables[one.table] for one in columns if one.kind == "choice" and one.table}
    questions: list[Question] = [*book.facts.values(), *columns]
    used = set(formula.names)
    for question in columns:
        if question.id in used and isinstance(question.default, Formula):
            used |= question.default.names
    truths = sorted(used & {question.id for question in questions if question.kind == "yes_no"})
    for rows in itertools.product(*(table.rows for table in tables.values())):
        chosen = {name: (tables[name], row) for name, row in zip(tables, rows, strict=True)}
        for answers in itertools.product((False, True), repeat=len(truths)):
            yield Scene(book, ledger, chosen, dict(zip(truths, answers, strict=True)))


def formulas(book: Rulebook) -> Iterator[tuple[str, Formula, str, Ledger | None]]:
    """Yield every formula with a number: where it stands, its unit, and the ledger whose rows it runs over."""
    for fact in book.facts.values():
        if isinstance(fact.default, Formula):
            yield fact.id, fact.default, fact.unit, None
    for ledger in book.ledgers.values():
        for column in ledger.columns:
            if isinstance(column.default, Formula) and column.unit:
                yield f"{ledger.id}.{column.id}", column.default, column.unit, ledger
        for total in ledger.total:
            yield total.id, total.row, total.unit, ledger
    for line in (line for ruleset in book.rulesets.values() for head in ruleset.heads for line in head.indicator):
        for measure in line.variants:
            over = book.ledgers[measure.per] if measure.per else None
            yield line.id, measure.formula, measure.unit, over
            for candidate in measure.scale.candidates:
                for formula in (candidate.leading, candidate.baseline):
                    if not isinstance(formula.tree, Name | Number):  # a column of references has the indicator's unit
                        yield f"{line.id}.candidates", formula, measure.unit, over


@pytest.fixture(scope="module")
def book() -> Rulebook:
    """Return the content that ships."""
    return rules.load(CRITERIA)


def test_formulas_of_the_content_agree_with_their_units(book: Rulebook) -> None:
    """Every total, default, indicator and pair of references comes out in the unit that it declares."""
    wrong = {
        f"{where}: {problem}"
        for where, formula, unit, ledger in formulas(book)
        for scene in scenes(book, ledger, formula)
        if (problem := disagreement(formula, unit, scene)) is not None
    }
    assert sorted(wrong) == []


def test_every_formula_is_really_run(book: Rulebook) -> None:
    """At least one choice of rows gives every formula a value: none passes because it never ran."""
    silent = [
        f"{where}: {formula.text}"
        for where, formula, _unit, ledger in formulas(book)
        if all(isinstance(run(formula, scene)[0], Unknown | Undefined) for scene in scenes(book, ledger, formula))
    ]
    assert silent == []


def test_units_of_the_content_agree_with_physics(book: Rulebook) -> None:
    """Units of one quantity convert by the factors that pint knows."""
    by_quantity: dict[str, list[str]] = {}
    for unit in book.units.values():
        by_quantity.setdefault(unit.quantity, []).append(unit.id)
    for first, *others in by_quantity.values():
        for other in others:
            factor = (quantity(1.0, other) / quantity(1.0, first)).to("dimensionless").magnitude
            assert convert(1.0, other, first, book.units) == pytest.approx(factor, rel=1e-12), (other, first)


AREA = {
    "site": ("m2", 3.0),
    "floor": ("m2", 5.0),
    "coal": ("kg", 7.0),
    "coal_kgce": ("kgce/kg", 0.7),
    "pay": ("CNY", 2.0),
    "doors": ("", 4.0),
}


@pytest.mark.parametrize(
    ("text", "unit", "right"),
    [
        ("floor / site", "", True),
        ("floor / site * 100", "%", True),
        ("floor / site", "%", False),
        ("floor / site * 1000", "%", False),
        ("coal * coal_kgce / 1000", "tce", True),
        ("coal * coal_kgce", "tce", False),
        ("coal * coal_kgce", "kgce", True),
        ("coal / 1000", "tce", False),
        ("floor + coal", "m2", False),
        ("max(floor, coal)", "m2", False),
        ("max(floor - site, 0)", "m2", True),
        ("floor if coal > 5 else site", "m2", True),
        ("floor if coal > site else site", "m2", False),
        ("floor / (site if doors == 4 else 0)", "", True),
        ("floor / (site if doors == 5 else 0)", "", True),
        ("floor if doors > coal else site", "m2", False),
        ("doors / 3", "", True),
        ("doors / 3", "%", False),
        ("pay / 10000 / site", "10^4 CNY/m2", True),
        ("pay / (site * 15 / 10000)", "CNY/mu", True),
        ("pay / (site / 15 * 10000)", "CNY/mu", False),
        ("round(site / 10000, 2)", "ha", False),
    ],
)
def test_the_check_itself_finds_wrong_units(text: str, unit: str, right: bool) -> None:  # noqa: FBT001
    """A missing, doubled or upside-down conversion and a sum of unlike things are found; sound formulas pass."""

    def find(name: str) -> Value:
        of, magnitude = AREA[name]
        return magnitude, quantity(magnitude, of)

    assert (disagreement(Formula.parse(text), unit, find) is None) == right
