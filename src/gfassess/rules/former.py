"""Earlier ids: what was renamed must not be mistaken for what there is."""

from collections.abc import Iterable

from gfassess.model.facts import FactFile
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Criterion, GateFile, RulesetHead
from gfassess.plan.lines import Named
from gfassess.rules.folder import Folder
from gfassess.rules.place import Place
from gfassess.words import _


def check_former(folder: Folder, book: Rulebook) -> None:
    """Find earlier ids that are in use, or that two things claim.

    Indicators, gates and criteria may name ids of other rule sets, and one may become several; facts, ledgers and rule
    sets may not, because answers follow them.
    """
    questions, rulesets = _Former(folder, {*book.facts, *book.ledgers}), _Former(folder, book.rulesets)
    for theme, place in folder.of(FactFile):
        for index, fact in enumerate(theme.fact):
            questions.see(fact, place.at("fact", index))
        for index, ledger in enumerate(theme.ledger):
            questions.see(ledger, place.at("ledger", index))
    for head, place in folder.of(RulesetHead):
        rulesets.see(head, place)
    for gates, place in folder.of(GateFile):
        for index, gate in enumerate(gates.gate):
            _Former(folder, (gate.id,)).see(gate, place.at("gate", index))
    for criterion, place in folder.of(Criterion):
        _Former(folder, (criterion.id,)).see(criterion, place)
        for index, line in enumerate(criterion.indicator):
            _Former(folder, (line.id,)).see(line, place.at("indicator", index))


class _Former:
    """The earlier ids seen so far of one kind."""

    def __init__(self, folder: Folder, used: Iterable[str]) -> None:
        self.folder = folder
        self.used = frozenset(used)
        self.seen: set[str] = set()

    def see(self, one: Named, place: Place) -> None:
        for number, name in enumerate(one.formerly):
            at = place.at("formerly", number)
            if name in self.used:
                message = _('"{name}" is in use: it cannot be an earlier id of "{id}"').format(name=name, id=one.id)
                self.folder.problems.add(at.problem(message, hint=_("take it out, or give what has it another id")))
            elif name in self.seen:
                message = _('"{name}" is given as an earlier id twice').format(name=name)
                self.folder.problems.add(at.problem(message, hint=_("leave it where its answers belong")))
            self.seen.add(name)
