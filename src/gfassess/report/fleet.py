"""What many assessments come to, for a plain terminal: tables of text, no colour."""

from collections.abc import Iterator, Sequence
from typing import Final

from gfassess.explain import department_words, share_words, state_words
from gfassess.fleet.losses import OPEN, Line, most_lost, most_open
from gfassess.fleet.summary import Group, Spread
from gfassess.quantity import write_number
from gfassess.report import figures
from gfassess.report.columns import pad, widest, wrapped
from gfassess.report.fleet_grid import bar, grid, grid_with_strips
from gfassess.report.fleet_words import (
    Fleet,
    about,
    bin_words,
    blocked_words,
    count_words,
    department_of,
    division_title,
    gate_title,
    invented_words,
    line_title,
    lost_words,
    notes,
    open_words,
    part_words,
    question_title,
    region_title,
    stake_words,
)
from gfassess.report.strips import DRAWN, PLAIN
from gfassess.words import _, ngettext

SIGNS: Final = "".join(DRAWN) + "█"
"""What is drawn where the terminal has it."""
_BAR: Final = 40
_FIRST: Final = 10
"""Lines and questions that are shown of all sites together."""
_FIRST_OF_REGION: Final = 3
_WIDE: Final = 96
"""Cells from which on there is room for all figures of a spread."""
_INDENT: Final = "  "


def fleet_lines(fleet: Fleet, width: int = 80, *, ascii_only: bool = False) -> Iterator[str]:
    """Go through the lines of a report of many assessments, at most `width` cells wide where words allow it."""
    yield from _head(fleet, width)
    if not fleet.sites:
        return
    if fleet.rules.weighted:
        yield from _bins(fleet, ascii_only=ascii_only)
        yield from _criteria(fleet, width, ascii_only=ascii_only)
    else:
        yield from _lines(fleet, width)
    found = fleet.found
    divisions = [(division_title(fleet.book, group.id), group) for group in found.divisions]
    regions = [(region_title(group.id), group) for group in found.regions]
    yield from ("", _("By division (GB/T 4754)"))
    yield from _groups(fleet, _("Division"), divisions, width, ascii_only=ascii_only)
    yield from ("", _("By province"))
    yield from _groups(fleet, _("Province"), regions, width, ascii_only=ascii_only)
    yield from _gates(fleet, width)
    yield from _losses(fleet, width)
    yield from _missing(fleet, width)


def _head(fleet: Fleet, width: int) -> Iterator[str]:
    if invented := invented_words(fleet.found):
        yield from wrapped(invented, width)
    rows = [(name, value) for _id, name, value in about(fleet)]
    room = widest(name for name, _value in rows) + 2
    for name, value in rows:
        first, *rest = wrapped(value, width - room)
        yield pad(name, room) + first
        yield from (" " * room + line for line in rest)
    for text in notes(fleet):
        yield from wrapped(text, width)


def _bins(fleet: Fleet, *, ascii_only: bool) -> Iterator[str]:
    """Go through the bars of how totals are spread."""
    bins = fleet.found.bins
    yield from ("", _("How many sites have how many points for sure"))
    titles = [bin_words(place, fleet.rules) for place in range(len(bins))]
    room, most = widest(titles), max(bins)
    figure = widest(map(count_words, bins))
    for title, sites in zip(titles, bins, strict=True):
        count = f"{count_words(sites):>{figure}}  {part_words(sites, fleet.sites):>7}"
        drawn = bar(sites / most, _BAR, "#" if ascii_only else "█")
        yield f"{_INDENT}{title:>{room}}  {count}  {drawn}".rstrip()


def _criteria(fleet: Fleet, width: int, *, ascii_only: bool) -> Iterator[str]:
    """Go through the criteria: means in points, and how the share is spread."""
    titles = {head.id: str(head.title) for head in fleet.rules.heads}
    yield from ("", _("By criterion: means in points; then how the share reached is spread, in %"))
    heads = [_("Criterion"), _("of"), _("sure"), _("proved"), *_spread_heads(width)]
    rows = [
        (
            [
                titles[one.id],
                *(write_number(value, 1) for value in (one.points, one.low, one.evidenced)),
                *_spread_cells(Spread(*(value * 100 for value in one.share)), width),
            ],
            Spread(*(value * 100 for value in one.share)),
        )
        for one in fleet.found.criteria
    ]
    yield from grid_with_strips(heads, rows, 100, width, PLAIN if ascii_only else DRAWN)


def _spread_heads(width: int) -> tuple[str, ...]:
    """Return the heads of figures of a spread; where there is little room, the strip alone shows the middle half."""
    if width < _WIDE:
        return _("least"), _("median"), _("most")
    return _("least"), "25 %", _("median"), "75 %", _("most")


def _spread_cells(spread: Spread, width: int) -> Iterator[str]:
    middle = (spread.median,) if width < _WIDE else (spread.lower, spread.median, spread.upper)
    yield from (write_number(value, 1) for value in (spread.least, *middle, spread.most))


def _groups(
    fleet: Fleet, title: str, groups: Sequence[tuple[str, Group]], width: int, *, ascii_only: bool
) -> Iterator[str]:
    """Go through divisions or provinces, each with its sites and how their totals are spread."""
    if not fleet.rules.weighted:
        heads = [title, _("Sites"), _("Blocked"), _("Open"), _("Complete")]
        yield from grid(
            heads, [[name, count_words(one.sites), *map(count_words, one.verdicts)] for name, one in groups], width
        )
        return
    heads = [title, _("Sites"), *_spread_heads(width), _("proved")]
    rows = [
        ([name, count_words(one.sites), *_spread_cells(one.low, width), write_number(one.evidenced.median, 1)], one.low)
        for name, one in groups
        if one.low is not None and one.evidenced is not None
    ]
    signs = PLAIN if ascii_only else DRAWN
    yield from grid_with_strips(heads, rows, fleet.rules.points, width, signs)
    said = (
        (signs.axis, _("least to most")),
        (f"{signs.first}{signs.box}{signs.last}", _("middle half")),
        (signs.median, _("median")),
    )
    yield "  ".join(f"{sign} {words}" for sign, words in said)
    yield from wrapped(_("Points for sure; proved: the median with evidence in date."), width)


def _lines(fleet: Fleet, width: int) -> Iterator[str]:
    """Go through the indicators of a rule set without weights, each by its own share."""
    yield from ("", _("By indicator: the mean share where it is scored"))
    heads = [_("Indicator"), _("Share"), _("Scored"), _("still open"), _("not applicable")]
    rows = [
        [
            line_title(fleet.rules, line.id),
            "-" if line.share is None else share_words(line.share),
            count_words(line.count("scored")),
            count_words(sum(map(line.count, OPEN))),
            count_words(line.count("not_applicable")),
        ]
        for line in fleet.found.lines
    ]
    yield from grid(heads, rows, width)


def _gates(fleet: Fleet, width: int) -> Iterator[str]:
    """Go through the gates, those that block most first."""
    if not fleet.found.gates:
        return
    yield from ("", _("Gates: whom they block"))
    gates = sorted(fleet.found.gates, key=lambda gate: (-gate.failed, -gate.unknown))
    heads = [_("Gate"), _("failed"), _("of all"), _("only this one"), _("not answered"), _("of all")]
    rows = [
        [
            gate_title(fleet.rules, gate.id),
            count_words(gate.failed),
            part_words(gate.failed, fleet.sites),
            count_words(gate.alone),
            count_words(gate.unknown),
            part_words(gate.unknown, fleet.sites),
        ]
        for gate in gates
    ]
    yield from grid(heads, rows, width)
    for name, value in blocked_words(fleet):
        yield _("{title}: {value}").format(title=name, value=value)


def _losses(fleet: Fleet, width: int) -> Iterator[str]:
    """Go through where points are lost and where they are open: all sites together, then province by province."""
    found = fleet.found
    yield from ("", *wrapped(lost_words(fleet.rules), width))
    yield from _lost(fleet, found.lines, _FIRST, width)
    yield from ("", *wrapped(open_words(fleet.rules), width))
    yield from _open(fleet, found.lines, width)
    if len(found.by_region) > 1:
        yield from ("", _("Where most is lost, by province"))
        for name, lines in found.by_region.items():
            sites = sum(lines[0].sites)
            count = ngettext("{count} site", "{count} sites", sites).format(count=count_words(sites))
            yield _("{title} ({count})").format(title=region_title(name), count=count)
            yield from (f"{_INDENT}{line}" for line in _lost(fleet, lines, _FIRST_OF_REGION, width - 2, bare=True))
            if waiting := most_open(lines)[:_FIRST_OF_REGION]:
                said = (f"{line_title(fleet.rules, one.id)} {figures.points(one.open)}" for one in waiting)
                yield from wrapped(_("still open: {text}").format(text=_("; ").join(said)), width, _INDENT)


def _lost(fleet: Fleet, lines: Sequence[Line], most: int, width: int, *, bare: bool = False) -> Iterator[str]:
    heads = [_("Indicator"), _("lost"), _("of"), _("Sites")]
    rows = [
        [
            line_title(fleet.rules, line.id),
            figures.points(line.lost or 0.0),
            figures.points(line.reachable("scored") / line.count("scored")),
            count_words(line.count("scored")),
        ]
        for line in most_lost(lines)[:most]
    ]
    if not rows:
        yield _("nothing is lost")
        return
    first, *rest = grid(heads, rows, width)
    yield from rest if bare else (first, *rest)


def _open(fleet: Fleet, lines: Sequence[Line], width: int) -> Iterator[str]:
    heads = [_("Indicator"), _("still open"), *map(state_words, OPEN)]
    rows = [
        [
            line_title(fleet.rules, line.id),
            figures.points(line.open),
            *(count_words(line.count(state)) for state in OPEN),
        ]
        for line in most_open(lines)[:_FIRST]
    ]
    yield from grid(heads, rows, width) if rows else [_("no points are open")]


def _missing(fleet: Fleet, width: int) -> Iterator[str]:
    """Go through the questions that are most often not answered."""
    missing = fleet.found.missing
    yield from ("", _("Most often not answered"))
    if not missing:
        yield _("no answer is missing")
        return
    heads = [_("Question"), _("Department"), _("Sites"), _("of all"), _("at stake")]
    rows = [
        [
            question_title(fleet.book, one.id),
            department_words(department_of(fleet.book, one.id)),
            *(count_words(one.sites), part_words(one.sites, fleet.sites), figures.points(one.stake)),
        ]
        for one in missing[:_FIRST]
    ]
    yield from grid(heads, rows, width)
    if (more := len(missing) - _FIRST) > 0:
        yield _("and {count} more").format(count=more)
    yield from wrapped(stake_words(fleet.rules), width)
