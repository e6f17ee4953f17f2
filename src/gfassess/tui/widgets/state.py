"""Where an indicator stands, in one or two lines: its value, or what keeps it from one."""

from typing import Final

from textual.content import Content

from gfassess.explain import missing_words, refusal_words, source_words, state_words, undefined_words, value_words
from gfassess.model.rulebook import Rulebook
from gfassess.model.scorecard import Score
from gfassess.tui.choices import unit_title
from gfassess.tui.signs import signs
from gfassess.words import _

_NAMED: Final = 6
"""Missing answers that are named one by one."""


def state_text(rulebook: Rulebook, score: Score) -> Content:
    """Return the value with its source, or what is missing and what to do."""
    value = Content.styled(_value(rulebook, score), "bold")
    match score.state:
        case "scored":
            source = source_words(rulebook, score.reference) if score.reference is not None else ""
            return _beside(value, Content.styled(source, "dim"))
        case "unanswered":
            words = _("missing: {names}").format(names=missing_words(rulebook, score.missing[:_NAMED]))
            more = f" +{len(score.missing) - _NAMED}" if score.missing[_NAMED:] else ""
            return Content.styled(words + more, "$text-warning")
        case "without_reference":
            words = _("{reason} (key r)").format(reason=refusal_words(score.refusal))
            return _beside(value, Content.styled(words, "$text-warning"))
        case "undefined":
            return Content.styled(f"{signs().no} {undefined_words(rulebook, score)}", "$text-error")
        case _:
            reason = score.reason or _("the conditions of this line are not met")
            words = _("{state}: {reason}").format(state=state_words(score.state), reason=reason)
            return Content.styled(words, "dim")


def _value(rulebook: Rulebook, score: Score) -> str:
    measure = score.measure
    if measure is None or not isinstance(score.value, float):
        return ""
    return value_words(score.value, unit_title(rulebook, measure.unit), measure.decimals)


def _beside(value: Content, words: Content) -> Content:
    return Content("  ").join(part for part in (value, words) if part.plain)
