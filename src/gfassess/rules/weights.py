"""Points are stated everywhere in a rule set that is weighted, and nowhere in one that is not."""

from gfassess.errors import Problems
from gfassess.model.rules import Criterion, RulesetHead
from gfassess.rules.place import Place
from gfassess.words import _


def check_head(head: RulesetHead, place: Place, problems: Problems) -> None:
    """Find a rule set that does not say what becomes of points, or says it of points that it does not have."""
    if head.weighted and head.not_applicable is None:
        message = _("a rule set with weights says what becomes of the points of a line that does not apply")
        hint = _('write "redistribute", "zero" or "full"')
        problems.add(place.at("not_applicable").problem(message, hint=hint))
    if not head.weighted and head.not_applicable is not None:
        message = _("the rule set has no weights: there are no points of which it could say what they become")
        problems.add(place.at("not_applicable").problem(message, hint=_("delete it")))


def check_weights(head: RulesetHead, criterion: Criterion, place: Place, problems: Problems) -> None:
    """Find points that a criterion file lacks, or that it states though its rule set has no weights."""
    _check_points(head, place, problems, stated="points" in criterion.model_fields_set)
    for index, indicator in enumerate(criterion.indicator):
        here = place.at("indicator", index)
        _check_points(head, here, problems, stated="points" in indicator.model_fields_set)


def _check_points(head: RulesetHead, place: Place, problems: Problems, *, stated: bool) -> None:
    if head.weighted and not stated:
        message = _("the points are missing")
        hint = _("state them; where no weights are published, write weighted = false in ruleset.toml")
        problems.add(place.at("points").problem(message, hint=hint))
    if not head.weighted and stated:
        message = _("the rule set has no weights (weighted = false in ruleset.toml): nothing in it has points")
        problems.add(place.at("points").problem(message, hint=_("delete it")))
