"""The head of the work screen: whose assessment, where it stands, whether it is saved."""

from textual.content import Content
from textual.widget import Widget

from gfassess.explain import verdict_words
from gfassess.tui.desk import Desk
from gfassess.tui.figures import interval, short, spread
from gfassess.tui.signs import signs
from gfassess.words import _


class Status(Widget, can_focus=False):
    """Two lines: enterprise and saving above, total and verdict below."""

    def __init__(self, desk: Desk) -> None:
        """Show the assessment on the desk."""
        super().__init__(id="status")
        self._desk = desk

    def render(self) -> Content:
        """Return both lines for the width there is."""
        width = max(self.content_size.width, 20)
        return Content("\n").join([spread(self._who(), self._saved(), width), self._stand(width)])

    def _who(self) -> Content:
        assessment = self._desk.session.assessment
        name = assessment.enterprise.name or self._desk.path.name
        year = _("year {year}").format(year=assessment.year)
        parts = [Content.styled(name, "bold"), Content(f"  {year}")]
        if assessment.illustrative:
            parts.append(Content.styled("  " + _("illustrative data"), "bold $text-warning"))
        return Content.assemble(*parts)

    def _saved(self) -> Content:
        desk = self._desk
        if desk.save_error:
            words = _("not saved: {reason}").format(reason=desk.save_error)
            return Content.styled(f"{signs().no} {words}", "bold $text-error")
        if desk.saved_at is None:
            return Content.styled(_("no change yet"), "dim")
        return Content(_("saved {time}").format(time=f"{desk.saved_at:%H:%M}"))

    def _stand(self, width: int) -> Content:
        card = self._desk.session.scorecard
        points = short(card.ruleset.points)
        total = _("Total {interval} / {points}").format(interval=interval(card.total), points=points)
        proved = _("with evidence {points}").format(points=short(card.total.evidenced))
        style = {"blocked": "$text-error", "open": "", "complete": "$text-success"}[card.verdict]
        failed = [result for result in card.gates if result.state == "fail"]
        verdict = verdict_words(card.verdict)
        if failed:
            sign = signs().no
            named = _("{title}: {value}").format(title=verdict, value=failed[0].gate.title)
            verdict = f"{sign} {named}" + (f" +{len(failed) - 1}" if failed[1:] else "")
        apart = f" {signs().apart} "
        left = Content.assemble(Content.styled(total, "bold"), apart, proved, apart, Content.styled(verdict, style))
        return spread(left, Content.styled(f"{card.ruleset.title}" if width > 110 else "", "dim"), width)  # noqa: PLR2004
