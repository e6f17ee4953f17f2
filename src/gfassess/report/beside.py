"""One assessment under several rule sets: the scorecards side by side, lines of one matter in one row."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from gfassess.explain import alone_words, gate_words, points_words, state_words
from gfassess.model.assessment import Assessment
from gfassess.model.scorecard import CriterionScore, Score, Scorecard
from gfassess.plan.lines import Named, Spot, groups
from gfassess.quantity import write_number
from gfassess.report import figures
from gfassess.report.columns import pad, pad_left, widest, wrapped
from gfassess.report.text import factory_lines, verdict_text
from gfassess.words import _

_LEAST: Final = 24
"""Cells of a title beside the figures; rule sets that leave less stand below the others, in a table of their own."""
_GAP: Final = 2
"""Cells before each column."""
_NOTHING: Final = "-"


class _Row(NamedTuple):
    title: str
    cells: tuple[str, ...]
    """One a rule set; none for a heading."""


def beside_lines(
    assessment: Assessment, scorecards: Sequence[Scorecard], width: int = 80, lost: str = ""
) -> Iterator[str]:
    """Go through totals, criteria, gates and indicators of several rule sets; `lost` is said of the evidence."""
    yield from factory_lines(assessment, width)
    for card in scorecards:
        rules = card.ruleset
        said = _("{title} ({id} {version}, in force from {day})")
        text = said.format(title=rules.title, id=rules.id, version=rules.version, day=rules.in_force.isoformat())
        yield ""
        yield from wrapped(text, width)
        yield from wrapped(_("Verdict: {text}").format(text=verdict_text(card)), width, "  ")
        if weights := alone_words() if card.total is None else str(rules.weights_note or ""):
            yield from wrapped(weights, width, "  ")
    for group in _fitting(scorecards, width):
        yield ""
        yield from _table(_rows(group), width)
    if lost:
        yield from wrapped(lost, width)
    for card in scorecards:
        if card.ruleset.note is not None:
            yield ""
            yield from wrapped(_("{title}: {value}").format(title=card.ruleset.id, value=card.ruleset.note), width)


def _rows(scorecards: Sequence[Scorecard]) -> list[_Row]:
    heads = _Row("", tuple(card.ruleset.id for card in scorecards))
    return [heads, *_totals(scorecards), *_criteria(scorecards), *_gates(scorecards), *_lines(scorecards)]


def _fitting(scorecards: Sequence[Scorecard], width: int) -> Iterator[Sequence[Scorecard]]:
    """Go through the rule sets in groups that leave room for titles; one alone is a group however wide it is."""
    first, used = 0, 0
    for place, room in enumerate(_rooms(_rows(scorecards))):
        if place > first and used + room + _LEAST > width:
            yield scorecards[first:place]
            first, used = place, 0
        used += room
    yield scorecards[first:]


def _rooms(rows: Sequence[_Row]) -> list[int]:
    """Return the cells of each column with the gap before it."""
    return [widest(column) + _GAP for column in zip(*(row.cells for row in rows if row.cells), strict=True)]


def _table(rows: Sequence[_Row], width: int) -> Iterator[str]:
    rooms = _rooms(rows)
    left = width - sum(rooms)
    for row in rows:
        if not row.cells:
            yield ""
            yield from wrapped(row.title, width)
            continue
        right = "".join(pad_left(cell, room) for cell, room in zip(row.cells, rooms, strict=True))
        first, *rest = wrapped(row.title, left - 2) if left >= _LEAST else ["", *wrapped(row.title, width)]
        yield from rest if left < _LEAST and row.title else ()
        yield pad(first, max(left, 0)) + right
        yield from (f"  {line}" for line in rest) if left >= _LEAST else ()


def _totals(scorecards: Sequence[Scorecard]) -> Iterator[_Row]:
    totals = [card.total for card in scorecards]
    points = [_short(card.ruleset.points) for card in scorecards]
    whole = (_NOTHING if total is None else figures.interval(total) for total in totals)
    yield _Row(
        _("Total"),
        tuple(text if text == _NOTHING else f"{text} / {of}" for text, of in zip(whole, points, strict=True)),
    )
    proved = (_NOTHING if total is None else figures.points(total.evidenced) for total in totals)
    yield _Row(_("With evidence in date"), tuple(proved))


def _criteria(scorecards: Sequence[Scorecard]) -> Iterator[_Row]:
    """Go through the criteria, those of one id in one row."""
    yield _Row(_("Criteria"), ())
    heads = [{head.criterion.id: head for head in card.criteria} for card in scorecards]
    for name in dict.fromkeys(name for each in heads for name in each):
        found = [each.get(name) for each in heads]
        titles = (str(head.criterion.title) for head in found if head is not None)
        yield _Row(_joined(titles), tuple(map(_head, found)))


def _head(head: CriterionScore | None) -> str:
    if head is None or head.total is None:
        return _NOTHING
    return f"{figures.interval(head.total)} / {_short(head.points)}"


def _short(points: float) -> str:
    """Return points without needless zeros: three rule sets fit on a line."""
    return write_number(round(points, 2))


def _gates(scorecards: Sequence[Scorecard]) -> Iterator[_Row]:
    yield _Row(_("Gates"), ())
    results = [card.gates for card in scorecards]
    gates = [[result.gate for result in each] for each in results]
    for group in groups(gates):
        for row in _abreast(group, gates):
            titles = (str(gates[spot.ruleset][spot.line].title) for spot in row if isinstance(spot, Spot))
            cells = (
                gate_words(results[spot.ruleset][spot.line].state) if isinstance(spot, Spot) else spot for spot in row
            )
            yield _Row(_joined(titles), tuple(cells))


def _lines(scorecards: Sequence[Scorecard]) -> Iterator[_Row]:
    """Go through the indicators by the criteria of the first rule set, then what only later ones have."""
    scores = [card.scores for card in scorecards]
    lines = [[score.indicator for score in each] for each in scores]
    above = ""
    for group in groups(lines):
        heading = _heading(scorecards, group[0])
        if heading != above:
            yield _Row(heading, ())
            above = heading
        for row in _abreast(group, lines):
            titles = (str(lines[spot.ruleset][spot.line].title) for spot in row if isinstance(spot, Spot))
            cells = (_score(scores[spot.ruleset][spot.line]) if isinstance(spot, Spot) else spot for spot in row)
            yield _Row(_joined(titles), tuple(cells))


def _heading(scorecards: Sequence[Scorecard], spot: Spot) -> str:
    """Return the title of the criterion above a line, with the rule set where it is not the first."""
    card = scorecards[spot.ruleset]
    name = card.scores[spot.line].criterion
    title = next(str(head.criterion.title) for head in card.criteria if head.criterion.id == name)
    return title if spot.ruleset == 0 else _("{title} ({id})").format(title=title, id=card.ruleset.id)


def _abreast(group: Sequence[Spot], lines: Sequence[Sequence[Named]]) -> Iterator[tuple[Spot | str, ...]]:
    """Go through the rows of a group, lines of one id in one row.

    A rule set that has fewer lines of this matter than another points to the row above.
    """
    by_id: dict[str, dict[int, Spot]] = {}
    for spot in group:
        by_id.setdefault(lines[spot.ruleset][spot.line].id, {})[spot.ruleset] = spot
    rows: list[dict[int, Spot]] = []
    for found in sorted(by_id.values(), key=len, reverse=True):
        fitting = next((row for row in rows if row.keys().isdisjoint(found)), None)
        if fitting is None:
            rows.append(found)
        else:
            fitting.update(found)
    there = {spot.ruleset for spot in group}
    for row in rows:
        yield tuple(row.get(place, _("as above") if place in there else _NOTHING) for place in range(len(lines)))


def _score(score: Score) -> str:
    if score.state == "not_applicable":
        return state_words(score.state)
    if score.weighted:
        return f"{figures.span(score.low, score.high)} / {_short(score.points)}"
    return points_words(score) or state_words(score.state)


def _joined(titles: Iterable[str]) -> str:
    return " / ".join(dict.fromkeys(titles))
