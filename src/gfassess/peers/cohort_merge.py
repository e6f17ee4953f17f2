"""Joining cohorts of different sites, as far as that is exact."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from gfassess.errors import GfassessError
from gfassess.model.cohort import Cell, CohortFile, Figure, GateCount
from gfassess.peers.cohort import Subject, figure_of, rounded
from gfassess.words import _

Place: TypeAlias = tuple[int, str]


class Dropped(NamedTuple):
    """What a joined figure lacks, for it does not follow from the parts."""

    year: int
    division: str
    kind: str
    id: str


def merge(
    first: CohortFile, second: CohortFile, name: str, *, disjoint: bool = False
) -> tuple[CohortFile, tuple[Dropped, ...]]:
    """Return both cohorts as one called `name`, with what had to be dropped.

    Raises GfassessError where it would not be true. `disjoint` is the word of the user that no site is in both.
    """
    _require(first, second, disjoint=disjoint)
    mine, theirs = _cells(first), _cells(second)
    dropped: list[Dropped] = []
    cells: list[Cell] = []
    for place in sorted({*mine, *theirs}):
        one, other = mine.get(place), theirs.get(place)
        cells += [_cell(one, other, dropped)] if one and other else [cell for cell in (one, other) if cell]
    changed = {
        "id": name,
        "title": " + ".join(dict.fromkeys((first.title, second.title))),
        "parts": (*_parts(first), *_parts(second)),
        "illustrative": first.illustrative or second.illustrative,
        "remark": _told(first.remark, second.remark),
        "statement": _told(first.statement, second.statement),
        "cell": tuple(cells),
    }
    return first.model_copy(update=changed), tuple(dropped)


def _require(first: CohortFile, second: CohortFile, *, disjoint: bool) -> None:
    terms = [(one.ruleset, one.version, one.rules) for one in (first, second)]
    if terms[0] != terms[1]:
        message = _("the sites of these two were scored by different rules, so their figures do not join")
        raise GfassessError.of(message, file=second.id, hint=_("build both anew with the same rules"))
    if first.digits != second.digits:
        raise GfassessError.of(_("the figures of these two are rounded differently"), file=second.id)
    if twice := {first.id, *_parts(first)} & {second.id, *_parts(second)}:
        message = _('the cohort "{cohort}" is in both, so its sites would count twice')
        raise GfassessError.of(message.format(cohort=min(twice)), file=second.id)
    if not disjoint and _cells(first).keys() & _cells(second).keys():
        message = _("both have figures of the same division and year, and a site may be in both")
        hint = _("say --disjoint if you know that no site is in both")
        raise GfassessError.of(message, file=second.id, hint=hint)


def _parts(cohort: CohortFile) -> tuple[str, ...]:
    return cohort.parts or (cohort.id,)


def _cells(cohort: CohortFile) -> dict[Place, Cell]:
    return {(cell.year, cell.division): cell for cell in cohort.cell}


def _cell(one: Cell, other: Cell, dropped: list[Dropped]) -> Cell:
    return Cell(
        division=one.division,
        year=one.year,
        figure=tuple(_figures(one, other, dropped)),
        gate=tuple(_gates(one.gate, other.gate)),
    )


def _figures(one: Cell, other: Cell, dropped: list[Dropped]) -> Iterator[Figure]:
    theirs = {figure.key: figure for figure in other.figure}
    for figure in one.figure:
        partner = theirs.pop(figure.key, None)
        if partner is None:
            yield figure
            continue
        joined = _figure(figure, partner)
        if joined.best is None:
            dropped.append(Dropped(one.year, one.division, *figure.key))
        yield joined
    yield from theirs.values()


def _figure(one: Figure, other: Figure) -> Figure:
    """Return the figure of both: all of it from the values of both, without them what adds up."""
    subject = Subject(one.kind, one.id, one.unit, one.better)
    if subject != (other.kind, other.id, other.unit, other.better):
        message = _('"{name}" has another unit or direction in the other cohort').format(name=one.id or one.kind)
        raise GfassessError.of(message)
    if one.values and other.values:
        return figure_of(subject, (*one.values, *other.values), with_values=True)
    n = one.n + other.n
    mean = rounded(math.fsum((one.mean * (one.n / n), other.mean * (other.n / n))))
    return Figure(kind=one.kind, id=one.id, unit=one.unit, better=one.better, n=n, mean=mean)


def _gates(mine: Sequence[GateCount], theirs: Sequence[GateCount]) -> Iterator[GateCount]:
    others = {count.id: count for count in theirs}
    for count in mine:
        other = others.pop(count.id, None)
        yield (
            count
            if other is None
            else GateCount(
                id=count.id,
                passed=count.passed + other.passed,
                failed=count.failed + other.failed,
                unknown=count.unknown + other.unknown,
            )
        )
    yield from others.values()


def _told(one: str, other: str) -> str:
    return "\n".join(dict.fromkeys(text for text in (one, other) if text))
