"""Formulas of the rules as people read them: every name with its title, and its id in brackets."""

from collections.abc import Iterator, Sequence
from functools import partial

from gfassess.explain import phrasing
from gfassess.formula import Formula
from gfassess.model.facts import Ledger
from gfassess.model.rulebook import Rulebook
from gfassess.scoring.inputs import split_name
from gfassess.words import _


def formula_words(rulebook: Rulebook, formula: Formula, path: Sequence[str] = ()) -> str:
    """Return the text of a formula on one line; `path` leads to what it belongs to, whose columns it may name."""
    ledgers = tuple(_ledgers(rulebook, path))
    return formula.show(partial(_name, rulebook, ledgers), phrasing())


def _ledgers(rulebook: Rulebook, path: Sequence[str]) -> Iterator[Ledger]:
    """Go through the ledgers whose rows a formula at this place may run over."""
    first, last = (path[0], path[-1]) if path else ("", "")
    if first in rulebook.ledgers:
        yield rulebook.ledgers[first]
    rules = rulebook.rulesets.get(first)
    line = rules.indicator(last) if rules is not None else None
    for measure in line.variants if line is not None else ():
        if measure.per is not None and measure.per in rulebook.ledgers:
            yield rulebook.ledgers[measure.per]


def _name(rulebook: Rulebook, ledgers: Sequence[Ledger], name: str) -> str:
    title = next(_titles(rulebook, ledgers, name), "")
    return _("{title} ({id})").format(title=" ".join(title.split()), id=name) if title else name


def _titles(rulebook: Rulebook, ledgers: Sequence[Ledger], name: str) -> Iterator[str]:
    """Go through what a name may stand for, what is nearest first."""
    for ledger in ledgers:
        if (column := ledger.column(name)) is not None:
            yield str(column.title)
        elif (split := split_name(ledger, name, rulebook.tables)) is not None:
            owner, field = split
            table = rulebook.tables.get(owner.table or "")
            heading = next((one for one in table.column if one.id == field), None) if table is not None else None
            yield _("{title}: {value}").format(title=owner.title, value=heading.title if heading else field)
    question = rulebook.facts.get(name) or rulebook.ledgers.get(name)
    if question is not None:
        yield str(question.title)
    if name in rulebook.totals:
        yield str(rulebook.totals[name][1].title)
    if name in rulebook.parameters:
        yield str(rulebook.parameters[name][1].title)
