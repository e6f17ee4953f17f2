"""The scale of an indicator drawn as a line: from the baseline to the leading value, with the factory's mark."""

from typing import Final

from textual.content import Content

from gfassess.explain import row_words
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Measure, Scale
from gfassess.model.scorecard import Score
from gfassess.quantity import write_number
from gfassess.session import Session
from gfassess.tui.choices import choices_of, title_of
from gfassess.tui.figures import cut, earned, figure, short
from gfassess.tui.signs import signs
from gfassess.words import _

_LONGEST: Final = 24
_SHORTEST: Final = 6
_ROW_TRACK: Final = 8
_NAME: Final = 8
"""Cells that the name of a row keeps where there is little room."""
_SHARE: Final = 6
"""Cells of a share of the points."""
_ROWS: Final = 6
"""Rows drawn in the head; the table below holds all."""


def scale_text(session: Session, score: Score, width: int = 60) -> Content:
    """Return how the value of an indicator becomes points, marked where it stands, in lines of this width."""
    measure = score.measure or (score.indicator.variants[0] if len(score.indicator.variants) == 1 else None)
    if measure is None:
        return Content("")
    scale = measure.scale
    if scale.kind == "candidates" or measure.per is not None:
        return _rows(session, score, measure.per or "", width)
    match scale.kind:
        case "steps":
            return _steps(scale, score)
        case "levels":
            return _levels(session.rulebook, score, measure)
        case "yes_no":
            words = _("yes earns {points} points") if score.weighted else _("yes earns all")
            return Content.styled(words.format(points=short(score.points)), "dim")
        case "case":
            words = _("a described case earns {points} points") if score.weighted else _("a described case earns all")
            return Content.styled(words.format(points=short(score.points)), "dim")
        case "fixed" if scale.leading is not None and scale.baseline is not None:
            return _line(scale.baseline, scale.leading, score.share, width)
        case _ if score.reference is not None:
            return _line(score.reference.baseline, score.reference.leading, score.share, width)
        case _:
            return Content("")


def _line(baseline: float, leading: float, share: float | None, width: int) -> Content:
    low = _("baseline {value}").format(value=figure(baseline)) + " "
    high = " " + _("leading {value}").format(value=figure(leading))
    room = width - Content(low + high).cell_length - 2
    return Content.assemble(low, track(share, min(max(room, _SHORTEST), _LONGEST)), high)


def track(share: float | None, length: int) -> Content:
    """Return the line from baseline to leading value; the mark stands at the share of the points."""
    if share is None:
        return Content(f"{signs().start}{signs().track * length}{signs().end}")
    at = min(round(share * (length - 1)), length - 1)
    before, after = signs().track * at, signs().track * (length - 1 - at)
    mark = Content.styled(signs().mark, "bold $accent")
    return Content.assemble(signs().start, before, mark, after, signs().end)


def _steps(scale: Scale, score: Score) -> Content:
    sign = "<=" if scale.at_most else ">="
    parts = []
    for step in scale.steps:
        here = score.share is not None and step.share == score.share
        text = f"{sign}{write_number(step.at)}: {earned(score, step.share)}"
        parts.append(Content.styled(f"{signs().yes} {text}" if here else text, "bold" if here else ""))
    return Content.assemble(_("steps"), "  ", Content("   ").join(parts))


def _levels(rulebook: Rulebook, score: Score, measure: Measure) -> Content:
    fact = rulebook.facts.get(measure.formula.text.strip())
    if fact is None:
        return Content("")
    known = choices_of(rulebook, fact)
    pair = _("{title}: {value}")
    parts = [
        pair.format(title=title_of(known, name), value=earned(score, share))
        for name, share in measure.scale.levels.items()
    ]
    return Content.styled(_("; ").join(parts), "dim")


def _rows(session: Session, score: Score, ledger: str, width: int) -> Content:
    rows = score.rows[:_ROWS]
    asked, there = session.rulebook.ledgers[ledger], session.rows(ledger)
    titles = [row_words(session.rulebook, asked, there[row.index], row.index) for row in rows]
    values = [figure(row.value) if isinstance(row.value, float) else signs().unknown for row in rows]
    pairs = [row.reference for row in rows]
    low = ["" if pair is None else figure(pair.baseline) for pair in pairs]
    high = ["" if pair is None else figure(pair.leading) for pair in pairs]
    value_width, low_width, high_width = (max(map(len, column), default=0) for column in (values, low, high))
    tail = value_width + 2 + (low_width + high_width + 5 if any(pairs) else 0) + _SHARE
    length = _ROW_TRACK if width - tail - _ROW_TRACK >= _NAME else _ROW_TRACK // 2
    room = width - tail - (length if any(pairs) else 0)
    names = [cut(Content(title), max(min(room, width // 4), _NAME)) for title in titles]
    label = max((name.cell_length for name in names), default=0)
    lines = []
    for at, row in enumerate(rows):
        line: list[Content | str] = [names[at], " " * (label - names[at].cell_length), f"  {values[at]:>{value_width}}"]
        if pairs[at] is not None:
            line += [f"  {low[at]:>{low_width}} ", track(row.share, length), f" {high[at]:<{high_width}}"]
        if row.share is not None:
            line.append(f" {write_number(row.share * 100, 0):>3} %")
        lines.append(Content.assemble(*line))
    if len(score.rows) > len(rows):
        lines.append(Content.styled(_("and {count} more rows").format(count=len(score.rows) - len(rows)), "dim"))
    return Content("\n").join(lines)
