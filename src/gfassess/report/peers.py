"""Peers as lines of text: who is listed, since when, evaluated by whom, and what that proves."""

from collections.abc import Iterator, Sequence

from gfassess.explain import gate_words
from gfassess.model.assessment import Enterprise
from gfassess.model.peers import Category, PeerFile
from gfassess.model.places import same_place
from gfassess.peers import Comparison, Listed, Query
from gfassess.report.columns import pad, widest, wrapped
from gfassess.words import _, ngettext


def category_words(category: Category) -> str:
    """Return the name of a kind of list."""
    words: dict[Category, str] = {
        "factory": _("green factory"),
        "product": _("green design product"),
        "park": _("green industrial park"),
        "supply_chain": _("green supply chain"),
    }
    return words[category]


def comparison_lines(
    found: Comparison, files: Sequence[PeerFile], enterprise: Enterprise, width: int = 80
) -> Iterator[str]:
    """Go through the peers of a query; a query that asks for nothing shows those near and in the same trade."""
    provinces = _(", ").join(file.province for file in files)
    text = _("Registry: {count} entries; it covers {provinces} only").format(
        count=found.registered, provinces=provinces or "-"
    )
    yield text
    if place := uncovered(files, enterprise):
        yield from wrapped(uncovered_words(place), width)
    yield from wrapped(
        _("No list states figures and none were published, so nothing is ranked: a listing proves gates, no points."),
        width,
    )
    for title, peers in _groups(found, enterprise):
        yield ""
        count = ngettext("{count} entry", "{count} entries", len(peers)).format(count=len(peers))
        yield _("{title}: {count}").format(title=title, count=count)
        for one in peers:
            yield from _peer(one, width)
    yield ""
    yield from _proof(found, width)
    notes = [str(file.note) for file in files if file.note is not None]
    for note in notes:
        yield ""
        yield from wrapped(note, width)


def uncovered(files: Sequence[PeerFile], enterprise: Enterprise) -> str:
    """Return the factory's province, or its city, where the registry does not cover it; empty where it does."""
    if enterprise.province:
        known = any(same_place(file.province, enterprise.province) for file in files)
        return "" if known else enterprise.province
    known = any(same_place(peer.city, enterprise.city) for file in files for peer in file.peer)
    return "" if known else enterprise.city


def uncovered_words(place: str) -> str:
    """Return what a registry without a place does not say."""
    text = _("The registry does not cover {place}; this says nothing about listed factories there.")
    return text.format(place=place)


def _groups(found: Comparison, enterprise: Enterprise) -> Iterator[tuple[str, list[Listed]]]:
    if found.query != Query():
        yield _("Listed"), list(found.peers)
        return
    city = enterprise.city or _("your city, which the assessment does not name")
    yield _("In {city}").format(city=city), [one for one in found.peers if one.same_city]
    division = enterprise.division or _("which the assessment does not name")
    trade = [one for one in found.peers if one.same_division and not one.same_city]
    yield _("Elsewhere in your trade (division {code})").format(code=division), trade


def _peer(one: Listed, width: int) -> Iterator[str]:
    peer, entry = one.peer, one.list_
    words = _("batch {batch} no. {no}") if peer.no is not None else _("batch {batch}")
    number = words.format(batch=peer.batch, no=peer.no)
    division = f"{peer.division} {peer.division_confidence or ''}".strip()
    parts = [
        peer.product,
        one.province + peer.city,
        _("division {code}").format(code=division) if division else "",
        category_words(peer.category) if peer.category != "factory" else "",
        _("same trade") if one.same_division else "",
        _("evaluated by {name}").format(name=peer.evaluator) if peer.evaluator else "",
        _("listed, no figure published"),
    ]
    yield f"  {entry.year}  {number}  {peer.name}"
    yield from wrapped(_("; ").join(part for part in parts if part), width, " " * 8)


def _proof(found: Comparison, width: int) -> Iterator[str]:
    if not found.proved:
        yield _("None of these listings proves a gate of this rule set.")
        return
    yield from wrapped(
        _("These listings prove that the factory had passed, in its year, the gates below. Yours:"), width
    )
    room = widest(gate_words(result.state) for result in found.proved) + 2
    for result in found.proved:
        text = _("{title} (proved by {count} of {whole} listed factories: lists since {year})").format(
            title=result.gate.title,
            count=found.proving(result.gate),
            whole=found.factories,
            year=result.gate.proved_by_listing_since,
        )
        first, *rest = wrapped(text, width - room - 2)
        yield f"  {pad(gate_words(result.state), room)}{first}"
        yield from (" " * (room + 2) + line for line in rest)
    left = len(found.not_passed)
    if left:
        text = ngettext(
            "{count} of them you have not passed yet", "{count} of them you have not passed yet", left
        ).format(count=left)
        yield text
