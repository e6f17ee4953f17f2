"""Cells and columns that several tables of a paper about many assessments share."""

from collections.abc import Callable, Iterator
from typing import Final

from gfassess.explain import share_words, state_words
from gfassess.fleet.losses import OPEN, Line
from gfassess.fleet.summary import Spread
from gfassess.model.rules import Ruleset
from gfassess.report import figures
from gfassess.report.fleet_words import count_words, line_title
from gfassess.report.paper.blocks import Cell, Column, Row
from gfassess.words import _

WIDE: Final = 3
"""Weight of a column of figures: room for the words of its head."""


def count(sites: int) -> Cell:
    """Return a number of sites."""
    return Cell(count_words(sites), sites)


def figure(points: float | None) -> Cell:
    """Return points, or that there are none."""
    return Cell("-") if points is None else Cell(figures.points(points), points)


def share(part: float | None) -> Cell:
    """Return a part of a whole, 0 to 1, or that there is none."""
    return Cell("-") if part is None else Cell(share_words(part), part)


def spread_columns(of: str) -> Iterator[Column]:
    """Go through the columns of how a figure is spread; the first head says which figure it is."""
    yield Column("least", _("{title}: {value}").format(title=of, value=_("least")), "right", WIDE)
    heads = (("lower", "25 %"), ("median", _("median")), ("upper", "75 %"), ("most", _("most")))
    yield from (Column(name, title, "right", WIDE) for name, title in heads)


def spread(found: Spread, cell: Callable[[float], Cell]) -> Iterator[Cell]:
    """Go through the cells of the same columns."""
    yield from map(cell, (found.least, found.lower, found.median, found.upper, found.most))


def line_columns(rules: Ruleset) -> tuple[Column, ...]:
    """Return the columns of a table of indicators."""
    return (
        Column("indicator", _("Indicator"), weight=7),
        Column("scored", _("Scored"), "right", WIDE),
        Column("share", _("Share"), "right", WIDE),
        *((Column("points", _("Points within reach"), "right", WIDE),) if rules.weighted else ()),
        Column("lost", _("Lost"), "right", WIDE),
        Column("waiting", _("still open"), "right", WIDE),
        *(Column(state, state_words(state), "right", WIDE + 1) for state in OPEN),
        Column("not_applicable", _("not applicable"), "right", WIDE + 1),
    )


def line_row(rules: Ruleset, line: Line) -> Row:
    """Return the row of an indicator in such a table."""
    scored = line.count("scored")
    reach = (figure(line.reachable("scored") / scored if scored else None),) if rules.weighted else ()
    return Row(
        (
            Cell(line_title(rules, line.id)),
            count(scored),
            share(line.share),
            *reach,
            figure(line.lost),
            figure(line.open),
            *(count(line.count(state)) for state in OPEN),
            count(line.count("not_applicable")),
        )
    )
