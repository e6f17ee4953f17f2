"""Peers beside one scorecard: who fits a query, and what their listing proves."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from gfassess.model.base import Text
from gfassess.model.rules import Gate, Ruleset
from gfassess.model.scorecard import GateResult, Scorecard
from gfassess.peers.registry import Listed, Query, Registry, find


@dataclass(frozen=True, slots=True)
class Comparison:
    """Peers that answer a query, and what their listing proves."""

    query: Query
    peers: tuple[Listed, ...]
    proved: tuple[GateResult, ...]
    """Gates that the listing of at least one of the factories proves, with the state of the own assessment."""
    years: Counter[int]
    """How many of them each list year has, of factories that are still listed; other lists prove no gates."""
    titles: Mapping[str, Text]
    """What published figures may be called, by the id of an indicator or reference of the rule set."""
    registered: int
    """Peers in the registry, whatever the query."""

    @property
    def not_passed(self) -> tuple[GateResult, ...]:
        """Gates that a listing proves and this factory has not passed, or not yet answered."""
        return tuple(result for result in self.proved if result.state != "pass")

    @property
    def shown(self) -> tuple[Listed, ...]:
        """Peers that answer the query; one that asks for nothing means those in the same city or trade."""
        if self.query != Query():
            return self.peers
        return tuple(one for one in self.peers if one.same_city or one.same_division)

    def proving(self, gate: Gate) -> int:
        """Return how many of the factories passed a gate, as their listing of its year or later proves."""
        since = gate.proved_by_listing_since
        return 0 if since is None else sum(count for year, count in self.years.items() if since <= year)


def compare(
    registry: Registry, query: Query, scorecard: Scorecard, *, city: str = "", division: str = ""
) -> Comparison:
    """Return the peers that fit a query beside one scorecard. No list states figures, so none are compared."""
    peers = find(registry, query, city=city, division=division)
    years = _years(peers)
    proved = proved_by_listing(scorecard.ruleset, max(years)) if years else frozenset()
    gates = tuple(result for result in scorecard.gates if result.gate.id in proved)
    return Comparison(query, peers, gates, years, _titles(scorecard.ruleset), len(registry.entries))


def _titles(ruleset: Ruleset) -> dict[str, Text]:
    lines = [(line, line.title) for head in ruleset.heads for line in head.indicator]
    references = {
        measure.scale.reference: title for line, title in lines for measure in line.variants if measure.scale.reference
    }
    return references | {line.id: title for line, title in lines}


def proved_by_listing(ruleset: Ruleset, year: int) -> frozenset[str]:
    """Return the gates that a factory on the list of `year` must have passed then."""
    return frozenset(
        gate.id
        for gate in ruleset.gates
        if gate.proved_by_listing_since is not None and gate.proved_by_listing_since <= year
    )


def _years(peers: tuple[Listed, ...]) -> Counter[int]:
    return Counter(
        entry.list_.year
        for entry, _same_city, _same_division in peers
        if entry.list_.category == "factory" and not (entry.later.events and entry.later.removed)
    )
