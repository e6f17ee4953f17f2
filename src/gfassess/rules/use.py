"""Content that has no effect: facts that nothing uses, gates that nothing can fail, documents that nothing cites."""

from itertools import product
from typing import Final

from gfassess.formula import Formula
from gfassess.formula.kinds import ValueKind
from gfassess.formula.tree import Binary, Call, Compare, Node, children
from gfassess.model.facts import FactFile
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Gate, GateFile
from gfassess.rules.folder import Folder
from gfassess.rules.references import check_documents
from gfassess.rules.scopes import Scope
from gfassess.scoring.needs import questions_of
from gfassess.words import _

_MOST_NAMES: Final = 12
"""A gate over more names is not tried out in all its cases."""


def check_use(folder: Folder, book: Rulebook) -> None:
    """Find facts and ledgers that no rule set needs, gates that nothing can fail, documents that nothing cites."""
    check_documents(folder)
    used = {name for ruleset in book.rulesets.values() for name in questions_of(book, ruleset)}
    message = _("no rule set uses this: take it out, or use it in a formula")
    for theme, place in folder.of(FactFile):
        for index, fact in enumerate(theme.fact):
            if fact.id not in used:
                folder.problems.add(place.at("fact", index, "id").problem(message))
        for index, ledger in enumerate(theme.ledger):
            if ledger.id not in used:
                folder.problems.add(place.at("ledger", index, "id").problem(message))
    kinds = Scope.outer(book).kinds
    for gates, place in folder.of(GateFile):
        for index, gate in enumerate(gates.gate):
            if not can_fail(gate, kinds):
                text = _("nothing can fail this gate: its formula holds whatever is answered")
                folder.problems.add(place.at("gate", index, "formula").problem(text, source=gate.formula.text))


def can_fail(gate: Gate, kinds: dict[str, ValueKind]) -> bool:
    """Tell whether some answers make the formula of a gate false; yes where figures decide."""
    formula: Formula = gate.formula
    names = sorted(formula.names)
    if not names:
        return formula(lambda name: name) is False
    if len(names) > _MOST_NAMES or any(kinds.get(name) != "truth" for name in names) or _has_figures(formula.tree):
        return True
    cases = product((False, True), repeat=len(names))
    return any(formula(dict(zip(names, case, strict=True)).__getitem__) is False for case in cases)


def _has_figures(node: Node) -> bool:
    return isinstance(node, Binary | Compare | Call) or any(_has_figures(child) for child in children(node))
