"""Lists that were read go into a file of peers: nothing that is there is lost, the same list twice changes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from gfassess.errors import GfassessError, Problem
from gfassess.lists.initials import Initials
from gfassess.lists.reading import Found, Key
from gfassess.model.base import Text
from gfassess.model.peers import Peer, PeerFile, PeerList
from gfassess.peers.blocks import read_peers, written
from gfassess.peers.registry import filled, plain
from gfassess.words import _


@dataclass(frozen=True, slots=True)
class Notice:
    """What the user says of notices, by batch; None as the batch is for every batch."""

    documents: dict[int | None, str] = field(default_factory=dict)
    years: dict[int | None, int] = field(default_factory=dict)
    published: dict[int | None, date] = field(default_factory=dict)


class Added(NamedTuple):
    """What became of one list."""

    list_: PeerList
    new: int
    """Enterprises that were not there."""
    filled: int
    """Enterprises of which more is known now."""
    whole: int


def empty_file() -> PeerFile:
    """Return a file of peers with nobody in it."""
    return PeerFile(title=Text(zh="导入的绿色制造名单", en="Imported lists"))


def file_lists(
    old: PeerFile, found: Found, notice: Notice, known: Iterable[PeerList]
) -> tuple[PeerFile, list[Added], list[Problem]]:
    """Return the file with what was found put in, what became of each list, and warnings.

    `known` are lists of the registry: their notices need not be named again. Raises GfassessError with everything that
    must be asked for.
    """
    heads = _heads(old, found, notice, known)
    lists = {(entry.batch, entry.category): entry for entry in old.list_}
    added, problems = [], []
    initials = Initials()
    for key, head in sorted(heads.items()):
        before, _read = read_peers(head.rows)
        rows, filled_up, said = _joined(found.file, before, found.peers[key], initials)
        problems.extend(said)
        lists[key] = head.model_copy(update={"rows": written(Peer._fields, rows)})
        added.append(Added(lists[key], len(rows) - len(before), filled_up, len(rows)))
    ordered = tuple(entry for _key, entry in sorted(lists.items()))
    return old.model_copy(update={"list_": ordered}), added, problems


def _heads(old: PeerFile, found: Found, notice: Notice, known: Iterable[PeerList]) -> dict[Key, PeerList]:
    """Return each list without new rows; raise GfassessError where its year or notice is not known."""
    there = {(entry.batch, entry.category): entry for entry in old.list_}
    others = {(entry.batch, entry.category): entry for entry in known}
    missing: list[Problem] = []
    heads = {}
    for key in sorted(found.peers):
        batch, category = key
        like = there.get(key) or others.get(key) or _sibling(others.values(), key)
        year = notice.years.get(batch, notice.years.get(None)) or found.years.get(key) or (like.year if like else None)
        document = _first(notice.documents, batch) or found.documents.get(key, "") or (like.document if like else "")
        day = notice.published.get(batch, notice.published.get(None)) or (like.published if like else None)
        if year is None:
            missing.append(
                _asked(found.file, _("the year of batch {batch}").format(batch=batch), f"--year {batch}=2022")
            )
        if not document:
            words = _("the number of the notice of batch {batch}").format(batch=batch)
            missing.append(_asked(found.file, words, f"--document {batch}=工信厅节函〔2023〕64号"))
        if year is None or not document:
            continue
        if (own := there.get(key)) is not None and own.document != document:
            message = _("batch {batch} is there already by the notice {known}; this one is by {document}")
            words = message.format(batch=batch, known=own.document, document=document)
            hint = _('another list goes into another file (-o); the same one is told with --document "{document}"')
            missing.append(Problem(message=words, file=found.file, hint=hint.format(document=own.document)))
            continue
        rows = own.rows if own is not None else ""
        heads[key] = PeerList(batch=batch, year=year, category=category, document=document, published=day, rows=rows)
    if missing:
        raise GfassessError(*missing)
    return heads


def batches(known: Iterable[PeerList], notice: Notice) -> dict[int, int]:
    """Return the batch of each year that has one only, as the user or the lists at hand say."""
    of: dict[int, set[int]] = {}
    for entry in known:
        of.setdefault(entry.year, set()).add(entry.batch)
    of |= {year: {batch} for batch, year in notice.years.items() if batch is not None}
    return {year: found.pop() for year, found in of.items() if len(found) == 1}


def wanted(found: Found) -> tuple[Problem, ...]:
    """Return what must be asked for before anything of a list can be filed."""
    said = {
        "batch": (_("the batch"), "--batch 7"),
        "category": (_("the kind of list"), "--category factory|product|park|supply_chain"),
    }
    return tuple(_asked(found.file, *said[name]) for name in sorted(found.wants))


def _asked(file: str, what: str, option: str) -> Problem:
    message = _("{what} is not in the list").format(what=what)
    return Problem(message=message, file=file, hint=_("say it with {option}").format(option=option))


def _sibling(known: Iterable[PeerList], key: Key) -> PeerList | None:
    """Return the list of another kind in the same batch: one notice has the annexes of all kinds."""
    return next((entry for entry in known if entry.batch == key[0]), None)


def _first(given: dict[int | None, str], batch: int) -> str:
    return given.get(batch) or given.get(None, "")


def _joined(
    file: str, before: list[Peer], more: list[tuple[int, Peer]], initials: Initials
) -> tuple[list[Peer], int, list[Problem]]:
    """Return old and new rows in the order of their numbers, how many old ones were filled up, and warnings."""
    rows = list(before)
    places = {(plain(peer.name), plain(peer.product)): place for place, peer in enumerate(rows)}
    numbers = {(peer.no, plain(peer.product)): peer.name for peer in rows if peer.no is not None}
    filled_up, said = 0, []
    for line, peer in more:
        identity = (plain(peer.name), plain(peer.product))
        place = places.get(identity)
        holder = numbers.get((peer.no, identity[1])) if peer.no is not None else None
        if holder is not None and (place is None or rows[place].no is None):
            if place is None:
                message = _("number {no} is {name} in the file; {new} is added without a number")
                words = message.format(no=peer.no, name=holder, new=peer.name)
                said.append(Problem(message=words, file=file, line=line, severity="warning"))
            peer = peer._replace(no=None)  # noqa: PLW2901 - the same firm, without the number
        if place is not None:
            both = _found_by(filled(rows[place], peer), initials)
            filled_up += both != rows[place]
            rows[place] = both
            continue
        places[identity] = len(rows)
        rows.append(_found_by(peer, initials))
    return sorted(rows, key=lambda peer: peer.no if peer.no is not None else 10**9), filled_up, said


def _found_by(peer: Peer, initials: Initials) -> Peer:
    """Return a peer with its first letters; working them out takes longer than all the rest."""
    return peer if peer.initials else peer._replace(initials=initials.of(peer.name))


def lines_of(added: Iterable[Added]) -> Iterator[tuple[PeerList, str]]:
    """Go through what became of each list, in words."""
    for one in added:
        yield (
            one.list_,
            _("{whole} enterprises, {new} of them new, {filled} filled up").format(
                whole=one.whole, new=one.new, filled=one.filled
            ),
        )
