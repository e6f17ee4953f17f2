"""Which questions a formula, an indicator or a gate rests on."""

from collections.abc import Iterable, Iterator

from gfassess.formula import Formula
from gfassess.model.facts import Ledger
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Criterion, Gate, Indicator, Measure, Ruleset


def questions_of(rulebook: Rulebook, part: Ruleset | Criterion | Indicator | Gate | Measure) -> tuple[str, ...]:
    """Return the facts and ledgers that a part of a rule set needs, each once, in the order of first use."""
    found: dict[str, None] = {}
    for formula, ledger in _formulas(rulebook, part):
        if ledger is not None:
            found.setdefault(ledger.id)
        for name in _ordered(formula):
            _follow(rulebook, name, ledger, found)
    return tuple(found)


def _formulas(rulebook: Rulebook, part: object) -> Iterator[tuple[Formula | str, Ledger | None]]:
    match part:
        case Ruleset():
            for each in (*part.gates, *part.heads):
                yield from _formulas(rulebook, each)
        case Criterion():
            for line in part.indicator:
                yield from _formulas(rulebook, line)
        case Gate():
            yield part.formula, None
        case Indicator():
            if part.applies_when is not None:
                yield part.applies_when, None
            for variant in part.variants:
                if variant.when is not None:
                    yield variant.when, None
                yield from _formulas(rulebook, variant)
        case Measure():
            ledger = rulebook.ledgers.get(part.per or "")
            candidates = [one for pair in part.scale.candidates for one in (pair.leading, pair.baseline)]
            for formula in (part.formula, part.where, part.weight, *candidates):
                if formula is not None:
                    yield formula, ledger
            if part.scale.case is not None:
                yield part.scale.case, None


def _follow(rulebook: Rulebook, name: str, ledger: Ledger | None, found: dict[str, None]) -> None:
    if ledger is not None and ledger.column(name) is not None:
        column = ledger.column(name)
        if column is not None and isinstance(column.default, Formula):
            for inner in _ordered(column.default):
                if inner != name:
                    _follow(rulebook, inner, ledger, found)
    elif name in rulebook.facts:
        if name in found:
            return
        found[name] = None
        default = rulebook.facts[name].default
        if isinstance(default, Formula):
            for inner in _ordered(default):
                _follow(rulebook, inner, None, found)
    elif name in rulebook.totals:
        owner, total = rulebook.totals[name]
        found.setdefault(owner.id)
        for formula in (total.row, total.where):
            for inner in _ordered(formula):
                _follow(rulebook, inner, owner, found)


def _ordered(formula: Formula | str | None) -> Iterable[str]:
    if formula is None:
        return ()
    return (formula,) if isinstance(formula, str) else formula.ordered_names
