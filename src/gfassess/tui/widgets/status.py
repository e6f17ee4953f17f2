"""The head of the work screen: whose assessment, where it stands, whether it is saved."""

from typing import Final

from textual.content import Content
from textual.widget import Widget

from gfassess.explain import alone_briefly, verdict_words
from gfassess.model.scorecard import Scorecard
from gfassess.tui.desk import Desk
from gfassess.tui.figures import cut, interval, short, spread
from gfassess.tui.signs import signs
from gfassess.words import _

_WIDE: Final = 110
"""Cells from which on there is room for the title of the rule set."""
_NAME: Final = 12
"""Cells of the enterprise's name that are left at least."""


class Status(Widget, can_focus=False):
    """Two lines: enterprise and saving above, total and verdict below."""

    def __init__(self, desk: Desk) -> None:
        """Show the assessment on the desk."""
        super().__init__(id="status")
        self._desk = desk

    def render(self) -> Content:
        """Return both lines for the width there is."""
        width = max(self.content_size.width, 20)
        return Content("\n").join([self._who(width), self._stand(width)])

    def _who(self, width: int) -> Content:
        """Return name, year, mark and saving; the name gives way first, then the reason why it was not saved."""
        assessment = self._desk.session.assessment
        name = assessment.enterprise.name or self._desk.path.name
        year = _("year {year}").format(year=assessment.year)
        sure = Content(f"  {year}")
        if assessment.illustrative:
            sure = Content.assemble(sure, Content.styled("  " + _("illustrative data"), "bold $text-warning"))
        elif self._desk.session.cohort is not None and self._desk.session.cohort.illustrative:
            sure = Content.assemble(sure, Content.styled("  " + _("illustrative cohort"), "bold $text-warning"))
        title = Content.styled(name, "bold")
        room = width - sure.cell_length - 1
        saved = cut(self._saved(), room - min(title.cell_length, _NAME))
        return spread(Content.assemble(cut(title, room - saved.cell_length), sure), saved, width)

    def _saved(self) -> Content:
        desk = self._desk
        if desk.opened.held is not None:
            return Content.styled(_("read-only"), "bold $text-warning")
        if desk.conflict:
            words = _("not saved (^o): {reason}").format(reason=desk.save_error)
            return Content.styled(f"{signs().no} {words}", "bold $text-error")
        if desk.save_error:
            kept = desk.kept and _("not saved, kept in the journal: {reason}")
            words = (kept or _("not saved: {reason}")).format(reason=desk.save_error)
            return Content.styled(f"{signs().no} {words}", "bold $text-error")
        if desk.saved_at is None:
            return Content.styled(_("no change yet"), "dim")
        return Content(_("saved {time}").format(time=f"{desk.saved_at:%H:%M}"))

    def _stand(self, width: int) -> Content:
        card = self._desk.session.scorecard
        style = {"blocked": "$text-error", "open": "", "complete": "$text-success"}[card.verdict]
        failed = [result for result in card.gates if result.state == "fail"]
        verdict = verdict_words(card.verdict)
        if failed:
            sign = signs().no
            named = _("{title}: {value}").format(title=verdict, value=failed[0].gate.title)
            verdict = f"{sign} {named}" + (f" +{len(failed) - 1}" if failed[1:] else "")
        apart = f" {signs().apart} "
        first, second = _reached(card)
        left = Content.assemble(Content.styled(first, "bold"), apart, second, apart, Content.styled(verdict, style))
        rules = card.ruleset
        weights = rules.weights_note if rules.weighted else None
        about = [_("({weights})").format(weights=weights)] if weights is not None else []
        about += [str(rules.title)] if width > _WIDE else []
        right = Content.styled(apart.join(about), "dim")
        room = width - left.cell_length - 1
        return spread(left, cut(right, max(room, min(right.cell_length, width // 3))), width)


def _reached(card: Scorecard) -> tuple[str, str]:
    """Return the total and what of it is proved; without weights how many lines have a result."""
    if card.total is None:
        live = [score for score in card.scores if score.state != "not_applicable"]
        done = sum(score.state == "scored" for score in live)
        return _("{done} of {all} lines scored").format(done=done, all=len(live)), alone_briefly()
    points = short(card.ruleset.points)
    total = _("Total {interval} / {points}").format(interval=interval(card.total), points=points)
    return total, _("with evidence {points}").format(points=short(card.total.evidenced))
