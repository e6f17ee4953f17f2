"""The registry: everybody on the lists at hand, under the names they have now, and those who answer a query."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from gfassess.model.peers import Category, Disclosure, Peer, PeerFile, PeerList
from gfassess.model.places import same_place, short_place
from gfassess.peers.blocks import read_peers
from gfassess.peers.changes import Later, later_notices
from gfassess.peers.regions import Region, read_region


@dataclass(frozen=True, slots=True)
class Query:
    """Which peers are asked for; empty fields ask for everything."""

    province: str = ""
    city: str = ""
    division: str = ""
    year: int | None = None
    """The list's own year."""
    category: Category | None = None
    evaluator: str = ""
    """A part of the name of the third-party body."""
    search: str = ""
    """Words: parts of a name, former name or product, or the first letters of the name in pinyin."""


class Entry(NamedTuple):
    """A peer with the list it is on, and what later notices say of it."""

    peer: Peer
    list_: PeerList
    later: Later = Later()

    @property
    def name(self) -> str:
        """The name after all renamings."""
        return self.later.name or self.peer.name


@dataclass(frozen=True)
class Registry:
    """The lists of several files: the same row of the same list counts once, with what each file knows of it."""

    files: tuple[PeerFile, ...] = ()

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Everybody listed, file by file, list by list."""
        later = later_notices(change for file in self.files for change in file.change)
        return tuple(
            Entry(peer, entry, known.after(entry.published))
            if (known := later.get((entry.category, peer.name)))
            else Entry(peer, entry)
            for entry, peers in _lists(self.files)
            for peer in peers
        )

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        """The provinces that somebody listed is in, in the order of the files."""
        return tuple(filter(None, dict.fromkeys(entry.peer.province for entry in self.entries)))

    @cached_property
    def lists(self) -> tuple[PeerList, ...]:
        """The lists, each once."""
        return tuple({(one.batch, one.category): one for file in self.files for one in file.list_}.values())

    @cached_property
    def published(self) -> Mapping[str, tuple[Disclosure, ...]]:
        """The figures that enterprises published, by name."""
        found: dict[str, tuple[Disclosure, ...]] = {}
        for one in (one for file in self.files for one in file.disclosure):
            found[plain(one.peer)] = (*found.get(plain(one.peer), ()), one)
        return found

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What a search looks into, for each entry: names, product and initials."""
        return tuple(
            plain("\n".join((entry.peer.name, *entry.later.names, entry.peer.product, initials_of(entry))))
            for entry in self.entries
        )

    def covers(self, place: str) -> bool:
        """Tell whether somebody listed is in a province or city."""
        return any(same_place(place, province) for province in self.provinces) or any(
            entry.peer.city and same_place(place, entry.peer.city) for entry in self.entries
        )

    def figures(self, entry: Entry) -> tuple[Disclosure, ...]:
        """Return what an enterprise published, under any of its names."""
        if not self.published:
            return ()
        names = dict.fromkeys(plain(name) for name in (entry.peer.name, *entry.later.names))
        return tuple(one for name in names for one in self.published.get(name, ()))


class Listed(NamedTuple):
    """An entry that answers a query, with what it shares with the own factory."""

    entry: Entry
    same_city: bool
    same_division: bool

    @property
    def peer(self) -> Peer:
        """The row of the list."""
        return self.entry.peer

    @property
    def list_(self) -> PeerList:
        """The list that it is on."""
        return self.entry.list_


def plain(text: str) -> str:
    """Return a text as names are compared: full width as half width, no case, no blanks but line ends.

    An apostrophe is the sign that a file of peers has in its place.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return "".join(text.casefold().split(" "))


def initials_of(entry: Entry) -> str:
    """Return the letters under which an entry is found, one name a line."""
    return "\n".join((entry.peer.initials, *(event.initials for event in entry.later.events)))


def find(registry: Registry, query: Query, *, city: str = "", division: str = "") -> tuple[Listed, ...]:
    """Return the peers that fit a query: those of the own city first, then of the own trade, then the rest.

    Within each the latest list comes first, then the running number. `city` and `division` are the factory's own; they
    mark the peers that share them.
    """
    own_city = short_place(city)
    found = [
        Listed(
            entry,
            same_city=bool(own_city) and bool(entry.peer.city) and short_place(entry.peer.city) == own_city,
            same_division=bool(division) and entry.peer.division == division,
        )
        for entry in _fitting(registry, query)
    ]
    return tuple(sorted(found, key=_order))


def _order(one: Listed) -> tuple[object, ...]:
    (peer, entry, _later), same_city, same_division = one
    return (not same_city, not same_division, -entry.year, -entry.batch, entry.category, peer.no or 0)


def _fitting(registry: Registry, query: Query) -> Iterable[Entry]:
    """Narrow by one condition after the other; only those that are asked for take time."""
    found: Iterable[Entry] = registry.entries
    if query.search:
        words = query.search.split()
        wanted = [plain(word) for word in words]
        pairs = zip(registry.entries, registry.texts, strict=True)
        found = (entry for entry, text in pairs if all(word in text for word in wanted))
    if query.province:
        place = read_region(query.province) or Region(short_place(query.province))
        found = (entry for entry in found if short_place(entry.peer.province) == place.province)
        # 大连 is listed beside the provinces, and is a city.
        found = _of_city(found, place.city) if place.city else found
    if query.city:
        apart = read_region(query.city)
        found = _of_city(found, apart.city if apart is not None and apart.city else query.city)
    if query.division:
        found = (entry for entry in found if entry.peer.division == query.division)
    if query.year is not None:
        found = (entry for entry in found if entry.list_.year == query.year)
    if query.category is not None:
        found = (entry for entry in found if entry.list_.category == query.category)
    if query.evaluator:
        body = plain(query.evaluator)
        found = (entry for entry in found if body in plain(entry.peer.evaluator))
    return found


def _of_city(found: Iterable[Entry], name: str) -> Iterable[Entry]:
    city = short_place(name)
    return (entry for entry in found if entry.peer.city and short_place(entry.peer.city) == city)


def _lists(files: Iterable[PeerFile]) -> Iterator[tuple[PeerList, Iterable[Peer]]]:
    """Go through the lists with their rows; one that several files have is put together from all of them."""
    held: dict[tuple[int, Category], list[tuple[PeerList, str]]] = {}
    for file in files:
        for entry in file.list_:
            held.setdefault((entry.batch, entry.category), []).append((entry, file.province))
    for parts in held.values():
        first, _province_of = parts[0]
        if len(parts) == 1:
            yield first, _rows(*parts[0])
            continue
        yield first, _joined([_rows(*part) for part in parts])


def _joined(parts: Iterable[Iterable[Peer]]) -> list[Peer]:
    """Put the rows of one list in several files together.

    Names are only compared where the numbers are the same, or one of the two has none: comparing takes time.
    """
    rows: list[Peer] = []
    for part in parts:
        more = list(part)
        every = any(peer.no is None for peer in more)
        numbers, names = dict[int, list[int]](), dict[str, list[int]]()
        for place, row in enumerate(rows):
            if row.no is not None:
                numbers.setdefault(row.no, []).append(place)
            if row.no is None or every:
                names.setdefault(plain(row.name), []).append(place)
        for peer in more:
            places = numbers.get(peer.no, []) if peer.no is not None else []
            named = names.get(plain(peer.name), []) if names else []
            near = (*places, *(place for place in named if peer.no is None or rows[place].no is None))
            same = next((place for place in near if _is_same(rows[place], peer)), None)
            if same is None:
                rows.append(peer)
            else:
                rows[same] = filled(rows[same], peer)
    return rows


def _is_same(one: Peer, other: Peer) -> bool:
    return plain(one.name) == plain(other.name) and plain(one.product) == plain(other.product)


def _rows(entry: PeerList, province: str) -> list[Peer]:
    peers, _read = read_peers(entry.rows)
    if not province:
        return peers
    return [peer if peer.province else peer._replace(province=province) for peer in peers]


def filled(known: Peer, other: Peer) -> Peer:
    """Return what is known of a peer with its gaps filled from another row; a division keeps its own confidence."""
    both = Peer._make(ours or theirs for ours, theirs in zip(known, other, strict=True))
    return both._replace(division_confidence=known.division_confidence) if known.division else both
