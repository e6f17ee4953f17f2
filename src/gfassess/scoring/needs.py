"""Which questions a formula, an indicator or a gate rests on."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from gfassess.formula import Formula
from gfassess.model.facts import Ledger
from gfassess.model.rulebook import Rulebook
from gfassess.model.rules import Criterion, Gate, Indicator, Measure, Ruleset

_Use: TypeAlias = tuple[str, str | None]
"""A name, and the ledger whose column it is; names of no ledger mean the same everywhere."""


def questions_of(rulebook: Rulebook, part: Ruleset | Criterion | Indicator | Gate | Measure) -> tuple[str, ...]:
    """Return the facts and ledgers that a part of a rule set needs, each once, in the order of first use."""
    found: dict[str, None] = {}
    seen: set[_Use] = set()
    for formula, ledger in _formulas(rulebook, part):
        if ledger is not None:
            found.setdefault(ledger.id)
        _follow(rulebook, [(name, ledger) for name in _ordered(formula)], found, seen)
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


def _follow(rulebook: Rulebook, uses: list[tuple[str, Ledger | None]], found: dict[str, None], seen: set[_Use]) -> None:
    """Add the questions behind names, each used inside a ledger or outside; each use is followed once only."""
    waiting = uses[::-1]
    while waiting:
        name, ledger = waiting.pop()
        use = (name, ledger.id if ledger is not None and ledger.column(name) is not None else None)
        if use not in seen:
            seen.add(use)
            waiting.extend(reversed(_behind(rulebook, name, ledger, found)))


def _behind(
    rulebook: Rulebook, name: str, ledger: Ledger | None, found: dict[str, None]
) -> list[tuple[str, Ledger | None]]:
    """Return the uses right behind a name, and add the question that it is itself."""
    column = ledger.column(name) if ledger is not None else None
    if column is not None:
        formulas, inside = [column.default], ledger
    elif name in rulebook.facts:
        found.setdefault(name)
        formulas, inside = [rulebook.facts[name].default], None
    elif name in rulebook.totals:
        inside, total = rulebook.totals[name]
        found.setdefault(inside.id)
        formulas = [total.row, total.where]
    else:
        return []
    return [(inner, inside) for one in formulas if isinstance(one, Formula) for inner in one.ordered_names]


def _ordered(formula: Formula | str) -> Iterable[str]:
    return (formula,) if isinstance(formula, str) else formula.ordered_names
