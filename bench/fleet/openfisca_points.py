"""The points of the OpenFisca rival: what lines that do not apply pass on, criteria, total, verdict."""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

import numpy as np
from openfisca_core.variables import Variable

from bench.fleet.openfisca_base import NOT_APPLICABLE, SCORED, SITE, UNANSWERED, Formulas, made
from bench.fleet.openfisca_lines import EXCUSED, RULED_OUT, UNDECIDED
from bench.fleet.openfisca_numbers import Bools, Floats
from bench.fleet.rival_inputs import five, rests_on
from gfassess.fleet import layout, results
from gfassess.model.rules import Criterion, Indicator

_PROVED = "proved_"
"""Before the names of what is worked out as if lines without proof were open."""


def variables() -> Iterator[type[Variable]]:
    """Give the variables from the states of the lines to the verdict."""
    heads = five().rules.heads
    for head in heads:
        for line in head.indicator:
            yield made(results.state_column(line.id), SITE, int, _state(line))
            yield made(f"share_{line.id}", SITE, float, _share(line))
            yield made(results.lacking_column(line.id), SITE, bool, _lacking(line))
            yield made(results.points_column(line.id), SITE, float, _points(head, line))
            yield made(results.got_column(line.id), SITE, float, _got(head, line, ""))
            yield made(f"{_PROVED}got_{line.id}", SITE, float, _got(head, line, _PROVED))
        for reading in ("", _PROVED):
            yield made(f"{reading}live_{head.id}", SITE, float, _live(head, reading))
            yield made(f"{reading}factor_{head.id}", SITE, float, _factor(head, reading))
        for part in ("points", *results.TOTAL):
            yield made(results.criterion_column(head.id, part), SITE, float, _criterion(head, part))
    for part in results.TOTAL:
        yield made(part, SITE, float, _total(part))
    for reading in ("", _PROVED):
        yield made(f"{reading}kept", SITE, float, _kept(reading))
    yield made(results.VERDICT, SITE, int, _verdict)


def _state(line: Indicator) -> Formulas:
    def formula(site: Any, period: Any) -> Any:
        variant = site(f"variant_{line.id}", period)
        found = site(f"{line.id}_{len(line.variants) - 1}_state", period)
        for place in range(len(line.variants) - 1):
            found = np.where(variant == place, site(f"{line.id}_{place}_state", period), found)
        found = np.where(variant == UNDECIDED, UNANSWERED, found)
        return np.where((variant == EXCUSED) | (variant == RULED_OUT), NOT_APPLICABLE, found)

    return formula


def _share(line: Indicator) -> Formulas:
    def formula(site: Any, period: Any) -> Floats:
        variant = site(f"variant_{line.id}", period)
        found: Floats = site(f"{line.id}_{len(line.variants) - 1}_share", period)
        for place in range(len(line.variants) - 1):
            found = np.where(variant == place, site(f"{line.id}_{place}_share", period), found)
        return found

    return formula


def _lacking(line: Indicator) -> Formulas:
    def formula(site: Any, period: Any) -> Bools:
        def unproved(names: tuple[str, ...]) -> Any:
            return reduce(or_, (site(layout.unproved_column(name), period) for name in names), np.False_)

        variant, state = site(f"variant_{line.id}", period), site(results.state_column(line.id), period)
        found = np.where(variant == EXCUSED, site(layout.doubted_column(line.id), period), np.False_)
        if line.applies_when is not None:
            found = np.where(variant == RULED_OUT, unproved(rests_on(line, None)), found)
        for place, one in enumerate(line.variants):
            found = np.where(variant == place, unproved(rests_on(line, one)), found)
        return found & ((state == SCORED) | (state == NOT_APPLICABLE))

    return formula


def _live(head: Criterion, reading: str) -> Formulas:
    """Add up the points of the lines that apply."""

    def formula(site: Any, period: Any) -> Floats:
        whole: Floats = np.zeros(site.count)
        for line in head.indicator:
            applies = site(results.state_column(line.id), period) != NOT_APPLICABLE
            if reading:
                applies |= site(results.lacking_column(line.id), period)
            whole += applies * line.points
        return whole

    return formula


def _kept(reading: str) -> Formulas:
    """Add up the points of the criteria in which a line applies."""
    heads = five().rules.heads

    def formula(site: Any, period: Any) -> Any:
        return sum((site(f"{reading}live_{head.id}", period) > 0) * (head.points or 0.0) for head in heads)

    return formula


def _factor(head: Criterion, reading: str) -> Formulas:
    points, whole = head.points or 0.0, five().rules.points

    def formula(site: Any, period: Any) -> Floats:
        live = site(f"{reading}live_{head.id}", period)
        return np.where(live > 0, (points / live) * (whole / site(f"{reading}kept", period)), 0.0)

    return formula


def _points(head: Criterion, line: Indicator) -> Formulas:
    def formula(site: Any, period: Any) -> Floats:
        applies = site(results.state_column(line.id), period) != NOT_APPLICABLE
        return np.where(applies, line.points * site(f"factor_{head.id}", period), 0.0)

    return formula


def _got(head: Criterion, line: Indicator, reading: str) -> Formulas:
    def formula(site: Any, period: Any) -> Floats:
        scored = site(results.state_column(line.id), period) == SCORED
        if reading:
            scored &= ~site(results.lacking_column(line.id), period)
        share = site(f"share_{line.id}", period)
        return np.where(scored, share * (line.points * site(f"{reading}factor_{head.id}", period)), 0.0)

    return formula


def _criterion(head: Criterion, part: str) -> Formulas:
    def formula(site: Any, period: Any) -> Any:
        return sum(_part(line, part, site, period) for line in head.indicator)

    return formula


def _part(line: Indicator, part: str, site: Any, period: Any) -> Any:
    match part:
        case "points":
            return site(results.points_column(line.id), period)
        case "low":
            return site(results.got_column(line.id), period)
        case "high":
            settled = site(results.state_column(line.id), period) == SCORED
            return np.where(
                settled, site(results.got_column(line.id), period), site(results.points_column(line.id), period)
            )
        case _:
            return site(f"{_PROVED}got_{line.id}", period)


def _total(part: str) -> Formulas:
    def formula(site: Any, period: Any) -> Any:
        return sum(site(results.criterion_column(head.id, part), period) for head in five().rules.heads)

    return formula


def _verdict(site: Any, period: Any) -> Any:
    _, rules = five()
    gates = [site(results.gate_column(gate.id), period) for gate in rules.gates]
    states = [site(results.state_column(line.id), period) for head in rules.heads for line in head.indicator]
    settled = np.logical_and.reduce([(state == SCORED) | (state == NOT_APPLICABLE) for state in states])
    scored = np.logical_or.reduce([state == SCORED for state in states])
    passed = np.logical_and.reduce([gate == 0 for gate in gates])
    failed = np.logical_or.reduce([gate == 1 for gate in gates])
    return np.where(failed, 0, np.where(passed & settled & scored, 2, 1))
