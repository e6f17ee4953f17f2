"""Defaults and totals that rest on one another: never in a circle, and no deeper than scoring can follow."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Final

from gfassess.errors import Problems
from gfassess.formula import Formula
from gfassess.formula.tree import Node, children
from gfassess.model.facts import FactFile, Ledger
from gfassess.rules.place import Place
from gfassess.words import _

_DEEPEST: Final = 200
"""Most levels of a chain. Working one out takes two calls a level, and Python allows a thousand in all."""
_STEP: Final = 3
"""Levels that one step of a chain takes besides those of its formula."""
_SHOWN: Final = 8
"""Names of a chain that a message shows."""


@dataclass(slots=True)
class _Link:
    """A default or total: where it stands, what it uses, how deep its formulas are."""

    place: Place
    uses: frozenset[str]
    depth: int


def check_chains(themes: Iterable[tuple[FactFile, Place]], problems: Problems) -> None:
    """Find defaults and totals that need themselves, and chains of them that are too deep to work out."""
    links = {name: link for theme, place in themes for name, link in _links(theme, place)}
    graph = {name: link.uses & links.keys() for name, link in links.items()}
    try:
        order = tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = tuple(reversed(error.args[1]))
        message = _("these need each other in a circle: {names}").format(names=_shown(circle))
        problems.add(links[circle[0]].place.problem(message, hint=_("take one of them out of its formula")))
        return
    depths: dict[str, int] = {}
    for name in order:
        below = max((depths[used] for used in graph[name]), default=0)
        depths[name] = below + links[name].depth + _STEP
        if below <= _DEEPEST < depths[name]:
            message = _("too many formulas rest on one another: {names}").format(
                names=_shown(_chain(name, graph, depths))
            )
            problems.add(links[name].place.problem(message, hint=_("make the chain shorter or its formulas simpler")))


def _links(theme: FactFile, place: Place) -> Iterator[tuple[str, _Link]]:
    """Go through what has a formula, columns as `ledger.column`."""
    for index, fact in enumerate(theme.fact):
        if isinstance(fact.default, Formula):
            yield fact.id, _link(place.at("fact", index, "default"), [fact.default], None)
    for index, ledger in enumerate(theme.ledger):
        here = place.at("ledger", index)
        with_default = frozenset(
            f"{ledger.id}.{column.id}" for column in ledger.columns if isinstance(column.default, Formula)
        )
        for number, column in enumerate(ledger.columns):
            if isinstance(column.default, Formula):
                yield f"{ledger.id}.{column.id}", _link(here.at("columns", number, "default"), [column.default], ledger)
        for number, total in enumerate(ledger.total):
            formulas = [one for one in (total.row, total.where) if one is not None]
            link = _link(here.at("total", number, "row"), formulas, ledger)
            # A total is worked out over whole rows: their defaults count even where its formula does not name them.
            link.uses |= with_default
            yield total.id, link


def _link(place: Place, formulas: list[Formula], ledger: Ledger | None) -> _Link:
    names = frozenset(name for formula in formulas for name in formula.names)
    own = frozenset(name for name in names if ledger is not None and ledger.column(name) is not None)
    inside = frozenset(f"{ledger.id}.{name}" for name in own) if ledger is not None else own
    return _Link(place, names - own | inside, max(_depth(formula.tree) for formula in formulas))


def _depth(node: Node) -> int:
    return 1 + max(map(_depth, children(node)), default=0)


def _chain(name: str, graph: dict[str, frozenset[str]], depths: dict[str, int]) -> tuple[str, ...]:
    """Return the deepest chain that begins with a name."""
    chain = [name]
    while below := graph[chain[-1]]:
        chain.append(max(below, key=lambda used: (depths[used], used)))
    return tuple(chain)


def _shown(names: tuple[str, ...]) -> str:
    if len(names) > _SHOWN:
        names = (*names[: _SHOWN - 1], "...", names[-1])
    return " -> ".join(names)
