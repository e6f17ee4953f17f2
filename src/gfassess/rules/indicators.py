"""Points, scales and variants of the rule sets; choices and columns of the facts."""

import math

from gfassess.errors import did_you_mean
from gfassess.formula.tree import Name
from gfassess.model.facts import FactFile, Ledger, Question
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Criterion, Indicator, Measure, Scale
from gfassess.rules.folder import Folder
from gfassess.rules.place import Place
from gfassess.words import _


def check_rulesets(folder: Folder, book: Rulebook) -> None:
    """Find points that do not add up, scales that cannot tell good from bad, variants out of order, loose choices."""
    for criterion, place in folder.of(Criterion):
        _check_points(criterion, place, folder)
        for index, indicator in enumerate(criterion.indicator):
            _check_indicator(indicator, place.at("indicator", index), folder, book)
    for theme, place in folder.of(FactFile):
        for index, fact in enumerate(theme.fact):
            _check_choice(fact, place.at("fact", index), folder, book)
        for index, ledger in enumerate(theme.ledger):
            for number, column in enumerate(ledger.columns):
                here = place.at("ledger", index, "columns", number)
                _check_choice(column, here, folder, book)
                _check_row_unit(ledger, column, here, folder)


def _check_points(criterion: Criterion, place: Place, folder: Folder) -> None:
    if criterion.points is None:
        return
    whole = math.fsum(indicator.points for indicator in criterion.indicator)
    if not math.isclose(whole, criterion.points, rel_tol=1e-9):
        message = _("the indicators have {sum:g} points together, the criterion has {points:g}")
        text = message.format(sum=whole, points=criterion.points)
        folder.problems.add(place.at("points").problem(text, hint=_("change the points of one of them")))


def _check_indicator(indicator: Indicator, place: Place, folder: Folder, book: Rulebook) -> None:
    single = len(indicator.variants) == 1
    for index, measure in enumerate(indicator.variants):
        here = place if single else place.at("variants", index)
        last = index == len(indicator.variants) - 1
        if last and measure.when is not None:
            folder.problems.add(here.at("when").problem(_("the last variant has no condition: it is what remains")))
        if not last and measure.when is None:
            folder.problems.add(here.problem(_("only the last variant may lack a condition; the others never count")))
        _check_scale(measure.scale, here.at("scale"), folder)
        _check_use_of_scale(measure, here, folder, book)


def _check_scale(scale: Scale, place: Place, folder: Folder) -> None:
    if scale.kind == "fixed" and scale.leading == scale.baseline:
        folder.problems.add(place.at("leading").problem(_("leading value and baseline value are equal")))
    ats = [step.at for step in scale.steps]
    shares = [step.share for step in scale.steps]
    if len(set(ats)) != len(ats) or sorted(shares) != [
        share for _, share in sorted(zip(ats, shares, strict=True), reverse=scale.at_most)
    ]:
        folder.problems.add(place.at("steps").problem(_("a better value must earn more: the steps are out of order")))
    if any(not 0 <= share <= 1 for share in scale.levels.values()):
        folder.problems.add(place.at("levels").problem(_("the share of a level lies between 0 and 1")))


def _check_use_of_scale(measure: Measure, place: Place, folder: Folder, book: Rulebook) -> None:
    scale = measure.scale
    tree = measure.formula.tree
    if scale.kind == "levels":
        fact = book.facts.get(tree.id) if isinstance(tree, Name) else None
        options = {option.id for option in fact.options} if fact is not None else set()
        if options != set(scale.levels):
            message = _("the levels must be exactly the options of the choice: {options}")
            text = message.format(options=", ".join(sorted(options)) or "-")
            folder.problems.add(place.at("scale", "levels").problem(text))
    if scale.case is not None and (book.facts.get(scale.case) is None or book.facts[scale.case].kind != "text"):
        message = _('"{name}" must be a fact of kind text that describes the case').format(name=scale.case)
        folder.problems.add(place.at("scale", "case").problem(message))
    rowwise = scale.kind == "candidates"
    if rowwise != (measure.per is not None and scale.kind not in {"fixed", "steps", "yes_no"}):
        message = _("reference values of a row need candidates, and only an indicator over rows has them")
        folder.problems.add(place.at("scale").problem(message))
    if (measure.weight is not None) != (measure.combine == "weighted"):
        folder.problems.add(place.at("weight").problem(_('a weight belongs to combine = "weighted", and only to it')))
    ledger = book.ledgers.get(measure.per or "")
    for index, pair in enumerate(scale.candidates):
        if ledger is not None and ledger.column(pair.source) is None:
            message = _('the ledger has no column "{name}"').format(name=pair.source)
            hint = did_you_mean(pair.source, [column.id for column in ledger.columns])
            folder.problems.add(place.at("scale", "candidates", index, "source").problem(message, hint=hint))


def _check_choice(question: Question, place: Place, folder: Folder, book: Rulebook) -> None:
    if question.table is not None and question.table not in book.tables:
        message = _('there is no table "{name}" under parameters or references').format(name=question.table)
        folder.problems.add(place.at("from").problem(message, hint=did_you_mean(question.table, book.tables)))
    if (question.kind == "choice") != bool(question.options or question.table):
        message = _("a choice, and only a choice, has options or a table they come from")
        folder.problems.add(place.at("kind").problem(message))
    if question.plausible is not None and question.plausible[0] >= question.plausible[1]:
        folder.problems.add(place.at("plausible").problem(_("the least plausible value must be below the greatest")))


def _check_row_unit(ledger: Ledger, column: Question, place: Place, folder: Folder) -> None:
    name, dot, field = column.unit.partition(".")
    if not dot:
        return
    owner = ledger.column(name)
    if owner is None or owner.table is None or field != "unit":
        message = _('"{unit}" must be the unit of a choice column of the same ledger, as in "carrier.unit"')
        folder.problems.add(place.at("unit").problem(message.format(unit=column.unit)))
