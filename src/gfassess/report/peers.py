"""Peers as lines of text: who is listed, since when, evaluated by whom, and what that proves."""

from collections.abc import Iterator
from typing import Final

from gfassess.explain import gate_words
from gfassess.model.assessment import Enterprise
from gfassess.model.peers import Category, Disclosure
from gfassess.peers import Comparison, Entry, Listed, Query, Registry
from gfassess.peers.regions import read_region
from gfassess.report.columns import pad, widest, wrapped
from gfassess.words import _, ngettext

_FIRST: Final = 30
"""Peers of a group that are shown where nothing was asked for."""
_NAMED: Final = 5
"""Provinces that are named one by one."""


def category_words(category: Category) -> str:
    """Return the name of a kind of list."""
    words: dict[Category, str] = {
        "factory": _("green factory"),
        "product": _("green design product"),
        "park": _("green industrial park"),
        "supply_chain": _("green supply chain"),
    }
    return words[category]


def comparison_lines(found: Comparison, listed: Registry, enterprise: Enterprise, width: int = 80) -> Iterator[str]:
    """Go through the peers of a query; a query that asks for nothing shows those near and in the same trade."""
    text = _("Registry: {count} entries; {covered}")
    yield from wrapped(text.format(count=found.registered, covered=covered_words(listed)), width)
    if place := uncovered(listed, enterprise):
        yield from wrapped(uncovered_words(place), width)
    yield from wrapped(
        _("No list states figures, so nothing is ranked: a listing proves gates, no points."),
        width,
    )
    for title, peers in _groups(found, enterprise):
        yield ""
        count = ngettext("{count} entry", "{count} entries", len(peers)).format(count=len(peers))
        yield _("{title}: {count}").format(title=title, count=count)
        for one in peers[:_FIRST] if found.query == Query() else peers:
            yield from _peer(one, listed, found, width)
        if found.query == Query() and (more := len(peers) - _FIRST) > 0:
            text = ngettext("... and {count} more; a query shows all", "... and {count} more; a query shows all", more)
            yield f"  {text.format(count=more)}"
    yield ""
    yield from _proof(found, width)
    for note in dict.fromkeys(str(file.note) for file in listed.files if file.note is not None):
        yield ""
        yield from wrapped(note, width)


def covered_words(listed: Registry) -> str:
    """Return which provinces a registry has somebody of."""
    if len(listed.provinces) > _NAMED:
        return _("it covers {count} provinces").format(count=len(listed.provinces))
    return _("it covers {provinces} only").format(provinces=_(", ").join(listed.provinces) or "-")


def uncovered(listed: Registry, enterprise: Enterprise) -> str:
    """Return the factory's province, or its city, where the registry does not cover it; empty where it does."""
    place = enterprise.province or enterprise.city
    region = read_region(place)
    return "" if not place or listed.covers(region.province if region else place) else place


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


def _peer(one: Listed, listed: Registry, found: Comparison, width: int) -> Iterator[str]:
    peer, entry = one.peer, one.list_
    words = _("batch {batch} no. {no}") if peer.no is not None else _("batch {batch}")
    number = words.format(batch=entry.batch, no=peer.no)
    division = f"{peer.division} {peer.division_confidence}".strip()
    figures = listed.figures(one.entry)
    parts = [
        *later_words(one.entry),
        peer.product,
        peer.province + peer.city + peer.district,
        _("division {code}").format(code=division) if division else "",
        category_words(entry.category) if entry.category != "factory" else "",
        _("same trade") if one.same_division else "",
        _("evaluated by {name}").format(name=peer.evaluator) if peer.evaluator else "",
        "" if figures else _("listed, no figure published"),
    ]
    yield f"  {entry.year}  {number}  {one.entry.name}"
    yield from wrapped(_("; ").join(part for part in parts if part), width, " " * 8)
    for figure in figures:
        yield from wrapped(figure_words(figure, found), width, " " * 8)


def later_words(entry: Entry) -> Iterator[str]:
    """Go through what later notices did: former names, and that it was moved out."""
    names = [entry.peer.name, *entry.later.names]
    for event, former in zip((event for event in entry.later.events if event.new_name), names, strict=False):
        yield _("formerly {name} (renamed by {document})").format(name=former, document=event.document)
    if (removed := entry.later.removed) is not None:
        yield _("moved out of the list by {document}").format(document=removed.document)


def figure_words(figure: Disclosure, found: Comparison) -> str:
    """Return one published figure with its year, what it is about and its source."""
    scope = _("one site") if figure.scope == "site" else _("the whole group, not a single site")
    text = _("published: {name} {value:.12g} {unit} in {year}, {scope}; {source}")
    return text.format(
        name=found.titles.get(figure.of, figure.of),
        value=figure.value,
        unit=figure.unit,
        year=figure.year,
        scope=scope,
        source=figure.source,
    )


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
            whole=found.years.total(),
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
