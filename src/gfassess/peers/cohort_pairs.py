"""Leading and baseline values out of a cohort: its best 5 % and its mean, clause 4.4.3 of GB/T 36132-2025."""

import math
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from gfassess.model.cohort import LEAST, Cell, CohortFile, Figure
from gfassess.model.rules import Measure, Ruleset
from gfassess.scoring import Cohort, CohortPair

Fault = Literal["few", "unit", "better", "no_best", "wrong_way"]
"""Fewer than five sites; another unit or direction than the rule set has; joined without values, so that nobody knows
the best 5 %; the best 5 % are worse than what counts as baseline."""


class Refused(NamedTuple):
    """A figure of a cohort that cannot serve as reference values."""

    reference: str
    fault: Fault


class Pairs(NamedTuple):
    """What a cohort gives to one assessment."""

    cohort: Cohort
    refused: tuple[Refused, ...]
    cell: Cell | None
    """Where the figures come from; None where the cohort has none of this division up to this year."""


def cell_for(cohort: CohortFile, division: str, year: int) -> Cell | None:
    """Return the latest cell of a division that is not after a reporting year; division "" is all together."""
    found = [cell for cell in cohort.cell if cell.division == division and cell.year <= year]
    return max(found, key=lambda cell: cell.year, default=None)


def pairs_for(cohort: CohortFile, ruleset: Ruleset, division: str, year: int) -> Pairs:
    """Return the reference values for an assessment: only of its own division, for they differ between trades."""
    cell = cell_for(cohort, division, year) if division else None
    figures = {figure.id: figure for figure in cell.figure if figure.kind == "reference"} if cell is not None else {}
    given: dict[str, CohortPair] = {}
    refused: dict[str, Fault] = {}
    for name, measure in _measures(ruleset):
        figure = figures.get(name)
        if cell is None or figure is None:
            continue
        if (fault := _fault(figure, measure)) is not None:
            refused[name] = fault
        elif figure.best is not None:
            given[name] = CohortPair(figure.best, figure.mean, source_of(cohort, cell, figure))
    # An id that two lines look up under different terms is refused as a whole.
    usable = {name: pair for name, pair in given.items() if name not in refused}
    return Pairs(usable, tuple(Refused(*one) for one in refused.items()), cell)


def pairs_in(result: Mapping[str, Any]) -> Cohort:
    """Return the pairs of a cohort that an exported result names: only with them can it be recomputed.

    The result is what stands in the file, unchecked.
    """
    lines = result.get("indicators")
    found: dict[str, CohortPair] = {}
    for line in lines if isinstance(lines, list) else ():
        used = line.get("reference") if isinstance(line, dict) else None
        if isinstance(used, dict) and used.get("kind") == "cohort":
            name, leading, baseline = used.get("id"), _number(used.get("leading")), _number(used.get("baseline"))
            if isinstance(name, str) and leading is not None and baseline is not None:
                found[name] = CohortPair(leading, baseline, str(used.get("source", "")))
    return found


def unlike(used: Cohort, given: Cohort) -> tuple[str, ...]:
    """Return the ids of the pairs in a result that a cohort does not give so."""
    return tuple(name for name, pair in used.items() if name not in given or pair[:2] != given[name][:2])


def _number(value: object) -> float | None:
    number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if number and isinstance(value, int | float) else None


def source_of(cohort: CohortFile, cell: Cell, figure: Figure) -> str:
    """Return where a figure comes from; it is kept with results, so it is the same in every language."""
    invented = "虚构数据 / ILLUSTRATIVE: " if cohort.illustrative else ""
    return f"{invented}{cohort.title} [{cohort.id}], GB/T 4754 {cell.division}, {cell.year}, n = {figure.n}"


def _measures(ruleset: Ruleset) -> Iterator[tuple[str, Measure]]:
    for head in ruleset.heads:
        for line in head.indicator:
            for measure in line.variants:
                if measure.scale.reference is not None:
                    yield measure.scale.reference, measure


def _fault(figure: Figure, measure: Measure) -> Fault | None:
    scale = measure.scale
    if figure.n < LEAST:
        return "few"
    if figure.unit != measure.unit:
        return "unit"
    if figure.better != scale.better:
        return "better"
    if figure.best is None:
        return "no_best"
    baseline = figure.mean if scale.baseline is None else scale.baseline
    right = figure.best >= baseline if figure.better == "higher" else figure.best <= baseline
    return None if right else "wrong_way"
