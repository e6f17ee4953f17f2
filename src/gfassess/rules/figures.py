"""Every figure of a criteria folder, with its place and the document that it comes from.

A figure is a number that decides something: a cell of a table, a value or share of a scale, points, a pass mark, a
yearly date, a number in a formula. These are none, and not listed: 0 and 1 in formulas and defaults (nothing, one, the
whole); powers of ten that a formula calculates with and factors of `units.toml` that it multiplies or divides by, which
convert units and per cent; the digits of `round`; what units are made of; plausible ranges, which warn and never
score; years and dates of documents, rows and rule sets; the lists of peers and what firms published themselves.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal

from gfassess.formula import Formula
from gfassess.formula.tree import Binary, Call, Minus, Node, Number, children
from gfassess.model.base import Text
from gfassess.model.facts import FactFile, Question
from gfassess.model.rules import Criterion, GateFile, Indicator, Measure, RulesetHead
from gfassess.model.sources import Basis, Confidence, Document, SchemeFile, Source, UnitFile
from gfassess.model.tables import Table, source_of
from gfassess.rules.folder import Folder
from gfassess.rules.place import Place

Part = Literal[
    "cell", "leading", "baseline", "step", "share", "points", "formula", "default", "pass_mark", "yearly_date"
]
"""What a figure is in the rules."""

_PLAIN: Final = (0.0, 1.0)
_CONVERTING: Final = ("*", "/")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number, where it stands and what it rests on."""

    part: Part
    place: Place
    titles: tuple[Text, ...]
    """What it is about, from the whole to the part."""
    value: float | str
    """As the file has it; of a yearly date month and day, `04-15`."""
    unit: str
    source: Source | None
    """None is a mistake that the checks tell."""
    basis: Basis
    confidence: Confidence | None = None
    """How sure this figure is, where it says so itself; else as its document."""

    @property
    def document(self) -> str:
        """Number of the document."""
        return self.source.document if self.source is not None else ""

    @property
    def clause(self) -> str:
        """Clause, table or row of the document."""
        return self.source.clause if self.source is not None else ""

    def sure(self, documents: Mapping[str, Document]) -> Confidence | None:
        """Return how sure the figure is; None for our own choices, which were carried over from nowhere."""
        if self.basis == "project":
            return None
        return self.confidence or documents[self.document].confidence


def figures_of(folder: Folder) -> Iterator[Figure]:
    """Go through the figures of every file that was read."""
    factors = frozenset(unit.factor for units, _place in folder.of(UnitFile) for unit in units.unit)
    for theme, place in folder.of(FactFile):
        yield from _asked(theme, factors, place)
    for table, place in folder.of(Table):
        yield from _cells(table, place)
    heads = {Path(place.file).parent: head for head, place in folder.of(RulesetHead)}
    for gates, place in folder.of(GateFile):
        for index, gate in enumerate(gates.gate):
            line = _Line((gate.title,), gate.source, gate.basis, factors)
            yield from line.formula(gate.formula, place.at("gate", index, "formula"))
    for criterion, place in folder.of(Criterion):
        yield from _criterion(criterion, heads[Path(place.file).parent], factors, place)
    for schemes, place in folder.of(SchemeFile):
        yield from _schemes(schemes, place)


@dataclass(frozen=True, slots=True)
class _Line:
    """What the figures of one line of the rules have in common."""

    titles: tuple[Text, ...]
    source: Source | None
    basis: Basis
    factors: Collection[float] = frozenset()
    """What units convert by."""

    def figure(self, part: Part, place: Place, value: float | None, unit: str = "") -> Iterator[Figure]:
        """Return a number that may be absent."""
        if value is not None:
            yield Figure(part, place, self.titles, value, unit, self.source, self.basis)

    def formula(self, formula: Formula | None, place: Place) -> Iterator[Figure]:
        """Go through the figures in a formula that may be absent."""
        for value in _numbers(formula.tree, self.factors) if formula is not None else ():
            yield from self.figure("formula", place, value)


def _numbers(node: Node, factors: Collection[float], sign: str = "") -> Iterator[float]:
    """Go through the numbers of a formula that are figures; `sign`: of arithmetic, where one stands beside the node."""
    match node:
        case Number(value):
            converts = (sign and _is_power_of_ten(value)) or (sign in _CONVERTING and value in factors)
            if value not in _PLAIN and not converts:
                yield value
        case Call("round", (first, *_)):
            yield from _numbers(first, factors)
        case _:
            sign = node.operator if isinstance(node, Binary) else sign if isinstance(node, Minus) else ""
            for child in children(node):
                yield from _numbers(child, factors, sign)


def _is_power_of_ten(value: float) -> bool:
    return Decimal(repr(value)).normalize().as_tuple().digits == (1,)


def _asked(theme: FactFile, factors: Collection[float], place: Place) -> Iterator[Figure]:
    """Go through the figures of facts and ledgers; these cite no document, so that each is a mistake."""
    for index, fact in enumerate(theme.fact):
        yield from _default(fact, factors, place.at("fact", index, "default"))
    for index, ledger in enumerate(theme.ledger):
        here = place.at("ledger", index)
        for number, column in enumerate(ledger.columns):
            yield from _default(column, factors, here.at("columns", number, "default"))
        for number, total in enumerate(ledger.total):
            line = _Line((total.title,), None, "project", factors)
            yield from line.formula(total.row, here.at("total", number, "row"))
            yield from line.formula(total.where, here.at("total", number, "where"))


def _default(question: Question, factors: Collection[float], place: Place) -> Iterator[Figure]:
    line = _Line((question.title,), None, "project", factors)
    if isinstance(question.default, Formula):
        yield from line.formula(question.default, place)
    elif isinstance(question.default, float) and question.default not in _PLAIN:
        yield from line.figure("default", place, question.default, question.unit)


def _cells(table: Table, place: Place) -> Iterator[Figure]:
    columns = {column.id: column for column in table.column}
    for index, row in enumerate(table.rows):
        for name, value in row.values.items():
            column = columns.get(name)
            if column is not None and isinstance(value, float):
                here = place.at("rows", index, name)
                source, unit = source_of(table, row, name), column.unit or row.unit
                titles = (row.title, column.title)
                yield Figure("cell", here, titles, value, unit, source, table.basis, row.confidence)


def _criterion(criterion: Criterion, head: RulesetHead, factors: Collection[float], place: Place) -> Iterator[Figure]:
    """Go through the figures of a criterion; points rest on what the rule set and the criterion rest on."""
    weights = _Line((criterion.title,), head.source, criterion.basis)
    yield from weights.figure("points", place.at("points"), criterion.points)
    for index, indicator in enumerate(criterion.indicator):
        here = place.at("indicator", index)
        weights = _Line((indicator.title,), head.source, criterion.basis)
        yield from weights.figure("points", here.at("points"), indicator.points if head.weighted else None)
        yield from _indicator(indicator, factors, here)


def _indicator(indicator: Indicator, factors: Collection[float], place: Place) -> Iterator[Figure]:
    line = _Line((indicator.title,), indicator.source, indicator.basis, factors)
    yield from line.formula(indicator.applies_when, place.at("applies_when"))
    single = len(indicator.variants) == 1
    for index, measure in enumerate(indicator.variants):
        here = place if single else place.at("variants", index)
        yield from line.formula(measure.when, here.at("when"))
        yield from line.formula(measure.formula, here.at("formula"))
        yield from line.formula(measure.where, here.at("where"))
        yield from line.formula(measure.weight, here.at("weight"))
        yield from _scale(measure, line, here.at("scale"))


def _scale(measure: Measure, line: _Line, place: Place) -> Iterator[Figure]:
    scale, unit = measure.scale, measure.unit
    yield from line.figure("leading", place.at("leading"), scale.leading, unit)
    yield from line.figure("baseline", place.at("baseline"), scale.baseline, unit)
    for index, step in enumerate(scale.steps):
        yield from line.figure("step", place.at("steps", index, "at"), step.at, unit)
        yield from line.figure("share", place.at("steps", index, "share"), step.share)
    for name, share in scale.levels.items():
        yield from line.figure("share", place.at("levels", name), share)
    for index, pair in enumerate(scale.candidates):
        here = place.at("candidates", index)
        yield from _candidate("leading", pair.leading, line, here.at("leading"), unit)
        yield from _candidate("baseline", pair.baseline, line, here.at("baseline"), unit)


def _candidate(part: Part, formula: Formula, line: _Line, place: Place, unit: str) -> Iterator[Figure]:
    """Go through the figures of one side of a pair: a number alone is a value fixed by the rule, even 0."""
    if isinstance(formula.tree, Number):
        yield from line.figure(part, place, formula.tree.value, unit)
    else:
        yield from line.formula(formula, place)


def _schemes(schemes: SchemeFile, place: Place) -> Iterator[Figure]:
    for index, scheme in enumerate(schemes.scheme):
        here = place.at("scheme", index)
        for number, level in enumerate(scheme.levels):
            line = _Line((scheme.title, level.title), scheme.source, scheme.basis)
            yield from line.figure("pass_mark", here.at("levels", number, "points"), level.points)
        for number, day in enumerate(scheme.dates):
            titles, value = (scheme.title, day.title), f"{day.month:02}-{day.day:02}"
            yield Figure("yearly_date", here.at("dates", number), titles, value, "", scheme.source, scheme.basis)
