"""The scale of an indicator drawn as a line: from the baseline to the leading value, with the factory's mark."""

from textual.content import Content

from gfassess.explain import value_words
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Scale
from gfassess.model.scorecard import Score
from gfassess.quantity import write_number
from gfassess.tui.choices import choices_of, title_of, unit_title
from gfassess.tui.figures import short
from gfassess.tui.signs import signs
from gfassess.words import _

_TRACK = 16


def scale_text(rulebook: Rulebook, score: Score) -> Content:
    """Return how the value of an indicator becomes points, with the value marked where there is one."""
    measure = score.measure or (score.indicator.variants[0] if len(score.indicator.variants) == 1 else None)
    if measure is None:
        return Content("")
    scale, unit = measure.scale, unit_title(rulebook, measure.unit)
    match scale.kind:
        case "steps":
            return _steps(scale, score)
        case "levels":
            return _levels(rulebook, score)
        case "yes_no":
            return Content(_("yes earns {points} points").format(points=short(score.points)))
        case "case":
            return Content(_("a described case earns {points} points").format(points=short(score.points)))
        case "candidates":
            return _rows(score, unit)
        case _ if measure.per is not None:
            return _rows(score, unit)
        case "fixed" if scale.leading is not None and scale.baseline is not None:
            return track(scale.baseline, scale.leading, score.share, unit)
        case _ if score.reference is not None:
            return track(score.reference.baseline, score.reference.leading, score.share, unit)
        case _:
            return Content("")


def track(baseline: float, leading: float, share: float | None, unit: str) -> Content:
    """Return the line from baseline to leading value; the mark stands at the share of the points."""
    drawn = [signs().track] * _TRACK
    line = Content("".join(drawn))
    if share is not None:
        at = min(round(share * (_TRACK - 1)), _TRACK - 1)
        line = Content.assemble(
            "".join(drawn[:at]), Content.styled(signs().mark, "bold $accent"), "".join(drawn[at + 1 :])
        )
    low = _("baseline {value}").format(value=write_number(baseline))
    high = _("leading {value}").format(value=f"{write_number(leading)} {unit}".rstrip())
    return Content.assemble(low, " ", signs().start, line, signs().end, " ", high)


def _steps(scale: Scale, score: Score) -> Content:
    sign = "<=" if scale.at_most else ">="
    reached = score.share or 0.0
    parts = []
    for step in scale.steps:
        got = score.share is not None and step.share <= reached
        text = f"{sign}{write_number(step.at)}: {short(step.share * score.points)}"
        mark = f"{signs().yes} " if got and step.share == reached else ""
        parts.append(Content.styled(mark + text, "bold" if mark else ""))
    return Content.assemble(_("steps"), "  ", Content("   ").join(parts))


def _levels(rulebook: Rulebook, score: Score) -> Content:
    measure = score.measure
    fact = rulebook.facts.get(measure.formula.text.strip()) if measure is not None else None
    if measure is None or fact is None:
        return Content("")
    known = choices_of(rulebook, fact)
    parts = [f"{title_of(known, name)}: {short(share * score.points)}" for name, share in measure.scale.levels.items()]
    return Content("; ".join(parts))


def _rows(score: Score, unit: str) -> Content:
    lines = []
    for row in score.rows[:6]:
        share = "" if row.share is None else f"{write_number(row.share * 100, 0)} %"
        value = value_words(row.value, unit, 2) or signs().unknown
        ends = ""
        if row.reference is not None:
            baseline, leading = write_number(row.reference.baseline), write_number(row.reference.leading)
            ends = "  " + _("baseline {baseline}, leading {leading}").format(baseline=baseline, leading=leading)
        lines.append(f"{row.label}: {value}  {share}{ends}")
    if len(score.rows) > len(lines):
        lines.append(_("and {count} more rows").format(count=len(score.rows) - len(lines)))
    return Content("\n".join(lines))
