"""What many assessments come to, as a paper: once in each language, then side by side."""

from collections.abc import Callable, Iterator
from typing import Final

from gfassess.explain import department_words
from gfassess.fleet.losses import Line, most_lost, most_open
from gfassess.fleet.summary import Group
from gfassess.report import figures
from gfassess.report.fleet_tables import WIDE, count, figure, line_columns, line_row, share, spread, spread_columns
from gfassess.report.fleet_words import (
    Fleet,
    about,
    bin_words,
    blocked_words,
    chosen_words,
    count_words,
    counted,
    department_of,
    division_title,
    gate_title,
    invented_words,
    lost_words,
    notes,
    question_title,
    region_title,
    stake_words,
)
from gfassess.report.paper.blocks import (
    Bar,
    Bars,
    Block,
    Cell,
    Column,
    Cover,
    KeyValues,
    Pair,
    Paper,
    Paragraph,
    Row,
    Section,
    Table,
)
from gfassess.report.paper.both import beside
from gfassess.report.paper.build import labels
from gfassess.words import _, ngettext, speaking

_LOST_OF_REGION: Final = 10
_OPEN_OF_REGION: Final = 5
"""Indicators that are shown of each province."""


def fleet_paper(fleet: Fleet) -> Paper:
    """Return the report of many assessments under one rule set, every text in both languages."""
    with speaking("zh"):
        chinese = _built(fleet)
    with speaking("en"):
        english = _built(fleet)
    return beside(chinese, english)


def _built(fleet: Fleet) -> Paper:
    """Return the report in the language in use."""
    header = "  ".join(filter(None, (_("Summary of green factory self-assessments"), chosen_words(fleet))))
    said = _("This is a summary of self-assessments: no decision of an authority, no certificate, no ranking list.")
    footer = "  ".join(filter(None, (invented_words(fleet.found), said)))
    return Paper(labels(), _cover(fleet), tuple(_sections(fleet)), header, footer)


def _cover(fleet: Fleet) -> Cover:
    invented = invented_words(fleet.found)
    rows = [
        Pair("sites", _("Assessments"), Cell(count_words(fleet.sites), fleet.sites)),
        Pair("chosen", _("Only"), Cell(chosen_words(fleet) or _("all that were scored"))),
        Pair("years", _("Reporting years"), Cell(_(", ").join(map(str, fleet.found.years)) or "-")),
        Pair("day", _("Date of the report"), Cell(fleet.day.isoformat())),
    ]
    title = _("Summary of green factory self-assessments")
    return Cover(title, str(fleet.rules.title), (invented,) if invented else (), tuple(rows))


def _sections(fleet: Fleet) -> Iterator[Section]:
    yield _overview(fleet)
    if not fleet.sites:
        return
    if fleet.rules.weighted:
        yield _criteria(fleet)
    yield _lines(fleet)
    found = fleet.found
    yield _groups(fleet, "divisions", found.divisions, lambda name: division_title(fleet.book, name))
    yield _groups(fleet, "provinces", found.regions, region_title)
    if found.gates:
        yield _gates(fleet)
    yield _missing(fleet)
    if len(found.by_region) > 1:
        yield _regions(fleet)


def _overview(fleet: Fleet) -> Section:
    rows = [Pair(name, title, Cell(value)) for name, title, value in about(fleet)]
    rows.append(
        Pair(
            "program", _("Worked out with"), Cell(_(", ").join((f"gfassess {fleet.version}", fleet.found.head.engine)))
        )
    )
    blocks: list[Block] = [KeyValues("overview", tuple(rows))]
    blocks += [Paragraph(text, "note") for text in notes(fleet)]
    if any(fleet.found.bins):
        most = max(fleet.found.bins)
        bars = tuple(
            Bar(bin_words(place, fleet.rules), sites, sites, sites, most, counted(sites, fleet.sites))
            for place, sites in enumerate(fleet.found.bins)
        )
        blocks += [Paragraph(_("How many sites have how many points for sure")), Bars(bars)]
    return Section("overview", _("Overview"), tuple(blocks))


def _criteria(fleet: Fleet) -> Section:
    titles = {head.id: str(head.title) for head in fleet.rules.heads}
    columns = (
        Column("criterion", _("Criterion"), weight=5),
        Column("points", _("Points within reach"), "right", WIDE),
        Column("low", _("Points for sure"), "right", WIDE),
        Column("evidenced", _("With evidence in date"), "right", WIDE),
        Column("high", _("At most"), "right", WIDE),
        *spread_columns(_("Share")),
    )
    rows = [
        Row(
            (
                Cell(titles[one.id]),
                *map(figure, (one.points, one.low, one.evidenced, one.high)),
                *spread(one.share, share),
            )
        )
        for one in fleet.found.criteria
    ]
    bars = (_bar(titles[one.id], one.evidenced, one.low, one.high, one.points) for one in fleet.found.criteria)
    note = _("Means over the sites for which a criterion has points; the last columns say how the share is spread.")
    blocks = (Bars(tuple(bars), _legend()), Table("criteria", columns, tuple(rows), note=note))
    return Section("criteria", _("By criterion"), blocks)


def _legend() -> tuple[str, ...]:
    return _("with evidence"), _("without evidence"), _("still open")


def _bar(title: str, proved: float, low: float, high: float, whole: float) -> Bar:
    words = _("{points} of {whole}, with evidence {proved}").format(
        points=figures.span(low, high), whole=figures.points(whole), proved=figures.points(proved)
    )
    return Bar(title, proved, low, high, whole, words)


def _lines(fleet: Fleet) -> Section:
    """Return all indicators over all sites: what is reached, lost and open."""
    rows = tuple(
        row
        for head, lines in _by_head(fleet)
        for row in (Row((Cell(str(head)),)), *(line_row(fleet.rules, line) for line in lines))
    )
    table = Table("lines", line_columns(fleet.rules), rows, note=_lines_note())
    return Section("lines", _("By indicator"), (table,))


def _by_head(fleet: Fleet) -> Iterator[tuple[str, list[Line]]]:
    lines = {line.id: line for line in fleet.found.lines}
    for head in fleet.rules.heads:
        yield str(head.title), [lines[line.id] for line in head.indicator]


def _lines_note() -> str:
    return _(
        "Lost: the mean over the sites where it is scored. Still open: the mean over all sites. The rest are sites."
    )


def _groups(fleet: Fleet, name: str, groups: tuple[Group, ...], title: Callable[[str], str]) -> Section:
    """Return divisions or provinces with their sites, verdicts and totals."""
    heading = _("By division (GB/T 4754)") if name == "divisions" else _("By province")
    weighted = fleet.rules.weighted
    columns = (
        Column("group", _("Division") if name == "divisions" else _("Province"), weight=6),
        Column("sites", _("Sites"), "right", WIDE),
        Column("blocked", _("Blocked"), "right", WIDE),
        Column("open", _("Open"), "right", WIDE),
        Column("complete", _("Complete"), "right", WIDE),
        *(spread_columns(_("points for sure")) if weighted else ()),
        *((Column("evidenced", _("Median with evidence"), "right", WIDE),) if weighted else ()),
    )
    rows, bars = [], []
    for one in groups:
        cells = [Cell(title(one.id)), count(one.sites), *map(count, one.verdicts)]
        if one.low is not None and one.evidenced is not None and one.high is not None:
            cells += [*spread(one.low, figure), figure(one.evidenced.median)]
            bars.append(_bar(title(one.id), one.evidenced.mean, one.low.mean, one.high, fleet.rules.points))
        rows.append(Row(tuple(cells)))
    means = (Paragraph(_("Means of the points:")), Bars(tuple(bars), _legend())) if bars else ()
    return Section(name, heading, (Table(name, columns, tuple(rows)), *means))


def _gates(fleet: Fleet) -> Section:
    columns = (
        Column("gate", _("Gate"), weight=7),
        Column("failed", _("Blocked by it"), "right", WIDE),
        Column("failed_share", _("of all"), "right", WIDE),
        Column("alone", _("By it alone"), "right", WIDE),
        Column("unknown", _("not answered"), "right", WIDE),
        Column("unknown_share", _("of all"), "right", WIDE),
        Column("passed", _("passed"), "right", WIDE),
    )
    rows = tuple(
        Row(
            (
                Cell(gate_title(fleet.rules, gate.id)),
                count(gate.failed),
                share(gate.failed / fleet.sites),
                count(gate.alone),
                count(gate.unknown),
                share(gate.unknown / fleet.sites),
                count(gate.passed),
            )
        )
        for gate in sorted(fleet.found.gates, key=lambda gate: (-gate.failed, -gate.unknown))
    )
    overlap = tuple(Pair("", name, Cell(value)) for name, value in blocked_words(fleet))
    blocks: tuple[Block, ...] = (Table("gates", columns, rows),)
    return Section(
        "gates", _("Gates: whom they block"), (*blocks, KeyValues("blocked", overlap)) if overlap else blocks
    )


def _missing(fleet: Fleet) -> Section:
    columns = (
        Column("question", _("Question"), weight=7),
        Column("department", _("Department"), weight=3),
        Column("sites", _("Sites"), "right", WIDE),
        Column("share", _("of all"), "right", WIDE),
        Column("stake", _("At stake"), "right", WIDE),
    )
    rows = tuple(
        Row(
            (
                Cell(question_title(fleet.book, one.id)),
                Cell(department_words(department_of(fleet.book, one.id))),
                count(one.sites),
                share(one.sites / fleet.sites),
                figure(one.stake),
            )
        )
        for one in fleet.found.missing
    )
    table = Table("missing", columns, rows, note=stake_words(fleet.rules), empty=_("no answer is missing"))
    return Section("missing", _("Most often not answered"), (table,))


def _regions(fleet: Fleet) -> Section:
    """Return where each province loses most: the same table for each, so that a workbook puts them on one sheet."""
    columns = line_columns(fleet.rules)
    sections = []
    for place, (name, lines) in enumerate(fleet.found.by_region.items(), start=1):
        lost = most_lost(lines)[:_LOST_OF_REGION]
        waiting = [line for line in most_open(lines) if line not in lost][:_OPEN_OF_REGION]
        rows = tuple(line_row(fleet.rules, line) for line in (*lost, *waiting))
        sites = sum(lines[0].sites)
        number = ngettext("{count} site", "{count} sites", sites).format(count=count_words(sites))
        heading = _("{title} ({count})").format(title=region_title(name), count=number)
        table = Table("region", columns, rows, empty=_("nothing is lost"))
        sections.append(Section(f"region-{place}", heading, (table,)))
    said = _("Of each province: the {lost} indicators that lose most, and of the others the {open} with most open.")
    which = said.format(lost=_LOST_OF_REGION, open=_OPEN_OF_REGION)
    notes = tuple(Paragraph(text, "note") for text in (lost_words(fleet.rules), which, _lines_note()))
    return Section("losses", _("Where most is lost, by province"), notes, tuple(sections))
