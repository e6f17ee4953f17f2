"""Indicators in the order of what to do next: most open points first, then most lost."""

from collections.abc import Callable, Mapping
from typing import Final, Literal

from gfassess.explain import missing_words, refusal_words, state_words, undefined_words, value_words
from gfassess.model.rulebook import Rulebook
from gfassess.model.scorecard import Score, Scorecard
from gfassess.quantity import write_number
from gfassess.tui.choices import unit_title
from gfassess.tui.signs import signs, state_sign
from gfassess.words import _

Group = Literal["open", "lost", "full", "not_applicable"]

_GROUPS: Final[Mapping[Group, Callable[[], tuple[str, str]]]] = {
    "open": lambda: (_("Points still open: do these next"), _("Still open: do these next")),
    "lost": lambda: (_("Points lost"), _("Partly reached, the lowest share first")),
    "full": lambda: (_("All points reached"), _("Fully reached")),
    "not_applicable": lambda: (_("Not applicable"), _("Not applicable")),
}
"""Headings in the order of the page, with weights and without."""

_NEAR: Final = 1e-9


def heading_of(group: Group, *, weighted: bool) -> str:
    """Return the heading of a group of indicators."""
    with_points, alone = _GROUPS[group]()
    return with_points if weighted else alone


def group_of(score: Score) -> Group:
    """Return where an indicator stands in the list."""
    if score.state == "not_applicable":
        return "not_applicable"
    if score.high - score.low > _NEAR:
        return "open"
    return "lost" if score.points - score.high > _NEAR else "full"


def groups(card: Scorecard) -> dict[Group, list[Score]]:
    """Return the indicators by group, each with most points to gain first; without weights, with the lowest share."""
    found: dict[Group, list[Score]] = {name: [] for name in _GROUPS}
    for score in card.scores:
        found[group_of(score)].append(score)
    found["open"].sort(key=lambda score: (score.low - score.high, score.high - score.points))
    found["lost"].sort(key=lambda score: score.high - score.points)
    return found


def state_line(book: Rulebook, score: Score) -> str:
    """Return the state of an indicator in words, with what is missing or what holds it back."""
    state = state_words(score.state)
    match score.state:
        case "scored":
            return _with(state, _value(book, score))
        case "unanswered":
            return _("{state}, missing: {names}").format(state=state, names=missing_words(book, score.missing))
        case "without_reference":
            parts = (_value(book, score), refusal_words(score.refusal))
            return _with(state, _("; ").join(part for part in parts if part))
        case "undefined":
            return _with(state, undefined_words(book, score))
        case _:
            return _with(state, score.reason or _("the conditions of this line are not met"))


def score_sign(score: Score) -> str:
    """Return the sign of a result: reached, partly reached, nothing reached, open."""
    if score.state == "scored" and group_of(score) == "lost":
        return "~" if score.high > _NEAR else signs().no
    return state_sign(score.state)


def _with(state: str, text: str) -> str:
    return _("{state}: {text}").format(state=state, text=text) if text else state


def _value(book: Rulebook, score: Score) -> str:
    """Return value, leading and baseline value, as far as there are any."""
    measure = score.measure
    if measure is None or score.value is None or isinstance(score.value, str):
        return ""
    value = value_words(score.value, unit_title(book, measure.unit), measure.decimals)
    used = score.reference
    if used is None:
        return value
    words = _("{value} (baseline {baseline}, leading {leading})")
    return words.format(value=value, baseline=write_number(used.baseline), leading=write_number(used.leading))
