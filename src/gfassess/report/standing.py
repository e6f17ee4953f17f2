"""A scorecard beside a cohort: strips, percentiles, gates; plain lines of text."""

from collections.abc import Iterator
from typing import Final

from gfassess.explain import gate_words, share_words, unit_words, value_words
from gfassess.model.cohort import LEAST, CohortFile, Figure, GateCount
from gfassess.model.rulebook import Rulebook
from gfassess.model.scorecard import Scorecard
from gfassess.peers.cohort_pairs import Fault, Pairs, Refused
from gfassess.peers.published import Disclosed
from gfassess.peers.standing import GateStanding, Part, Place, Placement, Standing
from gfassess.report.columns import pad, widest, wrapped
from gfassess.report.strips import DRAWN, PLAIN, Signs, Strip, legend, strip_lines
from gfassess.words import _, ngettext

SIGNS: Final = "".join(DRAWN)
_INDENT: Final = "  "
_MOST: Final = 72
"""Cells of the longest strip; a longer one shows nothing more."""


def standing_lines(
    rulebook: Rulebook,
    cohort: CohortFile,
    found: Placement,
    card: Scorecard,
    width: int = 80,
    *,
    ascii_only: bool = False,
) -> Iterator[str]:
    """Go through the lines of a comparison: the whole, the criteria, each question, the gates."""
    yield from _head(cohort, found, width)
    signs = PLAIN if ascii_only else DRAWN
    yield ""
    yield from wrapped(legend(signs), width)
    for title, shown in groups(found):
        yield ""
        yield title
        for one in shown:
            yield from _standing(rulebook, one, title_of(one, card), width, signs)
    yield from _gates(found, width)


def published_lines(
    rulebook: Rulebook, found: Disclosed, card: Scorecard, width: int = 80, *, ascii_only: bool = False
) -> Iterator[str]:
    """Go through the lines about figures that listed firms published; none where there are none."""
    signs = PLAIN if ascii_only else DRAWN
    if found.own:
        yield published_title()
        for text in (*published_words(found), legend(signs)):
            yield from wrapped(text, width)
        for one in found.own:
            yield from _standing(rulebook, one, title_of(one, card), width, signs)
        yield ""
    elif found.refused:
        yield from (line for text in published_words(found) for line in wrapped(text, width))
        yield ""


def published_title() -> str:
    """Return the heading above figures that listed firms published."""
    return _("Published by listed firms of your trade, sites only")


def published_words(found: Disclosed) -> Iterator[str]:
    """Go through how far figures that listed firms published can be trusted."""
    if found.own:
        yield _("Each of them as the firm published it, its latest up to your year; who publishes is no random choice.")
    if found.refused:
        text = ngettext(
            "{count} published figure cannot be right and counts nowhere: see gfassess peers check",
            "{count} published figures cannot be right and count nowhere: see gfassess peers check",
            found.refused,
        )
        yield text.format(count=found.refused)


def _standing(rulebook: Rulebook, one: Standing, title: str, width: int, signs: Signs) -> Iterator[str]:
    yield from wrapped(f"{title}  {own_words(rulebook, one)}", width, _INDENT)
    strip = Strip(one.figure, one.low, one.high, *references_of(one))
    yield from (f"{_INDENT * 2}{line}" for line in strip_lines(strip, min(width - 6, _MOST), signs))
    yield from wrapped(place_words(one.place, one.figure.n), width, _INDENT * 2)
    yield from wrapped(figure_words(rulebook, one), width, _INDENT * 2)


def _head(cohort: CohortFile, found: Placement, width: int) -> Iterator[str]:
    yield from note_lines(cohort, width)
    for text in method_words(cohort, found):
        yield from wrapped(text, width)


def method_words(cohort: CohortFile, found: Placement) -> Iterator[str]:
    """Go through with whom one is compared, in what, and how a place is worked out."""
    cell = found.cell
    division = _("division {code}").format(code=cell.division) if cell.division else _("all divisions together")
    yield _("Compared with: {division}, {year}").format(division=division, year=cell.year)
    if not found.same_rules:
        text = _("Built with rule set {id} {version}: points, criteria and gates are not compared, only values.")
        yield text.format(id=cohort.ruleset, version=cohort.version)
    yield _(
        "Percentile: of a hundred sites so many are worse, (those below + half of the ties) / n, with its 95 %"
        " interval as if the sites were drawn at random. Whoever takes part is not a random choice."
    )


def groups(found: Placement) -> Iterator[tuple[str, list[Standing]]]:
    """Go through the parts of a comparison that hold anything, with their headings."""
    for title, kinds in ((_("Overview"), {"total", "criterion"}), (_("By question"), {"reference", "indicator"})):
        if shown := [one for one in found.own if one.subject.kind in kinds]:
            yield title, shown


def title_of(one: Standing, card: Scorecard) -> str:
    """Return what a standing is about."""
    titles = {head.criterion.id: str(head.criterion.title) for head in card.criteria}
    return str(one.line.indicator.title) if one.line else titles.get(one.subject.id, _("Total"))


def note_words(cohort: CohortFile) -> Iterator[str]:
    """Go through what stands wherever figures of a cohort are shown: whether it is invented, and which one."""
    if cohort.illustrative:
        yield _("ILLUSTRATIVE: the figures of this cohort are invented and are those of no real factories")
    yield _("Cohort: {title} [{id}]").format(title=cohort.title, id=cohort.id)
    if cohort.remark:
        yield _plain(cohort.remark)
    if cohort.statement:
        yield _("Who built it, and of what: {text}").format(text=_plain(cohort.statement))


def _plain(text: str) -> str:
    return " ".join(text.split())


def note_lines(cohort: CohortFile, width: int = 80) -> Iterator[str]:
    """Go through the same as lines."""
    return (line for text in note_words(cohort) for line in wrapped(text, width))


def own_words(rulebook: Rulebook, one: Standing) -> str:
    """Return one's own figure, or between which two it lies while questions are open."""
    line = one.line
    if one.subject.kind == "reference" and line is not None and line.measure is not None:
        return value_words(one.low, unit_words(rulebook, one.subject.unit), line.measure.decimals)
    first, last = share_words(one.low), share_words(one.high)
    if first == last:
        return _("{share} of the points").format(share=first)
    return _("{first} to {last} of the points, still open").format(first=first, last=last)


def place_words(place: Place | None, n: int) -> str:
    """Return a place in words, or why there is none."""
    if place is None:
        text = _("no standing: {n} sites only, at least {least} are needed")
        return text.format(n=n, least=LEAST)
    text = _("percentile {worse} among {n} sites (95 % interval {sure})")
    return text.format(worse=part_words(place.worse), n=place.n, sure=part_words(place.sure))


def part_words(part: Part) -> str:
    """Return a part of the sites in whole hundredths."""
    first, last = f"{part.low * 100:.0f}", f"{part.high * 100:.0f}"
    return first if first == last else f"{first}-{last}"


def figure_words(rulebook: Rulebook, one: Standing) -> str:
    """Return the figures of the sites in words."""
    figure = one.figure
    given = ((_("mean"), figure.mean), (_("median"), figure.median), (_("best 5 %"), figure.best))
    unit = unit_words(rulebook, figure.unit)
    said = [(name, figure_shown(figure, value, unit)) for name, value in given if value is not None]
    if figure.q1 is not None and figure.q3 is not None:
        said.append(
            (_("middle half"), f"{figure_shown(figure, figure.q1, '')} - {figure_shown(figure, figure.q3, unit)}")
        )
    return _("; ").join(_("{title}: {value}").format(title=name, value=value) for name, value in said)


def figure_shown(figure: Figure, value: float, unit: str) -> str:
    """Return a figure of a cohort: a value in its unit, or a share."""
    return value_words(value, unit) if figure.kind == "reference" else share_words(value)


def references_of(one: Standing) -> tuple[float | None, float | None]:
    """Return leading and baseline value of a strip: those of the score, or of a share on such a scale 1 and 0."""
    line = one.line
    if line is None or line.measure is None:
        return None, None
    if one.subject.kind == "reference":
        return (line.reference.leading, line.reference.baseline) if line.reference else (None, None)
    return (1.0, 0.0) if line.measure.scale.kind in {"fixed", "candidates"} else (None, None)


def _gates(found: Placement, width: int) -> Iterator[str]:
    if not found.gates:
        return
    yield ""
    yield _("Gates: points without them mean little")
    room = widest(gate_words(one.own.state) for one in found.gates) + 2
    for one in found.gates:
        first, *rest = wrapped(sites_words(one), width - room - 2)
        yield f"{_INDENT}{pad(gate_words(one.own.state), room)}{first}"
        yield from (" " * (room + 2) + line for line in rest)


def sites_words(one: GateStanding) -> str:
    """Return a gate with how many sites are in which state."""
    return _("{title} (sites: {counts})").format(title=one.own.gate.title, counts=counts_words(one.sites))


def counts_words(sites: GateCount) -> str:
    """Return how the sites of a cohort stand with a gate."""
    text = _("{passed} passed, {failed} failed, {unknown} not answered")
    return text.format(passed=sites.passed, failed=sites.failed, unknown=sites.unknown)


def fault_words(one: Refused) -> str:
    """Return why a figure of a cohort gives no reference values."""
    words: dict[Fault, str] = {
        "few": _("fewer than {least} sites").format(least=LEAST),
        "unit": _("it is in another unit"),
        "better": _("it has the other side as the better one"),
        "no_best": _("the best 5 % are not known: cohorts were joined without values"),
        "wrong_way": _("its best 5 % are worse than the baseline value"),
    }
    return _('the cohort gives no reference values for "{name}": {reason}').format(
        name=one.reference, reason=words[one.fault]
    )


def pairs_words(pairs: Pairs, division: str, year: int) -> Iterator[str]:
    """Go through what a cohort does not give to an assessment."""
    if pairs.cell is None and not division:
        yield _("the assessment names no division, so the cohort gives no reference values")
    elif pairs.cell is None:
        text = _("the cohort has no figures of division {division} up to {year}, so it gives no reference values")
        yield text.format(division=division, year=year)
    yield from map(fault_words, pairs.refused)
