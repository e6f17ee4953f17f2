"""Bars and strips in Word: shaded cells of a table beside the same in words, so that anybody can edit them."""

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from gfassess.model.scorecard import Interval
from gfassess.report import figures
from gfassess.report.paper.blocks import Bar, Mark, MarkKind, Strip
from gfassess.report.paper.docx_styles import INK, LINES, PLAIN, SIGNS
from gfassess.report.paper.docx_xml import Element, Look, cell, el, paragraph, row, run, table

Named: TypeAlias = Callable[[str], str]
"""Gives the id of a style that is known by name."""
_STEPS: Final = 30
"""Cells of a bar."""
_FILLS: Final = ("2F6B4A", "A9CBB7", "E9E2C8", "FFFFFF")
"""With evidence, without, still open, not reached: darker is more also without colours."""
_PLACES: Final = 41
"""Cells of a strip."""
_BOX: Final = "D5E3DA"
_AXIS: Final = "F1F4F2"
SIGNS_OF: Final[dict[MarkKind, str]] = {
    "own": "◆",
    "baseline": "△",
    "leading": "▲",
    "site": "•",
    "box": "■",
    "median": "|",
    "mean": "+",
    "best": "*",
}
_OVER: Final[tuple[MarkKind, ...]] = ("site", "median", "mean", "best", "baseline", "leading", "own")
"""Later ones stand over earlier ones at the same place."""


def bars(rows: list[tuple[list[Element], Bar, list[Element]]], width: int, style: Named) -> Element:
    """Return bars below one another: a title, the bar, the same in words; each given as paragraphs."""
    title, step = round(width * 0.24), round(width * 0.36 / _STEPS)
    said = width - title - step * _STEPS
    return table(
        style(PLAIN),
        (title, *([step] * _STEPS), said),
        (row((cell(before, title), *_parts(bar, step, style), cell(after, said))) for before, bar, after in rows),
        head=False,
    )


def _parts(bar: Bar, step: int, style: Named) -> Iterator[Element]:
    ends = figures.ends(Interval(bar.low, bar.high, bar.proved), bar.whole, _STEPS)
    start = 0
    for end, fill in zip((*ends, _STEPS), _FILLS, strict=True):
        if end > start:
            yield cell((paragraph(style(SIGNS)),), step * (end - start), span=end - start, fill=fill)
        start = end


def legend(words: list[str]) -> list[Element]:
    """Return the runs of the legend of bars."""
    return [
        part
        for fill, text in zip(_FILLS, words, strict=False)
        for part in (run("■ ", Look(color=fill)), run(f"{text}    "))
    ]


def strip(shown: Strip, width: int, style: Named) -> Element:
    """Return a strip as a row of small cells with signs; the better end is at the right."""
    signs: dict[int, str] = {}
    marks = [*shown.marks, Mark(shown.low, "own", ""), Mark(shown.high, "own", "")]
    for mark in sorted(marks, key=lambda mark: _OVER.index(mark.kind)):
        signs[_column(shown, mark.value)] = SIGNS_OF[mark.kind]
    box = sorted(_column(shown, value) for value in shown.box) if shown.box is not None else (1, 0)
    step = width // _PLACES
    cells = (
        _place(signs.get(place, ""), step, _BOX if box[0] <= place <= box[1] else _AXIS, style(SIGNS))
        for place in range(_PLACES)
    )
    found = table("", [step] * _PLACES, (row(cells),), head=False)
    sides = (el(side, val="single", sz=4, space=0, color=LINES) for side in ("top", "bottom"))
    margins = el("tblCellMar", el("left", w=0, type="dxa"), el("right", w=0, type="dxa"))
    layout = found[0][-2]
    layout.addprevious(el("tblBorders", *sides))
    layout.addnext(margins)
    return found


def _place(sign: str, width: int, fill: str, style: str) -> Element:
    look = Look(bold=sign == SIGNS_OF["own"], color=INK)
    runs = [run(sign, look)] if sign else []
    return cell((paragraph(style, *runs, keep_next=True),), width, fill=fill)


def _column(shown: Strip, value: float) -> int:
    return round(shown.place(value) * (_PLACES - 1))
