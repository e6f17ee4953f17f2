"""Figures as the screens show them: short, and one line spread to both margins."""

from typing import Final

from textual.content import Content

from gfassess.model.scorecard import Interval, Score
from gfassess.quantity import write_number
from gfassess.tui.signs import signs

_LARGE: Final = 100


def short(value: float, decimals: int = 1) -> str:
    """Return points without trailing zeros."""
    text = write_number(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure(value: float) -> str:
    """Return a measured value as short as its size allows: two decimals from 100 on, else four figures."""
    return write_number(round(value, 2) if abs(value) >= _LARGE else float(f"{value:.4g}"))


def interval(total: Interval, decimals: int = 1) -> str:
    """Return a total: one figure where it is settled, else low to high."""
    low, high = short(total.low, decimals), short(total.high, decimals)
    return low if total.settled else f"{low}-{high}"


def spread(left: Content, right: Content, width: int) -> Content:
    """Return one line with `left` at the left margin and `right` at the right one; `left` is cut where it must."""
    room = width - right.cell_length - 1
    if left.cell_length > room:
        left = cut(left, room)
    return Content.assemble(left, " " * max(width - left.cell_length - right.cell_length, 1), right)


def cut(text: Content, width: int) -> Content:
    """Return text that takes at most `width` cells, cut with a sign where it is longer."""
    if text.cell_length <= width:
        return text
    more = signs().more
    if width <= len(more):
        return Content(more[: max(width, 0)])
    return text.truncate(width - len(more)).rstrip().append(more)


def reach(score: Score) -> str:
    """Return points as reached, or from low to high while they are open, of what can be reached.

    Without weights there are none: the share, or nothing while there is no share.
    """
    if not score.weighted:
        return "" if score.share is None else earned(score, score.share)
    least, most = short(score.low, 2), short(score.high, 2)
    return f"{least if least == most else f'{least}-{most}'} / {short(score.points, 2)}"


def earned(score: Score, share: float) -> str:
    """Return what a share of an indicator earns: points, or without weights the share itself."""
    return short(share * score.points) if score.weighted else f"{short(share * 100)} %"
