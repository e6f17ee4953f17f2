"""Points drawn as a bar whose parts differ in their character, so that it reads without colour."""

from textual.content import Content

from gfassess.model.scorecard import Interval
from gfassess.report.figures import ends
from gfassess.tui.signs import signs
from gfassess.words import _


def bar(total: Interval, points: float, width: int) -> Content:
    """Return a bar of `width` cells: proved, claimed, still open, lost."""
    room = max(width - 2, 4)
    proved, sure, possible = ends(total, points, room)
    return Content.assemble(
        signs().start,
        Content.styled(signs().proved * proved, "$text-success"),
        Content.styled(signs().sure * (sure - proved), "$text-primary"),
        Content.styled(signs().possible * (possible - sure), "$text-muted"),
        signs().lost * (room - possible),
        signs().end,
    )


def legend(width: int) -> Content:
    """Return what the parts of a bar mean, in as many lines as the width asks for."""
    parts = [
        Content.assemble(Content.styled(sign * 2, style), f" {words}")
        for sign, style, words in (
            (signs().proved, "$text-success", _("with evidence")),
            (signs().sure, "$text-primary", _("claimed")),
            (signs().possible, "$text-muted", _("still open")),
        )
    ]
    lines = [parts[0]]
    for part in (*parts[1:], Content(_("blank: lost"))):
        if lines[-1].cell_length + 2 + part.cell_length <= width:
            lines[-1] = Content.assemble(lines[-1], "  ", part)
        else:
            lines.append(part)
    return Content("\n").join(lines)
