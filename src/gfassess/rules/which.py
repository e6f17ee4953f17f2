"""What is said, wherever it is noticed, about a rule set that does not exist."""

from collections.abc import Collection

from gfassess.errors import GfassessError, Problem, did_you_mean, printable
from gfassess.words import _


class UnknownRulesetError(GfassessError):
    """A rule set was asked for that does not exist; who asked knows the place of the mistake."""


def unknown_ruleset(name: str, known: Collection[str]) -> Problem:
    """Return the problem, without its place, with the nearest rule set or all there are as a hint."""
    message = _('there is no rule set "{name}"').format(name=printable(name))
    listed = _("known are {known}").format(known=", ".join(known) or "-")
    return Problem(message=message, hint=did_you_mean(name, known) or listed)
