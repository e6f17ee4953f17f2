"""The indicators of the OpenFisca rival before points move: which variant counts, its state, its share."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.variables import Variable

from bench.fleet.openfisca_base import (
    NO_REFERENCE,
    SCORED,
    SITE,
    UNANSWERED,
    UNDEFINED,
    Formulas,
    made,
    of_rows,
    of_site,
    rows_of,
)
from bench.fleet.openfisca_numbers import Floats, between, number, on_steps, truth, usable_pair
from bench.fleet.rival_inputs import five
from gfassess.fleet import layout
from gfassess.model.facts import Ledger
from gfassess.model.rules import Indicator, Measure, Scale

EXCUSED, UNDECIDED, RULED_OUT = -1, -2, -3
"""What stands instead of the place of a variant: the user says that the line does not apply, nobody can tell, a rule
says that it does not apply."""
_OUT: Final = -1
"""Rank of a row that does not count."""
_RANK: Final = np.array([0, 3, 1, 2])
"""Rank of a row by its state: a line takes the state of the row with the highest."""
_OF_RANK: Final = np.array([SCORED, NO_REFERENCE, UNDEFINED, UNANSWERED])


def variables(line: Indicator, rows: dict[str, Entity]) -> Iterator[type[Variable]]:
    """Give the variables of an indicator and of each of its variants."""
    yield made(f"variant_{line.id}", SITE, int, _variant(line))
    for place, variant in enumerate(line.variants):
        name = f"{line.id}_{place}"
        if variant.per is not None:
            yield from _row_variables(name, variant, rows[variant.per])
            yield made(f"{name}_state", SITE, int, _rows_state(name, variant))
            yield made(f"{name}_share", SITE, float, _rows_share(name, variant))
        else:
            yield made(f"{name}_value", SITE, float, _value(variant))
            yield made(f"{name}_state", SITE, int, _state(name, variant))
            yield made(f"{name}_share", SITE, float, _share(name, variant))
            if variant.scale.reference is not None:
                yield made(f"{name}_leading", SITE, float, _reference(variant.scale, "leading"))
                yield made(f"{name}_baseline", SITE, float, _reference(variant.scale, "baseline"))


def _variant(line: Indicator) -> Formulas:
    def formula(site: Any, period: Any) -> Any:
        lookup = of_site(site, period)
        found: Any = np.full(site.count, len(line.variants) - 1, dtype=np.int32)
        for place, variant in reversed(list(enumerate(line.variants))):
            if variant.when is not None:
                holds = truth(variant.when.tree, lookup)
                found = np.where(holds.yes, place, np.where(holds.no, found, UNDECIDED))
        if line.applies_when is not None:
            applies = truth(line.applies_when.tree, lookup)
            found = np.where(applies.yes, found, np.where(applies.no, RULED_OUT, UNDECIDED))
        return np.where(site(layout.excused_column(line.id), period), EXCUSED, found)

    return formula


def _value(variant: Measure) -> Formulas:
    """Work out the value of a variant: of a yes/no 1 or 0, of a choice the share of its level, else the number."""
    scale, tree = variant.scale, variant.formula.tree

    def formula(site: Any, period: Any) -> Floats:
        if scale.levels:
            answers = site(variant.formula.text, period)
            options = list(answers.possible_values)
            return np.array([np.nan, *(scale.levels.get(option.name, 0.0) for option in options[1:])])[answers]
        lookup = of_site(site, period)
        if scale.kind in {"yes_no", "case"}:
            holds = truth(tree, lookup)
            return np.where(holds.known, holds.yes, np.nan)
        return np.broadcast_to(number(tree, lookup), (site.count,))

    return formula


def _state(name: str, variant: Measure) -> Formulas:
    scale = variant.scale

    def formula(site: Any, period: Any) -> Any:
        value = site(f"{name}_value", period)
        found = np.where(np.isnan(value), UNANSWERED, np.where(np.isinf(value), UNDEFINED, SCORED))
        if scale.case is not None:
            found = np.where((value == 1) & ~site(scale.case, period), UNANSWERED, found)
        if scale.reference is not None:
            missing = np.isnan(site(f"{name}_leading", period))
            found = np.where((found == SCORED) & missing, NO_REFERENCE, found)
        return found

    return formula


def _reference(scale: Scale, edge: str) -> Formulas:
    """Find the value that was entered with its source, else that of the chosen row; missing where no pair counts."""
    name = scale.reference or ""

    def formula(site: Any, period: Any) -> Floats:
        leading, baseline = site(layout.leading_column(name), period), site(layout.baseline_column(name), period)
        usable = usable_pair(leading, baseline, scale.better) & site(layout.sourced_column(name), period)
        own: Floats = site(f"{edge}_{name}", period)
        if name not in five().book.tables:
            return np.where(usable, own, np.nan)
        published = usable_pair(site(f"row_leading_{name}", period), site(f"row_baseline_{name}", period), scale.better)
        return np.where(usable, own, np.where(published, site(f"row_{edge}_{name}", period), np.nan))

    return formula


def _share(name: str, variant: Measure) -> Formulas:
    scale = variant.scale

    def formula(site: Any, period: Any) -> Floats:
        value: Floats = site(f"{name}_value", period)
        if scale.reference is not None:
            return between(value, site(f"{name}_leading", period), site(f"{name}_baseline", period), scale.better)
        if scale.leading is not None and scale.baseline is not None:
            return between(value, np.float64(scale.leading), np.float64(scale.baseline), None)
        return on_steps(value, scale) if scale.steps else value

    return formula


def _row_variables(name: str, variant: Measure, entity: Entity) -> Iterator[type[Variable]]:
    ledger = five().book.ledgers[variant.per or ""]

    def value(rows: Any, period: Any) -> Floats:
        return number(variant.formula.tree, of_rows(ledger, rows, period))

    def weight(rows: Any, period: Any) -> Floats:
        return number(variant.weight.tree, of_rows(ledger, rows, period)) if variant.weight else np.ones(rows.count)

    def share(rows: Any, period: Any) -> Floats:
        figure: Floats = rows(f"{name}_row_value", period)
        if variant.scale.steps:
            return on_steps(figure, variant.scale)
        return between(figure, *_candidate(variant.scale, ledger, rows, period), variant.scale.better)

    def rank(rows: Any, period: Any) -> Any:
        found = np.where(np.isnan(rows(f"{name}_row_share", period)), NO_REFERENCE, SCORED)
        for figure in (rows(f"{name}_row_weight", period), rows(f"{name}_row_value", period)):
            found = np.where(np.isnan(figure), UNANSWERED, np.where(np.isinf(figure), UNDEFINED, found))
        if variant.where is None:
            return _RANK[found]
        counts = truth(variant.where.tree, of_rows(ledger, rows, period))
        return np.where(counts.no, _OUT, np.where(counts.yes, _RANK[found], _RANK[UNANSWERED]))

    yield made(f"{name}_row_value", entity, float, value)
    yield made(f"{name}_row_weight", entity, float, weight)
    yield made(f"{name}_row_share", entity, float, share)
    yield made(f"{name}_row_rank", entity, int, rank)


def _candidate(scale: Scale, ledger: Ledger, rows: Any, period: Any) -> tuple[Floats, Floats]:
    """Return the first pair of each row that counts; missing where none does."""
    lookup = of_rows(ledger, rows, period)
    found: tuple[Floats, Floats] = (np.full(rows.count, np.nan), np.full(rows.count, np.nan))
    for pair in reversed(scale.candidates):
        leading, baseline = number(pair.leading.tree, lookup), number(pair.baseline.tree, lookup)
        usable = usable_pair(leading, baseline, scale.better)
        source = ledger.column(pair.source)
        if source is not None and source.table is None:
            usable &= rows(f"{ledger.id}__{pair.source}", period)
        found = np.where(usable, leading, found[0]), np.where(usable, baseline, found[1])
    return found


def _rows_state(name: str, variant: Measure) -> Formulas:
    def formula(site: Any, period: Any) -> Any:
        rows = rows_of(site, variant.per or "")
        highest = np.full(site.count, _OUT, dtype=np.int32)
        ranks = rows(f"{name}_row_rank", period)
        np.maximum.at(highest, rows.site_of, ranks)
        found = np.where(highest == _OUT, UNANSWERED, _OF_RANK[highest])
        if variant.combine != "weighted":
            return found
        weights = np.where(ranks == _OUT, 0.0, rows(f"{name}_row_weight", period))
        whole = np.bincount(rows.site_of, weights=weights, minlength=site.count)
        negative = np.bincount(rows.site_of, weights=weights < 0, minlength=site.count)
        return np.where((found == SCORED) & ((whole <= 0) | (negative > 0)), UNDEFINED, found)

    return formula


def _rows_share(name: str, variant: Measure) -> Formulas:
    def formula(site: Any, period: Any) -> Floats:
        rows = rows_of(site, variant.per or "")
        out = rows(f"{name}_row_rank", period) == _OUT
        shares: Floats = rows(f"{name}_row_share", period)
        if variant.combine == "min":
            worst: Floats = np.full(site.count, np.inf, dtype=shares.dtype)
            np.minimum.at(worst, rows.site_of, np.where(out, np.inf, shares).astype(shares.dtype))
            return worst
        weights = np.where(out, 0.0, rows(f"{name}_row_weight", period))
        parts = np.where(out, 0.0, weights * shares)
        whole = np.bincount(rows.site_of, weights=weights, minlength=site.count)
        mean = np.bincount(rows.site_of, weights=parts, minlength=site.count) / whole
        return np.clip(mean, 0.0, 1.0)

    return formula
