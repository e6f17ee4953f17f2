"""Names and kinds of every formula."""

from gfassess.errors import did_you_mean
from gfassess.formula import Formula
from gfassess.formula.kinds import ValueKind, kind_of
from gfassess.formula.tree import names
from gfassess.model.facts import FactFile, Question
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Criterion, GateFile, Measure
from gfassess.rules.folder import Folder
from gfassess.rules.place import Place
from gfassess.rules.scopes import KIND_OF_VALUE, Scope
from gfassess.words import _


def check_formulas(folder: Folder, book: Rulebook) -> None:
    """Find unknown names, sums of yes and no, and results of the wrong kind."""
    checker = _Checker(folder, book)
    for theme, place in folder.of(FactFile):
        checker.theme(theme, place)
    for gates, place in folder.of(GateFile):
        for index, gate in enumerate(gates.gate):
            checker.check(gate.formula, place.at("gate", index, "formula"), checker.outer, "truth")
    for criterion, place in folder.of(Criterion):
        for index, indicator in enumerate(criterion.indicator):
            line = place.at("indicator", index)
            if indicator.applies_when is not None:
                checker.check(indicator.applies_when, line.at("applies_when"), checker.outer, "truth")
            single = len(indicator.variants) == 1
            for number, measure in enumerate(indicator.variants):
                checker.measure(measure, line if single else line.at("variants", number))


class _Checker:
    """Checks formulas one by one; knows the scopes."""

    def __init__(self, folder: Folder, book: Rulebook) -> None:
        self.folder = folder
        self.book = book
        self.outer = Scope.outer(book)

    def theme(self, theme: FactFile, place: Place) -> None:
        for index, fact in enumerate(theme.fact):
            self._default(fact, place.at("fact", index, "default"), self.outer)
        for index, ledger in enumerate(theme.ledger):
            inside = self.outer.inside(self.book, ledger)
            here = place.at("ledger", index)
            for number, column in enumerate(ledger.columns):
                self._default(column, here.at("columns", number, "default"), inside)
            for number, total in enumerate(ledger.total):
                self.check(total.row, here.at("total", number, "row"), inside, "number")
                if total.where is not None:
                    self.check(total.where, here.at("total", number, "where"), inside, "truth")

    def _default(self, question: Question, place: Place, scope: Scope) -> None:
        if isinstance(question.default, Formula):
            self.check(question.default, place, scope, KIND_OF_VALUE[question.kind])

    def measure(self, measure: Measure, place: Place) -> None:
        scope = self.outer
        ledger = self.book.ledgers.get(measure.per or "")
        if measure.per is not None and ledger is None:
            message = _('there is no ledger "{name}"').format(name=measure.per)
            self.folder.problems.add(
                place.at("per").problem(message, hint=did_you_mean(measure.per, self.book.ledgers))
            )
            return
        if ledger is not None:
            scope = self.outer.inside(self.book, ledger)
        wanted: ValueKind = "number"
        if measure.scale.kind in {"yes_no", "case"}:
            wanted = "truth"
        elif measure.scale.kind == "levels":
            wanted = "text"
        self.check(measure.formula, place.at("formula"), scope, wanted)
        if measure.when is not None:
            self.check(measure.when, place.at("when"), self.outer, "truth")
        if measure.where is not None:
            self.check(measure.where, place.at("where"), scope, "truth")
        if measure.weight is not None:
            self.check(measure.weight, place.at("weight"), scope, "number")
        for index, pair in enumerate(measure.scale.candidates):
            for side, formula in (("leading", pair.leading), ("baseline", pair.baseline)):
                self.check(formula, place.at("scale", "candidates", index, side), scope, "number")

    def check(self, formula: Formula, place: Place, scope: Scope, wanted: ValueKind) -> None:
        """Check one formula; kinds only where every name is known."""
        unknown = False
        for name in names(formula.tree):
            if name.id not in scope.kinds:
                unknown = True
                message = _('"{name}" is not a fact, total or parameter known here').format(name=name.id)
                problem = place.problem(
                    message,
                    hint=did_you_mean(name.id, scope.kinds),
                    source=formula.text,
                    column=name.column,
                    width=len(name.id),
                )
                self.folder.problems.add(problem)
        if unknown:
            return
        kind, problems = kind_of(formula.text, formula.tree, scope.kinds.__getitem__)
        line = place.problem("").line
        self.folder.problems.extend(problem.at(file=place.file, key=place.key, line=line) for problem in problems)
        if not problems and kind is not None and kind != wanted:
            said = {"number": _("a number"), "truth": _("yes or no"), "text": _("a text")}
            message = _("the formula gives {actual}, {wanted} is needed here")
            text = message.format(actual=said[kind], wanted=said[wanted])
            self.folder.problems.add(place.problem(text, source=formula.text))
