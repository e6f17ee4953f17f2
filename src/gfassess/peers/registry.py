"""The registry: peers that answer a query, and what their listing proves."""

from collections.abc import Iterable
from dataclasses import dataclass

from gfassess.model.peers import Category, Peer, PeerFile, PeerList
from gfassess.model.places import same_place
from gfassess.model.rules import Gate, Ruleset
from gfassess.model.scorecard import GateResult, Scorecard


@dataclass(frozen=True, slots=True)
class Query:
    """Which peers are asked for; empty fields ask for everything."""

    province: str = ""
    city: str = ""
    division: str = ""
    year: int | None = None
    """The list's own year."""
    category: Category | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A peer with the list it is on."""

    peer: Peer
    list_: PeerList
    province: str
    same_city: bool
    same_division: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Peers that answer a query, and what their listing proves."""

    query: Query
    peers: tuple[Listed, ...]
    proved: tuple[GateResult, ...]
    """Gates that the listing of at least one of the factories proves, with the state of the own assessment."""
    registered: int
    """Peers in the registry, whatever the query."""

    @property
    def not_passed(self) -> tuple[GateResult, ...]:
        """Gates that a listing proves and this factory has not passed, or not yet answered."""
        return tuple(result for result in self.proved if result.state != "pass")

    @property
    def factories(self) -> int:
        """How many of the peers are factories; other lists prove no gates."""
        return sum(one.list_.category == "factory" for one in self.peers)

    def proving(self, gate: Gate) -> int:
        """Return how many of the factories passed a gate, as their listing of its year or later proves."""
        since = gate.proved_by_listing_since
        return sum(
            one.list_.category == "factory" and since is not None and since <= one.list_.year for one in self.peers
        )


def find(files: Iterable[PeerFile], query: Query, *, city: str = "", division: str = "") -> tuple[Listed, ...]:
    """Return the peers that fit a query: those of the own city first, then of the own trade, then the rest.

    Within each the latest list comes first, then the running number. `city` and `division` are the factory's own; they
    mark the peers that share them.
    """
    found = [
        Listed(
            peer,
            entry,
            file.province,
            same_city=bool(city) and same_place(peer.city, city),
            same_division=bool(division) and peer.division == division,
        )
        for file in files
        if not query.province or same_place(file.province, query.province)
        for peer in file.peer
        if (entry := _list_of(file, peer)) is not None and _fits(peer, entry, query)
    ]
    return tuple(sorted(found, key=_order))


def _order(one: Listed) -> tuple[object, ...]:
    near = (not one.same_city, not one.same_division)
    return (*near, -one.list_.year, -one.peer.batch, one.peer.category, one.peer.no or 0)


def compare(
    files: tuple[PeerFile, ...], query: Query, scorecard: Scorecard, *, city: str = "", division: str = ""
) -> Comparison:
    """Return the peers that fit a query beside one scorecard. No list states figures, so none are compared."""
    peers = find(files, query, city=city, division=division)
    factories = [one.list_.year for one in peers if one.list_.category == "factory"]
    proved = proved_by_listing(scorecard.ruleset, max(factories)) if factories else frozenset()
    gates = tuple(result for result in scorecard.gates if result.gate.id in proved)
    return Comparison(query, peers, gates, sum(len(file.peer) for file in files))


def proved_by_listing(ruleset: Ruleset, year: int) -> frozenset[str]:
    """Return the gates that a factory on the list of `year` must have passed then."""
    return frozenset(
        gate.id
        for gate in ruleset.gates
        if gate.proved_by_listing_since is not None and gate.proved_by_listing_since <= year
    )


def _list_of(file: PeerFile, peer: Peer) -> PeerList | None:
    return next((one for one in file.list_ if (one.batch, one.category) == (peer.batch, peer.category)), None)


def _fits(peer: Peer, entry: PeerList, query: Query) -> bool:
    return (
        (not query.city or same_place(peer.city, query.city))
        and (not query.division or peer.division == query.division)
        and (query.year is None or entry.year == query.year)
        and (query.category is None or peer.category == query.category)
    )
