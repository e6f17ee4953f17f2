"""The peers: who is listed near and in the same trade, the place in a cohort and among firms that published figures."""

from collections.abc import Iterator

from gfassess.explain import gate_words, unit_words
from gfassess.model.cohort import CohortFile
from gfassess.peers import Listed
from gfassess.peers.standing import Placement
from gfassess.peers.standing import Standing as Place
from gfassess.report.paper.blocks import (
    Block,
    Cell,
    Column,
    Entries,
    Entry,
    Mark,
    MarkKind,
    Pair,
    Paragraph,
    Row,
    Section,
    Strip,
    Table,
)
from gfassess.report.paper.lines import mark
from gfassess.report.paper.results import TONES
from gfassess.report.paper.subject import Beside, Standing, Subject
from gfassess.report.peers import category_words, covered_words, figure_words, later_words, uncovered, uncovered_words
from gfassess.report.standing import (
    counts_words,
    figure_shown,
    method_words,
    note_words,
    own_words,
    place_words,
    published_title,
    published_words,
    references_of,
    title_of,
)
from gfassess.report.standing import figure_words as cohort_words
from gfassess.words import _


def peers(subject: Subject) -> Section | None:
    """Return the peers where they were asked for."""
    parts = []
    if subject.standing is not None:
        parts.append(_cohort(subject, subject.standing))
    if said := tuple(published_words(subject.published)):
        parts.append(_published(subject, said))
    if subject.peers is not None:
        parts.append(_listed(subject, subject.peers))
    return Section("peers", _("Peers"), (), tuple(parts), new_page=True) if parts else None


def _listed(subject: Subject, beside: Beside) -> Section:
    columns = (
        Column("year", _("List year"), "right", 2),
        Column("batch", _("Batch and no."), weight=3),
        Column("name", _("Name of the enterprise"), weight=5),
        Column("place", _("Region"), weight=3),
        Column("near", _("Nearness"), weight=2),
        Column("figures", _("Figures published"), weight=5),
    )
    rows = tuple(_peer(beside, one) for one in beside.found.shown)
    words = _("Registry: {count} entries; {covered}")
    said = [words.format(count=beside.found.registered, covered=covered_words(beside.registry))]
    if place := uncovered(beside.registry, subject.enterprise):
        said.append(uncovered_words(place))
    said.append(_("No list states figures, so nothing is ranked: a listing proves gates, no points."))
    empty = _("no listed enterprise in the same city or trade")
    table = Table("peers", columns, rows, empty=empty)
    return Section("peers-listed", _("Listed enterprises"), (Paragraph("\n".join(said), "note"), table))


def _peer(beside: Beside, one: Listed) -> Row:
    peer, entry = one.peer, one.list_
    words = _("batch {batch} no. {no}") if peer.no is not None else _("batch {batch}")
    published = [figure_words(figure, beside.found) for figure in beside.registry.figures(one.entry)]
    name = "\n".join(
        (
            one.entry.name,
            *later_words(one.entry),
            *([category_words(entry.category)] if entry.category != "factory" else []),
        )
    )
    nearness = (_("same city") if one.same_city else "", _("same trade") if one.same_division else "")
    return Row(
        (
            Cell(str(entry.year), entry.year),
            Cell(words.format(batch=entry.batch, no=peer.no)),
            Cell(name),
            Cell(peer.province + peer.city + peer.district),
            Cell(_(", ").join(filter(None, nearness))),
            Cell("\n".join(published) or _("listed, no figure published")),
        )
    )


def _cohort(subject: Subject, standing: Standing) -> Section:
    heading = _("Place in a cohort")
    said = Paragraph("\n".join(note_words(standing.cohort)), "note")
    if standing.found is None:
        text = _("the cohort has no figures up to {year}, neither of division {division} nor of all together").format(
            year=subject.assessment.year, division=subject.enterprise.division or "-"
        )
        return Section("peers-cohort", heading, (said, Paragraph(text)))
    return Section("peers-cohort", heading, (said, *_places(subject, standing.cohort, standing.found)))


def _places(subject: Subject, cohort: CohortFile, found: Placement) -> Iterator[Block]:
    yield Paragraph("\n".join(method_words(cohort, found)), "note")
    places = tuple(_place(subject, one, "place", _("Sites of the cohort")) for one in found.own)
    yield Entries("places", places, _key())
    if found.gates:
        columns = (
            Column("title", _("Basic requirement"), weight=5),
            Column("own", _("Finding"), weight=2),
            Column("sites", _("Sites of the cohort"), weight=4),
        )
        rows = tuple(
            Row(
                (
                    Cell(str(one.own.gate.title)),
                    Cell(gate_words(one.own.state), tone=TONES[one.own.state]),
                    Cell(counts_words(one.sites)),
                )
            )
            for one in found.gates
        )
        yield Paragraph(_("Gates: points without them mean little"))
        yield Table("places-gates", columns, rows)


def _published(subject: Subject, said: tuple[str, ...]) -> Section:
    """Return the place among the firms that published a figure of one site."""
    own = subject.published.own
    places = tuple(_place(subject, one, "published", _("Figures published")) for one in own)
    blocks: tuple[Block, ...] = (
        Paragraph("\n".join(said), "note"),
        *([Entries("published", places, _key())] if places else []),
    )
    return Section("peers-published", published_title(), blocks)


def _place(subject: Subject, one: Place, group: str, others: str) -> Entry:
    """Return one's own figure beside those of others; ids begin with the group."""
    figure, place = own_words(subject.rulebook, one), place_words(one.place, one.figure.n)
    sites = cohort_words(subject.rulebook, one)
    low = one.low if one.low == one.high else None
    rows = (Pair("place", _("Place"), Cell(place)), Pair("sites", others, Cell(sites)))
    strip = _strip(subject, one, _("; ").join((figure, place, sites)))
    return Entry(
        f"{group}-{one.subject.kind}-{one.subject.id}",
        title_of(one, subject.card),
        Cell(figure, low),
        Cell(),
        rows,
        strip,
        group=next((str(head.criterion.title) for head in subject.card.criteria if one.line in head.scores), ""),
    )


def _key() -> tuple[tuple[MarkKind, str], ...]:
    return (
        ("own", _("you")),
        ("site", _("a site")),
        ("box", _("middle half")),
        ("median", _("median")),
        ("mean", _("mean")),
        ("best", _("best 5 %")),
    )


def _strip(subject: Subject, one: Place, text: str) -> Strip:
    figure = one.figure
    unit = unit_words(subject.rulebook, figure.unit)
    leading, baseline = references_of(one)
    given: tuple[tuple[MarkKind, float | None], ...] = (
        *(("site", value) for value in figure.values),
        ("mean", figure.mean),
        ("median", figure.median),
        ("best", figure.best),
    )
    marks = [Mark(value, kind, figure_shown(figure, value, unit)) for kind, value in given if value is not None]
    if baseline is not None and leading is not None:
        shares = figure.kind != "reference"
        marks += [mark("baseline", baseline, unit, shares=shares), mark("leading", leading, unit, shares=shares)]
    box = (figure.q1, figure.q3) if figure.q1 is not None and figure.q3 is not None else None
    return Strip(one.low, one.high, figure.better, tuple(marks), box, own_words(subject.rulebook, one), text)
