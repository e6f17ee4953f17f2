"""Figures that listed firms published of single sites, beside one's own; those of a group never enter."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from gfassess.errors import GfassessError
from gfassess.model.cohort import LEAST, Figure
from gfassess.model.peers import Disclosure
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Better, Scale
from gfassess.model.scorecard import Score, Scorecard
from gfassess.peers.cohort import Subject, figure_of
from gfassess.peers.disclosures import doubts
from gfassess.peers.registry import Listed, Registry, plain
from gfassess.peers.standing import Standing, place_of
from gfassess.quantity.units import Units, ratio, wanted


class Disclosed(NamedTuple):
    """What firms published of the lines of one scorecard."""

    own: tuple[Standing, ...] = ()
    refused: int = 0
    """Figures at hand that cannot be right, and count nowhere."""


def published(found: Iterable[Listed], registry: Registry, card: Scorecard, book: Rulebook, year: int) -> Disclosed:
    """Return the standing among those firms of the own trade that published a figure of one site, line by line.

    Of each firm the latest figure counts that is not after the reporting year.
    """
    if not registry.published:
        return Disclosed()
    figures = tuple(one for file in registry.files for one in file.disclosure)
    refused = {figures[doubt.number] for doubt in doubts(figures, book, registry) if doubt.refused}
    latest: dict[tuple[str, str], Disclosure] = {}
    for one in found:
        for figure in registry.figures(one.entry) if one.same_division else ():
            key = (plain(one.entry.name), figure.of)
            known = latest.get(key)
            if figure.scope == "site" and figure.year <= year and figure not in refused:
                latest[key] = figure if known is None or known.year < figure.year else known
    return Disclosed(tuple(_standings(latest, card, book.units)), len(refused))


def _standings(latest: Mapping[tuple[str, str], Disclosure], card: Scorecard, units: Units) -> Iterator[Standing]:
    for line in card.scores:
        subject = _subject(line)
        if subject is None or not isinstance(line.value, float | int):
            continue
        values: dict[str, float] = {}
        for (firm, of), one in latest.items():
            if of in {subject.id, line.indicator.id} and (value := _in_unit(one, subject.unit, units)) is not None:
                values[firm] = value
        if values:
            figure, own = _figure(subject, list(values.values())), float(line.value)
            yield Standing(subject, own, own, figure, place_of(figure, own), line)


def _subject(line: Score) -> Subject | None:
    """Return what a line measures; None where it is no figure of the whole site."""
    measure = line.measure
    if measure is None or measure.per is not None or isinstance(line.value, bool):
        return None
    better = _better(measure.scale)
    if better is None:
        return None
    return Subject("reference", measure.scale.reference or line.indicator.id, measure.unit, better)


def _better(scale: Scale) -> Better | None:
    match scale.kind:
        case "steps":
            return "lower" if scale.at_most else "higher"
        case "fixed" if scale.leading is not None and scale.baseline is not None:
            return "higher" if scale.leading > scale.baseline else "lower"
        case _:
            return scale.better


def _in_unit(one: Disclosure, unit: str, units: Units) -> float | None:
    try:
        factor = ratio(wanted(one.unit, units), wanted(unit, units), units)
    except GfassessError:
        return None
    return float(Fraction(str(one.value)) * factor)


def _figure(subject: Subject, values: list[float]) -> Figure:
    """Return the figure of some firms; of few no more than what they published and its mean."""
    figure = figure_of(subject, values, with_values=True)
    if figure.n >= LEAST:
        return figure
    return figure.model_copy(update={"q1": None, "median": None, "q3": None, "best": None})
