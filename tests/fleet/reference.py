"""The scores of a scored folder, worked out one factory after the other: what every engine is held to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from gfassess.fleet import results
from gfassess.fleet.layout import IDENTITY, ColumnType
from gfassess.fleet.references import CohortOf
from gfassess.model.assessment import Assessment
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Ruleset
from gfassess.model.scorecard import CriterionScore, Score, Scorecard
from gfassess.scoring import Inputs, questions_of, score

POLARS_TYPES: Final[dict[ColumnType, type[pl.DataType]]] = {
    "int": pl.Int64,
    "float": pl.Float64,
    "bool": pl.Boolean,
    "text": pl.String,
    "state": pl.Int8,
}
_SURE: Final = ("scored", "not_applicable")
_NUMBERS: Final = ("fixed", "steps", "reference")

Cell = bool | int | float | str | None


def reference_scores(
    book: Rulebook,
    rules: Ruleset,
    assessments: Sequence[Assessment],
    files: Sequence[str] = (),
    cohort: CohortOf | None = None,
) -> pl.DataFrame:
    """Return the scores of assessments under a rule set, numbered as they come, with exactly the columns of a fleet.

    Without `files` each is called after its number.
    """
    names = files or [f"{number:06}.toml" for number in range(len(assessments))]
    asking = _Asking.of(book, rules)
    pairs = enumerate(zip(names, assessments, strict=True))
    rows = [dict(_row(asking, one, site, name, cohort)) for site, (name, one) in pairs]
    schema = {name: POLARS_TYPES[kind] for name, kind in results.score_columns(book, rules).items()}
    return pl.DataFrame([tuple(row[name] for name in schema) for row in rows], schema=schema, orient="row")


@dataclass(frozen=True)
class _Asking:
    """A rule set, what it asks for, and what each of its gates and lines asks for: the same for all sites."""

    book: Rulebook
    rules: Ruleset
    names: tuple[str, ...]
    of_gates: Mapping[str, tuple[str, ...]]
    of_lines: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, book: Rulebook, rules: Ruleset) -> "_Asking":
        gates = {gate.id: questions_of(book, gate) for gate in rules.gates}
        lines = {line.id: questions_of(book, line) for head in rules.heads for line in head.indicator}
        return cls(book, rules, results.asked(book, rules), gates, lines)


def _row(asking: _Asking, one: Assessment, site: int, file: str, cohort: CohortOf | None) -> Iterator[tuple[str, Cell]]:
    """Yield the cells of one assessment by column."""
    pairs = None if cohort is None else cohort(one.enterprise.division, one.year)
    card = score(asking.book, one, ruleset=asking.rules.id, cohort=pairs)
    yield from _identity(one, site, file)
    yield from zip(results.TOTAL, card.total, strict=True) if card.total is not None else ()
    yield results.VERDICT, results.VERDICTS.index(card.verdict)
    for gate in card.gates:
        yield results.gate_column(gate.gate.id), results.GATE_STATES.index(gate.state)
    for head in card.criteria:
        yield from _criterion(head)
    yield from _missing(asking, one, card)


def _identity(one: Assessment, site: int, file: str) -> Iterator[tuple[str, Cell]]:
    who = one.enterprise
    cells = (site, file, who.name, who.credit_code, one.site.name, who.division, who.province, who.city)
    yield from zip(IDENTITY, (*cells, one.year, one.ruleset, one.illustrative), strict=True)


def _criterion(head: CriterionScore) -> Iterator[tuple[str, Cell]]:
    if head.total is not None:
        for part, figure in zip(("points", *results.TOTAL), (head.points, *head.total), strict=True):
            yield results.criterion_column(head.criterion.id, part), figure
    for line in head.scores:
        yield from _line(line)


def _line(line: Score) -> Iterator[tuple[str, Cell]]:
    """Yield the columns of an indicator; what a line that is open lacks in proof changes nothing and is not told."""
    name, measure = line.indicator.id, line.measure
    yield results.state_column(name), results.STATES.index(line.state)
    yield results.got_column(name), line.low
    yield results.points_column(name), line.points
    yield results.lacking_column(name), line.state in _SURE and bool(line.unproved)
    single = measure is not None and measure.per is None and measure.scale.kind in _NUMBERS
    yield results.value_column(name), float(line.value) if single and isinstance(line.value, int | float) else None
    places = (place for place, one in enumerate(line.indicator.variants) if one is measure)
    yield results.variant_column(name), next(places, None)


def _missing(asking: _Asking, one: Assessment, card: Scorecard) -> Iterator[tuple[str, Cell]]:
    """Yield which questions have no usable answer while an open line or gate asks for them; of a ledger, no row."""
    inputs = Inputs(asking.book, one)
    wanted = {
        *(name for line in card.scores if line.state == "unanswered" for name in asking.of_lines[line.indicator.id]),
        *(name for gate in card.gates if gate.state == "unknown" for name in asking.of_gates[gate.gate.id]),
    }
    for name in asking.names:
        fact = asking.book.facts.get(name)
        answered = one.ledgers.get(name) if fact is None else inputs.usable(fact, one.facts.get(name)) is not None
        yield results.missing_column(name), name in wanted and not answered
