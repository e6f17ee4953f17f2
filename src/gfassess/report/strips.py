"""Strips: one figure of a cohort as a line of characters, better to the right, with one's own place in it."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from gfassess.model.cohort import Figure
from gfassess.report.columns import cells
from gfassess.words import _


class Signs(NamedTuple):
    """The characters of a strip."""

    axis: str
    box: str
    first: str
    median: str
    last: str
    peer: str
    mean: str
    best: str
    own: str


DRAWN: Final = Signs("─", "═", "╞", "╪", "╡", "•", "+", "*", "◆")
PLAIN: Final = Signs("-", "=", "[", "|", "]", "o", "+", "*", "@")


class Strip(NamedTuple):
    """What one strip shows."""

    figure: Figure
    low: float
    high: float
    """The own figure; both ends differ while questions are open."""
    leading: float | None = None
    baseline: float | None = None
    """The reference values that the own figure was scored with."""


def strip_lines(strip: Strip, width: int, signs: Signs) -> Iterator[str]:
    """Go through the lines of a strip: the sites and oneself, below them baseline and leading value where there are."""
    figure, scale = strip.figure, _Scale.of(strip, width)
    line = [signs.axis] * width
    box = sorted(scale(value) for value in (figure.q1, figure.q3) if value is not None)
    if box:
        line[box[0] : box[-1] + 1] = signs.box * (box[-1] - box[0] + 1)
    marks = [(value, signs.peer) for value in figure.values]
    marks += [(value, sign) for value, sign in _marked(figure, signs) if value is not None]
    for value, sign in marks:
        line[scale(value)] = sign
    for place, sign in zip(box, (signs.first, signs.last), strict=False):
        line[place] = sign
    for own in (strip.low, strip.high):
        line[scale(own)] = signs.own
    yield "".join(line)
    words = [(scale(value), word) for value, word in _references(strip) if value is not None]
    if words:
        yield _placed(sorted(words), width)


def legend(signs: Signs) -> str:
    """Return what the characters mean."""
    said = (
        (signs.own, _("you")),
        (signs.peer, _("a site")),
        (f"{signs.first}{signs.box}{signs.last}", _("middle half")),
        (signs.median, _("median")),
        (signs.mean, _("mean")),
        (signs.best, _("best 5 %")),
        (_("B"), _("baseline value")),
        (_("L"), _("leading value")),
    )
    return "  ".join(f"{sign} {words}" for sign, words in said)


class _Scale(NamedTuple):
    """From figures to cells: the whole range that is shown, the better end at the right."""

    worst: float
    best: float
    width: int

    @classmethod
    def of(cls, strip: Strip, width: int) -> "_Scale":
        figure = strip.figure
        given = (figure.mean, figure.q1, figure.median, figure.q3, figure.best, strip.leading, strip.baseline)
        shown = [value for value in given if value is not None]
        shown += [strip.low, strip.high, *figure.values]
        if figure.kind != "reference":
            shown += [0.0, 1.0]
        ends = min(shown), max(shown)
        return cls(*(ends if figure.better == "higher" else ends[::-1]), width)

    def __call__(self, value: float) -> int:
        # Halves first: the distance of two figures near the ends of what a float holds is none.
        distance = self.best / 2 - self.worst / 2
        if distance == 0:
            return self.width // 2
        part = (value / 2 - self.worst / 2) / distance
        return min(max(round(part * (self.width - 1)), 0), self.width - 1)


def _marked(figure: Figure, signs: Signs) -> tuple[tuple[float | None, str], ...]:
    return (figure.median, signs.median), (figure.mean, signs.mean), (figure.best, signs.best)


def _references(strip: Strip) -> tuple[tuple[float | None, str], ...]:
    return (strip.baseline, _("B")), (strip.leading, _("L"))


def _placed(marks: list[tuple[int, str]], width: int) -> str:
    """Return a line with words at their places; where two have no room, they stand side by side."""
    starts, end = [], 0
    for place, word in marks:
        starts.append(max(place, end))
        end = starts[-1] + cells(word)
    line, end = "", width
    for start, (_place, word) in reversed([*zip(starts, marks, strict=True)]):
        begin = max(min(start, end - cells(word)), 0)
        line = word + " " * (end - begin - cells(word)) + line
        end = begin
    return " " * end + line.rstrip()
