"""Figures that listed enterprises published: what in them cannot be."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import fsum
from typing import NamedTuple

from gfassess.errors import GfassessError, did_you_mean
from gfassess.model.peers import Disclosure
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Measure
from gfassess.peers.registry import Registry, plain
from gfassess.quantity.units import Units, ratio, wanted
from gfassess.words import _


class Doubt(NamedTuple):
    """What is wrong with one figure."""

    number: int
    """Its place, from 0, in the file."""
    key: str
    message: str
    hint: str = ""
    refused: bool = True
    """Otherwise only a word to the reader."""


def doubts(figures: Sequence[Disclosure], book: Rulebook, registry: Registry) -> Iterator[Doubt]:
    """Go through everything that is wrong with the figures of one file."""
    names = {plain(name) for entry in registry.entries for name in (entry.peer.name, *entry.later.names)}
    swapped = dict(_swapped(figures, book.units))
    for index, one in enumerate(figures):
        if plain(one.peer) not in names:
            message = _("{name} is on no list at hand").format(name=one.peer)
            yield Doubt(index, "peer", message, did_you_mean(one.peer, (entry.name for entry in registry.entries)))
        yield from _unit(index, one, book)
        yield from _parts(index, one)
        if index in swapped:
            message = _("the figures of {year} and {other} look swapped: each fits the total and output of the other")
            yield Doubt(index, "year", message.format(year=one.year, other=figures[swapped[index]].year))
        else:
            yield from _intensity(index, one, book.units)
    yield from _between(figures)


def _unit(index: int, one: Disclosure, book: Rulebook) -> Iterator[Doubt]:
    """Find a figure of nothing known, or in a unit that measures something else."""
    units = units_of(book, one.of)
    if not units:
        known = [*book.facts, *book.totals, *_references(book)]
        message = _('"{name}" is no fact, reference or indicator').format(name=one.of)
        yield Doubt(index, "of", message, did_you_mean(one.of, known))
        return
    said = ""
    for unit in units:
        try:
            ratio(wanted(one.unit, book.units), wanted(unit, book.units), book.units)
        except GfassessError as error:
            said = error.problems[0].message
        else:
            return
    yield Doubt(index, "unit", said)


def units_of(book: Rulebook, name: str) -> tuple[str, ...]:
    """Return the units in which a fact, total, reference or indicator is asked for; none where there is no such one."""
    found = [book.facts[name].unit] if name in book.facts else []
    found += [book.totals[name][1].unit] if name in book.totals else []
    found += [measure.unit for ids, measure in _measures(book) if name in ids]
    return tuple(dict.fromkeys(found))


def _references(book: Rulebook) -> list[str]:
    return [name for ids, _measure in _measures(book) for name in ids]


def _measures(book: Rulebook) -> Iterator[tuple[tuple[str, ...], Measure]]:
    """Go through the ways to measure an indicator, with its id and the reference that it looks up."""
    for ruleset in book.rulesets.values():
        for head in ruleset.heads:
            for line in head.indicator:
                for measure in line.variants:
                    yield tuple(filter(None, (line.id, measure.scale.reference))), measure


def _parts(index: int, one: Disclosure) -> Iterator[Doubt]:
    """Find parts that do not add up to the value, beyond what rounding explains."""
    if not one.parts:
        return
    whole = fsum(one.parts)
    # Figures of one table have the same decimals; a number has lost its last zeros.
    spare = (len(one.parts) + 1) * min(map(_rounding, (one.value, *one.parts)))
    if abs(whole - one.value) > spare:
        message = _("the parts add up to {sum}, not to {value}")
        yield Doubt(index, "parts", message.format(sum=f"{whole:.12g}", value=f"{one.value:.12g}"))


def _intensity(index: int, one: Disclosure, units: Units) -> Iterator[Doubt]:
    """Find a figure per unit of output that contradicts the total and the output beside it."""
    if (one.total is None) != (one.output is None):
        yield Doubt(index, "output" if one.output is None else "total", _("total and output are given together"))
        return
    if one.total is None or one.output is None:
        return
    if one.output == 0:
        yield Doubt(index, "output", _("the output is 0: nothing can be divided by it"))
        return
    try:
        worked_out = _worked_out(one, units)
    except GfassessError as error:
        yield Doubt(index, "unit", error.problems[0].message)
        return
    if not _fits(one, worked_out, one):
        message = _("total by output is {worked_out} {unit}, the figure says {value}")
        words = message.format(worked_out=f"{worked_out:.6g}", unit=one.unit, value=f"{one.value:.12g}")
        yield Doubt(index, "value", words)


def _worked_out(one: Disclosure, units: Units) -> float:
    """Return total by output in the unit of the figure; raise GfassessError where the units do not fit."""
    quotient = f"{one.total_unit}/{one.output_unit}"
    factor = ratio(wanted(quotient, units), wanted(one.unit, units), units)
    return float(Fraction(str(one.total)) / Fraction(str(one.output)) * factor)


def _fits(one: Disclosure, worked_out: float, of: Disclosure) -> bool:
    """Tell whether a value is what total and output of a figure come to, beyond rounding of all three."""
    total, output = of.total or 0.0, of.output or 1.0
    share = (_rounding(total) / abs(total) if total else 0.0) + _rounding(output) / abs(output)
    return abs(worked_out - one.value) <= _rounding(one.value) + abs(worked_out) * share


def _swapped(figures: Sequence[Disclosure], units: Units) -> Iterator[tuple[int, int]]:
    """Find pairs of years of which each figure fits the total and output of the other, and not its own."""
    came_to: dict[int, float] = {}
    for index, one in enumerate(figures):
        if one.total is not None and one.output:
            try:
                came_to[index] = _worked_out(one, units)
            except GfassessError:
                continue
    wrong = [index for index, value in came_to.items() if not _fits(figures[index], value, figures[index])]
    for index in wrong:
        one = figures[index]
        for other in wrong:
            two = figures[other]
            same = _subject(one) == _subject(two) and one.year != two.year and one.unit == two.unit
            if same and _fits(one, came_to[other], two) and _fits(two, came_to[index], one):
                yield index, other


def _between(figures: Sequence[Disclosure]) -> Iterator[Doubt]:
    """Find figures that contradict each other: two sources with the years crosswise, site and group alike."""
    by: dict[tuple[str, ...], dict[int, dict[str, tuple[int, float]]]] = {}
    for index, one in enumerate(figures):
        years = by.setdefault((*_subject(one), one.unit), {})
        years.setdefault(one.year, {})[str(one.source)] = (index, one.value)
    for years in by.values():
        yield from _crosswise(years)
    yield from _alike(figures)


def _crosswise(years: Mapping[int, Mapping[str, tuple[int, float]]]) -> Iterator[Doubt]:
    for year, sources in years.items():
        for source, (index, value) in sources.items():
            others = {name: figure[1] for name, figure in sources.items() if name != source and figure[1] != value}
            for name, theirs in others.items():
                crossed = [
                    other
                    for other, figures in years.items()
                    if other != year
                    and {source, name} <= figures.keys()
                    and figures[source][1] == theirs
                    and figures[name][1] == value
                ]
                if crossed:
                    message = _("the figures of {year} and {other} look swapped beside those of {source}")
                    yield Doubt(index, "year", message.format(year=year, other=crossed[0], source=name))
                else:
                    message = _("{source} says {value} of the same year")
                    yield Doubt(index, "value", message.format(source=name, value=f"{theirs:.12g}"), refused=False)


def _alike(figures: Sequence[Disclosure]) -> Iterator[Doubt]:
    """Find a figure that is called that of a site and that of a group."""
    groups = {(plain(one.peer), one.of, one.year, one.unit, one.value) for one in figures if one.scope == "group"}
    for index, one in enumerate(figures):
        if one.scope == "site" and (plain(one.peer), one.of, one.year, one.unit, one.value) in groups:
            message = _("the same figure stands for the group too: is it really that of the site?")
            yield Doubt(index, "scope", message, refused=False)


def _subject(one: Disclosure) -> tuple[str, ...]:
    return plain(one.peer), one.of, one.scope


def _rounding(value: float) -> float:
    """Return how far a printed figure may be from the exact one: half of its last place."""
    exponent = Decimal(repr(value)).as_tuple().exponent
    places = exponent if isinstance(exponent, int) else 0
    # 12.0 was read from 12 or 12.0; what is printed without decimals is taken as whole.
    return 0.5 * 10.0 ** (0 if value.is_integer() else places)
