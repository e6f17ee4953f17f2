"""Bars and strips as inline SVG, each with its text alternative."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final
from xml.etree.ElementTree import Element

from gfassess.report.paper.blocks import Bar, Mark, MarkKind, Strip
from gfassess.report.paper.elements import el

_WIDE: Final = 320.0
_EDGE: Final = 12.0
"""Room beside the ends of a strip."""
_AXIS: Final = 26.0
_LABEL: Final = 13.0
"""Height of a line of labels."""
_HEIGHTS: Final = {
    "proved": {"y": "1", "height": "14"},
    "claimed": {"y": "1", "height": "14"},
    "still": {"y": "5", "height": "6"},
}
"""Of the parts of a bar."""
_CLOSE: Final = 150.0
"""Labels nearer to each other than this stand on two lines."""


def patterns() -> Element:
    """Return the hatching that bars refer to; it stands once in a page."""
    line = el("path", d="M0 6 L6 0", class_="hatch")
    hatch = el("pattern", line, id="hatch", width="6", height="6", patternUnits="userSpaceOnUse")
    return el("svg", el("defs", hatch), width="0", height="0", aria_hidden="true", style="position:absolute")


def bar(shown: Bar, text: str) -> Element:
    """Return a bar: full for what is proved, hatched for what is claimed, dashed for what is open."""
    unit = 398 / (shown.whole or 1.0)
    proved = min(shown.proved, shown.low)
    parts = (("proved", 0.0, proved), ("claimed", proved, shown.low), ("still", shown.low, shown.high))
    drawn = [
        el("rect", class_=kind, x=_n(1 + start * unit), width=_n((end - start) * unit), **_HEIGHTS[kind])
        for kind, start, end in parts
        if end > start
    ]
    frame = el("rect", class_="frame", x="0.5", y="1", width="399", height="14")
    return el("svg", frame, drawn, viewBox="0 0 400 16", preserveAspectRatio="none", role="img", aria_label=text)


def bar_key(place: int) -> Element:
    """Return the sign of a part of bars, for their legend."""
    kind = ("proved", "claimed", "still")[place]
    sign = el("rect", class_=kind, x="1", width="30", **_HEIGHTS[kind])
    return el("svg", sign, viewBox="0 0 32 16", aria_hidden="true")


def strip(shown: Strip, text: str, own: str, marks: tuple[str, ...]) -> Element:
    """Return a strip; `marks` are the words of its marks in the same order."""
    scale = _Scale(shown)
    labels = [
        (scale(mark.value), words)
        for mark, words in zip(shown.marks, marks, strict=True)
        if mark.kind in {"baseline", "leading"}
    ]
    labels.sort(key=lambda label: label[0])
    apart = len({place for place, _words in labels}) < len(labels) or _crowded(labels)
    height = _AXIS + 8 + _LABEL * (2 if apart and len(labels) > 1 else 1 if labels else 0)
    axis = el("line", class_="axis", x1=_n(_EDGE), x2=_n(_WIDE - _EDGE), y1=_n(_AXIS), y2=_n(_AXIS))
    return el(
        "svg",
        axis,
        _box(shown, scale),
        [_mark(mark, scale(mark.value)) for mark in shown.marks],
        _own(shown, scale),
        _label((scale(shown.low) + scale(shown.high)) / 2, _AXIS - 12, own, "own-words"),
        [
            _label(place, _AXIS + 6 + _LABEL * (line + 1 if apart else 1), words)
            for line, (place, words) in enumerate(labels)
        ],
        class_="strip",
        viewBox=f"0 0 {_n(_WIDE)} {_n(height)}",
        role="img",
        aria_label=text,
    )


def strip_key(kind: MarkKind) -> Element:
    """Return the sign of a mark, for the legend of strips."""
    if kind == "own":
        drawn: list[Element] = [_diamond(16, 8)]
    elif kind == "box":
        drawn = [el("rect", class_="box", x="4", y="3", width="24", height="10")]
    else:
        drawn = [_mark(Mark(0, kind, ""), 16, 8)]
    return el("svg", drawn, viewBox="0 0 32 16", aria_hidden="true")


class _Scale:
    """From figures to places on the page."""

    def __init__(self, shown: Strip) -> None:
        self._shown = shown

    def __call__(self, value: float) -> float:
        return _EDGE + self._shown.place(value) * (_WIDE - 2 * _EDGE)


def _crowded(labels: list[tuple[float, str]]) -> bool:
    return any(after[0] - before[0] < _CLOSE for before, after in pairwise(labels))


def _box(shown: Strip, scale: _Scale) -> Iterator[Element]:
    if shown.box is not None:
        start, end = sorted(map(scale, shown.box))
        yield el("rect", class_="box", x=_n(start), y=_n(_AXIS - 6), width=_n(max(end - start, 1)), height="12")


def _own(shown: Strip, scale: _Scale) -> Iterator[Element]:
    places = sorted({scale(shown.low), scale(shown.high)})
    if len(places) > 1:
        yield el("line", class_="span", x1=_n(places[0]), x2=_n(places[-1]), y1=_n(_AXIS), y2=_n(_AXIS))
    yield from (_diamond(place, _AXIS) for place in places)


def _diamond(x: float, y: float) -> Element:
    points = ((x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y))
    return el("polygon", class_="own", points=" ".join(f"{_n(one)},{_n(other)}" for one, other in points))


def _mark(mark: Mark, x: float, y: float = _AXIS) -> Element:
    match mark.kind:
        case "site":
            return el("circle", class_="site", cx=_n(x), cy=_n(y), r="2.2")
        case "median":
            return el("path", class_="sign", d=f"M{_n(x)} {_n(y - 6)}v12")
        case "mean":
            return el("path", class_="sign", d=f"M{_n(x - 4)} {_n(y)}h8M{_n(x)} {_n(y - 4)}v8")
        case "best":
            return el("path", class_="sign", d=f"M{_n(x - 4)} {_n(y + 4)}l4 -8l4 8z")
        case _:
            return el("path", class_="tick", d=f"M{_n(x)} {_n(y - 5)}v10")


def _label(x: float, y: float, words: str, class_: str = "") -> Element:
    third = _WIDE / 3
    anchor = "start" if x < third else "end" if x > 2 * third else "middle"
    edge = {"start": x - 6, "end": x + 6, "middle": x}[anchor]
    return el("text", words, x=_n(max(edge, 0)), y=_n(y), text_anchor=anchor, class_=class_)


def _n(value: float) -> str:
    """Return a coordinate."""
    return f"{value:.1f}".removesuffix(".0")
